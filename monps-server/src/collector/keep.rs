//! A feed in its rhythm, among processes that may poll it too.
//!
//! Three things keep a feed from being polled twice in its interval: the lease of its duty says who
//! polls; the store says when it last was, whoever did; and the claim in the store lets one process
//! begin. While Redis is away the claim decides alone; while the store is away the lease does, and what
//! is collected waits in the spool. With both away nobody polls a feed that others may poll too.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Collector;
use super::feed::FeedTask;
use super::poll::forgotten_before;
use crate::error_chain::Chain;
use crate::store::StoreError;

/// How often the feeds of other processes are looked at, and how long a feed waits for a store that
/// is away.
pub(super) const REFRESH_EVERY: Duration = Duration::from_secs(3);
/// The longest sleep: the wall clock may be set while we sleep.
const SLEEP_MAX: Duration = Duration::from_secs(60);
/// How often the store is tried while something waits for it in the spool.
const DRAIN_EVERY: Duration = Duration::from_secs(2);

impl Collector {
    pub(super) async fn keep(&self, task: &FeedTask, stop: &CancellationToken) {
        let feed = task.feed.id.as_str();
        let mut duties = self.duties.watch();
        loop {
            self.look_ahead(task).await;
            let due = self.due(task);
            let wait = if self.duties.is_mine(feed) {
                let waits = task.standing().spooled > 0;
                let sleep_max = if waits { DRAIN_EVERY } else { SLEEP_MAX };
                (due - self.clock.now()).to_std().unwrap_or_default().min(sleep_max)
            } else {
                REFRESH_EVERY
            };
            let asked = tokio::select! {
                () = stop.cancelled() => return,
                () = task.wake.notified() => true,
                () = task.replan.notified() => false,
                _ = duties.changed() => false,
                () = tokio::time::sleep(wait) => false,
            };
            let outcome = if !self.duties.is_mine(feed) {
                self.refresh(task).await
            } else if asked || self.clock.now() >= due {
                self.poll_if_due(task, asked).await
            } else {
                Ok(())
            };
            if let Err(error) = outcome {
                tracing::error!(feed, error = %Chain(&error), "a feed waits for the database");
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(REFRESH_EVERY) => {}
                }
            }
            if task.standing().spooled > 0 {
                self.try_drain(task).await;
            }
        }
    }

    /// Polls a feed, unless another process has.
    async fn poll_if_due(&self, task: &FeedTask, asked: bool) -> Result<(), StoreError> {
        let may_poll = match self.claim(task, asked).await {
            // Nobody else polls it while the duty is this process's, and what is seen is put aside.
            Err(error) if error.is_away() && self.duties.is_held(&task.feed.id) => true,
            outcome => outcome?,
        };
        if may_poll {
            self.poll(task).await;
            self.boards.forget_before(forgotten_before(self.clock.now()));
        }
        Ok(())
    }

    /// Begins a poll in the store. False when the feed is not due after all, or another process was
    /// faster.
    async fn claim(&self, task: &FeedTask, asked: bool) -> Result<bool, StoreError> {
        let record = self.store.feed_record(&task.feed.id).await?;
        let last = record.last_attempt_at;
        {
            let mut standing = task.standing();
            // What could not be written while the store was away is known here alone; what lies in the
            // future since the clock was set back counts no more than what others wrote since.
            let known = standing.record.last_attempt_at;
            if last >= known || known > Some(self.clock.now()) {
                standing.record = record;
            }
        }
        let (due, now) = (self.due(task), self.clock.now());
        Ok((asked || now >= due) && self.store.claim_poll(&task.feed.id, last, now).await?)
    }

    /// Takes over where a feed stands by what another process wrote.
    pub(super) async fn refresh(&self, task: &FeedTask) -> Result<(), StoreError> {
        let record = self.store.feed_record(&task.feed.id).await?;
        let last = self.store.collection_logs(Some(&task.feed.id), 1).await?.pop();
        {
            let mut standing = task.standing();
            standing.record = record;
            standing.last = last;
        }
        self.due(task);
        Ok(())
    }
}
