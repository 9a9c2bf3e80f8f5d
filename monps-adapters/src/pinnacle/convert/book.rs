//! What stands: fixtures and parts, an image and the changes since.

use std::collections::{BTreeMap, BTreeSet};

use monps_core::adapter::{SourceEvent, SourceMarket};
use monps_core::catalog::MarketKey;
use monps_core::time::Timestamp;

use super::period::Part;
use super::{FixtureReading, Known, OddsReading};

/// Fixtures and parts as they stand.
///
/// A change names the parts that changed, each with all its markets: a market that is missing in it is
/// withdrawn, a part that is missing stands.
#[derive(Debug, Default)]
pub(in crate::pinnacle) struct Book {
    fixtures: BTreeMap<u64, Known>,
    parts: BTreeMap<(u64, u32), Part>,
    leagues: BTreeSet<String>,
}

impl Book {
    /// Takes fixtures over: all there are, or those that changed.
    pub(in crate::pinnacle) fn take_fixtures(&mut self, reading: FixtureReading, is_image: bool) {
        if is_image {
            self.fixtures.clear();
        }
        let leagues = reading.events.values().map(|known| known.event.competition.clone());
        self.leagues.extend(leagues);
        self.fixtures.extend(reading.events);
    }

    /// Takes odds over: all there are, or the parts that changed. Returns the keys of the events that
    /// this touches.
    pub(in crate::pinnacle) fn take_odds(
        &mut self,
        reading: OddsReading,
        is_image: bool,
    ) -> BTreeSet<String> {
        if is_image {
            self.parts.clear();
        }
        self.leagues.extend(reading.leagues.iter().map(u64::to_string));
        let touched = reading.parts.keys().filter_map(|(id, _)| self.fixtures.get(id));
        let touched = touched.map(|known| known.event.key.clone()).collect();
        self.parts.extend(reading.parts);
        touched
    }

    /// The keys of events of which something could be bet on after one instant and not after another.
    pub(in crate::pinnacle) fn closed_between(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> BTreeSet<String> {
        let closed = self.parts.iter().filter(|(_, part)| part.closed_between(from, to));
        let known = closed.filter_map(|((id, _), _)| self.fixtures.get(id));
        known.map(|known| known.event.key.clone()).collect()
    }

    /// The leagues that were spoken of.
    pub(in crate::pinnacle) fn leagues(&self) -> Vec<String> {
        self.leagues.iter().cloned().collect()
    }

    /// Parts whose event is not among the fixtures, and the prices they have.
    pub(in crate::pinnacle) fn homeless(&self) -> (usize, usize) {
        let homeless = self.parts.iter().filter(|((id, _), _)| !self.fixtures.contains_key(id));
        homeless.fold((0, 0), |(parts, quotes), (_, part)| (parts + 1, quotes + part.count()))
    }

    /// Every event with what can be bet on at an instant; of the keys given alone, where there are any.
    pub(in crate::pinnacle) fn image(
        &self,
        now: Timestamp,
        only: Option<&BTreeSet<String>>,
    ) -> Vec<SourceEvent> {
        let mut events: BTreeMap<&str, (SourceEvent, BTreeMap<MarketKey, SourceMarket>)> =
            BTreeMap::new();
        // The greater number comes later: what is in play stands before its parent, whose own prices
        // ended at the kick-off.
        for (id, known) in &self.fixtures {
            if only.is_some_and(|only| !only.contains(&known.event.key)) {
                continue;
            }
            let entry = events
                .entry(&known.event.key)
                .or_insert_with(|| (known.event.clone(), BTreeMap::new()));
            for part in self.parts.range((*id, 0)..=(*id, u32::MAX)).map(|(_, part)| part) {
                let open =
                    part.open_at(now).iter().map(|market| (market.key.clone(), market.clone()));
                entry.1.extend(open);
            }
            if !known.is_live {
                entry.0.starts_at = known.event.starts_at;
            }
        }
        let whole = |(event, markets): (SourceEvent, BTreeMap<_, _>)| SourceEvent {
            markets: markets.into_values().collect(),
            ..event
        };
        events.into_values().map(whole).collect()
    }
}
