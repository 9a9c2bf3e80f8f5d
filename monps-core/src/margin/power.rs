//! Power: p = π^k with k such that Σp = T (Clarke, Kovalchik and Ingram, 2017).
//!
//! Keeps the range, and takes more off long shots than off favourites. Buchdahl calls it
//! *logarithmic*. Only two near-certainties in one market (1.001 twice) send k into the hundreds and
//! the other runners below the smallest `f64`: an error.
//!
//! ln Σ π^k is convex in k (a log-sum-exp) and falls, and nearly straight: Newton from k = 1 reaches
//! the root from the left in three or four steps. From an under-round book the first step lands left
//! of the root, at worst left of 0, where it is stopped.

use super::{Book, Parameter, Pricing, Solved};
use crate::root::climb;

/// The method's name.
pub const NAME: &str = "power";

#[inline]
pub(super) fn remove(book: &mut Book<'_>) -> Solved {
    let target = book.target();
    let (exponent, iterations) = raise(book.values_mut(), target);
    Solved { parameter: Parameter::Exponent(exponent), iterations }
}

/// The inverse is the same equation: π = p^(1/k), with 1/k such that Σπ = B.
#[inline]
pub(super) fn add(market: &mut Pricing<'_>) -> Solved {
    let book_sum = market.book_sum();
    let (exponent, iterations) = raise(market.values_mut(), book_sum);
    Solved { parameter: Parameter::Exponent(exponent.recip()), iterations }
}

/// Raises the values to the power with which they sum to `target`.
#[inline]
fn raise(values: &mut [f64], target: f64) -> (f64, u32) {
    let log_target = target.ln();
    for value in values.iter_mut() {
        *value = value.ln();
    }
    let evaluate = |values: &[f64], k: f64| {
        let (mut sum, mut slope) = (0.0, 0.0);
        for &log in values {
            let power = (k * log).exp();
            sum += power;
            slope += power * log;
        }
        (sum.ln() - log_target, slope / sum)
    };
    let (value, slope) = evaluate(values, 1.0);
    let start = (1.0 - value / slope).max(0.0);
    let root = climb(start, |k| evaluate(values, k));
    for value in values {
        *value = (root.at * *value).exp();
    }
    (root.at, root.iterations + 1)
}
