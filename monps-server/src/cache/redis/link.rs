//! The connection for commands, there or away.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use ::redis::aio::MultiplexedConnection;
use ::redis::{ErrorKind, RedisError, RedisResult};
use futures_util::FutureExt as _;
use monps_core::time::Timestamp;
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::cache::CacheError;
use crate::clock::Clock;

/// A command that takes longer is not worth waiting for: the connection is given up.
pub(super) const ANSWER_TIMEOUT: Duration = Duration::from_millis(750);

/// Whether there is a connection.
enum State {
    Ready { connection: MultiplexedConnection, number: u64 },
    Away { since: Timestamp, reason: String },
}

/// The connection for commands.
pub(super) struct Link {
    prefix: String,
    pub(super) installation: String,
    clock: Clock,
    state: RwLock<State>,
    /// Counts connections: what an older one says of itself is no news.
    numbers: AtomicU64,
    /// Told when a command found the connection broken.
    pub(super) broken: Notify,
}

impl Link {
    pub(super) fn new(prefix: &str, installation: &str, clock: Clock) -> Self {
        let state = State::Away { since: clock.now(), reason: "not reached yet".to_owned() };
        Self {
            prefix: prefix.to_owned(),
            installation: installation.to_owned(),
            clock,
            state: RwLock::new(state),
            numbers: AtomicU64::new(0),
            broken: Notify::new(),
        }
    }

    /// A key of ours.
    pub(super) fn key(&self, room: &str, name: &str) -> String {
        format!("{}:{room}:{name}", self.prefix)
    }

    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    pub(super) fn away(&self) -> Option<CacheError> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Ready { .. } => None,
            State::Away { since, reason } => {
                Some(CacheError::Away { since: *since, reason: reason.clone() })
            }
        }
    }

    pub(super) fn set_ready(&self, connection: MultiplexedConnection) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        // What was told of an older one was answered by making this one.
        let _ = self.broken.notified().now_or_never();
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        *state = State::Ready { connection, number };
    }

    /// Notes that it is away; the first reason and instant stand until it is back.
    pub(super) fn set_away(&self, reason: &str) -> CacheError {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        self.away_with(&mut state, reason)
    }

    fn away_with(&self, state: &mut State, reason: &str) -> CacheError {
        let since = match state {
            State::Away { since, .. } => *since,
            State::Ready { .. } => self.clock.now(),
        };
        *state = State::Away { since, reason: reason.to_owned() };
        CacheError::Away { since, reason: reason.to_owned() }
    }

    fn connection(&self) -> Result<(MultiplexedConnection, u64), CacheError> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Ready { connection, number } => Ok((connection.clone(), *number)),
            State::Away { since, reason } => {
                Err(CacheError::Away { since: *since, reason: reason.clone() })
            }
        }
    }

    /// Does something with the connection, if there is one.
    pub(super) async fn with<T, F>(
        &self,
        what: &'static str,
        work: impl FnOnce(MultiplexedConnection) -> F + Send,
    ) -> Result<T, CacheError>
    where
        F: Future<Output = RedisResult<T>> + Send,
    {
        let (connection, number) = self.connection()?;
        match timeout(ANSWER_TIMEOUT, work(connection)).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) if !is_lost(&error) => {
                Err(CacheError::Refused { what, reason: error.to_string() })
            }
            Ok(Err(error)) => Err(self.lose(number, why(&error))),
            Err(_) => Err(self.lose(number, "no answer in time")),
        }
    }

    fn lose(&self, lost: u64, reason: &str) -> CacheError {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        match &*state {
            // Another one is there by now: the loss is of this command alone.
            State::Ready { number, .. } if *number != lost => {
                CacheError::Away { since: self.clock.now(), reason: reason.to_owned() }
            }
            State::Ready { .. } => {
                let away = self.away_with(&mut state, reason);
                self.broken.notify_one();
                away
            }
            State::Away { .. } => self.away_with(&mut state, reason),
        }
    }
}

/// Whether an error says that the connection is of no more use, or that nothing is served on it.
pub(super) fn is_lost(error: &RedisError) -> bool {
    let unserved = matches!(error.code(), Some("LOADING" | "MASTERDOWN" | "READONLY"));
    unserved
        || error.is_io_error()
        || error.is_timeout()
        || error.is_connection_dropped()
        || error.is_unrecoverable_error()
}

/// Whether an error says that the password is wrong or missing.
pub(super) fn is_refused_entry(error: &RedisError) -> bool {
    error.kind() == ErrorKind::AuthenticationFailed
        || matches!(error.code(), Some("NOAUTH" | "WRONGPASS" | "NOPERM"))
}

/// Why, without addresses.
pub(super) fn why(error: &RedisError) -> &'static str {
    if error.is_connection_refusal() {
        "nobody listens there"
    } else if error.is_timeout() {
        "no answer in time"
    } else if error.code() == Some("LOADING") {
        "it is still reading what it holds"
    } else if error.code() == Some("READONLY") {
        "it takes no writes: it is a replica"
    } else if error.is_connection_dropped() {
        "the connection ended"
    } else {
        "it cannot be reached"
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}
