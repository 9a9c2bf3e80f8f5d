//! "Same event?": from a source's names to ours.
//!
//! An event is the same when the source has used this name for it before; otherwise when the matcher
//! is sure that it is one of the stored events around its kick-off. Where the sides stand the other way
//! round, what the source says is turned before anything is made of it. Anything less sure is a new
//! event, and a person is asked: a wrong merge costs money, a missed one only an opportunity.

mod lookup;
mod turned;
mod twins;

pub use lookup::Place;
pub(crate) use turned::score;
pub(crate) use twins::{Search, Twin, Twins};

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use monps_core::adapter::{SourceEvent, SourceMarket, SourceVenue};
use monps_core::catalog::{MarketKey, Selection};
use monps_core::id::{EventId, MarketId, SelectionId, SourceId};
use monps_core::time::Timestamp;

use super::CollectError;
use super::dictionary::{Dictionary, Entry, MarketEntry};
use super::venues::VenueDefaults;
use crate::store::{
    Batch, EventOrigin, KnownEvent, NewEvent, NewMarket, NewRef, NewReview, NewSelection, Sequence,
    Store,
};

/// A source's name of an event that is this long is taken for unique in the world.
const UNIQUE_KEY_BYTES: usize = 32;
/// The smallest block of ids asked for at once.
const BLOCK_MIN: u32 = 256;

/// Turns the names of one source into ours, and says what has to be made for it.
pub struct Resolver {
    store: Arc<dyn Store>,
    source: String,
    source_id: SourceId,
    origin: EventOrigin,
    defaults: VenueDefaults,
    dictionary: Dictionary,
    /// The mark of joins that the dictionary was made under.
    joins: Option<i64>,
    ids: HashMap<Sequence, std::ops::Range<i64>>,
}

/// A market of an event, in a source's words: what has to exist before its prices can be stored.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The event, by the source's name.
    pub event: &'a SourceEvent,
    /// Its quotes of one image or several, as [`Resolver::markets`] has them.
    pub markets: &'a [SourceMarket],
}

impl Resolver {
    /// A resolver for one source, whose new events are of an origin.
    ///
    /// # Errors
    /// [`CollectError::Store`] when the source cannot be registered.
    pub async fn new(
        store: Arc<dyn Store>,
        source: &str,
        origin: EventOrigin,
        defaults: VenueDefaults,
    ) -> Result<Self, CollectError> {
        let source_id = store.ensure_source(source).await?;
        Ok(Self {
            store,
            source: source.to_owned(),
            source_id,
            origin,
            defaults,
            dictionary: Dictionary::default(),
            joins: None,
            ids: HashMap::new(),
        })
    }

    /// The source's id.
    #[must_use]
    pub const fn source_id(&self) -> SourceId {
        self.source_id
    }

    /// Makes sure that every event of a batch is known; what has to be made goes into the batch.
    /// Afterwards [`Resolver::event`] and [`Resolver::markets`] know them.
    ///
    /// # Errors
    /// [`CollectError`] when the store cannot be asked.
    pub async fn resolve(
        &mut self,
        events: &[&SourceEvent],
        now: Timestamp,
        batch: &mut Batch,
    ) -> Result<(), CollectError> {
        let joins = self.store.joins_mark().await?;
        if self.joins.replace(joins).is_some_and(|before| before != joins) {
            self.forget();
        }
        batch.joins = Some(joins);
        self.learn_events(events, now, batch).await?;
        self.move_events(events, batch);
        Ok(())
    }

