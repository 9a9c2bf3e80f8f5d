//! A configuration, said back: every value in force and where it came from.

use std::fmt::Write;

use figment::Figment;
use figment::value::Value;
use serde::Serialize;

use super::Config;

/// A value in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Its key.
    pub key: String,
    /// What counts, as TOML would write it.
    pub value: String,
    /// Where it came from: `default`, a file, a variable, a flag.
    pub origin: String,
}

/// The origin of a key, or of what contains it.
pub(super) fn origin(figment: &Figment, key: &str) -> String {
    let mut path = key.split('[').next().unwrap_or(key);
    loop {
        if let Some(metadata) = figment.find_metadata(path) {
            return metadata.name.to_string();
        }
        match path.rsplit_once('.') {
            Some((parent, _)) => path = parent,
            None => return "default".to_owned(),
        }
    }
}

pub(super) fn explain(config: &impl Serialize, figment: &Figment) -> Vec<Explained> {
    let mut leaves = Vec::new();
    if let Ok(value) = Value::serialize(config) {
        collect("", &value, &mut leaves);
    }
    leaves
        .into_iter()
        .map(|(key, value)| Explained { origin: origin(figment, &key), key, value })
        .collect()
}

fn collect(path: &str, value: &Value, leaves: &mut Vec<(String, String)>) {
    match value {
        Value::Dict(_, fields) => {
            for (field, inner) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                collect(&format!("{path}{dot}{field}"), inner, leaves);
            }
        }
        Value::Array(_, items) if items.iter().any(|item| item.as_dict().is_some()) => {
            for (index, item) in items.iter().enumerate() {
                collect(&format!("{path}[{index}]"), item, leaves);
            }
        }
        Value::Empty(..) => leaves.push((path.to_owned(), "not set".to_owned())),
        other => leaves.push((path.to_owned(), written(other))),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::String(_, text) => format!("{text:?}"),
        Value::Char(_, character) => format!("{:?}", character.to_string()),
        Value::Bool(_, flag) => flag.to_string(),
        Value::Num(..) => value.to_num_lossy().map_or_else(String::new, number),
        Value::Array(_, items) => {
            format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", "))
        }
        Value::Dict(..) | Value::Empty(..) => String::new(),
    }
}

fn number(number: figment::value::Num) -> String {
    number
        .to_i128()
        .map(|whole| whole.to_string())
        .or_else(|| number.to_u128().map(|whole| whole.to_string()))
        .or_else(|| number.to_f64().map(|float| float.to_string()))
        .unwrap_or_default()
}

impl Config {
    /// Every value in force with its origin, one a line; secrets only as set or not set.
    #[must_use]
    pub fn explain(&self) -> String {
        let mut lines: Vec<(String, String)> = self
            .explained
            .iter()
            .map(|explained| {
                (format!("{} = {}", explained.key, explained.value), explained.origin.clone())
            })
            .collect();
        let secrets = &self.secrets;
        for (name, origin) in [
            ("THE_ODDS_API_KEY", &secrets.odds_api_key_origin),
            ("MONPS_DATABASE_URL", &secrets.database_url_origin),
            ("MONPS_REDIS_PASSWORD", &secrets.redis_password_origin),
        ] {
            let (state, origin) = match origin {
                Some(origin) => ("set", origin.clone()),
                None => ("not set in the environment", "default".to_owned()),
            };
            lines.push((format!("secret {name}: {state}"), origin));
        }
        let (file, origin) = match &secrets.secret_key_file {
            Some(path) => (path.clone(), "environment variable MONPS_SECRET_KEY_FILE"),
            None => (self.data.secret_key_file(), "default"),
        };
        lines.push((format!("secret key file: {}", file.display()), origin.to_owned()));
        let width = lines.iter().map(|(text, _)| text.chars().count()).max().unwrap_or_default();
        lines.iter().fold(String::new(), |mut out, (text, origin)| {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{text:width$}  # {origin}");
            out
        })
    }

    /// Every value in force with its origin.
    #[must_use]
    pub fn explained(&self) -> &[Explained] {
        &self.explained
    }
}
