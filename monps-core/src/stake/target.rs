//! Target profit: stakes that win the same whatever the price.
//!
//! ```
//! use monps_core::money::{Currency, Money};
//! use monps_core::odds::{Commission, Price, Probability};
//! use monps_core::stake::{Chance, StakingPlan, TargetProfit};
//! use rust_decimal::dec;
//!
//! let euros = |amount| Money::new(amount, Currency::EUR);
//! let plan = TargetProfit::new(euros(dec!(10))?, euros(dec!(50))?)?;
//! let chance = |price| -> Result<Chance, Box<dyn std::error::Error>> {
//!     Ok(Chance::back(Price::new(price)?, Commission::NONE, Probability::new(dec!(0.5))?))
//! };
//! assert_eq!(plan.put_up(euros(dec!(1000))?, &chance(dec!(3))?)?.to_string(), "5.00 EUR");
//! // At 1.10 it would take 100 €: the largest stake stops it.
//! assert_eq!(plan.put_up(euros(dec!(1000))?, &chance(dec!(1.10))?)?.to_string(), "50.00 EUR");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this does not do: chase losses. A target that grows with what was lost (a martingale) needs a
//! bankroll that nobody has.

use rust_decimal::Decimal;

use super::level::not_below_zero;
use super::{Chance, StakingPlan};
use crate::error::stake::StakeError;
use crate::money::{Money, Rounding};

/// As much as wins a profit, after commission, up to a largest amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetProfit {
    profit: Money,
    put_up_max: Money,
}

impl TargetProfit {
    /// A profit to win and the most to put up for it, both positive and in one currency.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] for an amount that is not positive, [`StakeError::Money`] for two
    /// currencies.
    pub fn new(profit: Money, put_up_max: Money) -> Result<Self, StakeError> {
        for (what, amount) in [("target profit", profit), ("largest stake", put_up_max)] {
            if !amount.is_positive() {
                let value = amount.to_string();
                return Err(StakeError::OutOfRange { what, value, range: "above 0" });
            }
        }
        profit.plus(put_up_max)?;
        Ok(Self { profit, put_up_max })
    }
}

impl StakingPlan for TargetProfit {
    fn name(&self) -> &'static str {
        "target-profit"
    }

    fn put_up(&self, bankroll: Money, chance: &Chance) -> Result<Money, StakeError> {
        // Tells a bankroll of another currency.
        bankroll.minus(self.put_up_max)?;
        let needed = self.profit.amount().checked_div(chance.winnings_per_unit());
        let most = self.put_up_max.amount().min(not_below_zero(bankroll).amount());
        let amount = needed.unwrap_or(Decimal::MAX).min(most);
        Ok(Money::rounded(amount, bankroll.currency(), Rounding::Down)?)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::money::Currency;
    use crate::odds::{Commission, Price, Probability};

    #[test]
    fn the_profit_is_after_commission_and_never_beyond_the_bankroll() {
        let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
        let plan = TargetProfit::new(euros(dec!(19)), euros(dec!(100))).unwrap();
        let half = Probability::new(dec!(0.5)).unwrap();
        let price = Price::new(dec!(2)).unwrap();
        let five = Commission::new(dec!(0.05)).unwrap();
        let back = Chance::back(price, five, half);
        assert_eq!(plan.put_up(euros(dec!(1000)), &back).unwrap(), euros(dec!(20)));
        assert_eq!(plan.put_up(euros(dec!(7.5)), &back).unwrap(), euros(dec!(7.5)));
        assert_eq!(plan.put_up(euros(dec!(-1)), &back).unwrap(), euros(dec!(0)));
        let lay = Chance::lay(Price::new(dec!(5)).unwrap(), five, half);
        // A liability of 80 wins 20 × 0.95.
        assert_eq!(plan.put_up(euros(dec!(1000)), &lay).unwrap(), euros(dec!(80)));
        let pounds = Money::new(dec!(1), Currency::GBP).unwrap();
        assert!(TargetProfit::new(euros(dec!(1)), pounds).is_err());
        assert!(TargetProfit::new(euros(dec!(0)), euros(dec!(1))).is_err());
        assert!(plan.put_up(pounds, &back).is_err());
    }
}
