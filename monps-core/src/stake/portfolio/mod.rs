//! Kelly for many bets at once: the shares of one bankroll over events, venues and accumulators that
//! make it grow fastest, under caps, with proof of how close to the best they are.
//!
//! Maximises E ln(1 + Σ fⱼGⱼ), where Gⱼ is what a unit on bet j gains, over shares f ≥ 0 within
//! [`PortfolioCaps`]. Bets of one event are whatever their returns say they are: exclusive, nested,
//! half-won. Events are independent. An accumulator ties its events together.
//!
//! Nothing is sampled. Events that accumulators tie are enumerated; independent ones factor under the
//! integral 1/W = ∫ e^(−tW) dt, so that 200 events cost 200 factors rather than 3²⁰⁰ states. The
//! optimum is found by an interior-point method, and [`Allocation::gap`] bounds what any other shares
//! within the caps could add, whatever the method did.
//!
//! ```
//! use monps_core::stake::portfolio::{Candidate, EventStates, Portfolio, PortfolioCaps};
//! use rust_decimal::dec;
//!
//! // Two matches tonight, home, draw, away; one price worth taking on each, and the double.
//! let events =
//!     vec![EventStates::new(&[0.50, 0.27, 0.23])?, EventStates::new(&[0.38, 0.30, 0.32])?];
//! let first = Candidate::new(0, &[2.15, 0.0, 0.0]);
//! let second = Candidate::new(1, &[0.0, 0.0, 3.40]);
//! let double = Candidate::accumulator(&[first.clone(), second.clone()]);
//! let portfolio = Portfolio::new(events, vec![first, second, double])?;
//!
//! let best = portfolio.optimal(&PortfolioCaps::NONE.with_total_max(dec!(0.05))?)?;
//! assert!(best.gap < 1e-9);
//! let total: f64 = best.shares.iter().sum();
//! assert!(total > 0.049 && total < 0.05 + 1e-9);
//! # Ok::<(), monps_core::error::stake::StakeError>(())
//! ```
//!
//! What this does not do: events that depend on one another without a common list of states (give them
//! as one event with joint states), and commission netted between bets of one market.

mod candidate;
mod cluster;
mod growth;
mod interior;
mod limits;
mod propose;
mod quadrature;
#[cfg(test)]
mod tests;

pub use candidate::{Candidate, EventStates};
pub use limits::PortfolioCaps;
pub use propose::StakeSteps;

use cluster::{Cluster, clusters};
use growth::Wealth;
use interior::{Problem, certificate};

use super::risk::DrawdownBudget;
use crate::error::stake::StakeError;
use crate::root::bracketed;

/// The most bets of one portfolio.
pub const CANDIDATES_MAX: usize = 1_000;
/// The most joint states of events that accumulators tie together.
pub const STATES_MAX: usize = 65_536;
/// The most returns kept: joint states times bets.
pub const CELLS_MAX: usize = 4_000_000;

/// Below this share of the bankroll a stake is none: a cent of a million.
const SHARE_MIN: f64 = 1e-8;
/// What the sums over nodes may be off, as growth.
const SUM_ERROR: f64 = 1e-12;

/// Bets that may be placed together, on independent events.
#[derive(Clone, Debug)]
pub struct Portfolio {
    candidates: Vec<Candidate>,
    clusters: Vec<Cluster>,
}

/// Shares of the bankroll for every candidate, and what they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Allocation {
    /// What to put up on each candidate, as a share of the bankroll.
    pub shares: Vec<f64>,
    /// E ln W: what the logarithm of the bankroll gains in one round, on average.
    pub growth: f64,
    /// A certified bound: no shares within the caps grow faster than `growth + gap`.
    pub gap: f64,
    /// E W − 1: what the bankroll itself gains on average, as a share of it.
    pub expected_gain: f64,
    /// The smallest wealth that may result, from a bankroll of 1.
    pub worst: f64,
    /// Newton's steps taken.
    pub steps: u32,
}

