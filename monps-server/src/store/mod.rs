//! Storage, as traits: what the product needs kept, without saying how.
//!
//! A method is a database transaction: it happens whole or not at all. Only `store/<engine>/`
//! contains SQL. Errors say whether trying again may help.

mod catalog;
mod error;
mod feeds;
mod manual;
mod odds;
mod opportunities;
mod quotes;
pub mod sqlite;

pub use catalog::{
    CatalogStore, Competition, EventOrigin, EventRecord, KnownEvent, KnownMarket, MatchQuery,
    NewEvent, NewMarket, NewSelection, Sequence,
};
pub use error::StoreError;
pub use feeds::{CollectionLog, FeedQuota, FeedRecord, FeedStore, PollOutcome};
pub use manual::{ManualQuote, ManualStore};
pub use odds::{EventsQuery, OddsQuery, OddsStore, SeriesQuery};
pub use opportunities::{
    KnownOpportunity, OpenOpportunity, OpportunityChanges, OpportunityStore,
};
pub use quotes::{
    Appended, Batch, HistoryMarket, QuoteRow, QuoteStore, ResultRow, StoredQuote,
};

/// Everything the product keeps.
pub trait Store:
    CatalogStore
    + QuoteStore
    + OddsStore
    + ManualStore
    + FeedStore
    + OpportunityStore
    + std::fmt::Debug
{
}

impl<T> Store for T where
    T: CatalogStore
    + QuoteStore
    + OddsStore
    + ManualStore
    + FeedStore
    + OpportunityStore
    + std::fmt::Debug
{
}
