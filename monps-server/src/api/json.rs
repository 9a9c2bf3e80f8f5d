//! Request bodies in JSON, whose errors name the field.
//!
//! `poem-openapi`'s own [`Json`] says of a bad body only what type did
//! not parse. [`JsonBody`] tells broken JSON (400) from a body that is not valid (422), and finds the
//! field at fault. In the document the two are the same.
//!
//! How the field is found: a derived object reads its fields in the order of its declaration and stops
//! at the first that is wrong. Put something impossible into a field: if the complaint stays the same,
//! the parser never got there. The last declared field for which the complaint changes is the culprit.

use std::ops::Deref;

use poem::{FromRequest, Request, RequestBody};
use poem_openapi::impl_apirequest_for_payload;
use poem_openapi::payload::{Json, ParsePayload, Payload};
use poem_openapi::registry::{MetaSchemaRef, Registry};
use poem_openapi::types::{ParseFromJSON, Type};
use serde_json::{Map, Value};

use super::error::ApiError;

/// Bodies beyond this are refused without a search for the field: it reads the body once per field.
const SEARCHED_BYTES_MAX: usize = 64 * 1024;

/// A request body in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonBody<T>(pub T);

impl<T> Deref for JsonBody<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Type> Payload for JsonBody<T> {
    const CONTENT_TYPE: &'static str = <Json<T> as Payload>::CONTENT_TYPE;

    fn check_content_type(content_type: &str) -> bool {
        <Json<T> as Payload>::check_content_type(content_type)
    }

    fn schema_ref() -> MetaSchemaRef {
        T::schema_ref()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

impl<T: ParseFromJSON> ParsePayload for JsonBody<T> {
    const IS_REQUIRED: bool = T::IS_REQUIRED;

    async fn from_request(request: &Request, body: &mut RequestBody) -> poem::Result<Self> {
        let bytes = Vec::<u8>::from_request(request, body).await?;
        Ok(Self(parse(&bytes)?))
    }
}

impl_apirequest_for_payload!(JsonBody<T>, T: ParseFromJSON);

/// Reads a body.
///
/// # Errors
/// 400 where it is not JSON, 422 where it is not what is asked for.
pub fn parse<T: ParseFromJSON>(bytes: &[u8]) -> Result<T, ApiError> {
    if bytes.is_empty() && T::IS_REQUIRED {
        return Err(ApiError::bad_request("malformed_json", "The body is empty: send JSON."));
    }
    let value = if bytes.is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(bytes).map_err(|error| {
            ApiError::bad_request("malformed_json", format!("The body is not JSON: {error}."))
        })?
    };
    let searched = match &value {
        Value::Object(fields) if bytes.len() <= SEARCHED_BYTES_MAX => Some(fields.clone()),
        _ => None,
    };
    T::parse_from_json(Some(value)).map_err(|error| {
        let complaint = error.message();
        let field = searched.and_then(|fields| culprit::<T>(&fields, complaint));
        ApiError::invalid_field(field.unwrap_or_default(), plain(complaint))
    })
}

/// The field that a complaint is about.
fn culprit<T: ParseFromJSON>(fields: &Map<String, Value>, complaint: &str) -> Option<String> {
    if let Some(field) = quoted_field(complaint) {
        return Some(field.to_owned());
    }
    // An array with a text that nobody sends: no field of a request body is read from it.
    let impossible = Value::Array(vec![Value::from("\u{fffe}impossible\u{fffe}")]);
    let complaint_with = |name: &str| {
        let mut probe = fields.clone();
        probe.insert(name.to_owned(), impossible.clone());
        let parsed = T::parse_from_json(Some(Value::Object(probe)));
        parsed.err().map(|error| error.message().to_owned())
    };
    declared_fields::<T>()
        .into_iter()
        .rev()
        .find(|name| complaint_with(name).as_deref() != Some(complaint))
        .map(str::to_owned)
}

/// A complaint of a validator or about an unknown field names the field itself.
fn quoted_field(complaint: &str) -> Option<&str> {
    let (_, after) = complaint.split_once("field `")?;
    after.split_once('`').map(|(name, _)| name)
}

/// The fields of an object type, in the order of their declaration.
fn declared_fields<T: Type>() -> Vec<&'static str> {
    let mut registry = Registry::new();
    T::register(&mut registry);
    let schema = match T::schema_ref() {
        MetaSchemaRef::Inline(schema) => Some(*schema),
        MetaSchemaRef::Reference(name) => registry.schemas.remove(&name),
    };
    let properties = schema.map(|schema| schema.properties).unwrap_or_default();
    properties.into_iter().map(|(name, _)| name).collect()
}

