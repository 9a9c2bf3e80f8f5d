//! Bets as clients see them.

use monps_core::bet::{BetType, Leg, StakeKind};
use monps_core::money::Rounding;
use poem_openapi::Object;
use poem_openapi::types::Example;
use rust_decimal::{Decimal, dec};

use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::bets::clv_percent;
use crate::app::problem::Problem;
use crate::store::{BetRecord, LegRecord};

/// Decimals of a percentage.
const PERCENT_DECIMALS: u32 = 4;
/// Decimals of a price that is a product of prices.
const PRICE_DECIMALS: u32 = 12;

/// A bet.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Bet", example)]
pub struct BetView {
    /// Its number.
    pub id: i64,
    /// The event, as it was named; of an accumulator, those of its legs.
    pub match_id: String,
    /// The selection, as it was named.
    pub outcome: String,
    /// The bookmaker, as it was named.
    pub bookmaker: String,
    /// Decimal odds taken; of an accumulator, those of its legs multiplied.
    pub odds_value: Number,
    /// What the backer puts up.
    pub stake: Number,
    /// A channel, where nothing else was said, or the strategy.
    pub bet_type: String,
    /// `won`, `lost`, `void`, `half_won`, `half_lost`, `push` or `cashed_out`; null until then.
    pub result: Option<String>,
    /// The price that it was settled at, where that was not the price taken.
    pub actual_odds: Option<Number>,
    /// Everything returned, stake included, before commission; null while open.
    pub payout: Option<Number>,
    /// What was gained, after commission; null while open.
    pub profit_loss: Option<Number>,
    /// Notes.
    pub notes: Option<String>,
    /// pending, settled or void.
    pub status: String,
    /// The same as `profit_loss`.
    pub actual_profit: Option<Number>,
    /// Closing line value in percent: (taken / close − 1) × 100; of a lay with the other sign.
    pub clv: Option<Number>,
    /// What the price taken was worth against the fair close, in percent: (taken × fair closing
    /// probability − 1) × 100; of a lay with the other sign.
    pub clv_fair: Option<Number>,
    /// Decimal odds at the close.
    pub odds_close: Option<Number>,
    /// Whose close it is: the key of a bookmaker, `consensus`, or `none` where none was found; null
    /// until it was looked for.
    pub close_reference: Option<String>,
    /// How the margin was taken out of it.
    pub close_method: Option<String>,
    /// How long before the start the reference was last seen, in seconds.
    pub close_age_s: Option<i64>,
    /// The market, as it was named.
    pub market_type: Option<String>,
    /// When it was recorded.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// When it was placed.
    pub placed_at: Instant,
    /// When it was settled.
    pub settled_at: Option<Instant>,
    /// single or accumulator.
    pub kind: String,
    /// back or lay.
    pub side: String,
    /// The currency of all its amounts.
    pub currency: String,
    /// What can be lost on it: the stake, or when laying stake × (odds − 1); nothing on a free bet.
    pub liability: Number,
    /// What the venue takes from net winnings, a fraction.
    pub commission_rate: Number,
    /// What the venue took; null while open.
    pub commission: Option<Number>,
    /// Whether the stake is the venue's, a free bet: it does not come back.
    pub free_bet: bool,
    /// What the venue pays on top of the winnings, as a fraction of them; null without a boost.
    pub boost_rate: Option<Number>,
    /// The most that it pays on top; null without such a limit.
    pub boost_max: Option<Number>,
    /// ligne or tabac.
    pub channel: String,
    /// Why it was placed.
    pub strategy: String,
    /// The sport of its first leg.
    pub sport: String,
    /// The login at the bookmaker, where there are several.
    pub login: Option<String>,
    /// Play money.
    pub paper: bool,
    /// Labels.
    pub tags: Vec<String>,
    /// Its selections.
    pub legs: Vec<LegView>,
}

/// One selection of a bet.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "BetLeg")]
pub struct LegView {
    /// The event, as it was named.
    pub match_id: String,
    /// The selection, as it was named.
    pub outcome: String,
    /// The market, as it was named.
    pub market_type: Option<String>,
    /// The side listed first; empty where it is not known.
    pub home_team: String,
    /// The side listed second; empty where it is not known.
    pub away_team: String,
    /// When the event starts; null where the hour is not known.
    pub commence_time: Option<Instant>,
    /// The market as it is understood: `1x2`, `total`, or `x-…` for one that only a person settles.
    pub market: String,
    /// The line of a total or handicap, the home side's.
    pub line: Option<Number>,
    /// The selection as it is understood.
    pub selection: String,
    /// Decimal odds taken.
    pub odds_value: Number,
    /// What became of the selection, where a result told; null otherwise.
    pub result: Option<String>,
}

