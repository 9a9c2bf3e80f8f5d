//! Additive: p = π − (B−T)/n. The same was added to every implied probability.
//!
//! The same thing as Buchdahl's *margin weights proportional to the odds*, whose fair price is
//! n·o / (n − (B−1)·o), and as penaltyblog's *differential margin weighting*. A long shot can fall
//! below 0; that is an error here, not an answer. With two runners it is Shin's model.

use super::{Book, Parameter, Pricing, Solved};

/// The method's name.
pub const NAME: &str = "additive";

#[inline]
pub(super) fn remove(book: &mut Book<'_>) -> Solved {
    let shift = (book.sum() - book.target()) / book.runners();
    for value in book.values_mut() {
        *value -= shift;
    }
    Solved { parameter: Parameter::Shift(shift), iterations: 0 }
}

#[inline]
pub(super) fn add(market: &mut Pricing<'_>) -> Solved {
    let shift = (market.book_sum() - market.target()) / market.runners();
    for value in market.values_mut() {
        *value += shift;
    }
    Solved { parameter: Parameter::Shift(shift), iterations: 0 }
}
