//! The detector: keeps the list of what is worth doing in step with the boards.
//!
//! It takes no input and may run twice: it looks at the boards of coming events, compares what the
//! detectors find with what was open, stores the difference, and shows the rest. A nudge wakes it for
//! the events that changed; a timer for all of them, because prices age without changing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use monps_core::detect::{
    Detector as Finder, Opportunity, OpportunityKind, OpportunityLeg, Venues,
};
use monps_core::id::{EventId, OpportunityId};
use monps_core::time::Timestamp;
use tokio::sync::{Mutex, watch};

use crate::cache::Boards;
use crate::clock::Clock;
use crate::duties::{Duties, PARTITIONS, partition};
use crate::store::{
    KnownOpportunity, OpenOpportunity, OpportunityChanges, Sequence, Store, StoreError,
};

/// Finds opportunities on the boards and keeps the open ones.
pub struct Detector {
    store: Arc<dyn Store>,
    boards: Arc<Boards>,
    clock: Clock,
    finders: RwLock<Arc<Vec<Box<dyn Finder>>>>,
    venues: RwLock<Arc<Venues>>,
    open: RwLock<Arc<Open>>,
    duties: Duties,
    /// Counts the looks that changed what is open.
    changed: watch::Sender<u64>,
    /// One look at a time; and the parts of the events that were ours at the last one.
    turn: Mutex<Partitions>,
}

/// Which parts of the events are ours.
type Partitions = [bool; PARTITIONS];
const NONE: Partitions = [false; PARTITIONS];

/// The open findings by key.
type Open = BTreeMap<String, Arc<OpenOpportunity>>;

/// What a look came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Events looked at.
    pub events: usize,
    /// Findings that are new.
    pub opened: usize,
    /// Findings that are gone.
    pub closed: usize,
}

