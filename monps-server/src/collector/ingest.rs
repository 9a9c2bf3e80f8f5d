//! From a snapshot to stored changes and current boards.
//!
//! A price that stands is only seen again; a price that changed is stored and put on the board; one
//! that its own source no longer carries is withdrawn. A late price (its source's clock behind what
//! stands) goes into the history and leaves the board alone; so does all of a snapshot that comes after
//! a newer one of its source, as the spool's may. The store first, the board after: what is shown has
//! been kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use monps_core::adapter::{Coverage, Snapshot, SourceEvent, SourceMarket, SourceQuote};
use monps_core::catalog::{Event, Season};
use monps_core::id::EventId;
use monps_core::quote::{Change, Quote, change};
use monps_core::time::{Observed, TimeDelta, Timestamp};
use tokio::sync::Mutex;

use super::late::keep_apart;
use super::refusal::results_of;
use super::rejoin::Mark;
use super::resolve::Wanted;
use super::{CollectError, Resolver};
use crate::cache::{Boards, EventNow, Nudges, QuoteId};
use crate::store::{Batch, EventRecord, NewEvent, QuoteRow, Store, StoreError};

/// The least by which one instant is later than another.
const MOMENT: TimeDelta = TimeDelta::milliseconds(1);
/// How often a snapshot is tried when another writer is faster.
const ATTEMPTS_MAX: u32 = 3;

/// Stores snapshots and keeps the boards current.
#[derive(Debug)]
pub struct Ingest {
    pub(super) store: Arc<dyn Store>,
    pub(super) boards: Arc<Boards>,
    pub(super) nudges: Arc<Nudges>,
    /// One snapshot at a time: two feeds may speak of one event.
    pub(super) turn: Mutex<()>,
    /// Where others write into the same store: the mark up to which the boards have followed them.
    pub(super) others: Option<Mutex<Option<i64>>>,
    /// The mark of joins that the boards were made under; none as long as nobody knows.
    pub(super) joins: Mark,
}

/// What a snapshot came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// Quotes in the snapshot.
    pub seen: u64,
    /// Prices that are new or other than before.
    pub changed: u64,
    /// Prices that disappeared.
    pub withdrawn: u64,
    /// Prices older than what stands.
    pub late: u64,
    /// Results that are new or other than before.
    pub results: u64,
    /// Quotes by sport, for the counters.
    pub by_sport: BTreeMap<String, u64>,
}

impl Ingested {
    /// Adds another's figures.
    pub fn add(&mut self, other: Self) {
        self.seen += other.seen;
        self.changed += other.changed;
        self.withdrawn += other.withdrawn;
        self.late += other.late;
        self.results += other.results;
        for (sport, count) in other.by_sport {
            *self.by_sport.entry(sport).or_default() += count;
        }
    }
}

