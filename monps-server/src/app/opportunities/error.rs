//! What can go wrong when a finding is looked at or re-checked.

use monps_core::id::OpportunityId;
use thiserror::Error;

use crate::collector::CollectError;
use crate::store::StoreError;

/// A finding that cannot be shown or re-checked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpportunityError {
    /// There is none of this number, or no longer.
    #[error("opportunity {id} is not open")]
    NotOpen {
        /// The number.
        id: OpportunityId,
    },
    /// This process polls no feeds.
    #[error("no feeds are polled here, so nobody can be asked for prices")]
    NoCollector,
    /// The sources' answers could not be kept.
    #[error("the prices could not be asked for again")]
    Collect(#[from] CollectError),
    /// The store could not be read or written.
    #[error("the finding could not be looked at again")]
    Store(#[from] StoreError),
}
