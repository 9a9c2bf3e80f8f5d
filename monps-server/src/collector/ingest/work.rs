//! One snapshot against what stands: what changes on the boards, and the rows that say so.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use monps_core::adapter::{Coverage, Snapshot, SourceEvent, SourceMarket, SourceQuote};
use monps_core::id::EventId;
use monps_core::quote::{Change, Quote, change};
use monps_core::time::{Observed, Timestamp};

use super::{Ingested, MOMENT};
use crate::cache::{Boards, EventNow, QuoteId};
use crate::collector::Resolver;
use crate::store::{Batch, QuoteRow};

/// One snapshot in work.
pub(super) struct Work<'a> {
    pub(super) resolver: &'a Resolver,
    pub(super) observed_at: Timestamp,
    pub(super) batch: Batch,
    pub(super) events: BTreeMap<EventId, EventNow>,
    /// What the snapshot said of each event, name by name: a source may have several for one event.
    seen: BTreeMap<EventId, Vec<(String, HashSet<QuoteId>)>>,
    pub(super) changed: BTreeSet<EventId>,
    pub(super) report: Ingested,
    /// Rows of the batch by place, and the stamp for each that is free where its own has another price.
    pub(super) beside: Vec<(usize, Timestamp)>,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        resolver: &'a Resolver,
        observed_at: Timestamp,
        events: BTreeMap<EventId, EventNow>,
        batch: Batch,
    ) -> Self {
        Self {
            resolver,
            observed_at,
            batch,
            events,
            seen: BTreeMap::new(),
            changed: BTreeSet::new(),
            report: Ingested::default(),
            beside: Vec::new(),
        }
    }
}

