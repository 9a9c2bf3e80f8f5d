//! What can go wrong with the store, by what the caller should do.

use thiserror::Error;

/// A store that could not do what was asked; nothing of it happened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another writer was faster: look again and retry.
    #[error("another writer changed {what} at the same moment")]
    Conflict {
        /// What was changed.
        what: &'static str,
    },
    /// Busy, locked or out of reach: retry later.
    #[error("the database does not answer: {hint}")]
    Unavailable {
        /// What to look at.
        hint: String,
        /// The engine's own words.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// No room left, or not writable.
    #[error("the database cannot be written: {hint}")]
    ReadOnly {
        /// What to do.
        hint: String,
        /// The engine's own words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The database was made by a newer version of the product.
    #[error(
        "the database {place} has migration {found}, this version of monps knows none after {known}: \
         use the newer monps that wrote it, or another data folder"
    )]
    FromTheFuture {
        /// Which database.
        place: String,
        /// The migration found.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// A database that the product cannot run on; nothing in it was changed.
    #[error("the database {place} cannot be used: {reason}")]
    Unfit {
        /// Which database, without its password.
        place: String,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// Something stored is not what it should be.
    #[error("the database holds {what} that cannot be read: {value:?}")]
    Corrupt {
        /// What was read.
        what: &'static str,
        /// What it was.
        value: String,
    },
    /// A statement failed for another reason.
    #[error("the database refused to {what}")]
    Refused {
        /// What was being done.
        what: &'static str,
        /// The engine's own words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// Whether the same call may succeed later without anybody changing anything.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::Conflict { .. } | Self::Unavailable { .. })
    }
}
