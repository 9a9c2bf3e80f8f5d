//! When each part was last looked at: what the log of polls says.

use std::collections::BTreeMap;

use monps_core::adapter::{Capability, Task};
use monps_core::time::{TimeDelta, Timestamp};

use super::super::Collector;
use super::super::feed::FeedTask;
use super::super::plan::restlessness;
use crate::error_chain::Chain;
use crate::store::{CollectionLog, PollOutcome};

/// Polls that are remembered: more than a month of a planned feed.
const LOGS_MAX: u32 = 1000;
/// The names of tasks in the log.
const ODDS: &str = "odds";
const RESULTS: &str = "results";
const RECHECK: &str = "recheck";
const STREAM: &str = "stream";

/// A task by the name that the log has for it: what is wanted, and of which part.
pub(in super::super) fn title(task: &Task) -> String {
    let scope = &task.scope;
    let wanted = match task.want {
        Capability::Results => RESULTS,
        Capability::Stream => return STREAM.to_owned(),
        _ if !scope.events.is_empty() => return RECHECK.to_owned(),
        _ => ODDS,
    };
    if scope.competitions.is_empty() {
        wanted.to_owned()
    } else {
        format!("{wanted} {}", scope.competitions.join(","))
    }
}

/// What is remembered of a feed's polls.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Memory {
    /// By the key of the part; the empty key stands for all of them.
    looks: BTreeMap<String, (Timestamp, Option<f64>)>,
    results: BTreeMap<String, Timestamp>,
    /// The attempt that was remembered last; none before the log was read.
    up_to: Option<Option<Timestamp>>,
}

impl Memory {
    /// When a part was last looked at, and how fast its prices change.
    pub(super) fn of(&self, key: &str) -> (Option<Timestamp>, Option<f64>) {
        let (own, all) = (self.looks.get(key), self.looks.get(""));
        let last = own.into_iter().chain(all).map(|(at, _)| *at).max();
        let rate = own.and_then(|(_, rate)| *rate).or_else(|| all.and_then(|(_, rate)| *rate));
        (last, rate)
    }

    /// When the results of a part were last asked for.
    pub(super) fn results_of(&self, key: &str) -> Option<Timestamp> {
        self.results.get(key).max(self.results.get("")).copied()
    }

    /// Remembers a poll. One that failed showed nothing, unless it showed that the source does not have
    /// the part; results that failed were asked for all the same.
    pub(in super::super) fn note(&mut self, log: &CollectionLog, is_absent: bool) {
        let (wanted, key) = log.task.split_once(' ').unwrap_or((&log.task, ""));
        match wanted {
            RESULTS => {
                self.results.insert(key.to_owned(), log.started_at);
            }
            ODDS if log.outcome != PollOutcome::Failed || is_absent => {
                let (last, rate) = self.of(key);
                let since = last.map_or(TimeDelta::zero(), |last| log.started_at - last);
                let changed = (log.quotes_changed, log.quotes_seen);
                let rate = restlessness(rate, changed, since);
                self.looks.insert(key.to_owned(), (log.started_at, rate));
            }
            _ => {}
        }
        self.up_to = Some(Some(log.started_at));
    }
}

impl Collector {
    /// Reads the log where it was not read yet, or where another process has polled since.
    pub(super) async fn recall(&self, task: &FeedTask) {
        let stands = {
            let standing = task.standing();
            let attempt = standing.record.last_attempt_at;
            standing.memory.up_to.is_some_and(|up_to| up_to >= attempt)
        };
        if stands {
            return;
        }
        let logs = match self.store.collection_logs(Some(&task.feed.id), LOGS_MAX).await {
            Ok(logs) => logs,
            Err(error) => {
                tracing::warn!(feed = task.feed.id, error = %Chain(&error), "past polls are not known");
                return;
            }
        };
        let mut memory = Memory::default();
        logs.iter().rev().for_each(|log| memory.note(log, false));
        let mut standing = task.standing();
        memory.up_to = Some(memory.up_to.flatten().max(standing.record.last_attempt_at));
        standing.memory = memory;
    }
}

#[cfg(test)]
mod tests {
    use monps_core::adapter::Scope;
    use monps_core::time::parse_timestamp;

    use super::*;

    fn log(task: &str, at: &str, outcome: PollOutcome, changed: u64) -> CollectionLog {
        let at = parse_timestamp(at).unwrap();
        CollectionLog {
            feed: "odds".to_owned(),
            task: task.to_owned(),
            started_at: at,
            finished_at: at,
            outcome,
            requests: 1,
            credits: 1,
            quotes_seen: 100,
            quotes_changed: changed,
            skipped: 0,
            error: None,
        }
    }

    #[test]
    fn a_look_at_everything_is_one_at_each_part_and_a_failed_one_is_none() {
        let mut memory = Memory::default();
        assert_eq!(memory.of("epl"), (None, None));
        memory.note(&log("odds", "2026-11-21T10:00:00Z", PollOutcome::Ok, 100), false);
        memory.note(&log("odds epl", "2026-11-21T12:00:00Z", PollOutcome::Ok, 50), false);
        memory.note(&log("odds epl", "2026-11-21T13:00:00Z", PollOutcome::Failed, 0), false);
        memory.note(&log("recheck", "2026-11-21T14:00:00Z", PollOutcome::Ok, 0), false);
        let at = |text| parse_timestamp(text).ok();
        let (last, rate) = memory.of("epl");
        assert_eq!(last, at("2026-11-21T12:00:00Z"));
        // Half of them changed in two hours.
        assert!((rate.unwrap() - 0.5_f64.ln().abs() / 2.0).abs() < 1e-9, "{rate:?}");
        assert_eq!(memory.of("ligue_1"), (at("2026-11-21T10:00:00Z"), None));
    }

    #[test]
    fn names_in_the_log_are_read_back() {
        let epl = Scope { competitions: vec!["epl".to_owned()], ..Scope::default() };
        assert_eq!(title(&Task::odds(epl.clone())), "odds epl");
        assert_eq!(title(&Task::results(epl.clone())), "results epl");
        assert_eq!(title(&Task::odds(Scope::default())), "odds");
        let one = Scope { events: vec!["7".to_owned()], ..epl };
        assert_eq!(title(&Task::odds(one)), "recheck");
    }
}
