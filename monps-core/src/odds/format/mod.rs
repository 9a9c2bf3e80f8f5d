//! The ways odds are written, and keeping what was quoted.
//!
//! | format | written | winnings for a unit staked |
//! |---|---|---|
//! | decimal | `2.10` | x − 1 |
//! | fractional | `11/10` | a / b |
//! | American | `+110`, `-125` | x / 100; 100 / x where negative |
//! | Hong Kong | `1.10` | x |
//! | Malay | `0.80`, `-0.91` | x, at most 1; 1 / x where negative |
//! | Indonesian | `1.10`, `-1.25` | x, at least 1; 1 / x where negative |
//! | implied | `0.4762` | 1 / p − 1 |

mod convert;
mod name;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt;

use rust_decimal::{Decimal, dec};

pub use name::OddsFormat;

use super::{Price, Probability};
use crate::error::odds::OddsError;

/// What the venue said, in its own terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quoted {
    /// Decimal odds; the digits are those of the price.
    Decimal,
    /// Winnings per stake, as a fraction.
    Fractional {
        /// Winnings.
        numerator: u32,
        /// For this stake.
        denominator: u32,
    },
    /// American odds; never within ±99.
    American(i32),
    /// Hong Kong odds: the winnings for a unit staked.
    HongKong(Decimal),
    /// Malay odds: up to 1 the winnings for a unit, from −1 what is staked to win a unit.
    Malay(Decimal),
    /// Indonesian odds: from 1 the winnings for a unit, to −1 what is staked to win a unit.
    Indonesian(Decimal),
    /// An implied probability, such as a contract's price.
    Implied(Probability),
}

/// A decimal price beside what was quoted, so that nothing is lost between a venue and its payout: 4/9 stays
/// four ninths, −110 ten elevenths, and both print as they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct QuotedPrice {
    price: Price,
    quoted: Quoted,
}

/// What a stake wins, in whole numbers and lowest terms: 4/9 wins 4 for 9 staked, 2.10 wins 11 for
/// 10, and nothing is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    /// Won, the stake not included.
    pub winnings: u128,
    /// For this stake.
    pub stake: u128,
}

impl From<Price> for QuotedPrice {
    fn from(price: Price) -> Self {
        Self { price, quoted: Quoted::Decimal }
    }
}

impl QuotedPrice {
    /// American odds: +150 wins 150 on 100, −120 wins 100 on 120.
    ///
    /// # Errors
    /// [`OddsError::Unreadable`] within ±99, where there are no American odds.
    pub fn american(line: i32) -> Result<Self, OddsError> {
        if line.unsigned_abs() < 100 {
            return Err(OddsError::Unreadable {
                text: line.to_string(),
                what: "American odds: +100 or more, or -100 or less",
            });
        }
        Self::paying(Quoted::American(line))
    }

    /// Fractional odds: 4/9 wins 4 for 9 staked.
    ///
    /// # Errors
    /// [`OddsError`] when either part is zero or the price is out of range.
    pub fn fractional(numerator: u32, denominator: u32) -> Result<Self, OddsError> {
        if denominator == 0 || numerator == 0 {
            return Err(OddsError::Unreadable {
                text: format!("{numerator}/{denominator}"),
                what: "fractional odds such as 11/10",
            });
        }
        Self::paying(Quoted::Fractional { numerator, denominator })
    }

    /// Hong Kong odds: 0.95 wins 95 on 100.
    ///
    /// # Errors
    /// [`OddsError`] unless above zero and the price in range.
    pub fn hong_kong(odds: Decimal) -> Result<Self, OddsError> {
        if odds <= Decimal::ZERO {
            return Err(unreadable(odds, "Hong Kong odds: above 0, such as 0.95"));
        }
        Self::paying(Quoted::HongKong(odds))
    }

    /// Malay odds: 0.80 wins 80 on 100, −0.80 wins 100 on 80.
    ///
    /// # Errors
    /// [`OddsError`] unless from −1 to 1 and not zero, and the price in range.
    pub fn malay(odds: Decimal) -> Result<Self, OddsError> {
        if odds.is_zero() || odds.abs() > Decimal::ONE {
            return Err(unreadable(odds, "Malay odds: from -1 to 1 and not 0, such as -0.91"));
        }
        Self::paying(Quoted::Malay(odds))
    }

    /// Indonesian odds: 1.10 wins 110 on 100, −1.25 wins 100 on 125.
    ///
    /// # Errors
    /// [`OddsError`] between −1 and 1, or when the price is out of range.
    pub fn indonesian(odds: Decimal) -> Result<Self, OddsError> {
        if odds.abs() < Decimal::ONE {
            return Err(unreadable(odds, "Indonesian odds: 1 or more, or -1 or less"));
        }
        Self::paying(Quoted::Indonesian(odds))
    }

