//! Boards of events that were made one or two, by this process or by another.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};

use monps_core::id::EventId;
use monps_core::time::Timestamp;

use super::{EVENTS_AT_ONCE, Ingest, STARTED_KEPT};
use crate::cache::{EventNow, Sighting};
use crate::store::{EventOrigin, StoreError};

/// Not a mark.
const UNKNOWN: i64 = -1;

/// The mark of joins that the boards were made under.
#[derive(Debug)]
pub(super) struct Mark(AtomicI64);

impl Default for Mark {
    fn default() -> Self {
        Self(AtomicI64::new(UNKNOWN))
    }
}

impl Mark {
    fn is_other(&self, mark: i64) -> bool {
        let before = self.0.load(Ordering::Acquire);
        before != UNKNOWN && before != mark
    }

    fn note(&self, mark: i64) {
        self.0.store(mark, Ordering::Release);
    }
}

impl Ingest {
    /// Brings events up to date that were made one or two.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read; then the boards are as before.
    pub async fn rejoined(&self, events: &[EventId], now: Timestamp) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        self.reload(events, now).await
    }

    /// Reads events from the store again: what is not there any more goes off the boards.
    async fn reload(&self, events: &[EventId], now: Timestamp) -> Result<(), StoreError> {
        for some in events.chunks(EVENTS_AT_ONCE) {
            let mut records = self.store.events(some).await?;
            records.retain(|record| record.event.starts_at >= now - STARTED_KEPT);
            records.retain(|record| record.origin != EventOrigin::History);
            let ids: Vec<EventId> = records.iter().map(|record| record.event.id).collect();
            let quotes = self.store.current(&ids).await?;
            let mut current = EventNow::of_store(records, &quotes);
            for event in &mut current {
                if let Some(before) = self.boards.get(event.record.event.id) {
                    Sighting::of(&before).apply(event);
                }
            }
            self.boards.remove(some.iter().copied().filter(|id| !ids.contains(id)));
            self.boards.replace(current);
        }
        self.nudges.nudge(events.iter().copied());
        Ok(())
    }

    /// Events may have been joined by somebody who could not tell: then all boards are read again.
    pub(super) async fn notice_joins(
        &self,
        mark: Option<i64>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(mark) = mark else { return Ok(()) };
        if self.joins.is_other(mark) {
            let coming = self.store.events_starting_from(now - STARTED_KEPT).await?;
            let coming = coming.iter().map(|record| record.event.id);
            let standing = self.boards.list(None);
            let standing = standing.iter().map(|event| event.record.event.id);
            let all: BTreeSet<EventId> = coming.chain(standing).collect();
            self.reload(&all.into_iter().collect::<Vec<_>>(), now).await?;
        }
        self.joins.note(mark);
        Ok(())
    }
}
