//! When a feed in a fixed rhythm is due, and how long a failed one waits.

use monps_core::time::{TimeDelta, Timestamp};

use crate::store::FeedRecord;

/// The first wait after a failure; each further one doubles it.
const BACK_OFF_FIRST: TimeDelta = TimeDelta::seconds(30);
/// The longest wait after failures that may pass by themselves.
const BACK_OFF_MAX: TimeDelta = TimeDelta::hours(1);

/// What a failed feed waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// It may pass by itself: soon again, then less and less often.
    Retry {
        /// What the source asks for.
        at_least: Option<TimeDelta>,
    },
    /// Somebody has to change something: not before the next round.
    NextRound,
}

/// When a feed is to be polled next.
///
/// An attempt in the future (the clock was set back) counts as made now, so that a wrong clock
/// neither stops a feed nor polls it twice.
pub(crate) fn due_at(
    record: &FeedRecord,
    every: TimeDelta,
    patience: Patience,
    now: Timestamp,
) -> Timestamp {
    let Some(last) = record.last_attempt_at else {
        return now;
    };
    let last = last.min(now);
    if record.failures == 0 {
        return last + every;
    }
    match patience {
        Patience::NextRound => last + every.max(BACK_OFF_FIRST),
        Patience::Retry { at_least } => {
            let doublings = (record.failures - 1).min(7);
            let wait = (BACK_OFF_FIRST * (1 << doublings)).min(BACK_OFF_MAX);
            last + wait.max(at_least.unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use monps_core::time::parse_timestamp;

    fn now() -> Timestamp {
        parse_timestamp("2026-11-22T12:00:00Z").unwrap()
    }

    fn record(failures: u32, minutes_ago: i64) -> FeedRecord {
        let last_attempt_at = Some(now() - TimeDelta::minutes(minutes_ago));
        FeedRecord { failures, last_attempt_at, ..FeedRecord::default() }
    }

    const EVERY: TimeDelta = TimeDelta::hours(4);
    const RETRY: Patience = Patience::Retry { at_least: None };

    #[test]
    fn a_new_feed_is_due_at_once_and_then_in_its_rhythm() {
        assert_eq!(due_at(&FeedRecord::default(), EVERY, RETRY, now()), now());
        let due = due_at(&record(0, 60), EVERY, RETRY, now());
        assert_eq!(due, now() + TimeDelta::hours(3));
    }

    #[test]
    fn failures_are_retried_less_and_less_often() {
        let wait = |failures| due_at(&record(failures, 0), EVERY, RETRY, now()) - now();
        assert_eq!(wait(1), TimeDelta::seconds(30));
        assert_eq!(wait(2), TimeDelta::seconds(60));
        assert_eq!(wait(7), TimeDelta::minutes(32));
        assert_eq!(wait(8), TimeDelta::hours(1));
        assert_eq!(wait(1000), TimeDelta::hours(1));
    }

    #[test]
    fn what_the_source_asks_for_is_obeyed() {
        let patience = Patience::Retry { at_least: Some(TimeDelta::minutes(5)) };
        assert_eq!(due_at(&record(1, 0), EVERY, patience, now()), now() + TimeDelta::minutes(5));
        assert_eq!(due_at(&record(3, 0), EVERY, Patience::NextRound, now()), now() + EVERY);
    }

    #[test]
    fn a_clock_set_back_neither_stops_nor_doubles() {
        let due = due_at(&record(0, -2 * 24 * 60), EVERY, RETRY, now());
        assert_eq!(due, now() + EVERY);
    }
}
