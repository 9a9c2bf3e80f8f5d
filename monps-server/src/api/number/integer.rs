//! Whole numbers with bounds.

use std::fmt;

use poem_openapi::registry::MetaSchema;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;

use super::NumberError;
use super::digits::parse;
use crate::api::scalar::{Scalar, openapi_scalar};

/// A whole number from `MIN` to `MAX`, both included.
///
/// JSON Schema counts `3.0` and `3e0` as integers, so they are taken as such: a client whose language
/// has one number type writes them without knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer<const MIN: i64, const MAX: i64>(i64);

impl<const MIN: i64, const MAX: i64> Integer<MIN, MAX> {
    /// The number, if it is within bounds.
    ///
    /// # Errors
    /// [`NumberError::OutOfBounds`].
    pub const fn new(value: i64) -> Result<Self, NumberError> {
        if value < MIN || value > MAX {
            return Err(NumberError::OutOfBounds { min: MIN, max: MAX });
        }
        Ok(Self(value))
    }

    /// The number, or the bound that it passed.
    #[must_use]
    pub fn clamped(value: i64) -> Self {
        Self(value.max(MIN).min(MAX))
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    fn of(value: Decimal) -> Result<Self, NumberError> {
        if !value.fract().is_zero() {
            return Err(NumberError::NotWhole);
        }
        value.to_i64().ok_or(NumberError::OutOfBounds { min: MIN, max: MAX }).and_then(Self::new)
    }
}

impl<const MIN: i64, const MAX: i64> Scalar for Integer<MIN, MAX> {
    type Problem = NumberError;
    const NAME: &'static str = "integer";

    fn schema() -> MetaSchema {
        // Bounds of the schema are floats by its own definition; ours are far below 2^53.
        #[expect(clippy::cast_precision_loss, reason = "bounds are small whole numbers")]
        let (minimum, maximum) = (MIN as f64, MAX as f64);
        MetaSchema {
            minimum: Some(minimum),
            maximum: Some(maximum),
            ..MetaSchema::new_with_format("integer", "int64")
        }
    }

    fn from_json(value: &Value) -> Option<Result<Self, NumberError>> {
        match value {
            Value::Number(number) => Some(parse(number.as_str()).and_then(Self::of)),
            _ => None,
        }
    }

    fn from_text(text: &str) -> Result<Self, NumberError> {
        parse(text).and_then(Self::of)
    }

    fn to_value(&self) -> Value {
        Value::from(self.0)
    }

    fn to_text(&self) -> String {
        self.0.to_string()
    }
}

openapi_scalar!(Integer<MIN, MAX>; const MIN: i64, const MAX: i64);

impl<const MIN: i64, const MAX: i64> fmt::Display for Integer<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
