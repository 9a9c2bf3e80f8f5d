//! Leaving a failing endpoint alone for a while.
//!
//! Closed: requests go. After [`FAILURES_MAX`] failures in a row it opens: nothing goes for
//! [`OPEN_FOR`]. Then it is half-open: one request goes as a probe, and its end closes the circuit or
//! opens it again.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How many failures in a row open the circuit.
pub const FAILURES_MAX: u32 = 5;
/// How long it stays open.
pub const OPEN_FOR: Duration = Duration::from_secs(30);

/// The circuit of one endpoint.
#[derive(Debug)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Closed { failures: u32 },
    Open { until: Instant },
    Probing,
}

/// What people see of a circuit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CircuitState {
    /// Requests go.
    Closed,
    /// Nothing goes.
    Open,
    /// The next request, or the one in flight, is a probe.
    HalfOpen,
}

/// The right to try once. Dropped without a word (the request was given up) it says nothing about the
/// endpoint.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    breaker: &'a Breaker,
    probe: bool,
}

impl Breaker {
    /// Closed.
    #[must_use]
    pub(super) const fn new() -> Self {
        Self(Mutex::new(State::Closed { failures: 0 }))
    }

    /// Asks to try once.
    ///
    /// # Errors
    /// How long to wait, while the circuit is open or its probe is in flight.
    pub(super) fn attempt(&self) -> Result<Attempt<'_>, Duration> {
        let mut state = self.lock();
        let probe = match *state {
            State::Closed { .. } => false,
            State::Open { until } => {
                let wait = until.saturating_duration_since(Instant::now());
                if !wait.is_zero() {
                    return Err(wait);
                }
                *state = State::Probing;
                true
            }
            State::Probing => return Err(Duration::from_secs(1)),
        };
        drop(state);
        Ok(Attempt { breaker: self, probe })
    }

    /// How it stands.
    #[must_use]
    pub(super) fn state(&self) -> CircuitState {
        match *self.lock() {
            State::Closed { .. } => CircuitState::Closed,
            State::Open { until } if until > Instant::now() => CircuitState::Open,
            State::Open { .. } | State::Probing => CircuitState::HalfOpen,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Breaker {
    fn default() -> Self {
        Self::new()
    }
}

impl Attempt<'_> {
    /// The endpoint answered.
    pub(super) fn succeeded(self) {
        *self.breaker.lock() = State::Closed { failures: 0 };
    }

    /// The endpoint failed.
    pub(super) fn failed(self) {
        let mut state = self.breaker.lock();
        let failures = match *state {
            State::Closed { failures } => failures + 1,
            State::Probing | State::Open { .. } => FAILURES_MAX,
        };
        *state = if failures >= FAILURES_MAX {
            State::Open { until: Instant::now() + OPEN_FOR }
        } else {
            State::Closed { failures }
        };
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        let mut state = self.breaker.lock();
        // A probe that was given up must not leave the circuit waiting for it for ever.
        if self.probe && *state == State::Probing {
            *state = State::Open { until: Instant::now() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open() -> Breaker {
        let breaker = Breaker::new();
        for _ in 0..FAILURES_MAX {
            breaker.attempt().unwrap().failed();
        }
        breaker
    }

    #[tokio::test(start_paused = true)]
    async fn five_failures_in_a_row_open_it() {
        let breaker = Breaker::new();
        for _ in 0..4 {
            breaker.attempt().unwrap().failed();
        }
        breaker.attempt().unwrap().succeeded();
        for _ in 0..4 {
            breaker.attempt().unwrap().failed();
        }
        assert_eq!(breaker.state(), CircuitState::Closed);
        breaker.attempt().unwrap().failed();
        assert_eq!(breaker.state(), CircuitState::Open);
        assert_eq!(breaker.attempt().unwrap_err(), OPEN_FOR);
    }

    #[tokio::test(start_paused = true)]
    async fn after_thirty_seconds_one_probe_decides() {
        let breaker = open();
        tokio::time::sleep(OPEN_FOR).await;
        assert_eq!(breaker.state(), CircuitState::HalfOpen);
        let probe = breaker.attempt().unwrap();
        assert!(breaker.attempt().is_err(), "one probe at a time");
        probe.failed();
        assert_eq!(breaker.state(), CircuitState::Open);
        tokio::time::sleep(OPEN_FOR).await;
        breaker.attempt().unwrap().succeeded();
        assert_eq!(breaker.state(), CircuitState::Closed);
    }

    #[tokio::test(start_paused = true)]
    async fn a_probe_given_up_lets_the_next_one_try() {
        let breaker = open();
        tokio::time::sleep(OPEN_FOR).await;
        drop(breaker.attempt().unwrap());
        assert!(breaker.attempt().is_ok());
    }
}
