//! Events, markets, selections and venues.

use async_trait::async_trait;
use monps_core::catalog::{MarketKey, Selection, Sport, Venue, VenueAccess};
use monps_core::id::{CompetitionId, EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::time::Timestamp;

use super::StoreError;

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventOrigin {
    /// A feed that is polled.
    Feed,
    /// A file of the past: never among the latest odds.
    History,
    /// A person.
    Manual,
}

impl EventOrigin {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::History => "history",
            Self::Manual => "manual",
        }
    }

    /// Reads the slug.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Feed, Self::History, Self::Manual].into_iter().find(|o| o.as_str() == text)
    }
}

/// A thing whose ids are handed out in blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sequence {
    /// Events.
    Events,
    /// Markets.
    Markets,
    /// Selections.
    Selections,
    /// Bets.
    Bets,
    /// Ledger entries.
    Entries,
    /// Opportunities.
    Opportunities,
}

impl Sequence {
    /// Its name in the database.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Markets => "markets",
            Self::Selections => "selections",
            Self::Bets => "bets",
            Self::Entries => "entries",
            Self::Opportunities => "opportunities",
        }
    }
}

/// A competition as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competition {
    /// Ours.
    pub id: CompetitionId,
    /// The sport.
    pub sport: Sport,
    /// The source's word.
    pub key: String,
    /// Its name.
    pub title: String,
}

/// An event with what lists show of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRecord {
    /// The event.
    pub event: monps_core::catalog::Event,
    /// The competition's key, if it has one.
    pub competition: Option<String>,
    /// The competition's name, if it has one.
    pub competition_title: Option<String>,
    /// Where it comes from.
    pub origin: EventOrigin,
}

/// An event to be made. Competition and sides are named; the store finds or makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// Its id, from [`CatalogStore::reserve`].
    pub id: EventId,
    /// Its public name.
    pub slug: String,
    /// The sport.
    pub sport: Sport,
    /// The competition: key and title.
    pub competition: Option<(String, String)>,
    /// The year its season begins.
    pub season: Option<i32>,
    /// The side listed first; empty for an outright.
    pub home: String,
    /// The side listed second; empty for an outright.
    pub away: String,
    /// When it starts.
    pub starts_at: Timestamp,
    /// Whether the hour is known.
    pub time_known: bool,
    /// Where it comes from.
    pub origin: EventOrigin,
    /// When it was first seen.
    pub created_at: Timestamp,
}

/// A market to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMarket {
    /// Its id, from [`CatalogStore::reserve`].
    pub id: MarketId,
    /// The event.
    pub event_id: EventId,
    /// Which question.
    pub key: MarketKey,
}

/// A selection to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSelection {
    /// Its id, from [`CatalogStore::reserve`].
    pub id: SelectionId,
    /// The market.
    pub market_id: MarketId,
    /// Which answer.
    pub selection: Selection,
}

/// What resolving needs to know of a stored event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownEvent {
    /// Ours.
    pub id: EventId,
    /// When it starts.
    pub starts_at: Timestamp,
    /// Whether the hour is known.
    pub time_known: bool,
    /// Whoever was asked by this name lists the sides the other way round.
    pub turned: bool,
    /// Whether that source's word on the start counts.
    pub leads: bool,
}

/// A market that exists, with its selections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownMarket {
    /// Ours.
    pub id: MarketId,
    /// The event.
    pub event_id: EventId,
    /// Which question.
    pub key: MarketKey,
    /// Its selections.
    pub selections: Vec<(SelectionId, Selection)>,
}

/// Reading and extending the catalogue.
#[async_trait]
pub trait CatalogStore: Send + Sync {
    /// Hands out `count` ids that nobody else gets; returns the first.
    async fn reserve(&self, sequence: Sequence, count: u32) -> Result<i64, StoreError>;

    /// Finds or makes a source by key.
    async fn ensure_source(&self, key: &str) -> Result<SourceId, StoreError>;

    /// Finds or makes venues by key; what is stored of a known one is kept.
    async fn ensure_venues(&self, venues: &[Venue]) -> Result<Vec<Venue>, StoreError>;

    /// All venues.
    async fn venues(&self) -> Result<Vec<Venue>, StoreError>;

    /// Writes what a person decides of a venue: access, commission, age, title, kind.
    async fn update_venue(&self, venue: &Venue) -> Result<(), StoreError>;

    /// Writes where the person may bet, for several venues at once.
    async fn set_access(&self, access: &[(VenueId, VenueAccess)]) -> Result<(), StoreError>;

    /// The events that a source knows by these names, in the order asked.
    async fn events_by_ref(
        &self,
        source: SourceId,
        refs: &[String],
    ) -> Result<Vec<Option<KnownEvent>>, StoreError>;

    /// The markets of some events.
    async fn markets_of(&self, events: &[EventId]) -> Result<Vec<KnownMarket>, StoreError>;

    /// The event of a public name.
    async fn event_by_slug(&self, slug: &str) -> Result<Option<EventRecord>, StoreError>;

    /// Some events.
    async fn events(&self, ids: &[EventId]) -> Result<Vec<EventRecord>, StoreError>;

    /// The events that start from an instant on, without those of history files.
    async fn events_starting_from(&self, from: Timestamp) -> Result<Vec<EventRecord>, StoreError>;
}
