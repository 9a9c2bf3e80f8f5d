//! How much less to stake because the probability is only an estimate.

use super::single::{check_probability, check_winnings};
use crate::error::stake::StakeError;

/// The factor by which to shrink Kelly's share when the probability was estimated with a standard error:
/// k = s² / (s² + ((b+1)/b)²σ²), where s is Kelly's share and b what a unit wins (Baker and
/// `McHale`, *Optimal Betting Under Parameter Uncertainty*, 2013, the approximation for small edges).
///
/// Kelly's share moves with the estimate, by (b+1)/b for each unit of probability, so that its error is
/// lost twice: over-staking costs more than under-staking gains. This weighs the two. It is for plain
/// estimates, a model's or a frequency; the mean of a Bayesian posterior is shrunk already.
///
/// ```
/// use monps_core::stake::kelly::{shrinkage, single};
///
/// let full = single(1.0, 0.55, 0.45)?; // 10 %
/// // A standard error of 5 points on the probability is as large as the edge itself.
/// assert!((shrinkage(1.0, 0.55, 0.05)? - 0.5).abs() < 1e-12);
/// assert!((shrinkage(1.0, 0.55, 0.0)? - 1.0).abs() < 1e-12);
/// # let _ = full;
/// # Ok::<(), monps_core::error::stake::StakeError>(())
/// ```
///
/// 0 without an edge: nothing would be staked.
///
/// # Errors
/// [`StakeError::OutOfRange`] for winnings that are not positive, a probability that is none, or a
/// standard error outside 0..1.
pub fn shrinkage(winnings: f64, win: f64, standard_error: f64) -> Result<f64, StakeError> {
    check_winnings(winnings)?;
    check_probability(win)?;
    check_standard_error(standard_error)?;
    let full = (winnings * win - (1.0 - win)) / winnings;
    if full <= 0.0 {
        return Ok(0.0);
    }
    let moved = (winnings + 1.0) / winnings * standard_error;
    Ok(full * full / (full * full + moved * moved))
}

pub(super) fn check_standard_error(value: f64) -> Result<(), StakeError> {
    if (0.0..1.0).contains(&value) {
        Ok(())
    } else {
        Err(StakeError::OutOfRange {
            what: "standard error of a probability",
            value: value.to_string(),
            range: "at least 0 and below 1 (2 points are 0.02)",
        })
    }
}
