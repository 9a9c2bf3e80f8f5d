//! The collector at work: one task a feed, each in its rhythm.

use std::path::PathBuf;
use std::sync::Arc;

use monps_adapters::driver::Driver;
use monps_core::adapter::{Scope, Standing, Task};
use monps_core::id::EventId;
use monps_core::time::TimeDelta;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::agenda::Schedule;
use super::feed::{Feed, FeedStatus, FeedTask};
use super::ingest::{Ingest, Ingested};
use super::plan::Mode;
use super::{CollectError, Resolver, Spool, VenueDefaults};
use crate::cache::{Boards, Shared, Signal, Signals};
use crate::clock::Clock;
use crate::duties::Duties;
use crate::store::{CollectionLog, EventOrigin, Store};

/// Told of every poll.
pub type PollObserver = Box<dyn Fn(&CollectionLog, &Ingested) + Send + Sync>;

/// What a collector works with.
#[expect(missing_debug_implementations, reason = "a bundle of parts, taken apart at once")]
pub struct CollectorParts {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// The current prices.
    pub boards: Arc<Boards>,
    /// Takes snapshots in.
    pub ingest: Arc<Ingest>,
    /// Does the input and output.
    pub driver: Arc<Driver>,
    /// What time it is.
    pub clock: Clock,
    /// What is assumed of a venue that is first seen.
    pub venue_defaults: VenueDefaults,
    /// Where conversations are recorded.
    pub record_dir: Option<PathBuf>,
    /// Where snapshots wait while the store is away.
    pub spool: Option<Spool>,
    /// Told of every poll.
    pub observer: PollObserver,
}

/// Polls feeds.
pub struct Collector {
    pub(super) store: Arc<dyn Store>,
    pub(super) boards: Arc<Boards>,
    pub(super) ingest: Arc<Ingest>,
    pub(super) driver: Arc<Driver>,
    pub(super) clock: Clock,
    pub(super) record_dir: Option<PathBuf>,
    pub(super) spool: Option<Spool>,
    pub(super) observer: PollObserver,
    pub(super) duties: Duties,
    pub(super) shared: Shared,
    pub(super) holder: String,
    pub(super) feeds: Vec<Arc<FeedTask>>,
}

/// What a re-check of an event's prices came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rechecked {
    /// The feeds that were asked.
    pub feeds: Vec<String>,
    /// Units of quota spent.
    pub credits: u32,
    /// Prices that changed or disappeared.
    pub changed: u64,
    /// Feeds that could not answer, in words.
    pub errors: Vec<String>,
}

impl Collector {
    /// A collector of feeds, which stand where the store says.
    ///
    /// # Errors
    /// [`CollectError`] when the store or the spool cannot be read.
    pub async fn new(parts: CollectorParts, feeds: Vec<Feed>) -> Result<Self, CollectError> {
        let mut tasks = Vec::with_capacity(feeds.len());
        for feed in feeds {
            let record = parts.store.feed_record(&feed.id).await?;
            let resolver = Resolver::new(
                Arc::clone(&parts.store),
                &feed.adapter.manifest().id,
                EventOrigin::Feed,
                parts.venue_defaults.clone().of_venues(&feed.adapter.manifest().venues),
            )
            .await?;
            let spool = parts.spool.as_ref();
            let spooled = spool.map_or(Ok(0), |spool| spool.count(&feed.id))?;
            if feed.streams {
                // What stood when somebody last listened is out of date until it is told again.
                parts.boards.hear(resolver.source_id(), &feed.id, Standing::Away);
            }
            tasks.push(Arc::new(FeedTask::new(feed, resolver, record, spooled)));
        }
        Ok(Self {
            store: parts.store,
            boards: parts.boards,
            ingest: parts.ingest,
            driver: parts.driver,
            clock: parts.clock,
            record_dir: parts.record_dir,
            spool: parts.spool,
            observer: parts.observer,
            duties: Duties::all(),
            shared: Shared::in_process(),
            holder: String::new(),
            feeds: tasks,
        })
    }

    /// The same as one process among several: it polls the feeds that are its duties, and asks whoever
    /// has the others.
    #[must_use]
    pub fn among(self, duties: Duties, shared: Shared, holder: &str) -> Self {
        Self { duties, shared, holder: holder.to_owned(), ..self }
    }

