//! When results are asked for where asking costs.
//!
//! A match is over some two hours after its start. Its result is asked for then, and, while it is not
//! there (extra time, a postponement), again and again at growing intervals: after as long as it has
//! been awaited already.

use std::collections::BTreeMap;

use monps_core::adapter::{Capability, Scope, Task};
use monps_core::id::EventId;
use monps_core::time::{TimeDelta, Timestamp};

use super::super::Collector;
use super::super::feed::FeedTask;
use super::super::poll::{RESULTS_AFTER, RESULTS_UNTIL};
use super::stakes::Stakes;
use super::{Memory, ResultsOf};
use crate::error_chain::Chain;
use crate::store::StoreError;

/// The least time between two questions for the same results.
const AGAIN_MIN: TimeDelta = TimeDelta::hours(1);

/// When the result of an event is next asked for, by its start and the last time it was.
fn due(starts_at: Timestamp, asked_at: Option<Timestamp>) -> Timestamp {
    let over = starts_at + RESULTS_AFTER;
    match asked_at {
        Some(asked_at) if asked_at >= over => {
            asked_at + AGAIN_MIN.max(asked_at - starts_at - RESULTS_AFTER)
        }
        _ => over,
    }
}

impl Collector {
    /// The results that a source with a quota is to be asked for, and when.
    pub(super) async fn results_ahead(
        &self,
        task: &FeedTask,
        stakes: &Stakes,
        now: Timestamp,
    ) -> Vec<(Timestamp, Task)> {
        if !task.feed.adapter.manifest().can(Capability::Results) {
            return Vec::new();
        }
        let (memory, results, every) = {
            let standing = task.standing();
            (standing.memory.clone(), standing.schedule.results, standing.every)
        };
        let ahead = match results {
            ResultsOf::OpenBets => self.results_of_bets(task, &memory, stakes, now).await,
            ResultsOf::All => self.all_results(task, &memory, every, now).await,
        };
        ahead.unwrap_or_else(|error| {
            tracing::warn!(feed = task.feed.id, error = %Chain(&error), "results are not asked for");
            Vec::new()
        })
    }

    /// The results that are due now.
    pub(in super::super) async fn results_due(&self, task: &FeedTask) -> Vec<Task> {
        self.recall(task).await;
        let (stakes, now) = (self.stakes().await, self.clock.now());
        let ahead = self.results_ahead(task, &stakes, now).await;
        ahead.into_iter().filter(|(at, _)| *at <= now).map(|(_, task)| task).collect()
    }

    /// One question a competition, when the first of its events is due.
    async fn results_of_bets(
        &self,
        task: &FeedTask,
        memory: &Memory,
        stakes: &Stakes,
        now: Timestamp,
    ) -> Result<Vec<(Timestamp, Task)>, StoreError> {
        let begun = stakes.bets.iter().filter(|(_, start)| **start > now - RESULTS_UNTIL);
        let begun: BTreeMap<EventId, Timestamp> = begun.map(|(id, start)| (*id, *start)).collect();
        let ids: Vec<EventId> = begun.keys().copied().collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut first: BTreeMap<String, Timestamp> = BTreeMap::new();
        for record in self.store.events(&ids).await? {
            let (id, key) = (record.event.id, record.competition.unwrap_or_default());
            let refs = self.store.refs_of(id).await?;
            if !refs.iter().any(|(source, _, _)| *source == task.source_id) {
                continue;
            }
            let at = due(record.event.starts_at, memory.results_of(&key));
            first.entry(key).and_modify(|first| *first = at.min(*first)).or_insert(at);
        }
        Ok(first.into_iter().map(|(key, at)| (at, of_competition(key))).collect())
    }

    /// Everything together, in the feed's rhythm, while any event waits for its result.
    async fn all_results(
        &self,
        task: &FeedTask,
        memory: &Memory,
        every: TimeDelta,
        now: Timestamp,
    ) -> Result<Vec<(Timestamp, Task)>, StoreError> {
        let (from, until) = (now - RESULTS_UNTIL, now - RESULTS_AFTER);
        if !self.store.awaits_results(task.source_id, from, until).await? {
            return Ok(Vec::new());
        }
        let at = memory.results_of("").map_or(now, |asked_at| asked_at.min(now) + every);
        Ok(vec![(at, Task::results(Scope::default()))])
    }
}

fn of_competition(key: String) -> Task {
    let competitions = if key.is_empty() { Vec::new() } else { vec![key] };
    Task::results(Scope { competitions, ..Scope::default() })
}

#[cfg(test)]
mod tests {
    use monps_core::time::parse_timestamp;

    use super::*;

    #[test]
    fn a_result_that_does_not_come_is_asked_for_less_and_less_often() {
        let start = parse_timestamp("2026-11-21T15:00:00Z").unwrap();
        let mut asked = None;
        let mut waits = Vec::new();
        while waits.len() < 7 {
            let at = due(start, asked);
            waits.push((at - start).num_minutes());
            asked = Some(at);
        }
        assert_eq!(waits, [100, 160, 220, 340, 580, 1060, 2020]);
        // The results of an earlier match of the competition say nothing of this one.
        assert_eq!(due(start, Some(start - TimeDelta::hours(3))), start + RESULTS_AFTER);
    }
}
