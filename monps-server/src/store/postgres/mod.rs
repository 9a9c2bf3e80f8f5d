//! The engine of many processes: PostgreSQL, with TimescaleDB where the server has it.
//!
//! Writers and readers have pools of their own; a reader's transactions cannot write. What SQLite
//! gives by having one writer is a lock with a name here: the ledger's head is locked before it is
//! read, ids come from rows that are updated and read in one statement, and what several collectors
//! may make at the same moment is made by `ON CONFLICT`, in one order. `synchronous_commit` is on:
//! an acknowledged bet survives a power cut.

mod bets;
mod candles;
mod catalog;
mod columns;
mod elder;
mod error;
mod feeds;
mod layout;
mod ledger;
mod manual;
mod matching;
mod metrics;
mod migrate;
mod odds;
mod opportunities;
mod options;
mod quotes;
mod results;
mod settings;
mod settling;
mod transfer;

pub use elder::ElderDatabase;
pub use layout::{Engine, Layout};
pub use options::{PgOptions, Timescale};

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use monps_core::time::Timestamp;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::{Connection, PgConnection, Postgres, Transaction};
use tokio::sync::OnceCell;

use super::{MigrationState, StoreError};
use error::refused;
use layout::Part;
use quotes::Streams;

/// A transaction that only looks, and sees one state of the database throughout.
const LOOK: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// The store of many processes.
#[derive(Clone)]
pub struct PgStore {
    place: Arc<str>,
    read: PgPool,
    write: PgPool,
    /// A connection for signs of life alone: that others are busy is no silence.
    pulse: PgPool,
    options: Arc<PgOptions>,
    layout: Arc<OnceCell<Layout>>,
    /// What is known of the streams.
    streams: Arc<Mutex<Streams>>,
    /// The partitions that are known to be there.
    parts: Arc<Mutex<HashSet<Part>>>,
}

impl PgStore {
    /// Connects and brings the schema up to date; one process at a time does that.
    ///
    /// # Errors
    /// [`StoreError::Unfit`] when the database is another program's or its user may not write,
    /// [`StoreError::FromTheFuture`] when it was made by a newer version; nothing is changed then.
    pub async fn open(options: PgOptions) -> Result<Self, StoreError> {
        let store = Self::connect(options).await?;
        migrate::up(&store).await?;
        Ok(store)
    }

    /// Connects without changing the schema.
    ///
    /// # Errors
    /// [`StoreError`] when the server cannot be reached or does not let us in.
    pub async fn connect(options: PgOptions) -> Result<Self, StoreError> {
        let connect = options.connect()?;
        let place = options::place(&connect).into();
        let pool = |connections: u32| {
            PgPoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(options.acquire_timeout)
                // The pool's own tests wait for an answer without end.
                .test_before_acquire(false)
                .before_acquire(|connection, idle| Box::pin(answers(connection, idle.idle_for)))
                .after_release(|connection, _| Box::pin(answers(connection, Duration::MAX)))
        };
        let writers = (options.connections_max / 2).max(1);
        let write = pool(writers)
            .connect_with(connect.clone())
            .await
            .map_err(refused("open the database"))?;
        let readers = options.connections_max.saturating_sub(writers);
        let (read, pulse) = if readers == 0 {
            (write.clone(), write.clone())
        } else {
            let reading = connect.options([options::READ_ONLY]);
            (pool(readers).connect_lazy_with(reading.clone()), pool(1).connect_lazy_with(reading))
        };
        Ok(Self {
            place,
            read,
            write,
            pulse,
            options: Arc::new(options),
            layout: Arc::default(),
            streams: Arc::default(),
            parts: Arc::default(),
        })
    }

    /// How the history of prices is cut; decided when the schema was made.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer or has no schema yet.
    pub async fn layout(&self) -> Result<Layout, StoreError> {
        self.layout.get_or_try_init(|| layout::read(&self.read)).await.copied()
    }

    /// What migrations there are and which have run.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer, is another program's, or was made by a newer
    /// version.
    pub async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError> {
        migrate::status(self).await
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
        self.pulse.close().await;
    }

    /// Begins a transaction that will write.
    async fn begin(&self) -> Result<Transaction<'_, Postgres>, StoreError> {
        self.write.begin().await.map_err(refused("begin a transaction"))
    }

    /// Begins a transaction that looks at several things at one moment.
    async fn look(&self) -> Result<Transaction<'_, Postgres>, StoreError> {
        self.read.begin_with(LOOK).await.map_err(refused("begin to read"))
    }
}

/// How long a connection counts as good after it was used.
const GOOD_FOR: Duration = Duration::from_secs(1);
/// The longest that a connection may take to show that it is good.
const ANSWER_MAX: Duration = Duration::from_secs(1);

/// Whether a connection is still good: one whose other end went without a word is thrown away.
async fn answers(connection: &mut PgConnection, idle_for: Duration) -> Result<bool, sqlx::Error> {
    if idle_for < GOOD_FOR {
        return Ok(true);
    }
    let answer = tokio::time::timeout(ANSWER_MAX, connection.ping()).await;
    answer.unwrap_or_else(|_| Err(sqlx::Error::PoolTimedOut)).map(|()| true)
}

impl fmt::Debug for PgStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PgStore").field("place", &self.place).finish_non_exhaustive()
    }
}

#[async_trait]
impl super::Ping for PgStore {
    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pulse).await.map_err(refused("answer"))?;
        Ok(())
    }
}

#[async_trait]
impl super::Upkeep for PgStore {
    fn place(&self) -> String {
        self.place.to_string()
    }

    async fn arrangement(&self) -> Result<Option<String>, StoreError> {
        layout::describe(self).await.map(Some)
    }

    async fn upkeep(&self, now: Timestamp) -> Result<Vec<String>, StoreError> {
        layout::upkeep(self, now).await
    }

    async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError> {
        Self::migrations(self).await
    }

    async fn close(&self) {
        Self::close(self).await;
    }
}
