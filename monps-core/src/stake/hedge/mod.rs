//! Hedges: stakes on any bets of one event, in whole steps and within every limit, proved the best.
//!
//! A leg says what becomes of its selection in each state: legs of one market, of several, backs and
//! lays. What is placed already counts, and [`plan`] says what to add for a [`Goal`]:
//!
//! | goal | asks for |
//! |---|---|
//! | [`Goal::Level`] | the most in the worst state: equal payout, as far as steps allow |
//! | [`Goal::Weighted`] | profits in proportion to weights |
//! | [`Goal::Favour`] | the most in some states, and a floor in the others: with a floor of 0, cover |
//! | [`Goal::KeepUpside`] | the same for the states where what is placed pays most |
//!
//! Steps, smallest and largest stakes, the largest payout, balances, currencies and commission on net
//! market winnings are inside the search: it branches over whole steps and bounds by a linear
//! programme, so that the answer carries the bound that proves it ([`Plan::bound`]).
//!
//! ```
//! use monps_core::id::{MarketId, VenueId};
//! use monps_core::odds::Price;
//! use monps_core::payoff::Outcome::{Lost, Won};
//! use monps_core::stake::hedge::{Goal, HedgeLeg, plan};
//! use rust_decimal::dec;
//!
//! let market = |venue| (VenueId::new(venue), MarketId::new(1));
//! // 50 stand on the home side at 2.10 already; now the away side is offered at 2.20, in whole euros.
//! let mut home = HedgeLeg::back(market(1), Price::new(dec!(2.10))?.into(), vec![Won, Lost]);
//! (home.placed, home.stake_max) = (dec!(50), Some(dec!(0)));
//! let mut away = HedgeLeg::back(market(2), Price::new(dec!(2.20))?.into(), vec![Lost, Won]);
//! away.step = dec!(1);
//! let legs = [home, away];
//!
//! let level = plan(&legs, dec!(100), &[], &Goal::Level)?;
//! assert_eq!(level.stakes, [dec!(0), dec!(48)]);
//! assert_eq!(level.profile, [dec!(7), dec!(7.60)]);
//! // Level but one: nothing to lose away, and all that is left at home.
//! let cover = plan(&legs, dec!(100), &[], &Goal::KeepUpside { floor: dec!(0) })?;
//! assert_eq!(cover.stakes, [dec!(0), dec!(42)]);
//! assert_eq!(cover.profile, [dec!(13), dec!(0.40)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! In which order to place the legs, and what hangs in the air meanwhile, is told by [`exposures`].
//! A single lay against a single back has a formula: [`lay_stake`].
//!
//! What this does not do: say which states there are (take those of a
//! [`StateSpace`](crate::payoff::StateSpace)), or round payouts, which is the venue's rule.

mod goal;
mod lay;
mod leg;
mod order;
mod position;
mod relax;
mod search;

pub use goal::Goal;
pub use lay::{BackStake, LayHedge, lay_stake};
pub use leg::{HedgeLeg, LEGS_MAX, STATES_MAX};
pub use order::{BreakEven, Exposure, exposures, safest_order};

use rust_decimal::Decimal;

use crate::error::hedge::HedgeError;
use crate::id::VenueId;
use goal::Wants;
use position::Position;

/// The most bounds that are split in two. Reached, the answer is the best so far, and its bound says
/// how far from the best it may be.
pub const NODES_MAX: u32 = 5_000;

/// What to stake now, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The new stake on each leg, in its venue's currency.
    pub stakes: Vec<Decimal>,
    /// What the new stakes put up, in the currency of the total.
    pub put_up: Decimal,
    /// The profit in every state, with what was placed and after commission.
    pub profile: Vec<Decimal>,
    /// The smallest of the profile.
    pub worst_profit: Decimal,
    /// The largest of the profile.
    pub best_profit: Decimal,
    /// What the goal comes to: a profit, or for weights a profit per unit of weight.
    pub value: Decimal,
    /// No stakes in whole steps bring more than this.
    pub bound: Decimal,
    /// No stakes of any size bring more than this: what the steps cost.
    pub ideal: Decimal,
    /// Whether the search ended: the bound is then the value itself, or a billionth of the total above.
    pub proven: bool,
}

/// The best new stakes for a goal, putting up `total` at most, and at each venue its balance at most (in
/// the venue's currency; a venue without a balance has no limit).
///
/// # Errors
/// [`HedgeError`] for legs, limits or goals that cannot be, and [`HedgeError::FloorOutOfReach`] when
/// no stakes keep the floor.
pub fn plan(
    legs: &[HedgeLeg],
    total: Decimal,
    balances: &[(VenueId, Decimal)],
    goal: &Goal,
) -> Result<Plan, HedgeError> {
    let position = Position::new(legs, total, balances)?;
    let placed = position.profile(&vec![0; legs.len()]);
    let wants = Wants::of(goal, &placed)?;
    let Some(found) = search(&position, &wants)? else {
        let level = search(&position, &Wants::of(&Goal::Level, &placed)?)?;
        let best = level.map_or_else(Decimal::default, |found| found.best.value);
        return Err(HedgeError::FloorOutOfReach { floor: wants.floor, best });
    };
    let profile = position.profile(&found.best.steps);
    let stakes = found.best.steps.iter().zip(legs);
    Ok(Plan {
        stakes: stakes.map(|(steps, leg)| Decimal::from(*steps) * leg.step).collect(),
        put_up: position.put_up(&found.best.steps),
        worst_profit: profile.iter().min().copied().unwrap_or_default(),
        best_profit: profile.iter().max().copied().unwrap_or_default(),
        profile,
        value: found.best.value,
        bound: found.bound,
        ideal: found.ideal,
        proven: found.proven,
    })
}

fn search(position: &Position<'_>, wants: &Wants) -> Result<Option<search::Found>, HedgeError> {
    if position.total.is_zero() {
        let steps = vec![0; position.legs.len()];
        let value = wants.value(&position.profile(&steps));
        return Ok(value.map(|value| search::Found::nothing(steps, value)));
    }
    search::search(position, wants, false)
}

/// The stakes with the best worst profit when every leg must be staked, if they are proved the best.
pub(super) fn level_all(legs: &[HedgeLeg], total: Decimal) -> Option<Vec<Decimal>> {
    let position = Position::new(legs, total, &[]).ok()?;
    let placed = position.profile(&vec![0; legs.len()]);
    let wants = Wants::of(&Goal::Level, &placed).ok()?;
    let found = search::search(&position, &wants, true).ok()??;
    let exact = found.proven && found.bound == found.best.value;
    let stakes = found.best.steps.iter().zip(legs);
    exact.then(|| stakes.map(|(steps, leg)| Decimal::from(*steps) * leg.step).collect())
}

#[cfg(test)]
mod tests;