impl Work<'_> {
    /// What the source says of an event under one of its names.
    pub(super) fn event(
        &mut self,
        event: &SourceEvent,
        markets: &[SourceMarket],
        coverage: Coverage,
    ) {
        let resolver = self.resolver;
        let known = resolver.event(&event.key).zip(resolver.start(&event.key));
        let Some((id, (starts_at, time_known))) = known else {
            return;
        };
        let Some(mut standing) = self.events.remove(&id) else {
            return;
        };
        if standing.record.event.starts_at != starts_at && self.may_move(event, &standing) {
            let mut moved = (*standing.record).clone();
            moved.event.starts_at = starts_at;
            moved.event.time_known = time_known;
            standing.board.starts_at = starts_at;
            standing.record = Arc::new(moved);
            self.changed.insert(id);
        }
        let mut seen: HashSet<QuoteId> = HashSet::new();
        let newest = self.newest(&standing).filter(|_| coverage != Coverage::Delta);
        for market in markets {
            for quote in &market.quotes {
                seen.extend(self.quote(&mut standing, event, market, quote, newest));
            }
        }
        let names = self.seen.entry(id).or_default();
        match names.iter_mut().find(|(name, _)| *name == event.key) {
            Some((_, said)) => said.extend(seen),
            None => names.push((event.key.clone(), seen)),
        }
        self.events.insert(id, standing);
    }

    /// Withdraws what the snapshot says of its events under none of their names.
    pub(super) fn unsaid(&mut self) {
        for (id, names) in std::mem::take(&mut self.seen) {
            if let Some(mut standing) = self.events.remove(&id) {
                let is_said = |quote: &QuoteId| names.iter().any(|(_, said)| said.contains(quote));
                self.withdraw(&mut standing, |quote| !is_said(quote));
                self.events.insert(id, standing);
            }
        }
    }

    /// Whether the board starts when this name's source says: it leads, or the store has just been told
    /// so. Another name may know only when the event was to start once.
    fn may_move(&self, event: &SourceEvent, standing: &EventNow) -> bool {
        let (record, resolver) = (&standing.record.event, self.resolver);
        let knows = || resolver.start(&event.key).is_some_and(|(_, time_known)| time_known);
        (resolver.leads(&event.key) && (!record.time_known || knows()))
            || self.batch.moved.iter().any(|(id, ..)| *id == record.id)
    }

    /// Compares one quote with what stands; returns what names it.
    fn quote(
        &mut self,
        standing: &mut EventNow,
        event: &SourceEvent,
        market: &SourceMarket,
        quote: &SourceQuote,
        newest: Option<Timestamp>,
    ) -> Option<QuoteId> {
        let resolver = self.resolver;
        let (market_id, selection_id) =
            resolver.selection(&event.key, &market.key, &quote.selection)?;
        let venue_id = resolver.venue(&market.venue.key)?;
        let id = (selection_id, venue_id, quote.side);
        if self.is_said_otherwise(standing.record.event.id, &event.key, &id) {
            // Two prices at once would come and go with every look.
            return Some(id);
        }
        self.report.seen += 1;
        *self.report.by_sport.entry(event.sport.to_string()).or_default() += 1;
        let before = standing.quote(market_id, id).copied();
        let mut observed = Observed {
            // A clock that is ahead would hold the price up until its hour has come.
            source_at: market.source_at.map_or(self.observed_at, |at| at.min(self.observed_at)),
            observed_at: self.observed_at,
            approximate: market.approximate,
        };
        let what = change(before.map(|quote| quote.price), Some(quote.price));
        // A source's clock may be coarse: under one stamp ours tells what came first.
        let is_late = |before: &Quote| {
            let (now, stood) = (&observed, &before.observed);
            (now.source_at, now.observed_at) < (stood.source_at, stood.observed_at)
                && (now.source_at < stood.source_at || what != Change::Same)
        };
        match before {
            Some(before) if is_late(&before) => {
                let since = standing.since.get(&id).copied();
                self.late(id, quote, observed, &before, since);
                return Some(id);
            }
            Some(before)
                if what != Change::Same && observed.source_at == before.observed.source_at =>
            {
                observed.source_at = self.observed_at.max(before.observed.source_at + MOMENT);
            }
            None if let Some(gone_at) = newest.filter(|newest| self.observed_at < *newest) => {
                // The source said later that it has no such price.
                self.report.late += 1;
                self.row(id, quote, observed);
                self.gone(id, Observed::at(gone_at));
                return Some(id);
            }
            _ => {}
        }
        if what != Change::Same {
            self.report.changed += 1;
            self.changed.insert(standing.record.event.id);
            self.row(id, quote, observed);
        }
        let current = Quote {
            venue_id,
            side: quote.side,
            price: quote.price,
            available: quote.available,
            stake_max: quote.stake_max,
            observed,
        };
        let (market, selection) = ((market_id, &market.key), (selection_id, &quote.selection));
        standing.put(market, selection, resolver.source_id(), current);
        Some(id)
    }

    /// Whether the snapshot has a price already, under another name of the event.
    fn is_said_otherwise(&self, event: EventId, name: &str, id: &QuoteId) -> bool {
        let names = self.seen.get(&event).map_or(&[][..], Vec::as_slice);
        names.iter().any(|(other, said)| other != name && said.contains(id))
    }

    /// When the source of this snapshot was last heard of an event.
    fn newest(&self, standing: &EventNow) -> Option<Timestamp> {
        let source_id = self.resolver.source_id();
        let mine = standing.quotes().filter(|(id, _)| standing.sources.get(id) == Some(&source_id));
        mine.map(|(_, quote)| quote.observed.observed_at).max()
    }

    pub(super) fn row(&mut self, id: QuoteId, quote: &SourceQuote, observed: Observed) {
        self.batch.quotes.push(QuoteRow {
            selection_id: id.0,
            venue_id: id.1,
            side: id.2,
            source_id: self.resolver.source_id(),
            observed,
            price: Some(quote.price),
            available: quote.available,
            stake_max: quote.stake_max,
        });
    }

    /// Withdraws the quotes of this source that a test picks.
    pub(super) fn withdraw(&mut self, standing: &mut EventNow, is_gone: impl Fn(&QuoteId) -> bool) {
        let source_id = self.resolver.source_id();
        let gone: Vec<(QuoteId, Timestamp)> = standing
            .quotes()
            .filter(|(id, _)| standing.sources.get(id) == Some(&source_id) && is_gone(id))
            // What was seen after this snapshot is not gone because this snapshot lacks it.
            .filter(|(_, quote)| quote.observed.observed_at <= self.observed_at)
            .map(|(id, quote)| (id, quote.observed.source_at))
            .collect();
        for (id, stood_at) in gone {
            // Nobody tells when it went: we saw it gone now, and later than it stood.
            let source_at = self.observed_at.max(stood_at + MOMENT);
            let observed_at = self.observed_at;
            self.gone(id, Observed { source_at, observed_at, approximate: false });
            standing.remove(id);
            self.report.withdrawn += 1;
            self.changed.insert(standing.record.event.id);
        }
    }

    pub(super) fn gone(&mut self, id: QuoteId, observed: Observed) {
        self.batch.quotes.push(QuoteRow {
            selection_id: id.0,
            venue_id: id.1,
            side: id.2,
            source_id: self.resolver.source_id(),
            observed,
            price: None,
            available: None,
            stake_max: None,
        });
    }

    /// Events of the covered competitions that the source no longer carries.
    pub(super) fn missing_events(&mut self, snapshot: &Snapshot, boards: &Boards) {
        let covered: HashSet<&String> = snapshot.competitions.iter().collect();
        let named = self.resolver.events_of(&covered);
        for event in boards.list(None) {
            let id = event.record.event.id;
            let is_covered = event.record.competition.as_ref().is_some_and(|key| covered.contains(key))
                    // Another source made it, under its own name for the competition.
                    || named.contains(&id);
            if is_covered && !self.events.contains_key(&id) {
                let mut standing = (*event).clone();
                self.withdraw(&mut standing, |_| true);
                if self.changed.contains(&id) {
                    self.events.insert(id, standing);
                }
            }
        }
    }
}
