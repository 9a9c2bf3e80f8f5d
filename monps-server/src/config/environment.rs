//! Environment variables, as data.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::data::is_postgres;
use super::error::ConfigError;
use crate::secret::Secret;

/// What begins the name of a variable for a key: `MONPS__SERVER__API` is `server.api`.
const PREFIX: &str = "MONPS__";
/// What stands between the parts of a key.
const SEPARATOR: &str = "__";

/// Variables with a name of their own, and the key that they stand for.
const ALIASES: [(&str, &str); 2] = [("MONPS_DATA", "data.dir"), ("RUST_LOG", "log.filter")];

/// The key of The Odds API.
const ODDS_API_KEY: &str = "THE_ODDS_API_KEY";
/// The address of the database server.
const DATABASE_URL: &str = "MONPS_DATABASE_URL";
/// The password of Redis.
const REDIS_PASSWORD: &str = "MONPS_REDIS_PASSWORD";
/// The file with the key that encrypts secrets.
const SECRET_KEY_FILE: &str = "MONPS_SECRET_KEY_FILE";
/// The folder in which systemd puts credentials.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// The environment of a process, or of a test.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Environment(BTreeMap<String, OsString>);

impl Environment {
    /// The environment of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let names = |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value));
        Self(std::env::vars_os().filter_map(names).collect())
    }

    /// The variables that stand for keys: name, key and text, those with a name of their own first, so
    /// that the others count before them.
    pub(super) fn keys(&self) -> Result<Vec<(String, Vec<String>, String)>, ConfigError> {
        let aliases = ALIASES.iter().filter(|(name, _)| self.0.contains_key(*name));
        let mut keys: Vec<(String, Vec<String>)> = aliases
            .map(|(name, key)| ((*name).to_owned(), key.split('.').map(str::to_owned).collect()))
            .collect();
        keys.extend(self.0.keys().filter_map(|name| {
            let path = name.strip_prefix(PREFIX)?.to_lowercase();
            Some((name.clone(), path.split(SEPARATOR).map(str::to_owned).collect()))
        }));
        let with_text = |(name, path): (String, Vec<String>)| {
            let text = self.text(&name)?.unwrap_or_default();
            Ok((name, path, text))
        };
        keys.into_iter().map(with_text).collect()
    }

    fn text(&self, name: &str) -> Result<Option<String>, ConfigError> {
        let Some(value) = self.0.get(name) else {
            return Ok(None);
        };
        match value.to_str() {
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(ConfigError::NotUnicode { name: name.to_owned() }),
        }
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.get(name).filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// A secret: from `NAME`, else from the file that `NAME_FILE` names, else from systemd's
    /// credential `name`.
    fn secret(&self, name: &str) -> Result<Option<(Secret, String)>, ConfigError> {
        if let Some(text) = self.text(name)?.filter(|text| !text.trim().is_empty()) {
            return Ok(Some((Secret::new(text.trim()), format!("environment variable {name}"))));
        }
        let variable = format!("{name}_FILE");
        let (path, variable) = match (self.path(&variable), self.path(CREDENTIALS)) {
            (Some(path), _) => (path, variable),
            (None, Some(folder)) => (folder.join(name.to_lowercase()), CREDENTIALS.to_owned()),
            (None, None) => return Ok(None),
        };
        if variable == CREDENTIALS && !path.exists() {
            return Ok(None);
        }
        let place = format!("file {}", path.display());
        Secret::from_file(&path)
            .map(|secret| Some((secret, place)))
            .map_err(|source| ConfigError::Secret { variable, source })
    }
}

impl<N: Into<String>, V: Into<OsString>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        Self(variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Secrets that the environment brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnvironmentSecrets {
    /// The key of The Odds API.
    pub odds_api_key: Option<Secret>,
    /// Where that key came from, in words.
    pub odds_api_key_origin: Option<String>,
    /// The address of the database server, with its password.
    pub database_url: Option<Secret>,
    /// Where that address came from, in words.
    pub database_url_origin: Option<String>,
    /// The password of Redis.
    pub redis_password: Option<Secret>,
    /// Where that password came from, in words.
    pub redis_password_origin: Option<String>,
    /// The file with the key that encrypts stored secrets, where it is not in the data folder.
    pub secret_key_file: Option<PathBuf>,
    /// Where the secrets that adapters name are looked for.
    environment: Environment,
}

impl EnvironmentSecrets {
    /// A secret that an adapter names: `my_book_key` is `MY_BOOK_KEY`, the file that `MY_BOOK_KEY_FILE`
    /// names, or systemd's credential `my_book_key`. What the program itself reads is nobody's else.
    ///
    /// # Errors
    /// [`ConfigError`] where it is there and cannot be read.
    pub fn of_adapter(&self, name: &str) -> Result<Option<Secret>, ConfigError> {
        if name.starts_with("monps") {
            return Ok(None);
        }
        Ok(self.environment.secret(&name.to_uppercase())?.map(|(secret, _)| secret))
    }

    pub(super) fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let (odds_api_key, odds_api_key_origin) = environment.secret(ODDS_API_KEY)?.unzip();
        let (database_url, database_url_origin) = environment.secret(DATABASE_URL)?.unzip();
        if database_url.as_ref().is_some_and(|url| !is_postgres(url)) {
            return Err(ConfigError::Invalid {
                place: database_url_origin.unwrap_or_default(),
                key: DATABASE_URL.to_owned(),
                reason: "must be postgres://user:password@host:5432/database".to_owned(),
            });
        }
        let (redis_password, redis_password_origin) = environment.secret(REDIS_PASSWORD)?.unzip();
        let secret_key_file = environment.path(SECRET_KEY_FILE);
        Ok(Self {
            environment: environment.clone(),
            odds_api_key,
            odds_api_key_origin,
            database_url,
            database_url_origin,
            redis_password,
            redis_password_origin,
            secret_key_file,
        })
    }
}
