//! One price with the words around it.

use std::collections::HashMap;
use std::sync::Arc;

use monps_core::catalog::{MarketKey, Selection, VenueKey};
use monps_core::detect::Venues;
use monps_core::id::{EventId, SelectionId, VenueId};
use monps_core::odds::QuotedPrice;
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use monps_core::time::{Observed, Timestamp};

use crate::cache::EventNow;
use crate::store::{EventRecord, StoredQuote};

/// Bits of a quote's number that hold the venue and the side; above them is the selection. All of it
/// stays below 2^53, the largest whole number that every JSON reader keeps.
const VENUE_BITS: u32 = 16;

/// One price with the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddsLine {
    /// Of a row of history its own number; of a current quote [`quote_id`].
    pub id: i64,
    /// The event.
    pub event: Arc<EventRecord>,
    /// Who quotes.
    pub venue: VenueKey,
    /// Which question.
    pub market: MarketKey,
    /// Which answer.
    pub selection: Selection,
    /// Back or lay.
    pub side: Side,
    /// The price.
    pub price: QuotedPrice,
    /// When it was seen.
    pub observed: Observed,
    /// Whether it is current, of an event to come, and the best of its selection.
    pub is_best: bool,
}

/// The number of a current quote: the same for as long as the venue quotes the selection, whatever
/// the price.
#[must_use]
pub const fn quote_id(selection: SelectionId, venue: VenueId, side: Side) -> i64 {
    let side = match side {
        Side::Back => 0,
        Side::Lay => 1,
    };
    let venue = venue.get() & ((1 << VENUE_BITS) - 1);
    (selection.get() << (VENUE_BITS + 1)) | (venue << 1) | side
}

/// The lines of a board, in order of their numbers.
pub(super) fn lines_of_board(
    record: &Arc<EventRecord>,
    board: &Board,
    venues: &Venues,
    is_open: bool,
    wanted: impl Fn(&MarketBoard, &Quote) -> bool,
) -> Vec<OddsLine> {
    let mut lines = Vec::new();
    for market in &board.markets {
        for selection in &market.selections {
            for quote in selection.quotes.iter().filter(|quote| wanted(market, quote)) {
                let Some(venue) = venues.get(quote.venue_id) else {
                    continue;
                };
                lines.push(OddsLine {
                    id: quote_id(selection.selection_id, quote.venue_id, quote.side),
                    event: Arc::clone(record),
                    venue: venue.key.clone(),
                    market: market.key.clone(),
                    selection: selection.selection.clone(),
                    side: quote.side,
                    price: quote.price,
                    observed: quote.observed,
                    is_best: is_open && is_best(selection, quote.side, quote.price),
                });
            }
        }
    }
    lines.sort_unstable_by_key(|line| line.id);
    lines
}

/// The line of a row of history.
pub(super) fn line_of_row(
    stored: StoredQuote,
    events: &HashMap<EventId, Arc<EventRecord>>,
    venues: &Venues,
    current: Option<&EventNow>,
    now: Timestamp,
) -> Option<OddsLine> {
    let price = stored.row.price?;
    let event = Arc::clone(events.get(&stored.event_id)?);
    let venue = venues.get(stored.row.venue_id)?.key.clone();
    let is_best = current.is_some_and(|current| {
        !current.record.event.has_started(now) && is_best_row(current, &stored)
    });
    Some(OddsLine {
        id: stored.id,
        event,
        venue,
        market: stored.key,
        selection: stored.selection,
        side: stored.row.side,
        price,
        observed: stored.row.observed,
        is_best,
    })
}

/// Whether a row is the one that its quote on the board stands on, and that quote the best.
fn is_best_row(current: &EventNow, stored: &StoredQuote) -> bool {
    let row = &stored.row;
    let id = (row.selection_id, row.venue_id, row.side);
    // The store keeps milliseconds.
    let since = current.since.get(&id).map(Timestamp::timestamp_millis);
    if since != Some(row.observed.source_at.timestamp_millis()) {
        return false;
    }
    let selection =
        current.board.markets.iter().find(|market| market.market_id == stored.market_id).and_then(
            |market| market.selections.iter().find(|s| s.selection_id == row.selection_id),
        );
    selection.zip(row.price).is_some_and(|(selection, price)| is_best(selection, row.side, price))
}

/// Whether nobody gives a better price: a higher one to back, a lower one to lay.
fn is_best(selection: &SelectionBoard, side: Side, price: QuotedPrice) -> bool {
    let quotes = selection.quotes.iter().filter(|quote| quote.side == side);
    let mut prices = quotes.map(|quote| quote.price.price());
    match side {
        Side::Back => prices.all(|other| other <= price.price()),
        Side::Lay => prices.all(|other| other >= price.price()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_selection_venue_and_side_apart_and_fits_a_float() {
        let id = |selection, venue, side| {
            quote_id(SelectionId::new(selection), VenueId::new(venue), side)
        };
        let ids =
            [id(1, 1, Side::Back), id(1, 1, Side::Lay), id(1, 2, Side::Back), id(2, 1, Side::Back)];
        for (index, one) in ids.iter().enumerate() {
            assert!(ids[index + 1..].iter().all(|other| other > one), "{ids:?}");
        }
        assert!(id(1 << 35, 65_535, Side::Lay) < 1 << 53);
    }
}
