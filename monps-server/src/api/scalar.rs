//! What `poem-openapi` asks of a value type, said once.
//!
//! A value of ours (a number, a text, an instant) says how it is written and what its schema is;
//! [`openapi_scalar!`] turns that into the six traits that parameters, bodies and headers want.

use std::fmt::Display;

use poem_openapi::registry::MetaSchema;
use serde_json::Value;

/// A value without parts.
pub(crate) trait Scalar: Sized + Send + Sync {
    /// What is wrong with an input, for the person who sent it.
    type Problem: Display;

    /// Its name in error messages.
    const NAME: &'static str;

    /// Its JSON Schema.
    fn schema() -> MetaSchema;

    /// Reads a JSON value of a kind that the schema allows; `None` where the kind is another.
    fn from_json(value: &Value) -> Option<Result<Self, Self::Problem>>;

    /// Reads the text of a path, query or header parameter.
    fn from_text(text: &str) -> Result<Self, Self::Problem>;

    /// Writes it as JSON.
    fn to_value(&self) -> Value;

    /// Writes it as a header, a parameter or a part of a sentence.
    fn to_text(&self) -> String;
}

/// Implements `poem-openapi`'s traits for a [`Scalar`].
macro_rules! openapi_scalar {
    ($type:ty $(; $($generics:tt)*)?) => {
        impl $(<$($generics)*>)? poem_openapi::types::Type for $type {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> std::borrow::Cow<'static, str> {
                <Self as $crate::api::scalar::Scalar>::NAME.into()
            }

            fn schema_ref() -> poem_openapi::registry::MetaSchemaRef {
                poem_openapi::registry::MetaSchemaRef::Inline(Box::new(
                    <Self as $crate::api::scalar::Scalar>::schema(),
                ))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }

        impl $(<$($generics)*>)? poem_openapi::types::ParseFromJSON for $type {
            fn parse_from_json(
                value: Option<serde_json::Value>,
            ) -> poem_openapi::types::ParseResult<Self> {
                use poem_openapi::types::ParseError;
                let value = value.ok_or_else(ParseError::expected_input)?;
                <Self as $crate::api::scalar::Scalar>::from_json(&value)
                    .ok_or_else(|| ParseError::expected_type(value))?
                    .map_err(ParseError::custom)
            }
        }

        impl $(<$($generics)*>)? poem_openapi::types::ParseFromParameter for $type {
            fn parse_from_parameter(text: &str) -> poem_openapi::types::ParseResult<Self> {
                <Self as $crate::api::scalar::Scalar>::from_text(text)
                    .map_err(poem_openapi::types::ParseError::custom)
            }
        }

        impl $(<$($generics)*>)? poem_openapi::types::ToJSON for $type {
            fn to_json(&self) -> Option<serde_json::Value> {
                Some(<Self as $crate::api::scalar::Scalar>::to_value(self))
            }
        }

        impl $(<$($generics)*>)? poem_openapi::types::ToHeader for $type {
            fn to_header(&self) -> Option<poem::http::HeaderValue> {
                let text = <Self as $crate::api::scalar::Scalar>::to_text(self);
                poem::http::HeaderValue::try_from(text).ok()
            }
        }
    };
}

pub(crate) use openapi_scalar;
