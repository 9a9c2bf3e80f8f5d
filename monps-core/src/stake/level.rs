//! Level and percentage stakes: plans that look at no probability.
//!
//! ```
//! use monps_core::money::{Currency, Money};
//! use monps_core::odds::{Commission, Price, Probability};
//! use monps_core::stake::{Chance, Level, Percentage, StakingPlan};
//! use rust_decimal::dec;
//!
//! let bankroll = Money::new(dec!(480), Currency::EUR)?;
//! let chance = Chance::back(Price::new(dec!(2.10))?, Commission::NONE, Probability::new(dec!(0.5))?);
//! let level = Level::new(Money::new(dec!(10), Currency::EUR)?)?;
//! assert_eq!(level.put_up(bankroll, &chance)?.to_string(), "10.00 EUR");
//! let two_percent = Percentage::new(dec!(0.02))?;
//! assert_eq!(two_percent.put_up(bankroll, &chance)?.to_string(), "9.60 EUR");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use rust_decimal::{Decimal, dec};

use super::{Chance, StakingPlan};
use crate::error::stake::StakeError;
use crate::money::{Money, Rounding};

/// The same amount every time, while the bankroll has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    amount: Money,
}

impl Level {
    /// A positive amount.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`].
    pub fn new(amount: Money) -> Result<Self, StakeError> {
        if amount.is_positive() {
            Ok(Self { amount })
        } else {
            Err(StakeError::OutOfRange {
                what: "level stake",
                value: amount.to_string(),
                range: "above 0",
            })
        }
    }
}

impl StakingPlan for Level {
    fn name(&self) -> &'static str {
        "level"
    }

    fn put_up(&self, bankroll: Money, _: &Chance) -> Result<Money, StakeError> {
        // A subtraction tells both whether the currency fits and whether the bankroll does.
        let left = bankroll.minus(self.amount)?;
        Ok(if left.amount() >= Decimal::ZERO { self.amount } else { not_below_zero(bankroll) })
    }
}

/// The same share of the bankroll every time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percentage {
    share: Decimal,
}

impl Percentage {
    /// A fraction above 0 and at most 1: 2 % is 0.02.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`].
    pub fn new(share: Decimal) -> Result<Self, StakeError> {
        if share > dec!(0) && share <= dec!(1) {
            Ok(Self { share })
        } else {
            Err(StakeError::OutOfRange {
                what: "share of the bankroll",
                value: share.to_string(),
                range: "above 0 and at most 1 (2 % is 0.02)",
            })
        }
    }
}

impl StakingPlan for Percentage {
    fn name(&self) -> &'static str {
        "percentage"
    }

    fn put_up(&self, bankroll: Money, _: &Chance) -> Result<Money, StakeError> {
        Ok(not_below_zero(bankroll).times(self.share, Rounding::Down)?)
    }
}

/// What may be staked of a bankroll that may be overdrawn.
pub(super) fn not_below_zero(bankroll: Money) -> Money {
    if bankroll.is_positive() { bankroll } else { Money::zero(bankroll.currency()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::odds::{Commission, Price, Probability};

    fn euros(amount: Decimal) -> Money {
        Money::new(amount, Currency::EUR).unwrap()
    }

    fn chance() -> Chance {
        Chance::back(
            Price::new(dec!(2)).unwrap(),
            Commission::NONE,
            Probability::new(dec!(0.5)).unwrap(),
        )
    }

    #[test]
    fn a_level_stake_ends_with_the_bankroll() {
        let plan = Level::new(euros(dec!(10))).unwrap();
        for (bankroll, stake) in [(dec!(100), dec!(10)), (dec!(4), dec!(4)), (dec!(-3), dec!(0))] {
            assert_eq!(plan.put_up(euros(bankroll), &chance()).unwrap(), euros(stake));
        }
        let pounds = Money::new(dec!(100), Currency::GBP).unwrap();
        assert!(plan.put_up(pounds, &chance()).is_err());
        assert!(Level::new(euros(dec!(0))).is_err());
    }

    #[test]
    fn a_percentage_is_rounded_down() {
        let plan = Percentage::new(dec!(0.015)).unwrap();
        assert_eq!(plan.put_up(euros(dec!(33.33)), &chance()).unwrap(), euros(dec!(0.49)));
        assert!(Percentage::new(dec!(2)).is_err());
        assert!(Percentage::new(dec!(0)).is_err());
    }
}
