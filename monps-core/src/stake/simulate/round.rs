//! One bet of a plan, as a simulation plays it.

use crate::error::stake::StakeError;
use crate::stake::kelly::{Branch, check_branches, growth_optimal};

/// What is staked in a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RoundStake {
    /// The same amount every time, as a share of the *starting* bankroll, while there is that much.
    Level(f64),
    /// A share of what the bankroll is then.
    Share(f64),
}

/// A bet and its stake.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Cumulative probabilities and gains; past the last it is a push.
    branches: Vec<(f64, f64)>,
    stake: RoundStake,
}

impl Round {
    /// A bet with any results; probability that the branches leave out is a push.
    ///
    /// # Errors
    /// [`StakeError`] for branches that are none, or a stake outside 0..1.
    pub fn new(branches: &[Branch], stake: RoundStake) -> Result<Self, StakeError> {
        check_branches(branches)?;
        let (RoundStake::Level(size) | RoundStake::Share(size)) = stake;
        if !(0.0..=1.0).contains(&size) {
            return Err(StakeError::OutOfRange {
                what: "stake of a round",
                value: size.to_string(),
                range: "at least 0 and at most 1 (2 % of the bankroll is 0.02)",
            });
        }
        let mut sum = 0.0;
        let cumulative = branches.iter().map(|branch| {
            sum += branch.probability;
            (sum, branch.gain)
        });
        Ok(Self { branches: cumulative.collect(), stake })
    }

    /// The same with a fraction of Kelly's share.
    ///
    /// # Errors
    /// [`StakeError`] for branches that are none, or a fraction outside 0..1.
    pub fn kelly(branches: &[Branch], kelly_fraction: f64) -> Result<Self, StakeError> {
        let share = growth_optimal(branches)? * kelly_fraction;
        Self::new(branches, RoundStake::Share(share))
    }

    /// Wealth after the bet, for a random number in 0..1.
    pub(super) fn play(&self, wealth: f64, drawn: f64) -> f64 {
        let stake = match self.stake {
            RoundStake::Level(amount) => amount.min(wealth),
            RoundStake::Share(share) => share * wealth,
        };
        let found = self.branches.iter().find(|(sum, _)| drawn < *sum);
        found.map_or(wealth, |(_, gain)| wealth + stake * gain)
    }
}
