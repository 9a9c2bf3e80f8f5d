//! What the product's own failures are to a caller.

use std::time::Duration;

use super::error::ApiError;
use crate::collector::CollectError;
use crate::store::StoreError;

/// When to try again while the database is busy.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// A store that could not do it: for now, or through our fault.
#[must_use]
pub fn of_store(error: StoreError) -> ApiError {
    match error {
        StoreError::Conflict { .. } | StoreError::Unavailable { .. } => {
            ApiError::unavailable("store_unavailable", "The database is busy.", RETRY_AFTER)
                .with_cause(error)
        }
        StoreError::ReadOnly { .. } => {
            let detail = "The database cannot be written at the moment.";
            ApiError::unavailable("store_read_only", detail, RETRY_AFTER).with_cause(error)
        }
        error => ApiError::internal(error),
    }
}

/// A collection that could not be kept.
#[must_use]
pub fn of_collect(error: CollectError) -> ApiError {
    match error {
        CollectError::Store(error) => of_store(error),
    }
}