/// A complaint without the names of our types: `failed to parse "text": too long (occurred while
/// parsing "CreateBet")` becomes `too long`.
#[must_use]
pub fn plain(complaint: &str) -> String {
    let complaint =
        complaint.split_once(" (occurred while parsing ").map_or(complaint, |(inner, _)| inner);
    if complaint.starts_with("Type \"") && complaint.ends_with("expects an input value.") {
        return "is required".to_owned();
    }
    if let Some((wanted, found)) = complaint
        .strip_prefix("Expected input type \"")
        .and_then(|rest| rest.split_once("\", found "))
    {
        // Type names of the framework carry a suffix: `integer_int32`, `list_Leg`.
        let wanted = wanted.split(['_', '(']).next().unwrap_or(wanted);
        let found: String = found.trim_end_matches('.').chars().take(60).collect();
        return if found == "null" {
            format!("is required and must be of type {wanted}")
        } else {
            format!("must be of type {wanted}, not {found}")
        };
    }
    let message = complaint
        .strip_prefix("failed to parse \"")
        .and_then(|rest| rest.split_once("\": "))
        .map_or(complaint, |(_, message)| message);
    message.to_owned()
}

#[cfg(test)]
mod tests {
    use poem_openapi::Object;

    use super::*;
    use crate::api::number::{Integer, NumberInput};
    use crate::api::text::Text;

    #[derive(Debug, Object)]
    struct Leg {
        odds: NumberInput,
    }

    #[derive(Debug, Object)]
    #[oai(deny_unknown_fields)]
    struct Slip {
        match_id: Text<20, 1>,
        stake: NumberInput,
        #[oai(default)]
        legs: Vec<Leg>,
        count: Option<Integer<1, 5>>,
        #[oai(validator(max_items = 2), default)]
        tags: Vec<String>,
    }

    fn refusal(body: &str) -> (u16, String, String) {
        let error = parse::<Slip>(body.as_bytes()).unwrap_err();
        let field = error.errors().first().map(|error| error.field.clone());
        let message = error.errors().first().map(|error| error.message.clone());
        (error.status().as_u16(), field.unwrap_or_default(), message.unwrap_or_default())
    }

    #[test]
    fn the_field_at_fault_is_named() {
        for (body, field, message) in [
            (r#"{"stake": 1}"#, "match_id", "is required"),
            (r#"{"match_id": "m"}"#, "stake", "is required"),
            (r#"{"match_id": "", "stake": 1}"#, "match_id", "too short: at least 1 characters"),
            (r#"{"match_id": 7, "stake": 1}"#, "match_id", "must be of type text, not 7"),
            (
                r#"{"match_id": "m", "stake": "x"}"#,
                "stake",
                "not a decimal number: write digits with a point, such as 2.10",
            ),
            (
                r#"{"match_id": "m", "stake": true}"#,
                "stake",
                "must be of type number or string of digits, not true",
            ),
            (r#"{"match_id": "m", "stake": 1, "legs": [{"odds": 1}, {}]}"#, "legs", "is required"),
            (
                r#"{"match_id": "m", "stake": 1, "legs": {}}"#,
                "legs",
                "must be of type list, not {}",
            ),
            (r#"{"match_id": "m", "stake": 1, "count": 6}"#, "count", "must be from 1 to 5"),
        ] {
            assert_eq!(refusal(body), (422, field.to_owned(), message.to_owned()), "{body}");
        }
    }

    #[test]
    fn validators_and_unknown_fields_name_theirs() {
        let (status, field, _) = refusal(r#"{"match_id": "m", "stake": 1, "tags": ["a","b","c"]}"#);
        assert_eq!((status, field.as_str()), (422, "tags"));
        let (status, _, message) = refusal(r#"{"match_id": "m", "stake": 1, "stakes": 1}"#);
        assert_eq!(status, 422);
        assert!(message.contains("stakes"), "{message}");
    }

    #[test]
    fn broken_json_cannot_be_read() {
        for body in
            ["", "{", "{\"a\":NaN}", "{\"a\":Infinity}", "\u{0}", "{\"a\":\"\u{1}\"}", "[1,]"]
        {
            assert_eq!(refusal(body).0, 400, "{body:?}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(refusal(&deep).0, 400);
        for body in ["[]", "null", "1", "\"text\""] {
            assert_eq!(refusal(body).0, 422, "{body:?}");
        }
    }
}
