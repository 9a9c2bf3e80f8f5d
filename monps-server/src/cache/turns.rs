//! Turns at an endpoint that several processes ask: one rate for all of them together.
//!
//! The token bucket is kept as one instant, the *theoretical arrival time* (GCRA), by the clock of
//! whoever keeps it.

use std::time::Duration;

use async_trait::async_trait;

use super::CacheError;

/// How often something may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The time between two turns in the long run.
    pub interval: Duration,
    /// How many may come at once after a rest.
    pub burst: u32,
}

impl Pace {
    /// How far ahead of its time a turn may come.
    #[must_use]
    pub fn tolerance(&self) -> Duration {
        self.interval.saturating_mul(self.burst.max(1) - 1)
    }
}

/// Gives turns.
#[async_trait]
pub trait Turns: Send + Sync {
    /// Takes the next turn: how long to wait for it. None when that would be longer than `wait_max`;
    /// then no turn is taken.
    ///
    /// # Errors
    /// [`CacheError`] when nobody can say: then the rate of this process alone counts.
    async fn turn(
        &self,
        name: &str,
        pace: Pace,
        wait_max: Duration,
    ) -> Result<Option<Duration>, CacheError>;
}
