//! What has been resolved before, so that a known event costs no look at the store.

use std::collections::{HashMap, HashSet};

use monps_core::catalog::{MarketKey, Selection, VenueKey};
use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
use monps_core::time::Timestamp;

use crate::store::{KnownEvent, KnownMarket};

/// An event under one of its source's names.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: EventId,
    pub(super) starts_at: Timestamp,
    pub(super) time_known: bool,
    /// The source lists the sides the other way round.
    pub(super) turned: bool,
    /// The source's word on the start counts.
    pub(super) leads: bool,
    /// The competition, in the source's word.
    pub(super) competition: String,
}

/// A market with the ids of its selections.
#[derive(Clone, Debug)]
pub(super) struct MarketEntry {
    pub(super) id: MarketId,
    pub(super) selections: Vec<(Selection, SelectionId)>,
}

impl Entry {
    pub(super) fn new(known: KnownEvent, competition: String) -> Self {
        Self {
            id: known.id,
            starts_at: known.starts_at,
            time_known: known.time_known,
            turned: known.turned,
            leads: known.leads,
            competition,
        }
    }
}

impl MarketEntry {
    pub(super) fn selection(&self, wanted: &Selection) -> Option<SelectionId> {
        self.selections.iter().find(|(selection, _)| selection == wanted).map(|(_, id)| *id)
    }
}

/// Events by their source's name, and venues by theirs.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    pub(super) events: HashMap<String, Entry>,
    /// By the event, because a source may have several names for one.
    pub(super) markets: HashMap<EventId, HashMap<MarketKey, MarketEntry>>,
    pub(super) venues: HashMap<VenueKey, VenueId>,
}

impl Dictionary {
    pub(super) fn learn(&mut self, market: KnownMarket) {
        let selections =
            market.selections.into_iter().map(|(id, selection)| (selection, id)).collect();
        let entry = MarketEntry { id: market.id, selections };
        self.markets.entry(market.event_id).or_default().insert(market.key, entry);
    }

    /// Forgets every event.
    pub(super) fn clear(&mut self) {
        self.events.clear();
        self.markets.clear();
    }

    /// Forgets events that began before an instant.
    pub(super) fn retain_from(&mut self, instant: Timestamp) {
        self.events.retain(|_, entry| entry.starts_at >= instant);
        let named: HashSet<EventId> = self.events.values().map(|entry| entry.id).collect();
        self.markets.retain(|id, _| named.contains(id));
    }
}
