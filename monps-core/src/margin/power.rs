//! Power: p = π^k with k such that Σp = T (Clarke, Kovalchik and Ingram, 2017).
//!
//! Keeps the range, and takes more off long shots than off favourites. Buchdahl calls it
//! *logarithmic*. Only two near-certainties in one market (1.001 twice) send k into the hundreds and
//! the other runners below the smallest `f64`: an error.
//!
//! ln Σ π^k is convex in k (a log-sum-exp) and falls, and nearly straight: Newton from k = 1 reaches
//! the root from the left in three or four steps. From an under-round book the first step lands left
//! of the root, and the rest is the same.

use super::{Book, Parameter, Solved};
use crate::root::climb;

/// The method's name.
pub const NAME: &str = "power";

#[inline]
pub(super) fn remove(book: &mut Book<'_>) -> Solved {
    let log_target = book.target().ln();
    let values = book.values_mut();
    for value in values.iter_mut() {
        *value = value.ln();
    }
    let root = climb(1.0, |k| {
        let (mut sum, mut slope) = (0.0, 0.0);
        for &log in &*values {
            let power = (k * log).exp();
            sum += power;
            slope += power * log;
        }
        (sum.ln() - log_target, slope / sum)
    });
    for value in values {
        *value = (root.at * *value).exp();
    }
    Solved { parameter: Parameter::Exponent(root.at), iterations: root.iterations }
}
