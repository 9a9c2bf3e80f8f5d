//! One format into another, the rounding named.

use rust_decimal::{Decimal, dec};

use super::{OddsFormat, QuotedPrice, Ratio};
use crate::error::odds::OddsError;
use crate::money::Rounding;
use crate::odds::{Price, Probability};

impl QuotedPrice {
    /// The same odds as a venue of another format would quote them: rounded to `decimals` (American
    /// odds to the whole number), so that the answer's price is that of the rounded quote. The size
    /// is rounded, the sign kept: [`Rounding::Up`] takes −110.5 to −111.
    ///
    /// In the format of the quote itself this is the identity. Fractional odds are exact, in lowest
    /// terms; for those that bookmakers write see [`Fractions`](crate::odds::Fractions).
    ///
    /// ```
    /// use monps_core::money::Rounding;
    /// use monps_core::odds::{OddsFormat, QuotedPrice};
    ///
    /// let quoted = QuotedPrice::parse("-110", OddsFormat::American)?;
    /// let decimal = quoted.to_format(OddsFormat::Decimal, 2, Rounding::Down)?;
    /// assert_eq!(decimal.to_string(), "1.90");
    /// assert_eq!(quoted.to_format(OddsFormat::Fractional, 0, Rounding::Down)?.to_string(), "10/11");
    /// # Ok::<(), monps_core::error::odds::OddsError>(())
    /// ```
    ///
    /// # Errors
    /// [`OddsError`] where what is left after rounding is no price in that format: a price of 1.001
    /// to two decimals is 1.00.
    pub fn to_format(
        self,
        format: OddsFormat,
        decimals: u32,
        rounding: Rounding,
    ) -> Result<Self, OddsError> {
        if format == self.format() {
            return Ok(self);
        }
        let (winnings, stake) = self.terms();
        let is_odds_against = winnings > stake;
        let decimals = decimals.min(Decimal::MAX_SCALE);
        let rounded = |value: Decimal| {
            let mut value = rounding.apply(value, decimals);
            value.rescale(decimals);
            value
        };
        match format {
            OddsFormat::Decimal => Price::new(rounded(self.price.get())).map(Self::from),
            OddsFormat::Fractional => self.in_lowest_terms(),
            OddsFormat::American => self.to_american(rounding),
            OddsFormat::HongKong => Self::hong_kong(rounded(self.rate(winnings, stake)?)),
            OddsFormat::Malay if is_odds_against => {
                Self::malay(-rounded(self.rate(stake, winnings)?))
            }
            OddsFormat::Malay => Self::malay(rounded(self.rate(winnings, stake)?)),
            OddsFormat::Indonesian if is_odds_against || winnings == stake => {
                Self::indonesian(rounded(self.rate(winnings, stake)?))
            }
            OddsFormat::Indonesian => Self::indonesian(-rounded(self.rate(stake, winnings)?)),
            OddsFormat::Implied => {
                let whole = winnings.checked_add(stake).ok_or_else(|| self.beyond(format))?;
                Self::implied(Probability::new(rounded(self.rate(stake, whole)?))?)
            }
        }
    }

    /// Prints in a format: in that of the quote, what was quoted; in another, as
    /// [`to_format`](Self::to_format) rounds it.
    ///
    /// # Errors
    /// As [`to_format`](Self::to_format).
    pub fn print(
        self,
        format: OddsFormat,
        decimals: u32,
        rounding: Rounding,
    ) -> Result<String, OddsError> {
        self.to_format(format, decimals, rounding).map(|quoted| quoted.to_string())
    }

    fn to_american(self, rounding: Rounding) -> Result<Self, OddsError> {
        let (winnings, stake) = self.terms();
        let size = |over: Decimal, under: Decimal| {
            let hundred = over.checked_mul(dec!(100)).and_then(|over| over.checked_div(under));
            hundred
                .and_then(|size| i32::try_from(rounding.apply(size, 0)).ok())
                .ok_or_else(|| self.beyond(OddsFormat::American))
        };
        Self::american(if winnings >= stake {
            size(winnings, stake)?
        } else {
            -size(stake, winnings)?
        })
    }

    fn in_lowest_terms(self) -> Result<Self, OddsError> {
        let Ratio { winnings, stake } = self.ratio();
        match (u32::try_from(winnings), u32::try_from(stake)) {
            (Ok(numerator), Ok(denominator)) => Self::fractional(numerator, denominator),
            _ => Err(self.beyond(OddsFormat::Fractional)),
        }
    }

    fn rate(self, over: Decimal, under: Decimal) -> Result<Decimal, OddsError> {
        over.checked_div(under).ok_or_else(|| self.beyond(OddsFormat::Decimal))
    }

    const fn beyond(self, format: OddsFormat) -> OddsError {
        OddsError::NotInFormat { price: self.price.get(), format: format.as_str() }
    }
}
