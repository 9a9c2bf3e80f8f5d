//! The budget of a source: counted before a call, corrected after it.
//!
//! A call is *reserved* at the cost its adapter foretells and refused when that would pass the budget
//! or what the source says is left. Its answer *settles* the reservation with what it really cost.
//! An answer that never came counts as paid for: the source may have counted it.
//!
//! [`QuotaLedger`] is a trait so that several processes can share one budget; [`MemoryQuota`] is the
//! one of a single process. Its state can be read, kept anywhere and restored.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use monps_core::adapter::{QuotaRule, Response};
use monps_core::time::{Datelike, NaiveDate, Timestamp};

/// Where a source's budget stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaState {
    /// What may be spent in the period.
    pub budget: u32,
    /// What was spent in the period, as far as we know.
    pub used: u32,
    /// What calls in flight will cost.
    pub reserved: u32,
    /// What the source last said is left, whoever else spends it.
    pub source_remaining: Option<u32>,
    /// The first day of the period (UTC).
    pub period_start: NaiveDate,
}

impl QuotaState {
    /// What may still be spent: by the budget and by what the source says, whichever is less.
    #[must_use]
    pub fn remaining(&self) -> u32 {
        let ours = self.budget.saturating_sub(self.used);
        self.source_remaining.map_or(ours, |theirs| theirs.min(ours)).saturating_sub(self.reserved)
    }
}

/// A call that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaRefused {
    /// What it would cost.
    pub cost: u32,
    /// What is left.
    pub remaining: u32,
    /// The budget.
    pub budget: u32,
    /// Why what was spent cannot be known at present, where that is the reason: the call may be tried
    /// again soon.
    pub uncounted: Option<String>,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    /// It was never sent.
    Nothing,
    /// It was sent; the source did not say what it cost.
    AsForetold {
        /// What the source says is left.
        remaining: Option<u32>,
    },
    /// The source said what it cost.
    Told {
        /// The cost.
        cost: u32,
        /// What the source says is left.
        remaining: Option<u32>,
    },
}

impl Spent {
    /// What an answer says of its cost.
    ///
    /// A refusal (4xx) without a word on its cost is free; anything else costs what was foretold.
    #[must_use]
    pub fn by(response: &Response, rule: &QuotaRule) -> Self {
        let remaining = whole(response.header(&rule.remaining_header));
        match whole(response.header(&rule.cost_header)) {
            Some(cost) => Self::Told { cost, remaining },
            None if (400..500).contains(&response.status) => Self::Told { cost: 0, remaining },
            None => Self::AsForetold { remaining },
        }
    }
}

/// A whole number in a header; some sources write `498.0`.
fn whole(value: Option<&str>) -> Option<u32> {
    let text = value?.trim();
    text.split_once('.').map_or(text, |(whole, _)| whole).parse().ok()
}

/// Keeps the budgets of sources.
#[async_trait]
pub trait QuotaLedger: Send + Sync {
    /// Reserves the cost of a call.
    ///
    /// # Errors
    /// [`QuotaRefused`] when it would pass what is left; then nothing is reserved.
    async fn reserve(
        &self,
        source: &str,
        rule: &QuotaRule,
        cost: u32,
        now: Timestamp,
    ) -> Result<(), QuotaRefused>;

    /// Ends a reservation with what the call cost.
    async fn settle(&self, source: &str, reserved: u32, spent: Spent);

    /// Where a source stands; `None` before its first call.
    async fn state(&self, source: &str) -> Option<QuotaState>;

    /// Gives a source another budget from now on; what was spent stays spent.
    ///
    /// A keeper whose budgets are fixed when it is made need not do anything: then the new budget
    /// counts from the next start.
    async fn set_budget(&self, _source: &str, _budget: u32) {}
}

/// The budgets of one process.
#[derive(Debug, Default)]
pub struct MemoryQuota {
    budgets: Mutex<BTreeMap<String, u32>>,
    states: Mutex<BTreeMap<String, QuotaState>>,
}

impl MemoryQuota {
    /// With the default budget of every source.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with another budget for one source.
    #[must_use]
    pub fn with_budget(self, source: &str, budget: u32) -> Self {
        self.budgets().insert(source.to_owned(), budget);
        self
    }

    /// Puts back a state that was kept; what was reserved then counts as spent, since nobody is left
    /// to say what became of it. A budget set with [`MemoryQuota::with_budget`] stands.
    pub fn restore(&self, source: &str, state: QuotaState) {
        let restored = QuotaState {
            budget: self.budgets().get(source).copied().unwrap_or(state.budget),
            used: state.used.saturating_add(state.reserved),
            reserved: 0,
            ..state
        };
        self.lock().insert(source.to_owned(), restored);
    }

