//! The budgets of sources, spent by all processes together.
//!
//! What this process knows to be spent is told with every wish, so that a Redis that lost its
//! counters learns them again. While Redis is away nobody can tell what the others spend: then a call
//! that counts is not made, and the feed tries again soon. A source without a quota goes on.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use monps_adapters::driver::{QuotaLedger, QuotaRefused, QuotaState, Spent, period_start};
use monps_core::adapter::QuotaRule;
use monps_core::time::Timestamp;

use crate::cache::{Budget, Budgets, CacheError, Reserved, Settled, Shared};

/// How often a Redis is asked again that is being told what was spent …
const SETTLING_EVERY: Duration = Duration::from_millis(250);
/// … and how many times: longer than that takes.
const SETTLING_TRIES: u32 = 24;

/// Budgets in what processes share.
#[derive(Debug)]
pub(super) struct SharedQuota {
    shared: Shared,
    limits: Mutex<BTreeMap<String, u32>>,
    /// Where each source stood when this process last heard of it, and its limit.
    known: Mutex<BTreeMap<String, (Budget, u32)>>,
}

impl SharedQuota {
    /// Budgets with these limits, where they are not the sources' own.
    pub(super) fn new(shared: Shared, limits: BTreeMap<String, u32>) -> Self {
        Self { shared, limits: Mutex::new(limits), known: Mutex::default() }
    }

    /// Tells what was spent according to the store.
    pub(super) async fn remember(&self, source: &str, stood: &QuotaState) {
        let limit = self.limit(source).unwrap_or(stood.budget);
        let known = Budget {
            period_start: stood.period_start,
            used: stood.used,
            reserved: 0,
            told: stood.source_remaining,
        };
        // Away: it is told with the first call.
        let known = self.shared.raise(source, &known).await.unwrap_or(known);
        self.lock().insert(source.to_owned(), (known, limit));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, (Budget, u32)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn limit(&self, source: &str) -> Option<u32> {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner).get(source).copied()
    }

    /// The least that is known of a source in a period.
    fn known(&self, source: &str, rule: &QuotaRule, now: Timestamp) -> (Budget, u32) {
        let period_start = period_start(rule, now);
        let limit = self.limit(source).unwrap_or(rule.default_budget);
        match self.lock().get(source) {
            Some((known, _)) if known.period_start >= period_start => (*known, limit),
            _ => (Budget::fresh(period_start), limit),
        }
    }
}

#[async_trait]
impl QuotaLedger for SharedQuota {
    async fn reserve(
        &self,
        source: &str,
        rule: &QuotaRule,
        cost: u32,
        now: Timestamp,
    ) -> Result<(), QuotaRefused> {
        let (known, limit) = self.known(source, rule, now);
        let mut tries = 0;
        let outcome = loop {
            match self.shared.reserve(source, &known, cost, limit).await {
                Err(CacheError::Settling) if tries < SETTLING_TRIES => {
                    tries += 1;
                    tokio::time::sleep(SETTLING_EVERY).await;
                }
                outcome => break outcome,
            }
        };
        match outcome {
            Ok(Reserved::Granted(budget)) => {
                self.lock().insert(source.to_owned(), (budget, limit));
                Ok(())
            }
            Ok(Reserved::Refused(budget)) => {
                self.lock().insert(source.to_owned(), (budget, limit));
                let remaining = budget.left(limit);
                Err(QuotaRefused { cost, remaining, budget: limit, uncounted: None })
            }
            Err(error) => {
                let uncounted = Some(error.to_string());
                Err(QuotaRefused { cost, remaining: known.left(limit), budget: limit, uncounted })
            }
        }
    }

