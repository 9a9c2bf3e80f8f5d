//! Fractional Kelly with caps, and the plan that turns a share into money.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::shrink::{check_standard_error, shrinkage};
use super::single::{Branch, single};
use crate::error::stake::StakeError;
use crate::money::{Money, Rounding};
use crate::stake::level::not_below_zero;
use crate::stake::risk::{DrawdownBudget, share_within};
use crate::stake::{Chance, StakingPlan};

/// How much of Kelly's share is used, and how much at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KellyCaps {
    kelly_fraction: f64,
    share_max: f64,
    total_max: f64,
}

impl KellyCaps {
    /// A fraction of full Kelly, above 0 and at most 1, without further caps.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`].
    pub fn fraction(kelly_fraction: f64) -> Result<Self, StakeError> {
        Ok(Self {
            kelly_fraction: share("Kelly fraction", kelly_fraction)?,
            share_max: 1.0,
            total_max: 1.0,
        })
    }

    /// The same, with at most this share of the bankroll on one bet.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`].
    pub fn with_share_max(self, share_max: f64) -> Result<Self, StakeError> {
        let share_max = share("largest share on one bet", share_max)?;
        Ok(Self { share_max, ..self })
    }

    /// The same, with at most this share of the bankroll on all outcomes of a market together.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`].
    pub fn with_total_max(self, total_max: f64) -> Result<Self, StakeError> {
        let total_max = share("largest share on all bets", total_max)?;
        Ok(Self { total_max, ..self })
    }

    /// Kelly's share of one bet, made smaller.
    #[must_use]
    pub fn apply(&self, share: f64) -> f64 {
        (share * self.kelly_fraction).min(self.share_max).min(self.total_max)
    }

    /// Kelly's shares of exclusive outcomes, made smaller: the fraction and the cap of each first,
    /// then all in proportion until their total fits.
    pub fn apply_to_all(&self, shares: &mut [f64]) {
        let mut total = 0.0;
        for share in shares.iter_mut() {
            *share = (*share * self.kelly_fraction).min(self.share_max);
            total += *share;
        }
        if total > self.total_max {
            let scale = self.total_max / total;
            shares.iter_mut().for_each(|share| *share *= scale);
        }
    }
}

/// A share above 0 and at most 1.
pub(in crate::stake) fn share(what: &'static str, value: f64) -> Result<f64, StakeError> {
    if value > 0.0 && value <= 1.0 {
        Ok(value)
    } else {
        Err(StakeError::OutOfRange {
            what,
            value: value.to_string(),
            range: "above 0 and at most 1 (a quarter is 0.25)",
        })
    }
}

/// Fractional Kelly on a chance's own probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KellyPlan {
    caps: KellyCaps,
    stake_max: Option<Money>,
    standard_error: f64,
    budget: Option<DrawdownBudget>,
}

impl KellyPlan {
    /// Fractional Kelly with these caps.
    #[must_use]
    pub const fn new(caps: KellyCaps) -> Self {
        Self { caps, stake_max: None, standard_error: 0.0, budget: None }
    }

    /// The same, with at most this amount put up on one bet.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] when the amount is not positive.
    pub fn with_stake_max(self, stake_max: Money) -> Result<Self, StakeError> {
        if !stake_max.is_positive() {
            return Err(StakeError::OutOfRange {
                what: "largest stake",
                value: stake_max.to_string(),
                range: "above 0",
            });
        }
        Ok(Self { stake_max: Some(stake_max), ..self })
    }

    /// The same, shrunk for probabilities that are known up to a standard error: see [`shrinkage`].
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless it is at least 0 and below 1.
    pub fn with_standard_error(self, standard_error: f64) -> Result<Self, StakeError> {
        check_standard_error(standard_error)?;
        Ok(Self { standard_error, ..self })
    }

    /// The same, with no more than keeps a drawdown budget: see
    /// [`share_within`](crate::stake::risk::share_within).
    #[must_use]
    pub const fn with_budget(self, budget: DrawdownBudget) -> Self {
        Self { budget: Some(budget), ..self }
    }

    /// The share of the bankroll, all reductions made.
    fn share(&self, chance: &Chance) -> Result<f64, StakeError> {
        let winnings = estimate(chance.winnings_per_unit());
        let (win, lose) = (estimate(chance.win()), estimate(chance.lose()));
        let full = single(winnings, win, lose)?;
        if full <= 0.0 {
            return Ok(0.0);
        }
        // A push decides nothing: the error is that of winning among what is decided.
        let sure = shrinkage(winnings, win / (win + lose), self.standard_error)?;
        let share = self.caps.apply(full * sure);
        let Some(budget) = self.budget else { return Ok(share) };
        let branches =
            [Branch { probability: win, gain: winnings }, Branch { probability: lose, gain: -1.0 }];
        Ok(share.min(share_within(&branches, budget)?))
    }
}

impl StakingPlan for KellyPlan {
    fn name(&self) -> &'static str {
        "kelly"
    }

    fn put_up(&self, bankroll: Money, chance: &Chance) -> Result<Money, StakeError> {
        let share = exact_share(self.share(chance)?);
        let amount = not_below_zero(bankroll).times(share, Rounding::Down)?;
        match self.stake_max {
            Some(most) if amount.minus(most)?.is_positive() => Ok(most),
            _ => Ok(amount),
        }
    }
}

/// An exact number as an estimate.
fn estimate(exact: Decimal) -> f64 {
    exact.to_f64().unwrap_or(f64::NAN)
}

/// A share as an exact number of twelve decimals, the nearest: the rounding down comes with money.
fn exact_share(share: f64) -> Decimal {
    let exact = Decimal::from_f64_retain(share).unwrap_or_default();
    Rounding::HalfEven.apply(exact, 12)
}
