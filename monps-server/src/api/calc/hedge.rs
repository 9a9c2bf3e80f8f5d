//! Hedging any bets of one event.

use std::collections::BTreeMap;

use monps_core::error::hedge::HedgeError;
use monps_core::id::{MarketId, VenueId};
use monps_core::payoff::Outcome;
use monps_core::quote::Side;
use monps_core::stake::hedge::{
    BreakEven, Exposure, Goal, HedgeLeg, Plan, exposures, plan, safest_order,
};
use poem_openapi::{Enum, Object};
use rust_decimal::Decimal;

use super::read::{self, SideWord};
use crate::api::error::{ApiError, Checks};
use crate::api::number::{Integer, Number, NumberInput};
use crate::api::text::Text;

/// Bets that may be made or were, and what is wanted of them.
#[derive(Clone, Debug, Object)]
#[oai(rename = "HedgeRequest", deny_unknown_fields)]
pub(super) struct HedgeBody {
    /// The most that is put up now: stakes of backs, liabilities of lays.
    total: NumberInput,
    /// The bets.
    #[oai(validator(min_items = 1, max_items = 10))]
    legs: Vec<HedgeLegBody>,
    /// What is wanted: `level` unless told otherwise.
    goal: Option<GoalWord>,
    /// For `weighted`: how much profit each result is to bring, in proportion.
    #[oai(validator(max_items = 24))]
    weights: Option<Vec<NumberInput>>,
    /// For `favour`: the results that count, from 0.
    #[oai(validator(max_items = 24))]
    results: Option<Vec<Integer<0, 23>>>,
    /// For `favour` and `keep_upside`: what every other result must bring; 0 unless told otherwise.
    floor: Option<NumberInput>,
}

/// What is to be as large as possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case", rename = "HedgeGoal")]
enum GoalWord {
    /// The worst profit.
    #[default]
    Level,
    /// The profits in proportion to weights.
    Weighted,
    /// The worst profit of some results, the others at a floor or above.
    Favour,
    /// The same for the results where what stands already brings most.
    KeepUpside,
}

/// A bet that may be made, or was.
#[derive(Clone, Debug, Object)]
#[oai(rename = "HedgeLeg", deny_unknown_fields)]
struct HedgeLegBody {
    /// Decimal odds.
    odds: NumberInput,
    /// `back` unless told otherwise.
    side: Option<SideWord>,
    /// What becomes of the *selection* in each result, the same results for every bet: `won`,
    /// `half_won`, `push`, `half_lost`, `lost` or `void`.
    #[oai(validator(min_items = 1, max_items = 24))]
    outcomes: Vec<Text<20, 1>>,
    /// What is staked on it already, the backer's stake; nothing unless told otherwise.
    placed: Option<NumberInput>,
    /// Whether more may be staked on it; so unless told otherwise.
    open: Option<bool>,
    /// Where: bets in one market of one bookmaker share the commission on their net winnings.
    bookmaker: Option<Text<100, 1>>,
    /// In which market.
    market: Option<Text<100, 1>>,
    /// What the bookmaker takes from net winnings, a fraction: 0.05.
    commission_rate: Option<NumberInput>,
    /// Stakes are multiples of this: 0.01 unless told otherwise.
    step: Option<NumberInput>,
    /// The smallest stake taken.
    stake_min: Option<NumberInput>,
    /// The largest stake taken.
    stake_max: Option<NumberInput>,
}

/// What to stake, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Hedge")]
pub(super) struct HedgeView {
    /// What the new stakes put up.
    put_up: Number,
    /// The profit in every result, with what stood already, after commission.
    profits: Vec<Number>,
    /// The smallest of them.
    worst_profit: Number,
    /// The largest of them.
    best_profit: Number,
    /// What the goal comes to: a profit, or for weights a profit per unit of weight.
    value: Number,
    /// No stakes in whole steps bring more than this.
    bound: Number,
    /// No stakes of any size bring more than this: what the steps cost.
    ideal: Number,
    /// Whether the search ended: no other stakes do better.
    proven: bool,
    /// The bets, in the order given.
    legs: Vec<HedgeLegView>,
}

/// The new stake on a bet.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "HedgeStake")]
struct HedgeLegView {
    /// The backer's stake.
    stake: Number,
    /// What it puts up: of a lay the liability.
    put_up: Number,
    /// When to place it, from 1, so that the least hangs in the air meanwhile; null without a stake.
    order: Option<i64>,
    /// What can be lost if the placing stops before it; null without a stake.
    exposed: Option<Number>,
    /// The odds that it must still have, its stake chosen anew, for all to come out without a loss;
    /// null where nothing is lost without it, or no odds save it.
    odds_needed: Option<Number>,
}

pub(super) fn answer(body: &HedgeBody) -> Result<HedgeView, ApiError> {
    let mut checks = Checks::default();
    let total = read::limit(&mut checks, "total", Some(body.total)).flatten();
    let mut names = Names::default();
    let legs: Vec<HedgeLeg> = body
        .legs
        .iter()
        .enumerate()
        .filter_map(|(at, leg)| leg.read(at, &mut names, &mut checks))
        .collect();
    let goal = body.goal(&mut checks);
    checks.finish()?;
    let (total, goal) = total.zip(goal).ok_or_else(read::unread)?;
    let found = plan(&legs, total, &[], &goal).map_err(of_hedge)?;
    let order = safest_order(&legs, &found.stakes).map_err(of_hedge)?;
    let mut placing = exposures(&legs, &found.stakes, &order).map_err(of_hedge)?;
    placing.retain(|exposure| !found.stakes[exposure.leg].is_zero());
    Ok(view(&found, &legs, &placing))
}

