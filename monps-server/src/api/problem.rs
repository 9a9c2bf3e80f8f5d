//! What the product refuses, as answers.

use std::time::Duration;

use poem::http::StatusCode;

use super::error::{ApiError, FieldError};
use crate::app::problem::Problem;
use crate::store::StoreError;

/// When to try again while the store is away or full.
const RETRY_AFTER: Duration = Duration::from_secs(2);

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotFound { code, detail } => Self::not_found(code, detail),
            Problem::Conflict { code, detail } => Self::conflict(code, detail),
            Problem::Invalid { faults } => Self::invalid(
                faults
                    .into_iter()
                    .map(|fault| FieldError {
                        field: fault.field,
                        message: fault.message,
                    })
                    .collect(),
            ),
            Problem::Store(error) => of_store(error),
            Problem::Broken(error) => Self::internal(error),
        }
    }
}

fn of_store(error: StoreError) -> ApiError {
    match error {
        StoreError::Conflict { .. } => {
            let detail = "Somebody else changed it at the same moment: look again and retry.";
            ApiError::conflict("changed_meanwhile", detail).with_cause(error)
        }
        StoreError::Unavailable { .. } => {
            let detail = "The database does not answer; try again shortly.";
            ApiError::unavailable("store_unavailable", detail, RETRY_AFTER).with_cause(error)
        }
        StoreError::ReadOnly { .. } => {
            let detail = "The database cannot be written: nothing was changed.";
            ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "store_read_only", detail)
                .with_retry_after(RETRY_AFTER)
                .with_cause(error)
        }
        other => ApiError::internal(other),
    }
}
