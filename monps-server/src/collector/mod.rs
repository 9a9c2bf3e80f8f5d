//! The collector: from what a source said to stored, current and nudged prices.
//!
//! `resolve` answers "same event?" and is the only place that makes catalogue ids; `ingest` drops
//! repeats, stores what changed, brings the boards up to date and says which events changed;
//! `history` and `series` store the past; `spool` keeps what is collected while the store is away.

mod agenda;
mod dictionary;
mod feed;
mod follow;
mod history;
mod ingest;
mod keep;
pub mod plan;
mod poll;
mod refusal;
mod rejoin;
mod resolve;
mod run;
mod series;
mod spool;
mod stream;
mod take;
mod venues;

pub use agenda::{FeedPlan, NextLook, ResultsOf, Schedule};
pub(crate) use feed::CACHE_MINUTES;
pub use feed::{Feed, FeedStatus};
pub use follow::{EVENTS_AT_ONCE, STARTED_KEPT};
pub use history::{HistoryImport, HistoryReport, MATCHES_PER_BATCH};
pub use ingest::{Ingest, Ingested};
pub use resolve::{Place, Resolver, Wanted};
pub(crate) use resolve::{Search, Twin};
pub use run::{Collector, CollectorParts, PollObserver, Rechecked};
pub use series::{SeenPrice, Series, SeriesImport, SeriesReport};
pub use spool::{Spool, SpoolError, Waiting};
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
    /// The store is away; the snapshot is in the spool and will be taken in when it is back.
    #[error("what was collected is in the spool and will be stored as soon as that is possible")]
    PutAside {
        /// Why it could not be stored at once.
        #[source]
        reason: StoreError,
    },
    /// The store is away, and the spool could not take the snapshot: it is lost.
    #[error("what was collected is lost: it could neither be stored ({reason}) nor be put aside")]
    Lost {
        /// Why it could not be stored.
        reason: StoreError,
        /// Why it could not be put aside.
        #[source]
        spool: SpoolError,
    },
    /// The spool cannot be read.
    #[error("what was put aside earlier cannot be taken in")]
    Spool(#[from] SpoolError),
}
