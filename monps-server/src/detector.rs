//! The detector: keeps the list of what is worth doing in step with the boards.
//!
//! It takes no input and may run twice: it looks at the boards of coming events, compares what the
//! detectors find with what was open, stores the difference, and shows the rest. A nudge wakes it for
//! the events that changed; a timer for all of them, because prices age without changing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use monps_core::detect::{Detector as Finder, Opportunity, OpportunityKind, Venues};
use monps_core::id::{EventId, OpportunityId};
use tokio::sync::{Mutex, watch};

use crate::cache::Boards;
use crate::clock::Clock;
use crate::store::{OpenOpportunity, OpportunityChanges, Sequence, Store, StoreError};

/// Finds opportunities on the boards and keeps the open ones.
pub struct Detector {
    store: Arc<dyn Store>,
    boards: Arc<Boards>,
    clock: Clock,
    finders: RwLock<Arc<Vec<Box<dyn Finder>>>>,
    venues: RwLock<Arc<Venues>>,
    open: RwLock<Arc<Open>>,
    /// Counts the looks that changed what is open.
    changed: watch::Sender<u64>,
    /// One look at a time.
    turn: Mutex<()>,
}

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
        let venues = store.venues().await?.into_iter().collect();
        let detector = Self {
            store,
            boards,
            clock,
            finders: RwLock::new(Arc::new(finders)),
            venues: RwLock::new(Arc::new(venues)),
            open: RwLock::default(),
            changed: watch::Sender::new(0),
            turn: Mutex::new(()),
        };
        detector.recognise().await?;
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
    /// # Errors
    /// [`StoreError`] when the difference cannot be stored; then nothing is shown of it either.
    pub async fn look(&self, events: Option<&BTreeSet<EventId>>) -> Result<Looked, StoreError> {
        let _turn = self.turn.lock().await;
        let now = self.clock.now();
        if events.is_none_or(|events| self.has_new_venues(events)) {
            self.reload_venues().await?;
        }
        let (venues, finders, before) = (read(&self.venues), read(&self.finders), read(&self.open));
        let looked_at: Vec<_> = match events {
            None => self.boards.list(None),
            Some(ids) => ids.iter().filter_map(|id| self.boards.get(*id)).collect(),
        };
        let mut found: BTreeMap<String, Opportunity> = BTreeMap::new();
        for event in looked_at.iter().filter(|event| !event.record.event.has_started(now)) {
            for finder in finders.iter() {
                for opportunity in finder.detect(&event.board, &venues, now) {
                    found.insert(key(&opportunity), opportunity);
                }
            }
        }
        let is_mine = |event: EventId| events.is_none_or(|events| events.contains(&event));
        let mut changes = OpportunityChanges::default();
        let mut after: Open = (*before).clone();
        for (key, open) in before.iter() {
            if is_mine(open.found.event_id) && !found.contains_key(key) {
                changes.closed.push((open.id, now));
                after.remove(key);
            }
        }
        let opened = found.keys().filter(|key| !before.contains_key(*key)).count();
        let mut fresh = self.ids(opened).await?;
        for (key, found) in found {
            let known = before.get(&key);
            let id = known.map_or_else(
                || OpportunityId::new(fresh.next().unwrap_or_default()),
                |open| open.id,
            );
            let first_seen = known.map_or(now, |open| open.first_seen);
            let open = OpenOpportunity { id, key: key.clone(), found, first_seen, last_seen: now };
            if known.is_none_or(|known| is_other(&known.found, &open.found)) {
                changes.put.push(open.clone());
            }
            after.insert(key, Arc::new(open));
        }
        let looked = Looked { events: looked_at.len(), opened, closed: changes.closed.len() };
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

    /// Findings of an earlier run keep their number and their first sight if they are still there,
    /// and are closed if they are not.
    async fn recognise(&self) -> Result<(), StoreError> {
        let known = self.store.open_opportunities().await?;
        let looked = self.look_afresh();
        let now = self.clock.now();
        let mut changes = OpportunityChanges::default();
        let mut open = Open::new();
        for known in known {
            match looked.get(&known.key) {
                Some(found) => {
                    let again = OpenOpportunity {
                        id: known.id,
                        key: known.key.clone(),
                        found: found.clone(),
                        first_seen: known.first_seen,
                        last_seen: now,
                    };
                    open.insert(known.key, Arc::new(again));
                }
                None => changes.closed.push((known.id, now)),
            }
        }
        if !changes.closed.is_empty() {
            self.store.change_opportunities(&changes).await?;
        }
        write(&self.open, open);
        self.look(None).await?;
        Ok(())
    }

    fn look_afresh(&self) -> BTreeMap<String, Opportunity> {
        let (venues, finders, now) = (read(&self.venues), read(&self.finders), self.clock.now());
        let mut found = BTreeMap::new();
        for event in self.boards.list(None) {
            if event.record.event.has_started(now) {
                continue;
            }
            for finder in finders.iter() {
                let here = finder.detect(&event.board, &venues, now);
                found.extend(here.into_iter().map(|one| (key(&one), one)));
            }
        }
        found
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

/// What makes a finding the same as a moment ago: one arbitrage a market, one value a price, one
/// spread a selection.
fn key(found: &Opportunity) -> String {
    let mut key = format!("{}:{}", found.kind.as_str(), found.market_id);
    if let Some(leg) = found.legs.first() {
        match found.kind {
            OpportunityKind::Value => {
                key.push_str(&format!(":{}:{}", leg.selection_id, leg.venue_id))
            }
            OpportunityKind::Spread => key.push_str(&format!(":{}", leg.selection_id)),
            _ => {}
        }
    }
    key
}

/// Whether the figures differ enough to be written again: ages alone do not.
fn is_other(before: &Opportunity, after: &Opportunity) -> bool {
    let prices = |found: &Opportunity| -> Vec<_> {
        found.legs.iter().map(|leg| (leg.selection_id, leg.venue_id, leg.price)).collect()
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
