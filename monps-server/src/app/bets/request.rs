//! A bet as somebody asks for it to be recorded, and what is checked before anything is looked up.

use monps_core::bet::{BetType, Boost, Channel, LEGS_MAX, Offer, StakeKind, Strategy};
use monps_core::catalog::Sport;
use monps_core::money::{Currency, Money};
use monps_core::odds::{Commission, PRICE_MAX, Price, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;

use super::super::problem::{Faults, Problem};
use super::{Closing, Ruling};

/// Tags of one bet.
const TAGS_MAX: usize = 20;
/// A bet placed further ahead than this is a mistake; clocks differ by less.
const AHEAD_MAX: TimeDelta = TimeDelta::days(1);

/// A bet to be recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewBet {
    /// What is bet on; several legs make an accumulator.
    pub legs: Vec<NewLeg>,
    /// Of an accumulator: the prices of its legs multiplied, where the client says so too.
    pub odds_value: Option<Decimal>,
    /// The venue, by key or name.
    pub bookmaker: String,
    /// What the backer puts up.
    pub stake: Decimal,
    /// In which currency; the bankroll's when none.
    pub currency: Option<String>,
    /// Whether it lays.
    pub lays: bool,
    /// What the venue takes from net winnings; the venue's own rate when none.
    pub commission_rate: Option<Decimal>,
    /// Whether the stake is the venue's, a free bet: it does not come back.
    pub free_bet: bool,
    /// What the venue pays on top of winnings, as a fraction of them.
    pub boost_rate: Option<Decimal>,
    /// The most that it pays on top.
    pub boost_max: Option<Decimal>,
    /// One word for channel and strategy.
    pub bet_type: Option<String>,
    /// How it was placed.
    pub channel: Option<String>,
    /// Why it was placed.
    pub strategy: Option<String>,
    /// The login at the venue.
    pub login: String,
    /// Play money.
    pub paper: bool,
    /// When it was placed; now when none.
    pub placed_at: Option<Timestamp>,
    /// When it was settled, for a bet that is recorded after its end; now when none.
    pub settled_at: Option<Timestamp>,
    /// Labels.
    pub tags: Vec<String>,
    /// Notes.
    pub notes: Option<String>,
    /// What it came to, for a bet that is recorded after its end.
    pub ruling: Ruling,
    /// What the price was at the close.
    pub closing: Closing,
}

/// One selection of a bet to be recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewLeg {
    /// The event: the public name of one that is known, or a person's own name for it.
    pub match_id: String,
    /// The selection: `1`, `N`, `over`, the name of a side, or any words.
    pub outcome: String,
    /// The market; match odds when none.
    pub market_type: Option<String>,
    /// The number of a total or handicap, seen from the selection.
    pub point: Option<Decimal>,
    /// The price taken.
    pub odds_value: Decimal,
    /// The sport, for an event that is not known yet; football when none.
    pub sport: Option<String>,
    /// The competition, for an event that is not known yet.
    pub competition: Option<String>,
    /// The side listed first, for an event that is not known yet.
    pub home_team: Option<String>,
    /// The side listed second, for an event that is not known yet.
    pub away_team: Option<String>,
    /// When it starts, for an event that is not known yet.
    pub commence_time: Option<Timestamp>,
}

/// What was asked for, in the library's types.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub(super) stake: Money,
    pub(super) side: Side,
    pub(super) prices: Vec<QuotedPrice>,
    pub(super) sports: Vec<Option<Sport>>,
    pub(super) commission: Option<Commission>,
    pub(super) offer: Offer,
    pub(super) channel: Channel,
    pub(super) strategy: Strategy,
    pub(super) placed_at: Timestamp,
    pub(super) tags: Vec<String>,
    pub(super) notes: Option<String>,
}

impl NewBet {
    /// The name of a field of a leg: a single's stands at the top.
    pub(super) fn leg_field(&self, index: usize, name: &str) -> String {
        if self.legs.len() == 1 { name.to_owned() } else { format!("legs[{index}].{name}") }
    }

    pub(super) fn check(&self, home: Currency, now: Timestamp) -> Result<Checked, Problem> {
        let mut faults = Faults::default();
        let currency = match &self.currency {
            Some(code) => faults.take("currency", code.parse::<Currency>()),
            None => Some(home),
        };
        let stake = currency.and_then(|currency| self.stake_in(currency, &mut faults));
        let prices = self.prices(&mut faults);
        let sports = self.sports(&mut faults);
        let axes = self.axes(&mut faults);
        let commission = self
            .commission_rate
            .and_then(|rate| faults.take("commission_rate", Commission::new(rate)));
        let offer = currency.and_then(|currency| self.offer(currency, &mut faults));
        let placed_at = self.placed_at.unwrap_or(now);
        if placed_at > now + AHEAD_MAX {
            faults.refuse("placed_at", "lies in the future: say when the bet was placed");
        }
        let tags = self.tags(&mut faults);
        faults.finish()?;
        // After that, nothing above is missing.
        let (Some(stake), Some((channel, strategy)), Some(offer)) = (stake, axes, offer) else {
            return Err(Problem::invalid("", "cannot be read"));
        };
        Ok(Checked {
            stake,
            side: if self.lays { Side::Lay } else { Side::Back },
            prices,
            sports,
            commission,
            offer,
            channel,
            strategy,
            placed_at,
            tags,
            notes: self.notes.clone().filter(|notes| !notes.is_empty()),
        })
    }

