//! Skill against luck: what bets would have made if the closing prices had been right.
//!
//! If the fair closing probabilities are true, each bet's profit has a known mean and spread. Their sums
//! give the *expected* profit, a band that luck stays in, and the probability of doing at least as well
//! without any skill. Bets that are good by the close have a positive expected profit: that part is not
//! luck, and what lies above it is.
//!
//! ```
//! use monps_core::stats::{Confidence, Trial, luck_band};
//!
//! // A hundred level bets of 10 at 2.00 on even chances: 60 won.
//! let trial = |profit| Trial { probability: 0.5, profit_if_won: 10.0, profit_if_lost: -10.0, profit };
//! let trials: Vec<Trial> = (0..100).map(|i| trial(if i < 60 { 10.0 } else { -10.0 })).collect();
//! let band = luck_band(&trials, Confidence::P95)?.unwrap();
//! assert_eq!((band.expected, band.actual), (0.0, 200.0));
//! assert!((band.deviation - 100.0).abs() < 1e-9);
//! assert!((band.p_value - 0.0228).abs() < 1e-4); // two standard deviations
//! # Ok::<(), monps_core::error::stats::StatsError>(())
//! ```

use super::estimate::{Confidence, Interval};
use super::luck::estimate;
use super::{SettledBet, SettledOutcome, normal};
use crate::error::stats::StatsError;
use crate::odds::Commission;
use crate::quote::Side;
use crate::random::Random;

/// The most simulations of the null.
pub const SIMULATIONS_MAX: u32 = 1_000_000;
/// The most draws of one simulation of the null: some ten seconds.
const DRAWS_MAX: u64 = 2_000_000_000;

/// One bet under the null: what it could have brought, how likely, and what it did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// The fair probability, by the close, that the bet wins.
    pub probability: f64,
    /// The profit if it wins, after commission.
    pub profit_if_won: f64,
    /// The profit if it loses: negative.
    pub profit_if_lost: f64,
    /// The profit it made.
    pub profit: f64,
}

impl Trial {
    /// A settled back without commission, whose fair close is known and which was decided: for half
    /// results, the half that was. None for a void, a push, a cash-out, or a bet without a close.
    #[must_use]
    pub fn of_back(bet: &SettledBet) -> Option<Self> {
        Self::of(bet, Side::Back, Commission::NONE)
    }

    /// A settled bet of either side at a venue's commission, whose fair close is known and which was
    /// decided. A lay wins its stake when the selection loses, which the close says to be the
    /// complement of the selection's probability, and loses its liability otherwise.
    ///
    /// ```
    /// use monps_core::money::{Currency, Money};
    /// use monps_core::odds::{Commission, Price, Probability};
    /// use monps_core::quote::Side;
    /// use monps_core::stats::{SettledBet, SettledOutcome, Trial};
    /// use monps_core::time::parse_timestamp;
    /// use rust_decimal::dec;
    ///
    /// let euros = |amount| Money::new(amount, Currency::EUR);
    /// // 10 laid at 3.00, commission 5 %; the selection lost, as it should three times in five.
    /// let laid = SettledBet {
    ///     stake: euros(dec!(10))?,
    ///     payout: euros(dec!(29.50))?,
    ///     profit: euros(dec!(9.50))?,
    ///     price_taken: Price::new(dec!(3))?,
    ///     outcome: SettledOutcome::Won,
    ///     settled_at: parse_timestamp("2026-11-22T12:00:00Z")?,
    ///     closing_price: None,
    ///     fair_closing_probability: Some(Probability::new(dec!(0.4))?),
    /// };
    /// let trial = Trial::of(&laid, Side::Lay, Commission::new(dec!(0.05))?).ok_or("decided")?;
    /// assert_eq!((trial.probability, trial.profit_if_won, trial.profit_if_lost), (0.6, 9.5, -20.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(bet: &SettledBet, side: Side, commission: Commission) -> Option<Self> {
        let is_decided = bet.outcome != SettledOutcome::CashedOut;
        let weight = estimate(bet.outcome.won_weight() + bet.outcome.lost_weight());
        if !is_decided || weight <= 0.0 {
            return None;
        }
        let stake = estimate(bet.stake.amount()) * weight;
        let happens = bet.fair_closing_probability?.estimate();
        let winnings = stake * (estimate(bet.price_taken.get()) - 1.0);
        let kept = 1.0 - estimate(commission.rate());
        let (probability, won, lost) = match side {
            Side::Back => (happens, winnings, stake),
            Side::Lay => (1.0 - happens, stake, winnings),
        };
        Some(Self {
            probability,
            profit_if_won: won * kept,
            profit_if_lost: -lost,
            profit: estimate(bet.profit.amount()),
        })
    }

    fn mean(&self) -> f64 {
        self.probability * self.profit_if_won + (1.0 - self.probability) * self.profit_if_lost
    }

    fn variance(&self) -> f64 {
        let swing = self.profit_if_won - self.profit_if_lost;
        self.probability * (1.0 - self.probability) * swing * swing
    }
}