    fn budgets(&self) -> MutexGuard<'_, BTreeMap<String, u32>> {
        self.budgets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, QuotaState>> {
        self.states.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl QuotaLedger for MemoryQuota {
    async fn reserve(
        &self,
        source: &str,
        rule: &QuotaRule,
        cost: u32,
        now: Timestamp,
    ) -> Result<(), QuotaRefused> {
        let period_start = period_start(rule, now);
        let budget = self.budgets().get(source).copied().unwrap_or(rule.default_budget);
        let mut states = self.lock();
        let state = states.entry(source.to_owned()).or_insert(QuotaState {
            budget,
            used: 0,
            reserved: 0,
            source_remaining: None,
            period_start,
        });
        // A clock set back must not begin a period again.
        if period_start > state.period_start {
            state.used = 0;
            state.source_remaining = None;
            state.period_start = period_start;
        }
        if cost > state.remaining() {
            let (remaining, budget) = (state.remaining(), state.budget);
            return Err(QuotaRefused { cost, remaining, budget, uncounted: None });
        }
        state.reserved = state.reserved.saturating_add(cost);
        Ok(())
    }

    async fn settle(&self, source: &str, reserved: u32, spent: Spent) {
        let mut states = self.lock();
        let Some(state) = states.get_mut(source) else {
            return;
        };
        state.reserved = state.reserved.saturating_sub(reserved);
        let (cost, remaining) = match spent {
            Spent::Nothing => (0, None),
            Spent::AsForetold { remaining } => (reserved, remaining),
            Spent::Told { cost, remaining } => (cost, remaining),
        };
        state.used = state.used.saturating_add(cost);
        state.source_remaining =
            remaining.or_else(|| state.source_remaining.map(|left| left.saturating_sub(cost)));
    }

    async fn state(&self, source: &str) -> Option<QuotaState> {
        self.lock().get(source).copied()
    }

    async fn set_budget(&self, source: &str, budget: u32) {
        self.budgets().insert(source.to_owned(), budget);
        if let Some(state) = self.lock().get_mut(source) {
            state.budget = budget;
        }
    }
}

/// The first day of the period that an instant falls in; a period we do not know never begins again.
#[must_use]
pub fn period_start(rule: &QuotaRule, now: Timestamp) -> NaiveDate {
    let today = now.date_naive();
    match rule.period.as_ref() {
        "day" => today,
        "month" => today.with_day(1).unwrap_or(today),
        _ => NaiveDate::MIN,
    }
}

#[cfg(test)]
mod tests {
    use monps_core::adapter::Text;
    use monps_core::time::parse_timestamp;

    use super::*;

    const RULE: QuotaRule = QuotaRule {
        unit: Text::Borrowed("credits"),
        default_budget: 10,
        period: Text::Borrowed("month"),
        remaining_header: Text::Borrowed("x-left"),
        cost_header: Text::Borrowed("x-last"),
    };

    fn at(text: &str) -> Timestamp {
        parse_timestamp(text).unwrap()
    }

    #[tokio::test]
    async fn a_call_that_would_pass_the_budget_is_refused() {
        let quota = MemoryQuota::new();
        let now = at("2026-11-22T09:00:00Z");
        quota.reserve("a", &RULE, 6, now).await.unwrap();
        // In flight counts: two processes' worth of calls cannot pass together.
        let refused = quota.reserve("a", &RULE, 5, now).await.unwrap_err();
        assert_eq!((refused.cost, refused.remaining), (5, 4));
        quota.settle("a", 6, Spent::Told { cost: 2, remaining: None }).await;
        assert_eq!(quota.state("a").await.unwrap().remaining(), 8);
        quota.reserve("a", &RULE, 8, now).await.unwrap();
        quota.settle("a", 8, Spent::Nothing).await;
        assert_eq!(quota.state("a").await.unwrap().used, 2);
    }

    #[tokio::test]
    async fn what_the_source_says_is_left_counts_too() {
        let quota = MemoryQuota::new().with_budget("a", 1000);
        let now = at("2026-11-22T09:00:00Z");
        quota.reserve("a", &RULE, 1, now).await.unwrap();
        let remaining = Some(3);
        quota.settle("a", 1, Spent::AsForetold { remaining }).await;
        assert!(quota.reserve("a", &RULE, 4, now).await.is_err());
        assert!(quota.reserve("a", &RULE, 3, now).await.is_ok());
    }

    #[tokio::test]
    async fn a_new_month_is_a_new_budget_and_a_restart_is_not() {
        let quota = MemoryQuota::new();
        let november = at("2026-11-30T23:59:59Z");
        quota.reserve("a", &RULE, 7, november).await.unwrap();
        let kept = quota.state("a").await.unwrap();

        let restarted = MemoryQuota::new();
        restarted.restore("a", kept);
        assert_eq!(restarted.state("a").await.unwrap().remaining(), 3);
        assert!(restarted.reserve("a", &RULE, 7, november).await.is_err());
        let december = at("2026-12-01T00:00:00Z");
        assert!(restarted.reserve("a", &RULE, 7, december).await.is_ok());
        assert!(
            restarted.reserve("a", &RULE, 7, november).await.is_err(),
            "a clock set back must not give the budget twice"
        );
    }

    #[tokio::test]
    async fn another_budget_keeps_what_was_spent() {
        let quota = MemoryQuota::new();
        let now = at("2026-11-22T09:00:00Z");
        quota.set_budget("a", 6).await;
        quota.reserve("a", &RULE, 5, now).await.unwrap();
        quota.settle("a", 5, Spent::AsForetold { remaining: None }).await;
        assert!(quota.reserve("a", &RULE, 2, now).await.is_err());
        quota.set_budget("a", 7).await;
        assert!(quota.reserve("a", &RULE, 2, now).await.is_ok());
        quota.set_budget("a", 3).await;
        assert_eq!(quota.state("a").await.unwrap().remaining(), 0);
    }

    #[test]
    fn headers_are_read() {
        let answer = |status, headers: &[(&str, &str)]| Response {
            id: 0,
            status,
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: Vec::new(),
            received_at: at("2026-11-22T09:00:00Z"),
            from_cache: false,
        };
        let told = Spent::by(&answer(200, &[("x-last", "2.0"), ("x-left", "98")]), &RULE);
        let remaining = Some(98);
        assert_eq!(told, Spent::Told { cost: 2, remaining });
        let refused = Spent::by(&answer(401, &[]), &RULE);
        assert_eq!(refused, Spent::Told { cost: 0, remaining: None });
        let silent = Spent::by(&answer(200, &[]), &RULE);
        assert_eq!(silent, Spent::AsForetold { remaining: None });
    }
}
