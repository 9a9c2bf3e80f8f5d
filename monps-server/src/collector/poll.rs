//! One poll of a feed: fetch, ingest, log.

use monps_adapters::driver::{QuotaState, RunOptions};
use monps_adapters::error::DriveError;
use monps_core::adapter::{Capability, Snapshot, Task};
use monps_core::error::adapter::FaultCode;
use monps_core::time::{TimeDelta, Timestamp};
use tokio::sync::mpsc;

use super::agenda::title;
use super::feed::FeedTask;
use super::ingest::Ingested;
use super::plan::Patience;
use super::{CollectError, Collector, Resolver};
use crate::error_chain::Chain;
use crate::store::{CollectionLog, FeedQuota, FeedRecord, PollOutcome};

/// Snapshots on their way from the driver to the store.
pub(super) const SNAPSHOTS_WAITING_MAX: usize = 4;
/// Results are asked for from this long after the start …
pub(super) const RESULTS_AFTER: TimeDelta = TimeDelta::minutes(100);
/// … until this long after it: sources forget.
pub(super) const RESULTS_UNTIL: TimeDelta = TimeDelta::days(3);

/// What one task of a poll came to.
pub(super) struct Done {
    pub(super) log: CollectionLog,
    pub(super) ingested: Ingested,
    pub(super) patience: Patience,
    /// It failed, and that says nothing of the other parts of the feed.
    pub(super) of_one_part: bool,
}

impl Collector {
    /// Polls a feed once: what its agenda has for now; without one, or where somebody asks before it is
    /// due, its odds and the results that are missing.
    pub(super) async fn poll(&self, task: &FeedTask) -> Ingested {
        // Whoever holds the resolver polls: two polls of a feed never overlap.
        let mut resolver = task.resolver.lock().await;
        task.standing().running = true;
        let mut total = Ingested::default();
        let wanted = match self.take_due(task) {
            Some(due) => due,
            None => self.tasks(task, &resolver).await,
        };
        for wanted in wanted {
            let done = self.carry_out(task, &mut resolver, &wanted).await;
            let failed = done.log.outcome == PollOutcome::Failed && !done.of_one_part;
            total.add(self.conclude(task, done).await);
            if failed {
                break;
            }
        }
        resolver.forget_before(self.clock.now() - RESULTS_UNTIL);
        task.standing().running = false;
        total
    }

    /// Runs one task that somebody asked for, outside the rhythm.
    pub(super) async fn poll_task(&self, task: &FeedTask, wanted: &Task) -> CollectionLog {
        let mut resolver = task.resolver.lock().await;
        let done = self.carry_out(task, &mut resolver, wanted).await;
        let log = done.log.clone();
        if task.feed.adapter.manifest().quota.is_some() {
            // What was spent outlives the process.
            let mut record = task.standing().record.clone();
            record.quota = self.feed_quota(task).await;
            task.standing().record.quota = record.quota;
            self.log(&log, &record).await;
        }
        (self.observer)(&log, &done.ingested);
        log
    }

    /// Odds always; results when the source has events that must be over and have none. Where asking
    /// costs, results are for open bets unless somebody decided otherwise.
    pub(super) async fn tasks(&self, task: &FeedTask, resolver: &Resolver) -> Vec<Task> {
        let manifest = task.feed.adapter.manifest();
        let mut tasks = Vec::new();
        if manifest.can(Capability::Odds) {
            tasks.push(Task::odds(monps_core::adapter::Scope::default()));
        }
        if manifest.quota.is_some() {
            tasks.extend(self.results_due(task).await);
        } else if manifest.can(Capability::Results) {
            let now = self.clock.now();
            let (from, until) = (now - RESULTS_UNTIL, now - RESULTS_AFTER);
            let waiting = self.store.awaits_results(resolver.source_id(), from, until).await;
            if waiting.unwrap_or(true) {
                tasks.push(Task::results(monps_core::adapter::Scope::default()));
            }
        }
        tasks
    }

    /// Runs one task of a feed, storing snapshots as they come.
    pub(super) async fn carry_out(
        &self,
        task: &FeedTask,
        resolver: &mut Resolver,
        wanted: &Task,
    ) -> Done {
        let feed = &task.feed;
        let started_at = self.clock.now();
        let before = self.quota(task).await;
        let options = RunOptions {
            seed: feed.seed,
            base_urls: feed.base_urls.clone(),
            record_dir: self.record_dir.clone(),
            ..RunOptions::default()
        };
        let config = task.config_for(wanted);
        let (sender, mut snapshots) = mpsc::channel::<Snapshot>(SNAPSHOTS_WAITING_MAX);
        let driving = async {
            let adapter = feed.adapter.as_ref();
            let outcome = self.driver.run(adapter, &config, wanted, &options, &sender).await;
            drop(sender);
            outcome
        };
        let storing = async {
            let (mut ingested, mut skipped, mut failure) = (Ingested::default(), 0_u64, None);
            while let Some(snapshot) = snapshots.recv().await {
                skipped += snapshot.skipped.len() as u64;
                for left_out in snapshot.skipped.iter().take(20) {
                    tracing::debug!(
                        feed = feed.id,
                        at = left_out.at,
                        reason = left_out.reason,
                        "left out"
                    );
                }
                match self.take_in(task, resolver, &snapshot).await {
                    Ok(done) => ingested.add(done),
                    // Later snapshots are tried all the same: they stand for themselves.
                    Err(error) => failure = Some(error),
                }
            }
            (ingested, skipped, failure)
        };
        let (driven, (ingested, skipped, failure)) = tokio::join!(driving, storing);
        let credits = spent(before, self.quota(task).await);
        let error = sentence(driven.as_ref().err(), failure.as_ref());
        let log = CollectionLog {
            feed: feed.id.clone(),
            task: title(wanted),
            started_at,
            finished_at: self.clock.now(),
            outcome: outcome(driven.as_ref().err(), failure.as_ref(), &ingested),
            requests: driven.as_ref().map_or(0, |report| report.requests),
            credits,
            quotes_seen: ingested.seen,
            quotes_changed: ingested.changed + ingested.withdrawn,
            skipped,
            error,
        };
        let failure = driven.as_ref().err();
        let of_one_part =
            !wanted.scope.competitions.is_empty() && failure.is_some_and(is_of_one_part);
        Done { log, ingested, patience: patience(failure), of_one_part }
    }

