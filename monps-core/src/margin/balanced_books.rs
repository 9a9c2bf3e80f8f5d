//! Balanced books: p = (π−z)/(1−z) with z = (B−T)/(n−T) (Fingleton and Waldron, 1999).
//!
//! A risk-averse venue that keeps the same share z of the stakes whoever wins. A long shot can fall
//! below 0; that is an error here, not an answer.

use super::{Book, Parameter, Pricing, Solved};

/// The method's name.
pub const NAME: &str = "balanced_books";

#[inline]
pub(super) fn remove(book: &mut Book<'_>) -> Solved {
    let z = (book.sum() - book.target()) / (book.runners() - book.target());
    let rest = 1.0 - z;
    for value in book.values_mut() {
        *value = (*value - z) / rest;
    }
    Solved { parameter: Parameter::BookShare(z), iterations: 0 }
}

#[inline]
pub(super) fn add(market: &mut Pricing<'_>) -> Solved {
    let z = (market.book_sum() - market.target()) / (market.runners() - market.target());
    for value in market.values_mut() {
        *value += z * (1.0 - *value);
    }
    Solved { parameter: Parameter::BookShare(z), iterations: 0 }
}
