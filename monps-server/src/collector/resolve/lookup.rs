//! Looking up what was resolved.

use std::borrow::Cow;
use std::collections::HashSet;

use monps_core::adapter::SourceMarket;
use monps_core::catalog::{MarketKey, Selection, VenueKey};
use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
use monps_core::time::Timestamp;

use super::Resolver;
use super::turned::turned;
use crate::collector::dictionary::Entry;

/// A selection's place in the catalogue, in our words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The event.
    pub event_id: EventId,
    /// The question, as the event's sides stand.
    pub market: MarketKey,
    /// The answer, as the event's sides stand.
    pub selection: Selection,
    /// The selection, where the catalogue has it.
    pub selection_id: Option<SelectionId>,
}

impl Resolver {
    /// Markets of an event in our words: as they are, or turned where the source lists the sides the
    /// other way round. Questions that nobody understands cannot be turned and are left out.
    #[must_use]
    pub fn markets<'a>(
        &self,
        reference: &str,
        markets: &'a [SourceMarket],
    ) -> Cow<'a, [SourceMarket]> {
        if self.is_turned(reference) {
            Cow::Owned(markets.iter().filter_map(turned).collect())
        } else {
            Cow::Borrowed(markets)
        }
    }

    /// Whether the source lists the sides of an event the other way round.
    #[must_use]
    pub fn is_turned(&self, reference: &str) -> bool {
        self.dictionary.events.get(reference).is_some_and(|entry| entry.turned)
    }

    /// When an event starts, as far as it is known, and whether the hour is.
    #[must_use]
    pub fn start(&self, reference: &str) -> Option<(Timestamp, bool)> {
        let entry = self.dictionary.events.get(reference)?;
        Some((entry.starts_at, entry.time_known))
    }

    /// Whether the source's word on when an event starts counts.
    #[must_use]
    pub fn leads(&self, reference: &str) -> bool {
        self.dictionary.events.get(reference).is_some_and(|entry| entry.leads)
    }

    /// The events that the source has named in some of its competitions.
    #[must_use]
    pub fn events_of(&self, competitions: &HashSet<&String>) -> HashSet<EventId> {
        let entries = self.dictionary.events.values();
        let is_of = |entry: &&Entry| competitions.contains(&entry.competition);
        entries.filter(is_of).map(|entry| entry.id).collect()
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
        let market = self.dictionary.markets.get(&self.event(reference)?)?.get(key)?;
        market.selection(selection).map(|id| (market.id, id))
    }

    /// Where a selection belongs that is told in the source's words.
    #[must_use]
    pub fn place(&self, reference: &str, key: &MarketKey, selection: &Selection) -> Option<Place> {
        let event_id = self.event(reference)?;
        let turned = key.turned().filter(|_| self.is_turned(reference));
        let (market, selection) = match turned {
            Some(market) => (market, selection.turned()),
            None => (key.clone(), selection.clone()),
        };
        let selection_id = self.selection(reference, &market, &selection).map(|(_, id)| id);
        Some(Place { event_id, market, selection, selection_id })
    }

    /// The venue of a key.
    #[must_use]
    pub fn venue(&self, key: &VenueKey) -> Option<VenueId> {
        self.dictionary.venues.get(key).copied()
    }
}
