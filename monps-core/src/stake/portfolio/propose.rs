//! From shares to stakes that a venue takes: exact, on its step, under every cap.

use rust_decimal::Decimal;

use super::limits::Group;
use super::{Allocation, Portfolio, PortfolioCaps};
use crate::error::stake::StakeError;
use crate::money::{Money, Rounding};
use crate::stake::floor_to;
use crate::stake::kelly::share as checked_share;
use crate::stake::level::not_below_zero;

/// What a venue takes of a bet: multiples of a step, from a smallest amount up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StakeSteps {
    step: Decimal,
    put_up_min: Decimal,
}

impl StakeSteps {
    /// Multiples of `step` that are at least `put_up_min` (0 for no smallest). Both are of what is put
    /// up, so of the liability for a lay.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] for a step that is not positive or a minimum below 0.
    pub fn new(step: Decimal, put_up_min: Decimal) -> Result<Self, StakeError> {
        let bad = |what, value: Decimal, range| {
            Err(StakeError::OutOfRange { what, value: value.to_string(), range })
        };
        if step <= Decimal::ZERO {
            return bad("step of a stake", step, "above 0");
        }
        if put_up_min < Decimal::ZERO {
            return bad("smallest stake", put_up_min, "at least 0");
        }
        Ok(Self { step, put_up_min })
    }

    /// The largest amount taken that is at most this; 0 when none is.
    fn floor(&self, amount: Decimal) -> Decimal {
        let floored = floor_to(amount, self.step);
        if floored >= self.put_up_min { floored } else { Decimal::ZERO }
    }
}

impl Portfolio {
    /// What to put up on each bet: a Kelly fraction of the shares of the bankroll, rounded down to what
    /// each venue takes. Exact, and exactly within the caps, whatever the shares are.
    ///
    /// # Errors
    /// [`StakeError::ShareCount`] unless there is a share and a step for every bet,
    /// [`StakeError::OutOfRange`] for a fraction or a share outside 0..1.
    pub fn propose(
        &self,
        found: &Allocation,
        bankroll: Money,
        kelly_fraction: f64,
        caps: &PortfolioCaps,
        steps: &[StakeSteps],
    ) -> Result<Vec<Money>, StakeError> {
        self.check(&found.shares)?;
        if steps.len() != self.candidates.len() {
            let (shares, bets) = (steps.len(), self.candidates.len());
            return Err(StakeError::ShareCount { shares, bets });
        }
        let kelly_fraction = checked_share("Kelly fraction", kelly_fraction)?;
        let bankroll = not_below_zero(bankroll);
        let mut stakes = Vec::with_capacity(steps.len());
        for (&share, steps) in found.shares.iter().zip(steps) {
            if !(0.0..=1.0).contains(&share) {
                return Err(StakeError::OutOfRange {
                    what: "share of the bankroll",
                    value: share.to_string(),
                    range: "at least 0 and at most 1",
                });
            }
            let exact = exact_below(share * kelly_fraction);
            stakes.push(steps.floor(bankroll.amount() * exact));
        }
        for group in caps.groups(&self.candidates) {
            keep_within(&group, bankroll.amount(), &mut stakes, steps);
        }
        let money = |stake| Ok(Money::rounded(stake, bankroll.currency(), Rounding::Down)?);
        stakes.into_iter().map(money).collect()
    }
}

/// A share as an exact number of twelve decimals, at most the share.
fn exact_below(share: f64) -> Decimal {
    let exact = Decimal::from_f64_retain(share).unwrap_or_default();
    Rounding::Down.apply(exact, 12)
}

/// Takes from the largest stakes of a group what its cap does not allow. Shares that keep to the cap
/// need nothing; each turn ends with the cap kept or one stake gone.
fn keep_within(group: &Group, bankroll: Decimal, stakes: &mut [Decimal], steps: &[StakeSteps]) {
    let most = bankroll * group.most;
    for _ in &group.bets {
        let total: Decimal = group.bets.iter().map(|bet| stakes[*bet]).sum();
        let over = total - most;
        let Some(&largest) = group.bets.iter().max_by_key(|bet| stakes[**bet]) else { return };
        if over <= Decimal::ZERO {
            return;
        }
        let left = (stakes[largest] - over).max(Decimal::ZERO);
        stakes[largest] = steps[largest].floor(left);
    }
}
