//! The chances of the states of an event, as somebody estimates them.

use crate::error::detect::DetectError;
use crate::payoff::{State, StateSpace};

/// How far from 1 chances may sum.
const SUM_SLACK: f64 = 1e-6;

/// A probability for every state of a space. An estimate: whoever makes it knows the teams.
#[derive(Clone, Debug, PartialEq)]
pub struct Chances {
    space: StateSpace,
    probabilities: Vec<f64>,
}

impl Chances {
    /// One probability a state, in the order of the space.
    ///
    /// # Errors
    /// [`DetectError::Chances`] when there are not as many as states, when one is negative or no number,
    /// or when they do not sum to 1 within a millionth.
    pub fn new(space: StateSpace, probabilities: Vec<f64>) -> Result<Self, DetectError> {
        let sum: f64 = probabilities.iter().sum();
        let valid = probabilities.len() == space.len()
            && probabilities.iter().all(|p| *p >= 0.0)
            && (sum - 1.0).abs() <= SUM_SLACK;
        if valid {
            Ok(Self { space, probabilities })
        } else {
            Err(DetectError::Chances { given: probabilities.len(), wanted: space.len(), sum })
        }
    }

    /// The chances of scores, home goals first. What lies beyond the rim of the space counts for the
    /// state that pays like it.
    ///
    /// # Errors
    /// As [`Chances::new`]; scores that the space has no place for are missing from the sum.
    pub fn of_scores(
        space: StateSpace,
        scores: impl IntoIterator<Item = ((u32, u32), f64)>,
    ) -> Result<Self, DetectError> {
        let mut probabilities = vec![0.0; space.len()];
        for ((home, away), probability) in scores {
            if let Some(place) = space.locate(home, away).and_then(|at| probabilities.get_mut(at)) {
                *place += probability;
            }
        }
        Self::new(space, probabilities)
    }

    /// The states that the chances are of.
    #[must_use]
    pub const fn space(&self) -> &StateSpace {
        &self.space
    }

    /// Every state and its probability.
    pub fn iter(&self) -> impl Iterator<Item = (State, f64)> + '_ {
        self.space.states().zip(self.probabilities.iter().copied())
    }
}
