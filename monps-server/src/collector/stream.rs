//! A feed that is listened to: a conversation that the driver keeps open, its snapshots taken in as
//! they come.
//!
//! While the source cannot be heard, or says itself that it is late, what it told stays on the boards
//! and counts for nothing: it is not shown as standing and leads to no opportunity. What does not
//! change is not told again, so the adapter says now and then that what it told still stands; then the
//! prices are as young as that word.
//!
//! One process listens: the one that holds the feed's lease. It tells the others whether the source
//! can be heard.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use monps_adapters::driver::RunOptions;
use monps_adapters::error::DriveError;
use monps_core::adapter::{Capability, Scope, Snapshot, Standing, Task};
use monps_core::id::{EventId, SourceId};
use monps_core::time::{TimeDelta, Timestamp};
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

use super::agenda::title;
use super::feed::FeedTask;
use super::ingest::{Ingest, Ingested};
use super::keep::REFRESH_EVERY;
use super::plan::{Patience, due_at};
use super::poll::{
    Done, RESULTS_UNTIL, SNAPSHOTS_WAITING_MAX, forgotten_before, patience, sentence,
};
use super::{CollectError, Collector};
use crate::cache::{Signal, Signals};
use crate::error_chain::Chain;
use crate::store::{CollectionLog, PollOutcome, StoreError};

/// How often the log says what came.
const NOTE_EVERY: Duration = Duration::from_secs(60);
/// Who is not known to hold a feed leaves it alone while another may be listening: so long after the
/// last note.
const HEARD_OF: TimeDelta = TimeDelta::seconds(150);
/// A conversation is begun anew this often: what is to be listened to changes with the calendar.
const RENEW_EVERY: Duration = Duration::from_secs(3600);
/// What was told is out of date where a new conversation brings nothing for so long.
const GRACE: Duration = Duration::from_secs(15);
/// How much younger than the word that it stands a source's own stamp may come.
const JITTER: TimeDelta = TimeDelta::seconds(5);

/// What a conversation brought since the last note.
struct Notes {
    started_at: Timestamp,
    ingested: Ingested,
    skipped: u64,
    failure: Option<CollectError>,
    /// Whether it could be heard, and whether it could not, at some time.
    heard: [bool; 2],
}

/// What is known of a conversation.
struct Listening {
    notes: Notes,
    standing: Option<Standing>,
    /// The events that it told: others may have been left out of it.
    told: BTreeSet<EventId>,
    /// How far the source's clock is behind ours.
    lag: TimeDelta,
}

