//! Reading what a venue wrote.

use rust_decimal::Decimal;

use super::{OddsFormat, QuotedPrice};
use crate::error::odds::OddsError;
use crate::odds::price::read_decimal;
use crate::odds::{Price, Probability};

impl QuotedPrice {
    /// Reads a price in a known format. `EVS` and `evens` are 1/1; a decimal comma is a point, and
    /// the typographic minus a minus.
    ///
    /// ```
    /// use monps_core::odds::{OddsFormat, QuotedPrice};
    /// use rust_decimal::dec;
    ///
    /// let quoted = QuotedPrice::parse("-0,80", OddsFormat::Malay)?;
    /// assert_eq!(quoted.price().get(), dec!(2.25));
    /// assert_eq!(quoted.to_string(), "-0.80");
    /// # Ok::<(), monps_core::error::odds::OddsError>(())
    /// ```
    ///
    /// # Errors
    /// [`OddsError`] saying what was expected.
    pub fn parse(text: &str, format: OddsFormat) -> Result<Self, OddsError> {
        match format {
            OddsFormat::Decimal => text.parse::<Price>().map(Self::from),
            OddsFormat::Fractional => fractional(text),
            OddsFormat::American => american(text),
            OddsFormat::HongKong => {
                Self::hong_kong(read_decimal(text, "Hong Kong odds such as 0.95")?)
            }
            OddsFormat::Malay => Self::malay(signed(text, "Malay odds such as 0.80 or -0.91")?),
            OddsFormat::Indonesian => {
                Self::indonesian(signed(text, "Indonesian odds such as 1.10 or -1.25")?)
            }
            OddsFormat::Implied => {
                let number = read_decimal(text, "an implied probability such as 0.4762")?;
                Self::implied(Probability::new(number)?)
            }
        }
    }
}

fn fractional(text: &str) -> Result<QuotedPrice, OddsError> {
    let unreadable = || OddsError::Unreadable {
        text: text.to_owned(),
        what: "fractional odds such as 11/10 or EVS",
    };
    let trimmed = text.trim();
    if ["evs", "evens"].iter().any(|evens| trimmed.eq_ignore_ascii_case(evens)) {
        return QuotedPrice::fractional(1, 1);
    }
    let (numerator, denominator) = trimmed.split_once(['/', '-']).ok_or_else(unreadable)?;
    let part = |part: &str| {
        let digits = part.trim();
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_| plain).ok_or_else(unreadable)
    };
    QuotedPrice::fractional(part(numerator)?, part(denominator)?)
}

fn american(text: &str) -> Result<QuotedPrice, OddsError> {
    let trimmed = text.trim();
    if trimmed.eq_ignore_ascii_case("even") {
        return QuotedPrice::american(100);
    }
    trimmed
        .replacen('−', "-", 1)
        .parse()
        .map_err(|_| OddsError::Unreadable {
            text: text.to_owned(),
            what: "American odds such as +110 or -125",
        })
        .and_then(QuotedPrice::american)
}

/// A decimal with an optional sign.
fn signed(text: &str, what: &'static str) -> Result<Decimal, OddsError> {
    let trimmed = text.trim();
    let unsigned = |digits: &str| {
        read_decimal(digits, what)
            .map_err(|_| OddsError::Unreadable { text: text.to_owned(), what })
    };
    match trimmed.strip_prefix(['-', '−']) {
        Some(digits) => unsigned(digits).map(|number| -number),
        None => unsigned(trimmed.strip_prefix('+').unwrap_or(trimmed)),
    }
}
