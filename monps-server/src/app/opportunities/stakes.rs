//! Stakes for a finding: a total shared over its legs, to the cent, and what comes back.
//!
//! What pays for certain is staked by the search for the best worst result, with lays, limits and
//! commission inside it. A middle or a market of low hold pays nothing for certain: it is shared for an
//! equal return. Either way every result is worked out anew from the outcomes of all legs.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use monps_core::catalog::{Selection, VenueAccess};
use monps_core::detect::{
    HedgeStates, Opportunity, OpportunityKind, OpportunityLeg, Venues, hedge_states,
};
use monps_core::error::hedge::HedgeError;
use monps_core::error::settle::SettleError;
use monps_core::error::stake::StakeError;
use monps_core::money::{Currency, Rounding};
use monps_core::payoff::{Outcome, State};
use monps_core::quote::Side;
use monps_core::stake::hedge::{
    BreakEven, Exposure, Goal, HedgeLeg, exposures, plan, safest_order,
};
use monps_core::stake::split::{SplitLeg, split};
use rust_decimal::Decimal;
use thiserror::Error;

use crate::cache::EventNow;

/// What to stake on each leg, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stakes {
    /// The backer's stake on each leg, in the order of the legs.
    pub stakes: Vec<Decimal>,
    /// What each puts up: the stake of a back, the liability of a lay.
    pub put_up: Vec<Decimal>,
    /// The sum of what is put up: at most the total suggested.
    pub total: Decimal,
    /// What comes back, result by result.
    pub profile: Vec<ResultLine>,
    /// Whether no other stakes do better.
    pub proven: bool,
    /// The order of placing in which the least hangs in the air.
    pub order: Vec<Exposure>,
}

/// What comes back when a result happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultLine {
    /// The selection that wins alone; none for any other result.
    pub selection: Option<Selection>,
    /// The results with this profit; empty where the selection says it.
    pub states: Vec<State>,
    /// What all venues pay together.
    pub payout: Decimal,
    /// The payout less what was put up.
    pub profit: Decimal,
}

/// Why no stakes are suggested.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum NoStakes {
    /// An account is not held at the venue of a leg.
    #[error("no account is held at every venue, so no stakes are suggested")]
    NotHeld,
    /// A spread is not a profit.
    #[error("a spread is not a profit, so no stakes are suggested")]
    NotABet,
    /// In whole steps and within the limits nothing is left of the profit.
    #[error("in whole cents and within the limits nothing is left of the profit")]
    NothingLeft,
    /// The total, the steps and the limits leave no stakes.
    #[error("the total cannot be shared over the legs: {0}")]
    DoesNotFit(StakeError),
    /// The legs cannot be planned together.
    #[error("the legs cannot be planned together: {0}")]
    NoPlan(HedgeError),
    /// What becomes of a leg is not known.
    #[error("what the legs come to together is not known: {0}")]
    NotUnderstood(SettleError),
}

impl NoStakes {
    /// The slug.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotHeld => "account_not_held",
            Self::NotABet => "not_a_bet",
            Self::NothingLeft => "nothing_left",
            Self::DoesNotFit(_) | Self::NoPlan(_) => "stakes_do_not_fit",
            Self::NotUnderstood(_) => "not_understood",
        }
    }
}

/// The stakes of a finding for a total.
pub(super) fn suggest(
    found: &Opportunity,
    event: &EventNow,
    venues: &Venues,
    total: Decimal,
    currency: Currency,
) -> Result<Stakes, NoStakes> {
    if found.kind == OpportunityKind::Spread {
        return Err(NoStakes::NotABet);
    }
    let is_held = |leg: &OpportunityLeg| {
        venues.get(leg.venue_id).is_some_and(|venue| venue.access == VenueAccess::Held)
    };
    if !found.legs.iter().all(is_held) {
        return Err(NoStakes::NotHeld);
    }
    let mut hedge = hedge_states(&found.legs).map_err(NoStakes::NotUnderstood)?;
    for (leg, of) in hedge.legs.iter_mut().zip(&found.legs) {
        leg.step = Decimal::new(1, currency.decimals());
        leg.stake_max = stake_max(event, of);
    }
    let (stakes, proven) = match found.kind {
        _ if found.legs.len() == 1 => (vec![single(&hedge.legs[0], total)], true),
        OpportunityKind::Middle | OpportunityKind::LowHold => equal(&hedge.legs, total)?,
        _ => {
            let plan = plan(&hedge.legs, total, &[], &Goal::Level).map_err(NoStakes::NoPlan)?;
            (plan.stakes, plan.proven)
        }
    };
    if stakes.iter().all(Decimal::is_zero) {
        return Err(NoStakes::NothingLeft);
    }
    staked(found, hedge, stakes, proven, currency).map_err(NoStakes::NoPlan)
}

