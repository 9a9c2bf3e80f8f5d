//! The collector: from what a source said to stored, current and nudged prices.
//!
//! `resolve` answers "same event?" and is the only place that makes catalogue ids; `ingest` drops
//! repeats, stores what changed, brings the boards up to date and says which events changed;
//! `history` stores whole files of the past.

mod agenda;
mod dictionary;
mod feed;
mod history;
mod ingest;
pub mod plan;
mod poll;
mod resolve;
mod run;
mod venues;

pub use agenda::{FeedPlan, NextLook, ResultsOf, Schedule};
pub(crate) use feed::CACHE_MINUTES;
pub use feed::{Feed, FeedStatus};
pub use history::{HistoryImport, HistoryReport, MATCHES_PER_BATCH};
pub use ingest::{Ingest, Ingested};
pub use resolve::{Resolver, Wanted};
pub use run::{Collector, CollectorParts, PollObserver, Rechecked};
pub use venues::{AccessPreset, VenueDefaults};

use thiserror::Error;

use crate::store::StoreError;

/// What can go wrong between a source's words and the store.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CollectError {
    /// The store could not keep it; nothing of the batch was kept.
    #[error("what was collected could not be stored")]
    Store(#[from] StoreError),
}
