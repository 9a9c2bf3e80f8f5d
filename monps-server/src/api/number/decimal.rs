//! Exact decimals, as answered and as asked for.

use std::fmt;
use std::str::FromStr;

use monps_core::money::Money;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use rust_decimal::Decimal;
use serde_json::Value;

use super::NumberError;
use super::digits::parse;
use crate::api::scalar::{Scalar, openapi_scalar};

/// The bound that [`super::WHOLE_DIGITS_MAX`] makes, for the schema.
const MAGNITUDE_MAX: f64 = 1e15;

/// What a string of digits looks like: the grammar of a JSON number, without an exponent.
const STRING_PATTERN: &str = r"^-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,15})?$";

/// An exact decimal: a JSON number both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub Decimal);

/// An exact decimal on the way in: a JSON number, or a string of digits from a client that has no
/// exact decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberInput(pub Decimal);

/// The JSON number with exactly the digits of a decimal.
fn json_number(value: Decimal) -> Value {
    // With arbitrary precision the text is kept as it is; a decimal always is a JSON number.
    value.to_string().parse().map_or(Value::Null, Value::Number)
}

fn number_schema() -> MetaSchema {
    MetaSchema {
        minimum: Some(-MAGNITUDE_MAX),
        exclusive_minimum: Some(true),
        maximum: Some(MAGNITUDE_MAX),
        exclusive_maximum: Some(true),
        ..MetaSchema::new_with_format("number", "decimal")
    }
}

impl Scalar for Number {
    type Problem = NumberError;
    const NAME: &'static str = "number";

    fn schema() -> MetaSchema {
        number_schema()
    }

    fn from_json(value: &Value) -> Option<Result<Self, NumberError>> {
        match value {
            Value::Number(number) => Some(parse(number.as_str()).map(Self)),
            _ => None,
        }
    }

    fn from_text(text: &str) -> Result<Self, NumberError> {
        parse(text).map(Self)
    }

    fn to_value(&self) -> Value {
        json_number(self.0)
    }

    fn to_text(&self) -> String {
        self.0.to_string()
    }
}

impl Scalar for NumberInput {
    type Problem = NumberError;
    const NAME: &'static str = "number or string of digits";

    fn schema() -> MetaSchema {
        let string = MetaSchema {
            pattern: Some(STRING_PATTERN.to_owned()),
            ..MetaSchema::new_with_format("string", "decimal")
        };
        MetaSchema {
            any_of: vec![
                MetaSchemaRef::Inline(Box::new(number_schema())),
                MetaSchemaRef::Inline(Box::new(string)),
            ],
            ..MetaSchema::ANY
        }
    }

    fn from_json(value: &Value) -> Option<Result<Self, NumberError>> {
        match value {
            Value::Number(number) => Some(parse(number.as_str()).map(Self)),
            Value::String(text) => Some(plain(text).map(Self)),
            _ => None,
        }
    }

    fn from_text(text: &str) -> Result<Self, NumberError> {
        plain(text).map(Self)
    }

    fn to_value(&self) -> Value {
        json_number(self.0)
    }

    fn to_text(&self) -> String {
        self.0.to_string()
    }
}

/// Digits without an exponent: what the pattern of the schema says.
fn plain(text: &str) -> Result<Decimal, NumberError> {
    if text.contains(['e', 'E']) {
        return Err(NumberError::NotANumber);
    }
    parse(text)
}

openapi_scalar!(Number);
openapi_scalar!(NumberInput);

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        parse(text).map(Self)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Money> for Number {
    /// With the decimals of its currency: nothing is `0.00` in euros.
    fn from(money: Money) -> Self {
        let mut amount = money.amount();
        amount.rescale(money.currency().decimals());
        Self(amount)
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Self {
        Self(value)
    }
}

impl From<Number> for Decimal {
    fn from(value: Number) -> Self {
        value.0
    }
}

impl From<NumberInput> for Decimal {
    fn from(value: NumberInput) -> Self {
        value.0
    }
}
