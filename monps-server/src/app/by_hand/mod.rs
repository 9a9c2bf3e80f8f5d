//! What people name becomes part of the catalogue, marked as theirs.
//!
//! A slip from a shop counter names a bookmaker and a match in its own words, and so does a price that
//! is entered by hand or a line of an account statement: all of them are understood here. A name that
//! the catalogue has is used as it is; one that it does not have is made, through the one place that
//! makes catalogue ids ([`Resolver`]).

mod events;
mod venues;

pub(crate) use venues::VenueNames;
pub(in crate::app) use venues::slug;
pub use venues::venue_key;

use std::sync::Arc;

use monps_core::adapter::{SourceEvent, SourceMarket, SourceQuote, SourceVenue};
use monps_core::catalog::{MarketKey, Selection, Sport, Venue};
use monps_core::id::EventId;
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use tokio::sync::Mutex;

use super::problem::Problem;
use crate::collector::{Place, Resolver, VenueDefaults, Wanted};
use crate::store::{Batch, EventOrigin, Store, StoreError};

/// The source of what people name.
pub const SOURCE: &str = "manual";
/// How often an event is made when another writer is faster.
const ATTEMPTS_MAX: u32 = 3;
/// A name used again this long after the event it stood for means another event.
const SAME_EVENT_MAX: TimeDelta = TimeDelta::days(3);

/// Turns what people name into the catalogue's.
#[derive(Debug)]
pub struct ByHand {
    store: Arc<dyn Store>,
    defaults: VenueDefaults,
    venues: VenueNames,
    resolver: Mutex<Option<Resolver>>,
}

/// An event as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEvent {
    /// The public name of an event, or a person's own.
    pub match_id: String,
    /// The sport, where it was said.
    pub sport: Option<Sport>,
    /// The competition, where it was said.
    pub competition: Option<String>,
    /// The side listed first; empty where it is not known.
    pub home: String,
    /// The side listed second; empty where it is not known.
    pub away: String,
    /// When it starts, where it was said.
    pub starts_at: Option<Timestamp>,
}

impl ByHand {
    /// Over a store; `defaults` are assumed of a venue that is named for the first time.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, defaults: VenueDefaults) -> Self {
        let venues = VenueNames::new(Arc::clone(&store));
        Self { store, defaults, venues, resolver: Mutex::default() }
    }

    /// The venue of a name or key; one that is new is made.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a name without a letter, [`Problem::Store`].
    pub async fn venue(&self, field: &str, name: &str, lays: bool) -> Result<Venue, Problem> {
        if let Some(known) = self.venues.find(name).await? {
            return Ok(known);
        }
        let seen = venues::named(name, lays).ok_or_else(|| Problem::invalid(field, "is empty"))?;
        let made = self.store.ensure_venues(&[self.defaults.venue(&seen)]).await?;
        made.into_iter().next().ok_or_else(|| {
            Problem::Store(StoreError::Corrupt { what: "a venue", value: seen.key.to_string() })
        })
    }

    /// The venue that a name means, known or not; none for an empty name.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn meant_venue(&self, name: &str) -> Result<Option<SourceVenue>, Problem> {
        let known = self.venues.find(name).await?;
        let known = known.map(|Venue { key, title, kind, .. }| SourceVenue { key, title, kind });
        Ok(known.or_else(|| venues::named(name, false)))
    }

    /// The venue of a name or key as it is, or as it would be made; none for an empty name.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn venue_to_be(&self, name: &str, lays: bool) -> Result<Option<Venue>, Problem> {
        let known = self.venues.find(name).await?;
        Ok(known.or_else(|| Some(self.defaults.venue(&venues::named(name, lays)?))))
    }

    /// The place of a selection of an event that the catalogue has.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn place_known(
        &self,
        event_id: EventId,
        market: &MarketKey,
        selection: &Selection,
    ) -> Result<Place, Problem> {
        let markets = self.store.markets_of(&[event_id]).await?;
        let known = markets.into_iter().find(|known| known.key == *market);
        let selections = known.map(|known| known.selections).unwrap_or_default();
        let found = selections.into_iter().find(|(_, known)| known == selection);
        let (market, selection) = (market.clone(), selection.clone());
        Ok(Place { event_id, market, selection, selection_id: found.map(|(id, _)| id) })
    }

    /// The place of a selection of an event that only the person knows, making what is missing.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn place_named(
        &self,
        event: &NamedEvent,
        market: &MarketKey,
        selection: &Selection,
        price: QuotedPrice,
        venue: &Venue,
        placed_at: Timestamp,
    ) -> Result<Place, Problem> {
        let mut guard = self.resolver.lock().await;
        let resolver = self.resolver_of(&mut guard).await?;
        let named = self.source_event(resolver, event, placed_at).await?;
        let markets = [SourceMarket {
            venue: venues::source_venue(&venue.key, &venue.title, false),
            key: market.clone(),
            source_at: None,
            approximate: false,
            quotes: vec![SourceQuote {
                selection: selection.clone(),
                side: Side::Back,
                price,
                available: None,
                stake_max: None,
            }],
        }];
        for attempt in 1.. {
            let outcome = make(&self.store, resolver, &named, &markets, placed_at).await;
            let found = resolver.place(&named.key, market, selection);
            // Names are remembered by the store; a memory of one process would only grow and be wrong.
            resolver.forget();
            match (outcome, found) {
                (Ok(()), Some(placed)) => return Ok(placed),
                (Err(problem), _) if problem.is_race() && attempt < ATTEMPTS_MAX => {}
                (Err(problem), _) => return Err(problem),
                (Ok(()), None) => break,
            }
        }
        Err(Problem::Store(StoreError::Corrupt { what: "an event", value: named.key }))
    }

    /// The resolver of the source of names, made when it is first wanted.
    async fn resolver_of<'r>(
        &self,
        guard: &'r mut Option<Resolver>,
    ) -> Result<&'r mut Resolver, Problem> {
        Ok(match guard.take() {
            Some(resolver) => guard.insert(resolver),
            None => {
                let (store, origin) = (Arc::clone(&self.store), EventOrigin::Manual);
                let made = Resolver::new(store, SOURCE, origin, self.defaults.clone()).await?;
                guard.insert(made)
            }
        })
    }
}

async fn make(
    store: &Arc<dyn Store>,
    resolver: &mut Resolver,
    event: &SourceEvent,
    markets: &[SourceMarket],
    now: Timestamp,
) -> Result<(), Problem> {
    let mut batch = Batch::default();
    resolver.resolve(&[event], now, &mut batch).await?;
    let markets = resolver.markets(&event.key, markets);
    resolver.extend(&[Wanted { event, markets: &markets }], &mut batch).await?;
    let is_empty = batch.events.is_empty()
        && batch.refs.is_empty()
        && batch.moved.is_empty()
        && batch.selections.is_empty();
    if !is_empty {
        store.append(&batch).await?;
    }
    Ok(())
}