    async fn settle(&self, source: &str, reserved: u32, spent: Spent) {
        let (cost, told) = match spent {
            Spent::Nothing => (0, None),
            Spent::AsForetold { remaining } => (reserved, remaining),
            Spent::Told { cost, remaining } => (cost, remaining),
        };
        match self.shared.settle(source, Settled { reserved, cost, told }).await {
            Ok(Some(budget)) => {
                if let Some((known, _)) = self.lock().get_mut(source) {
                    *known = budget;
                }
            }
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(source, %error, "a call counts at what was set aside for it");
                // Told with the next call.
                if let Some((known, _)) = self.lock().get_mut(source) {
                    known.used = known.used.saturating_add(cost);
                    known.reserved = known.reserved.saturating_sub(reserved);
                }
            }
        }
    }

    async fn set_budget(&self, source: &str, budget: u32) {
        let mut limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        limits.insert(source.to_owned(), budget);
        if let Some((_, limit)) = self.lock().get_mut(source) {
            *limit = budget;
        }
    }

    async fn state(&self, source: &str) -> Option<QuotaState> {
        let (known, limit) = self.lock().get(source).copied()?;
        let budget = match self.shared.budget(source).await {
            Ok(Some(budget)) if budget.period_start >= known.period_start => budget,
            _ => known,
        };
        Some(QuotaState {
            budget: limit,
            used: budget.used,
            reserved: budget.reserved,
            source_remaining: budget.told,
            period_start: budget.period_start,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use monps_core::time::parse_timestamp;

    use super::*;
    use crate::cache::RedisOptions;
    use crate::clock::Clock;

    fn rule() -> QuotaRule {
        QuotaRule::new("credits", 500, "month").told_in("x-requests-remaining", "x-requests-last")
    }

    fn now() -> Timestamp {
        parse_timestamp("2026-11-22T12:00:00Z").unwrap()
    }

    fn process(shared: &Shared) -> Arc<SharedQuota> {
        let limits = BTreeMap::from([("odds".to_owned(), 60)]);
        Arc::new(SharedQuota::new(shared.clone(), limits))
    }

    #[tokio::test]
    async fn the_sum_of_all_processes_stays_within_the_budget() {
        let shared = Shared::in_process();
        let processes = [process(&shared), process(&shared)];
        let (calls, refusals) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
        let tasks = (0..16).map(|n| {
            let quota = Arc::clone(&processes[n % 2]);
            let (calls, refusals) = (Arc::clone(&calls), Arc::clone(&refusals));
            tokio::spawn(async move {
                for _ in 0..10 {
                    if quota.reserve("odds", &rule(), 1, now()).await.is_err() {
                        refusals.fetch_add(1, Ordering::SeqCst);
                        continue;
                    }
                    // The source counts here.
                    let count = calls.fetch_add(1, Ordering::SeqCst) + 1;
                    tokio::task::yield_now().await;
                    let spent = Spent::Told { cost: 1, remaining: Some(60 - count.min(60)) };
                    quota.settle("odds", 1, spent).await;
                }
            })
        });
        for task in futures_util::future::join_all(tasks).await {
            task.unwrap();
        }
        // Calls in flight are counted twice while the source has counted them too: what is left then
        // is still to be had.
        let during = calls.load(Ordering::SeqCst);
        assert!((1..=60).contains(&during), "{during}");
        assert_eq!(during + refusals.load(Ordering::SeqCst), 160);
        let mut calls = during;
        while processes[0].reserve("odds", &rule(), 1, now()).await.is_ok() {
            calls += 1;
            let spent = Spent::Told { cost: 1, remaining: Some(60_u32.saturating_sub(calls)) };
            processes[0].settle("odds", 1, spent).await;
            assert!(calls <= 60, "the budget is overrun");
        }
        assert_eq!(calls, 60);
        for process in processes {
            assert_eq!(process.state("odds").await.unwrap().used, calls);
        }
    }

    #[tokio::test]
    async fn what_the_store_knows_to_be_spent_counts() {
        let shared = Shared::in_process();
        let process = process(&shared);
        let stood = QuotaState {
            budget: 500,
            used: 59,
            reserved: 0,
            source_remaining: Some(441),
            period_start: "2026-11-01".parse().unwrap(),
        };
        process.remember("odds", &stood).await;
        process.reserve("odds", &rule(), 1, now()).await.unwrap();
        let refused = process.reserve("odds", &rule(), 1, now()).await.unwrap_err();
        assert_eq!((refused.remaining, refused.budget, refused.uncounted), (0, 60, None));
    }

    #[tokio::test]
    async fn a_call_that_cannot_be_counted_is_not_made() {
        let options = RedisOptions {
            url: "unix:///nonexistent/redis.sock".to_owned(),
            password: None,
            prefix: "monps".to_owned(),
            installation: "tested".to_owned(),
        };
        let shared = Shared::in_redis(&options, Clock::system()).await.unwrap();
        let refused = process(&shared).reserve("odds", &rule(), 1, now()).await.unwrap_err();
        let why = refused.uncounted.unwrap();
        assert!(why.contains("away since"), "{why}");
    }
}
