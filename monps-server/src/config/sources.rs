//! What a configuration is put together from: layers, each of which knows what it is called.

use std::path::{Path, PathBuf};

use figment::value::{Dict, Map, Value};
use figment::{Error, Metadata, Profile, Provider};

use super::environment::Environment;
use super::error::ConfigError;

/// No configuration is larger.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// What a configuration is read from.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The file that was named; it must be there.
    pub file: Option<PathBuf>,
    /// The file that is read if it is there and no other was named.
    pub default_file: PathBuf,
    /// The environment.
    pub environment: Environment,
    /// The command line's flags.
    pub flags: Flags,
}

impl Sources {
    /// What a process reads: a file if it was named, else `./monps.toml`, and its environment.
    #[must_use]
    pub fn of_process(file: Option<PathBuf>, flags: Flags) -> Self {
        let default_file = PathBuf::from("monps.toml");
        Self { file, default_file, environment: Environment::of_process(), flags }
    }
}

/// Flags of the command line that stand for keys; they count before everything else.
#[derive(Clone, Debug, Default)]
pub struct Flags(Vec<(&'static str, &'static str, Value)>);

impl Flags {
    /// The same with one more flag, if it was given: `set("--data", "data.dir", …)`.
    #[must_use]
    pub fn set(
        mut self,
        flag: &'static str,
        key: &'static str,
        value: Option<impl Into<Value>>,
    ) -> Self {
        self.0.extend(value.map(|value| (flag, key, value.into())));
        self
    }
}

/// Keys from one place.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) place: String,
    pub(super) keys: Dict,
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.place.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        Ok(Map::from([(Profile::Default, self.keys.clone())]))
    }
}

/// All layers above the defaults, weakest first.
pub(super) fn layers(sources: &Sources, known: &Dict) -> Result<Vec<Layer>, ConfigError> {
    let mut layers = Vec::new();
    let default = sources.default_file.exists().then_some(&sources.default_file);
    if let Some(path) = sources.file.as_ref().or(default) {
        layers.push(file(path)?);
    }
    for (name, path, text) in sources.environment.keys()? {
        let value = read_text(find(known, &path), &text);
        let place = format!("environment variable {name}");
        layers.push(Layer { place, keys: nest(&path, value) });
    }
    for (flag, key, value) in &sources.flags.0 {
        let path: Vec<String> = key.split('.').map(str::to_owned).collect();
        layers.push(Layer { place: format!("flag {flag}"), keys: nest(&path, value.clone()) });
    }
    Ok(layers)
}

fn file(path: &Path) -> Result<Layer, ConfigError> {
    let unreadable = |source| ConfigError::Unreadable { path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(unreadable)?.len() > FILE_BYTES_MAX {
        return Err(ConfigError::TooLarge { path: path.to_owned(), most: FILE_BYTES_MAX });
    }
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let malformed = |line, reason| ConfigError::Malformed { path: path.to_owned(), line, reason };
    let table: toml::Table = toml::from_str(&text).map_err(|error| {
        // The parser's own message would show the line, and there may be anything on it.
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        malformed(before.matches('\n').count() + 1, error.message().to_owned())
    })?;
    match Value::serialize(table) {
        Ok(Value::Dict(_, keys)) => Ok(Layer { place: path.display().to_string(), keys }),
        Ok(_) => Err(malformed(1, "a table is wanted".to_owned())),
        Err(error) => Err(malformed(1, error.to_string())),
    }
}

/// A value under a path of keys.
fn nest(path: &[String], value: Value) -> Dict {
    match path {
        [] => Dict::new(),
        [last] => Dict::from([(last.clone(), value)]),
        [first, rest @ ..] => Dict::from([(first.clone(), Value::from(nest(rest, value)))]),
    }
}

fn find<'a>(known: &'a Dict, path: &[String]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    let value = known.get(first)?;
    if rest.is_empty() { Some(value) } else { find(value.as_dict()?, rest) }
}

/// The text of a variable, read as what its key takes: text stays text, a list may have commas.
fn read_text(known: Option<&Value>, text: &str) -> Value {
    match known {
        Some(Value::String(..) | Value::Empty(..)) => Value::from(text),
        Some(Value::Array(..)) if !text.trim_start().starts_with('[') => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Value::from(items.map(Value::from).collect::<Vec<_>>())
        }
        _ => as_toml(text).unwrap_or_else(|| Value::from(text)),
    }
}

/// A value as the file would write it: `5`, `true`, `[{id = "odds", adapter = "the-odds-api"}]`.
fn as_toml(text: &str) -> Option<Value> {
    let mut table: toml::Table = toml::from_str(&format!("value = {text}")).ok()?;
    Value::serialize(table.remove("value")?).ok()
}
