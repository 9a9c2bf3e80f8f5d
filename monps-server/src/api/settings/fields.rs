//! The value of a setting: a JSON object.

use poem_openapi::registry::MetaSchema;
use serde_json::Value;

use crate::api::scalar::{Scalar, openapi_scalar};
use crate::store::SettingValue;

/// A JSON object with any fields.
///
/// What is no object is refused without being repeated: a complaint must not echo a secret that was
/// sent in the wrong place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FieldsView(pub(super) SettingValue);

/// Why a value is refused.
#[derive(Debug, thiserror::Error)]
#[error("the field `value` must be an object such as {{\"amount\": 1000}}")]
pub(super) struct NotAnObject;

impl Scalar for FieldsView {
    type Problem = NotAnObject;
    const NAME: &'static str = "object";

    fn schema() -> MetaSchema {
        MetaSchema::new("object")
    }

    fn from_json(value: &Value) -> Option<Result<Self, NotAnObject>> {
        Some(value.as_object().cloned().map(Self).ok_or(NotAnObject))
    }

    fn from_text(text: &str) -> Result<Self, NotAnObject> {
        serde_json::from_str(text).map(Self).map_err(|_| NotAnObject)
    }

    fn to_value(&self) -> Value {
        Value::Object(self.0.clone())
    }

    fn to_text(&self) -> String {
        self.to_value().to_string()
    }
}

openapi_scalar!(FieldsView);
