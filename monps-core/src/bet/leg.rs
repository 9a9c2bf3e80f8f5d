//! One selection inside a bet.

use crate::catalog::{MarketKey, Selection};
use crate::error::settle::SettleError;
use crate::id::{EventId, SelectionId};
use crate::odds::QuotedPrice;
use crate::payoff::Outcome;

/// The most legs of one bet; the largest coupon that venues are known to take has fewer.
pub const LEGS_MAX: usize = 40;

/// One selection inside a bet, with the price taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The event.
    pub event_id: EventId,
    /// The question.
    pub market: MarketKey,
    /// The answer that was backed or laid.
    pub selection: Selection,
    /// The answer in the catalogue, where it is known there.
    pub selection_id: Option<SelectionId>,
    /// The price taken, with what was quoted.
    pub price: QuotedPrice,
    /// What became of the *selection*; `None` while it is not known.
    pub outcome: Option<Outcome>,
}

impl Leg {
    /// An open leg whose selection is one of its market's.
    ///
    /// # Errors
    /// [`SettleError::NoSuchSelection`].
    pub fn new(
        event_id: EventId,
        market: MarketKey,
        selection: Selection,
        price: QuotedPrice,
    ) -> Result<Self, SettleError> {
        if !market.kind.has(&selection) {
            return Err(SettleError::NoSuchSelection {
                market: market.to_string(),
                selection: selection.to_string(),
            });
        }
        Ok(Self { event_id, market, selection, selection_id: None, price, outcome: None })
    }

    /// The same with its place in the catalogue.
    #[must_use]
    pub fn with_selection_id(self, id: SelectionId) -> Self {
        Self { selection_id: Some(id), ..self }
    }
}
