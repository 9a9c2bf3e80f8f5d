//! The embedded engine: one SQLite file, nothing to install.
//!
//! WAL, so that readers never wait for the writer; one writing connection, because SQLite has one
//! writer anyway and queueing in the process is fairer than busy loops; `synchronous = FULL`, because
//! an acknowledged bet survives a power cut. Decimals are TEXT, instants milliseconds.

mod bets;
mod bulk;
mod catalog;
mod columns;
mod error;
mod feeds;
mod ingest;
mod ledger;
mod manual;
mod matching;
mod metrics;
mod migrate;
mod odds;
mod opportunities;
mod quotes;
mod results;
mod settings;
mod settling;
mod streams;
mod transfer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use monps_core::time::Timestamp;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, Sqlite, Transaction};
use tokio::sync::Mutex;

use super::{MigrationState, StoreError};
use error::refused;
use streams::Streams;

/// How long a statement waits for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Pages of the write-ahead log before it is folded into the file: 64 MiB.
const WAL_PAGES: &str = "16384";
/// How much of the file is read through the page cache of the system, without copies: 256 MiB.
const MAPPED_BYTES: &str = "268435456";
/// Readers at once.
const READERS_MAX: u32 = 8;

/// The embedded store.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    path: PathBuf,
    read: SqlitePool,
    write: SqlitePool,
    /// What is known of the streams; held while a batch is written.
    streams: Arc<Mutex<Streams>>,
}

impl SqliteStore {
    /// Opens a file, making it and its folder when they do not exist, and brings it up to date.
    ///
    /// # Errors
    /// [`StoreError`] when the folder cannot be written, the file is no database, or it was made by
    /// a newer version.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let store = Self::connect(path).await?;
        migrate::up(&store.write, path).await?;
        Ok(store)
    }

    /// Opens a file without changing its schema.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub async fn connect(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| StoreError::ReadOnly {
                hint: format!("the folder {} cannot be made", folder.display()),
                source: Box::new(source),
            })?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("cache_size", "-65536")
            .pragma("temp_store", "MEMORY")
            // Folding the log into the file after every 4 MB would write the same index pages again
            // and again while a season is imported.
            .pragma("wal_autocheckpoint", WAL_PAGES)
            .pragma("mmap_size", MAPPED_BYTES)
            .statement_cache_capacity(256)
            .optimize_on_close(true, 400);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(BUSY_TIMEOUT)
            // A commit that failed for want of room leaves its transaction open in the driver: such a
            // connection is closed and another takes its place, so that space is all it takes to heal.
            .before_acquire(|connection, _| {
                let is_clean = !connection.is_in_transaction();
                Box::pin(async move { Ok(is_clean) })
            })
            .connect_with(options.clone())
            .await
            .map_err(refused("open the database file"))?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS_MAX)
            .acquire_timeout(BUSY_TIMEOUT)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(refused("open the database file"))?;
        Ok(Self { path: path.to_owned(), read, write, streams: Arc::default() })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What migrations there are and which have run.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer or was made by a newer version.
    pub async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError> {
        migrate::status(&self.read, &self.path).await
    }

    /// Whether the database answers and is not damaged, as far as a quick look can tell.
    ///
    /// # Errors
    /// [`StoreError`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.read).await.map_err(refused("answer"))?;
        Ok(())
    }

    /// Folds the write-ahead log into the file and closes every connection.
    pub async fn close(&self) {
        // A checkpoint that cannot run loses nothing: the log is replayed at the next start.
        let _ = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.write).await;
        self.read.close().await;
        self.write.close().await;
    }

    /// Begins a transaction that will write. It takes the write lock at once, so that it cannot fail
    /// halfway for another's.
    async fn begin(&self) -> Result<Transaction<'_, Sqlite>, StoreError> {
        self.write.begin_with("BEGIN IMMEDIATE").await.map_err(refused("begin a transaction"))
    }
}

#[async_trait::async_trait]
impl super::Ping for SqliteStore {
    async fn ping(&self) -> Result<(), StoreError> {
        Self::ping(self).await
    }
}

#[async_trait::async_trait]
impl super::Upkeep for SqliteStore {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    async fn arrangement(&self) -> Result<Option<String>, StoreError> {
        Ok(None)
    }

    async fn upkeep(&self, _now: Timestamp) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError> {
        Self::migrations(self).await
    }

    async fn close(&self) {
        Self::close(self).await;
    }
}