    /// An implied probability: 0.40 is a price of 2.5.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`] when the price would be out of range.
    pub fn implied(probability: Probability) -> Result<Self, OddsError> {
        let price = Price::new(Decimal::ONE / probability.get())?;
        Ok(Self { price, quoted: Quoted::Implied(probability) })
    }

    /// What was quoted, with the decimal price that it comes to.
    fn paying(quoted: Quoted) -> Result<Self, OddsError> {
        let one = Self { price: Price::EVENS, quoted };
        let (winnings, stake) = one.terms();
        let price = winnings
            .checked_div(stake)
            .and_then(|rate| rate.checked_add(Decimal::ONE))
            .ok_or_else(|| OddsError::Unreadable {
                text: one.to_string(),
                what: "odds that a decimal price can be worked out of",
            })?;
        Ok(Self { price: Price::new(price)?, quoted })
    }

    /// The decimal price.
    #[must_use]
    pub const fn price(self) -> Price {
        self.price
    }

    /// What the venue said.
    #[must_use]
    pub const fn quoted(self) -> Quoted {
        self.quoted
    }

    /// The format in which it was said.
    #[must_use]
    pub const fn format(self) -> OddsFormat {
        match self.quoted {
            Quoted::Decimal => OddsFormat::Decimal,
            Quoted::Fractional { .. } => OddsFormat::Fractional,
            Quoted::American(_) => OddsFormat::American,
            Quoted::HongKong(_) => OddsFormat::HongKong,
            Quoted::Malay(_) => OddsFormat::Malay,
            Quoted::Indonesian(_) => OddsFormat::Indonesian,
            Quoted::Implied(_) => OddsFormat::Implied,
        }
    }

    /// Winnings and the stake that wins them, straight from what was quoted: both above zero.
    fn terms(self) -> (Decimal, Decimal) {
        let (one, hundred) = (Decimal::ONE, dec!(100));
        match self.quoted {
            Quoted::Decimal => (self.price.get() - one, one),
            Quoted::Fractional { numerator, denominator } => (numerator.into(), denominator.into()),
            Quoted::American(line) if line > 0 => (line.into(), hundred),
            Quoted::American(line) => (hundred, line.unsigned_abs().into()),
            Quoted::HongKong(odds) | Quoted::Malay(odds) | Quoted::Indonesian(odds) => {
                if odds > Decimal::ZERO { (odds, one) } else { (one, odds.abs()) }
            }
            Quoted::Implied(p) => (p.complement().get(), p.get()),
        }
    }

    /// What a stake wins, exactly.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        let (winnings, stake) = self.terms();
        let scale = winnings.scale().max(stake.scale());
        let whole = |part: Decimal| {
            part.mantissa().unsigned_abs() * 10_u128.pow(scale.saturating_sub(part.scale()))
        };
        let (winnings, stake) = (whole(winnings), whole(stake));
        let divisor = gcd(winnings, stake);
        Ratio { winnings: winnings / divisor, stake: stake / divisor }
    }

    /// What comes back for which whole stake, the stake included; exact wherever 28 digits hold it.
    #[must_use]
    pub fn returned(self) -> (Decimal, Decimal) {
        let Ratio { winnings, stake } = self.ratio();
        let whole = |number: u128| {
            i128::try_from(number).ok().and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok())
        };
        match (whole(winnings + stake), whole(stake)) {
            (Some(returned), Some(stake)) => (returned, stake),
            _ => (self.price.get(), Decimal::ONE),
        }
    }

    /// What a stake wins, itself not included, before any rounding to the cent.
    ///
    /// Computed from what was quoted: 90 at 4/9 wins exactly 40, which the decimal 1.4444… cannot
    /// say. A stake beyond any that money can be gives at most [`Decimal::MAX`].
    #[must_use]
    pub fn winnings(self, stake: Decimal) -> Decimal {
        let (winnings, staked) = self.terms();
        let product = stake.checked_mul(winnings);
        product.and_then(|product| product.checked_div(staked)).unwrap_or(Decimal::MAX)
    }
}

fn unreadable(odds: Decimal, what: &'static str) -> OddsError {
    OddsError::Unreadable { text: odds.to_string(), what }
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

impl fmt::Display for QuotedPrice {
    /// What was quoted, in its own format.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.quoted {
            Quoted::Decimal => self.price.fmt(f),
            Quoted::Fractional { numerator, denominator } => {
                write!(f, "{numerator}/{denominator}")
            }
            Quoted::American(line) => write!(f, "{line:+}"),
            Quoted::HongKong(odds) | Quoted::Malay(odds) | Quoted::Indonesian(odds) => odds.fmt(f),
            Quoted::Implied(p) => p.fmt(f),
        }
    }
}
