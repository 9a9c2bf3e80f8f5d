//! Which database, and opening it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::postgres::{PgOptions, PgStore};
use super::sqlite::SqliteStore;
use super::watched::Watched;
use super::{Store, StoreError};

/// Which database.
#[derive(Clone, Debug)]
pub enum Database {
    /// A file; it and its folder are made when they are not there.
    Sqlite(PathBuf),
    /// A server.
    Postgres(Box<PgOptions>),
}

impl Database {
    /// Opens it and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be reached, is not ours, or cannot be written.
    pub async fn open(&self) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Self::Sqlite(path) => Arc::new(SqliteStore::open(path).await?),
            Self::Postgres(options) => watched(options, PgStore::open((**options).clone()).await?),
        })
    }

    /// Opens it as it is.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub async fn connect(&self) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Self::Sqlite(path) => Arc::new(SqliteStore::connect(path).await?),
            Self::Postgres(options) => {
                watched(options, PgStore::connect((**options).clone()).await?)
            }
        })
    }

    /// Whether there is something to open: a server always counts as there.
    #[must_use]
    pub fn exists(&self) -> bool {
        match self {
            Self::Sqlite(path) => path.exists(),
            Self::Postgres(_) => true,
        }
    }
}

/// With a single connection, its own work would be taken for silence.
fn watched(options: &PgOptions, store: PgStore) -> Arc<dyn Store> {
    if options.connections_max > 1 { Arc::new(Watched::new(store)) } else { Arc::new(store) }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            Self::Postgres(options) => write!(f, "PostgreSQL {}", options.place()),
        }
    }
}
