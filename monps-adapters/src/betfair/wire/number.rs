//! Numbers exactly as they stand in JSON: millionths in 64 bits, fast to read and to compare.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde_json::value::RawValue;

const DECIMALS: u32 = 6;
const UNIT: i64 = 1_000_000;

/// A number of at most six decimals. What is not one (`NaN`, `Infinity`, more decimals, a word) is
/// [`Fixed::NONE`]: there is no such price and no such amount.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) struct Fixed(i64);

impl Fixed {
    /// No number.
    pub(in super::super) const NONE: Self = Self(i64::MIN);
    /// Nought.
    pub(in super::super) const ZERO: Self = Self(0);

    pub(in super::super) const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// A whole number, if it is one.
    pub(in super::super) const fn whole(self) -> Option<i64> {
        if self.0 == i64::MIN || self.0 % UNIT != 0 { None } else { Some(self.0 / UNIT) }
    }

    pub(in super::super) fn decimal(self) -> Option<Decimal> {
        (self != Self::NONE).then(|| Decimal::new(self.0, DECIMALS).normalize())
    }

    /// Reads a JSON number, or one in a string.
    fn parse(text: &str) -> Self {
        Self::digits(text.trim_matches('"').as_bytes()).unwrap_or(Self::NONE)
    }

    fn digits(text: &[u8]) -> Option<Self> {
        let (negative, mut rest) = match text.split_first()? {
            (b'-', rest) => (true, rest),
            _ => (false, text),
        };
        // A number of no digits is none.
        rest.first().filter(|byte| byte.is_ascii_digit())?;
        let (mut value, mut decimals) = (0_i64, None::<u32>);
        while let Some((byte, after)) = rest.split_first() {
            match byte {
                b'0'..=b'9' => {
                    let digit = i64::from(byte - b'0');
                    match &mut decimals {
                        // Nothing is lost by noughts beyond the sixth decimal.
                        Some(count) if *count >= DECIMALS => {
                            if digit != 0 {
                                return None;
                            }
                        }
                        Some(count) => {
                            *count += 1;
                            value = value.checked_mul(10)?.checked_add(digit)?;
                        }
                        None => value = value.checked_mul(10)?.checked_add(digit)?,
                    }
                }
                b'.' if decimals.is_none() => decimals = Some(0),
                _ => return Self::scientific(text),
            }
            rest = after;
        }
        let missing = DECIMALS - decimals.unwrap_or(0);
        let value = value.checked_mul(10_i64.pow(missing))?;
        Some(Self(if negative { -value } else { value }))
    }

    /// `1.0E-2`: some encoders write small and large numbers so.
    #[cold]
    fn scientific(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let mut value = Decimal::from_scientific(text).ok()?.normalize();
        if value.scale() > DECIMALS {
            return None;
        }
        value.rescale(DECIMALS);
        i64::try_from(value.mantissa()).ok().map(Self)
    }
}

impl<'de> Deserialize<'de> for Fixed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        if raw.starts_with(['{', '[', 't', 'f']) {
            return Err(D::Error::custom("expected a number"));
        }
        Ok(Self::parse(raw))
    }
}

impl fmt::Debug for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimal() {
            Some(decimal) => write!(f, "{decimal}"),
            None => f.write_str("none"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn what_is_no_number_is_none() {
        for (text, value) in [
            ("1.01", Some(dec!(1.01))),
            ("1000", Some(dec!(1000))),
            ("-0.5", Some(dec!(-0.5))),
            ("\"5.25\"", Some(dec!(5.25))),
            ("0.10000000", Some(dec!(0.1))),
            ("1.0E-2", Some(dec!(0.01))),
            ("2.730112832627202", None),
            ("\"NaN\"", None),
            ("\"Infinity\"", None),
            ("null", None),
            ("\"\"", None),
            ("99999999999999999999", None),
        ] {
            let read: Fixed = serde_json::from_str(text).unwrap();
            assert_eq!(read.decimal(), value, "{text}");
        }
        assert!(serde_json::from_str::<Fixed>("[1]").is_err());
    }

    proptest! {
        #[test]
        fn it_reads_what_a_decimal_reads(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..7) {
            let decimal = Decimal::new(mantissa, scale);
            let read: Fixed = serde_json::from_str(&decimal.to_string()).unwrap();
            prop_assert_eq!(read.decimal(), Some(decimal.normalize()));
        }
    }
}