    fn stake_in(&self, currency: Currency, faults: &mut Faults) -> Option<Money> {
        let stake = faults.take("stake", Money::new(self.stake, currency))?;
        if !stake.is_positive() {
            faults.refuse("stake", "must be above zero");
        }
        Some(stake)
    }

    fn offer(&self, currency: Currency, faults: &mut Faults) -> Option<Offer> {
        let stake = if self.free_bet { StakeKind::Free } else { StakeKind::Cash };
        let most = match self.boost_max {
            Some(most) => Some(faults.take("boost_max", Money::new(most, currency))?),
            None => None,
        };
        if most.is_some_and(|most| !most.is_positive()) {
            faults.refuse("boost_max", "must be above zero");
            return None;
        }
        let boost = match (self.boost_rate, most) {
            (Some(rate), most) => Some(faults.take("boost_rate", Boost::new(rate, most))?),
            (None, Some(_)) => {
                faults.refuse("boost_rate", "is required beside boost_max");
                return None;
            }
            (None, None) => None,
        };
        if self.lays && (stake == StakeKind::Free || boost.is_some()) {
            let field = if self.free_bet { "free_bet" } else { "boost_rate" };
            faults.refuse(field, "belongs to a back: a lay has neither free stake nor boost");
            return None;
        }
        Some(Offer { stake, boost })
    }

    fn prices(&self, faults: &mut Faults) -> Vec<QuotedPrice> {
        let count = self.legs.len();
        if count == 0 || count > LEGS_MAX {
            faults.refuse("legs", format!("from 1 to {LEGS_MAX} legs are wanted, not {count}"));
        }
        let mut product = Some(Decimal::ONE);
        let mut prices = Vec::with_capacity(count);
        for (index, leg) in self.legs.iter().enumerate() {
            let field = self.leg_field(index, "odds_value");
            let price = faults.take(&field, Price::new(leg.odds_value));
            prices.extend(price.map(QuotedPrice::from));
            product = product.and_then(|product| product.checked_mul(leg.odds_value));
        }
        if prices.len() == count && count > 1 {
            self.check_product(product, faults);
        }
        prices
    }

    fn check_product(&self, product: Option<Decimal>, faults: &mut Faults) {
        match product {
            Some(product) if product <= PRICE_MAX => {
                let said = self.odds_value.unwrap_or(product);
                let rounding = monps_core::money::Rounding::HalfUp;
                let rounded = rounding.apply(product, said.scale());
                let cut = monps_core::money::Rounding::Down.apply(product, said.scale());
                if said != rounded && said != cut {
                    let message = format!("the prices of the legs multiplied are {product}");
                    faults.refuse("odds_value", message);
                }
            }
            _ => {
                let message = format!("the prices of the legs multiplied are above {PRICE_MAX}");
                faults.refuse("legs", message);
            }
        }
    }

    fn sports(&self, faults: &mut Faults) -> Vec<Option<Sport>> {
        let read = |(index, leg): (usize, &NewLeg)| {
            let word = leg.sport.as_deref()?;
            let word = word.trim().to_lowercase().replace([' ', '-'], "_");
            // What the older system and most sources call it.
            let word = if word == "soccer" { "football" } else { &word };
            faults.take(&self.leg_field(index, "sport"), word.parse())
        };
        self.legs.iter().enumerate().map(read).collect()
    }

    fn axes(&self, faults: &mut Faults) -> Option<(Channel, Strategy)> {
        let word = self.bet_type.as_deref().unwrap_or("value");
        let (channel, strategy) = faults.take("bet_type", BetType::parse(word))?;
        let channel = match &self.channel {
            Some(word) => faults.take("channel", word.parse())?,
            None => channel,
        };
        let strategy = match &self.strategy {
            Some(word) => faults.take("strategy", word.parse())?,
            None => strategy,
        };
        Some((channel, strategy))
    }

    fn tags(&self, faults: &mut Faults) -> Vec<String> {
        if self.tags.len() > TAGS_MAX {
            faults.refuse("tags", format!("at most {TAGS_MAX} tags"));
        }
        let mut tags: Vec<String> = Vec::new();
        for tag in &self.tags {
            let tag = tag.trim();
            if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        tags
    }
}
