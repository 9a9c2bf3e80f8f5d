//! What can be wrong with prices entered by hand.

use thiserror::Error;

use crate::app::problem::Problem;
use crate::collector::CollectError;
use crate::store::StoreError;

/// What is wrong with a field of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFault {
    /// Which entry, from 0.
    pub index: usize,
    /// The field.
    pub field: &'static str,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Prices that were not taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ManualError {
    /// Some are not valid; none was taken.
    #[error("{} of the prices entered cannot be taken", faults.len())]
    Invalid {
        /// What is wrong with which.
        faults: Vec<EntryFault>,
    },
    /// They could not be kept.
    #[error("the prices entered could not be kept")]
    Collect(#[from] CollectError),
    /// The store could not be read or written.
    #[error("the prices entered could not be checked")]
    Store(#[from] StoreError),
    /// What they name could not be looked up.
    #[error("what the prices name could not be looked up")]
    Names(#[from] Problem),
}
