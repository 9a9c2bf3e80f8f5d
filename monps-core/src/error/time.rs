//! What can be wrong with an instant.

use thiserror::Error;

/// An instant that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimeError {
    /// The text is no RFC 3339 instant.
    #[error("{text:?} is not an instant such as 2026-11-22T18:30:00Z")]
    NotRfc3339 {
        /// What was given.
        text: String,
    },
}
