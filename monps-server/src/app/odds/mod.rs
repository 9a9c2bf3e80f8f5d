//! Prices, as people and programs look them up: the history, what stands now, matches with their best
//! prices, and the series of one match.

mod candle;
mod error;
mod history;
mod latest;
mod line;
mod matches;
mod series;

pub use candle::{Candle, Interval, IntervalError};
pub use error::LookupError;
pub use latest::LatestKey;
pub use line::{OddsLine, quote_id};
pub use matches::{BestPrice, MatchDetail, MatchLine};
pub use series::{POINTS_MAX, Point, ROWS_MAX, Series, SeriesFilter};

use std::sync::Arc;

use monps_core::catalog::MarketKind;
use monps_core::id::VenueId;
use monps_core::quote::Side;

use super::by_hand::VenueNames;
use crate::cache::Boards;
use crate::clock::Clock;
use crate::store::{EventRecord, Store, StoreError};

/// Looks prices up.
#[derive(Debug)]
pub struct Odds {
    store: Arc<dyn Store>,
    boards: Arc<Boards>,
    clock: Clock,
    venues: VenueNames,
}

/// Which prices are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddsFilter {
    /// Only of a match, by its public name or a source's.
    pub match_id: Option<String>,
    /// Only of a sport, by slug, or of a competition, by key.
    pub sport: Option<String>,
    /// Only of a venue, by key or title.
    pub bookmaker: Option<String>,
    /// Only of these kinds of market; of all when empty.
    pub kinds: Vec<MarketKind>,
    /// Back or lay.
    pub side: Side,
}

impl Default for OddsFilter {
    fn default() -> Self {
        Self { match_id: None, sport: None, bookmaker: None, kinds: Vec::new(), side: Side::Back }
    }
}

/// A filter whose names have been found in the catalogue.
struct Narrowed {
    event: Option<EventRecord>,
    venue: Option<VenueId>,
}

impl Odds {
    /// Over a store and the boards.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, boards: Arc<Boards>, clock: Clock) -> Self {
        let venues = VenueNames::new(Arc::clone(&store));
        Self { store, boards, clock, venues }
    }

    /// What lists were made from: another value as soon as a price is stored or a board changes.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn stamp(&self) -> Result<(i64, u64), StoreError> {
        let version = self.boards.version();
        Ok((self.store.odds_mark().await?, version))
    }

    /// The filter's names in the catalogue; none when one of them is unknown, so that nothing can
    /// match.
    async fn narrow(&self, filter: &OddsFilter) -> Result<Option<Narrowed>, StoreError> {
        let mut narrowed = Narrowed { event: None, venue: None };
        if let Some(name) = &filter.match_id {
            let Some(event) = self.store.event_by_name(name).await? else {
                return Ok(None);
            };
            narrowed.event = Some(event);
        }
        if let Some(name) = &filter.bookmaker {
            let Some(venue) = self.venues.find(name).await? else {
                return Ok(None);
            };
            narrowed.venue = Some(venue.id);
        }
        Ok(Some(narrowed))
    }
}

/// Whether an event is of a sport, by slug, or of a competition, by key.
pub(crate) fn is_of(event: &EventRecord, sport: Option<&str>) -> bool {
    sport.is_none_or(|wanted| {
        event.event.sport.as_str() == wanted || event.competition.as_deref() == Some(wanted)
    })
}