impl HedgeBody {
    fn goal(&self, checks: &mut Checks) -> Option<Goal> {
        let floor = match self.floor {
            Some(floor) if floor.0.abs() > read::AMOUNT_MAX => {
                checks.refuse("floor", format!("must be at most {}", read::AMOUNT_MAX));
                return None;
            }
            floor => floor.map_or(Decimal::ZERO, |floor| floor.0),
        };
        let needed = |checks: &mut Checks, field| {
            checks.refuse(field, "is required for this goal");
            None
        };
        match self.goal.unwrap_or_default() {
            GoalWord::Level => Some(Goal::Level),
            GoalWord::KeepUpside => Some(Goal::KeepUpside { floor }),
            GoalWord::Weighted => match &self.weights {
                Some(weights) => Some(Goal::Weighted(weights.iter().map(|w| w.0).collect())),
                None => needed(checks, "weights"),
            },
            GoalWord::Favour => match &self.results {
                Some(results) => {
                    let states = results.iter().map(|at| usize::try_from(at.get()).unwrap_or(0));
                    Some(Goal::Favour { states: states.collect(), floor })
                }
                None => needed(checks, "results"),
            },
        }
    }
}

/// Numbers for the names of bookmakers and markets.
#[derive(Default)]
struct Names(BTreeMap<String, i64>);

impl Names {
    fn of(&mut self, name: String) -> i64 {
        let next = i64::try_from(self.0.len()).unwrap_or_default();
        *self.0.entry(name).or_insert(next)
    }
}

impl HedgeLegBody {
    fn read(&self, at: usize, names: &mut Names, checks: &mut Checks) -> Option<HedgeLeg> {
        let field = |name: &str| format!("legs[{at}].{name}");
        let price = read::quoted(checks, &field("odds"), self.odds);
        let rate = self.commission_rate;
        let commission = read::commission(checks, &field("commission_rate"), rate);
        let step = read::step(checks, &field("step"), self.step);
        let stake_min = read::limit(checks, &field("stake_min"), self.stake_min);
        let stake_max = read::limit(checks, &field("stake_max"), self.stake_max);
        let placed = read::limit(checks, &field("placed"), self.placed);
        let outcomes: Vec<Outcome> = self
            .outcomes
            .iter()
            .enumerate()
            .filter_map(|(result, word)| {
                checks.take(&field(&format!("outcomes[{result}]")), word.as_str().parse())
            })
            .collect();
        // A bet without a bookmaker is alone in its market.
        let alone = || format!("\n{at}");
        let venue = self.bookmaker.as_ref().map_or_else(alone, ToString::to_string);
        let market = self.market.as_ref().map_or_else(String::new, ToString::to_string);
        let place = (VenueId::new(names.of(venue)), MarketId::new(names.of(format!("\t{market}"))));
        let gone = (self.open == Some(false)).then_some(Decimal::ZERO);
        Some(HedgeLeg {
            side: Side::from(self.side.unwrap_or_default()),
            commission: commission?,
            step: step?,
            stake_min: stake_min?.unwrap_or_default(),
            stake_max: gone.or(stake_max?),
            placed: placed?.unwrap_or_default(),
            ..HedgeLeg::back(place, price?, outcomes)
        })
    }
}

/// A fault of the plan names the field that it is of.
fn of_hedge(error: HedgeError) -> ApiError {
    let field = match &error {
        HedgeError::StateMismatch { leg, .. } => format!("legs[{leg}].outcomes"),
        HedgeError::OutOfRange { leg: Some(leg), .. } => format!("legs[{leg}]"),
        HedgeError::VenueMismatch { second, .. } => format!("legs[{second}].commission_rate"),
        HedgeError::NoSuchState { .. } => "results".to_owned(),
        HedgeError::FloorOutOfReach { .. } => "floor".to_owned(),
        HedgeError::Count { what: "weights", .. } => "weights".to_owned(),
        _ => "legs".to_owned(),
    };
    read::refused(&field, error)
}

fn view(found: &Plan, legs: &[HedgeLeg], placing: &[Exposure]) -> HedgeView {
    let stakes = found.stakes.iter().zip(legs).enumerate();
    HedgeView {
        put_up: read::cents(found.put_up),
        profits: found.profile.iter().map(|profit| read::cents(*profit)).collect(),
        worst_profit: read::cents(found.worst_profit),
        best_profit: read::cents(found.best_profit),
        value: read::figure(found.value),
        bound: read::figure(found.bound),
        ideal: read::figure(found.ideal),
        proven: found.proven,
        legs: stakes
            .map(|(at, (stake, leg))| {
                let place = (1_i64..).zip(placing).find(|(_, exposure)| exposure.leg == at);
                HedgeLegView {
                    stake: Number(stake.normalize()),
                    put_up: read::figure(stake * leg.put_up()),
                    order: place.map(|(order, _)| order),
                    exposed: place.map(|(_, exposure)| read::figure(exposure.exposed)),
                    odds_needed: place.and_then(|(_, exposure)| match exposure.break_even {
                        BreakEven::At(price) => needed(price),
                        BreakEven::NotNeeded | BreakEven::Impossible => None,
                    }),
                }
            })
            .collect(),
    }
}

/// A price that exists.
fn needed(price: Decimal) -> Option<Number> {
    (price <= monps_core::odds::PRICE_MAX).then(|| read::figure(price))
}
