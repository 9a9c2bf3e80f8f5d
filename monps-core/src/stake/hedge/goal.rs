//! What a hedge is for.

use rust_decimal::Decimal;

use crate::error::hedge::HedgeError;

/// What is to be as large as possible, and what must hold besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The profit in the worst state: every state alike, as far as the steps allow.
    Level,
    /// The profit in proportion to weights, one a state: twice the weight, twice the profit.
    Weighted(Vec<Decimal>),
    /// The worst profit among the states named, as long as every other state brings the floor or more.
    /// A floor of 0 and one state named is *cover*: level but one.
    Favour {
        /// The states that count.
        states: Vec<usize>,
        /// What every other state must bring.
        floor: Decimal,
    },
    /// As [`Goal::Favour`], with the states in which what is placed already brings most.
    KeepUpside {
        /// What every other state must bring.
        floor: Decimal,
    },
}

/// A goal as rows: how much of the objective each state must bring, or else at least what.
#[derive(Clone, Debug)]
pub(super) struct Wants {
    /// By state; a state without a weight must bring the floor.
    pub(super) weights: Vec<Option<Decimal>>,
    pub(super) floor: Decimal,
}

impl Wants {
    pub(super) fn of(goal: &Goal, placed: &[Decimal]) -> Result<Self, HedgeError> {
        let count = placed.len();
        let favour = |states: &[usize], floor: Decimal| {
            let outside = states.iter().copied().find(|state| *state >= count);
            if let Some(state) = outside.or(states.is_empty().then_some(count)) {
                return Err(HedgeError::NoSuchState { state, count });
            }
            let weight = |state| states.contains(&state).then_some(Decimal::ONE);
            Ok(Self { weights: (0..count).map(weight).collect(), floor })
        };
        match goal {
            Goal::Level => {
                Ok(Self { weights: vec![Some(Decimal::ONE); count], floor: Decimal::ZERO })
            }
            Goal::Weighted(weights) => {
                if weights.len() != count {
                    return Err(HedgeError::Count {
                        what: "weights",
                        given: weights.len(),
                        least: count,
                        most: count,
                    });
                }
                let least = Decimal::ONE / Decimal::ONE_THOUSAND;
                let bad = |w: &&Decimal| **w < least || **w > Decimal::ONE_THOUSAND;
                if let Some(&value) = weights.iter().find(bad) {
                    let range = "from 0.001 to 1000";
                    return Err(HedgeError::OutOfRange { what: "weight", leg: None, value, range });
                }
                Ok(Self {
                    weights: weights.iter().copied().map(Some).collect(),
                    floor: Decimal::ZERO,
                })
            }
            Goal::Favour { states, floor } => favour(states, *floor),
            Goal::KeepUpside { floor } => {
                let best = placed.iter().max().copied().unwrap_or_default();
                let states: Vec<usize> = (0..count).filter(|&s| placed[s] == best).collect();
                favour(&states, *floor)
            }
        }
    }

    /// What a profile is worth; none where a floor is not kept.
    pub(super) fn value(&self, profile: &[Decimal]) -> Option<Decimal> {
        let mut least: Option<Decimal> = None;
        for (profit, weight) in profile.iter().zip(&self.weights) {
            match weight {
                Some(weight) => {
                    let brings = if *weight == Decimal::ONE { *profit } else { profit / weight };
                    least = Some(least.map_or(brings, |least| least.min(brings)));
                }
                None if *profit < self.floor => return None,
                None => {}
            }
        }
        least
    }
}