impl Detector {
    /// A detector over boards, with the findings that the store has open.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn new(
        store: Arc<dyn Store>,
        boards: Arc<Boards>,
        clock: Clock,
        finders: Vec<Box<dyn Finder>>,
    ) -> Result<Self, StoreError> {
        Self::among(store, boards, clock, finders, Duties::all()).await
    }

    /// The same as one process among several: it writes the findings of the events that are its
    /// duties, and shows those of the others once they are written.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn among(
        store: Arc<dyn Store>,
        boards: Arc<Boards>,
        clock: Clock,
        finders: Vec<Box<dyn Finder>>,
        duties: Duties,
    ) -> Result<Self, StoreError> {
        let venues = store.venues().await?.into_iter().collect();
        let detector = Self {
            store,
            boards,
            clock,
            finders: RwLock::new(Arc::new(finders)),
            venues: RwLock::new(Arc::new(venues)),
            open: RwLock::default(),
            duties,
            changed: watch::Sender::new(0),
            turn: Mutex::new(NONE),
        };
        detector.look(None).await?;
        Ok(detector)
    }

    /// The open findings, best first.
    #[must_use]
    pub fn list(&self) -> Vec<Arc<OpenOpportunity>> {
        let mut list: Vec<_> = read(&self.open).values().cloned().collect();
        list.sort_by(|a, b| b.found.edge.cmp(&a.found.edge).then(a.id.cmp(&b.id)));
        list
    }

    /// One open finding.
    #[must_use]
    pub fn get(&self, id: OpportunityId) -> Option<Arc<OpenOpportunity>> {
        read(&self.open).values().find(|open| open.id == id).cloned()
    }

    /// What is known of the venues.
    #[must_use]
    pub fn venues(&self) -> Arc<Venues> {
        read(&self.venues)
    }

    /// Wakes whoever shows the findings when they are others than before.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Reads the venues again, after somebody changed one.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn reload_venues(&self) -> Result<(), StoreError> {
        let venues = self.store.venues().await?.into_iter().collect();
        write(&self.venues, venues);
        Ok(())
    }

    /// Looks with other finders from now on, after somebody changed the thresholds.
    pub fn look_with(&self, finders: Vec<Box<dyn Finder>>) {
        write(&self.finders, finders);
    }

    /// Looks at some events, or at all that are on the boards.
    ///
    /// Findings of an earlier run, or of the process that had these events before, keep their number
    /// and their first sight if they are still there, and are closed if they are not.
    ///
    /// # Errors
    /// [`StoreError`] when the difference cannot be stored; then nothing is shown of it either.
    pub async fn look(&self, events: Option<&BTreeSet<EventId>>) -> Result<Looked, StoreError> {
        let mut turn = self.turn.lock().await;
        let mine = self.duties.partitions();
        let mut gained = mine;
        gained.iter_mut().zip(*turn).for_each(|(gained, before)| *gained &= !before);
        let events = events.filter(|_| gained == NONE);
        let outcome = self.try_look(events, mine, gained).await;
        // After a failure nothing is taken for known: another process may have written the same.
        *turn = if outcome.is_ok() { mine } else { NONE };
        outcome
    }

    async fn try_look(
        &self,
        events: Option<&BTreeSet<EventId>>,
        mine: Partitions,
        gained: Partitions,
    ) -> Result<Looked, StoreError> {
        let now = self.clock.now();
        if events.is_none_or(|events| self.has_new_venues(events)) {
            self.reload_venues().await?;
        }
        let (count, found) = self.find(events, now).await?;
        let mut known = Known { shown: read(&self.open), stored: None, mine, gained };
        if known.has_to_ask(events.is_none(), &found) {
            let stored = self.store.open_opportunities().await?;
            known.stored = Some(stored.into_iter().map(|one| (one.key.clone(), one)).collect());
        }
        let is_looked_at = |event: EventId| events.is_none_or(|events| events.contains(&event));
        let mut changes = OpportunityChanges::default();
        let mut after: Open = (*known.shown).clone();
        after.retain(|key, open| !is_looked_at(open.found.event_id) || found.contains_key(key));
        changes.closed.extend(known.ours().filter_map(|(key, event, id)| {
            (is_looked_at(event) && !found.contains_key(key)).then_some((id, now))
        }));
        let is_new = |(key, found): &(&String, &Opportunity)| {
            known.is_mine(found.event_id) && known.of(key, found.event_id).is_none()
        };
        let opened = found.iter().filter(is_new).count();
        let mut fresh = self.ids(opened).await?;
        for (key, found) in found {
            let (event, ours) = (found.event_id, known.is_mine(found.event_id));
            let (id, first_seen) = match known.of(&key, event) {
                Some(known) => known,
                None if ours => (OpportunityId::new(fresh.next().unwrap_or_default()), now),
                None => {
                    // Whoever has this event has not written it yet.
                    after.remove(&key);
                    continue;
                }
            };
            let open = OpenOpportunity { id, key: key.clone(), found, first_seen, last_seen: now };
            if ours && !known.is_written(&open) {
                changes.put.push(open.clone());
            }
            after.insert(key, Arc::new(open));
        }
        let looked = Looked { events: count, opened, closed: changes.closed.len() };
        let is_changed = !changes.put.is_empty() || !changes.closed.is_empty();
        if is_changed {
            self.store.change_opportunities(&changes).await?;
        }
        write(&self.open, after);
        if is_changed {
            self.changed.send_modify(|count| *count += 1);
        }
        Ok(looked)
    }

    /// What is to be found on some boards, and how many were looked at. Across the markets of an event
    /// that is work of milliseconds, so it is done away from the tasks that answer requests.
    async fn find(
        &self,
        events: Option<&BTreeSet<EventId>>,
        now: Timestamp,
    ) -> Result<(usize, BTreeMap<String, Opportunity>), StoreError> {
        let (venues, finders) = (read(&self.venues), read(&self.finders));
        let looked_at: Vec<_> = match events {
            None => self.boards.list_heard(None),
            Some(ids) => ids.iter().filter_map(|id| self.boards.get_heard(*id)).collect(),
        };
        let look = move || {
            let mut found = BTreeMap::new();
            for event in looked_at.iter().filter(|event| !event.record.event.has_started(now)) {
                for finder in finders.iter() {
                    let here = finder.detect(&event.board, &venues, now);
                    found.extend(here.into_iter().map(|one| (key(&one), one)));
                }
            }
            (looked_at.len(), found)
        };
        let outcome = tokio::task::spawn_blocking(look).await;
        outcome.map_err(|error| StoreError::Refused {
            what: "look for what is worth doing",
            source: Box::new(error),
        })
    }

    fn has_new_venues(&self, events: &BTreeSet<EventId>) -> bool {
        let venues = read(&self.venues);
        events
            .iter()
            .filter_map(|id| self.boards.get(*id))
            .any(|event| event.sources.keys().any(|(_, venue, _)| venues.get(*venue).is_none()))
    }

    async fn ids(&self, count: usize) -> Result<std::ops::Range<i64>, StoreError> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        if count == 0 {
            return Ok(0..0);
        }
        let first = self.store.reserve(Sequence::Opportunities, count).await?;
        Ok(first..first + i64::from(count))
    }
}

