//! How much of a PostgreSQL server is used, where one is.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::error::Refusal;
use crate::secret::Secret;
use crate::store::postgres::{PgOptions, Timescale};

/// The fewest connections of a process that reads while it writes.
const CONNECTIONS_MAX: u32 = 200;
/// No wait is longer than an hour.
const WAIT_MS_MAX: u64 = 3_600_000;
/// A century of prices.
const KEPT_DAYS_MAX: u32 = 36_500;

/// How much of a PostgreSQL server is used; without a `data.url` none is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostgresConfig {
    /// Connections of this process at once.
    pub connections_max: u32,
    /// Milliseconds that a caller waits for a free connection.
    pub acquire_timeout_ms: u64,
    /// Milliseconds that a statement may take.
    pub statement_timeout_ms: u64,
    /// Milliseconds that a statement waits for another's lock.
    pub lock_timeout_ms: u64,
    /// What to do with TimescaleDB when the schema is made: `auto`, `require` or `never`.
    pub timescaledb: TimescaleWish,
    /// Large batches are written by COPY; off where a pooler between does not pass it on.
    pub bulk_copy: bool,
    /// Days of prices that are kept; 0 keeps all.
    pub odds_kept_days: u32,
}

/// What to do with TimescaleDB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimescaleWish {
    /// Use it where the server has it.
    #[default]
    Auto,
    /// Refuse a server without it.
    Require,
    /// Never use it.
    Never,
}

impl PostgresConfig {
    pub(super) fn check(&self) -> Result<(), Refusal> {
        if !(1..=CONNECTIONS_MAX).contains(&self.connections_max) {
            let reason = format!("must be between 1 and {CONNECTIONS_MAX}");
            return Err(Refusal::new("postgres.connections_max", reason));
        }
        let waits = [
            ("postgres.acquire_timeout_ms", self.acquire_timeout_ms),
            ("postgres.statement_timeout_ms", self.statement_timeout_ms),
            ("postgres.lock_timeout_ms", self.lock_timeout_ms),
        ];
        for (key, ms) in waits {
            if !(1..=WAIT_MS_MAX).contains(&ms) {
                return Err(Refusal::new(key, format!("must be between 1 and {WAIT_MS_MAX}")));
            }
        }
        if self.odds_kept_days > KEPT_DAYS_MAX {
            let reason = format!("must be at most {KEPT_DAYS_MAX}, or 0 to keep all");
            return Err(Refusal::new("postgres.odds_kept_days", reason));
        }
        Ok(())
    }

    /// The options for a server at an address.
    #[must_use]
    pub fn options(&self, url: Secret) -> PgOptions {
        PgOptions {
            url,
            connections_max: self.connections_max,
            acquire_timeout: Duration::from_millis(self.acquire_timeout_ms),
            statement_timeout: Duration::from_millis(self.statement_timeout_ms),
            lock_timeout: Duration::from_millis(self.lock_timeout_ms),
            timescale: match self.timescaledb {
                TimescaleWish::Auto => Timescale::Auto,
                TimescaleWish::Require => Timescale::Require,
                TimescaleWish::Never => Timescale::Never,
            },
            bulk_copy: self.bulk_copy,
            odds_kept_days: (self.odds_kept_days > 0).then_some(self.odds_kept_days),
        }
    }
}

impl Default for PostgresConfig {
    fn default() -> Self {
        Self {
            connections_max: 16,
            acquire_timeout_ms: 3_000,
            statement_timeout_ms: 30_000,
            lock_timeout_ms: 5_000,
            timescaledb: TimescaleWish::Auto,
            bulk_copy: true,
            odds_kept_days: 0,
        }
    }
}
