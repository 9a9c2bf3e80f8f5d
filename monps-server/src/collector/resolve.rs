//! "Same event?": from a source's names to ours.
//!
//! An event is the same when the source has used this name for it before; otherwise when exactly one
//! stored event of the sport has the same two sides, by folded names, at about the same time.
//! Anything less sure is a new event: a wrong merge costs money, a missed one only an opportunity.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use monps_core::adapter::{SourceEvent, SourceMarket, SourceVenue};
use monps_core::catalog::{MarketKey, Selection, VenueKey, fold_name};
use monps_core::id::{EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::time::{TimeDelta, Timestamp};

use super::CollectError;
use super::dictionary::{Dictionary, Entry, MarketEntry};
use super::venues::VenueDefaults;
use crate::store::{
    Batch, EventOrigin, KnownEvent, MatchQuery, NewEvent, NewMarket, NewSelection, Sequence, Store,
};

/// Two kick-offs of one pair closer than this are one event, where both hours are known.
const KICK_OFF_APART_MAX: TimeDelta = TimeDelta::hours(12);
/// The same where an hour is not known: the day, and what other clocks call that day.
const DAY_APART_MAX: TimeDelta = TimeDelta::hours(26);
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
    ids: HashMap<Sequence, std::ops::Range<i64>>,
}

