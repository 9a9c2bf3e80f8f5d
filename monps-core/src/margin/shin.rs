//! Shin: the venue shortens its prices to guard itself against people who know the result.
//!
//! With z the share of stakes that insiders place (Shin, 1992 and 1993; in the form of Jullien and
//! Salanié, 1994):
//!
//! p = (√(z² + 4(1−z)π²/B) − z) / 2(1−z), with z such that Σp = 1.
//!
//! g(z) = Σ√(z² + 4(1−z)π²/B) − (n−2)z − 2 is convex, is above 0 at z = 0 when there is a margin, and
//! its other root is z = 1: Newton from 0 can only fall towards the first root, in four to seven
//! steps where the usual fixed point takes hundreds. The first step has a closed form, and with two
//! runners so has the whole: it is the additive method.
//!
//! A book sum under 1 has no insiders in it: an error, not an answer.
//!
//! The other way round, π = √B·√(zp + (1−z)p²) with z such that √B = Σ√(zp + (1−z)p²): concave and
//! rising in z, from 1 at z = 0 to Σ√p at z = 1, beyond which no share of insiders explains a margin.
//!
//! ```
//! use monps_core::margin::shin;
//!
//! let mut fair = [0.0; 3];
//! let found = shin::solve(&[2.60, 2.40, 4.30], &mut fair)?;
//! assert!((found.parameter.value() - 0.016_942_512_763_60).abs() < 1e-14);
//! # Ok::<(), monps_core::error::margin::MarginError>(())
//! ```

use super::{Book, Diagnostics, MarginModel, Method, Parameter, Pricing, RESIDUAL_MAX, Solved};
use crate::error::margin::MarginError;
use crate::root::{bracketed, climb};

/// The method's name.
pub const NAME: &str = "shin";

/// Writes the fair probabilities of a market with one winner into a slice of the same length.
///
/// # Errors
/// [`MarginError::UnderRound`] for a book sum under 1; [`MarginError`] for bad prices.
#[inline]
pub fn solve(prices: &[f64], fair: &mut [f64]) -> Result<Diagnostics, MarginError> {
    Method::Shin.solve(prices, 1, fair)
}

#[inline]
pub(super) fn remove(book: &mut Book<'_>) -> Result<Solved, MarginError> {
    if book.winners() != 1 {
        return Err(MarginError::Unsupported { method: NAME, winners: book.winners() });
    }
    let (sum, runners) = (book.sum(), book.runners());
    if sum < 1.0 - RESIDUAL_MAX {
        return Err(MarginError::UnderRound { method: NAME, book_sum: sum });
    }
    let solved = |z, iterations| Solved { parameter: Parameter::InsiderShare(z), iterations };
    let values = book.values_mut();
    if sum <= 1.0 {
        // No margin, save for the last bit of the sum: no insiders.
        values.iter_mut().for_each(|value| *value /= sum);
        return Ok(solved(0.0, 0));
    }
    if let [a, b] = values {
        let z = insiders_of_two(*a, *b, sum);
        let shift = (sum - 1.0) / 2.0;
        *a -= shift;
        *b -= shift;
        return Ok(solved(z, 0));
    }
    for value in values.iter_mut() {
        *value = *value * *value / sum;
    }
    let margin = sum.sqrt() - 1.0;
    let first = 2.0 * margin / (margin + runners - 1.0);
    let root = climb(first, |z| convex(values, runners, z));
    if excess(values, root.at).0.abs() < RESIDUAL_MAX / 4.0 {
        write(values, root.at);
        return Ok(solved(root.at, root.iterations + 1));
    }
    // Prices so short that the root all but meets the one at 1, where g says little: divide that
    // one out, and search Σp − 1 itself.
    let sure = bracketed(0.0, 1.0, root.at, |z| excess(values, z));
    write(values, sure.at);
    Ok(solved(sure.at, root.iterations + 1 + sure.iterations))
}

/// z of two runners: (B−1)(B−d²) / B(1−d²), with d the difference of the implied probabilities.
fn insiders_of_two(a: f64, b: f64, sum: f64) -> f64 {
    let square = (a - b) * (a - b);
    (sum - 1.0) * (sum - square) / (sum * (1.0 - square))
}

/// g and its slope; the values are π²/B.
#[inline]
fn convex(values: &[f64], runners: f64, z: f64) -> (f64, f64) {
    let (mut roots, mut slopes) = (0.0, 0.0);
    let (square, spread) = (z * z, 4.0 * (1.0 - z));
    for &value in values {
        let root = (square + spread * value).sqrt();
        roots += root;
        slopes += (z - 2.0 * value) / root;
    }
    let bend = runners - 2.0;
    (roots - bend * z - 2.0, slopes - bend)
}

/// p without the cancellation of the textbook form: 2(π²/B) / (√(…) + z).
#[inline]
fn probability(value: f64, z: f64) -> (f64, f64) {
    let root = (z * z + 4.0 * (1.0 - z) * value).sqrt();
    (2.0 * value / (root + z), root)
}

/// Σp − 1 and its slope.
#[inline]
fn excess(values: &[f64], z: f64) -> (f64, f64) {
    let (mut sum, mut slope) = (-1.0, 0.0);
    for &value in values {
        let (p, root) = probability(value, z);
        sum += p;
        slope -= p * (1.0 + (z - 2.0 * value) / root) / (root + z);
    }
    (sum, slope)
}

#[inline]
fn write(values: &mut [f64], z: f64) {
    for value in values {
        *value = probability(*value, z).0;
    }
}

pub(super) fn add(market: &mut Pricing<'_>) -> Result<Solved, MarginError> {
    if market.winners() != 1 {
        return Err(MarginError::Unsupported { method: NAME, winners: market.winners() });
    }
    let book_sum = market.book_sum();
    if book_sum < 1.0 - RESIDUAL_MAX {
        return Err(MarginError::UnderRound { method: NAME, book_sum });
    }
    let root_sum = book_sum.max(1.0).sqrt();
    let values = market.values_mut();
    if root_sum >= values.iter().map(|p| p.sqrt()).sum() {
        return Err(MarginError::Unpriceable { method: NAME, book_sum });
    }
    let part = |p: f64, z: f64| (p * (z + (1.0 - z) * p)).sqrt();
    let root = climb(0.0, |z| {
        let (mut left, mut slope) = (-root_sum, 0.0);
        for &p in &*values {
            let part = part(p, z);
            left += part;
            slope += p * (1.0 - p) / (2.0 * part);
        }
        (left, slope)
    });
    // No margin leaves a rounding error for z, which may be below 0.
    let z = root.at.max(0.0);
    for value in values {
        *value = root_sum * part(*value, z);
    }
    Ok(Solved { parameter: Parameter::InsiderShare(z), iterations: root.iterations })
}
