//! Checking that an object has the documented fields with the documented types.

use serde_json::Value;

/// Checks fields given as `name type`, with types `string`, `number`, `integer`, `boolean`, `list`,
/// `object`, `instant`; a type ending in `?` may be null.
pub(crate) fn check(place: &str, object: &Value, fields: &str) {
    let known = object.as_object().unwrap_or_else(|| panic!("{place} is no object: {object}"));
    for field in fields.split(',') {
        let (name, kind) = field.trim().split_once(' ').unwrap();
        let value = known.get(name).unwrap_or_else(|| panic!("{place} has no {name}: {object}"));
        let (kind, may_be_null) = kind.strip_suffix('?').map_or((kind, false), |kind| (kind, true));
        let fits = (may_be_null && value.is_null())
            || match kind {
                "string" => value.is_string(),
                "number" => value.is_number(),
                "integer" => value.is_i64() || value.is_u64(),
                "boolean" => value.is_boolean(),
                "list" => value.is_array(),
                "object" => value.is_object(),
                "instant" => is_instant(value),
                other => panic!("{other} is no type"),
            };
        assert!(fits, "{place}: {name} is to be {kind}, not {value}");
    }
}

fn is_instant(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.ends_with('Z') && monps_core::time::parse_timestamp(text).is_ok())
}
