//! Failures of the store, as callers learn of them.

use std::time::Duration;

use super::error::ApiError;
use crate::collector::CollectError;
use crate::store::StoreError;

/// When to come back after the store was away.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// 409 where another writer was faster, 503 where the store is away, else our own failure.
pub(super) fn store_error(error: StoreError) -> ApiError {
    match error {
        StoreError::Conflict { .. } => {
            let detail = "Another change came first; look again and repeat.";
            ApiError::conflict("conflict", detail).with_cause(error)
        }
        StoreError::ReadOnly { ref hint, .. } => {
            let detail = format!("Nothing can be written for now: {hint}.");
            ApiError::unavailable("store_read_only", detail, RETRY_AFTER).with_cause(error)
        }
        StoreError::Unavailable { .. } => {
            let detail = "The database is away for now; try again shortly.";
            ApiError::unavailable("store_unavailable", detail, RETRY_AFTER).with_cause(error)
        }
        _ => ApiError::internal(error),
    }
}

/// The same for what was collected and could not be kept.
pub(super) fn collect_error(error: CollectError) -> ApiError {
    match error {
        CollectError::Store(error)
        | CollectError::PutAside { reason: error }
        | CollectError::Lost { reason: error, .. } => store_error(error),
        CollectError::Spool(error) => ApiError::internal(error),
    }
}
