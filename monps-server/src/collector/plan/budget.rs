//! What may be spent, and when.

use monps_adapters::driver::QuotaState;
use monps_core::adapter::QuotaRule;
use monps_core::time::{Datelike, Days, NaiveDate, TimeDelta, Timestamp, start_of_day};

use super::part::hours;

/// A budget whose period nobody knows is spent as if it lasted this long.
const UNKNOWN_PERIOD_DAYS: u64 = 30;

/// The span that a budget is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its beginning.
    pub begins_at: Timestamp,
    /// Its end: the beginning of the next.
    pub ends_at: Timestamp,
}

impl Period {
    /// The calendar month (UTC) of an instant.
    #[must_use]
    pub fn month_of(now: Timestamp) -> Self {
        let first = now.date_naive().with_day(1).unwrap_or(now.date_naive());
        let (year, month) = if first.month() == 12 {
            (first.year() + 1, 1)
        } else {
            (first.year(), first.month() + 1)
        };
        let next = NaiveDate::from_ymd_opt(year, month, 1);
        Self::between(first, next.unwrap_or_else(|| later(first, UNKNOWN_PERIOD_DAYS)))
    }

    /// The period of a source's rule that an instant falls in.
    #[must_use]
    pub fn of(rule: &QuotaRule, now: Timestamp) -> Self {
        let today = now.date_naive();
        match rule.period.as_ref() {
            "day" => Self::between(today, later(today, 1)),
            "month" => Self::month_of(now),
            _ => Self::between(today, later(today, UNKNOWN_PERIOD_DAYS)),
        }
    }

    fn between(first: NaiveDate, next: NaiveDate) -> Self {
        Self { begins_at: start_of_day(first), ends_at: start_of_day(next) }
    }

    /// How long it still lasts; never negative.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> TimeDelta {
        (self.ends_at - now).max(TimeDelta::zero())
    }
}

fn later(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

/// Where a source's budget stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What may be spent in the period.
    pub limit: u32,
    /// What was spent.
    pub used: u32,
    /// What may still be spent, by our count or the source's, whichever is less.
    pub remaining: u32,
    /// The period.
    pub period: Period,
}

impl Budget {
    /// The budget of a source by its rule and what is kept of it; `limit` is what counts before its
    /// first call.
    ///
    /// What was spent in an earlier period counts no more. A period of the future (the clock was set
    /// back) stands: a budget is not given twice.
    #[must_use]
    pub fn of(rule: &QuotaRule, limit: u32, state: Option<&QuotaState>, now: Timestamp) -> Self {
        let period = Period::of(rule, now);
        let limit = state.map_or(limit, |state| state.budget);
        let (used, remaining) = match state {
            Some(state) if start_of_day(state.period_start) >= period.begins_at => {
                (state.used, state.remaining())
            }
            _ if matches!(rule.period.as_ref(), "day" | "month") => (0, limit),
            Some(state) => (state.used, state.remaining()),
            None => (0, limit),
        };
        Self { limit, used, remaining, period }
    }

    /// What is kept back at an instant: a share of the budget that melts away with the period, so that
    /// nothing is left over at its end.
    #[must_use]
    pub fn reserve(&self, reserve_pct: u32, now: Timestamp) -> f64 {
        let whole = hours(self.period.ends_at - self.period.begins_at).max(1.0);
        let left = (hours(self.period.left(now)) / whole).min(1.0);
        f64::from(self.limit) * f64::from(reserve_pct.min(100)) / 100.0 * left
    }

    /// What ordinary looks may spend from now to the end of the period.
    #[must_use]
    pub fn spendable(&self, reserve_pct: u32, now: Timestamp) -> f64 {
        (f64::from(self.remaining) - self.reserve(reserve_pct, now)).max(0.0)
    }
}
