//! From the server's words to ours.

use sqlx::Error;
use sqlx::error::DatabaseError;

use crate::store::StoreError;

/// Codes of PostgreSQL (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
pub(super) const UNIQUE_VIOLATION: &str = "23505";
const SERIALIZATION_FAILURE: &str = "40001";
const DEADLOCK_DETECTED: &str = "40P01";
const READ_ONLY_TRANSACTION: &str = "25006";
const INSUFFICIENT_PRIVILEGE: &str = "42501";
const DISK_FULL: &str = "53100";
const LOCK_NOT_AVAILABLE: &str = "55P03";
const QUERY_CANCELED: &str = "57014";

/// Turns an error of the server or of the way to it into one that says what was being done.
pub(super) fn refused(what: &'static str) -> impl Fn(Error) -> StoreError {
    move |error| classify(what, error)
}

/// The code of an error of the server.
pub(super) fn code(error: &Error) -> Option<String> {
    error.as_database_error().and_then(DatabaseError::code).map(|code| code.into_owned())
}

fn classify(what: &'static str, error: Error) -> StoreError {
    match code(&error) {
        Some(code) => by_code(what, &code, error),
        None => match error {
            // Away, cut off in the middle, or too busy to give us a connection.
            Error::Io(_)
            | Error::Tls(_)
            | Error::Protocol(_)
            | Error::PoolTimedOut
            | Error::PoolClosed
            | Error::WorkerCrashed => away("look at whether PostgreSQL runs and is reached", error),
            _ => StoreError::Refused { what, source: Box::new(error) },
        },
    }
}

fn by_code(what: &'static str, code: &str, error: Error) -> StoreError {
    match code {
        UNIQUE_VIOLATION | SERIALIZATION_FAILURE | DEADLOCK_DETECTED => {
            StoreError::Conflict { what }
        }
        LOCK_NOT_AVAILABLE => away("another process holds a lock for too long", error),
        QUERY_CANCELED => away("a statement took longer than it may", error),
        DISK_FULL => read_only("its disk is full: free some space, nothing needs a restart", error),
        READ_ONLY_TRANSACTION => read_only("the server takes no writes: is it a replica?", error),
        INSUFFICIENT_PRIVILEGE => {
            read_only("its user may not write: grant it the rights on the schema", error)
        }
        // Connection lost, the server shutting down or starting up, no connection left.
        code if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") => {
            away("it is starting, stopping or has no connection left", error)
        }
        _ => StoreError::Refused { what, source: Box::new(error) },
    }
}

fn away(hint: &str, error: Error) -> StoreError {
    StoreError::Unavailable { hint: hint.to_owned(), source: Some(Box::new(error)) }
}

fn read_only(hint: &str, error: Error) -> StoreError {
    StoreError::ReadOnly { hint: hint.to_owned(), source: Box::new(error) }
}
