//! Goto: p = π − s·√(1−π) with s = (B−T)/Σ√(1−π) (Goto, 2023).
//!
//! Every runner loses the same number s of standard errors of what a bet on it returns,
//! √(π(1−π)/π) = √(1−π): a closed form that takes more, in proportion, off long shots. A long shot
//! can fall below 0; that is an error here, not an answer.

use super::{Book, Parameter, Solved};

/// The method's name.
pub const NAME: &str = "goto";

#[inline]
pub(super) fn remove(book: &mut Book<'_>) -> Solved {
    let surplus = book.sum() - book.target();
    let errors: f64 = book.values().iter().map(|value| (1.0 - value).sqrt()).sum();
    let step = surplus / errors;
    for value in book.values_mut() {
        *value -= step * (1.0 - *value).sqrt();
    }
    Solved { parameter: Parameter::StandardErrors(step), iterations: 0 }
}
