//! What clients send about bets.

use poem_openapi::types::{Example, MaybeUndefined};
use poem_openapi::{Enum, Object};
use rust_decimal::{Decimal, dec};

use crate::api::instant::Instant;
use crate::api::number::NumberInput;
use crate::api::text::{Prose, Text};
use crate::app::bets::{BetChange, Change, Closing, NewBet, NewLeg, Ruling};
use crate::app::problem::{Faults, Problem};

/// Back or lay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case", rename = "BetSide")]
pub(super) enum SideBody {
    /// It happens.
    Back,
    /// It does not; exchanges only.
    Lay,
}

/// A bet to be recorded. A single names `match_id`, `outcome` and `odds_value`; an accumulator has
/// `legs` instead.
#[derive(Clone, Debug, Object)]
#[oai(rename = "NewBet", example, deny_unknown_fields)]
pub(super) struct NewBetBody {
    /// The event: a `match_id` of this server, or your own name for one that it does not know.
    pub(super) match_id: Option<Text<255, 1>>,
    /// The selection: `1`, `N`, `2`, `over`, the name of a side, or any words.
    pub(super) outcome: Option<Text<200, 1>>,
    /// The bookmaker, by key or name; one that is not known yet is added.
    pub(super) bookmaker: Text<100, 1>,
    /// Decimal odds taken, above 1 and at most 1,000,000. Of an accumulator: may be left out.
    pub(super) odds_value: Option<NumberInput>,
    /// What the backer puts up, in whole cents.
    pub(super) stake: NumberInput,
    /// `tabac`, `ligne`, or a strategy: `value` (the default), `arbitrage`, `manual` …
    pub(super) bet_type: Option<Text<32, 1>>,
    /// Notes.
    pub(super) notes: Option<Prose<4000>>,
    /// `pending` (the default), `settled` or `void`.
    pub(super) status: Option<Text<20, 1>>,
    /// What became of it, for a bet recorded after its end.
    pub(super) result: Option<Text<20, 1>>,
    /// The price that it was settled at, where that is not the price taken.
    pub(super) actual_odds: Option<NumberInput>,
    /// What the bookmaker paid, stake included.
    pub(super) payout: Option<NumberInput>,
    /// What was gained, after commission.
    pub(super) actual_profit: Option<NumberInput>,
    /// Closing line value in percent: (taken / close − 1) × 100.
    pub(super) clv: Option<NumberInput>,
    /// Decimal odds at the close; decides `clv`.
    pub(super) odds_close: Option<NumberInput>,
    /// The market: `h2h` (the default), `totals`, `spreads`, `btts` … or any words.
    pub(super) market_type: Option<Text<64, 1>>,
    /// The number of a total or handicap, seen from the selection: 2.5, -0.25.
    pub(super) point: Option<NumberInput>,
    /// The sport of an event that is not known yet; football by default.
    pub(super) sport: Option<Text<64, 1>>,
    /// The competition of an event that is not known yet.
    pub(super) competition: Option<Text<200, 1>>,
    /// The side listed first of an event that is not known yet.
    pub(super) home_team: Option<Text<200, 1>>,
    /// The side listed second of an event that is not known yet.
    pub(super) away_team: Option<Text<200, 1>>,
    /// When an event that is not known yet starts.
    pub(super) commence_time: Option<Instant>,
    /// The selections of an accumulator, of different events.
    #[oai(validator(max_items = 40))]
    pub(super) legs: Option<Vec<LegBody>>,
    /// `back` (the default) or `lay`.
    pub(super) side: Option<SideBody>,
    /// Three letters; the bankroll's currency by default.
    pub(super) currency: Option<Text<3, 3>>,
    /// What the venue takes from net winnings, a fraction: 0.05. The venue's own rate by default.
    pub(super) commission_rate: Option<NumberInput>,
    /// A free bet: the stake is the venue's, and does not come back with the winnings.
    pub(super) free_bet: Option<bool>,
    /// What the venue pays on top of the winnings, as a fraction of them: 0.2 for 20 % more. A boosted
    /// price is no boost but the price taken.
    pub(super) boost_rate: Option<NumberInput>,
    /// The most that it pays on top.
    pub(super) boost_max: Option<NumberInput>,
    /// How it was placed: `ligne` or `tabac`. Overrides what `bet_type` says.
    pub(super) channel: Option<Text<32, 1>>,
    /// Why it was placed. Overrides what `bet_type` says.
    pub(super) strategy: Option<Text<32, 1>>,
    /// The login at the bookmaker, where there are several.
    pub(super) login: Option<Text<100>>,
    /// Play money: kept in books of its own.
    pub(super) paper: Option<bool>,
    /// When it was placed; now by default.
    pub(super) placed_at: Option<Instant>,
    /// Labels.
    #[oai(validator(max_items = 20))]
    pub(super) tags: Option<Vec<Text<50, 1>>>,
}

