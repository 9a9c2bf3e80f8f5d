//! Goto: p = π − s·√(1−π) with s = (B−T)/Σ√(1−π) (Goto, 2023).
//!
//! Every runner loses the same number s of standard errors of what a bet on it returns,
//! √(π(1−π)/π) = √(1−π): a closed form that takes more, in proportion, off long shots. A long shot
//! can fall below 0; that is an error here, not an answer.

use super::{Book, Parameter, Pricing, Solved};
use crate::root::bracketed;

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

/// The inverse: with u = √(1−π), p = π − s√(1−π) is u² + su = 1−p, and s is such that Σπ = B.
pub(super) fn add(market: &mut Pricing<'_>) -> Solved {
    let (book_sum, target, runners) = (market.book_sum(), market.target(), market.runners());
    let values = market.values_mut();
    // u is at most (1−p)/s, and at least −s: beyond these the sum is past the book sum.
    let squares: f64 = values.iter().map(|p| (1.0 - p) * (1.0 - p)).sum();
    let high = (squares / (runners - book_sum)).sqrt();
    let (low, high) = if book_sum < target { (-1.0, 0.0) } else { (0.0, high) };
    let errors: f64 = values.iter().map(|p| (1.0 - p).sqrt()).sum();
    let root = bracketed(low, high, (book_sum - target) / errors, |step| {
        let (mut left, mut slope) = (book_sum, 0.0);
        for &p in &*values {
            let (u, root) = loss_free(p, step);
            left -= 1.0 - u * u;
            slope -= 2.0 * u * u / root;
        }
        (left, slope)
    });
    for value in values {
        let u = loss_free(*value, root.at).0;
        *value = 1.0 - u * u;
    }
    Solved { parameter: Parameter::StandardErrors(root.at), iterations: root.iterations }
}

/// √(1−π) and the root in its formula, in the form that does not cancel.
#[inline]
fn loss_free(p: f64, step: f64) -> (f64, f64) {
    let rest = 1.0 - p;
    let root = (step * step + 4.0 * rest).sqrt();
    let u = if step > 0.0 { 2.0 * rest / (step + root) } else { (root - step) / 2.0 };
    (u, root)
}
