//! Rule mismatch: what becomes of a set of bets when something unusual happens.
//!
//! Two venues can settle the same match differently: one lets bets stand from the first ball served,
//! another pays stakes back unless a set was completed. Bets that cover each other when all goes
//! well may then lose together. Incidents are states like any other; what they need is the outcome that
//! each leg's own rules give. Whoever has the rules passes them as a function.
//!
//! ```
//! use monps_core::detect::{RuleLeg, rule_profile};
//! use monps_core::odds::Price;
//! use monps_core::payoff::Outcome;
//! use rust_decimal::dec;
//!
//! // 500 on either player at 2.05; the first venue settles from the first ball, the second from a set.
//! let price = Price::new(dec!(2.05))?;
//! let legs = [RuleLeg::back(dec!(500), price.into())?; 2];
//! let incidents = ["player 1 wins", "player 1 retires in set 1", "player 2 retires in set 1"];
//! let settle = |leg: usize, incident: &&str| -> Result<Outcome, std::convert::Infallible> {
//!     Ok(match (leg, *incident) {
//!         (0, "player 1 retires in set 1") => Outcome::Lost,
//!         (0, _) => Outcome::Won,
//!         (_, "player 1 wins") => Outcome::Lost,
//!         _ => Outcome::Void,
//!     })
//! };
//! let profile = rule_profile(&legs, incidents, settle)?;
//! let profits: Vec<_> = profile.iter().map(|line| line.profit).collect();
//! assert_eq!(profits, [dec!(25), dec!(-500), dec!(525)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use rust_decimal::Decimal;

use crate::error::hedge::HedgeError;
use crate::money::AMOUNT_MAX;
use crate::odds::{Commission, QuotedPrice};
use crate::payoff::{Factor, Outcome};
use crate::quote::Side;

/// A bet that is on: how much stands at which price, and what the venue takes of its winnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleLeg {
    side: Side,
    stake: Decimal,
    price: QuotedPrice,
    commission: Commission,
}

impl RuleLeg {
    /// A back of a stake without commission.
    ///
    /// # Errors
    /// [`HedgeError::OutOfRange`] for a stake below 0 or beyond the largest amount.
    pub fn back(stake: Decimal, price: QuotedPrice) -> Result<Self, HedgeError> {
        if stake < Decimal::ZERO || stake > AMOUNT_MAX {
            return Err(HedgeError::OutOfRange {
                what: "stake of a bet that is on",
                leg: None,
                value: stake,
                range: "at least 0 and at most a thousand billions",
            });
        }
        Ok(Self { side: Side::Back, stake, price, commission: Commission::NONE })
    }

    /// The same as a lay: the stake is the backer's.
    #[must_use]
    pub const fn lay(self) -> Self {
        Self { side: Side::Lay, ..self }
    }

    /// The same with a commission on its winnings, the leg being alone in its market at the venue.
    #[must_use]
    pub const fn with_commission(self, commission: Commission) -> Self {
        Self { commission, ..self }
    }

    /// The profit when the selection has an outcome, after commission.
    #[must_use]
    pub fn profit(&self, outcome: Outcome) -> Decimal {
        let backers = self.stake * (Factor::of(self.price, outcome).get() - Decimal::ONE);
        let ours = match self.side {
            Side::Back => backers,
            Side::Lay => -backers,
        };
        ours - ours.max(Decimal::ZERO) * self.commission.rate()
    }
}

/// What an incident makes of every leg.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentProfile<I> {
    /// What happened.
    pub incident: I,
    /// What becomes of each leg's selection, by the rules of its venue.
    pub outcomes: Vec<Outcome>,
    /// The profit of all legs together.
    pub profit: Decimal,
}

/// Settles every leg in every incident, each by its own rules.
///
/// `settle` is given the number of the leg, counted from 0, and the incident.
///
/// # Errors
/// The first error of `settle`.
pub fn rule_profile<I, E>(
    legs: &[RuleLeg],
    incidents: impl IntoIterator<Item = I>,
    mut settle: impl FnMut(usize, &I) -> Result<Outcome, E>,
) -> Result<Vec<IncidentProfile<I>>, E> {
    let mut profile = Vec::new();
    for incident in incidents {
        let outcomes: Vec<Outcome> =
            (0..legs.len()).map(|leg| settle(leg, &incident)).collect::<Result<_, E>>()?;
        let profit = legs.iter().zip(&outcomes).map(|(leg, outcome)| leg.profit(*outcome)).sum();
        profile.push(IncidentProfile { incident, outcomes, profit });
    }
    Ok(profile)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::odds::Price;

    #[test]
    fn a_layer_keeps_the_stake_less_commission() {
        let price = Price::new(dec!(3)).unwrap().into();
        let commission = Commission::new(dec!(0.05)).unwrap();
        let leg = RuleLeg::back(dec!(100), price).unwrap().lay().with_commission(commission);
        assert_eq!(leg.profit(Outcome::Lost), dec!(95));
        assert_eq!(leg.profit(Outcome::HalfLost), dec!(47.5));
        assert_eq!(leg.profit(Outcome::Won), dec!(-200));
        assert_eq!(leg.profit(Outcome::Void), dec!(0));
    }

    #[test]
    fn what_the_rules_do_not_know_is_an_error() {
        let legs = [RuleLeg::back(dec!(1), Price::new(dec!(2)).unwrap().into()).unwrap()];
        let refused = rule_profile(&legs, ["abandoned"], |_, _| Err::<Outcome, _>("no rule"));
        assert_eq!(refused, Err("no rule"));
    }

    #[test]
    fn a_stake_that_no_bet_has_is_refused() {
        let price = Price::new(dec!(1_000_000)).unwrap().into();
        for stake in [dec!(-1), Decimal::MAX] {
            let refused = RuleLeg::back(stake, price);
            assert!(matches!(refused, Err(HedgeError::OutOfRange { .. })), "{refused:?}");
        }
    }
}
