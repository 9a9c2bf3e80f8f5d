//! Budgets kept in this process.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use tokio::time::Instant;

use super::Memory;
use crate::cache::CacheError;
use crate::cache::budgets::{Budget, Budgets, FLIGHT_MAX, Reserved, Settled};

#[derive(Debug, Default)]
pub(super) struct KeptBudgets(Mutex<HashMap<String, Kept>>);

#[derive(Debug)]
struct Kept {
    budget: Budget,
    /// When what is in flight has been lost.
    lost_at: Instant,
    /// Whether calls were in flight together since the last moment without any.
    crossed: bool,
}

impl Kept {
    fn learn(&mut self, known: &Budget) {
        let budget = &mut self.budget;
        if known.period_start > budget.period_start {
            // What is in flight belongs to the period before.
            *budget = Budget { reserved: 0, ..*known };
        } else if known.period_start == budget.period_start {
            budget.used = budget.used.max(known.used);
            // What was told here is newer than what somebody remembers.
            budget.told = budget.told.or(known.told);
        }
        if budget.reserved > 0 && Instant::now() >= self.lost_at {
            budget.used = budget.used.saturating_add(budget.reserved);
            budget.told = budget.told.map(|told| told.saturating_sub(budget.reserved));
            budget.reserved = 0;
        }
    }
}

impl KeptBudgets {
    fn with<T>(&self, source: &str, known: &Budget, f: impl FnOnce(&mut Kept) -> T) -> T {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.entry(source.to_owned()).or_insert_with(|| Kept {
            budget: Budget { reserved: 0, ..*known },
            lost_at: Instant::now(),
            crossed: false,
        });
        kept.learn(known);
        f(kept)
    }
}

#[async_trait]
impl Budgets for Memory {
    async fn reserve(
        &self,
        source: &str,
        known: &Budget,
        cost: u32,
        limit: u32,
    ) -> Result<Reserved, CacheError> {
        Ok(self.budgets.with(source, known, |kept| {
            if cost > kept.budget.left(limit) {
                return Reserved::Refused(kept.budget);
            }
            kept.crossed |= kept.budget.reserved > 0;
            kept.budget.reserved = kept.budget.reserved.saturating_add(cost);
            kept.lost_at = Instant::now() + FLIGHT_MAX;
            Reserved::Granted(kept.budget)
        }))
    }

    async fn settle(&self, source: &str, settled: Settled) -> Result<Option<Budget>, CacheError> {
        let mut kept = self.budgets.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(kept.get_mut(source).map(|kept| {
            let budget = &mut kept.budget;
            // A reservation of a period that is over, or that was given up, is gone already.
            budget.reserved = budget.reserved.saturating_sub(settled.reserved);
            budget.used = budget.used.saturating_add(settled.cost);
            budget.told = match (budget.told, settled.told) {
                // Answers of calls that crossed may come in another order than they were given.
                (Some(before), Some(told)) if kept.crossed => Some(before.min(told)),
                (_, Some(told)) => Some(told),
                (before, None) => before.map(|before| before.saturating_sub(settled.cost)),
            };
            kept.crossed &= budget.reserved > 0;
            *budget
        }))
    }

    async fn raise(&self, source: &str, known: &Budget) -> Result<Budget, CacheError> {
        Ok(self.budgets.with(source, known, |kept| kept.budget))
    }

    async fn budget(&self, source: &str) -> Result<Option<Budget>, CacheError> {
        let kept = self.budgets.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(kept.get(source).map(|kept| kept.budget))
    }
}