/// A market of an event, in a source's words: what has to exist before its prices can be stored.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The event, by the source's name.
    pub event: &'a SourceEvent,
    /// Its quotes of one image or several.
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
            ids: HashMap::new(),
        })
    }

    /// The source's id.
    #[must_use]
    pub const fn source_id(&self) -> SourceId {
        self.source_id
    }

    /// Makes sure that every event, market, selection and venue of a batch is known; what has to be
    /// made goes into the batch. Afterwards the look-ups below find everything.
    ///
    /// # Errors
    /// [`CollectError`] when the store cannot be asked.
    pub async fn prepare(
        &mut self,
        wanted: &[Wanted<'_>],
        now: Timestamp,
        batch: &mut Batch,
    ) -> Result<(), CollectError> {
        self.learn_venues(wanted).await?;
        self.learn_events(wanted, now, batch).await?;
        self.make_markets(wanted, batch).await
    }

    /// Forgets what was resolved, because it may not have been stored after all.
    pub fn forget(&mut self) {
        self.dictionary.events.clear();
    }

    /// Forgets events that began before an instant: their source will not name them again.
    pub fn forget_before(&mut self, instant: Timestamp) {
        self.dictionary.events.retain(|_, entry| entry.starts_at >= instant);
    }

    /// The event that a source's name stands for.
    #[must_use]
    pub fn event(&self, reference: &str) -> Option<EventId> {
        self.dictionary.events.get(reference).map(|entry| entry.id)
    }

    /// The market and selection of an event.
    #[must_use]
    pub fn selection(
        &self,
        reference: &str,
        key: &MarketKey,
        selection: &Selection,
    ) -> Option<(MarketId, SelectionId)> {
        let market = self.dictionary.events.get(reference)?.markets.get(key)?;
        market.selection(selection).map(|id| (market.id, id))
    }

    /// The venue of a key.
    #[must_use]
    pub fn venue(&self, key: &VenueKey) -> Option<VenueId> {
        self.dictionary.venues.get(key).copied()
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
        wanted: &[Wanted<'_>],
        now: Timestamp,
        batch: &mut Batch,
    ) -> Result<(), CollectError> {
        // A source may name an event twice in one answer.
        let mut named = HashSet::new();
        let unknown: Vec<&SourceEvent> = wanted
            .iter()
            .map(|one| one.event)
            .filter(|event| {
                !self.dictionary.events.contains_key(&event.key) && named.insert(&event.key)
            })
            .collect();
        if !unknown.is_empty() {
            let refs: Vec<String> = unknown.iter().map(|event| event.key.clone()).collect();
            let found = self.store.events_by_ref(self.source_id, &refs).await?;
            let same = self.same_events(&unknown, &found).await?;
            let mut learnt: Vec<(EventId, String)> = Vec::new();
            for ((event, known), same) in unknown.into_iter().zip(found).zip(same) {
                if let Some(same) = same {
                    batch.refs.push((self.source_id, event.key.clone(), same.id));
                }
                let entry = match known.or(same) {
                    Some(known) => {
                        learnt.push((known.id, event.key.clone()));
                        Entry::new(known)
                    }
                    None => self.make_event(event, now, batch).await?,
                };
                self.dictionary.events.insert(event.key.clone(), entry);
            }
            self.learn_markets(&learnt).await?;
        }
        self.move_events(wanted, batch);
        Ok(())
    }

    /// For each event that its source's name did not find: exactly one stored event between the same
    /// two sides at about the same time.
    async fn same_events(
        &self,
        events: &[&SourceEvent],
        found: &[Option<KnownEvent>],
    ) -> Result<Vec<Option<KnownEvent>>, CollectError> {
        let questions: Vec<(usize, MatchQuery)> = events
            .iter()
            .zip(found)
            .enumerate()
            .filter(|(_, (_, known))| known.is_none())
            .map(|(place, (event, _))| (place, between(event)))
            .filter(|(_, query)| !query.home.is_empty() && !query.away.is_empty())
            .collect();
        let mut same = vec![None; events.len()];
        if questions.is_empty() {
            return Ok(same);
        }
        let queries: Vec<MatchQuery> = questions.iter().map(|(_, query)| query.clone()).collect();
        let answers = self.store.events_between(&queries).await?;
        for ((place, _), candidates) in questions.iter().zip(answers) {
            let near = |known: &KnownEvent| is_near(known, events[*place]);
            let candidates: Vec<KnownEvent> = candidates.into_iter().filter(near).collect();
            if let [only] = candidates[..] {
                same[*place] = Some(only);
            }
        }
        Ok(same)
    }

    async fn make_event(
        &mut self,
        event: &SourceEvent,
        now: Timestamp,
        batch: &mut Batch,
    ) -> Result<Entry, CollectError> {
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
        batch.refs.push((self.source_id, event.key.clone(), id));
        let (starts_at, time_known) = (event.starts_at, event.time_known);
        Ok(Entry::new(KnownEvent { id, starts_at, time_known }))
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

    async fn learn_markets(&mut self, learnt: &[(EventId, String)]) -> Result<(), CollectError> {
        if learnt.is_empty() {
            return Ok(());
        }
        let ids: Vec<EventId> = learnt.iter().map(|(id, _)| *id).collect();
        let names: HashMap<EventId, &String> =
            learnt.iter().map(|(id, name)| (*id, name)).collect();
        for market in self.store.markets_of(&ids).await? {
            if let Some(name) = names.get(&market.event_id)
                && let Some(entry) = self.dictionary.events.get_mut(*name)
            {
                entry.learn(market);
            }
        }
        Ok(())
    }

    /// The source knows better than we did when an event starts.
    fn move_events(&mut self, wanted: &[Wanted<'_>], batch: &mut Batch) {
        for event in wanted.iter().map(|one| one.event) {
            let Some(entry) = self.dictionary.events.get_mut(&event.key) else {
                continue;
            };
            let moved = entry.starts_at != event.starts_at || entry.time_known != event.time_known;
            let knows_better = event.time_known || !entry.time_known;
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
        let Some(entry) = self.dictionary.events.get_mut(reference) else {
            return Ok(());
        };
        let event_id = entry.id;
        let market = entry.markets.entry(key.clone()).or_insert_with(|| {
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

/// The two sides of an event, around its start.
fn between(event: &SourceEvent) -> MatchQuery {
    MatchQuery {
        sport: event.sport.clone(),
        home: fold_name(&event.home),
        away: fold_name(&event.away),
        from: event.starts_at - DAY_APART_MAX,
        until: event.starts_at + DAY_APART_MAX,
    }
}

fn is_near(known: &KnownEvent, event: &SourceEvent) -> bool {
    let both_known = known.time_known && event.time_known;
    let apart_max = if both_known { KICK_OFF_APART_MAX } else { DAY_APART_MAX };
    (known.starts_at - event.starts_at).abs() <= apart_max
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver")
            .field("source", &self.source)
            .field("events", &self.dictionary.events.len())
            .finish_non_exhaustive()
    }
}