    /// Polls every feed in its rhythm until told to stop; a poll in progress is finished.
    pub async fn run(self: Arc<Self>, stop: CancellationToken) {
        let mut tasks = JoinSet::new();
        for task in &self.feeds {
            let (collector, task, stop) = (Arc::clone(&self), Arc::clone(task), stop.clone());
            tasks.spawn(async move {
                if task.feed.streams {
                    collector.keep_stream(&task, &stop).await;
                } else {
                    collector.keep(&task, &stop).await;
                }
            });
        }
        while let Some(ended) = tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a feed's task ended unexpectedly");
            }
        }
    }

    /// Polls every feed once, now: for `monps collect` and for tests.
    pub async fn run_once(&self) -> Vec<CollectionLog> {
        let mut logs = Vec::new();
        for task in &self.feeds {
            self.poll(task).await;
            logs.extend(task.standing().last.clone());
        }
        logs
    }

    /// Where every feed stands.
    pub async fn feeds(&self) -> Vec<FeedStatus> {
        let mut feeds = Vec::with_capacity(self.feeds.len());
        for task in &self.feeds {
            feeds.push(task.status(self.quota(task).await, &self.boards));
        }
        feeds
    }

    /// Polls a feed in another rhythm from now on.
    pub fn reschedule(&self, feed: &str, every: TimeDelta) {
        for task in self.feeds.iter().filter(|task| task.feed.id == feed) {
            task.standing().every = every;
            task.replan.notify_one();
        }
    }

    /// Schedules a feed with a quota otherwise from now on.
    pub async fn schedule(&self, feed: &str, schedule: Schedule) {
        for task in self.feeds.iter().filter(|task| task.feed.id == feed) {
            if let Some(budget) = schedule.budget {
                self.driver.quota().set_budget(&task.feed.adapter.manifest().id, budget).await;
            }
            task.standing().schedule = schedule;
            task.replan.notify_one();
        }
    }

    /// Polls a feed now if it is this process's duty: what another process asked for.
    pub fn wake_if_mine(&self, feed: &str) {
        if self.duties.is_mine(feed) {
            self.wake(feed);
        }
    }

    /// Asks for a poll now, another process if the feed is its duty. False when there is no such feed; a
    /// poll in progress counts as the one asked for.
    pub fn wake(&self, feed: &str) -> bool {
        let Some(task) = self.feeds.iter().find(|task| task.feed.id == feed) else {
            return false;
        };
        if !self.duties.is_mine(feed) {
            self.shared.tell(&self.holder, Signal::Feed(feed.to_owned()));
        } else if !task.standing().running {
            task.wake.notify_one();
        }
        true
    }

    /// Re-prices one event at every source that knows it.
    ///
    /// # Errors
    /// [`CollectError::Store`] when the event's names cannot be read.
    pub async fn recheck(&self, event: EventId) -> Result<Rechecked, CollectError> {
        let refs = self.store.refs_of(event).await?;
        let competition = self.boards.get(event).and_then(|event| event.record.competition.clone());
        let mut rechecked = Rechecked::default();
        for task in &self.feeds {
            let source = &task.feed.adapter.manifest().id;
            let events: Vec<String> = refs
                .iter()
                .filter(|(_, key, _)| key == source)
                .map(|(_, _, reference)| reference.clone())
                .collect();
            if events.is_empty() {
                continue;
            }
            let competitions = competition.iter().cloned().collect();
            let scope = Scope { events, competitions, ..Scope::default() };
            let log = self.poll_task(task, &Task::odds(scope)).await;
            rechecked.feeds.push(log.feed);
            rechecked.credits += log.credits;
            rechecked.changed += log.quotes_changed;
            rechecked.errors.extend(log.error);
        }
        Ok(rechecked)
    }

    /// The oldest success among the feeds, and how long each may be silent: what health is judged
    /// by.
    #[must_use]
    pub fn silence(&self) -> Option<TimeDelta> {
        let now = self.clock.now();
        self.feeds
            .iter()
            .filter_map(|task| {
                let standing = task.standing();
                let rhythm = standing.record.last_success_at? + standing.every * 3;
                // A planned feed may have nothing to ask for days; then it has a next look.
                let planned = standing.next_at.filter(|_| standing.schedule.mode == Mode::Planned);
                let expected = planned.map_or(rhythm, |next| rhythm.max(next + standing.every));
                Some((now - expected).max(TimeDelta::zero()))
            })
            .max()
    }
}

impl std::fmt::Debug for Collector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let feeds: Vec<&str> = self.feeds.iter().map(|task| task.feed.id.as_str()).collect();
        f.debug_struct("Collector").field("feeds", &feeds).finish_non_exhaustive()
    }
}
