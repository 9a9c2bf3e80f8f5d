//! The body of a change, read so that no complaint repeats what was sent.
//!
//! A complaint usually shows the value that it is about. Here that value may be a secret which was sent
//! in the wrong place or shape.

use std::borrow::Cow;

use poem_openapi::registry::{MetaSchemaRef, Registry};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseResult, Type};
use serde_json::Value;

use super::PutSetting;
use super::fields::FieldsView;
use crate::api::scalar::Scalar;
use crate::api::text::Text;

/// A [`PutSetting`] that was read without repeating anything of it.
#[derive(Debug)]
pub(super) struct PutBody(pub(super) PutSetting);

impl Type for PutBody {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        PutSetting::name()
    }

    fn schema_ref() -> MetaSchemaRef {
        PutSetting::schema_ref()
    }

    fn register(registry: &mut Registry) {
        PutSetting::register(registry);
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

impl ParseFromJSON for PutBody {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        let Some(Value::Object(mut fields)) = value else {
            return Err(ParseError::custom("must be an object such as {\"value\": {…}}"));
        };
        let value = fields
            .remove("value")
            .ok_or_else(|| ParseError::custom("the field `value` is required"))?;
        let value = match FieldsView::from_json(&value) {
            Some(read) => read.map_err(ParseError::custom)?,
            None => return Err(ParseError::custom("the field `value` must be an object")),
        };
        let description = match fields.remove("description").unwrap_or_default() {
            Value::Null => None,
            Value::String(text) => Some(Text::new(text).map_err(|problem| {
                ParseError::custom(format!("the field `description` is {problem}"))
            })?),
            _ => return Err(ParseError::custom("the field `description` must be text")),
        };
        if !fields.is_empty() {
            return Err(ParseError::custom(
                "has an unknown field: there are `value` and `description`",
            ));
        }
        Ok(Self(PutSetting { value, description }))
    }
}
