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
            Ok(()) => self.ingest.snapshot(resolver, snapshot, self.clock.now()).await,
            Err(error) => Err(error),
        };
        match (outcome, &self.spool) {
            (Err(CollectError::Store(reason)), Some(spool)) if reason.is_away() => {
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

    /// Stores what waits in the spool of a feed, the oldest first.
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
                Ok(done) => tracing::info!(
                    feed = task.feed.id,
                    seen = done.seen,
                    changed = done.changed,
                    late = done.late,
                    "stored what had been put aside"
                ),
                Err(error) => return Err(error),
            }
            spool.stored(&waiting)?;
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
            Err(error) => {
                let error = Chain(&error).to_string();
                tracing::error!(feed = task.feed.id, error, "the spool could not be emptied");
            }
        }
    }
}

impl StoreError {
    /// Whether the store may take the same thing later, when somebody has made room or it is back.
    pub(super) const fn is_away(&self) -> bool {
        self.is_retryable() || matches!(self, Self::ReadOnly { .. })
    }
}
