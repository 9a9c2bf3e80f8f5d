//! What an observation changes.

use crate::odds::QuotedPrice;

/// What an observation of a selection at a venue means for its history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing new: the price stands.
    Same,
    /// A first or another price.
    Price(QuotedPrice),
    /// No price any more: suspended, or gone from a complete image.
    Withdrawn,
}

/// Compares what stood with what is seen now.
///
/// ```
/// use monps_core::odds::{Price, QuotedPrice};
/// use monps_core::quote::{Change, change};
/// use rust_decimal::dec;
///
/// let evens = QuotedPrice::from(Price::new(dec!(2.0))?);
/// assert_eq!(change(None, Some(evens)), Change::Price(evens));
/// assert_eq!(change(Some(evens), Some(evens)), Change::Same);
/// assert_eq!(change(Some(evens), None), Change::Withdrawn);
/// # Ok::<(), monps_core::error::odds::OddsError>(())
/// ```
#[must_use]
pub fn change(stood: Option<QuotedPrice>, seen: Option<QuotedPrice>) -> Change {
    match (stood, seen) {
        (Some(old), Some(new)) if old == new => Change::Same,
        (_, Some(new)) => Change::Price(new),
        (Some(_), None) => Change::Withdrawn,
        (None, None) => Change::Same,
    }
}
