//! From the engine's words to ours.

use sqlx::Error;

use crate::store::StoreError;

/// Primary result codes of SQLite (<https://sqlite.org/rescode.html>).
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READONLY: i32 = 8;
const IOERR: i32 = 10;
const FULL: i32 = 13;
const CANTOPEN: i32 = 14;
const CONSTRAINT_PRIMARYKEY: i32 = 1555;
const CONSTRAINT_UNIQUE: i32 = 2067;

/// Turns an error of the engine into one that says what was being done.
pub(super) fn refused(what: &'static str) -> impl Fn(Error) -> StoreError {
    move |error| classify(what, error)
}

fn classify(what: &'static str, error: Error) -> StoreError {
    let code = match &error {
        Error::Database(database) => database.code().and_then(|code| code.parse::<i32>().ok()),
        _ => None,
    };
    match (code, &error) {
        (Some(CONSTRAINT_PRIMARYKEY | CONSTRAINT_UNIQUE), _) => StoreError::Conflict { what },
        (Some(code), _) if matches!(code & 0xff, BUSY | LOCKED) => StoreError::Unavailable {
            hint: "another process holds the file's write lock".to_owned(),
            source: Some(Box::new(error)),
        },
        (Some(code), _) if matches!(code & 0xff, FULL) => StoreError::ReadOnly {
            hint: "the disk is full: free some space, nothing needs a restart".to_owned(),
            source: Box::new(error),
        },
        (Some(code), _) if matches!(code & 0xff, READONLY | CANTOPEN | IOERR) => {
            StoreError::ReadOnly {
                hint: "look at the data folder's permissions and the disk".to_owned(),
                source: Box::new(error),
            }
        }
        (_, Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed) => {
            StoreError::Unavailable {
                hint: "every connection is busy or closing".to_owned(),
                source: Some(Box::new(error)),
            }
        }
        _ => StoreError::Refused { what, source: Box::new(error) },
    }
}
