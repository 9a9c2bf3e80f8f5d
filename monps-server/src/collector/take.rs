//! Taking snapshots in, by way of the spool when the store is away.

use monps_core::adapter::Snapshot;

use super::feed::FeedTask;
use super::ingest::Ingested;
use super::{CollectError, Collector, Resolver};
use crate::error_chain::Chain;
use crate::store::StoreError;

impl Collector {
    /// Stores a snapshot, after whatever waits in the spool; into the spool with it while the store is
    /// away.
    pub(super) async fn take_in(
        &self,
        task: &FeedTask,
        resolver: &mut Resolver,
        snapshot: &Snapshot,
    ) -> Result<Ingested, CollectError> {
        let outcome = match self.drain(task, resolver).await {
            // The store is away: what is newer waits behind what is older.
            Err(error @ CollectError::Store(_)) => Err(error),
            Err(error) => {
                // A spool that cannot be read is no reason to lose what has just been paid for.
                not_emptied(task, &error);
                self.ingest.snapshot(resolver, snapshot, self.clock.now()).await
            }
            Ok(()) => self.ingest.snapshot(resolver, snapshot, self.clock.now()).await,
        };
        match (outcome, &self.spool) {
            // Where others wrote at the same moment, it has its chance once more from the spool.
            (Err(CollectError::Store(reason)), Some(spool))
                if reason.is_away() || matches!(reason, StoreError::Conflict { .. }) =>
            {
                match spool.put(&task.feed.id, snapshot, self.clock.now()) {
                    Ok(()) => {
                        task.standing().spooled += 1;
                        Err(CollectError::PutAside { reason })
                    }
                    Err(spool) => Err(CollectError::Lost { reason, spool }),
                }
            }
            (outcome, _) => outcome,
        }
    }

    /// Stores what waits in the spool of a feed, the oldest first. What the store refuses for good, or
    /// however often it is tried, is set aside in a file of its own: it must not hold up what is newer.
    ///
    /// The error is [`CollectError::Store`] only while the store is away.
    async fn drain(&self, task: &FeedTask, resolver: &mut Resolver) -> Result<(), CollectError> {
        let Some(spool) = &self.spool else {
            return Ok(());
        };
        if task.standing().spooled == 0 {
            return Ok(());
        }
        while let Some(waiting) = spool.oldest(&task.feed.id)? {
            let now = self.clock.now();
            let outcome = self.ingest.snapshot(resolver, &waiting.snapshot, now).await;
            match outcome {
                Ok(done) => {
                    tracing::info!(
                        feed = task.feed.id,
                        seen = done.seen,
                        changed = done.changed,
                        late = done.late,
                        "stored what had been put aside"
                    );
                    spool.stored(&waiting)?;
                }
                Err(CollectError::Store(reason)) if !reason.is_away() => {
                    let file = spool.refused(&waiting)?;
                    tracing::error!(
                        feed = task.feed.id,
                        file = %file.display(),
                        error = %Chain(&reason),
                        "the database does not take a snapshot of the spool; it was set aside"
                    );
                }
                Err(error) => return Err(error),
            }
            let mut standing = task.standing();
            standing.spooled = standing.spooled.saturating_sub(1);
        }
        task.standing().spooled = 0;
        Ok(())
    }

    /// Looks whether what waits in the spool of a feed can be stored now.
    pub(super) async fn try_drain(&self, task: &FeedTask) {
        let mut resolver = task.resolver.lock().await;
        match self.drain(task, &mut resolver).await {
            Ok(()) => {}
            Err(CollectError::Store(error)) if error.is_away() => {}
            Err(error) => not_emptied(task, &error),
        }
    }
}

fn not_emptied(task: &FeedTask, error: &CollectError) {
    let error = Chain(error).to_string();
    tracing::error!(feed = task.feed.id, error, "the spool could not be emptied");
}

impl StoreError {
    /// Whether the store takes nothing at all until somebody has made room or it is back. A conflict is
    /// none of that: the store is there, and ingest has tried several times.
    pub(super) const fn is_away(&self) -> bool {
        matches!(self, Self::Unavailable { .. } | Self::ReadOnly { .. })
    }
}
