//! The processes that work on one database, as one of them sees it.
//!
//! Each has a role: one answers requests, one polls feeds, one detects and settles, or one does it
//! all. Any number of each may run. They meet in the store and tell one another through what is
//! shared (see [`crate::cache`]); a process alone has company of nobody and pays nothing for it.

use std::collections::BTreeSet;
use std::time::Duration;

use monps_core::id::EventId;

use crate::cache::{Answers, Boards, KeptAnswer, Shared, Sighting, Signal, Signals};
use crate::clock::Clock;
use crate::collector::Ingest;
use crate::config::Role;
use crate::duties::{Duties, partition_names};
use crate::error_chain::Chain;
use crate::store::{Store, StoreError};

/// The duty of taking samples of the gauges.
pub const SAMPLER: &str = "sampler";
/// The duty of withdrawing hand-entered prices.
pub const EXPIRY: &str = "expiry";

/// How often what was seen is told.
const PUBLISH_EVERY: Duration = Duration::from_millis(200);
/// How long a sighting is kept: events are polled more often than that, or they are old news.
const SIGHTINGS_KEPT: Duration = Duration::from_secs(12 * 3600);
/// How often the store is asked what others wrote, while they cannot tell …
const CATCH_UP_EVERY: Duration = Duration::from_secs(2);
/// … and while they can: a signal may be lost.
const CATCH_UP_SELDOM: Duration = Duration::from_secs(15);

/// The company of a process.
#[derive(Clone, Debug)]
pub struct Company {
    /// What this process does.
    pub role: Role,
    /// What processes share.
    pub shared: Shared,
    /// This process's name among them.
    pub holder: String,
    /// The feeds that it polls.
    pub collecting: Duties,
    /// The parts of the events that it looks at, and the tasks that one process has.
    pub working: Duties,
}

impl Company {
    /// One process that does everything.
    #[must_use]
    pub fn alone() -> Self {
        Self::new(Role::All, Shared::in_process())
    }

    /// A process in a role, with others that share the same.
    #[must_use]
    pub fn new(role: Role, shared: Shared) -> Self {
        let holder = uuid::Uuid::new_v4().to_string();
        let (collecting, working) = (Duties::none(), Duties::none());
        Self { role, shared, holder, collecting, working }
    }

    /// Whether other processes may work on the same database.
    #[must_use]
    pub fn has_others(&self) -> bool {
        self.shared.is_between_processes() || self.role != Role::All
    }

    /// The same with its duties: some feeds, and some of the events.
    #[must_use]
    pub fn dividing(self, feeds: Vec<String>) -> Self {
        let duties = |group: &str, takes_part: bool, names: Vec<String>| {
            if !takes_part {
                Duties::none()
            } else if self.has_others() {
                Duties::shared(self.shared.clone(), group, &self.holder, names)
            } else {
                Duties::all()
            }
        };
        let mut work = partition_names();
        work.extend([SAMPLER.to_owned(), EXPIRY.to_owned()]);
        let collecting = duties("collector", self.role.collects(), feeds);
        let working = duties("worker", self.role.works(), work);
        Self { collecting, working, ..self }
    }

    /// Tells all processes.
    pub fn tell(&self, signal: Signal) {
        self.shared.tell(&self.holder, signal);
    }

    /// Tells the others what this process puts on its boards, until dropped.
    pub(crate) async fn publish(&self, boards: &Boards) {
        loop {
            let touched = boards.take_touched();
            if !touched.is_empty() {
                self.publish_events(boards, &touched).await;
            }
            tokio::time::sleep(PUBLISH_EVERY).await;
        }
    }

    async fn publish_events(&self, boards: &Boards, events: &BTreeSet<EventId>) {
        let sightings: Vec<(String, KeptAnswer)> = events
            .iter()
            .filter_map(|id| boards.get(*id))
            .map(|event| (Sighting::key(event.record.event.id), Sighting::of(&event).to_answer()))
            .collect();
        if let Err(error) = self.shared.keep(&sightings, SIGHTINGS_KEPT).await {
            tracing::warn!(%error, "what was seen is not shared; others read the database");
        }
        for signal in Signal::events(events.iter().copied()) {
            self.tell(signal);
        }
    }

    /// Follows the store now and then, until dropped: what others wrote and could not tell.
    pub(crate) async fn catch_up(&self, store: &dyn Store, ingest: &Ingest, clock: &Clock) {
        let mut marks: Option<(i64, i64)> = None;
        loop {
            let can_tell = self.shared.is_between_processes() && self.shared.away().is_none();
            tokio::time::sleep(if can_tell { CATCH_UP_SELDOM } else { CATCH_UP_EVERY }).await;
            match self.catch_up_once(store, ingest, clock, marks).await {
                Ok(newest) => {
                    // One round is read twice: a row may be older than its transaction.
                    let last = marks.map_or(newest, |(_, last)| last);
                    marks = Some((last, newest));
                }
                Err(error) => {
                    tracing::warn!(error = %Chain(&error), "what others wrote could not be read");
                }
            }
        }
    }

    async fn catch_up_once(
        &self,
        store: &dyn Store,
        ingest: &Ingest,
        clock: &Clock,
        marks: Option<(i64, i64)>,
    ) -> Result<i64, StoreError> {
        let Some((from, last)) = marks else {
            let (newest, _) = store.changed_after(None).await?;
            ingest.follow_all(&self.shared, clock.now()).await?;
            return Ok(newest);
        };
        let (newest, events) = store.changed_after(Some(from)).await?;
        if newest > last || from < last {
            let events = events.into_iter().collect();
            ingest.follow(&events, &self.shared, clock.now()).await?;
        }
        Ok(newest)
    }
}
