//! Several outcomes of which at most one happens.

use super::single::{check_probability, check_sum};
use crate::error::stake::StakeError;

/// What is to be made of probability that the listed outcomes leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Something else may happen, and then every stake is lost.
    Lost,
    /// Something else may happen, and then every stake comes back.
    Refunded,
}

/// What the shares of exclusive outcomes are built on: fractions of the bankroll.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exclusive {
    /// R: what is left of one unit of bankroll when nothing backed comes in.
    pub reserve: f64,
    /// Σ of the shares.
    pub staked: f64,
}

/// Below this a remainder is the rounding of a sum that is 1.
const REMAINDER_MIN: f64 = 1e-12;

/// Up to so many outcomes, looking for the next best is quicker than sorting, and allocates nothing.
const SCANNED_MAX: usize = 32;

/// Writes into `shares` the shares of the bankroll on every outcome of a market that make it grow
/// fastest (Smoczynski and Tomkins, 2010).
///
/// Outcomes join in order of pᵢoᵢ while it exceeds the reserve R = (1 − Σp) / (1 − Σ1/o) of those
/// already in; then fᵢ = pᵢ − R/oᵢ. An outcome may be backed with no edge of its own, as insurance.
/// When all outcomes are listed and Σ1/o < 1, an arbitrage, R is 0 and the whole bankroll is staked.
///
/// ```
/// use monps_core::stake::kelly::{Missing, exclusive};
///
/// let mut shares = [0.0; 3];
/// let found = exclusive(&[2.5, 3.2, 2.8], &[0.45, 0.30, 0.25], Missing::Lost, &mut shares)?;
/// assert!((shares[0] - 0.102_174).abs() < 5e-7 && (shares[1] - 0.028_261).abs() < 5e-7);
/// assert!((found.reserve - 0.869_565).abs() < 5e-7);
/// # Ok::<(), monps_core::error::stake::StakeError>(())
/// ```
///
/// # Errors
/// [`StakeError`] for lists of different lengths, prices at or below 1, and probabilities that are
/// none or sum to more than 1.
pub fn exclusive(
    prices: &[f64],
    probabilities: &[f64],
    missing: Missing,
    shares: &mut [f64],
) -> Result<Exclusive, StakeError> {
    let scale = check(prices, probabilities, shares.len(), missing)?;
    // Until an outcome has joined, its place holds pᵢoᵢ; the joined hold −1, below any of those.
    for ((share, price), p) in shares.iter_mut().zip(prices).zip(probabilities) {
        *share = price * p * scale;
    }
    let mut set = Set::default();
    if shares.len() <= SCANNED_MAX {
        while let Some((at, worth)) = largest(shares) {
            if worth <= set.reserve() {
                break;
            }
            set.join(prices[at], probabilities[at] * scale);
            shares[at] = -1.0;
        }
    } else {
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_unstable_by(|&a, &b| shares[b].total_cmp(&shares[a]));
        for at in order {
            if shares[at] <= set.reserve() {
                break;
            }
            set.join(prices[at], probabilities[at] * scale);
            shares[at] = -1.0;
        }
    }
    let reserve = set.reserve();
    let mut staked = 0.0;
    for ((share, price), p) in shares.iter_mut().zip(prices).zip(probabilities) {
        *share = if *share < 0.0 { (p * scale - reserve / price).max(0.0) } else { 0.0 };
        staked += *share;
    }
    Ok(Exclusive { reserve, staked })
}

/// The outcomes that are backed, as their two sums.
#[derive(Default)]
struct Set {
    probability: f64,
    implied: f64,
}

impl Set {
    fn join(&mut self, price: f64, probability: f64) {
        self.probability += probability;
        self.implied += price.recip();
    }

    fn reserve(&self) -> f64 {
        let left = 1.0 - self.probability;
        if left <= REMAINDER_MIN { 0.0 } else { left / (1.0 - self.implied) }
    }
}

fn largest(worths: &[f64]) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (at, &worth) in worths.iter().enumerate() {
        if worth >= 0.0 && best.is_none_or(|(_, most)| worth > most) {
            best = Some((at, worth));
        }
    }
    best
}

/// Checks the lists; gives what probabilities are to be multiplied by.
fn check(
    prices: &[f64],
    probabilities: &[f64],
    stakes: usize,
    missing: Missing,
) -> Result<f64, StakeError> {
    if prices.len() != probabilities.len() || prices.len() != stakes {
        return Err(StakeError::LengthMismatch {
            prices: prices.len(),
            probabilities: probabilities.len(),
            stakes,
        });
    }
    let mut sum = 0.0;
    for (&price, &p) in prices.iter().zip(probabilities) {
        if !(price > 1.0 && price.is_finite()) {
            return Err(StakeError::OutOfRange {
                what: "decimal price",
                value: price.to_string(),
                range: "above 1 and finite",
            });
        }
        check_probability(p)?;
        sum += p;
    }
    check_sum(sum)?;
    let refunded = missing == Missing::Refunded && sum > 0.0;
    Ok(if refunded || sum > 1.0 { sum.recip() } else { 1.0 })
}
