//! The ways odds are written, and keeping what was quoted.

use std::fmt;

use rust_decimal::{Decimal, dec};

use super::price::read_decimal;
use super::{Price, Probability};
use crate::error::odds::OddsError;
use crate::money::Rounding;

/// How a price is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OddsFormat {
    /// `2.10`: payout per unit staked.
    Decimal,
    /// `11/10`: winnings per unit staked.
    Fractional,
    /// `+110` or `-125`: winnings on 100, or the stake that wins 100.
    American,
    /// `0.4762`: 1 / price.
    Implied,
}

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
    /// An implied probability, such as a contract's price.
    Implied(Probability),
}

/// A decimal price beside what was quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct QuotedPrice {
    price: Price,
    quoted: Quoted,
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
        let hundred = dec!(100);
        let magnitude = Decimal::from(line.unsigned_abs());
        let winnings = if line > 0 { magnitude / hundred } else { hundred / magnitude };
        let price = Price::new(Decimal::ONE + winnings)?;
        Ok(Self { price, quoted: Quoted::American(line) })
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
        let winnings = Decimal::from(numerator) / Decimal::from(denominator);
        let price = Price::new(Decimal::ONE + winnings)?;
        Ok(Self { price, quoted: Quoted::Fractional { numerator, denominator } })
    }

    /// An implied probability: 0.40 is a price of 2.5.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`] when the price would be out of range.
    pub fn implied(probability: Probability) -> Result<Self, OddsError> {
        let price = Price::new(Decimal::ONE / probability.get())?;
        Ok(Self { price, quoted: Quoted::Implied(probability) })
    }

    /// Reads a price in a known format. `EVS` and `evens` are 1/1; a decimal comma is a point.
    ///
    /// # Errors
    /// [`OddsError`] saying what was expected.
    pub fn parse(text: &str, format: OddsFormat) -> Result<Self, OddsError> {
        let unreadable = |what| OddsError::Unreadable { text: text.to_owned(), what };
        match format {
            OddsFormat::Decimal => text.parse::<Price>().map(Self::from),
            OddsFormat::Fractional => {
                let trimmed = text.trim();
                if ["evs", "evens"].iter().any(|evens| trimmed.eq_ignore_ascii_case(evens)) {
                    return Self::fractional(1, 1);
                }
                let wanted = "fractional odds such as 11/10 or EVS";
                let (numerator, denominator) =
                    trimmed.split_once(['/', '-']).ok_or_else(|| unreadable(wanted))?;
                let part = |part: &str| {
                    let digits = part.trim();
                    let plain = digits.bytes().all(|b| b.is_ascii_digit());
                    digits.parse().ok().filter(|_| plain).ok_or_else(|| unreadable(wanted))
                };
                Self::fractional(part(numerator)?, part(denominator)?)
            }
            OddsFormat::American => {
                let wanted = "American odds such as +110 or -125";
                let trimmed = text.trim();
                if trimmed.eq_ignore_ascii_case("even") {
                    return Self::american(100);
                }
                trimmed.parse().map_err(|_| unreadable(wanted)).and_then(Self::american)
            }
            OddsFormat::Implied => {
                let number = read_decimal(text, "an implied probability such as 0.4762")?;
                Self::implied(Probability::new(number)?)
            }
        }
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

    /// What a stake wins, itself not included, before any rounding to the cent.
    ///
    /// Computed from what was quoted: 90 at 4/9 wins exactly 40, which the decimal 1.4444… cannot say.
    #[must_use]
    pub fn winnings(self, stake: Decimal) -> Decimal {
        match self.quoted {
            Quoted::Decimal => stake * (self.price.get() - Decimal::ONE),
            Quoted::Fractional { numerator, denominator } => {
                stake * Decimal::from(numerator) / Decimal::from(denominator)
            }
            Quoted::American(line) if line > 0 => stake * Decimal::from(line) / dec!(100),
            Quoted::American(line) => stake * dec!(100) / Decimal::from(line.unsigned_abs()),
            Quoted::Implied(p) => stake / p.get() - stake,
        }
    }

    /// Prints in a format. In the format it was quoted in this gives back what was quoted; into
    /// another one the rounding is named here: decimal and implied to `decimals` half to even,
    /// American to the whole number half up, fractional to the exact fraction in lowest terms.
    #[must_use]
    pub fn print(self, format: OddsFormat, decimals: u32) -> String {
        match (format, self.quoted) {
            (OddsFormat::Decimal, Quoted::Decimal)
            | (OddsFormat::Fractional, Quoted::Fractional { .. })
            | (OddsFormat::American, Quoted::American(_))
            | (OddsFormat::Implied, Quoted::Implied(_)) => self.to_string(),
            (OddsFormat::Decimal, _) => {
                Rounding::HalfEven.apply(self.price.get(), decimals).to_string()
            }
            (OddsFormat::Implied, _) => {
                Rounding::HalfEven.apply(self.price.implied(), decimals).to_string()
            }
            (OddsFormat::American, _) => american_text(self.winnings(Decimal::ONE)),
            (OddsFormat::Fractional, _) => fraction_text(self),
        }
    }
}

