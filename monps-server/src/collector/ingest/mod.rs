//! From a snapshot to stored changes and current boards.
//!
//! A price that stands is only seen again; a price that changed is stored and put on the board; one
//! that its own source no longer carries is withdrawn. A late price (its source's clock behind what
//! stands) goes into the history and leaves the board alone; so does all of a snapshot that comes after
//! a newer one of its source, as the spool's may. The store first, the board after: what is shown has
//! been kept.

mod late;
mod work;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use monps_core::adapter::{Coverage, Snapshot, SourceEvent, SourceMarket};
use monps_core::catalog::{Event, Season};
use monps_core::id::EventId;
use monps_core::time::{TimeDelta, Timestamp};
use tokio::sync::Mutex;
use work::Work;

use super::refusal::results_of;
use super::rejoin::Mark;
use super::resolve::Wanted;
use super::{CollectError, Resolver};
use crate::cache::{Boards, EventNow, Nudges, QuoteId};
use crate::store::{Batch, EventRecord, NewEvent, Store, StoreError};

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
        let standing = self.standing(resolver, snapshot, &batch).await?;
        let mut work = Work::new(resolver, observed_at, standing, batch);
        for (event, markets) in events.iter().zip(&markets) {
            work.event(event, markets, snapshot.coverage);
        }
        if snapshot.coverage != Coverage::Delta {
            work.unsaid();
        }
        if snapshot.coverage == Coverage::Competitions {
            work.missing_events(snapshot, &self.boards);
        }
        let source_id = resolver.source_id();
        let store = self.store.as_ref();
        results_of(store, source_id, snapshot, observed_at, &mut work.batch).await?;
        late::keep_apart(store, &mut work.batch.quotes, &work.beside).await?;
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
        let mut work = Work::new(resolver, now, BTreeMap::new(), Batch::default());
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
