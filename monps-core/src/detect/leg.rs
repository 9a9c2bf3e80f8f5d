//! What the detectors share: a quote as a leg, legs as a position to hedge, and how many venues there
//! are.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{OpportunityLeg, Venues};
use crate::catalog::MarketKey;
use crate::error::settle::SettleError;
use crate::id::VenueId;
use crate::odds::Commission;
use crate::payoff::{Outcome, State, StateSpace, settle_selection};
use crate::quote::{MarketBoard, Quote, SelectionBoard};
use crate::stake::hedge::HedgeLeg;

/// A quote as the one leg of a finding.
pub(super) fn leg(
    market: &MarketBoard,
    board: &SelectionBoard,
    quote: &Quote,
    commission: Commission,
) -> OpportunityLeg {
    OpportunityLeg {
        market_id: market.market_id,
        market: market.key.clone(),
        selection_id: board.selection_id,
        selection: board.selection.clone(),
        venue_id: quote.venue_id,
        side: quote.side,
        price: quote.price,
        commission,
        share: Decimal::ONE,
        observed: quote.observed,
    }
}

/// Legs of any markets of one period as [`plan`](crate::stake::hedge::plan) takes them.
///
/// Steps, limits and what is placed are the caller's to set on [`HedgeStates::legs`].
///
/// # Errors
/// [`SettleError`] for legs of several periods, of markets that are not understood, or of none.
pub fn hedge_states(legs: &[OpportunityLeg]) -> Result<HedgeStates, SettleError> {
    let markets: Vec<&MarketKey> = legs.iter().map(|leg| &leg.market).collect();
    let space = StateSpace::covering(&markets)?;
    let mut classes: BTreeMap<Vec<Outcome>, Vec<State>> = BTreeMap::new();
    for state in space.states() {
        let outcome = |leg: &OpportunityLeg| settle_selection(&leg.market, &leg.selection, state);
        let outcomes = legs.iter().map(outcome).collect::<Result<_, _>>()?;
        classes.entry(outcomes).or_default().push(state);
    }
    let hedged = legs.iter().enumerate().map(|(at, leg)| {
        let place = (leg.venue_id, leg.market_id);
        let outcomes = classes.keys().map(|outcomes| outcomes[at]).collect();
        let back = HedgeLeg::back(place, leg.price, outcomes);
        HedgeLeg { side: leg.side, commission: leg.commission, ..back }
    });
    Ok(HedgeStates { legs: hedged.collect(), states: classes.into_values().collect() })
}

/// Legs that can be hedged, and the states that they tell apart.
#[derive(Clone, Debug, PartialEq)]
pub struct HedgeStates {
    /// In the order given, with an outcome for each class of states.
    pub legs: Vec<HedgeLeg>,
    /// The states of each class: no leg tells them apart.
    pub states: Vec<Vec<State>>,
}

/// What a venue takes; nothing where it is not known.
pub(super) fn commission_of(venues: &Venues, id: VenueId) -> Commission {
    venues.get(id).map_or(Commission::NONE, |venue| venue.commission)
}

/// How many venues quote the market.
pub(super) fn venue_count(market: &MarketBoard) -> usize {
    distinct(market.selections.iter().flat_map(|selection| &selection.quotes))
}

/// How many venues these quotes are of.
pub(super) fn distinct<'a>(quotes: impl Iterator<Item = &'a Quote>) -> usize {
    let mut venues: Vec<VenueId> = quotes.map(|quote| quote.venue_id).collect();
    venues.sort_unstable();
    venues.dedup();
    venues.len()
}
