//! Decimal odds.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, dec};

use crate::error::odds::OddsError;

/// A price is above this: at 1 nothing can be won.
pub const PRICE_ABOVE: Decimal = Decimal::ONE;
/// A price is at most this.
pub const PRICE_MAX: Decimal = dec!(1_000_000);

/// Decimal odds: what comes back for one unit staked, the stake included.
///
/// Equality and order are those of the number: 2.1 and 2.10 are one price. The digits given are kept
/// for printing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price(Decimal);

impl Price {
    /// 2: as much is won as is staked.
    pub const EVENS: Self = Self(Decimal::TWO);

    /// A price above 1 and at most a million.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`].
    pub fn new(value: Decimal) -> Result<Self, OddsError> {
        if value > PRICE_ABOVE && value <= PRICE_MAX {
            Ok(Self(value))
        } else {
            Err(OddsError::OutOfRange {
                what: "decimal price",
                value,
                above: PRICE_ABOVE,
                most: PRICE_MAX,
            })
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> Decimal {
        self.0
    }

    /// 1 / price: the probability implied, margin still inside.
    #[must_use]
    pub fn implied(self) -> Decimal {
        Decimal::ONE / self.0
    }
}

impl FromStr for Price {
    type Err = OddsError;

    /// Reads decimal odds; a decimal comma counts as a point.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(read_decimal(text, "decimal odds such as 2.10")?)
    }
}

/// Reads plain digits with an optional point or comma; no exponents, no grouping, no surprises.
pub(super) fn read_decimal(text: &str, what: &'static str) -> Result<Decimal, OddsError> {
    let trimmed = text.trim();
    let unreadable = || OddsError::Unreadable { text: text.to_owned(), what };
    let plain = |c: char| c.is_ascii_digit() || c == '.';
    if trimmed.contains(',') {
        let pointed = trimmed.replacen(',', ".", 1);
        if !pointed.chars().all(plain) {
            return Err(unreadable());
        }
        return Decimal::from_str_exact(&pointed).map_err(|_| unreadable());
    }
    if trimmed.is_empty() || !trimmed.chars().all(plain) {
        return Err(unreadable());
    }
    Decimal::from_str_exact(trimmed).map_err(|_| unreadable())
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Price({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_above_one() {
        for bad in [dec!(1), dec!(0.5), dec!(0), dec!(-3), dec!(1000000.01)] {
            assert!(Price::new(bad).is_err(), "{bad}");
        }
        assert!(Price::new(dec!(1.0001)).is_ok());
    }

    #[test]
    fn text_is_read_strictly() {
        assert_eq!("2,10".parse::<Price>().unwrap(), Price::new(dec!(2.1)).unwrap());
        for bad in
            ["", " ", "NaN", "inf", "1e3", "2.1.0", "1,234.5", "1.234,5", "+2", "-2", "#", "2 1"]
        {
            assert!(bad.parse::<Price>().is_err(), "{bad:?}");
        }
    }
}
