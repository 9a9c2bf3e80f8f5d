//! Probabilities.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::error::odds::OddsError;

/// A probability strictly between 0 and 1, as an exact decimal: what a contract that pays 1 costs, or an
/// estimate that has left the floats ([`FairMarket::exact_probabilities`]).
///
/// [`FairMarket::exact_probabilities`]: crate::margin::FairMarket::exact_probabilities
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Probability(Decimal);

impl Probability {
    /// A probability strictly between 0 and 1.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`].
    pub fn new(value: Decimal) -> Result<Self, OddsError> {
        if value > Decimal::ZERO && value < Decimal::ONE {
            Ok(Self(value))
        } else {
            Err(OddsError::OutOfRange {
                what: "probability (it is strictly between 0 and 1)",
                value,
                above: Decimal::ZERO,
                most: Decimal::ONE,
            })
        }
    }

    /// From an estimate: twelve decimals are kept, which is finer than any estimate is good.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`] for anything that is no probability, NaN included.
    pub fn from_estimate(value: f64) -> Result<Self, OddsError> {
        let exact = Decimal::from_f64_retain(value).unwrap_or_default();
        Self::new(crate::money::Rounding::HalfEven.apply(exact, 12))
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> Decimal {
        self.0
    }

    /// The number as an estimate, for arithmetic that is one.
    #[must_use]
    pub fn estimate(self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// 1 − p.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(Decimal::ONE - self.0)
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Probability({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_is_no_probability() {
        for bad in [0.0, 1.0, -0.1, f64::NAN, f64::INFINITY] {
            assert!(Probability::from_estimate(bad).is_err(), "{bad}");
        }
        assert_eq!(Probability::from_estimate(0.25).unwrap().complement().to_string(), "0.75");
    }
}
