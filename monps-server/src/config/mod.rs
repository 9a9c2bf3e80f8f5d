//! The configuration: what is decided before the server starts.
//!
//! Defaults, then a TOML file (`--config`, else `./monps.toml` if it is there), then the environment
//! (`MONPS__SECTION__KEY`), then flags: the later counts. A key that there is not, or a value that a
//! key does not take, is an error that names the place. What is decided while the server runs is a
//! setting (see [`crate::app::settings`]).
//!
//! ```
//! use monps_server::config::{Config, Environment, Flags, Sources};
//!
//! let sources = Sources {
//!     file: None,
//!     default_file: "no-such-file.toml".into(),
//!     environment: Environment::from_iter([("MONPS__SERVER__API", "127.0.0.1:9001")]),
//!     flags: Flags::default(),
//! };
//! let config = Config::load(&sources)?;
//! assert_eq!(config.server.api.port(), 9001);
//! assert_eq!(config.feeds[0].adapter, "simulator");
//! # Ok::<(), monps_server::config::ConfigError>(())
//! ```

mod adapters;
mod collect;
mod data;
mod environment;
mod error;
mod explain;
mod feeds;
mod keys;
mod log;
mod plugins;
mod postgres;
mod redis;
mod role;
mod server;
mod sources;
mod venues;

pub use adapters::AdaptersConfig;
pub use collect::CollectConfig;
pub use data::{DataConfig, DatabaseUrl};
pub use environment::{Environment, EnvironmentSecrets};
pub use error::ConfigError;
pub use explain::Explained;
pub use feeds::{FeedConfig, FeedMode, FeedValue, Minutes};
pub use log::{LogConfig, LogFormat};
pub use plugins::PluginsConfig;
pub use postgres::{PostgresConfig, TimescaleWish};
pub use redis::RedisConfig;
pub use role::Role;
pub use server::ServerConfig;
pub use sources::{Flags, Sources};
pub use venues::{CommissionPct, VenuesConfig};

use std::path::PathBuf;

use figment::Figment;
use figment::value::{Dict, Value};
use serde::{Deserialize, Serialize};

use error::Refusal;
use sources::Layer;

use crate::store::Database;

/// Everything that is decided before the server starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// Where data lies.
    pub data: DataConfig,
    /// How much of a PostgreSQL server is used, where one is.
    pub postgres: PostgresConfig,
    /// Where the server listens, and to whom.
    pub server: ServerConfig,
    /// Whether feeds are polled.
    pub collect: CollectConfig,
    /// The sources that are polled.
    pub feeds: Vec<FeedConfig>,
    /// Where the operator's own adapters are.
    pub adapters: AdaptersConfig,
    /// What is assumed of a new venue.
    pub venues: VenuesConfig,
    /// The Redis that processes share.
    pub redis: RedisConfig,
    /// Plugins: where they lie and how much they may take.
    pub plugins: PluginsConfig,
    /// What is logged.
    pub log: LogConfig,
    /// Secrets that the environment brings.
    #[serde(skip)]
    pub secrets: EnvironmentSecrets,
    #[serde(skip)]
    explained: Vec<Explained>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: DataConfig::default(),
            postgres: PostgresConfig::default(),
            server: ServerConfig::default(),
            collect: CollectConfig::default(),
            feeds: feeds::default_feeds(),
            adapters: AdaptersConfig::default(),
            venues: VenuesConfig::default(),
            redis: RedisConfig::default(),
            plugins: PluginsConfig::default(),
            log: LogConfig::default(),
            secrets: EnvironmentSecrets::default(),
            explained: Vec::new(),
        }
    }
}

impl Config {
    /// Puts a configuration together and checks it.
    ///
    /// # Errors
    /// [`ConfigError`] says what is wrong, where, and what would be right.
    pub fn load(sources: &Sources) -> Result<Self, ConfigError> {
        let known = defaults()?;
        let layers = sources::layers(sources, &known)?;
        let defaults = Layer { place: "default".to_owned(), keys: known.clone() };
        let mut figment = Figment::from(defaults);
        for layer in layers {
            keys::check(&layer, &known)?;
            figment = figment.merge(layer);
        }
        let mut config: Self = figment.extract().map_err(|error| invalid(&error))?;
        config.check().map_err(|refusal| ConfigError::Invalid {
            place: explain::origin(&figment, &refusal.key),
            key: refusal.key,
            reason: refusal.reason,
        })?;
        config.explained = explain::explain(&config, &figment);
        config.secrets = EnvironmentSecrets::read(&sources.environment)?;
        Ok(config)
    }

    fn check(&self) -> Result<(), Refusal> {
        self.data.check()?;
        self.postgres.check()?;
        self.server.check()?;
        feeds::check(&self.feeds, self.collect.allow_loopback)?;
        self.venues.check()?;
        self.redis.check()?;
        self.plugins.check()?;
        self.log.check()
    }

    /// The database to use: the server that the environment or the file names, else the embedded one.
    #[must_use]
    pub fn database(&self) -> Database {
        match self.secrets.database_url.as_ref().or_else(|| self.data.url.secret()) {
            Some(url) => Database::Postgres(Box::new(self.postgres.options(url.clone()))),
            None => Database::Sqlite(self.data.database()),
        }
    }

    /// The folder of the operator's own adapters.
    #[must_use]
    pub fn adapters_folder(&self) -> PathBuf {
        self.adapters.folder.clone().unwrap_or_else(|| self.data.dir.join("adapters"))
    }

    /// The file with the key that encrypts stored secrets.
    #[must_use]
    pub fn secret_key_file(&self) -> PathBuf {
        self.secrets.secret_key_file.clone().unwrap_or_else(|| self.data.secret_key_file())
    }
}

/// The defaults as keys: also the list of the keys there are.
fn defaults() -> Result<Dict, ConfigError> {
    match Value::serialize(Config::default()) {
        Ok(Value::Dict(_, keys)) => Ok(keys),
        Ok(_) => Ok(Dict::new()),
        Err(error) => Err(invalid(&error)),
    }
}

/// The loader's words in ours: what is wrong and what would be right; figment's own would add its
/// profile.
fn invalid(error: &figment::Error) -> ConfigError {
    let place = error.metadata.as_ref().map_or("the configuration", |metadata| &metadata.name);
    let key = error.path.iter().fold(String::new(), |path, part| match part.parse::<usize>() {
        Ok(index) => format!("{path}[{index}]"),
        Err(_) if path.is_empty() => part.clone(),
        Err(_) => format!("{path}.{part}"),
    });
    ConfigError::Invalid {
        place: place.to_owned(),
        key,
        reason: format!("cannot be read: {}", error.kind),
    }
}
