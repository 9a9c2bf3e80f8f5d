//! A price in any format that people write.

use std::str::FromStr;

use monps_core::odds::{OddsFormat, Price, QuotedPrice};
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use serde_json::Value;

use crate::api::number::{Number, NumberError};
use crate::api::scalar::{Scalar, openapi_scalar};

/// The longest text that is looked at.
const TEXT_MAX: usize = 32;
/// What a person may write: `2.10`, `2,10`, `11/10`, `EVS`, `+110`, `-125`.
const PATTERN: &str = r"^\s*([0-9]+([.,][0-9]+)?|[0-9]+/[0-9]+|[+-][0-9]+|[A-Za-z]+)\s*$";

/// A price on the way in: decimal odds as a number, or text in any customary format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceInput(pub QuotedPrice);

/// Why it is no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// The number is none that can be kept.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// Not above 1, too large, or not readable in its format.
    #[error(transparent)]
    Odds(#[from] monps_core::error::odds::OddsError),
    /// Longer than any price.
    #[error("too long for a price: at most {TEXT_MAX} characters")]
    TooLong,
}

impl FromStr for PriceInput {
    type Err = PriceError;

    /// A slash or `evens` makes it fractional, a sign American, anything else decimal.
    fn from_str(text: &str) -> Result<Self, PriceError> {
        if text.len() > TEXT_MAX {
            return Err(PriceError::TooLong);
        }
        let trimmed = text.trim();
        let evens = ["evs", "evens"].iter().any(|word| trimmed.eq_ignore_ascii_case(word));
        let format = if evens || trimmed.contains('/') {
            OddsFormat::Fractional
        } else if trimmed.starts_with(['+', '-']) || trimmed.eq_ignore_ascii_case("even") {
            OddsFormat::American
        } else {
            OddsFormat::Decimal
        };
        Ok(Self(QuotedPrice::parse(trimmed, format)?))
    }
}

impl Scalar for PriceInput {
    type Problem = PriceError;
    const NAME: &'static str = "price";

    fn schema() -> MetaSchema {
        let text = MetaSchema {
            max_length: Some(TEXT_MAX),
            pattern: Some(PATTERN.to_owned()),
            ..MetaSchema::new("string")
        };
        let number = MetaSchema {
            minimum: Some(1.0),
            exclusive_minimum: Some(true),
            maximum: Some(1_000_000.0),
            ..MetaSchema::new_with_format("number", "decimal")
        };
        MetaSchema {
            description: Some("Decimal odds, or text such as `2,10`, `11/10`, `EVS` or `+110`"),
            any_of: vec![
                MetaSchemaRef::Inline(Box::new(number)),
                MetaSchemaRef::Inline(Box::new(text)),
            ],
            ..MetaSchema::ANY
        }
    }

    fn from_json(value: &Value) -> Option<Result<Self, PriceError>> {
        match value {
            Value::Number(number) => {
                let read = || -> Result<Self, PriceError> {
                    let number: Number = number.as_str().parse()?;
                    Ok(Self(Price::new(number.0)?.into()))
                };
                Some(read())
            }
            Value::String(text) => Some(text.parse()),
            _ => None,
        }
    }

    fn from_text(text: &str) -> Result<Self, PriceError> {
        text.parse()
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }

    fn to_text(&self) -> String {
        self.0.to_string()
    }
}

openapi_scalar!(PriceInput);

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn every_customary_format_is_read() {
        for (text, price) in [
            ("2.10", dec!(2.10)),
            (" 2,10 ", dec!(2.10)),
            ("11/10", dec!(2.1)),
            ("EVS", dec!(2)),
            ("+110", dec!(2.1)),
            ("-125", dec!(1.8)),
            ("even", dec!(2)),
        ] {
            let read: PriceInput = text.parse().unwrap();
            assert_eq!(read.0.price().get(), price, "{text}");
        }
    }

    #[test]
    fn what_is_no_price_is_refused() {
        for bad in ["", "1", "0.5", "1.0", "-3", "+50", "0/1", "1/0", "NaN", "2.1.0", "abc", "1e3"]
        {
            assert!(bad.parse::<PriceInput>().is_err(), "{bad}");
        }
        assert_eq!("9".repeat(40).parse::<PriceInput>(), Err(PriceError::TooLong));
        assert!(PriceInput::from_json(&serde_json::json!(0.5)).unwrap().is_err());
        assert!(PriceInput::from_json(&serde_json::json!(null)).is_none());
    }
}