/// The most that is to be had at the leg's price, where the venue tells.
fn stake_max(event: &EventNow, leg: &OpportunityLeg) -> Option<Decimal> {
    let quote = event.quote(leg.market_id, (leg.selection_id, leg.venue_id, leg.side))?;
    match (quote.stake_max, quote.available) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A single price takes the whole total, as far as the venue does.
fn single(leg: &HedgeLeg, total: Decimal) -> Decimal {
    let most = total / leg.put_up();
    let stake = leg.stake_max.map_or(most, |limit| limit.min(most));
    Rounding::Down.apply(stake, leg.step.scale())
}

/// Stakes for an equal return, whichever side comes in.
fn equal(legs: &[HedgeLeg], total: Decimal) -> Result<(Vec<Decimal>, bool), NoStakes> {
    let legs: Vec<SplitLeg> = legs
        .iter()
        .map(|leg| SplitLeg {
            commission: leg.commission,
            stake_max: leg.stake_max,
            ..SplitLeg::new(leg.venue_id, leg.price, leg.step)
        })
        .collect();
    let split = split(total, &legs).map_err(NoStakes::DoesNotFit)?;
    Ok((split.stakes, split.proven))
}

/// What stakes come to.
fn staked(
    found: &Opportunity,
    mut hedge: HedgeStates,
    stakes: Vec<Decimal>,
    proven: bool,
    currency: Currency,
) -> Result<Stakes, HedgeError> {
    let first = safest_order(&hedge.legs, &stakes)?;
    // A leg without a stake is not placed.
    let mut order = exposures(&hedge.legs, &stakes, &first)?;
    order.retain(|exposure| !stakes[exposure.leg].is_zero());
    let put_up: Vec<Decimal> =
        hedge.legs.iter().zip(&stakes).map(|(leg, stake)| leg.put_up() * stake).collect();
    for (leg, stake) in hedge.legs.iter_mut().zip(&stakes) {
        leg.placed = *stake;
    }
    let placed = plan(&hedge.legs, Decimal::ZERO, &[], &Goal::Level)?;
    let total = put_up.iter().sum();
    let profile = profile(found, &hedge, &placed.profile, total, currency);
    Ok(Stakes { stakes, put_up, total, profile, proven, order })
}

/// What comes back by result: those that one selection decides by its name and in the order of the
/// legs, the others together where they bring the same, the least first.
fn profile(
    found: &Opportunity,
    hedge: &HedgeStates,
    profits: &[Decimal],
    total: Decimal,
    currency: Currency,
) -> Vec<ResultLine> {
    type Place = (Reverse<bool>, usize, Decimal);
    let mut lines: BTreeMap<Place, ResultLine> = BTreeMap::new();
    for (class, (states, profit)) in hedge.states.iter().zip(profits).enumerate() {
        let payout = Rounding::Down.apply(total + profit, currency.decimals());
        let (winner, is_named) = winner(&hedge.legs, class);
        let place = (Reverse(is_named), winner.unwrap_or(usize::MAX), payout);
        let line = lines.entry(place).or_insert_with(|| ResultLine {
            selection: winner.filter(|_| is_named).map(|leg| found.legs[leg].selection.clone()),
            states: Vec::new(),
            payout,
            profit: payout - total,
        });
        if !is_named {
            line.states.extend(states);
        }
    }
    lines.into_values().collect()
}

/// The leg that wins alone while all others lose, and whether its selection, or that of no leg, names
/// the result. A lay's selection does not: many results may lose it.
fn winner(legs: &[HedgeLeg], class: usize) -> (Option<usize>, bool) {
    let mut winner = None;
    for (at, leg) in legs.iter().enumerate() {
        match (leg.side, leg.outcomes.get(class)) {
            (Side::Back, Some(Outcome::Lost)) => {}
            (Side::Back, Some(Outcome::Won)) if winner.is_none() => winner = Some(at),
            _ => return (None, false),
        }
    }
    (winner, winner.is_some() || legs.len() == 1)
}

/// The price that a leg must still have, where there is one.
#[must_use]
pub(crate) fn price_needed(exposure: &Exposure) -> Option<Decimal> {
    match exposure.break_even {
        BreakEven::At(price) => Some(price),
        BreakEven::NotNeeded | BreakEven::Impossible => None,
    }
}
