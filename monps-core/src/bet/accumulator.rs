//! Legs multiplied: what a bet comes to as its legs are decided, one by one.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::Leg;
use crate::error::bet::BetError;
use crate::error::settle::SettleError;
use crate::payoff::{Factor, Outcome};

/// What the legs say so far.
#[derive(Clone, Copy, Debug)]
pub enum Standing {
    /// Legs without an outcome still decide.
    Open {
        /// The return per unit of the legs that are decided.
        so_far: Factor,
        /// The return per unit if every open leg wins.
        best: Factor,
        /// How many legs are open.
        open_count: usize,
    },
    /// Nothing can change it any more.
    Decided {
        /// What became of the whole.
        outcome: Outcome,
        /// The return per unit.
        factor: Factor,
    },
}

/// The prices taken, multiplied.
///
/// # Errors
/// [`BetError::Leg`] when the product is beyond what a number holds.
pub fn combined(legs: &[Leg]) -> Result<Factor, BetError> {
    product(legs.iter().map(|leg| Factor::won(leg.price)))
}

/// Checks that no two legs are about one event.
///
/// Selections of one event are correlated: the product of their prices is not the price of both.
///
/// # Errors
/// [`BetError::Correlated`] naming the event.
pub fn check_independent(legs: &[Leg]) -> Result<(), BetError> {
    let mut seen = BTreeSet::new();
    match legs.iter().find(|leg| !seen.insert(leg.event_id)) {
        Some(leg) => Err(BetError::Correlated { event_id: leg.event_id }),
        None => Ok(()),
    }
}

/// What the legs come to so far: a void or pushed leg is 1, a half-won one (price + 1) / 2, a
/// half-lost one 1/2, and one lost leg loses the whole at once.
///
/// The outcome of the whole, void legs left out: none left is void; one left has the outcome of that
/// leg; all won is won; otherwise it goes by the sign of the profit, won above the stake, push at it
/// and lost under it (a half-lost leg beside a winner may give any of the three).
///
/// ```
/// use monps_core::bet::{Leg, Standing, standing};
/// use monps_core::catalog::{MarketKey, MarketKind, Selection};
/// use monps_core::id::EventId;
/// use monps_core::odds::{Price, QuotedPrice};
/// use monps_core::payoff::Outcome;
/// use rust_decimal::dec;
///
/// let leg = |event, price, outcome| -> Result<Leg, Box<dyn std::error::Error>> {
///     let market = MarketKey::full_time(MarketKind::DrawNoBet, None)?;
///     let price = QuotedPrice::from(Price::new(price)?);
///     let leg = Leg::new(EventId::new(event), market, Selection::Home, price)?;
///     Ok(Leg { outcome: Some(outcome), ..leg })
/// };
/// let legs = [leg(1, dec!(2.0), Outcome::Won)?, leg(2, dec!(1.8), Outcome::Void)?];
/// let Standing::Decided { outcome, factor } = standing(&legs)? else { unreachable!() };
/// assert_eq!((outcome, factor.get()), (Outcome::Won, dec!(2.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`BetError::Leg`] when the product is beyond what a number holds.
pub fn standing(legs: &[Leg]) -> Result<Standing, BetError> {
    let lost = Standing::Decided { outcome: Outcome::Lost, factor: Factor::ZERO };
    if legs.iter().any(|leg| leg.outcome == Some(Outcome::Lost)) {
        return Ok(lost);
    }
    let decided = |leg: &Leg| leg.outcome.map(|outcome| Factor::of(leg.price, outcome));
    let so_far = product(legs.iter().filter_map(decided))?;
    let open_count = legs.iter().filter(|leg| leg.outcome.is_none()).count();
    if open_count > 0 {
        let open = legs.iter().filter(|leg| leg.outcome.is_none());
        let best = product(open.map(|leg| Factor::won(leg.price)))?.times(so_far)?;
        return Ok(Standing::Open { so_far, best, open_count });
    }
    Ok(Standing::Decided { outcome: whole(legs, so_far), factor: so_far })
}

fn whole(legs: &[Leg], factor: Factor) -> Outcome {
    let standing: Vec<Outcome> = legs
        .iter()
        .filter_map(|leg| leg.outcome)
        .filter(|outcome| *outcome != Outcome::Void)
        .collect();
    match standing.as_slice() {
        [] => Outcome::Void,
        [only] => *only,
        _ => match factor.cmp_stake() {
            Ordering::Greater => Outcome::Won,
            Ordering::Equal => Outcome::Push,
            Ordering::Less => Outcome::Lost,
        },
    }
}

fn product(factors: impl Iterator<Item = Factor>) -> Result<Factor, BetError> {
    let mut factors = factors;
    factors.try_fold(Factor::ONE, Factor::times).map_err(|error: SettleError| error.into())
}
