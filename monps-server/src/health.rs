//! Health: whether the parts that the server needs are there.
//!
//! Every part is asked at most once a second, by one asker at a time and for at most a second, however
//! many ask for the answer: a probe is cheap, and a store that hangs does not pile up probes.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use async_trait::async_trait;
use monps_core::time::Timestamp;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::clock::Clock;
use crate::error_chain::Chain;
use crate::store::Store;

/// How long an answer counts.
const FRESH_FOR: Duration = Duration::from_secs(1);
/// The longest that a part may take to answer.
const PART_TIMEOUT: Duration = Duration::from_secs(1);

/// How a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartState {
    /// It does its work.
    Ok,
    /// It does some of its work; in words, what it does not.
    Degraded(String),
    /// It does not do its work; in words, why. They are answered to anybody: no path, no secret.
    Down(String),
}

impl PartState {
    /// The slug.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Degraded(_) => "degraded",
            Self::Down(_) => "down",
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Ok => None,
            Self::Degraded(reason) | Self::Down(reason) => Some(reason),
        }
    }
}

/// A part of the server that can say how it is.
#[async_trait]
pub trait HealthSource: Send + Sync {
    /// Its name: `store`, `cache`, `collector`.
    fn part(&self) -> &'static str;

    /// How it is now.
    async fn check(&self) -> PartState;
}

/// The store as a part.
#[derive(Debug)]
pub struct StoreHealth(pub Arc<dyn Store>);

#[async_trait]
impl HealthSource for StoreHealth {
    fn part(&self) -> &'static str {
        "store"
    }

    async fn check(&self) -> PartState {
        match self.0.ping().await {
            Ok(()) => PartState::Ok,
            Err(error) => {
                tracing::warn!(error = %Chain(&error), "the store does not answer");
                PartState::Down("the database does not answer".to_owned())
            }
        }
    }
}

/// How all parts were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthReport {
    /// When they were asked.
    pub checked_at: Timestamp,
    /// Each part, in the order in which they were given.
    pub parts: Vec<(&'static str, PartState)>,
}

impl HealthReport {
    /// Whether requests can be served: no part is down.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !self.parts.iter().any(|(_, state)| matches!(state, PartState::Down(_)))
    }

    /// `ok` where every part is, else `degraded`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        if self.parts.iter().all(|(_, state)| *state == PartState::Ok) { "ok" } else { "degraded" }
    }
}

/// Asks the parts, and keeps their answers for a second.
pub struct Health {
    sources: Vec<Arc<dyn HealthSource>>,
    clock: Clock,
    kept: RwLock<Option<(Instant, Arc<HealthReport>)>>,
    asking: Mutex<()>,
}

impl Health {
    /// The health of these parts.
    #[must_use]
    pub fn new(sources: Vec<Arc<dyn HealthSource>>, clock: Clock) -> Self {
        Self { sources, clock, kept: RwLock::new(None), asking: Mutex::new(()) }
    }

    /// The instant now, by the server's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// How the parts are, at most a second ago.
    pub async fn report(&self) -> Arc<HealthReport> {
        if let Some(report) = self.fresh() {
            return report;
        }
        let _one = self.asking.lock().await;
        // Another may have asked while this one waited.
        if let Some(report) = self.fresh() {
            return report;
        }
        let report = Arc::new(self.ask().await);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((Instant::now(), Arc::clone(&report)));
        report
    }

    fn fresh(&self) -> Option<Arc<HealthReport>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let (asked, report) = kept.as_ref()?;
        (asked.elapsed() < FRESH_FOR).then(|| Arc::clone(report))
    }

    async fn ask(&self) -> HealthReport {
        let checks = self.sources.iter().map(|source| async {
            let state = timeout(PART_TIMEOUT, source.check()).await;
            let late = || PartState::Down("no answer within a second".to_owned());
            (source.part(), state.unwrap_or_else(|_| late()))
        });
        let parts = futures_util::future::join_all(checks).await;
        HealthReport { checked_at: self.clock.now(), parts }
    }
}

impl fmt::Debug for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<&str> = self.sources.iter().map(|source| source.part()).collect();
        f.debug_struct("Health").field("parts", &parts).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    struct Counting(AtomicUsize, PartState);

    #[async_trait]
    impl HealthSource for Counting {
        fn part(&self) -> &'static str {
            "counting"
        }

        async fn check(&self) -> PartState {
            self.0.fetch_add(1, Ordering::SeqCst);
            self.1.clone()
        }
    }

    struct Hanging;

    #[async_trait]
    impl HealthSource for Hanging {
        fn part(&self) -> &'static str {
            "hanging"
        }

        async fn check(&self) -> PartState {
            std::future::pending().await
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_crowd_asks_once_a_second() {
        let source = Arc::new(Counting(AtomicUsize::new(0), PartState::Ok));
        let health = Health::new(vec![source.clone() as Arc<dyn HealthSource>], Clock::system());
        futures_util::future::join_all((0..100).map(|_| health.report())).await;
        assert_eq!(source.0.load(Ordering::SeqCst), 1);
        tokio::time::advance(Duration::from_millis(1001)).await;
        health.report().await;
        assert_eq!(source.0.load(Ordering::SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_part_that_hangs_is_down_after_a_second() {
        let degraded = Counting(AtomicUsize::new(0), PartState::Degraded("slow".to_owned()));
        let sources: Vec<Arc<dyn HealthSource>> = vec![Arc::new(Hanging), Arc::new(degraded)];
        let report = Health::new(sources, Clock::system()).report().await;
        assert!(!report.is_ready());
        assert_eq!(report.parts[0].1.as_str(), "down");
        assert_eq!(report.parts[1].1.reason(), Some("slow"));
        assert_eq!(report.status(), "degraded");
    }
}
