//! A finding, as it is answered.

use monps_core::detect::Detail;
use monps_core::id::OpportunityId;
use monps_core::money::Rounding;
use poem_openapi::Object;
use rust_decimal::{Decimal, dec};

use super::detail::{Guarantee, MiddleView, results};
use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::api::odds::{market_type, price};
use crate::app::opportunities::{Recheck, ResultLine, Sight, Stakes, price_needed};

/// Decimals of a percentage.
const PERCENT_DECIMALS: u32 = 4;
/// Decimals of a share of the total.
const SHARE_DECIMALS: u32 = 6;

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Opportunity {
    /// Its number.
    pub id: i64,
    /// The match.
    pub match_id: String,
    /// The side listed first.
    pub home_team: String,
    /// The side listed second.
    pub away_team: String,
    /// The sport.
    pub sport: String,
    /// The competition's name, if it has one.
    pub league: Option<String>,
    /// When the match starts.
    pub commence_time: Instant,
    /// `arbitrage`, `cross_market`, `back_lay`, `middle`, `value`, `low_hold` or `spread`.
    pub opportunity_type: String,
    /// The documented word for the market: that of the first leg where there are several.
    pub market_type: String,
    /// The market with its line and period: `1x2`, `total 2.5`.
    pub market: String,
    /// The outcome whose current prices lie farthest apart; null once nobody quotes it.
    pub outcome: Option<String>,
    /// Its highest current price.
    pub best_odd: Option<Number>,
    /// The same.
    pub best_odds: Option<Number>,
    /// Its lowest current price.
    pub worst_odd: Option<Number>,
    /// The same.
    pub worst_odds: Option<Number>,
    /// (best − worst) / worst of the outcome's current prices, in percent.
    pub spread_pct: Option<Number>,
    /// In percent: guaranteed for an arbitrage, across markets and for backs and lays, expected for a
    /// value, what is lost when it is missed for a middle (below 0), 1 / book sum − 1 for a low hold,
    /// the spread itself for a spread.
    pub edge_pct: Number,
    /// Who gives the best price.
    pub bookmaker_best: Option<String>,
    /// Who gives the worst.
    pub bookmaker_worst: Option<String>,
    /// Bookmakers that quote the market.
    pub nb_bookmakers: i64,
    /// What the total brings: guaranteed for an arbitrage, expected for a value, in the worst result
    /// for a middle or a low hold; null for a spread.
    pub estimated_value: Option<Number>,
    /// The prices involved.
    pub legs: Vec<Leg>,
    /// Stakes for the total asked for; null when none can be suggested, and `trust` says why.
    pub stakes: Option<SuggestedStakes>,
    /// What comes back for these stakes, result by result; empty without stakes.
    pub profit_profile: Vec<ProfitLine>,
    /// Of a finding across markets, or of backs and lays: what is guaranteed, and the proof that no
    /// stakes guarantee more.
    pub guarantee: Option<Guarantee>,
    /// Of a middle: what it costs, what it brings and when.
    pub middle: Option<MiddleView>,
    /// Of a value: the edge by the least generous way of taking the margin out, in percent.
    pub edge_low_pct: Option<Number>,
    /// Whether it may be acted upon, and why not.
    pub trust: Trust,
    /// When it was first found.
    pub first_seen: Instant,
    /// When it was last found.
    pub last_seen: Instant,
    /// The same as `first_seen`.
    pub created_at: Instant,
}

/// One price of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Leg {
    /// Who quotes.
    pub bookmaker: Option<String>,
    /// The documented word for its market.
    pub market_type: String,
    /// Its market with line and period.
    pub market: String,
    /// The selection.
    pub outcome: String,
    /// `back` or `lay`.
    pub side: String,
    /// The decimal price.
    pub odds: Number,
    /// The share of all that is put up; of a lay that is its liability.
    pub share: Number,
    /// The backer's stake; null without stakes.
    pub stake: Option<Number>,
    /// How old the price is.
    pub age_seconds: i64,
    /// What the bookmaker takes of net winnings, in percent.
    pub commission_pct: Number,
}

/// Stakes for a total.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct SuggestedStakes {
    /// What they put up, liabilities of lays included: at most the total asked for.
    pub total: Number,
    /// In this currency.
    pub currency: String,
    /// Whether no other stakes do better in the worst result.
    pub proven: bool,
    /// The stake on each leg, in their order.
    pub legs: Vec<LegStake>,
}

