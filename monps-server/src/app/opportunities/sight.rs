//! A finding with the names, the current spread and the stakes around it.

use std::sync::Arc;

use monps_core::catalog::{Selection, VenueKey};
use monps_core::detect::{OpportunityKind, OpportunityLeg, Venues};
use monps_core::id::VenueId;
use monps_core::money::{Currency, Rounding};
use monps_core::odds::QuotedPrice;
use monps_core::quote::{MarketBoard, Quote, SelectionBoard, Side};
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;

use super::stakes::{NoStakes, Stakes, suggest};
use crate::cache::EventNow;
use crate::store::{EventRecord, OpenOpportunity};

/// A finding as people look at it.
#[derive(Clone, Debug)]
pub struct Sight {
    /// What was found.
    pub open: Arc<OpenOpportunity>,
    /// Its event.
    pub event: Arc<EventRecord>,
    /// Its legs.
    pub legs: Vec<SightLeg>,
    /// The leg's selection whose current prices lie farthest apart; none once nobody quotes it.
    pub spread: Option<Spread>,
    /// Stakes for the total, or why there are none.
    pub stakes: Result<Stakes, NoStakes>,
    /// What the total brings: guaranteed for an arbitrage, expected for a value, the loss when it is
    /// missed for a middle, what it costs to cover a market of low hold; none for a spread.
    pub estimated_value: Option<Decimal>,
    /// The currency of stakes and value.
    pub currency: Currency,
}

/// One leg of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SightLeg {
    /// What was found.
    pub leg: OpportunityLeg,
    /// Where.
    pub venue: Option<VenueKey>,
    /// How old its price is.
    pub age: TimeDelta,
}

/// How far the current prices of a selection lie apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The selection.
    pub selection: Selection,
    /// Its highest price to back.
    pub best: Extreme,
    /// Its lowest.
    pub worst: Extreme,
    /// (best − worst) / worst.
    pub width: Decimal,
}

/// One end of a selection's current prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extreme {
    /// The price.
    pub price: QuotedPrice,
    /// Who gives it.
    pub venue: Option<VenueKey>,
}

impl Sight {
    pub(super) fn new(
        event: &EventNow,
        open: Arc<OpenOpportunity>,
        venues: &Venues,
        total: Decimal,
        currency: Currency,
        now: Timestamp,
    ) -> Self {
        let found = &open.found;
        let legs = found
            .legs
            .iter()
            .map(|leg| {
                let id = (leg.selection_id, leg.venue_id, leg.side);
                let observed = event.quote(leg.market_id, id).map_or(leg.observed, |q| q.observed);
                let venue = key(venues, leg.venue_id);
                SightLeg { leg: leg.clone(), venue, age: observed.age(now) }
            })
            .collect();
        let stakes = suggest(found, event, venues, total, currency);
        Self {
            event: Arc::clone(&event.record),
            legs,
            spread: widest(event, &open, venues),
            estimated_value: estimate(&open, stakes.as_ref().ok(), total, currency),
            stakes,
            currency,
            open,
        }
    }
}

fn key(venues: &Venues, id: VenueId) -> Option<VenueKey> {
    venues.get(id).map(|venue| venue.key.clone())
}

/// The widest spread among the selections of the legs, over what stands on the board now.
fn widest(event: &EventNow, open: &OpenOpportunity, venues: &Venues) -> Option<Spread> {
    let found = &open.found;
    let is_of =
        |market: &&MarketBoard| found.legs.iter().any(|leg| leg.market_id == market.market_id);
    let markets = event.board.markets.iter().filter(is_of);
    markets
        .flat_map(|market| &market.selections)
        .filter(|selection| found.legs.iter().any(|leg| leg.selection_id == selection.selection_id))
        .filter_map(|selection| spread(selection, venues))
        .reduce(|widest, spread| if spread.width > widest.width { spread } else { widest })
}

fn spread(board: &SelectionBoard, venues: &Venues) -> Option<Spread> {
    let best = board.best_back()?;
    let backs = board.quotes.iter().filter(|quote| quote.side == Side::Back);
    let worst = backs.min_by_key(|quote| quote.price.price())?;
    let (high, low) = (best.price.price().get(), worst.price.price().get());
    let end = |quote: &Quote| Extreme { price: quote.price, venue: key(venues, quote.venue_id) };
    Some(Spread {
        selection: board.selection.clone(),
        best: end(best),
        worst: end(worst),
        width: (high - low) / low,
    })
}

/// The worst result of the stakes where they promise one; otherwise what the edge says of the total.
fn estimate(
    open: &OpenOpportunity,
    stakes: Option<&Stakes>,
    total: Decimal,
    currency: Currency,
) -> Option<Decimal> {
    let found = &open.found;
    let by_rate = |rate| Rounding::Down.apply(total * rate, currency.decimals());
    match found.kind {
        OpportunityKind::Spread => None,
        OpportunityKind::Value => {
            let total = stakes.map_or(total, |stakes| stakes.total);
            Some(Rounding::Down.apply(total * found.edge, currency.decimals()))
        }
        _ => stakes
            .and_then(|stakes| stakes.profile.iter().map(|line| line.profit).min())
            .or_else(|| Some(by_rate(found.guaranteed.unwrap_or(found.edge)))),
    }
}
