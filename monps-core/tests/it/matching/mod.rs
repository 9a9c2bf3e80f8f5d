//! "Is this the same event?": what has to be joined, what must never be, and what is always true.

mod contests;
mod laws;
mod names;

use monps_core::catalog::Sport;
use monps_core::catalog::matching::{Aliases, Contest, Decision, match_contests};
use monps_core::time::{TimeDelta, Timestamp, parse_timestamp};

/// A Saturday at three, and minutes from there.
fn at(minutes: i64) -> Timestamp {
    parse_timestamp("2025-03-08T15:00:00Z").unwrap() + TimeDelta::minutes(minutes)
}

fn football(home: &str, away: &str, minutes: i64) -> Contest {
    Contest::new(Sport::FOOTBALL, home, away, at(minutes))
}

fn decide(left: &[Contest], right: &[Contest]) -> Vec<Decision> {
    match_contests(left, right, &Aliases::default()).decisions
}

fn twins(left: &[Contest], right: &[Contest]) -> Vec<Option<usize>> {
    decide(left, right).iter().map(Decision::same).collect()
}