impl Collector {
    /// Listens to a feed whenever that is this process's duty, until told to stop.
    pub(super) async fn keep_stream(&self, task: &FeedTask, stop: &CancellationToken) {
        let feed = task.feed.id.as_str();
        let mut duties = self.duties.watch();
        let mut asked = false;
        while !stop.is_cancelled() {
            let outcome = if !self.duties.is_mine(feed) {
                self.refresh(task).await.map(|()| false)
            } else if asked || self.stream_due(task) <= self.clock.now() {
                self.claim_stream(task).await
            } else {
                Ok(false)
            };
            match outcome {
                Ok(true) => {
                    self.results_between(task).await;
                    self.listen(task, stop).await;
                }
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(feed, error = %Chain(&error), "a feed waits for the database");
                }
            }
            if task.standing().spooled > 0 {
                self.try_drain(task).await;
            }
            let wait = (self.stream_due(task) - self.clock.now()).to_std().unwrap_or_default();
            asked = tokio::select! {
                () = stop.cancelled() => return,
                () = task.wake.notified() => true,
                () = task.replan.notified() => false,
                _ = duties.changed() => false,
                () = tokio::time::sleep(wait.min(REFRESH_EVERY)) => false,
            };
        }
    }

    /// At once, or after a failure when it is time to try again.
    fn stream_due(&self, task: &FeedTask) -> Timestamp {
        let now = self.clock.now();
        let mut standing = task.standing();
        let due = match standing.record.failures {
            0 => now,
            _ => due_at(&standing.record, standing.every, standing.patience, now),
        };
        standing.next_at = Some(due);
        due
    }

    /// Whether this process may listen. Where nobody can say who holds the feed, only if nobody has
    /// noted anything of it for a while.
    async fn claim_stream(&self, task: &FeedTask) -> Result<bool, StoreError> {
        if self.duties.is_held(&task.feed.id) {
            return Ok(true);
        }
        let last = self.store.feed_record(&task.feed.id).await?.last_attempt_at;
        let now = self.clock.now();
        let is_free = last.is_none_or(|last| now - last.min(now) >= HEARD_OF);
        Ok(is_free && self.store.claim_poll(&task.feed.id, last, now).await?)
    }

    /// Asks for the results that are missing: a stream of prices brings none.
    async fn results_between(&self, task: &FeedTask) {
        if !task.feed.adapter.manifest().can(Capability::Results) {
            return;
        }
        let mut resolver = task.resolver.lock().await;
        for wanted in self.tasks(task, &resolver).await {
            if wanted.want == Capability::Results {
                let done = self.carry_out(task, &mut resolver, &wanted).await;
                self.conclude(task, done).await;
            }
        }
    }

    /// Listens until told to stop, the duty is another's, the conversation has become old, or it fails.
    async fn listen(&self, task: &FeedTask, stop: &CancellationToken) {
        let feed = &task.feed;
        task.standing().running = true;
        let options = RunOptions {
            seed: feed.seed,
            base_urls: feed.base_urls.clone(),
            record_dir: self.record_dir.clone(),
            ..RunOptions::default()
        };
        let wanted = Task::stream(Scope::default());
        let (sender, mut snapshots) = mpsc::channel::<Snapshot>(SNAPSHOTS_WAITING_MAX);
        let is_over = AtomicBool::new(false);
        let until = async {
            self.is_over(task, stop).await;
            is_over.store(true, Ordering::Release);
        };
        let driving = async {
            let adapter = feed.adapter.as_ref();
            let config = &feed.config;
            let driver = &self.driver;
            let outcome = driver.listen(adapter, config, &wanted, &options, &sender, until).await;
            drop(sender);
            outcome
        };
        let taking = self.take_stream(task, &mut snapshots);
        let (driven, listening) = tokio::join!(driving, taking);
        let ended_by_itself = driven.is_ok() && !is_over.load(Ordering::Acquire);
        if driven.is_err() || ended_by_itself || stop.is_cancelled() {
            self.stands(task, Standing::Away);
        }
        let error = driven.as_ref().err();
        self.note(task, listening.notes, error, ended_by_itself).await;
        task.standing().running = false;
    }

    /// Waits until a conversation is to end.
    async fn is_over(&self, task: &FeedTask, stop: &CancellationToken) {
        let renew_at = Instant::now() + RENEW_EVERY;
        let mut duties = self.duties.watch();
        while self.duties.is_mine(&task.feed.id) {
            // A lease ends without a word where nobody can be asked.
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep_until(renew_at) => return,
                _ = duties.changed() => {}
                () = tokio::time::sleep(REFRESH_EVERY) => {}
            }
        }
    }

    /// Takes in what a conversation tells until it ends.
    async fn take_stream(
        &self,
        task: &FeedTask,
        snapshots: &mut mpsc::Receiver<Snapshot>,
    ) -> Listening {
        let mut listening = Listening {
            notes: Notes::new(self.clock.now()),
            standing: None,
            told: BTreeSet::new(),
            lag: TimeDelta::zero(),
        };
        let silent_at = Instant::now() + GRACE;
        let mut noting = tokio::time::interval_at(Instant::now() + NOTE_EVERY, NOTE_EVERY);
        noting.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                snapshot = snapshots.recv() => match snapshot {
                    Some(snapshot) => self.hear(task, &mut listening, &snapshot).await,
                    None => return listening,
                },
                () = tokio::time::sleep_until(silent_at), if listening.standing.is_none() => {
                    listening.stands(Standing::Away);
                    self.stands(task, Standing::Away);
                }
                _ = noting.tick() => {
                    let next = Notes::new(self.clock.now());
                    let notes = std::mem::replace(&mut listening.notes, next);
                    listening.notes.heard[1] = listening.standing == Some(Standing::Away);
                    self.note(task, notes, None, false).await;
                    task.resolver.lock().await.forget_before(self.clock.now() - RESULTS_UNTIL);
                    self.boards.forget_before(forgotten_before(self.clock.now()));
                }
            }
        }
    }

    async fn hear(&self, task: &FeedTask, listening: &mut Listening, snapshot: &Snapshot) {
        let heard = snapshot.heard();
        if heard == Some(Standing::Away) {
            // Before anybody acts upon what is late.
            listening.stands(Standing::Away);
            self.stands(task, Standing::Away);
        }
        listening.notes.skipped += snapshot.skipped.len() as u64;
        for left_out in snapshot.skipped.iter().take(20) {
            let (at, reason) = (&left_out.at, &left_out.reason);
            tracing::debug!(feed = task.feed.id, at, reason, "left out");
        }
        if !snapshot.events.is_empty() || !snapshot.results.is_empty() {
            let mut resolver = task.resolver.lock().await;
            match self.take_in(task, &mut resolver, snapshot).await {
                Ok(done) => listening.notes.ingested.add(done),
                Err(error) => listening.notes.failure = Some(error),
            }
            let told = snapshot.events.iter().filter_map(|event| resolver.event(&event.key));
            listening.told.extend(told);
            listening.lag = lag(snapshot).unwrap_or(listening.lag);
        } else if heard == Some(Standing::Live) {
            let at = snapshot.observed_at.unwrap_or_else(|| self.clock.now());
            let at = at.min(self.clock.now());
            let told = &listening.told;
            self.ingest.seen_to_stand(task.source_id, told, at, listening.lag + JITTER).await;
        }
        if heard == Some(Standing::Live) {
            listening.stands(Standing::Live);
            self.stands(task, Standing::Live);
        }
    }

    /// Says here and to the other processes whether a feed can be heard.
    fn stands(&self, task: &FeedTask, standing: Standing) {
        let feed = &task.feed.id;
        let is_new = self.ingest.hear(task.source_id, feed, standing);
        if is_new {
            tracing::info!(feed, ?standing, "whether the source can be heard has changed");
        }
        if self.duties.are_shared() && is_new {
            self.tell_standing(task, standing);
        }
    }

    fn tell_standing(&self, task: &FeedTask, standing: Standing) {
        let signal = Signal::Heard {
            source: task.source_id.get(),
            feed: task.feed.id.clone(),
            away: standing == Standing::Away,
        };
        self.shared.tell(&self.holder, signal);
    }

    /// Notes what came, in the log of polls.
    async fn note(
        &self,
        task: &FeedTask,
        notes: Notes,
        driven: Option<&DriveError>,
        ended_by_itself: bool,
    ) {
        let [live, away] = notes.heard;
        let failed = driven.is_some() || ended_by_itself;
        let outcome = match (failed, &notes.failure) {
            (true, _) => PollOutcome::Failed,
            (false, None) if !away => PollOutcome::Ok,
            (false, Some(CollectError::PutAside { .. })) => PollOutcome::Partial,
            _ if live => PollOutcome::Partial,
            _ => PollOutcome::Failed,
        };
        let unheard = away.then_some("the source could not be heard, or said that it was late");
        let ended = ended_by_itself.then_some("the source ended the conversation");
        let error = sentence(driven, notes.failure.as_ref())
            .or_else(|| ended.or(unheard).map(str::to_owned));
        let Ingested { seen, changed, withdrawn, .. } = notes.ingested;
        let log = CollectionLog {
            feed: task.feed.id.clone(),
            task: title(&Task::stream(Scope::default())),
            started_at: notes.started_at,
            finished_at: self.clock.now(),
            outcome,
            requests: 0,
            credits: 0,
            quotes_seen: seen,
            quotes_changed: changed + withdrawn,
            skipped: notes.skipped,
            error,
        };
        let patience = if failed { patience(driven) } else { Patience::Retry { at_least: None } };
        let done = Done { log, ingested: notes.ingested, patience, of_one_part: false };
        self.conclude(task, done).await;
        // Who began to listen to the others since does not know it yet.
        if self.duties.are_shared() {
            self.tell_standing(task, self.boards.standing(task.source_id, &task.feed.id));
        }
    }
}

