//! What may happen, and what may be bet on it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::limits::exact_share;
use crate::error::stake::StakeError;
use crate::id::VenueId;
use crate::payoff::PayoffVector;
use crate::stake::kelly::check_probability;

/// How far the probabilities of an event may be from 1 together; they are scaled to it.
const SUM_ERROR_MAX: f64 = 1e-9;

/// One event: the probabilities of its states, of which exactly one happens.
#[derive(Clone, Debug, PartialEq)]
pub struct EventStates {
    probabilities: Vec<f64>,
}

impl EventStates {
    /// The states of an event. What is not listed cannot happen: name a last state "anything else".
    ///
    /// # Errors
    /// [`StakeError`] for a probability that is none, or a sum that is not 1 within 1e−9.
    pub fn new(probabilities: &[f64]) -> Result<Self, StakeError> {
        let mut sum = 0.0;
        for &p in probabilities {
            check_probability(p)?;
            sum += p;
        }
        if (sum - 1.0).abs() > SUM_ERROR_MAX {
            return Err(StakeError::ProbabilitySum { sum });
        }
        Ok(Self { probabilities: probabilities.iter().map(|p| p / sum).collect() })
    }

    /// The probabilities, in the order of the states.
    #[must_use]
    pub fn probabilities(&self) -> &[f64] {
        &self.probabilities
    }
}

/// What a bet returns in the states of one event.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LegReturns {
    pub(super) event: usize,
    pub(super) returns: Vec<f64>,
}

/// A bet that may be placed: what one unit put up returns in every state of its events.
///
/// A lay is measured by its liability: one unit put up returns 1 + (1−c)/(o−1) or nothing. Commission
/// is inside the returns, the bet being alone in its market.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub(super) legs: Vec<LegReturns>,
    pub(super) venue_id: Option<VenueId>,
    pub(super) share_max: Decimal,
}

impl Candidate {
    /// A bet on one event, counted from 0, with its return in every state of it: the price where it
    /// wins, 1 where it is a push, (price + 1)/2 where half of it wins, 0 where it loses.
    #[must_use]
    pub fn new(event: usize, returns: &[f64]) -> Self {
        let legs = vec![LegReturns { event, returns: returns.to_vec() }];
        Self { legs, venue_id: None, share_max: Decimal::ONE }
    }

    /// The bet of a payoff vector over the states of an event.
    #[must_use]
    pub fn of(event: usize, payoff: &PayoffVector) -> Self {
        let put_up = payoff.staked();
        let unit = |back: Decimal| back.checked_div(put_up).and_then(|unit| unit.to_f64());
        // What cannot be divided is no return, and is refused with its place where it is used.
        let returns: Vec<f64> =
            payoff.returns().map(|back| unit(back).unwrap_or(f64::NAN)).collect();
        Self::new(event, &returns)
    }

    /// An accumulator: its return is the product of those of its legs, each on another event.
    #[must_use]
    pub fn accumulator(legs: &[Self]) -> Self {
        let legs = legs.iter().flat_map(|leg| leg.legs.iter().cloned()).collect();
        Self { legs, venue_id: None, share_max: Decimal::ONE }
    }

    /// The same at a venue, for its cap.
    #[must_use]
    pub fn at(self, venue_id: VenueId) -> Self {
        Self { venue_id: Some(venue_id), ..self }
    }

    /// The same with at most this share of the bankroll put up on it.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless it is above 0 and at most 1.
    pub fn with_share_max(self, share_max: Decimal) -> Result<Self, StakeError> {
        let share_max = exact_share("largest share on one bet", share_max)?;
        Ok(Self { share_max, ..self })
    }

    pub(super) fn share_max_estimate(&self) -> f64 {
        self.share_max.to_f64().unwrap_or(f64::NAN)
    }

    /// Checks the legs against the events.
    pub(super) fn check(&self, at: usize, events: &[EventStates]) -> Result<(), StakeError> {
        for (position, leg) in self.legs.iter().enumerate() {
            let Some(event) = events.get(leg.event) else {
                return Err(StakeError::NoSuchEvent {
                    candidate: at,
                    event: leg.event,
                    events: events.len(),
                });
            };
            if self.legs[..position].iter().any(|other| other.event == leg.event) {
                return Err(StakeError::TwiceInOneEvent { candidate: at, event: leg.event });
            }
            if leg.returns.len() != event.probabilities.len() {
                return Err(StakeError::StateCount {
                    candidate: at,
                    returns: leg.returns.len(),
                    states: event.probabilities.len(),
                });
            }
            for back in &leg.returns {
                if !(*back >= 0.0 && *back <= RETURN_MAX) {
                    return Err(StakeError::OutOfRange {
                        what: "return of a unit put up",
                        value: format!("{back} (candidate {at})"),
                        range: "at least 0 and at most 1000000000",
                    });
                }
            }
        }
        Ok(())
    }
}

/// The largest return believed; an accumulator of prices may be well above that of a price.
const RETURN_MAX: f64 = 1e9;