/// One selection of an accumulator.
#[derive(Clone, Debug, Object)]
#[oai(rename = "NewBetLeg", deny_unknown_fields)]
pub(super) struct LegBody {
    /// The event.
    match_id: Text<255, 1>,
    /// The selection.
    outcome: Text<200, 1>,
    /// Decimal odds taken.
    odds_value: NumberInput,
    /// The market.
    market_type: Option<Text<64, 1>>,
    /// The number of a total or handicap, seen from the selection.
    point: Option<NumberInput>,
    /// The sport of an event that is not known yet.
    sport: Option<Text<64, 1>>,
    /// The competition of an event that is not known yet.
    competition: Option<Text<200, 1>>,
    /// The side listed first of an event that is not known yet.
    home_team: Option<Text<200, 1>>,
    /// The side listed second of an event that is not known yet.
    away_team: Option<Text<200, 1>>,
    /// When an event that is not known yet starts.
    commence_time: Option<Instant>,
}

/// What is to change of a bet; what is left out stays. Stake, price and selection never change: a slip
/// recorded wrong is deleted and recorded anew.
#[derive(Clone, Debug, Default, Object)]
#[oai(rename = "BetChange", example, deny_unknown_fields)]
pub(super) struct ChangeBody {
    /// `won`, `lost`, `void`, `half_won`, `half_lost`, `push` or `cashed_out` settles it (again);
    /// `pending` opens it again.
    result: Option<Text<20, 1>>,
    /// The price that it was settled at, where that is not the price taken.
    actual_odds: Option<NumberInput>,
    /// What the bookmaker paid, stake included.
    payout: Option<NumberInput>,
    /// Notes; null clears them.
    notes: MaybeUndefined<Prose<4000>>,
    /// `pending`, `settled` or `void`, where it goes with the result.
    status: Option<Text<20, 1>>,
    /// What was gained, after commission.
    actual_profit: Option<NumberInput>,
    /// Closing line value in percent; null clears it.
    clv: MaybeUndefined<NumberInput>,
    /// Decimal odds at the close; null clears them.
    odds_close: MaybeUndefined<NumberInput>,
    /// Labels; null clears them.
    tags: MaybeUndefined<Vec<Text<50, 1>>>,
}

impl Example for NewBetBody {
    fn example() -> Self {
        Self {
            match_id: Some(Text::sample("PSG - OM")),
            outcome: Some(Text::sample("1")),
            bookmaker: Text::sample("Parions Sport PdV"),
            odds_value: Some(NumberInput(dec!(2.10))),
            stake: NumberInput(dec!(10)),
            bet_type: Some(Text::sample("tabac")),
            notes: None,
            status: None,
            result: None,
            actual_odds: None,
            payout: None,
            actual_profit: None,
            clv: None,
            odds_close: None,
            market_type: Some(Text::sample("h2h")),
            point: None,
            sport: None,
            competition: None,
            home_team: None,
            away_team: None,
            commence_time: None,
            legs: None,
            side: None,
            currency: None,
            commission_rate: None,
            free_bet: None,
            boost_rate: None,
            boost_max: None,
            channel: None,
            strategy: None,
            login: None,
            paper: None,
            placed_at: None,
            tags: None,
        }
    }
}

impl Example for ChangeBody {
    fn example() -> Self {
        Self {
            result: Some(Text::sample("won")),
            odds_close: MaybeUndefined::Value(NumberInput(dec!(1.95))),
            ..Self::default()
        }
    }
}

