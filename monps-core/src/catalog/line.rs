//! Handicap and total lines, exact in quarters.

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

use crate::error::catalog::CatalogError;

/// The number of a handicap or total, in quarters: −0.25 is −1, 2.5 is 10.
///
/// In a handicap market the line is that of the home side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(i32);

impl Line {
    /// From quarters.
    #[must_use]
    pub const fn from_quarters(quarters: i32) -> Self {
        Self(quarters)
    }

    /// In quarters.
    #[must_use]
    pub const fn quarters(self) -> i32 {
        self.0
    }

    /// From a number that is a multiple of a quarter.
    ///
    /// # Errors
    /// [`CatalogError::NotALine`].
    pub fn new(value: Decimal) -> Result<Self, CatalogError> {
        let refused = || CatalogError::NotALine { text: value.to_string() };
        if value.abs() > dec!(1000) {
            return Err(refused());
        }
        let quarters = value * dec!(4);
        if quarters.fract().is_zero() {
            quarters.to_i32().map(Self).ok_or_else(refused)
        } else {
            Err(refused())
        }
    }

    /// As a number.
    #[must_use]
    pub fn get(self) -> Decimal {
        (Decimal::from(self.0) / dec!(4)).normalize()
    }

    /// The same line seen from the other side.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        Self(-self.0)
    }

    /// Whether it is a whole number, on which a result can fall.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.0 % 4 == 0
    }

    /// Whether the stake is split on the two neighbouring half steps.
    #[must_use]
    pub const fn is_quarter(self) -> bool {
        self.0 % 2 != 0
    }
}

impl FromStr for Line {
    type Err = CatalogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || CatalogError::NotALine { text: format!("{text:?}") };
        Self::new(Decimal::from_str_exact(text.trim()).map_err(|_| refused())?)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_multiple_of_a_quarter() {
        assert_eq!("-0.25".parse::<Line>().unwrap().quarters(), -1);
        assert_eq!("2.50".parse::<Line>().unwrap().to_string(), "2.5");
        assert_eq!("-0".parse::<Line>().unwrap().to_string(), "0");
        for bad in ["0.3", "NaN", "", "2,5", "1e9", "1000.25"] {
            assert!(bad.parse::<Line>().is_err(), "{bad}");
        }
    }
}
