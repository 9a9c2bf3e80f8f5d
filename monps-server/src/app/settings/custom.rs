//! Settings that a person makes: any JSON object, within bounds.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;

use super::error::{FieldProblem, SettingsError};
use crate::secret::is_secret_name;
use crate::store::SettingValue;

/// The longest name.
const KEY_CHARS_MAX: usize = 64;
/// The largest value, as JSON.
pub const VALUE_BYTES_MAX: usize = 16 * 1024;
/// How deep arrays and objects may lie in one another; the value itself is the first.
pub const VALUE_DEPTH_MAX: usize = 16;

/// Names that are addresses of something else under `/settings/`.
const RESERVED: [&str; 1] = ["health"];

/// The name of a setting: 1 to 64 of the characters `a-z`, `0-9`, `_` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SettingKey(String);

impl SettingKey {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SettingKey {
    type Err = SettingsError;

    fn from_str(text: &str) -> Result<Self, SettingsError> {
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_' || c == b'-';
        let is_key = (1..=KEY_CHARS_MAX).contains(&text.len())
            && text.bytes().all(fits)
            && !RESERVED.contains(&text);
        if is_key { Ok(Self(text.to_owned())) } else { Err(SettingsError::NotAKey) }
    }
}

impl fmt::Display for SettingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Checks size, depth and text of any value, known or not.
pub(super) fn check_bounds(value: &SettingValue) -> Result<(), Vec<FieldProblem>> {
    let problem =
        |field: &str, message: String| Err(vec![FieldProblem { field: field.to_owned(), message }]);
    // Depth first: it bounds the recursion of everything that follows.
    if let Some(field) = value.iter().find(|(_, inner)| depth(inner) >= VALUE_DEPTH_MAX) {
        return problem(field.0, format!("lies more than {VALUE_DEPTH_MAX} levels deep"));
    }
    let bytes: usize = value.iter().map(|(key, inner)| key.len() + inner.to_string().len()).sum();
    if bytes > VALUE_BYTES_MAX {
        return problem("", format!("is larger than {VALUE_BYTES_MAX} bytes"));
    }
    match value.iter().find(|(key, inner)| key.contains('\0') || has_nul(inner)) {
        Some((field, _)) => problem(&field.replace('\0', ""), "holds a NUL character".to_owned()),
        None => Ok(()),
    }
}

/// Refuses what would be a secret in plain sight: a setting of one's own is shown as it is.
pub(super) fn check_no_secret(value: &SettingValue) -> Result<(), Vec<FieldProblem>> {
    let problems: Vec<FieldProblem> = secret_fields(value)
        .into_iter()
        .map(|field| FieldProblem {
            field,
            message:
                "looks like a secret, and a setting of your own is shown to every reader: use a \
                      known setting such as api_key_odds, or the environment"
                    .to_owned(),
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn secret_fields(value: &SettingValue) -> Vec<String> {
    let mut found = Vec::new();
    for (key, inner) in value {
        if inner.is_string() && is_secret_name(key) {
            found.push(key.clone());
        }
        let nested: Vec<&SettingValue> = match inner {
            Value::Object(object) => vec![object],
            Value::Array(items) => items.iter().filter_map(Value::as_object).collect(),
            _ => Vec::new(),
        };
        for object in nested {
            found.extend(secret_fields(object).into_iter().map(|field| format!("{key}.{field}")));
        }
    }
    found
}

/// How deep a value goes; counting ends where it is too deep anyway.
fn depth(value: &Value) -> usize {
    let mut level = vec![value];
    let mut depth = 0;
    while !level.is_empty() && depth <= VALUE_DEPTH_MAX {
        let is_nested = level.iter().any(|value| value.is_array() || value.is_object());
        depth += usize::from(is_nested);
        level = level
            .into_iter()
            .flat_map(|value| -> Vec<&Value> {
                match value {
                    Value::Array(items) => items.iter().collect(),
                    Value::Object(fields) => fields.values().collect(),
                    _ => Vec::new(),
                }
            })
            .collect();
    }
    depth
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(fields) => {
            fields.iter().any(|(key, inner)| key.contains('\0') || has_nul(inner))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> SettingValue {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn names_are_slugs() {
        for key in ["a", "bankroll_initial", "my-note-2", &"k".repeat(64)] {
            assert!(key.parse::<SettingKey>().is_ok(), "{key}");
        }
        for key in ["", "health", "A", "a b", "é", "a/b", "a\0", &"k".repeat(65)] {
            assert!(key.parse::<SettingKey>().is_err(), "{key:?}");
        }
    }

    #[test]
    fn depth_counts_the_value_itself() {
        let nest = |levels: usize| {
            let inner = (1..levels).fold(json!(1), |inner, _| json!([inner]));
            object(json!({ "a": inner }))
        };
        assert!(check_bounds(&nest(VALUE_DEPTH_MAX)).is_ok());
        let refused = check_bounds(&nest(VALUE_DEPTH_MAX + 1)).unwrap_err();
        assert_eq!(refused[0].field, "a");
    }

    #[test]
    fn size_and_nul_are_bounded() {
        let large = object(json!({ "a": "x".repeat(VALUE_BYTES_MAX) }));
        assert!(check_bounds(&large).is_err());
        assert!(check_bounds(&object(json!({ "a": [{ "b": "x\0" }] }))).is_err());
        assert!(check_bounds(&object(json!({ "a": [{ "b": "x" }] }))).is_ok());
    }

    #[test]
    fn a_secret_in_plain_sight_is_refused() {
        for value in [
            json!({ "Password": "x" }),
            json!({ "a": { "apiKey": "x" } }),
            json!({ "a": [{ "access-token": "x" }] }),
        ] {
            assert!(check_no_secret(&object(value.clone())).is_err(), "{value}");
        }
        assert!(check_no_secret(&object(json!({ "has_password": true, "key": "a" }))).is_ok());
    }
}
