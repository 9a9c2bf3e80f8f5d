//! The board: every current quote of one event, grouped by market.

use super::{Quote, Side};
use crate::catalog::{MarketKey, Selection};
use crate::id::{EventId, MarketId, SelectionId};
use crate::time::Timestamp;

/// Every current quote of one event, as detectors are given it: one moment, put together by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The event.
    pub event_id: EventId,
    /// When it starts.
    pub starts_at: Timestamp,
    /// Its markets.
    pub markets: Vec<MarketBoard>,
}

/// The quotes of one market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketBoard {
    /// The market.
    pub market_id: MarketId,
    /// Which question it asks.
    pub key: MarketKey,
    /// Its selections that anyone quotes.
    pub selections: Vec<SelectionBoard>,
}

/// The quotes of one selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionBoard {
    /// The selection.
    pub selection_id: SelectionId,
    /// Which answer it is.
    pub selection: Selection,
    /// Who quotes it, at most one quote a venue and side.
    pub quotes: Vec<Quote>,
}

impl MarketBoard {
    /// Whether someone backs every selection that the market's kind has.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let wanted = self.key.kind.selections();
        !wanted.is_empty()
            && wanted.iter().all(|selection| {
                self.selection(selection)
                    .is_some_and(|board| board.quotes.iter().any(|q| q.side == Side::Back))
            })
    }

    /// The quotes of one selection.
    #[must_use]
    pub fn selection(&self, selection: &Selection) -> Option<&SelectionBoard> {
        self.selections.iter().find(|board| board.selection == *selection)
    }
}

impl SelectionBoard {
    /// The highest back price and who quotes it; the first of equals.
    #[must_use]
    pub fn best_back(&self) -> Option<&Quote> {
        self.quotes.iter().filter(|quote| quote.side == Side::Back).reduce(|best, quote| {
            if quote.price.price() > best.price.price() { quote } else { best }
        })
    }
}
