//! What people name becomes part of the catalogue, marked as theirs.
//!
//! A slip from a shop counter names a bookmaker and a match in its own words. A name that the
//! catalogue has is used as it is; one that it does not have is made, through the one place that makes
//! catalogue ids ([`Resolver`]).

use std::sync::Arc;

use monps_core::adapter::{SourceEvent, SourceMarket, SourceQuote, SourceVenue};
use monps_core::catalog::{MarketKey, Selection, Sport, Venue, VenueKey, VenueKind, fold_name};
use monps_core::id::{EventId, SelectionId};
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp, start_of_day};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::problem::Problem;
use crate::collector::{Resolver, VenueDefaults, Wanted};
use crate::store::{Batch, EventOrigin, EventRecord, Store, StoreError};

/// The source of what people name.
pub const SOURCE: &str = "manual";
/// How often an event is made when another writer is faster.
const ATTEMPTS_MAX: u32 = 3;
/// A name used again this long after the event it stood for means another event.
const SAME_EVENT_MAX: TimeDelta = TimeDelta::days(3);
/// The longest slug of a venue.
const SLUG_BYTES_MAX: usize = 64;

/// Turns what people name into the catalogue's.
#[derive(Debug)]
pub struct ByHand {
    store: Arc<dyn Store>,
    defaults: VenueDefaults,
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

/// A leg's place in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The event.
    pub event_id: EventId,
    /// The answer, where the catalogue has it.
    pub selection_id: Option<SelectionId>,
}

