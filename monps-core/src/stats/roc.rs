//! Discrimination: do the events that were given more happen more often?
//!
//! The ROC curve shows, for every threshold, which share of what happened and of what did not was given
//! more than it. The area under it is the probability that a random event that happened was given more
//! than a random one that did not: one half is none, 1 is perfect, and calibration plays no part.
//!
//! ```
//! use monps_core::stats::{Forecast, roc};
//!
//! let forecasts = [(0.9, true), (0.6, false), (0.5, true), (0.2, false)];
//! let forecasts = forecasts.map(|(probability, happened)| Forecast { probability, happened });
//! let curve = roc(&forecasts)?.unwrap();
//! assert!((curve.area - 0.75).abs() < 1e-12); // three of four pairs the right way round
//! # Ok::<(), monps_core::error::stats::StatsError>(())
//! ```

use super::calibration::{Forecast, check_forecasts};
use crate::error::stats::StatsError;

/// One threshold: what is forecast if everything at or above a probability counts as a yes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RocPoint {
    /// Forecasts of at least this are called.
    pub threshold: f64,
    /// The share of what happened that was called.
    pub true_rate: f64,
    /// The share of what did not happen that was called.
    pub false_rate: f64,
}

/// The curve and the area under it, which is the probability that of two events, one that happened and one
/// that did not, the first was given more (Hanley and `McNeil`, 1982).
#[derive(Clone, Debug, PartialEq)]
pub struct Roc {
    /// One point for each probability that was given, the highest first. The curve begins at (0, 0).
    pub points: Vec<RocPoint>,
    /// The area: ties count half (Mann and Whitney, 1947).
    pub area: f64,
    /// Its standard error (Hanley and `McNeil`, 1982).
    pub standard_error: f64,
}

/// The curve of some forecasts. None unless something happened and something did not.
///
/// # Errors
/// [`StatsError::OutOfRange`] for a probability that is none.
pub fn roc(forecasts: &[Forecast]) -> Result<Option<Roc>, StatsError> {
    check_forecasts(forecasts)?;
    let mut sorted: Vec<&Forecast> = forecasts.iter().collect();
    sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let yes = forecasts.iter().filter(|forecast| forecast.happened).count() as f64;
    let no = forecasts.len() as f64 - yes;
    if yes <= 0.0 || no <= 0.0 {
        return Ok(None);
    }
    let mut points = Vec::new();
    let (mut called, mut missed, mut area) = (0.0, 0.0, 0.0);
    // 0 and −0 are one probability, so equality and not bits.
    for group in sorted.chunk_by(|a, b| a.probability.total_cmp(&b.probability).is_eq()) {
        let hits = group.iter().filter(|forecast| forecast.happened).count() as f64;
        let misses = group.len() as f64 - hits;
        area += misses * (called + hits / 2.0);
        (called, missed) = (called + hits, missed + misses);
        let threshold = group[0].probability;
        points.push(RocPoint { threshold, true_rate: called / yes, false_rate: missed / no });
    }
    let area = area / (yes * no);
    let (both, twice) = (area / (2.0 - area), 2.0 * area * area / (1.0 + area));
    let variance = (area * (1.0 - area)
        + (yes - 1.0) * (both - area * area)
        + (no - 1.0) * (twice - area * area))
        / (yes * no);
    Ok(Some(Roc { points, area, standard_error: variance.max(0.0).sqrt() }))
}
