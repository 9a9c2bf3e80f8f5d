//! Feeds: a configured source with a schedule, and where it stands.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use monps_adapters::driver::QuotaState;
use monps_core::adapter::{Adapter, QuotaRule, Standing as Heard, Task};
use monps_core::id::SourceId;
use monps_core::time::{TimeDelta, Timestamp};
use tokio::sync::Notify;

use super::Resolver;
use super::agenda::{Agenda, FeedPlan, Memory, Schedule};
use super::plan::{Mode, Patience, due_at};
use crate::cache::Boards;
use crate::store::{CollectionLog, FeedRecord};

/// The key of an adapter's configuration that says how old a kept answer may be to stand in for a call.
pub(crate) const CACHE_MINUTES: &str = "cache_minutes";

/// A configured source with a schedule.
#[derive(Clone)]
pub struct Feed {
    /// Its name, unique among the feeds.
    pub id: String,
    /// Who speaks to the source.
    pub adapter: Arc<dyn Adapter>,
    /// The adapter's configuration.
    pub config: BTreeMap<String, String>,
    /// How often it is polled, as it was configured; the collector may be told otherwise.
    pub every: TimeDelta,
    /// For whatever wants randomness.
    pub seed: u64,
    /// Whether it is listened to all the time instead of being polled; its adapter must be able to.
    pub streams: bool,
    /// Other base addresses by endpoint name.
    pub base_urls: BTreeMap<String, String>,
}

impl std::fmt::Debug for Feed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Feed")
            .field("id", &self.id)
            .field("adapter", &self.adapter.manifest().id)
            .field("every", &self.every)
            .finish_non_exhaustive()
    }
}

/// Where a feed stands, for people and for the plan.
#[derive(Clone, Debug)]
pub struct FeedStatus {
    /// Its name.
    pub id: String,
    /// The adapter's id.
    pub adapter: String,
    /// The source's name as people know it.
    pub title: String,
    /// How often it is polled.
    pub every: TimeDelta,
    /// Whether it is being polled now.
    pub running: bool,
    /// When it is due; none while it is being polled.
    pub next_at: Option<Timestamp>,
    /// Attempts, failures, quota.
    pub record: FeedRecord,
    /// The budget, where the source has one.
    pub quota: Option<QuotaState>,
    /// How the source counts calls, where it does.
    pub quota_rule: Option<QuotaRule>,
    /// The last poll.
    pub last: Option<CollectionLog>,
    /// Answers that were put aside and wait for the database.
    pub spooled: usize,
    /// How it is scheduled.
    pub mode: Mode,
    /// Whether it can be heard, where it streams.
    pub standing: Option<Heard>,
    /// What it will ask for next and where that leads, where the source counts calls.
    pub plan: Option<FeedPlan>,
}

/// A feed at work.
pub(super) struct FeedTask {
    pub(super) feed: Feed,
    pub(super) source_id: SourceId,
    pub(super) wake: Notify,
    pub(super) replan: Notify,
    /// Held for the length of a poll: two never run at once.
    pub(super) resolver: tokio::sync::Mutex<Resolver>,
    standing: Mutex<Standing>,
}

#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub(super) every: TimeDelta,
    pub(super) record: FeedRecord,
    pub(super) patience: Patience,
    /// An attempt in the future, and when that was noticed.
    ahead: Option<(Timestamp, Timestamp)>,
    pub(super) running: bool,
    pub(super) next_at: Option<Timestamp>,
    pub(super) last: Option<CollectionLog>,
    /// Snapshots that wait in the spool.
    pub(super) spooled: usize,
    pub(super) schedule: Schedule,
    pub(super) memory: Memory,
    pub(super) agenda: Option<Agenda>,
    pub(super) plan: Option<FeedPlan>,
}

impl Standing {
    /// When the feed is due: by its agenda where it has one, by its rhythm otherwise; after a failure not
    /// before some patience.
    pub(super) fn due(&mut self, now: Timestamp) -> Timestamp {
        let last_attempt_at = self.counted_attempt(now);
        let record = FeedRecord { last_attempt_at, ..self.record.clone() };
        let rhythm = due_at(&record, self.every, self.patience, now);
        match self.agenda.as_ref().filter(|_| self.schedule.mode == Mode::Planned) {
            Some(agenda) if self.record.failures > 0 => agenda.due.max(rhythm),
            Some(agenda) => agenda.due,
            None => rhythm,
        }
    }

    /// The last attempt; one in the future, since the clock was set back or another process's is ahead,
    /// counts as made when that was first noticed: else it would be the last for as long as the clocks
    /// are apart.
    fn counted_attempt(&mut self, now: Timestamp) -> Option<Timestamp> {
        let last = self.record.last_attempt_at?;
        if last <= now {
            self.ahead = None;
            return Some(last);
        }
        let noticed = match self.ahead {
            Some((attempt, noticed)) if attempt == last && noticed <= now => noticed,
            _ => now,
        };
        self.ahead = Some((last, noticed));
        Some(noticed)
    }
}

impl FeedTask {
    pub(super) fn new(feed: Feed, resolver: Resolver, record: FeedRecord, spooled: usize) -> Self {
        let standing = Standing {
            every: feed.every,
            record,
            patience: Patience::Retry { at_least: None },
            running: false,
            ahead: None,
            next_at: None,
            last: None,
            spooled,
            schedule: Schedule::FIXED,
            memory: Memory::default(),
            agenda: None,
            plan: None,
        };
        Self {
            feed,
            source_id: resolver.source_id(),
            wake: Notify::new(),
            replan: Notify::new(),
            resolver: tokio::sync::Mutex::new(resolver),
            standing: Mutex::new(standing),
        }
    }

    pub(super) fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the adapter reads for a task. Whoever planned a look, or asks for a price again, wants it
    /// as it is now: no kept answer stands in for it.
    pub(super) fn config_for(&self, task: &Task) -> BTreeMap<String, String> {
        let mut config = self.feed.config.clone();
        let wants_now =
            !task.scope.events.is_empty() || self.standing().schedule.mode == Mode::Planned;
        let keeps = self.feed.adapter.manifest().reads(CACHE_MINUTES);
        if wants_now && keeps {
            config.insert(CACHE_MINUTES.to_owned(), "0".to_owned());
        }
        config
    }

    pub(super) fn status(&self, quota: Option<QuotaState>, boards: &Boards) -> FeedStatus {
        let standing = self.standing().clone();
        let heard = || boards.standing(self.source_id, &self.feed.id);
        let manifest = self.feed.adapter.manifest();
        FeedStatus {
            id: self.feed.id.clone(),
            adapter: manifest.id.to_string(),
            title: manifest.name.to_string(),
            every: standing.every,
            running: standing.running,
            next_at: standing.next_at.filter(|_| !standing.running),
            record: standing.record,
            quota,
            quota_rule: manifest.quota.clone(),
            last: standing.last,
            spooled: standing.spooled,
            mode: manifest.quota.as_ref().map_or(Mode::Interval, |_| standing.schedule.mode),
            plan: standing.plan,
            standing: self.feed.streams.then(heard),
        }
    }
}
