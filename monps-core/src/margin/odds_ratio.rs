//! Odds ratio: p = π / (c + π − cπ), so that (1/p − 1) / (1/π − 1) = c for every runner (Cheung, 2015).
//!
//! The same thing as shifting every log-odds by ln c, which penaltyblog calls *logarithmic*. Keeps
//! the range for any prices.
//!
//! 1/p is a straight line in c, so 1/Σp is a parallel sum of straight lines: concave, rising and
//! nearly straight. Newton from c = 1 reaches the root from the left in two or three steps. From an
//! under-round book the first step lands left of the root, at worst left of 0, where it is stopped.

use super::{Book, Parameter, Pricing, Solved};
use crate::root::climb;

/// The method's name.
pub const NAME: &str = "odds_ratio";

#[inline]
pub(super) fn remove(book: &mut Book<'_>) -> Solved {
    let target = book.target();
    let (ratio, iterations) = shift(book.values_mut(), target);
    Solved { parameter: Parameter::OddsRatio(ratio), iterations }
}

/// The inverse is the same equation, with 1/c such that Σπ = B.
#[inline]
pub(super) fn add(market: &mut Pricing<'_>) -> Solved {
    let book_sum = market.book_sum();
    let (ratio, iterations) = shift(market.values_mut(), book_sum);
    Solved { parameter: Parameter::OddsRatio(ratio.recip()), iterations }
}

/// Shifts the odds of the values by the ratio with which they sum to `target`.
#[inline]
pub(super) fn shift(values: &mut [f64], target: f64) -> (f64, u32) {
    let evaluate = |values: &[f64], c: f64| {
        let (mut sum, mut fall) = (0.0, 0.0);
        for &value in values {
            let p = value / (c + value - c * value);
            sum += p;
            fall += p * p * (1.0 - value) / value;
        }
        (sum.recip() - target.recip(), fall / (sum * sum))
    };
    let (value, slope) = evaluate(values, 1.0);
    let start = (1.0 - value / slope).max(0.0);
    let root = climb(start, |c| evaluate(values, c));
    for value in values {
        *value /= root.at + *value - root.at * *value;
    }
    (root.at, root.iterations + 1)
}
