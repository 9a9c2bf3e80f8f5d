//! What the product refuses, as answers.

use super::error::{ApiError, FieldError};
use super::store_error::store_error;
use crate::app::problem::Problem;

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotFound { code, detail } => Self::not_found(code, detail),
            Problem::Conflict { code, detail } => Self::conflict(code, detail),
            Problem::Invalid { faults } => Self::invalid(
                faults
                    .into_iter()
                    .map(|fault| FieldError { field: fault.field, message: fault.message })
                    .collect(),
            ),
            Problem::Store(error) => store_error(error),
            Problem::Broken(error) => Self::internal(error),
        }
    }
}