/// What is known of findings before a look: what was shown a moment ago where nobody else writes, and
/// what the store has open where somebody may.
struct Known {
    shown: Arc<Open>,
    /// None while it need not be asked.
    stored: Option<BTreeMap<String, KnownOpportunity>>,
    mine: Partitions,
    /// The parts that were not ours at the last look.
    gained: Partitions,
}

impl Known {
    /// Whether the store has to be asked: for parts that somebody else had, and for findings that
    /// somebody else may have written.
    fn has_to_ask(&self, is_all: bool, found: &BTreeMap<String, Opportunity>) -> bool {
        let has_others = self.mine.contains(&false);
        let mut news = found
            .iter()
            .filter(|(key, found)| !self.is_mine(found.event_id) && !self.shown.contains_key(*key));
        self.gained != NONE || (is_all && has_others) || news.next().is_some()
    }

    fn is_mine(&self, event: EventId) -> bool {
        self.mine[partition(event)]
    }

    /// The store's open findings, where they count for more than what was shown.
    fn stored(&self, event: EventId) -> Option<&BTreeMap<String, KnownOpportunity>> {
        let is_others = !self.is_mine(event) || self.gained[partition(event)];
        self.stored.as_ref().filter(|_| is_others)
    }

    /// Number and first sight of a finding that is open.
    fn of(&self, key: &str, event: EventId) -> Option<(OpportunityId, Timestamp)> {
        match self.stored(event) {
            Some(stored) => stored.get(key).map(|open| (open.id, open.first_seen)),
            None => self.shown.get(key).map(|open| (open.id, open.first_seen)),
        }
    }

    /// Whether the store has an open finding with these figures, as far as it is known.
    fn is_written(&self, open: &OpenOpportunity) -> bool {
        match self.stored(open.found.event_id) {
            Some(stored) => stored.contains_key(&open.key),
            None => {
                self.shown.get(&open.key).is_some_and(|shown| !is_other(&shown.found, &open.found))
            }
        }
    }

    /// The open findings of our events.
    fn ours(&self) -> impl Iterator<Item = (&String, EventId, OpportunityId)> {
        let shown = self.shown.iter().map(|(key, open)| (key, open.found.event_id, open.id, false));
        let stored = self.stored.iter().flatten();
        let stored = stored.map(|(key, open)| (key, open.event_id, open.id, true));
        shown.chain(stored).filter_map(|(key, event, id, is_stored)| {
            let counts = self.is_mine(event) && self.stored(event).is_some() == is_stored;
            counts.then_some((key, event, id))
        })
    }
}

/// What makes a finding the same as a moment ago: one arbitrage a market, one value a price, one
/// spread a selection, one middle a pair of markets, one across markets a period of an event.
fn key(found: &Opportunity) -> String {
    if found.kind == OpportunityKind::CrossMarket {
        // The markets change with the prices: it is the same finding all the same.
        return format!(
            "{}:{}:{}",
            found.kind.as_str(),
            found.event_id,
            found.market.period.as_str()
        );
    }
    let mut key = format!("{}:{}", found.kind.as_str(), found.market_id);
    if let Some(leg) = found.legs.first() {
        match found.kind {
            OpportunityKind::Value => {
                key.push_str(&format!(":{}:{}", leg.selection_id, leg.venue_id))
            }
            OpportunityKind::Spread => key.push_str(&format!(":{}", leg.selection_id)),
            OpportunityKind::Middle => {
                let other = found.legs.last().unwrap_or(leg);
                key.push_str(&format!(":{}", other.market_id));
            }
            _ => {}
        }
    }
    key
}

/// Whether the figures differ enough to be written again: ages alone do not.
fn is_other(before: &Opportunity, after: &Opportunity) -> bool {
    let prices = |found: &Opportunity| -> Vec<_> {
        let leg = |leg: &OpportunityLeg| (leg.selection_id, leg.venue_id, leg.side, leg.price);
        found.legs.iter().map(leg).collect()
    };
    before.edge != after.edge
        || before.trust.grade != after.trust.grade
        || prices(before) != prices(after)
}

fn read<T>(lock: &RwLock<Arc<T>>) -> Arc<T> {
    Arc::clone(&lock.read().unwrap_or_else(PoisonError::into_inner))
}

fn write<T>(lock: &RwLock<Arc<T>>, value: T) {
    *lock.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(value);
}

impl std::fmt::Debug for Detector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Detector").field("open", &read(&self.open).len()).finish_non_exhaustive()
    }
}