/// Expected profit with its band, and the profit made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LuckBand {
    /// Σ of the bets' expected profits.
    pub expected: f64,
    /// The standard deviation of the profit around it.
    pub deviation: f64,
    /// What luck stays within, at the confidence asked for.
    pub band: Interval,
    /// The profit made.
    pub actual: f64,
    /// (actual − expected) / deviation.
    pub z: f64,
    /// The probability of at least that profit under the null, by the normal distribution.
    pub p_value: f64,
    /// How many bets.
    pub count: usize,
}

/// The luck band of some bets. None without bets, or when nothing about them was uncertain.
///
/// # Errors
/// [`StatsError::OutOfRange`] for a probability that is none or a profit that is not finite.
pub fn luck_band(trials: &[Trial], confidence: Confidence) -> Result<Option<LuckBand>, StatsError> {
    check(trials)?;
    let expected: f64 = trials.iter().map(Trial::mean).sum();
    let deviation = trials.iter().map(Trial::variance).sum::<f64>().sqrt();
    if deviation <= 0.0 {
        return Ok(None);
    }
    let actual: f64 = trials.iter().map(|trial| trial.profit).sum();
    let z = (actual - expected) / deviation;
    let reach = confidence.z() * deviation;
    Ok(Some(LuckBand {
        expected,
        deviation,
        band: Interval { low: expected - reach, high: expected + reach },
        actual,
        z,
        p_value: normal::cumulative(-z),
        count: trials.len(),
    }))
}

/// The probability of at least the profit made under the null, by simulation: for few bets or long
/// prices, where the normal distribution is a poor likeness. The estimate is (k + 1)/(n + 1), which is
/// never 0 (Davison and Hinkley, 1997). None without bets.
///
/// # Errors
/// As [`luck_band`], and [`StatsError::OutOfRange`] for fewer than 100 simulations, more than
/// [`SIMULATIONS_MAX`], or more than two billion draws altogether.
pub fn simulated_p_value(
    trials: &[Trial],
    simulations: u32,
    seed: u64,
) -> Result<Option<f64>, StatsError> {
    check(trials)?;
    let draws = u64::from(simulations).saturating_mul(trials.len() as u64);
    if !(100..=SIMULATIONS_MAX).contains(&simulations) || draws > DRAWS_MAX {
        return Err(StatsError::OutOfRange {
            what: "number of simulations",
            value: simulations.to_string(),
            range: "100 to 1000000, and at most two billion draws",
        });
    }
    if trials.is_empty() {
        return Ok(None);
    }
    let actual: f64 = trials.iter().map(|trial| trial.profit).sum();
    let scale: f64 = trials.iter().map(|trial| trial.profit_if_won.abs()).sum();
    // Equal profits added in another order differ by rounding, and count as equal.
    let reached = actual - 1e-12 * scale;
    let mut count = 0_u32;
    for simulation in 0..simulations {
        let mut random = Random::stream(seed, u64::from(simulation));
        let drawn = trials.iter().map(|trial| {
            let won = random.unit() < trial.probability;
            if won { trial.profit_if_won } else { trial.profit_if_lost }
        });
        count += u32::from(drawn.sum::<f64>() >= reached);
    }
    Ok(Some((f64::from(count) + 1.0) / (f64::from(simulations) + 1.0)))
}

fn check(trials: &[Trial]) -> Result<(), StatsError> {
    for (index, trial) in trials.iter().enumerate() {
        let profits = [trial.profit_if_won, trial.profit_if_lost, trial.profit];
        let is_valid = (0.0..=1.0).contains(&trial.probability)
            && profits.iter().all(|profit| profit.is_finite());
        if !is_valid {
            return Err(StatsError::OutOfRange {
                what: "bet to test",
                value: format!("number {index}, {trial:?}"),
                range: "one with a probability from 0 to 1 and finite profits",
            });
        }
    }
    Ok(())
}
