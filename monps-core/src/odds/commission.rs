//! What an exchange takes from net winnings.

use rust_decimal::{Decimal, dec};

use super::Price;
use crate::error::odds::OddsError;

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

    /// What a back price is worth when the bet is alone in its market: `1 + (price − 1)(1 − rate)`.
    #[must_use]
    pub fn effective(self, price: Price) -> Decimal {
        Decimal::ONE + (price.get() - Decimal::ONE) * (Decimal::ONE - self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_given_as_a_number_is_refused() {
        assert!(Commission::new(dec!(5)).is_err());
        assert!(Commission::new(dec!(-0.01)).is_err());
    }
}
