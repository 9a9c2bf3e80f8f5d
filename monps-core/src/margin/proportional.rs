//! Proportional: p = πT/B. Every price was shortened by the same factor.
//!
//! The simplest and the most used; known as multiplicative or basic normalisation. It leaves the
//! favourite–longshot bias in. Its parameter is T/B, the theoretical return to the player.

use super::{Book, Parameter, Pricing, Solved};

/// The method's name.
pub const NAME: &str = "proportional";

#[inline]
pub(super) fn remove(book: &mut Book<'_>) -> Solved {
    let scale = book.target() / book.sum();
    for value in book.values_mut() {
        *value *= scale;
    }
    Solved { parameter: Parameter::Scale(scale), iterations: 0 }
}

#[inline]
pub(super) fn add(market: &mut Pricing<'_>) -> Solved {
    let scale = market.target() / market.book_sum();
    for value in market.values_mut() {
        *value /= scale;
    }
    Solved { parameter: Parameter::Scale(scale), iterations: 0 }
}
