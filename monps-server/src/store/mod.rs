//! Storage, as traits: what the product needs kept, without saying how.
//!
//! A method is a database transaction: it happens whole or not at all. Only `store/<engine>/`
//! contains SQL. Errors say whether trying again may help.

mod bets;
mod catalog;
pub mod chain;
mod columns;
mod database;
mod detail;
pub mod elder;
mod error;
mod feeds;
mod joining;
mod ledger;
mod manual;
mod matching;
mod metrics;
mod migration;
mod odds;
mod opportunities;
pub mod postgres;
mod pulse;
mod quotes;
mod results;
mod settings;
pub mod sqlite;
pub mod transfer;
mod watched;

pub use bets::{
    BetFact, BetFilter, BetPage, BetQuery, BetRecord, BetSort, BetStore, BetWords, BetWrite,
    ClosingRecord, LegRecord, NO_CLOSE, SettledRecord,
};
pub use catalog::{
    CatalogStore, Competition, EventOrigin, EventRecord, KnownEvent, KnownMarket, NewEvent,
    NewMarket, NewSelection, Sequence,
};
pub use database::Database;
pub use error::StoreError;
pub use feeds::{CollectionLog, FeedQuota, FeedRecord, FeedStore, PollOutcome};
pub use ledger::{
    AccountKey, AuditNote, AuditRow, Booking, ChainHead, ChainedEntry, EntryQuery, KeptAnswer,
    LedgerStore, PROVISIONAL,
};
pub use manual::{ManualQuote, ManualStore};
pub use matching::{
    AliasOrigin, AliasQuery, AliasRecord, Candidate, CandidateQuery, EventName, JoinKind,
    JoinRecord, MatchingStore, Merge, NamePair, NewAlias, NewRef, NewReview, ReviewAnswer,
    ReviewQuery, ReviewRecord, ReviewState, Split, Undone,
};
pub use metrics::{MetricStore, Sample, SampleQuery};
pub use migration::{Migration, MigrationState};
pub use odds::{EventsQuery, OddsQuery, OddsStore, SeriesQuery, StoredCandle};
pub use opportunities::{KnownOpportunity, OpenOpportunity, OpportunityChanges, OpportunityStore};
pub use quotes::{
    Appended, Batch, HistoryMarket, QuoteRow, QuoteStore, ResultRow, StoredFigures, StoredQuote,
};
pub use results::{LegRuling, LegSeen, NewReport, PERSON, Report, ResultStore};
pub use settings::{
    SecretChange, SettingChange, SettingHistoryRow, SettingRow, SettingStore, SettingValue,
};
pub use watched::Watched;

use async_trait::async_trait;
use monps_core::time::Timestamp;

/// Whether a store answers.
#[async_trait]
pub trait Ping: Send + Sync {
    /// A look that costs nothing.
    async fn ping(&self) -> Result<(), StoreError>;
}

/// Looking after a store.
#[async_trait]
pub trait Upkeep: Send + Sync {
    /// Where it is, in words without a secret.
    fn place(&self) -> String;

    /// How it keeps the history of prices, in words, where there is a choice.
    async fn arrangement(&self) -> Result<Option<String>, StoreError>;

    /// Does what is due: makes room ahead, drops what is past its keeping. Says in words what it did.
    async fn upkeep(&self, now: Timestamp) -> Result<Vec<String>, StoreError>;

    /// What migrations there are and which have run.
    async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError>;

    /// Finishes what is open and closes every connection.
    async fn close(&self);
}

/// Everything the product keeps.
pub trait Store:
    BetStore
    + CatalogStore
    + FeedStore
    + LedgerStore
    + ManualStore
    + MatchingStore
    + MetricStore
    + OddsStore
    + OpportunityStore
    + Ping
    + QuoteStore
    + ResultStore
    + SettingStore
    + transfer::TransferStore
    + Upkeep
    + std::fmt::Debug
{
}

impl<T> Store for T where
    T: BetStore
        + CatalogStore
        + FeedStore
        + LedgerStore
        + ManualStore
        + MatchingStore
        + MatchingStore
        + MetricStore
        + OddsStore
        + OpportunityStore
        + Ping
        + QuoteStore
        + ResultStore
        + ResultStore
        + SettingStore
        + transfer::TransferStore
        + Upkeep
        + std::fmt::Debug
{
}