    /// Makes sure that every market, selection and venue is known; what has to be made goes into the
    /// batch. Afterwards the look-ups below find everything.
    ///
    /// # Errors
    /// [`CollectError`] when the store cannot be asked.
    pub async fn extend(
        &mut self,
        wanted: &[Wanted<'_>],
        batch: &mut Batch,
    ) -> Result<(), CollectError> {
        self.learn_venues(wanted).await?;
        self.make_markets(wanted, batch).await
    }

    /// Forgets what was resolved, because it may not have been stored after all.
    pub fn forget(&mut self) {
        self.dictionary.clear();
    }

    /// Forgets events that began before an instant: their source will not name them again.
    pub fn forget_before(&mut self, instant: Timestamp) {
        self.dictionary.retain_from(instant);
    }

    async fn learn_venues(&mut self, wanted: &[Wanted<'_>]) -> Result<(), CollectError> {
        let mut unknown: Vec<&SourceVenue> = Vec::new();
        for venue in wanted.iter().flat_map(|one| one.markets).map(|market| &market.venue) {
            let is_new = !self.dictionary.venues.contains_key(&venue.key)
                && !unknown.iter().any(|other| other.key == venue.key);
            if is_new {
                unknown.push(venue);
            }
        }
        if unknown.is_empty() {
            return Ok(());
        }
        let venues: Vec<_> = unknown.iter().map(|venue| self.defaults.venue(venue)).collect();
        for venue in self.store.ensure_venues(&venues).await? {
            self.dictionary.venues.insert(venue.key, venue.id);
        }
        Ok(())
    }

    async fn learn_events(
        &mut self,
        events: &[&SourceEvent],
        now: Timestamp,
        batch: &mut Batch,
    ) -> Result<(), CollectError> {
        // A source may name an event twice in one answer.
        let mut named = HashSet::new();
        let unknown: Vec<&SourceEvent> = events
            .iter()
            .copied()
            .filter(|event| {
                !self.dictionary.events.contains_key(&event.key) && named.insert(&event.key)
            })
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let refs: Vec<String> = unknown.iter().map(|event| event.key.clone()).collect();
        let found = self.store.events_by_ref(self.source_id, &refs).await?;
        let mut learnt: Vec<EventId> = Vec::new();
        let mut unheard: Vec<&SourceEvent> = Vec::new();
        for (event, known) in unknown.into_iter().zip(found) {
            match known {
                Some(known) => {
                    learnt.push(known.id);
                    self.enter(event, known);
                }
                None => unheard.push(event),
            }
        }
        let twins = self.twins(events, &unheard, now).await?;
        batch.aliases.extend(twins.aliases);
        for (event, twin) in unheard.into_iter().zip(twins.twins) {
            self.take_up(event, twin, now, batch, &mut learnt).await?;
        }
        self.learn_markets(&learnt).await
    }

    /// What the stored events say to those that the source names for the first time.
    async fn twins(
        &self,
        events: &[&SourceEvent],
        unheard: &[&SourceEvent],
        now: Timestamp,
    ) -> Result<Twins, CollectError> {
        if unheard.is_empty() {
            return Ok(Twins::default());
        }
        let beside: HashSet<&str> = events.iter().map(|event| event.key.as_str()).collect();
        let search = Search {
            store: self.store.as_ref(),
            source: self.source_id,
            beside: &beside,
            // A file of the past names each event once and for all.
            unnamed: self.origin == EventOrigin::History,
            now,
        };
        Ok(search.find(unheard).await?)
    }

    /// Enters an event that the source names for the first time.
    async fn take_up(
        &mut self,
        event: &SourceEvent,
        twin: Twin,
        now: Timestamp,
        batch: &mut Batch,
        learnt: &mut Vec<EventId>,
    ) -> Result<(), CollectError> {
        let doubt = match twin {
            Twin::Same { record, turned } => {
                let known = KnownEvent {
                    id: record.event.id,
                    starts_at: record.event.starts_at,
                    time_known: record.event.time_known,
                    turned,
                    leads: false,
                };
                let first = NewRef::first(self.source_id, event.key.clone(), known.id);
                batch.refs.push(NewRef { turned, leads: false, ..first });
                learnt.push(known.id);
                self.enter(event, known);
                return Ok(());
            }
            Twin::Perhaps(doubt) => Some(doubt),
            Twin::New => None,
        };
        let id = self.make_event(event, now, batch).await?;
        batch.reviews.extend(doubt.map(|doubt| NewReview {
            source_id: self.source_id,
            reference: event.key.clone(),
            event_id: id,
            candidate_id: doubt.candidate,
            is_turned: doubt.turned,
            score: doubt.score,
            runner_up: doubt.runner_up,
            names: doubt.names,
            reasons: doubt.reasons,
            created_at: now,
        }));
        Ok(())
    }

    fn enter(&mut self, event: &SourceEvent, known: KnownEvent) {
        let entry = Entry::new(known, event.competition.clone());
        self.dictionary.events.insert(event.key.clone(), entry);
    }

    async fn make_event(
        &mut self,
        event: &SourceEvent,
        now: Timestamp,
        batch: &mut Batch,
    ) -> Result<EventId, CollectError> {
        let id = EventId::new(self.next_id(Sequence::Events, 1).await?);
        batch.events.push(NewEvent {
            id,
            slug: self.slug(event),
            sport: event.sport.clone(),
            competition: (!event.competition.is_empty())
                .then(|| (event.competition.clone(), event.competition_title.clone())),
            season: event.season.map(monps_core::catalog::Season::year),
            home: event.home.clone(),
            away: event.away.clone(),
            starts_at: event.starts_at,
            time_known: event.time_known,
            origin: self.origin,
            created_at: now,
        });
        batch.refs.push(NewRef::first(self.source_id, event.key.clone(), id));
        let (starts_at, time_known) = (event.starts_at, event.time_known);
        let known = KnownEvent { id, starts_at, time_known, turned: false, leads: true };
        self.enter(event, known);
        Ok(id)
    }

    /// The public name: the source's own where it is long enough to be the only one of its kind (The
    /// Odds API's 32 hex digits, which its clients know), or a person's as it was typed; otherwise
    /// with the source before it, so that two sources cannot collide.
    fn slug(&self, event: &SourceEvent) -> String {
        let is_unique = event.key.len() >= UNIQUE_KEY_BYTES && self.origin == EventOrigin::Feed;
        if is_unique || self.origin == EventOrigin::Manual {
            event.key.clone()
        } else {
            format!("{}:{}", self.source, event.key)
        }
    }

    async fn learn_markets(&mut self, learnt: &[EventId]) -> Result<(), CollectError> {
        if learnt.is_empty() {
            return Ok(());
        }
        // A source may have several names for one event.
        let events: BTreeSet<EventId> = learnt.iter().copied().collect();
        let events: Vec<EventId> = events.into_iter().collect();
        for market in self.store.markets_of(&events).await? {
            self.dictionary.learn(market);
        }
        Ok(())
    }

    /// Whoever named an event first knows better than we did when it starts; another source does where
    /// the hour was not known.
    fn move_events(&mut self, events: &[&SourceEvent], batch: &mut Batch) {
        for event in events {
            let Some(entry) = self.dictionary.events.get_mut(&event.key) else {
                continue;
            };
            let moved = entry.starts_at != event.starts_at || entry.time_known != event.time_known;
            let knows_better = if entry.leads {
                event.time_known || !entry.time_known
            } else {
                event.time_known && !entry.time_known
            };
            if moved && knows_better {
                entry.starts_at = event.starts_at;
                entry.time_known = event.time_known;
                batch.moved.push((entry.id, event.starts_at, event.time_known));
            }
        }
    }

    async fn make_markets(
        &mut self,
        wanted: &[Wanted<'_>],
        batch: &mut Batch,
    ) -> Result<(), CollectError> {
        for one in wanted {
            let reference = &one.event.key;
            for market in one.markets {
                let missing = |resolver: &Self, selection: &Selection| {
                    resolver.selection(reference, &market.key, selection).is_none()
                };
                for quote in &market.quotes {
                    if missing(self, &quote.selection) {
                        self.make_selection(reference, &market.key, &quote.selection, batch)
                            .await?;
                    }
                }
            }
        }
        Ok(())
    }

    async fn make_selection(
        &mut self,
        reference: &str,
        key: &MarketKey,
        selection: &Selection,
        batch: &mut Batch,
    ) -> Result<(), CollectError> {
        let selection_id = SelectionId::new(self.next_id(Sequence::Selections, 1).await?);
        let fresh_market = MarketId::new(self.next_id(Sequence::Markets, 1).await?);
        let Some(event_id) = self.event(reference) else {
            return Ok(());
        };
        let markets = self.dictionary.markets.entry(event_id).or_default();
        let market = markets.entry(key.clone()).or_insert_with(|| {
            batch.markets.push(NewMarket { id: fresh_market, event_id, key: key.clone() });
            MarketEntry { id: fresh_market, selections: Vec::new() }
        });
        market.selections.push((selection.clone(), selection_id));
        let (market_id, selection) = (market.id, selection.clone());
        batch.selections.push(NewSelection { id: selection_id, market_id, selection });
        Ok(())
    }

    /// An id that nobody else gets; blocks are asked for, so that most calls cost nothing.
    async fn next_id(&mut self, sequence: Sequence, count: u32) -> Result<i64, CollectError> {
        let left = self.ids.entry(sequence).or_insert(0..0);
        if let Some(id) = left.next() {
            return Ok(id);
        }
        let block = count.max(BLOCK_MIN);
        let first = self.store.reserve(sequence, block).await?;
        let left = self.ids.entry(sequence).or_insert(0..0);
        *left = first + 1..first + i64::from(block);
        Ok(first)
    }
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver")
            .field("source", &self.source)
            .field("events", &self.dictionary.events.len())
            .finish_non_exhaustive()
    }
}