impl BetView {
    /// A bet as clients see it.
    ///
    /// # Errors
    /// [`Problem::Broken`] for a stored bet whose price cannot be worked out.
    pub fn of(record: &BetRecord) -> Result<Self, Problem> {
        let (bet, words) = (&record.bet, &record.words);
        let terms = bet.terms();
        let price = bet.price_taken().map_err(Problem::broken)?.get();
        let liability = bet.liability(Rounding::HalfUp).map_err(Problem::broken)?;
        let (settled, boost) = (record.settled, terms.offer.boost);
        let closing = record.closing.as_ref();
        let profit = settled.map(|settled| Number::from(settled.profit));
        let clv = match record.odds_close {
            Some(close) => Some(clv_percent(terms.side, price, close)),
            None => record.clv,
        };
        let status = if bet.status().is_live() { "pending" } else { bet.status().as_str() };
        Ok(Self {
            id: bet.id().get(),
            match_id: words.match_id.clone(),
            outcome: words.outcome.clone(),
            bookmaker: words.bookmaker.clone(),
            odds_value: Number(shown_price(price)),
            stake: Number::from(terms.stake),
            bet_type: BetType::view(terms.channel, &terms.strategy).to_owned(),
            result: settled.map(|settled| settled.outcome.as_str().to_owned()),
            actual_odds: settled.and_then(|settled| settled.price).map(|price| Number(price.get())),
            payout: settled.map(|settled| Number::from(settled.payout)),
            profit_loss: profit,
            notes: record.notes.clone(),
            status: status.to_owned(),
            actual_profit: profit,
            clv: clv.map(|clv| Number(Rounding::HalfEven.apply(clv, PERCENT_DECIMALS).normalize())),
            clv_fair: closing.and_then(|closing| closing.clv_fair).map(Number),
            odds_close: record.odds_close.map(|close| Number(close.get())),
            close_reference: closing.map(|closing| closing.reference.clone()),
            close_method: closing.and_then(|closing| closing.method.clone()),
            close_age_s: closing.and_then(|closing| closing.age).map(|age| age.num_seconds()),
            market_type: words.market_type.clone(),
            created_at: record.created_at.into(),
            updated_at: record.updated_at.into(),
            placed_at: record.placed_at.into(),
            settled_at: settled.map(|settled| settled.at.into()),
            kind: bet.kind().as_str().to_owned(),
            side: terms.side.as_str().to_owned(),
            currency: terms.stake.currency().to_string(),
            liability: Number::from(liability),
            commission_rate: Number(terms.commission.rate()),
            commission: settled.map(|settled| Number::from(settled.commission)),
            free_bet: terms.offer.stake == StakeKind::Free,
            boost_rate: boost.map(|boost| Number(boost.rate())),
            boost_max: boost.and_then(|boost| boost.extra_max()).map(Number::from),
            channel: terms.channel.as_str().to_owned(),
            strategy: terms.strategy.to_string(),
            sport: record.sport.to_string(),
            login: Some(record.login.clone()).filter(|login| !login.is_empty()),
            paper: record.paper,
            tags: record.tags.clone(),
            legs: terms
                .legs
                .iter()
                .zip(&record.legs)
                .map(|(leg, words)| LegView::of(leg, words))
                .collect(),
        })
    }
}

impl LegView {
    fn of(leg: &Leg, words: &LegRecord) -> Self {
        Self {
            match_id: words.match_id.clone(),
            outcome: words.outcome.clone(),
            market_type: words.market_type.clone(),
            home_team: words.home.clone(),
            away_team: words.away.clone(),
            commence_time: words.time_known.then(|| words.starts_at.into()),
            market: leg.market.kind.slug(),
            line: leg.market.line.map(|line| Number(line.get())),
            selection: leg.selection.to_string(),
            odds_value: Number(leg.price.price().get()),
            result: leg.outcome.map(|outcome| outcome.as_str().to_owned()),
        }
    }
}

/// A price with the digits it was given with, or as many as anyone reads of a product.
fn shown_price(price: Decimal) -> Decimal {
    if price.scale() > PRICE_DECIMALS {
        Rounding::HalfEven.apply(price, PRICE_DECIMALS).normalize()
    } else {
        price
    }
}

impl Example for BetView {
    fn example() -> Self {
        let at = |ms| {
            Instant::from(monps_core::time::DateTime::from_timestamp_millis(ms).unwrap_or_default())
        };
        let placed = at(1_781_204_400_000);
        let settled = at(1_781_211_900_000);
        Self {
            id: 42,
            match_id: "PSG - OM".to_owned(),
            outcome: "1".to_owned(),
            bookmaker: "Parions Sport PdV".to_owned(),
            odds_value: Number(dec!(2.10)),
            stake: Number(dec!(10.00)),
            bet_type: "tabac".to_owned(),
            result: Some("won".to_owned()),
            actual_odds: None,
            payout: Some(Number(dec!(21.00))),
            profit_loss: Some(Number(dec!(11.00))),
            notes: None,
            status: "settled".to_owned(),
            actual_profit: Some(Number(dec!(11.00))),
            clv: Some(Number(dec!(7.6923))),
            clv_fair: Some(Number(dec!(4.1))),
            odds_close: Some(Number(dec!(1.95))),
            close_reference: Some("pinnacle".to_owned()),
            close_method: Some("shin".to_owned()),
            close_age_s: Some(240),
            market_type: Some("h2h".to_owned()),
            created_at: placed,
            updated_at: settled,
            placed_at: placed,
            settled_at: Some(settled),
            kind: "single".to_owned(),
            side: "back".to_owned(),
            currency: "EUR".to_owned(),
            liability: Number(dec!(10.00)),
            commission_rate: Number(dec!(0)),
            commission: Some(Number(dec!(0.00))),
            free_bet: false,
            boost_rate: None,
            boost_max: None,
            channel: "tabac".to_owned(),
            strategy: "unstated".to_owned(),
            sport: "football".to_owned(),
            login: None,
            paper: false,
            tags: Vec::new(),
            legs: vec![LegView {
                match_id: "PSG - OM".to_owned(),
                outcome: "1".to_owned(),
                market_type: Some("h2h".to_owned()),
                home_team: "PSG".to_owned(),
                away_team: "OM".to_owned(),
                commence_time: None,
                market: "1x2".to_owned(),
                line: None,
                selection: "home".to_owned(),
                odds_value: Number(dec!(2.10)),
                result: None,
            }],
        }
    }
}
