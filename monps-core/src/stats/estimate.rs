//! A mean with its standard error: how far luck may have carried it.
//!
//! ```
//! use monps_core::stats::{Confidence, Estimate};
//!
//! // 500 bets at a yield of 5 %, each returning ±100 % of its stake.
//! let found = Estimate { mean: 0.05, standard_error: 1.0 / 500_f64.sqrt(), count: 500 };
//! let interval = found.interval(Confidence::P95);
//! assert!(interval.low < 0.0 && interval.high > 0.13); // luck explains it easily
//! // Seeing such a yield at that confidence, in four cases of five, takes this many bets.
//! assert_eq!(found.bets_needed(Confidence::P95, 0.8)?, Some(3_140));
//! # Ok::<(), monps_core::error::stats::StatsError>(())
//! ```

use super::normal;
use crate::error::stats::StatsError;

/// A range that covers the truth with a stated confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value is inside, ends included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// How sure an interval is to be: a probability from one half up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence(f64);

impl Confidence {
    /// 95 %, the custom of the field.
    pub const P95: Self = Self(0.95);

    /// A confidence of at least 0.5 and at most 0.999999.
    ///
    /// # Errors
    /// [`StatsError::OutOfRange`].
    pub fn new(value: f64) -> Result<Self, StatsError> {
        if (0.5..=0.999_999).contains(&value) {
            return Ok(Self(value));
        }
        let range = "at least 0.5 and at most 0.999999 (95 % is 0.95)";
        Err(StatsError::OutOfRange { what: "confidence", value: value.to_string(), range })
    }

    /// The probability.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// How many standard errors the interval reaches to either side: 1.96 for 95 %.
    #[must_use]
    pub fn z(self) -> f64 {
        normal::quantile(0.5 + self.0 / 2.0)
    }
}

/// A mean of so many bets, and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean: a yield, a closing line value. A fraction.
    pub mean: f64,
    /// Its standard error, above 0.
    pub standard_error: f64,
    /// How many bets it is the mean of.
    pub count: usize,
}

impl Estimate {
    /// The normal interval: mean ± z standard errors. For fewer than some thirty bets, or a few large
    /// stakes, prefer the [`bootstrap`](super::luck::Weighted::bootstrap).
    #[must_use]
    pub fn interval(&self, confidence: Confidence) -> Interval {
        let reach = confidence.z() * self.standard_error;
        Interval { low: self.mean - reach, high: self.mean + reach }
    }

    /// The probability that luck alone, around a true mean of `null`, gives at least this much.
    #[must_use]
    pub fn p_value(&self, null: f64) -> f64 {
        normal::cumulative((null - self.mean) / self.standard_error)
    }

    /// The standard deviation of one bet, for a unit of stake.
    #[must_use]
    pub fn deviation(&self) -> f64 {
        self.standard_error * (self.count as f64).sqrt()
    }

    /// How many such bets it takes to tell the mean from 0 at a confidence (two-sided), with probability
    /// `power` if the mean is true: ((z + the z of the power)·deviation / mean)², rounded up. None for a mean of 0,
    /// which no number tells from luck.
    ///
    /// # Errors
    /// [`StatsError::OutOfRange`] for a power outside 0.5..1.
    pub fn bets_needed(
        &self,
        confidence: Confidence,
        power: f64,
    ) -> Result<Option<u64>, StatsError> {
        if !(0.5..1.0).contains(&power) {
            let range = "at least 0.5 and below 1 (four cases of five are 0.8)";
            return Err(StatsError::OutOfRange { what: "power", value: power.to_string(), range });
        }
        let errors = confidence.z() + normal::quantile(power).max(0.0);
        let needed = (errors * self.deviation() / self.mean).powi(2).ceil();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a square, rounded up, and below 2⁶⁴"
        )]
        let count = (needed.is_finite() && needed < 1e18).then_some(needed as u64);
        Ok(count)
    }
}

/// Wilson's interval for a share of successes (1927): inside 0..1 whatever the counts. None of nothing.
///
/// ```
/// use monps_core::stats::{Confidence, wilson};
///
/// // Newcombe (1998), table I: 81 of 263.
/// let interval = wilson(81, 263, Confidence::P95).unwrap();
/// assert!((interval.low - 0.2553).abs() < 5e-5 && (interval.high - 0.3662).abs() < 5e-5);
/// ```
#[must_use]
pub fn wilson(successes: usize, count: usize, confidence: Confidence) -> Option<Interval> {
    if count == 0 || successes > count {
        return None;
    }
    let (n, z) = (count as f64, confidence.z());
    let (share, square) = (successes as f64 / n, z * z);
    let centre = share + square / (2.0 * n);
    let reach = z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    let scale = 1.0 + square / n;
    let low = ((centre - reach) / scale).max(0.0);
    Some(Interval { low, high: ((centre + reach) / scale).min(1.0) })
}
