//! Ruin with level stakes: the bankroll is so many of them, and each is as large as the first.

use crate::error::stake::StakeError;
use crate::root::bracketed;
use crate::stake::kelly::{Branch, check_branches, check_probability};

/// The probability that a bankroll of `units` stakes is lost before it has grown to `target` stakes,
/// betting one at a time at evens with probability `win` (the gambler's ruin: Feller, *An Introduction
/// to Probability Theory*, volume I, chapter XIV.2). Without a target: ever.
///
/// With r = q/p it is (r^n − r^N) / (1 − r^N), or 1 − n/N at r = 1; without a target min(1, r^n).
///
/// ```
/// use monps_core::stake::risk::gamblers_ruin;
///
/// // Feller's table: p = 0.45, 9 of 10.
/// assert!((gamblers_ruin(0.45, 9, Some(10))? - 0.210).abs() < 5e-4);
/// assert!((gamblers_ruin(0.50, 90, Some(100))? - 0.1).abs() < 1e-12);
/// # Ok::<(), monps_core::error::stake::StakeError>(())
/// ```
///
/// # Errors
/// [`StakeError::OutOfRange`] for a probability that is none or a target that is not above the units.
pub fn gamblers_ruin(win: f64, units: u32, target: Option<u32>) -> Result<f64, StakeError> {
    check_probability(win)?;
    let (held, lose) = (f64::from(units), 1.0 - win);
    if let Some(target) = target.filter(|target| *target <= units) {
        return Err(StakeError::OutOfRange {
            what: "target of a bankroll",
            value: format!("{target} units from {units}"),
            range: "above what is held",
        });
    }
    if units == 0 || win <= 0.0 {
        return Ok(1.0);
    }
    // The logarithm of r: powers of it neither overflow nor cancel.
    let log = (lose / win).ln();
    let Some(target) = target.map(f64::from) else {
        return Ok((held * log).exp().min(1.0));
    };
    if lose <= 0.0 {
        return Ok(0.0);
    }
    if (target * log).abs() < 1e-12 {
        return Ok(1.0 - held / target);
    }
    // Whichever of r^N and r^(−N) is small is the one to subtract from 1.
    Ok(if log < 0.0 {
        (held * log).exp() * ((target - held) * log).exp_m1() / (target * log).exp_m1()
    } else {
        ((held - target) * log).exp_m1() / (-target * log).exp_m1()
    })
}

/// A bound on the probability that a bankroll of `units` level stakes is ever lost, for a bet with any
/// results: e^(−Rn) with the R > 0 for which E e^(−RG) = 1 (Lundberg's inequality). 1 without an edge.
///
/// At evens it is [`gamblers_ruin`] exactly; elsewhere the truth is a little below. Probability that the
/// branches leave out is a push.
///
/// ```
/// use monps_core::stake::kelly::Branch;
/// use monps_core::stake::risk::level_ruin_max;
///
/// let bet = [Branch { probability: 0.52, gain: 1.0 }, Branch { probability: 0.48, gain: -1.0 }];
/// assert!((level_ruin_max(&bet, 20.0)? - (0.48_f64 / 0.52).powi(20)).abs() < 1e-12);
/// # Ok::<(), monps_core::error::stake::StakeError>(())
/// ```
///
/// # Errors
/// [`StakeError`] for branches that are none, or units that are not above 0.
pub fn level_ruin_max(branches: &[Branch], units: f64) -> Result<f64, StakeError> {
    check_branches(branches)?;
    if !(units > 0.0 && units.is_finite()) {
        return Err(StakeError::OutOfRange {
            what: "bankroll in stakes",
            value: units.to_string(),
            range: "above 0 and finite",
        });
    }
    let likely = || branches.iter().filter(|branch| branch.probability > 0.0);
    if likely().all(|branch| branch.gain >= 0.0) {
        return Ok(0.0);
    }
    if likely().map(|branch| branch.probability * branch.gain).sum::<f64>() <= 0.0 {
        return Ok(1.0);
    }
    // −(E e^(−RG) − 1) rises from 0 and falls through it once: convexity leaves one root above 0.
    let short = |rate: f64| {
        let (mut value, mut slope) = (0.0, 0.0);
        for branch in likely() {
            let shrunk = (-rate * branch.gain).exp_m1();
            value -= branch.probability * shrunk;
            slope += branch.probability * branch.gain * (shrunk + 1.0);
        }
        (value, slope)
    };
    let mut high = 1.0;
    // A loss of even a thousandth of a stake makes the sum pass 1 long before that.
    while short(high).0 > 0.0 && high < 1e9 {
        high *= 2.0;
    }
    let mut low = high / 2.0;
    while short(low).0 <= 0.0 && low > 1e-12 {
        low /= 2.0;
    }
    Ok((-bracketed(low, high, f64::midpoint(low, high), short).at * units).exp())
}
