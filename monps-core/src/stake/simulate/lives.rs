//! What came of all the paths.

use crate::error::stake::StakeError;

/// How one path ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PathEnd {
    pub(super) wealth: f64,
    pub(super) lowest: f64,
    pub(super) drawdown: f64,
    pub(super) is_ruined: bool,
}

/// The ends of all paths. Wealth is in starting bankrolls.
///
/// Probabilities are frequencies over the paths: their standard error is √(p(1−p)/paths), which
/// [`standard_error`](Self::standard_error) gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Lives {
    /// Each in ascending order.
    wealths: Vec<f64>,
    lowests: Vec<f64>,
    drawdowns: Vec<f64>,
    ruined: usize,
    mean: f64,
}

impl Lives {
    pub(super) fn new(ends: Vec<PathEnd>) -> Self {
        let sorted = |value: &dyn Fn(&PathEnd) -> f64| {
            let mut values: Vec<f64> = ends.iter().map(value).collect();
            values.sort_unstable_by(f64::total_cmp);
            values
        };
        Self {
            wealths: sorted(&|end| end.wealth),
            lowests: sorted(&|end| end.lowest),
            drawdowns: sorted(&|end| end.drawdown),
            ruined: ends.iter().filter(|end| end.is_ruined).count(),
            // In the order of the paths, so that the sum does not depend on who computed which.
            mean: ends.iter().map(|end| end.wealth).sum::<f64>() / ends.len() as f64,
        }
    }

    /// How many paths there are.
    #[must_use]
    pub fn path_count(&self) -> usize {
        self.wealths.len()
    }

    /// The share of paths that were ruined.
    #[must_use]
    pub fn ruin_probability(&self) -> f64 {
        self.share(self.ruined)
    }

    /// The share of paths that ended above the start.
    #[must_use]
    pub fn profit_probability(&self) -> f64 {
        self.share(self.wealths.len() - self.wealths.partition_point(|wealth| *wealth <= 1.0))
    }

    /// The share of paths on which wealth was ever below `alpha` of the start.
    #[must_use]
    pub fn fall_probability(&self, alpha: f64) -> f64 {
        self.share(self.lowests.partition_point(|lowest| *lowest < alpha))
    }

    /// The mean final wealth.
    #[must_use]
    pub const fn mean_wealth(&self) -> f64 {
        self.mean
    }

    /// A quantile of the final wealth: 0.5 is the median, 0.05 what one life in twenty falls short of.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless it is within 0..1.
    pub fn wealth(&self, quantile: f64) -> Result<f64, StakeError> {
        at(&self.wealths, quantile)
    }

    /// A quantile of the deepest fall from a high, as a share of the high.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless it is within 0..1.
    pub fn drawdown(&self, quantile: f64) -> Result<f64, StakeError> {
        at(&self.drawdowns, quantile)
    }

    /// The standard error of a probability that these paths gave.
    #[must_use]
    pub fn standard_error(&self, probability: f64) -> f64 {
        (probability * (1.0 - probability) / self.wealths.len() as f64).sqrt()
    }

    fn share(&self, count: usize) -> f64 {
        count as f64 / self.wealths.len() as f64
    }
}

/// The value at a quantile, between its neighbours by straight line.
fn at(sorted: &[f64], quantile: f64) -> Result<f64, StakeError> {
    if !(0.0..=1.0).contains(&quantile) {
        return Err(StakeError::OutOfRange {
            what: "quantile",
            value: quantile.to_string(),
            range: "at least 0 and at most 1 (the median is 0.5)",
        });
    }
    Ok(crate::random::quantile(sorted, quantile).unwrap_or(f64::NAN))
}
