//! What a venue or the state takes: commission and tax.
//!
//! | who | takes | type |
//! |---|---|---|
//! | most exchanges | a rate of the *net* winnings of a market, less a discount | [`Commission`] |
//! | some exchanges and brokers | a rate of every bet, won or lost | [`PerBet`] |
//! | prediction markets | a fee for every contract bought or sold, by its price | [`ContractFee`] |
//! | states | a share of stakes, payouts or winnings | [`Tax`] |
//!
//! [`Charge`] is any of the first three. Rates are data: they change, and differ by customer.

mod charge;
mod contract;
mod per_bet;
mod share;
mod tax;

use rust_decimal::{Decimal, dec};

pub use charge::{Charge, SettledBet};
pub use contract::{ContractCurve, ContractFee};
pub use per_bet::{PerBet, PerBetBase};
pub use share::share;
pub use tax::{Tax, TaxBase};

use super::Price;
use crate::error::money::MoneyError;
use crate::error::odds::OddsError;
use crate::money::{Money, Rounding};

/// The highest commission rate believed.
const RATE_BELOW: Decimal = dec!(0.5);

/// A rate on the *net* winnings of one market: `max(0, net) × rate`, never across markets.
///
/// ```
/// use monps_core::odds::{Commission, Price};
/// use rust_decimal::dec;
///
/// let commission = Commission::new(dec!(0.05))?;
/// // Alone in its market, a back at 3.00 is worth 1 + 2.00 × 0.95.
/// assert_eq!(commission.effective(Price::new(dec!(3.00))?), dec!(2.90));
/// # Ok::<(), monps_core::error::odds::OddsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Commission(Decimal);

impl Commission {
    /// No commission: a bookmaker.
    pub const NONE: Self = Self(Decimal::ZERO);

    /// A rate from 0 up to, not including, one half.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`].
    pub fn new(rate: Decimal) -> Result<Self, OddsError> {
        if rate >= Decimal::ZERO && rate < RATE_BELOW {
            Ok(Self(rate))
        } else {
            Err(OddsError::OutOfRange {
                what: "commission rate (a fraction: 5 % is 0.05)",
                value: rate,
                above: Decimal::ZERO,
                most: RATE_BELOW,
            })
        }
    }

    /// A base rate less a discount on it, as exchanges give to those who bet much: 5 % with a
    /// discount of 20 % is 4 %.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`] unless the discount is from 0 to 1.
    pub fn discounted(base: Decimal, discount: Decimal) -> Result<Self, OddsError> {
        let base = Self::new(base)?;
        if discount < Decimal::ZERO || discount > Decimal::ONE {
            return Err(OddsError::OutOfRange {
                what: "discount (a fraction: 20 % is 0.2)",
                value: discount,
                above: Decimal::ZERO,
                most: Decimal::ONE,
            });
        }
        Ok(Self(base.0 * (Decimal::ONE - discount)))
    }

    /// The rate, as a fraction.
    #[must_use]
    pub const fn rate(self) -> Decimal {
        self.0
    }

    /// Whether nothing is taken.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.0.is_zero()
    }

    /// What is taken from the net winnings of one market: nothing when it was lost.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond what an amount may be.
    pub fn on_net(self, net: Money, rounding: Rounding) -> Result<Money, MoneyError> {
        if net.is_positive() {
            net.times(self.0, rounding)
        } else {
            Ok(Money::zero(net.currency()))
        }
    }

    /// What a back price is worth when the bet is alone in its market: `1 + (price − 1)(1 − rate)`.
    #[must_use]
    pub fn effective(self, price: Price) -> Decimal {
        Decimal::ONE + (price.get() - Decimal::ONE) * (Decimal::ONE - self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn a_percentage_given_as_a_number_is_refused() {
        assert!(Commission::new(dec!(5)).is_err());
        assert!(Commission::new(dec!(-0.01)).is_err());
        assert!(Commission::discounted(dec!(0.05), dec!(20)).is_err());
        assert!(Commission::discounted(dec!(0.05), dec!(-0.1)).is_err());
    }

    #[test]
    fn a_discount_is_taken_off_the_rate() {
        let rate = Commission::discounted(dec!(0.05), dec!(0.2)).unwrap();
        assert_eq!(rate, Commission::new(dec!(0.04)).unwrap());
        assert_eq!(Commission::discounted(dec!(0.05), dec!(1)), Ok(Commission::NONE));
    }

    #[test]
    fn a_market_that_lost_is_not_charged() {
        let rate = Commission::new(dec!(0.05)).unwrap();
        let on = |net| rate.on_net(Money::new(net, Currency::EUR).unwrap(), Rounding::HalfUp);
        assert_eq!(on(dec!(33.30)).unwrap().amount(), dec!(1.67));
        assert!(on(dec!(-33.30)).unwrap().is_zero());
    }
}
