//! What the detectors share: a quote as a leg, and how many venues there are.

use rust_decimal::Decimal;

use super::{OpportunityLeg, Venues};
use crate::id::VenueId;
use crate::odds::Commission;
use crate::quote::{MarketBoard, Quote, SelectionBoard};

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
