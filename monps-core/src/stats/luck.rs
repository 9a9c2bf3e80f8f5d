//! Yield and closing line value with what luck may have done to them.
//!
//! A yield is a ratio of two sums, Σ profit / Σ stake, and both depend on which bets came about. Its
//! standard error is that of the ratio (Cochran, *Sampling Techniques*, 6.3), which for level stakes is
//! the usual one of a mean; the bootstrap makes no assumption at all and is seeded, so that it repeats.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::clv::{clv_fair, clv_price};
use super::estimate::{Confidence, Estimate, Interval};
use super::{SettledBet, SettledOutcome};
use crate::error::stats::StatsError;
use crate::random::{Random, quantile};

/// The most resamples of a bootstrap.
pub const RESAMPLES_MAX: u32 = 100_000;
/// The most draws of one bootstrap: some seconds.
const DRAWS_MAX: u64 = 1_000_000_000;

/// Values with their weights: profits by stakes, closing line values by stakes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighted {
    /// (value × weight, weight).
    terms: Vec<(f64, f64)>,
}

impl Weighted {
    /// The yields of bets, by stake; voids are left out.
    #[must_use]
    pub fn yields<'a>(bets: impl IntoIterator<Item = &'a SettledBet>) -> Self {
        Self::of(bets, |bet| Some(estimate(bet.profit.amount())))
    }

    /// The closing line values against the last price, by stake, where the close is known.
    #[must_use]
    pub fn clv_prices<'a>(bets: impl IntoIterator<Item = &'a SettledBet>) -> Self {
        Self::of(bets, |bet| {
            let clv = clv_price(bet.price_taken, bet.closing_price?);
            Some(estimate(clv) * estimate(bet.stake.amount()))
        })
    }

    /// The closing line values against the fair close, by stake, where that is known.
    #[must_use]
    pub fn clv_fairs<'a>(bets: impl IntoIterator<Item = &'a SettledBet>) -> Self {
        Self::of(bets, |bet| {
            let clv = clv_fair(bet.price_taken, bet.fair_closing_probability?);
            Some(estimate(clv) * estimate(bet.stake.amount()))
        })
    }

    fn of<'a>(
        bets: impl IntoIterator<Item = &'a SettledBet>,
        value: impl Fn(&SettledBet) -> Option<f64>,
    ) -> Self {
        let counted = bets.into_iter().filter(|bet| bet.outcome != SettledOutcome::Void);
        let terms = counted.filter_map(|bet| Some((value(bet)?, estimate(bet.stake.amount()))));
        Self { terms: terms.collect() }
    }

    /// The weighted mean and its standard error. None with fewer than two values, without weight, or
    /// when all are alike and nothing is known of luck.
    #[must_use]
    pub fn estimate(&self) -> Option<Estimate> {
        let count = self.terms.len();
        let mean = mean(self.terms.iter())?;
        let weight: f64 = self.terms.iter().map(|(_, weight)| weight).sum();
        let square = |(value, weight): &(f64, f64)| (value - mean * weight).powi(2);
        let squares: f64 = self.terms.iter().map(square).sum();
        let n = count as f64;
        let standard_error = (n / (n - 1.0) * squares).sqrt() / weight;
        // Below that the spread is the rounding of equal values.
        let is_spread = count > 1 && standard_error > 1e-14 * mean.abs().max(1e-3);
        is_spread.then_some(Estimate { mean, standard_error, count })
    }

    /// The percentile interval of so many resamples (Efron, 1979). None with fewer than two values or
    /// without weight.
    ///
    /// # Errors
    /// [`StatsError::OutOfRange`] for fewer than 100 resamples, more than [`RESAMPLES_MAX`], or more than
    /// a billion draws altogether.
    pub fn bootstrap(
        &self,
        confidence: Confidence,
        resamples: u32,
        seed: u64,
    ) -> Result<Option<Interval>, StatsError> {
        let draws = u64::from(resamples).saturating_mul(self.terms.len() as u64);
        if !(100..=RESAMPLES_MAX).contains(&resamples) || draws > DRAWS_MAX {
            return Err(StatsError::OutOfRange {
                what: "number of resamples",
                value: resamples.to_string(),
                range: "100 to 100000, and at most a billion draws",
            });
        }
        if self.terms.len() < 2 {
            return Ok(None);
        }
        let mut means = Vec::with_capacity(resamples as usize);
        for resample in 0..resamples {
            let mut random = Random::stream(seed, u64::from(resample));
            let drawn = self.terms.iter().map(|_| &self.terms[random.index(self.terms.len())]);
            means.extend(mean(drawn));
        }
        means.sort_unstable_by(f64::total_cmp);
        let tail = (1.0 - confidence.get()) / 2.0;
        let ends = quantile(&means, tail).zip(quantile(&means, 1.0 - tail));
        Ok(ends.map(|(low, high)| Interval { low, high }))
    }
}

fn mean<'a>(terms: impl Iterator<Item = &'a (f64, f64)>) -> Option<f64> {
    let (value, weight) = terms.fold((0.0, 0.0), |sum, term| (sum.0 + term.0, sum.1 + term.1));
    (weight > 0.0).then(|| value / weight)
}

/// An exact number as an estimate.
pub(super) fn estimate(exact: Decimal) -> f64 {
    exact.to_f64().unwrap_or(f64::NAN)
}
