//! Which keys there are.

use figment::value::{Dict, Value};

use super::error::ConfigError;
use super::feeds::FeedConfig;
use super::sources::Layer;

/// The list of tables whose entries all have the same keys.
const FEEDS: &str = "feeds";
/// The parts of a feed whose keys are its adapter's.
const FREE: [&str; 2] = ["config", "base_urls"];

/// A key further from every known one than this was not a slip of the pen.
const SIMILARITY_MIN: f64 = 0.6;

/// Refuses a layer with a key that there is not.
pub(super) fn check(layer: &Layer, known: &Dict) -> Result<(), ConfigError> {
    let feed = Value::serialize(FeedConfig::simulator()).ok();
    let feed = feed.as_ref().and_then(Value::as_dict).cloned().unwrap_or_default();
    let all = all(known, &feed);
    for (key, value) in &layer.keys {
        check_value(layer, &all, key, key, value, known)?;
        if key == FEEDS {
            for (index, entry) in value.as_array().unwrap_or_default().iter().enumerate() {
                let fields = entry.as_dict().into_iter().flatten();
                for (field, inner) in fields.filter(|(field, _)| !FREE.contains(&field.as_str())) {
                    let path = format!("{FEEDS}[{index}].{field}");
                    check_value(layer, &all, &path, field, inner, &feed)?;
                }
            }
        }
    }
    Ok(())
}

fn check_value(
    layer: &Layer,
    all: &[String],
    path: &str,
    key: &str,
    value: &Value,
    known: &Dict,
) -> Result<(), ConfigError> {
    let Some(expected) = known.get(key) else {
        return Err(ConfigError::UnknownKey {
            place: layer.place.clone(),
            key: path.to_owned(),
            nearest: nearest(path, key, all),
        });
    };
    if let (Value::Dict(_, expected), Value::Dict(_, fields)) = (expected, value) {
        for (field, inner) in fields {
            check_value(layer, all, &format!("{path}.{field}"), field, inner, expected)?;
        }
    }
    Ok(())
}

/// The known key most like another, by its whole path or by its last part.
fn nearest(path: &str, last: &str, all: &[String]) -> Option<String> {
    let similarity = |key: &String| {
        let name = key.rsplit('.').next().unwrap_or(key);
        strsim::jaro_winkler(path, key).max(strsim::jaro_winkler(last, name) - 0.05)
    };
    all.iter()
        .map(|key| (similarity(key), key))
        .filter(|(similarity, _)| *similarity >= SIMILARITY_MIN)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, key)| key.clone())
}

/// Every key there is, with its whole path.
fn all(known: &Dict, feed: &Dict) -> Vec<String> {
    let mut all = Vec::new();
    for (key, value) in known {
        match value {
            Value::Dict(_, fields) => {
                all.push(key.clone());
                all.extend(fields.keys().map(|field| format!("{key}.{field}")));
            }
            _ => all.push(key.clone()),
        }
    }
    all.extend(feed.keys().map(|field| format!("{FEEDS}[].{field}")));
    all
}