impl Notes {
    fn new(started_at: Timestamp) -> Self {
        let (ingested, heard) = (Ingested::default(), [false; 2]);
        Self { started_at, ingested, skipped: 0, failure: None, heard }
    }
}

impl Listening {
    fn stands(&mut self, standing: Standing) {
        self.standing = Some(standing);
        self.notes.heard[usize::from(standing == Standing::Away)] = true;
    }
}

/// How far the source's clock is behind ours, by what it says of its prices.
fn lag(snapshot: &Snapshot) -> Option<TimeDelta> {
    let stamps = snapshot.events.iter().flat_map(|event| &event.markets);
    let newest = stamps.filter_map(|market| market.source_at).max()?;
    Some((snapshot.observed_at? - newest).max(TimeDelta::zero()))
}

impl Ingest {
    /// Notes whether a feed that streams can be heard, and has its events looked at where that is new.
    pub fn hear(&self, source: SourceId, feed: &str, standing: Standing) -> bool {
        let is_new = self.boards.hear(source, feed, standing);
        if is_new {
            self.nudges.nudge(self.boards.quoted_by(source));
        }
        is_new
    }

    /// Notes that the prices of a source in some events were seen to stand at an instant. The source's
    /// own clock may be so far behind, and what it says next must not look older.
    async fn seen_to_stand(
        &self,
        source: SourceId,
        events: &BTreeSet<EventId>,
        at: Timestamp,
        behind: TimeDelta,
    ) {
        let _turn = self.turn.lock().await;
        let mut seen = Vec::new();
        for event in events.iter().filter_map(|id| self.boards.get(*id)) {
            let mut event = (*event).clone();
            let sources = std::mem::take(&mut event.sources);
            for (id, quote) in event.quotes_mut() {
                if sources.get(&id) == Some(&source) {
                    let observed = &mut quote.observed;
                    observed.observed_at = observed.observed_at.max(at);
                    observed.source_at = observed.source_at.max(at - behind);
                }
            }
            event.sources = sources;
            seen.push(event);
        }
        self.boards.replace(seen);
    }
}