impl ByHand {
    /// Over a store; `defaults` are assumed of a venue that is named for the first time.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, defaults: VenueDefaults) -> Self {
        Self { store, defaults, resolver: Mutex::default() }
    }

    /// The venue of a name or key; one that is new is made.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a name without a letter, [`Problem::Store`].
    pub async fn venue(&self, field: &str, name: &str, lays: bool) -> Result<Venue, Problem> {
        let key = venue_key(name).ok_or_else(|| Problem::invalid(field, "is empty"))?;
        let venues = self.store.venues().await?;
        if let Some(known) = venues.into_iter().find(|venue| venue.key == key) {
            return Ok(known);
        }
        let seen = source_venue(&key, name, lays);
        let made = self.store.ensure_venues(&[self.defaults.venue(&seen)]).await?;
        made.into_iter().next().ok_or_else(|| {
            Problem::Store(StoreError::Corrupt { what: "a venue", value: key.to_string() })
        })
    }

    /// The event of a public name.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn known_event(&self, match_id: &str) -> Result<Option<EventRecord>, Problem> {
        Ok(self.store.event_by_slug(match_id).await?)
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
    ) -> Result<Placed, Problem> {
        let markets = self.store.markets_of(&[event_id]).await?;
        let known = markets.into_iter().find(|known| known.key == *market);
        let selections = known.map(|known| known.selections).unwrap_or_default();
        let found = selections.into_iter().find(|(_, known)| known == selection);
        Ok(Placed { event_id, selection_id: found.map(|(id, _)| id) })
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
    ) -> Result<Placed, Problem> {
        let mut guard = self.resolver.lock().await;
        let resolver = match guard.take() {
            Some(resolver) => guard.insert(resolver),
            None => {
                let store = Arc::clone(&self.store);
                let origin = EventOrigin::Manual;
                let made = Resolver::new(store, SOURCE, origin, self.defaults.clone()).await?;
                guard.insert(made)
            }
        };
        let named = self.source_event(resolver, event, placed_at).await?;
        let markets = [SourceMarket {
            venue: source_venue(&venue.key, &venue.title, false),
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
        let wanted = [Wanted { event: &named, markets: &markets }];
        for attempt in 1.. {
            let outcome = make(&self.store, resolver, &wanted, placed_at).await;
            let found = resolver.event(&named.key).map(|event_id| Placed {
                event_id,
                selection_id: resolver.selection(&named.key, market, selection).map(|(_, id)| id),
            });
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

    /// The event in the words of the source of names. What the store knows of its start is kept,
    /// unless the person says when it starts; a name that stood for an event long over is dated.
    async fn source_event(
        &self,
        resolver: &Resolver,
        event: &NamedEvent,
        placed_at: Timestamp,
    ) -> Result<SourceEvent, Problem> {
        let day = start_of_day(placed_at.date_naive());
        let source = resolver.source_id();
        let mut key = event.match_id.clone();
        let find = async |key: &String| -> Result<_, Problem> {
            let refs = std::slice::from_ref(key);
            let found = self.store.events_by_ref(source, refs).await?;
            Ok(found.into_iter().flatten().next())
        };
        let mut known = find(&key).await?;
        let around = event.starts_at.unwrap_or(day);
        if known.is_some_and(|known| (around - known.starts_at).abs() > SAME_EVENT_MAX) {
            key = format!("{key} @ {}", around.date_naive());
            known = find(&key).await?;
        }
        let (starts_at, time_known) = match (event.starts_at, known) {
            (Some(said), _) => (said, true),
            (None, Some(known)) => (known.starts_at, known.time_known),
            (None, None) => (day, false),
        };
        let competition = event.competition.clone().unwrap_or_default();
        Ok(SourceEvent {
            key,
            sport: event.sport.clone().unwrap_or(Sport::FOOTBALL),
            competition_title: competition.clone(),
            competition,
            season: None,
            home: event.home.clone(),
            away: event.away.clone(),
            starts_at,
            time_known,
            markets: Vec::new(),
        })
    }
}

async fn make(
    store: &Arc<dyn Store>,
    resolver: &mut Resolver,
    wanted: &[Wanted<'_>],
    now: Timestamp,
) -> Result<(), Problem> {
    let mut batch = Batch::default();
    resolver.prepare(wanted, now, &mut batch).await?;
    let is_empty = batch.events.is_empty()
        && batch.refs.is_empty()
        && batch.moved.is_empty()
        && batch.selections.is_empty();
    if !is_empty {
        store.append(&batch).await?;
    }
    Ok(())
}

fn source_venue(key: &VenueKey, name: &str, lays: bool) -> SourceVenue {
    SourceVenue {
        key: key.clone(),
        title: name.trim().to_owned(),
        // Only an exchange takes lays.
        kind: if lays { VenueKind::Exchange } else { VenueKind::Bookmaker },
    }
}

/// The key of a venue that a person names: its letters and digits in lower case, the rest as `_`.
///
/// ```
/// use monps_server::app::by_hand::venue_key;
///
/// let key = |name| venue_key(name).map(|key| key.to_string());
/// assert_eq!(key("Parions Sport (PdV)"), Some("parions_sport_pdv".to_owned()));
/// assert_eq!(key("winamax_fr"), key("Winamax FR"));
/// assert_eq!(key(" "), None);
/// ```
#[must_use]
pub fn venue_key(name: &str) -> Option<VenueKey> {
    let name = name.trim();
    // A key is taken as it is.
    if let Ok(key) = name.parse() {
        return Some(key);
    }
    let words = slug(name);
    if words.is_empty() {
        // Another script: as good a key as any, and always the same.
        let digest = Sha256::digest(name.as_bytes());
        let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        return (!name.is_empty()).then(|| format!("venue_{hex}").parse().ok()).flatten();
    }
    words.parse().ok()
}

/// A name as a slug: letters and digits in lower case, everything else as `_`.
pub(super) fn slug(name: &str) -> String {
    // Accents are taken off by the folding of names; what it drops as noise is kept here.
    let plain: String = name
        .chars()
        .map(|letter| {
            let folded = fold_name(&letter.to_string());
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase().to_string()
            } else if folded.chars().all(|c| c.is_ascii_alphanumeric()) && !folded.is_empty() {
                folded
            } else {
                " ".to_owned()
            }
        })
        .collect();
    let mut slug = plain.split_whitespace().collect::<Vec<_>>().join("_");
    slug.truncate(SLUG_BYTES_MAX);
    slug
}