fn american_text(winnings: Decimal) -> String {
    if winnings >= Decimal::ONE {
        format!("+{}", Rounding::HalfUp.apply(winnings * dec!(100), 0))
    } else {
        format!("-{}", Rounding::HalfUp.apply(dec!(100) / winnings, 0))
    }
}

/// The winnings as a fraction in lowest terms.
fn fraction_text(quoted: QuotedPrice) -> String {
    let (numerator, denominator) = match quoted.quoted {
        Quoted::American(line) if line > 0 => (i128::from(line), 100),
        Quoted::American(line) => (100, i128::from(line.unsigned_abs())),
        _ => {
            let winnings = (quoted.price.get() - Decimal::ONE).normalize();
            (winnings.mantissa(), 10_i128.pow(winnings.scale()))
        }
    };
    let divisor = gcd(numerator, denominator);
    format!("{}/{}", numerator / divisor, denominator / divisor)
}

const fn gcd(mut a: i128, mut b: i128) -> i128 {
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
            Quoted::Implied(p) => p.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, format: OddsFormat) -> QuotedPrice {
        QuotedPrice::parse(text, format).unwrap()
    }

    #[test]
    fn the_same_format_gives_back_what_was_quoted() {
        for (text, format) in [
            ("2.10", OddsFormat::Decimal),
            ("11/10", OddsFormat::Fractional),
            ("6/4", OddsFormat::Fractional),
            ("+110", OddsFormat::American),
            ("-125", OddsFormat::American),
            ("0.3700", OddsFormat::Implied),
        ] {
            assert_eq!(parse(text, format).print(format, 2), text);
        }
    }

    #[test]
    fn formats_convert() {
        let evens = parse("EVS", OddsFormat::Fractional);
        assert_eq!(evens.print(OddsFormat::Decimal, 2), "2");
        assert_eq!(evens.print(OddsFormat::American, 0), "+100");
        let minus_110 = parse("-110", OddsFormat::American);
        assert_eq!(minus_110.print(OddsFormat::Decimal, 4), "1.9091");
        assert_eq!(minus_110.print(OddsFormat::Fractional, 0), "10/11");
        assert_eq!(parse("1.80", OddsFormat::Decimal).print(OddsFormat::American, 0), "-125");
        assert_eq!(parse("2.50", OddsFormat::Decimal).print(OddsFormat::Fractional, 0), "3/2");
        assert_eq!(parse("0.40", OddsFormat::Implied).price().get(), dec!(2.5));
    }

    #[test]
    fn ninety_at_four_to_nine_wins_forty() {
        assert_eq!(parse("4/9", OddsFormat::Fractional).winnings(dec!(90)), dec!(40));
        assert_eq!(parse("-110", OddsFormat::American).winnings(dec!(110)), dec!(100));
    }

    #[test]
    fn there_are_no_american_odds_within_a_hundred() {
        for line in ["0", "99", "-99", "+50"] {
            assert!(QuotedPrice::parse(line, OddsFormat::American).is_err(), "{line}");
        }
        assert!(QuotedPrice::parse("0/5", OddsFormat::Fractional).is_err());
        assert!(QuotedPrice::parse("5/0", OddsFormat::Fractional).is_err());
        assert!(QuotedPrice::parse("1.0", OddsFormat::Implied).is_err());
    }
}