impl Portfolio {
    /// Checks the bets against the events.
    ///
    /// # Errors
    /// [`StakeError`] for more than [`CANDIDATES_MAX`] bets, a leg on no event or twice on one, returns
    /// that do not fit the states, and more joint states than [`STATES_MAX`].
    pub fn new(events: Vec<EventStates>, candidates: Vec<Candidate>) -> Result<Self, StakeError> {
        if candidates.len() > CANDIDATES_MAX {
            let (given, most) = (candidates.len(), CANDIDATES_MAX);
            return Err(StakeError::TooLarge { what: "bets of one portfolio", given, most });
        }
        for (at, candidate) in candidates.iter().enumerate() {
            candidate.check(at, &events)?;
        }
        let clusters = clusters(&events, &candidates)?;
        Ok(Self { candidates, clusters })
    }

    /// The bets, in the order of the shares.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The shares that grow fastest within the caps.
    ///
    /// # Errors
    /// [`StakeError::Unsolved`] when arithmetic broke down, which no valid portfolio is known to cause.
    pub fn optimal(&self, caps: &PortfolioCaps) -> Result<Allocation, StakeError> {
        if self.candidates.is_empty() {
            return self.allocation(Vec::new(), 0.0, 0);
        }
        let groups = caps.groups(&self.candidates);
        let most: Vec<f64> = self.candidates.iter().map(Candidate::share_max_estimate).collect();
        let problem = Problem { clusters: &self.clusters, most: &most, groups: &groups };
        let mut found = problem.solve();
        for share in &mut found.shares {
            if *share < SHARE_MIN {
                *share = 0.0;
            }
        }
        for group in &groups {
            group.keep(&mut found.shares);
        }
        let gap = certificate(&problem, &found.shares, &found.multipliers);
        self.allocation(found.shares, gap + SUM_ERROR, found.steps)
    }

    /// E ln W with these shares of the bankroll; none where they may lose all of it.
    ///
    /// # Errors
    /// [`StakeError::LengthMismatch`] unless there is a share for every bet.
    pub fn growth(&self, shares: &[f64]) -> Result<Option<f64>, StakeError> {
        self.check(shares)?;
        let growth = Wealth::new(&self.clusters, shares).growth();
        Ok(growth.is_finite().then_some(growth))
    }

    /// The largest multiple of these shares, at most 1, that keeps a drawdown budget when it is played
    /// again and again.
    ///
    /// It is the largest k with E W^(−λ) ≤ 1 for λ = ln β / ln α (Busseti, Ryu and Boyd, 2016), along
    /// the line of the shares given: safe, and near the best where the caps do not bind.
    ///
    /// # Errors
    /// [`StakeError::LengthMismatch`] unless there is a share for every bet.
    pub fn scale_within(&self, shares: &[f64], budget: DrawdownBudget) -> Result<f64, StakeError> {
        self.check(shares)?;
        let power = budget.power();
        let excess = |scale: f64| {
            let scaled: Vec<f64> = shares.iter().map(|share| share * scale).collect();
            let moment = Wealth::new(&self.clusters, &scaled).inverse_power(power);
            // Wealth that may vanish breaks any budget.
            if moment.is_nan() { f64::INFINITY } else { moment - 1.0 }
        };
        if excess(1.0) <= 0.0 {
            return Ok(1.0);
        }
        // The moment is convex in the scale and 1 at nothing: past its dip it crosses 1 once. Bisection
        // on the sign (the slope given is useless on purpose) ends below the crossing.
        let sign = |scale: f64| (if excess(scale) <= 0.0 { 1.0 } else { -1.0 }, f64::NAN);
        let crossing = bracketed(0.0, 1.0, 0.5, sign).at * (1.0 - 1e-12);
        Ok(if excess(crossing) <= 0.0 { crossing } else { 0.0 })
    }

    fn check(&self, shares: &[f64]) -> Result<(), StakeError> {
        if shares.len() == self.candidates.len() {
            Ok(())
        } else {
            Err(StakeError::ShareCount { shares: shares.len(), bets: self.candidates.len() })
        }
    }

    fn allocation(&self, shares: Vec<f64>, gap: f64, steps: u32) -> Result<Allocation, StakeError> {
        let wealth = Wealth::new(&self.clusters, &shares);
        let growth = wealth.growth();
        if !(growth.is_finite() && gap.is_finite()) {
            return Err(StakeError::Unsolved { steps });
        }
        let worst = wealth.low;
        let expected_gain = wealth.mean_gain();
        Ok(Allocation { shares, growth, gap, expected_gain, worst, steps })
    }
}
