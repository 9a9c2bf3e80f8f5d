//! The history of prices.

use async_trait::async_trait;
use monps_core::adapter::Score;
use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::id::{EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::{Observed, Timestamp};
use rust_decimal::Decimal;

use super::{
    EventRecord, NewAlias, NewEvent, NewMarket, NewRef, NewReport, NewReview, NewSelection,
    StoreError,
};

/// Everything one collection has to write, in one transaction.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Events seen for the first time.
    pub events: Vec<NewEvent>,
    /// The source's names for events.
    pub refs: Vec<NewRef>,
    /// What was learnt of names.
    pub aliases: Vec<NewAlias>,
    /// Pairs of events that a person is asked about.
    pub reviews: Vec<NewReview>,
    /// The mark of joins that this was decided on: with another one by now, nothing is written and
    /// [`StoreError::Conflict`] is the answer.
    pub joins: Option<i64>,
    /// Events whose start moved.
    pub moved: Vec<(EventId, Timestamp, bool)>,
    /// Markets seen for the first time.
    pub markets: Vec<NewMarket>,
    /// Selections seen for the first time.
    pub selections: Vec<NewSelection>,
    /// Prices that changed.
    pub quotes: Vec<QuoteRow>,
    /// Results.
    pub results: Vec<ResultRow>,
    /// Results that cannot be, kept with the reason and never counted.
    pub refused: Vec<NewReport>,
    /// The mark up to which the changes of others were known when the prices were compared with what
    /// stood (see [`QuoteStore::changed_after`]): where one of their events was changed since, the
    /// batch is refused as a conflict. Nothing is asked where it is none.
    pub decided_on: Option<i64>,
}

/// A row of history: a price, or its disappearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteRow {
    /// The selection.
    pub selection_id: SelectionId,
    /// Who quotes.
    pub venue_id: VenueId,
    /// Back or lay.
    pub side: Side,
    /// Whom we have it from.
    pub source_id: SourceId,
    /// When it was seen.
    pub observed: Observed,
    /// The price; none when it disappeared.
    pub price: Option<QuotedPrice>,
    /// How much can be had.
    pub available: Option<Decimal>,
    /// The most the venue takes.
    pub stake_max: Option<Decimal>,
}

/// A score to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// The event.
    pub event_id: EventId,
    /// Who says so.
    pub source_id: SourceId,
    /// The score.
    pub score: Score,
    /// Whether the source calls it final.
    pub is_final: bool,
    /// When it was seen.
    pub observed_at: Timestamp,
}

/// What a batch changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// Rows of history that are new or corrected; the others were there already.
    pub quotes: u64,
    /// Results that are new or corrected.
    pub results: u64,
    /// The mark after the batch, where nobody else changed anything since it was decided.
    pub mark: Option<i64>,
}

/// A row of history with the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredQuote {
    /// The row's own number.
    pub id: i64,
    /// The event.
    pub event_id: EventId,
    /// The market.
    pub market_id: MarketId,
    /// Which question.
    pub key: MarketKey,
    /// Which answer.
    pub selection: Selection,
    /// The row.
    pub row: QuoteRow,
}

/// One market's whole history, for a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryMarket {
    /// The market.
    pub id: MarketId,
    /// Which question.
    pub key: MarketKey,
    /// Its selections.
    pub selections: Vec<(SelectionId, Selection)>,
    /// Its rows, by instant.
    pub rows: Vec<QuoteRow>,
}

/// How much is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoredFigures {
    /// Rows of the history of prices.
    pub quotes: u64,
    /// Events.
    pub events: u64,
    /// Venues.
    pub venues: u64,
    /// Sports.
    pub sports: u64,
    /// When the last row was seen.
    pub last_observed_at: Option<Timestamp>,
}

/// Writing and reading the history of prices.
#[async_trait]
pub trait QuoteStore: Send + Sync {
    /// Writes a batch whole. The same row twice is one row; another price for the same instant
    /// corrects it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when others changed what it was decided on.
    async fn append(&self, batch: &Batch) -> Result<Appended, StoreError>;

    /// The last price of every selection, venue and side of some events; what disappeared is left
    /// out.
    async fn current(&self, events: &[EventId]) -> Result<Vec<StoredQuote>, StoreError>;

    /// The events with rows of history that came after a mark, and the mark of now: how one process
    /// follows what others write. Without a mark, only that of now. What a mark counts is the
    /// engine's affair; rows of transactions that were open then may stand on either side of it.
    async fn changed_after(&self, mark: Option<i64>) -> Result<(i64, Vec<EventId>), StoreError>;

    /// Events with prices, in order of id, after `after`: pages for a scan of the history.
    async fn history_events(
        &self,
        after: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<EventRecord>, StoreError>;

    /// The history of the markets of some events, of one kind or all.
    async fn history_of(
        &self,
        events: &[EventId],
        kind: Option<&MarketKind>,
    ) -> Result<Vec<(EventId, HistoryMarket)>, StoreError>;

    /// The rows of history under the keys of some rows: selection, venue, side and the source's stamp.
    async fn rows_under(&self, keys: &[QuoteRow]) -> Result<Vec<QuoteRow>, StoreError>;

    /// How much is stored. Counts everything: not for every request.
    async fn stored_figures(&self) -> Result<StoredFigures, StoreError>;

    /// The results of an event, by source.
    async fn results(&self, event: EventId) -> Result<Vec<ResultRow>, StoreError>;
}
