//! How often and how much at once an endpoint is asked.
//!
//! The token bucket is kept as one instant, the *theoretical arrival time* (GCRA): each request moves
//! it on by the refill interval, and may go once it is no more than a burst ahead of now. One number
//! under a lock, no task that refills, and waiting requests stand in line in the order they came.
//!
//! ```text
//! interval = 60 s / per_minute        tolerance = interval × (burst − 1)
//! goes at  = max(tat, now) − tolerance        tat ← max(tat, now) + interval
//! ```

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use monps_core::adapter::RateLimit;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};

/// The token bucket and the concurrency cap of one endpoint.
#[derive(Debug)]
pub(super) struct Limiter {
    interval: Duration,
    tolerance: Duration,
    arrival: Mutex<Instant>,
    in_flight: Arc<Semaphore>,
}

/// The right to have one request in flight; given back when dropped.
#[derive(Debug)]
pub(super) struct Permit {
    _in_flight: OwnedSemaphorePermit,
}

impl Limiter {
    /// With a manifest's limit; a nought counts as one.
    #[must_use]
    pub(super) fn new(limit: RateLimit) -> Self {
        let interval = Duration::from_secs(60) / limit.per_minute.max(1);
        let concurrent = usize::try_from(limit.concurrent.max(1)).unwrap_or(1);
        Self {
            interval,
            tolerance: interval.saturating_mul(limit.burst.max(1) - 1),
            arrival: Mutex::new(Instant::now()),
            in_flight: Arc::new(Semaphore::new(concurrent.min(Semaphore::MAX_PERMITS))),
        }
    }

    /// Waits for a turn. `None` when it would come after the deadline: then no turn is taken.
    pub(super) async fn acquire(&self, weight: u32, deadline: Instant) -> Option<Permit> {
        let waiting = Arc::clone(&self.in_flight).acquire_owned();
        let permit = timeout_at(deadline, waiting).await.ok()?.ok()?;
        let goes_at = self.reserve(weight.max(1), deadline)?;
        sleep_until(goes_at).await;
        Some(Permit { _in_flight: permit })
    }

    /// Lets nobody through for a while: what a server asks for with `Retry-After`.
    pub(super) fn pause(&self, wait: Duration) {
        let resumes = Instant::now() + wait + self.tolerance;
        let mut arrival = self.arrival.lock().unwrap_or_else(PoisonError::into_inner);
        *arrival = resumes.max(*arrival);
    }

    fn reserve(&self, weight: u32, deadline: Instant) -> Option<Instant> {
        let now = Instant::now();
        let mut arrival = self.arrival.lock().unwrap_or_else(PoisonError::into_inner);
        let base = (*arrival).max(now);
        // A request heavier than the bucket goes when the bucket is full.
        let ahead = self.interval.saturating_mul(weight - 1);
        let begins = base + ahead;
        let goes_at = begins.checked_sub(self.tolerance.max(ahead)).unwrap_or(now).max(now);
        if goes_at > deadline {
            return None;
        }
        *arrival = begins + self.interval;
        Some(goes_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter(burst: u32, per_minute: u32, concurrent: u32) -> Limiter {
        Limiter::new(RateLimit { burst, per_minute, concurrent })
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_goes_at_once_and_the_rest_at_the_rate() {
        let limiter = limiter(3, 60, 10);
        let began = Instant::now();
        let deadline = began + Duration::from_secs(100);
        let mut waits = Vec::new();
        for _ in 0..5 {
            limiter.acquire(1, deadline).await.unwrap();
            waits.push(began.elapsed().as_secs());
        }
        assert_eq!(waits, [0, 0, 0, 1, 2]);
        // After a rest the burst is back, and no more than the burst.
        tokio::time::sleep(Duration::from_secs(60)).await;
        let rested = Instant::now();
        for _ in 0..4 {
            limiter.acquire(1, deadline).await.unwrap();
        }
        assert_eq!(rested.elapsed().as_secs(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_heavy_request_takes_as_many_turns() {
        let limiter = limiter(5, 60, 10);
        let began = Instant::now();
        let far = began + Duration::from_secs(100);
        for (weight, after_s) in [(3, 0), (2, 0), (4, 4), (1, 5), (9, 10), (1, 15)] {
            limiter.acquire(weight, far).await.unwrap();
            assert_eq!(began.elapsed().as_secs(), after_s, "{weight}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_after_the_deadline_is_not_taken() {
        let limiter = limiter(1, 1, 10);
        let began = Instant::now();
        let soon = began + Duration::from_secs(5);
        assert!(limiter.acquire(1, soon).await.is_some());
        assert!(limiter.acquire(1, soon).await.is_none());
        assert_eq!(began.elapsed(), Duration::ZERO, "it says so at once");
        // The refused turn cost nobody anything: the next one goes after one minute, not two.
        assert!(limiter.acquire(1, began + Duration::from_secs(61)).await.is_some());
        assert_eq!(began.elapsed().as_secs(), 60);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_asked_for_is_kept() {
        let limiter = limiter(5, 600, 10);
        let began = Instant::now();
        limiter.pause(Duration::from_secs(7));
        let far = began + Duration::from_secs(60);
        limiter.acquire(1, far).await.unwrap();
        assert_eq!(began.elapsed().as_secs(), 7);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_are_in_flight_than_allowed() {
        let limiter = limiter(100, 6000, 2);
        let deadline = Instant::now() + Duration::from_secs(1);
        let first = limiter.acquire(1, deadline).await.unwrap();
        let second = limiter.acquire(1, deadline).await.unwrap();
        assert!(limiter.acquire(1, deadline).await.is_none());
        drop(first);
        let later = Instant::now() + Duration::from_secs(1);
        assert!(limiter.acquire(1, later).await.is_some());
        drop(second);
    }
}
