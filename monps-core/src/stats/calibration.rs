//! Calibration: do events that are given 40 % happen 40 % of the time?
//!
//! | figure | is | best |
//! |---|---|---|
//! | Brier score (1950) | mean (p − o)² | 0 |
//! | reliability, resolution, uncertainty (Murphy, 1973) | the score taken apart, by bins | 0, large, given |
//! | log loss | mean −ln of the probability given to what happened | 0 |
//! | expected calibration error | mean distance of forecast and frequency, by bins | 0 |
//! | Spiegelhalter's z (1986) | Σ(o − p)(1 − 2p) / √Σ(1 − 2p)²p(1 − p) | within ±2 |
//!
//! ```
//! use monps_core::stats::{Calibration, Confidence, Forecast};
//!
//! let forecasts = [(0.8, true), (0.8, true), (0.8, false), (0.2, false), (0.2, false)];
//! let forecasts = forecasts.map(|(probability, happened)| Forecast { probability, happened });
//! let found = Calibration::of(&forecasts, 10, Confidence::P95)?.unwrap();
//! assert!((found.brier - 0.16).abs() < 1e-12); // (2 × 0.04 + 0.64 + 2 × 0.04) / 5
//! # Ok::<(), monps_core::error::stats::StatsError>(())
//! ```

use super::estimate::{Confidence, Interval, wilson};
use crate::error::stats::StatsError;

/// The most bins.
pub const BINS_MAX: usize = 1_000;

/// A probability that was given, and whether it happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The probability given, from 0 to 1.
    pub probability: f64,
    /// Whether it happened.
    pub happened: bool,
}

/// The forecasts of a range of probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReliabilityBin {
    /// The range, the upper end belonging to the next bin.
    pub range: Interval,
    /// How many forecasts fall in it.
    pub count: usize,
    /// The mean probability given.
    pub mean_forecast: f64,
    /// The share of them that happened.
    pub frequency: f64,
    /// Wilson's interval of that share.
    pub frequency_interval: Interval,
}

/// How good forecasts were: figures of one set, to be compared with those of another on the same events only.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// The Brier score: 0.25 for a coin called even.
    pub brier: f64,
    /// How far frequencies are from forecasts, by bins.
    pub reliability: f64,
    /// How far the bins' frequencies are from the mean frequency.
    pub resolution: f64,
    /// f(1 − f) of the mean frequency f: what calling every event at f would score.
    pub uncertainty: f64,
    /// brier − (reliability − resolution + uncertainty): what forecasts differ by inside a bin. 0 where
    /// each bin holds one probability.
    pub within_bins: f64,
    /// The log loss, in nats. None where something happened that was given no chance.
    pub log_loss: Option<f64>,
    /// The expected calibration error.
    pub calibration_error: f64,
    /// Spiegelhalter's z. None where all forecasts are 0, ½ or 1.
    pub spiegelhalter_z: Option<f64>,
    /// The bins that hold forecasts, ascending.
    pub bins: Vec<ReliabilityBin>,
    /// How many forecasts.
    pub count: usize,
}

impl Calibration {
    /// The calibration of some forecasts, in so many bins of equal width. None without forecasts.
    ///
    /// # Errors
    /// [`StatsError::OutOfRange`] for a probability that is none, no bin, or more than [`BINS_MAX`].
    pub fn of(
        forecasts: &[Forecast],
        bin_count: usize,
        confidence: Confidence,
    ) -> Result<Option<Self>, StatsError> {
        check_forecasts(forecasts)?;
        if !(1..=BINS_MAX).contains(&bin_count) {
            return Err(StatsError::OutOfRange {
                what: "number of bins",
                value: bin_count.to_string(),
                range: "1 to 1000",
            });
        }
        if forecasts.is_empty() {
            return Ok(None);
        }
        let n = forecasts.len() as f64;
        let mean = |value: &dyn Fn(&Forecast) -> f64| forecasts.iter().map(value).sum::<f64>() / n;
        let base = mean(&outcome);
        let brier = mean(&|forecast| (forecast.probability - outcome(forecast)).powi(2));
        let bins = bins(forecasts, bin_count, confidence);
        let over = |value: &dyn Fn(&ReliabilityBin) -> f64| {
            bins.iter().map(|bin| bin.count as f64 * value(bin)).sum::<f64>() / n
        };
        let reliability = over(&|bin| (bin.mean_forecast - bin.frequency).powi(2));
        let resolution = over(&|bin| (bin.frequency - base).powi(2));
        let uncertainty = base * (1.0 - base);
        let log_loss = mean(&|forecast| {
            let given = forecast.probability;
            -(if forecast.happened { given } else { 1.0 - given }).ln()
        });
        Ok(Some(Self {
            brier,
            reliability,
            resolution,
            uncertainty,
            within_bins: brier - (reliability - resolution + uncertainty),
            log_loss: log_loss.is_finite().then_some(log_loss),
            calibration_error: over(&|bin| (bin.mean_forecast - bin.frequency).abs()),
            spiegelhalter_z: spiegelhalter(forecasts),
            count: forecasts.len(),
            bins,
        }))
    }
}

/// Checks that every probability is one.
pub(super) fn check_forecasts(forecasts: &[Forecast]) -> Result<(), StatsError> {
    let is_bad = |forecast: &&Forecast| !(0.0..=1.0).contains(&forecast.probability);
    match forecasts.iter().find(is_bad) {
        None => Ok(()),
        Some(forecast) => Err(StatsError::OutOfRange {
            what: "probability",
            value: forecast.probability.to_string(),
            range: "at least 0 and at most 1",
        }),
    }
}

fn outcome(forecast: &Forecast) -> f64 {
    f64::from(u8::from(forecast.happened))
}

fn bins(forecasts: &[Forecast], count: usize, confidence: Confidence) -> Vec<ReliabilityBin> {
    let width = 1.0 / count as f64;
    let mut sums = vec![(0_usize, 0_usize, 0.0_f64); count];
    for forecast in forecasts {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a probability times a count: from 0 to the count"
        )]
        let at = ((forecast.probability * count as f64) as usize).min(count - 1);
        let sum = &mut sums[at];
        *sum = (sum.0 + 1, sum.1 + usize::from(forecast.happened), sum.2 + forecast.probability);
    }
    let bin = |(at, (count, happened, sum)): (usize, (usize, usize, f64))| {
        let n = count as f64;
        Some(ReliabilityBin {
            range: Interval { low: at as f64 * width, high: (at as f64 + 1.0) * width },
            count,
            mean_forecast: sum / n,
            frequency: happened as f64 / n,
            frequency_interval: wilson(happened, count, confidence)?,
        })
    };
    sums.into_iter().enumerate().filter_map(bin).collect()
}

fn spiegelhalter(forecasts: &[Forecast]) -> Option<f64> {
    let (mut off, mut variance) = (0.0, 0.0);
    for forecast in forecasts {
        let p = forecast.probability;
        let tilt = 1.0 - 2.0 * p;
        off += (outcome(forecast) - p) * tilt;
        variance += tilt * tilt * p * (1.0 - p);
    }
    (variance > 0.0).then(|| off / variance.sqrt())
}