/// The stake on a leg.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct LegStake {
    /// Where.
    pub bookmaker: Option<String>,
    /// On what.
    pub outcome: String,
    /// How much: the backer's stake, of a lay too.
    pub stake: Number,
    /// What it puts up: the stake of a back, the liability of a lay.
    pub put_up: Number,
    /// When to place it, from 1, so that the least hangs in the air meanwhile; null for a leg without
    /// a stake.
    pub order: Option<i64>,
    /// What can be lost if the placing stops before this leg; null for a leg without a stake.
    pub exposed: Option<Number>,
    /// The price that the leg must still have, its stake chosen anew, for all to come out without a
    /// loss; null where nothing is lost without it, or no price saves it.
    pub odds_needed: Option<Number>,
}

/// What comes back when a result happens.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct ProfitLine {
    /// The selection that wins, alone; the first results in words where it is none; `other` for any
    /// other result.
    pub outcome: String,
    /// The results with this profit, at most twelve: `2-1`, `home`; empty where `outcome` says it.
    pub results: Vec<String>,
    /// How many there are.
    pub results_count: i64,
    /// What all bookmakers pay together.
    pub payout: Number,
    /// The payout less the stakes.
    pub profit: Number,
}

/// Whether a finding may be acted upon.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Trust {
    /// `bettable` or `indicative`.
    pub grade: String,
    /// Why it is not bettable, and why no stakes are suggested; empty when nothing speaks against it.
    pub reasons: Vec<TrustNote>,
}

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct TrustNote {
    /// A stable word.
    pub code: String,
    /// A sentence.
    pub detail: String,
}

/// What asking again came to.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct RecheckResult {
    /// The finding.
    pub id: i64,
    /// The feeds that were asked.
    pub feeds: Vec<String>,
    /// What it cost, in the sources' own units.
    pub credits: u32,
    /// Prices that changed or disappeared.
    pub changed: i64,
    /// Feeds that could not answer, in words.
    pub errors: Vec<String>,
    /// Whether it still stands.
    pub stands: bool,
    /// The edge before, in percent.
    pub edge_pct_before: Number,
    /// The edge now, in percent; null when it is gone.
    pub edge_pct: Option<Number>,
    /// The finding as it stands now; null when it is gone.
    pub opportunity: Option<Opportunity>,
}

impl From<&Sight> for Opportunity {
    fn from(sight: &Sight) -> Self {
        let (open, found) = (&sight.open, &sight.open.found);
        let event = &sight.event.event;
        let spread = sight.spread.as_ref();
        let best = spread.map(|spread| price(spread.best.price));
        let worst = spread.map(|spread| price(spread.worst.price));
        let bookmaker_best = spread.and_then(|spread| spread.best.venue.as_ref());
        let bookmaker_worst = spread.and_then(|spread| spread.worst.venue.as_ref());
        let stakes = sight.stakes.as_ref().ok();
        Self {
            id: open.id.get(),
            match_id: event.slug.clone(),
            home_team: event.home.clone(),
            away_team: event.away.clone(),
            sport: event.sport.to_string(),
            league: sight.event.competition_title.clone(),
            commence_time: event.starts_at.into(),
            opportunity_type: found.kind.as_str().to_owned(),
            market_type: market_type(&found.market.kind),
            market: found.market.to_string(),
            outcome: spread.map(|spread| spread.selection.to_string()),
            best_odd: best,
            best_odds: best,
            worst_odd: worst,
            worst_odds: worst,
            spread_pct: spread.map(|spread| percent(spread.width)),
            edge_pct: percent(found.edge),
            bookmaker_best: bookmaker_best.map(ToString::to_string),
            bookmaker_worst: bookmaker_worst.map(ToString::to_string),
            nb_bookmakers: i64::try_from(found.venue_count).unwrap_or(i64::MAX),
            estimated_value: sight.estimated_value.map(Number),
            legs: legs(sight, stakes),
            stakes: stakes.map(|stakes| suggested(sight, stakes)),
            profit_profile: stakes.map(profile).unwrap_or_default(),
            guarantee: Guarantee::of(found),
            middle: MiddleView::of(found),
            edge_low_pct: match found.detail {
                Detail::Value { edge_low } => Some(percent(edge_low)),
                _ => None,
            },
            trust: trust(sight),
            first_seen: open.first_seen.into(),
            last_seen: open.last_seen.into(),
            created_at: open.first_seen.into(),
        }
    }
}