impl Ingest {
    /// Into a store and boards.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, boards: Arc<Boards>, nudges: Arc<Nudges>) -> Self {
        Self { store, boards, nudges, turn: Mutex::new(()), others: None, joins: Mark::default() }
    }

    /// The same where other processes write into the same store: a price is compared with what
    /// stands in the store, whoever put it there.
    #[must_use]
    pub fn among_others(self) -> Self {
        Self { others: Some(Mutex::new(None)), ..self }
    }

    /// Stores a snapshot and brings the boards up to date.
    ///
    /// # Errors
    /// [`CollectError`] when the store cannot keep it; then nothing of it was kept and the boards
    /// are as before.
    pub async fn snapshot(
        &self,
        resolver: &mut Resolver,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> Result<Ingested, CollectError> {
        let _turn = self.turn.lock().await;
        let mut attempt = 1;
        loop {
            let outcome = match self.catch_up(now).await {
                Ok(decided_on) => self.try_snapshot(resolver, snapshot, now, decided_on).await,
                Err(error) => Err(error.into()),
            };
            if outcome.is_err() {
                // What was to be made may not have been.
                resolver.forget();
            }
            match outcome {
                Err(CollectError::Store(StoreError::Conflict { .. })) if attempt < ATTEMPTS_MAX => {
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    }

    async fn try_snapshot(
        &self,
        resolver: &mut Resolver,
        snapshot: &Snapshot,
        now: Timestamp,
        decided_on: Option<i64>,
    ) -> Result<Ingested, CollectError> {
        let observed_at = snapshot.observed_at.unwrap_or(now).min(now);
        let mut batch = Batch { decided_on, ..Batch::default() };
        let events: Vec<&SourceEvent> = snapshot.events.iter().collect();
        resolver.resolve(&events, now, &mut batch).await?;
        self.notice_joins(batch.joins, now).await?;
        let markets: Vec<Cow<'_, [SourceMarket]>> =
            events.iter().map(|event| resolver.markets(&event.key, &event.markets)).collect();
        let wanted = events.iter().zip(&markets).map(|(event, markets)| Wanted { event, markets });
        resolver.extend(&wanted.collect::<Vec<_>>(), &mut batch).await?;
        let mut work = Work {
            resolver: &*resolver,
            observed_at,
            events: self.standing(resolver, snapshot, &batch).await?,
            batch,
            changed: BTreeSet::new(),
            report: Ingested::default(),
            beside: Vec::new(),
        };
        for (event, markets) in events.iter().zip(&markets) {
            work.event(event, markets, snapshot.coverage);
        }
        if snapshot.coverage == Coverage::Competitions {
            work.missing_events(snapshot, &self.boards);
        }
        let source_id = resolver.source_id();
        let store = self.store.as_ref();
        results_of(store, source_id, snapshot, observed_at, &mut work.batch).await?;
        keep_apart(store, &mut work.batch.quotes, &work.beside).await?;
        let Work { batch, events, changed, mut report, .. } = work;
        let appended = self.store.append(&batch).await?;
        report.results = appended.results;
        self.caught_up(appended.mark).await;
        self.boards.replace(events.into_values());
        self.nudges.nudge(changed);
        Ok(report)
    }

    /// Withdraws quotes, as far as the resolver's source still has them on a board.
    ///
    /// # Errors
    /// [`CollectError`] when the store cannot keep it; then the boards are as before.
    pub async fn withdraw(
        &self,
        resolver: &Resolver,
        gone: &BTreeMap<EventId, HashSet<QuoteId>>,
        now: Timestamp,
    ) -> Result<u64, CollectError> {
        let _turn = self.turn.lock().await;
        let mut work = Work {
            resolver,
            observed_at: now,
            events: BTreeMap::new(),
            batch: Batch::default(),
            changed: BTreeSet::new(),
            report: Ingested::default(),
            beside: Vec::new(),
        };
        for (event, quotes) in gone {
            let Some(standing) = self.boards.get(*event) else {
                continue;
            };
            let mut standing = (*standing).clone();
            work.withdraw(&mut standing, |id| quotes.contains(id));
            work.events.insert(*event, standing);
        }
        self.store.append(&work.batch).await?;
        self.boards.replace(work.events.into_values());
        self.nudges.nudge(work.changed);
        Ok(work.report.withdrawn)
    }

    /// The events of a snapshot as they stand: from the boards, from the store where another source
    /// named them first, or about to be made.
    async fn standing(
        &self,
        resolver: &Resolver,
        snapshot: &Snapshot,
        batch: &Batch,
    ) -> Result<BTreeMap<EventId, EventNow>, CollectError> {
        let ids: BTreeSet<EventId> =
            snapshot.events.iter().filter_map(|event| resolver.event(&event.key)).collect();
        let mut events: BTreeMap<EventId, EventNow> =
            batch.events.iter().map(|event| (event.id, EventNow::new(record(event)))).collect();
        let mut elsewhere = Vec::new();
        for id in ids {
            if let Some(now) = self.boards.get(id) {
                events.insert(id, (*now).clone());
            } else if !events.contains_key(&id) {
                elsewhere.push(id);
            }
        }
        if !elsewhere.is_empty() {
            let records = self.store.events(&elsewhere).await?;
            events.extend(records.into_iter().map(|r| (r.event.id, EventNow::new(r))));
        }
        Ok(events)
    }
}

/// One snapshot in work.
struct Work<'a> {
    resolver: &'a Resolver,
    observed_at: Timestamp,
    batch: Batch,
    events: BTreeMap<EventId, EventNow>,
    changed: BTreeSet<EventId>,
    report: Ingested,
    /// Rows of the batch by place, and the stamp for each that is free where its own has another price.
    beside: Vec<(usize, Timestamp)>,
}

impl Work<'_> {
    fn event(&mut self, event: &SourceEvent, markets: &[SourceMarket], coverage: Coverage) {
        let resolver = self.resolver;
        let known = resolver.event(&event.key).zip(resolver.start(&event.key));
        let Some((id, (starts_at, time_known))) = known else {
            return;
        };
        let Some(mut standing) = self.events.remove(&id) else {
            return;
        };
        if standing.record.event.starts_at != starts_at {
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
        if coverage != Coverage::Delta {
            self.withdraw(&mut standing, |id| !seen.contains(id));
        }
        self.events.insert(id, standing);
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

    /// A price that was said before the one that stands.
    fn late(
        &mut self,
        id: QuoteId,
        quote: &SourceQuote,
        mut observed: Observed,
        before: &Quote,
        since: Option<Timestamp>,
    ) {
        let is_same = before.price == quote.price;
        // A source that is slower than another says the same a little older all the time.
        let is_out_of_order = self.observed_at < before.observed.observed_at;
        // Several prices may have been said under one stamp, and none of them is to be corrected.
        let beside = observed.observed_at.max(observed.source_at + MOMENT);
        match since {
            _ if is_same => {}
            Some(since) if since == observed.source_at => observed.source_at = beside,
            // What stands is known to have begun later, so this had ended by then.
            Some(since) if is_out_of_order && observed.source_at < since => {
                let beside = beside.min(since - MOMENT).max(observed.source_at);
                self.beside.push((self.batch.quotes.len(), beside));
            }
            _ if is_out_of_order => self.beside.push((self.batch.quotes.len(), beside)),
            _ => {}
        }
        let began_later = since.is_none_or(|since| observed.source_at < since);
        if is_same && !(began_later && is_out_of_order) {
            return;
        }
        self.report.late += 1;
        self.row(id, quote, observed);
        if !is_same && !began_later {
            // It stood before and stands again: without a row it would look as if it had ended.
            self.batch.quotes.push(QuoteRow {
                selection_id: id.0,
                venue_id: id.1,
                side: id.2,
                source_id: self.resolver.source_id(),
                observed: Observed {
                    source_at: before.observed.source_at.max(observed.source_at + MOMENT),
                    ..before.observed
                },
                price: Some(before.price),
                available: before.available,
                stake_max: before.stake_max,
            });
        }
    }

    /// When the source of this snapshot was last heard of an event.
    fn newest(&self, standing: &EventNow) -> Option<Timestamp> {
        let source_id = self.resolver.source_id();
        let mine = standing.quotes().filter(|(id, _)| standing.sources.get(id) == Some(&source_id));
        mine.map(|(_, quote)| quote.observed.observed_at).max()
    }

    fn row(&mut self, id: QuoteId, quote: &SourceQuote, observed: Observed) {
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
    fn withdraw(&mut self, standing: &mut EventNow, is_gone: impl Fn(&QuoteId) -> bool) {
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

    fn gone(&mut self, id: QuoteId, observed: Observed) {
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
    fn missing_events(&mut self, snapshot: &Snapshot, boards: &Boards) {
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

/// An event that is about to be stored.
pub(super) fn record(event: &NewEvent) -> EventRecord {
    EventRecord {
        event: Event {
            id: event.id,
            slug: event.slug.clone(),
            sport: event.sport.clone(),
            competition_id: None,
            season: event.season.map(Season::beginning),
            home: event.home.clone(),
            away: event.away.clone(),
            starts_at: event.starts_at,
            time_known: event.time_known,
        },
        competition: event.competition.as_ref().map(|(key, _)| key.clone()),
        competition_title: event.competition.as_ref().map(|(_, title)| title.clone()),
        origin: event.origin,
    }
}
