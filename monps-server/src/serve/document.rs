//! The OpenAPI document as text.

use serde_json::Value;

/// The document as JSON, indented.
#[must_use]
pub(super) fn json(document: &Value) -> String {
    format!("{document:#}\n")
}

/// The document as YAML.
///
/// # Errors
/// When a value cannot be written, which no document of ours holds.
pub(super) fn yaml(document: &Value) -> Result<String, serde_norway::Error> {
    serde_norway::to_string(&plain(document))
}

/// The same tree in the other library's words: exact numbers would be written as objects.
fn plain(value: &Value) -> serde_norway::Value {
    use serde_norway::Value as Yaml;
    match value {
        Value::Null => Yaml::Null,
        Value::Bool(flag) => Yaml::Bool(*flag),
        Value::String(text) => Yaml::String(text.clone()),
        Value::Array(items) => Yaml::Sequence(items.iter().map(plain).collect()),
        Value::Object(fields) => Yaml::Mapping(
            fields.iter().map(|(key, field)| (Yaml::String(key.clone()), plain(field))).collect(),
        ),
        Value::Number(number) => number
            .as_i64()
            .map(Yaml::from)
            .or_else(|| number.as_u64().map(Yaml::from))
            .or_else(|| number.as_f64().map(Yaml::from))
            .unwrap_or_else(|| Yaml::String(number.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn numbers_are_numbers() {
        let text = super::yaml(&json!({"maximum": 1000, "multipleOf": 0.25, "a": [null, true]}));
        assert_eq!(text.unwrap(), "a:\n- null\n- true\nmaximum: 1000\nmultipleOf: 0.25\n");
    }
}