impl RecheckResult {
    pub(super) fn new(id: OpportunityId, recheck: &Recheck) -> Self {
        let asked = &recheck.asked;
        Self {
            id: id.get(),
            feeds: asked.feeds.clone(),
            credits: asked.credits,
            changed: i64::try_from(asked.changed).unwrap_or(i64::MAX),
            errors: asked.errors.clone(),
            stands: recheck.now.is_some(),
            edge_pct_before: percent(recheck.edge_before),
            edge_pct: recheck.now.as_ref().map(|sight| percent(sight.open.found.edge)),
            opportunity: recheck.now.as_ref().map(Opportunity::from),
        }
    }
}

/// A fraction as a percentage.
pub(super) fn percent(rate: Decimal) -> Number {
    Number(Rounding::HalfEven.apply(rate * dec!(100), PERCENT_DECIMALS).normalize())
}

fn legs(sight: &Sight, stakes: Option<&Stakes>) -> Vec<Leg> {
    let stake = |index| stakes.and_then(|stakes| stakes.stakes.get(index));
    sight
        .legs
        .iter()
        .enumerate()
        .map(|(index, one)| Leg {
            bookmaker: one.venue.as_ref().map(ToString::to_string),
            market_type: market_type(&one.leg.market.kind),
            market: one.leg.market.to_string(),
            outcome: one.leg.selection.to_string(),
            side: one.leg.side.as_str().to_owned(),
            odds: price(one.leg.price),
            share: Number(Rounding::HalfEven.apply(one.leg.share, SHARE_DECIMALS)),
            stake: stake(index).copied().map(Number),
            age_seconds: one.age.num_seconds(),
            commission_pct: percent(one.leg.commission.rate()),
        })
        .collect()
}

fn suggested(sight: &Sight, stakes: &Stakes) -> SuggestedStakes {
    let legs = sight.legs.iter().zip(&stakes.stakes).zip(&stakes.put_up).enumerate();
    SuggestedStakes {
        total: Number(stakes.total),
        currency: sight.currency.to_string(),
        proven: stakes.proven,
        legs: legs
            .map(|(index, ((one, stake), put_up))| {
                let mut order = (1_i64..).zip(&stakes.order);
                let placing = order.find(|(_, exposure)| exposure.leg == index);
                let cents = |value| Rounding::HalfUp.apply(value, sight.currency.decimals());
                LegStake {
                    bookmaker: one.venue.as_ref().map(ToString::to_string),
                    outcome: one.leg.selection.to_string(),
                    stake: Number(*stake),
                    put_up: Number(cents(*put_up)),
                    order: placing.map(|(place, _)| place),
                    exposed: placing.map(|(_, exposure)| Number(cents(exposure.exposed))),
                    odds_needed: placing.and_then(|(_, exposure)| price_needed(exposure)).map(
                        |price| Number(Rounding::Up.apply(price, PERCENT_DECIMALS).normalize()),
                    ),
                }
            })
            .collect(),
    }
}

fn profile(stakes: &Stakes) -> Vec<ProfitLine> {
    let line = |line: &ResultLine| {
        let named = line.selection.as_ref().map(ToString::to_string);
        let results = results(&line.states);
        ProfitLine {
            outcome: named
                .or_else(|| results.summary.clone())
                .unwrap_or_else(|| "other".to_owned()),
            results_count: results.count,
            results: results.first,
            payout: Number(line.payout),
            profit: Number(line.profit),
        }
    };
    stakes.profile.iter().map(line).collect()
}

fn trust(sight: &Sight) -> Trust {
    let trust = &sight.open.found.trust;
    let found = trust.reasons.iter().map(|reason| (reason.as_str(), reason.to_string()));
    let unstaked = sight.stakes.as_ref().err().map(|why| (why.as_str(), why.to_string()));
    Trust {
        grade: trust.grade.as_str().to_owned(),
        reasons: found
            .chain(unstaked)
            .map(|(code, detail)| TrustNote { code: code.to_owned(), detail })
            .collect(),
    }
}
