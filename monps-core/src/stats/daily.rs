//! Daily returns on the equity, and their Sharpe ratio.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{SettledBet, SettledOutcome};
use crate::error::stats::StatsError;
use crate::money::Money;
use crate::time::NaiveDate;

/// Days in a year: betting has no closing days.
const DAYS_PER_YEAR: f64 = 365.0;

/// The returns of each calendar day (UTC) from the first settlement to the last.
///
/// A day's return is its profit over the equity at its start. Days without a settlement return 0
/// and count.
#[derive(Clone, Debug, PartialEq)]
pub struct DailyReturns {
    /// The days with a settlement, and their returns.
    pub days: Vec<(NaiveDate, f64)>,
    /// How many calendar days lie between the first and the last, both included.
    pub day_count: u32,
}

impl DailyReturns {
    /// The mean over all days. None without days.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let sum: f64 = self.days.iter().map(|(_, daily)| daily).sum();
        (self.day_count > 0).then(|| sum / f64::from(self.day_count))
    }

    /// The sample standard deviation over all days. None with fewer than two.
    #[must_use]
    pub fn standard_deviation(&self) -> Option<f64> {
        let mean = self.mean().filter(|_| self.day_count > 1)?;
        let quiet = f64::from(self.day_count) - self.days.len() as f64;
        let squares: f64 = self.days.iter().map(|(_, daily)| (daily - mean) * (daily - mean)).sum();
        let variance = (squares + quiet * mean * mean) / (f64::from(self.day_count) - 1.0);
        Some(variance.sqrt())
    }

    /// Mean / standard deviation × √365. None with fewer than two days, or when all are alike.
    ///
    /// Days are alike when they differ by less than rounding does: dividing by that would be noise.
    #[must_use]
    pub fn sharpe_ratio(&self) -> Option<f64> {
        let (mean, deviation) = (self.mean()?, self.standard_deviation()?);
        (deviation > mean.abs() * 1e-12).then(|| mean / deviation * DAYS_PER_YEAR.sqrt())
    }
}

/// The daily returns of settled bets, in any order, on a bankroll that was `equity_initial` before
/// the first of them.
///
/// None when the equity at the start of some day is not positive: then a return has no meaning.
///
/// # Errors
/// [`StatsError::Money`] for another currency or an absurd sum, naming the bet (or, for the running
/// equity, the day).
pub fn daily_returns<'a>(
    equity_initial: Money,
    bets: impl IntoIterator<Item = &'a SettledBet>,
) -> Result<Option<DailyReturns>, StatsError> {
    let mut profits: BTreeMap<NaiveDate, Money> = BTreeMap::new();
    for (index, bet) in bets.into_iter().enumerate() {
        if bet.outcome == SettledOutcome::Void {
            continue;
        }
        let day = profits
            .entry(bet.settled_at.date_naive())
            .or_insert(Money::zero(equity_initial.currency()));
        *day = day.plus(bet.profit).map_err(|source| StatsError::Money { index, source })?;
    }
    let mut equity = equity_initial;
    let mut days = Vec::with_capacity(profits.len());
    for (index, (&date, &profit)) in profits.iter().enumerate() {
        if equity.amount() <= Decimal::ZERO {
            return Ok(None);
        }
        let daily = profit.amount() / equity.amount();
        days.push((date, daily.to_f64().unwrap_or(f64::NAN)));
        equity = equity.plus(profit).map_err(|source| StatsError::Money { index, source })?;
    }
    let span = match (days.first(), days.last()) {
        (Some((first, _)), Some((last, _))) => (*last - *first).num_days() + 1,
        _ => 0,
    };
    Ok(Some(DailyReturns {
        days,
        // The calendar has fewer days than that.
        day_count: u32::try_from(span).unwrap_or(u32::MAX),
    }))
}
