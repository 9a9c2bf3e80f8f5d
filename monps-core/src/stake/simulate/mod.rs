//! Monte Carlo: many seeded lives of a bankroll under a plan.
//!
//! Closed forms say how likely ruin is; this says what else may come: the spread of the final bankroll,
//! how deep it falls on the way, how often a good plan still loses. Every path has random numbers of its
//! own, made from the seed and its number by integer arithmetic, and wealth moves by additions and
//! products only. So a seed gives the same paths, bit for bit, on every machine and in any order: with
//! the crate's feature `parallel` they are shared out over the processor's cores, and nothing changes
//! but the time.
//!
//! ```
//! use monps_core::stake::kelly::Branch;
//! use monps_core::stake::simulate::{Round, Simulation};
//!
//! let bet = [Branch { probability: 0.55, gain: 1.0 }, Branch { probability: 0.45, gain: -1.0 }];
//! let season = Simulation::new(vec![Round::kelly(&bet, 0.5)?], 500, 2_000, 42)?;
//! let lives = season.run();
//! // An edge of 10 %, half Kelly, five hundred bets: about one life in twenty ends with a loss.
//! assert!(lives.profit_probability() > 0.92);
//! assert!(lives.drawdown(0.5)? > 0.2);
//! # Ok::<(), monps_core::error::stake::StakeError>(())
//! ```
//!
//! What this does not do: bets that are open at the same time. Rounds follow one another; a portfolio of
//! simultaneous bets is one round, whose branches are its joint states.

mod lives;
mod round;
#[cfg(test)]
mod tests;

pub use lives::Lives;
pub use round::{Round, RoundStake};

use crate::error::stake::StakeError;
use crate::random::Random;
use lives::PathEnd;

/// The most paths of one simulation.
pub const PATHS_MAX: u32 = 1_000_000;
/// The most bets drawn in one simulation: some ten seconds of one core.
pub const DRAWS_MAX: u64 = 2_000_000_000;

/// A plan to be lived many times: rounds in order, over and over.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    rounds: Vec<Round>,
    round_count: u32,
    path_count: u32,
    seed: u64,
    ruin_at: f64,
}

impl Simulation {
    /// A simulation of `path_count` lives of `round_count` bets each; the rounds given are played in
    /// turn, from the first again after the last. Wealth begins at 1, and a life is ruined at 0.
    ///
    /// # Errors
    /// [`StakeError`] for no rounds, no paths, or more than [`PATHS_MAX`] paths or [`DRAWS_MAX`] bets.
    pub fn new(
        rounds: Vec<Round>,
        round_count: u32,
        path_count: u32,
        seed: u64,
    ) -> Result<Self, StakeError> {
        if rounds.is_empty() || path_count == 0 || path_count > PATHS_MAX {
            return Err(StakeError::OutOfRange {
                what: "simulation",
                value: format!("{} rounds, {path_count} paths", rounds.len()),
                range: "one with a round and 1 to 1000000 paths",
            });
        }
        let draws = u64::from(round_count) * u64::from(path_count);
        if draws > DRAWS_MAX {
            return Err(StakeError::OutOfRange {
                what: "number of bets simulated",
                value: draws.to_string(),
                range: "at most 2000000000: fewer paths tell nearly as much",
            });
        }
        Ok(Self { rounds, round_count, path_count, seed, ruin_at: 0.0 })
    }

    /// The same where a life ends, ruined, once wealth is at or below this share of the start: what
    /// makes a person stop.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless it is at least 0 and below 1.
    pub fn with_ruin_at(self, ruin_at: f64) -> Result<Self, StakeError> {
        if (0.0..1.0).contains(&ruin_at) {
            return Ok(Self { ruin_at, ..self });
        }
        Err(StakeError::OutOfRange {
            what: "wealth at which a life is ruined",
            value: ruin_at.to_string(),
            range: "at least 0 and below 1",
        })
    }

    /// Lives them all: with the feature `parallel` on all cores, without it on one. The answer is the
    /// same.
    #[must_use]
    pub fn run(&self) -> Lives {
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;

            Lives::new((0..self.path_count).into_par_iter().map(|path| self.live(path)).collect())
        }
        #[cfg(not(feature = "parallel"))]
        self.run_on_one()
    }

    /// Lives them all on the calling thread.
    #[must_use]
    pub fn run_on_one(&self) -> Lives {
        Lives::new((0..self.path_count).map(|path| self.live(path)).collect())
    }

    /// One life.
    fn live(&self, path: u32) -> PathEnd {
        let mut random = Random::stream(self.seed, u64::from(path));
        let mut end = PathEnd { wealth: 1.0, lowest: 1.0, drawdown: 0.0, is_ruined: false };
        let mut peak = 1.0_f64;
        for (round, _) in self.rounds.iter().cycle().zip(0..self.round_count) {
            end.wealth = round.play(end.wealth, random.unit());
            if end.wealth > peak {
                peak = end.wealth;
            } else {
                end.lowest = end.lowest.min(end.wealth);
                end.drawdown = end.drawdown.max(1.0 - end.wealth / peak);
            }
            if end.wealth <= self.ruin_at {
                end.is_ruined = true;
                break;
            }
        }
        end
    }
}
