//! One bet.

use crate::error::stake::StakeError;
use crate::root::bracketed;

/// The share of the bankroll for a bet that wins `winnings` for one unit staked with probability
/// `win`, loses the unit with probability `lose`, and gives it back otherwise; 0 without an edge.
///
/// Maximises p·ln(1 + bf) + q·ln(1 − f), hence f = (bp − q) / b(p+q): a push changes nothing, so
/// only the odds of winning against losing matter.
///
/// ```
/// use monps_core::stake::kelly::single;
///
/// assert!((single(1.10, 0.52, 0.48)? - 0.083_636).abs() < 1e-6);
/// // With a push in 20 of 100, as in draw no bet.
/// assert!((single(1.10, 0.42, 0.38)? - 0.093_182).abs() < 1e-6);
/// # Ok::<(), monps_core::error::stake::StakeError>(())
/// ```
///
/// # Errors
/// [`StakeError`] for winnings that are not positive, or probabilities that are none.
pub fn single(winnings: f64, win: f64, lose: f64) -> Result<f64, StakeError> {
    check_winnings(winnings)?;
    check_probabilities(win, lose)?;
    let advantage = winnings * win - lose;
    Ok(if advantage > 0.0 {
        // A bet that cannot lose takes all, and no rounding may take more.
        (advantage / (winnings * (win + lose))).min(1.0)
    } else {
        0.0
    })
}

/// The share of the bankroll to put up as *liability* when laying at `price` what happens with
/// probability `happens`: f = q − p(o−1)/(1−c), with q = 1 − p.
///
/// # Errors
/// [`StakeError`] for a price at or below 1, a rate outside 0..1, or a probability that is none.
pub fn lay(price: f64, commission_rate: f64, happens: f64) -> Result<f64, StakeError> {
    if !(0.0..1.0).contains(&commission_rate) {
        return Err(StakeError::OutOfRange {
            what: "commission rate",
            value: commission_rate.to_string(),
            range: "at least 0 and below 1 (5 % is 0.05)",
        });
    }
    single((1.0 - commission_rate) / (price - 1.0), 1.0 - happens, happens)
}

/// One thing that may become of a bet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branch {
    /// How likely it is.
    pub probability: f64,
    /// What one unit staked gains: price − 1 when won, −1 when lost, −0.5 when half lost.
    pub gain: f64,
}

/// The share of the bankroll for one bet with any results; 0 without an edge, at most 1.
///
/// Probability that the branches leave out is a push.
///
/// ```
/// use monps_core::stake::kelly::{Branch, growth_optimal};
///
/// // Asian handicap −0.25 at 2.00: a draw loses half.
/// let share = growth_optimal(&[
///     Branch { probability: 0.45, gain: 1.0 },
///     Branch { probability: 0.27, gain: -0.5 },
///     Branch { probability: 0.28, gain: -1.0 },
/// ])?;
/// assert!((share - 0.044_14).abs() < 5e-6);
/// # Ok::<(), monps_core::error::stake::StakeError>(())
/// ```
///
/// # Errors
/// [`StakeError`] for a gain below −1, or probabilities that are none or sum to more than 1.
pub fn growth_optimal(branches: &[Branch]) -> Result<f64, StakeError> {
    check_branches(branches)?;
    let rate = |share: f64| {
        let (mut rate, mut slope) = (0.0, 0.0);
        for branch in branches {
            let growth = branch.gain / (1.0 + share * branch.gain);
            rate += branch.probability * growth;
            slope -= branch.probability * growth * growth;
        }
        (rate, slope)
    };
    if rate(0.0).0 <= 0.0 {
        return Ok(0.0);
    }
    // Where nothing can lose it all, staking it all may still be too little.
    let ruinous = |branch: &Branch| branch.gain <= -1.0 && branch.probability > 0.0;
    if !branches.iter().any(ruinous) && rate(1.0).0 >= 0.0 {
        return Ok(1.0);
    }
    let (value, slope) = rate(0.0);
    Ok(bracketed(0.0, 1.0, -value / slope, rate).at)
}

/// Checks that branches are gains of a stake with probabilities of at most 1 together.
pub(in crate::stake) fn check_branches(branches: &[Branch]) -> Result<(), StakeError> {
    let mut sum = 0.0;
    for branch in branches {
        if !(branch.gain >= -1.0 && branch.gain.is_finite()) {
            return Err(StakeError::OutOfRange {
                what: "gain of a unit staked",
                value: branch.gain.to_string(),
                range: "at least -1 (the stake lost) and finite",
            });
        }
        check_probability(branch.probability)?;
        sum += branch.probability;
    }
    check_sum(sum)
}

/// How far probabilities may exceed 1 by rounding.
const ROUNDING: f64 = 1e-9;

pub(super) fn check_sum(sum: f64) -> Result<(), StakeError> {
    if sum <= 1.0 + ROUNDING { Ok(()) } else { Err(StakeError::TooMuchProbability { sum }) }
}

pub(in crate::stake) fn check_probability(value: f64) -> Result<(), StakeError> {
    if (0.0..=1.0).contains(&value) {
        Ok(())
    } else {
        Err(StakeError::OutOfRange {
            what: "probability",
            value: value.to_string(),
            range: "at least 0 and at most 1",
        })
    }
}

fn check_probabilities(win: f64, lose: f64) -> Result<(), StakeError> {
    check_probability(win)?;
    check_probability(lose)?;
    check_sum(win + lose)
}

pub(super) fn check_winnings(winnings: f64) -> Result<(), StakeError> {
    if winnings > 0.0 && winnings.is_finite() {
        Ok(())
    } else {
        Err(StakeError::OutOfRange {
            what: "gain of a unit staked",
            value: winnings.to_string(),
            range: "above 0 and finite (a price of 2.10 wins 1.10)",
        })
    }
}
