//! Budgets of calls that all processes spend from.
//!
//! A call is *reserved* before it is made and *settled* by its answer. A reservation counts as spent
//! from the start, so that a process that dies in between has paid for its call; an answer that says
//! less gives the rest back. What the source says is left is believed at once when it is less than we
//! thought, and when it is more only from a call that crossed no other: answers may come in another
//! order than they were given.

use std::time::Duration;

use async_trait::async_trait;
use monps_core::time::NaiveDate;

use super::CacheError;

/// Calls that have not been settled after this long never will be.
pub const FLIGHT_MAX: Duration = Duration::from_secs(300);
/// How long a budget is remembered: longer than any period.
pub(super) const BUDGET_KEPT: Duration = Duration::from_secs(400 * 24 * 3600);

/// Where a budget stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The first day of its period.
    pub period_start: NaiveDate,
    /// What was spent in the period by all processes.
    pub used: u32,
    /// What calls in flight will cost.
    pub reserved: u32,
    /// What the source last said is left.
    pub told: Option<u32>,
}

impl Budget {
    /// Nothing spent yet.
    #[must_use]
    pub const fn fresh(period_start: NaiveDate) -> Self {
        Self { period_start, used: 0, reserved: 0, told: None }
    }

    /// What may still be spent of a limit: by the limit and by what the source says.
    #[must_use]
    pub fn left(&self, limit: u32) -> u32 {
        let ours = limit.saturating_sub(self.used);
        self.told.map_or(ours, |told| told.min(ours)).saturating_sub(self.reserved)
    }
}

/// What became of a wish to spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// It is set aside.
    Granted(Budget),
    /// It would pass the limit; nothing was set aside.
    Refused(Budget),
}

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What was reserved for it.
    pub reserved: u32,
    /// What it cost.
    pub cost: u32,
    /// What the source says is left.
    pub told: Option<u32>,
}

/// Keeps budgets.
#[async_trait]
pub trait Budgets: Send + Sync {
    /// Sets the cost of a call aside, if the limit allows it. `known` is the least that must have been
    /// spent, as far as the caller knows: a keeper that forgot is told again. A later period begins
    /// afresh; an earlier one (a clock that was set back) never does.
    ///
    /// # Errors
    /// [`CacheError`] when it cannot be known whether the limit allows it: then the call must not be
    /// made.
    async fn reserve(
        &self,
        source: &str,
        known: &Budget,
        cost: u32,
        limit: u32,
    ) -> Result<Reserved, CacheError>;

    /// Ends a reservation.
    ///
    /// # Errors
    /// [`CacheError`] when it cannot be told now: then it counts as paid for.
    async fn settle(&self, source: &str, settled: Settled) -> Result<Option<Budget>, CacheError>;

    /// Makes sure that at least so much counts as spent.
    ///
    /// # Errors
    /// [`CacheError`] when it cannot be told now.
    async fn raise(&self, source: &str, known: &Budget) -> Result<Budget, CacheError>;

    /// Where a budget stands; none before its first call.
    ///
    /// # Errors
    /// [`CacheError`] when it cannot be asked for.
    async fn budget(&self, source: &str) -> Result<Option<Budget>, CacheError>;
}
