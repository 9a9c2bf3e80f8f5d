//! What is known of a part of a source.

use monps_core::adapter::Scope;
use monps_core::time::{TimeDelta, Timestamp};

/// Events that start together, in one part of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KickOff {
    /// When.
    pub at: Timestamp,
    /// How many events.
    pub events: u32,
    /// How many of them have an open bet, which wants a closing price.
    pub with_bets: u32,
    /// How many of them have an open arbitrage, which may be gone any minute.
    pub with_finds: u32,
}

impl KickOff {
    /// One event without bets or findings.
    #[must_use]
    pub const fn at(at: Timestamp) -> Self {
        Self { at, events: 1, with_bets: 0, with_finds: 0 }
    }
}

/// What can be asked for by itself: a competition, or all that a feed has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The feed that asks for it.
    pub feed: String,
    /// Its name for people; the competition's key, or empty for all of the feed.
    pub key: String,
    /// What a task covers to ask for it.
    pub scope: Scope,
    /// What a look costs, in the source's units.
    pub cost: u32,
    /// When it was last looked at; none when never.
    pub last_at: Option<Timestamp>,
    /// How fast its prices were seen to change: the share that changes in an hour.
    pub restlessness: Option<f64>,
    /// The kick-offs ahead, in order of time, each instant once.
    pub kick_offs: Vec<KickOff>,
}

/// The weight of the newest look in [`restlessness`].
const NEWEST: f64 = 0.3;
/// A share that changed is counted at most as this: of an image in which all changed, nobody knows how
/// often.
const CHANGED_MAX: f64 = 0.98;

/// How fast prices change, after one more look: `changed` of `seen` prices in the time since the look
/// before, averaged with what was known.
///
/// Prices that change at random with a rate ρ are still the same after a time t with probability
/// e^(−ρt); hence ρ = −ln(1 − share) / t.
pub(crate) fn restlessness(
    before: Option<f64>,
    (changed, seen): (u64, u64),
    since: TimeDelta,
) -> Option<f64> {
    let hours = hours(since);
    if seen == 0 || hours <= 0.0 {
        return before;
    }
    let share = (quantity(changed.min(seen)) / quantity(seen)).min(CHANGED_MAX);
    let rate = -(1.0 - share).ln() / hours;
    Some(before.map_or(rate, |before| before + NEWEST * (rate - before)))
}

/// A span in hours, for estimates.
pub(super) fn hours(span: TimeDelta) -> f64 {
    span.as_seconds_f64() / 3600.0
}

/// A count, for estimates.
#[expect(clippy::cast_precision_loss, reason = "counts of prices and credits stay below 2^53")]
pub(super) const fn quantity(count: u64) -> f64 {
    count as f64
}
