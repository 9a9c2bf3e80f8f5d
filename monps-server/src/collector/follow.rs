//! Keeping the boards current with what other processes see.
//!
//! The store is what counts: a board that others changed is read from it again. When each standing
//! price was last seen comes from the sightings that processes share; where a sighting says that
//! nothing but times changed, the store is not asked at all. Following twice, or what this process
//! itself wrote, changes nothing.

use std::collections::BTreeSet;

use monps_core::id::EventId;
use monps_core::time::{TimeDelta, Timestamp};

use super::Ingest;
use crate::cache::{Answers, EventNow, Shared, Sighting};
use crate::store::StoreError;

/// Events read at once.
pub const EVENTS_AT_ONCE: usize = 500;
/// Events that started this long ago are still on the boards.
pub const STARTED_KEPT: TimeDelta = TimeDelta::hours(4);

impl Ingest {
    /// Brings some events up to date; returns those that are other than before.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read; then some of them are as before.
    pub async fn follow(
        &self,
        events: &BTreeSet<EventId>,
        shared: &Shared,
        now: Timestamp,
    ) -> Result<BTreeSet<EventId>, StoreError> {
        let mut changed = BTreeSet::new();
        let all: Vec<EventId> = events.iter().copied().collect();
        for some in all.chunks(EVENTS_AT_ONCE) {
            changed.extend(self.follow_some(some, shared, now).await?);
        }
        if !changed.is_empty() {
            self.nudges.nudge(changed.iter().copied());
        }
        Ok(changed)
    }

    /// Brings every coming event up to date.
    ///
    /// # Errors
    /// [`StoreError`] as [`Ingest::follow`].
    pub async fn follow_all(
        &self,
        shared: &Shared,
        now: Timestamp,
    ) -> Result<BTreeSet<EventId>, StoreError> {
        let events = self.coming(now).await?.into_iter().collect();
        self.follow(&events, shared, now).await
    }

    /// Brings the boards up to date with what others wrote; returns the mark up to which they are.
    /// Whoever calls it has the turn.
    pub(super) async fn catch_up(&self, now: Timestamp) -> Result<Option<i64>, StoreError> {
        let Some(mark) = &self.others else {
            return Ok(None);
        };
        let mut mark = mark.lock().await;
        let (newest, events) = self.store.changed_after(*mark).await?;
        let events = if mark.is_some() { events } else { self.coming(now).await? };
        let mut changed = Vec::new();
        for some in events.chunks(EVENTS_AT_ONCE) {
            // Who wrote this may have died before telling what was seen: only the store counts.
            let sightings = vec![None; some.len()];
            changed.extend(self.bring_up(some, &sightings, now).await?);
        }
        if !changed.is_empty() {
            self.nudges.nudge(changed);
        }
        *mark = Some(newest);
        Ok(*mark)
    }

    /// Remembers the mark of what this process wrote, where nobody else wrote anything before it.
    pub(super) async fn caught_up(&self, to: Option<i64>) {
        if let (Some(mark), Some(to)) = (&self.others, to) {
            *mark.lock().await = Some(to);
        }
    }

    async fn coming(&self, now: Timestamp) -> Result<Vec<EventId>, StoreError> {
        let coming = self.store.events_starting_from(now - STARTED_KEPT).await?;
        Ok(coming.iter().map(|record| record.event.id).collect())
    }

    async fn follow_some(
        &self,
        events: &[EventId],
        shared: &Shared,
        now: Timestamp,
    ) -> Result<Vec<EventId>, StoreError> {
        // Nobody else puts anything on the boards meanwhile.
        let _turn = self.turn.lock().await;
        let sightings = sightings(events, shared).await;
        self.bring_up(events, &sightings, now).await
    }

    async fn bring_up(
        &self,
        events: &[EventId],
        sightings: &[Option<Sighting>],
        now: Timestamp,
    ) -> Result<Vec<EventId>, StoreError> {
        let (mut changed, mut unknown) = (Vec::new(), Vec::new());
        let mut current = Vec::new();
        for (id, sighting) in events.iter().zip(sightings) {
            let standing = self.boards.get(*id).zip(sighting.as_ref());
            let refreshed = standing.and_then(|(standing, sighting)| {
                let mut event = (*standing).clone();
                sighting.apply(&mut event).then_some((standing, event))
            });
            match refreshed {
                Some((standing, event)) if event.board != standing.board => current.push(event),
                Some(_) => {}
                None => unknown.push((*id, sighting.as_ref())),
            }
        }
        let ids: Vec<EventId> = unknown.iter().map(|(id, _)| *id).collect();
        let mut records = self.store.events(&ids).await?;
        records.retain(|record| record.event.starts_at >= now - STARTED_KEPT);
        let ids: Vec<EventId> = records.iter().map(|record| record.event.id).collect();
        let quotes = self.store.current(&ids).await?;
        for mut event in EventNow::of_store(records, &quotes) {
            let id = event.record.event.id;
            let before = self.boards.get(id);
            if let Some(before) = &before {
                Sighting::of(before).apply(&mut event);
            }
            let sighting = unknown.iter().find(|(unknown, _)| *unknown == id);
            if let Some(sighting) = sighting.and_then(|(_, sighting)| *sighting) {
                sighting.apply(&mut event);
            }
            if before.is_none_or(|before| before.board != event.board) {
                current.push(event);
            }
        }
        changed.extend(current.iter().map(|event| event.record.event.id));
        if !current.is_empty() {
            self.boards.adopt(current);
        }
        Ok(changed)
    }
}

/// What is known of when prices were last seen; nothing of it is necessary.
async fn sightings(events: &[EventId], shared: &Shared) -> Vec<Option<Sighting>> {
    let keys: Vec<String> = events.iter().map(|id| Sighting::key(*id)).collect();
    match shared.answers(&keys).await {
        Ok(answers) => {
            answers.iter().map(|answer| answer.as_ref().and_then(Sighting::read)).collect()
        }
        Err(error) => {
            tracing::debug!(%error, "sightings cannot be read");
            vec![None; events.len()]
        }
    }
}