    /// Keeps what a task did, in memory and in the store, and tells whoever watches.
    pub(super) async fn conclude(&self, task: &FeedTask, done: Done) -> Ingested {
        let Done { log, ingested, patience, of_one_part } = done;
        let quota = self.feed_quota(task).await;
        let record = {
            let mut standing = task.standing();
            standing.record.last_attempt_at = Some(log.started_at);
            standing.record.quota = quota;
            standing.record.last_error.clone_from(&log.error);
            if log.outcome == PollOutcome::Failed {
                standing.record.failures += 1;
            } else {
                standing.record.failures = 0;
                standing.record.last_success_at = Some(log.finished_at);
            }
            standing.patience = patience;
            standing.last = Some(log.clone());
            standing.memory.note(&log, of_one_part);
            standing.record.clone()
        };
        match &log.error {
            None => tracing::info!(
                feed = log.feed,
                task = log.task,
                seen = log.quotes_seen,
                changed = log.quotes_changed,
                skipped = log.skipped,
                "polled"
            ),
            Some(error) => tracing::warn!(feed = log.feed, task = log.task, error, "poll failed"),
        }
        self.log(&log, &record).await;
        (self.observer)(&log, &ingested);
        ingested
    }

    async fn log(&self, log: &CollectionLog, record: &FeedRecord) {
        if let Err(error) = self.store.log_collection(log, record).await {
            tracing::error!(feed = log.feed, error = %Chain(&error), "a poll could not be logged");
        }
    }

    async fn feed_quota(&self, task: &FeedTask) -> Option<FeedQuota> {
        self.quota(task).await.map(|state| FeedQuota {
            used: state.used,
            remaining: state.source_remaining,
            period_start: state.period_start,
        })
    }

    pub(super) async fn quota(&self, task: &FeedTask) -> Option<QuotaState> {
        self.driver.quota().state(&task.feed.adapter.manifest().id).await
    }
}

fn outcome(
    driven: Option<&DriveError>,
    stored: Option<&CollectError>,
    ingested: &Ingested,
) -> PollOutcome {
    // What was put aside is kept: asking the source again would only cost its quota.
    let kept = ingested.seen + ingested.results > 0
        || (driven.is_none() && matches!(stored, Some(CollectError::PutAside { .. })));
    match (driven, stored) {
        (None, None) => PollOutcome::Ok,
        _ if kept => PollOutcome::Partial,
        _ => PollOutcome::Failed,
    }
}

/// Whether a failure is that of the part that was asked for, such as a competition that the source no
/// longer has.
fn is_of_one_part(error: &DriveError) -> bool {
    let code = error.fault().map(|fault| fault.code);
    matches!(code, Some(FaultCode::NotFound | FaultCode::SchemaDrift))
}

fn spent(before: Option<QuotaState>, after: Option<QuotaState>) -> u32 {
    let used = |state: Option<QuotaState>| state.map_or(0, |state| state.used);
    used(after).saturating_sub(used(before))
}

/// Why not all of it, with the causes.
pub(super) fn sentence(
    driven: Option<&DriveError>,
    stored: Option<&CollectError>,
) -> Option<String> {
    let sentences: Vec<String> = stored
        .map(|error| Chain(error).to_string())
        .into_iter()
        .chain(driven.map(|error| Chain(error).to_string()))
        .collect();
    if sentences.is_empty() { None } else { Some(sentences.join("; ")) }
}

pub(super) fn patience(error: Option<&DriveError>) -> Patience {
    let Some(error) = error else {
        return Patience::Retry { at_least: None };
    };
    let hopeless =
        matches!(
            error.fault().map(|fault| fault.code),
            Some(
                FaultCode::AuthExpired
                    | FaultCode::BadConfig
                    | FaultCode::QuotaExhausted
                    | FaultCode::Forbidden
                    | FaultCode::Unsupported
            )
        ) || matches!(error, DriveError::MissingSecret { .. } | DriveError::BadEndpoint { .. });
    if hopeless {
        Patience::NextRound
    } else {
        let at_least = error.retry_after().and_then(|wait| TimeDelta::from_std(wait).ok());
        Patience::Retry { at_least }
    }
}

/// The age beyond which started events leave the boards.
pub(super) fn forgotten_before(now: Timestamp) -> Timestamp {
    now - TimeDelta::hours(4)
}