impl NewBetBody {
    /// As the product takes it.
    ///
    /// # Errors
    /// A single without its selection.
    pub(super) fn asked(&self) -> Result<NewBet, Problem> {
        let legs = match self.legs.as_deref() {
            None | Some([]) => vec![self.single()?],
            Some(legs) => {
                if self.match_id.is_some() || self.outcome.is_some() || self.point.is_some() {
                    let message = "says match_id, outcome and point of each leg: leave those out";
                    return Err(Problem::invalid("legs", message));
                }
                legs.iter().map(LegBody::asked).collect()
            }
        };
        Ok(NewBet {
            odds_value: (legs.len() > 1).then(|| self.odds_value.map(|odds| odds.0)).flatten(),
            legs,
            bookmaker: self.bookmaker.to_string(),
            stake: self.stake.0,
            currency: owned(self.currency.as_ref()),
            lays: self.side == Some(SideBody::Lay),
            commission_rate: self.commission_rate.map(|rate| rate.0),
            free_bet: self.free_bet.unwrap_or_default(),
            boost_rate: self.boost_rate.map(|rate| rate.0),
            boost_max: self.boost_max.map(|most| most.0),
            bet_type: owned(self.bet_type.as_ref()),
            channel: owned(self.channel.as_ref()),
            strategy: owned(self.strategy.as_ref()),
            login: owned(self.login.as_ref()).unwrap_or_default(),
            paper: self.paper.unwrap_or_default(),
            placed_at: self.placed_at.map(Instant::get),
            settled_at: None,
            tags: texts(self.tags.as_deref()),
            notes: owned(self.notes.as_ref()),
            ruling: Ruling {
                result: owned(self.result.as_ref()),
                status: owned(self.status.as_ref()),
                actual_odds: self.actual_odds.map(|odds| odds.0),
                payout: self.payout.map(|payout| payout.0),
                actual_profit: self.actual_profit.map(|profit| profit.0),
            },
            closing: Closing {
                clv: self.clv.map_or(Change::Keep, |clv| Change::Set(clv.0)),
                odds_close: self.odds_close.map_or(Change::Keep, |odds| Change::Set(odds.0)),
            },
        })
    }

    fn single(&self) -> Result<NewLeg, Problem> {
        let mut faults = Faults::default();
        let missing = "is required, or legs";
        let match_id = faults.take("match_id", self.match_id.as_ref().ok_or(missing));
        let outcome = faults.take("outcome", self.outcome.as_ref().ok_or(missing));
        let odds = faults.take("odds_value", self.odds_value.ok_or(missing));
        faults.finish()?;
        Ok(NewLeg {
            match_id: owned(match_id).unwrap_or_default(),
            outcome: owned(outcome).unwrap_or_default(),
            odds_value: odds.map_or(Decimal::ZERO, |odds| odds.0),
            market_type: owned(self.market_type.as_ref()),
            point: self.point.map(|point| point.0),
            sport: owned(self.sport.as_ref()),
            competition: owned(self.competition.as_ref()),
            home_team: owned(self.home_team.as_ref()),
            away_team: owned(self.away_team.as_ref()),
            commence_time: self.commence_time.map(Instant::get),
        })
    }
}

impl LegBody {
    fn asked(&self) -> NewLeg {
        NewLeg {
            match_id: self.match_id.to_string(),
            outcome: self.outcome.to_string(),
            market_type: owned(self.market_type.as_ref()),
            point: self.point.map(|point| point.0),
            odds_value: self.odds_value.0,
            sport: owned(self.sport.as_ref()),
            competition: owned(self.competition.as_ref()),
            home_team: owned(self.home_team.as_ref()),
            away_team: owned(self.away_team.as_ref()),
            commence_time: self.commence_time.map(Instant::get),
        }
    }
}

impl ChangeBody {
    /// As the product takes it.
    pub(super) fn asked(&self) -> BetChange {
        BetChange {
            ruling: Ruling {
                result: owned(self.result.as_ref()),
                status: owned(self.status.as_ref()),
                actual_odds: self.actual_odds.map(|odds| odds.0),
                payout: self.payout.map(|payout| payout.0),
                actual_profit: self.actual_profit.map(|profit| profit.0),
            },
            closing: Closing {
                clv: change(&self.clv, |clv| clv.0),
                odds_close: change(&self.odds_close, |odds| odds.0),
            },
            notes: change(&self.notes, ToString::to_string),
            tags: change(&self.tags, |tags| texts(Some(tags))),
        }
    }
}

fn change<T, U>(said: &MaybeUndefined<T>, read: impl Fn(&T) -> U) -> Change<U> {
    match said {
        MaybeUndefined::Undefined => Change::Keep,
        MaybeUndefined::Null => Change::Clear,
        MaybeUndefined::Value(value) => Change::Set(read(value)),
    }
}

fn owned(text: Option<&impl ToString>) -> Option<String> {
    text.map(ToString::to_string)
}

fn texts(texts: Option<&[Text<50, 1>]>) -> Vec<String> {
    texts.unwrap_or_default().iter().map(ToString::to_string).collect()
}
