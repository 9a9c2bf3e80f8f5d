//! How to reach a server, and what it may take.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;

use crate::secret::Secret;
use crate::store::StoreError;

/// The parameter of PostgreSQL that makes every transaction of a connection a reading one.
pub(super) const READ_ONLY: (&str, &str) = ("default_transaction_read_only", "on");

/// What to do with TimescaleDB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timescale {
    /// Use it where the server has it.
    #[default]
    Auto,
    /// Refuse a server without it.
    Require,
    /// Never use it.
    Never,
}

/// How to reach a server, and what it may take.
#[derive(Clone, Debug)]
pub struct PgOptions {
    /// `postgres://user:password@host:port/database`.
    pub url: Secret,
    /// Connections at once, of this process; with one, reads and writes share it.
    pub connections_max: u32,
    /// How long a caller waits for a free connection.
    pub acquire_timeout: Duration,
    /// How long a statement may take.
    pub statement_timeout: Duration,
    /// How long a statement waits for another's lock.
    pub lock_timeout: Duration,
    /// What to do with TimescaleDB; asked once, when the schema is made.
    pub timescale: Timescale,
    /// Write large batches by COPY; off where something between does not pass it on.
    pub bulk_copy: bool,
    /// Days of prices that are kept; all where none.
    pub odds_kept_days: Option<u32>,
}

impl PgOptions {
    /// The customary options for a URL.
    #[must_use]
    pub const fn new(url: Secret) -> Self {
        Self {
            url,
            connections_max: 16,
            acquire_timeout: Duration::from_secs(3),
            statement_timeout: Duration::from_secs(30),
            lock_timeout: Duration::from_secs(5),
            timescale: Timescale::Auto,
            bulk_copy: true,
            odds_kept_days: None,
        }
    }

    /// Host and database in words, without user and password.
    #[must_use]
    pub fn place(&self) -> String {
        self.connect()
            .map_or_else(|_| "at an unreadable address".to_owned(), |options| place(&options))
    }

    /// What the driver needs to know.
    pub(super) fn connect(&self) -> Result<PgConnectOptions, StoreError> {
        let ms = |time: Duration| time.as_millis().to_string();
        // The driver's own words could show the password.
        let options =
            PgConnectOptions::from_str(self.url.expose()).map_err(|_| StoreError::Unfit {
                place: "in `data.url`".to_owned(),
                reason: "its address cannot be read: postgres://user:password@host:5432/database \
                         is wanted"
                    .to_owned(),
            })?;
        Ok(options.application_name("monps").statement_cache_capacity(512).options([
            ("statement_timeout", ms(self.statement_timeout)),
            ("lock_timeout", ms(self.lock_timeout)),
            // A process that died in the middle must not keep the ledger locked.
            ("idle_in_transaction_session_timeout", ms(self.statement_timeout)),
            // An acknowledged bet survives a power cut, whatever the server's default.
            ("synchronous_commit", "on".to_owned()),
        ]))
    }
}

/// Host and database, without user and password.
pub(super) fn place(options: &PgConnectOptions) -> String {
    let database = options.get_database().unwrap_or_else(|| options.get_username());
    match options.get_socket() {
        Some(folder) => format!("{database} at {}", folder.display()),
        None => format!("{database} at {}:{}", options.get_host(), options.get_port()),
    }
}
