//! Looking prices up: lists by filter, series of one event, events by any of their names.

use async_trait::async_trait;
use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::id::{EventId, SelectionId, VenueId};
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;

use super::{EventRecord, StoreError, StoredQuote};

/// Which rows of the history are wanted, newest first by our clock. Disappearances are not among
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddsQuery {
    /// Only of an event.
    pub event: Option<EventId>,
    /// Only of a sport, by slug, or of a competition, by key.
    pub sport: Option<String>,
    /// Only of a venue.
    pub venue: Option<VenueId>,
    /// Only of these kinds of market; of all when empty.
    pub kinds: Vec<MarketKind>,
    /// Back or lay.
    pub side: Side,
    /// Only what was seen from this instant on.
    pub since: Option<Timestamp>,
    /// Only what comes after the row of this instant and number.
    pub after: Option<(Timestamp, i64)>,
    /// At most so many.
    pub limit: u32,
}

/// Which series of an event are wanted: one for each selection, venue and side, by the source's
/// clock, disappearances included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesQuery {
    /// The event.
    pub event: EventId,
    /// Only of a venue.
    pub venue: Option<VenueId>,
    /// Only of these kinds of market; of all when empty.
    pub kinds: Vec<MarketKind>,
    /// Only from this instant on.
    pub since: Option<Timestamp>,
    /// Only before this instant.
    pub until: Option<Timestamp>,
    /// At most so many rows.
    pub limit: u32,
}

/// The prices of one selection at one venue over a stretch of time; a stretch without a price has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCandle {
    /// Which question.
    pub key: MarketKey,
    /// Which answer.
    pub selection: Selection,
    /// The selection.
    pub selection_id: SelectionId,
    /// Who quotes.
    pub venue_id: VenueId,
    /// Back or lay.
    pub side: Side,
    /// When the stretch begins; stretches are counted from 1970.
    pub start: Timestamp,
    /// The first price.
    pub open: Decimal,
    /// The highest.
    pub high: Decimal,
    /// The lowest.
    pub low: Decimal,
    /// The last.
    pub close: Decimal,
    /// How many prices there were.
    pub count: u32,
}

/// Which events are wanted, by start, the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventsQuery {
    /// Only of a sport, by slug, or of a competition, by key.
    pub sport: Option<String>,
    /// Only what comes after the event of this start and id.
    pub after: Option<(Timestamp, EventId)>,
    /// At most so many.
    pub limit: u32,
}

/// Looking prices up.
#[async_trait]
pub trait OddsStore: Send + Sync {
    /// Rows of the history, newest first.
    async fn odds(&self, query: &OddsQuery) -> Result<Vec<StoredQuote>, StoreError>;

    /// A number that is another one whenever rows were added.
    async fn odds_mark(&self) -> Result<i64, StoreError>;

    /// The series of an event: selection by selection, venue by venue, oldest first within each.
    async fn series(&self, query: &SeriesQuery) -> Result<Vec<StoredQuote>, StoreError>;

    /// Candles of a length for the series of an event, at most as many as the query says; in the order of
    /// its series. None where the engine does not make them: then they are made of the series.
    async fn candles(
        &self,
        query: &SeriesQuery,
        length: TimeDelta,
    ) -> Result<Option<Vec<StoredCandle>>, StoreError>;

    /// The event of a public name, or else the one that a source knows by it; none when two sources
    /// mean two events.
    async fn event_by_name(&self, name: &str) -> Result<Option<EventRecord>, StoreError>;

    /// Stored events, whatever their origin, the latest start first.
    async fn events_by_start(&self, query: &EventsQuery) -> Result<Vec<EventRecord>, StoreError>;
}
