//! Trying again: only what is safe to repeat, with growing and jittered waits.
//!
//! A request that only reads may be repeated after a failure of the source (5xx, no answer) and a plea
//! to slow down (429). One that does something is repeated only if it certainly was not heard. The n-th wait is drawn between half of `base × 2ⁿ` and all of it,
//! so that many collectors do not come back in step. What the source asks for with `Retry-After` is
//! obeyed in its stead.

use std::time::Duration;

use monps_core::adapter::{Response, TransportFailure, TransportFailureKind};
use monps_core::time::{DateTime, Timestamp};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// How often and how patiently to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all, the first included.
    pub attempts_max: u32,
    /// The first wait, before jitter.
    pub base: Duration,
    /// The longest wait that is drawn; a `Retry-After` may be longer.
    pub wait_max: Duration,
}

impl RetryPolicy {
    /// Three attempts, half a second doubling up to thirty.
    pub const CUSTOMARY: Self = Self {
        attempts_max: 3,
        base: Duration::from_millis(500),
        wait_max: Duration::from_secs(30),
    };

    /// One attempt: for recordings, which answer the same every time.
    pub const ONCE: Self = Self { attempts_max: 1, ..Self::CUSTOMARY };

    /// The wait before attempt `attempt + 1`, `attempt` counting from 1.
    #[must_use]
    pub fn wait(&self, attempt: u32, rng: &mut ChaCha8Rng) -> Duration {
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1).min(16));
        let full = self.base.saturating_mul(doubled).min(self.wait_max);
        let millis = u64::try_from(full.as_millis()).unwrap_or(u64::MAX);
        Duration::from_millis(rng.random_range(millis / 2..=millis))
    }
}

/// Whether an answer, or its absence, may be followed by another attempt.
#[must_use]
pub(crate) fn is_worth_repeating(
    outcome: &Result<Response, TransportFailure>,
    retry_safe: bool,
) -> bool {
    match outcome {
        Ok(response) => {
            retry_safe && (response.status == 429 || (500..600).contains(&response.status))
        }
        Err(failure) => match failure.kind {
            TransportFailureKind::Unreachable => true,
            TransportFailureKind::Timeout | TransportFailureKind::Broken => retry_safe,
            _ => false,
        },
    }
}

/// How long an answer asks to wait: `Retry-After` in seconds or as a date. At most a day is believed.
#[must_use]
pub fn retry_after(response: &Response, now: Timestamp) -> Option<Duration> {
    const WAIT_MAX: Duration = Duration::from_secs(86_400);
    let value = response.header("retry-after")?.trim();
    let wait = match value.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = DateTime::parse_from_rfc2822(value).ok()?;
            (date.to_utc() - now).to_std().unwrap_or(Duration::ZERO)
        }
    };
    Some(wait.min(WAIT_MAX))
}

#[cfg(test)]
mod tests {
    use monps_core::time::parse_timestamp;
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn waits_grow_within_their_bounds() {
        let policy = RetryPolicy::CUSTOMARY;
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        for attempt in 1..40 {
            let full = (500 << (attempt - 1).min(10)).min(30_000);
            for _ in 0..20 {
                let wait = policy.wait(attempt, &mut rng).as_millis();
                assert!((full / 2..=full).contains(&wait), "{attempt}: {wait}");
            }
        }
        let same = |seed| policy.wait(3, &mut ChaCha8Rng::seed_from_u64(seed));
        assert_eq!(same(1), same(1));
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let now = parse_timestamp("2026-11-22T09:00:00Z").unwrap();
        let asks = |value: &str| {
            let response = Response {
                id: 1,
                status: 429,
                headers: vec![("retry-after".to_owned(), value.to_owned())],
                body: Vec::new(),
                received_at: now,
                from_cache: false,
            };
            retry_after(&response, now).map(|wait| wait.as_secs())
        };
        assert_eq!(asks("2"), Some(2));
        assert_eq!(asks("Sun, 22 Nov 2026 09:00:30 GMT"), Some(30));
        assert_eq!(asks("Sun, 22 Nov 2026 08:00:00 GMT"), Some(0));
        assert_eq!(asks("999999999"), Some(86_400));
        assert_eq!(asks("soon"), None);
    }
}
