//! Storage, as traits: what the product needs kept, without saying how.
//!
//! A method is a database transaction: it happens whole or not at all. Only `store/<engine>/`
//! contains SQL. Errors say whether trying again may help.

mod bets;
mod catalog;
pub mod chain;
mod error;
mod ledger;
mod quotes;
pub mod sqlite;

pub use bets::{
    BetFact, BetFilter, BetPage, BetQuery, BetRecord, BetSort, BetStore, BetWords, BetWrite,
    LegRecord, SettledRecord,
};
pub use catalog::{
    CatalogStore, Competition, EventOrigin, EventRecord, KnownEvent, KnownMarket, MatchQuery,
    NewEvent, NewMarket, NewSelection, Sequence,
};
pub use error::StoreError;
pub use ledger::{
    AccountKey, AuditNote, AuditRow, Booking, ChainHead, ChainedEntry, EntryQuery, KeptAnswer,
    LedgerStore, PROVISIONAL,
};
pub use quotes::{
    Appended, Batch, HistoryMarket, QuoteRow, QuoteStore, ResultRow, StoredQuote,
};

/// Everything the product keeps.
pub trait Store:
    CatalogStore + QuoteStore + BetStore + LedgerStore + std::fmt::Debug
{
}

impl<T: CatalogStore + QuoteStore + BetStore + LedgerStore + std::fmt::Debug> Store for T {}
