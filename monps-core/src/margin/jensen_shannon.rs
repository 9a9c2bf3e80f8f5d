//! Jensen–Shannon: every runner's fair probability lies at the same distance from its price (Long).
//!
//! The distance is the root of the Jensen–Shannon divergence between "it wins with π" and "it wins
//! with p", in nats. With m = (p+q)/2 and d = (p−q)/2 the divergence is
//! ½·(m·φ(d/m) + (1−m)·φ(d/(1−m))) where φ(u) = ln(1−u²) + 2u·artanh u: a form that loses no digits
//! when the two are close, as the textbook one does.
//!
//! The distance is all but straight in the way travelled, so Newton on all runners at once, with the
//! sum of their ways held, ends in three or four steps. Where one of them would leave its range, the
//! equation is solved twice over instead: for the distance that makes Σp = T, and inside it for every
//! runner's p, by Newton kept in a bracket. A long shot can reach 0 before the margin is gone; that is
//! an error here, not an answer.

use std::f64::consts::LN_2;

use super::{Book, Parameter, Pricing, Solved};
use crate::error::margin::MarginError;
use crate::root::bracketed;

/// The method's name.
pub const NAME: &str = "jensen_shannon";

pub(super) fn remove(book: &mut Book<'_>) -> Result<Solved, MarginError> {
    let (book_sum, target, winners) = (book.sum(), book.target(), book.winners());
    spread(book.values_mut(), book_sum, target).ok_or(MarginError::Unreachable {
        method: NAME,
        book_sum,
        winners,
    })
}

/// The inverse is the same equation: the distance is the same both ways.
pub(super) fn add(market: &mut Pricing<'_>) -> Result<Solved, MarginError> {
    let (book_sum, target) = (market.book_sum(), market.target());
    let solved = spread(market.values_mut(), target, book_sum);
    solved.ok_or(MarginError::Unpriceable { method: NAME, book_sum })
}

/// Moves every value by the same distance, so that their sum goes from one to the other.
fn spread(values: &mut [f64], from: f64, to: f64) -> Option<Solved> {
    // Fair probabilities lie below the implied ones where there is a margin, else above.
    let end = if from > to { 0.0 } else { 1.0 };
    if let Some(solved) = together(values, to - from) {
        return Some(solved);
    }
    let reach =
        values.iter().map(|&value| distance(value, end - value).0).fold(f64::INFINITY, f64::min);
    let miss = |at: f64| {
        let mut left = if from > to { -to } else { to };
        let mut slope = 0.0;
        for &value in &*values {
            let (p, rate) = away(value, at, end);
            left += if from > to { p } else { -p };
            slope -= rate;
        }
        (left, slope)
    };
    if miss(reach).0 > 0.0 {
        return None;
    }
    let rate: f64 = values.iter().map(|q| (8.0 * q * (1.0 - q)).sqrt()).sum();
    let root = bracketed(0.0, reach, (from - to).abs() / rate, miss);
    for value in values {
        *value = away(*value, root.at, end).0;
    }
    Some(Solved { parameter: Parameter::Distance(root.at), iterations: root.iterations })
}

/// The most runners whose ways are kept beside their values without allocating.
const TOGETHER_MAX: usize = 64;
/// More steps than a market needs on which Newton is well behaved.
const TOGETHER_STEPS_MAX: u32 = 12;
/// Newton squares the error: after steps this small, relative to the ways, nothing is left to gain.
const STEP_LAST: f64 = 1e-9;

/// Newton on the ways of all runners, which sum to `whole`, and their common distance. Nothing is
/// changed unless it ends, with every runner inside its range.
fn together(values: &mut [f64], whole: f64) -> Option<Solved> {
    let (mut kept, mut lines) = ([0.0; TOGETHER_MAX], [(0.0, 0.0); TOGETHER_MAX]);
    let (ways, lines) = (kept.get_mut(..values.len())?, lines.get_mut(..values.len())?);
    let rates = || values.iter().map(|value| (8.0 * value * (1.0 - value)).sqrt());
    let at = whole.abs() / rates().sum::<f64>();
    for (way, rate) in ways.iter_mut().zip(rates()) {
        *way = (at * rate).copysign(whole);
    }
    for iterations in 1..=TOGETHER_STEPS_MAX {
        // With each way a straight line in the distance, that follows from the sum of the ways.
        let (mut left, mut rates) = (whole, 0.0);
        for ((&value, &way), line) in values.iter().zip(&*ways).zip(&mut *lines) {
            let (distance, slope) = distance(value, way);
            let rate = slope.recip().copysign(whole);
            *line = (way - distance * rate, rate);
            left -= line.0;
            rates += rate;
        }
        let at = left / rates;
        let mut is_last = true;
        for ((&value, way), (start, rate)) in values.iter().zip(&mut *ways).zip(&*lines) {
            let before = *way;
            *way = start + at * rate;
            let moved = value + *way;
            if !(moved > 0.0 && moved < 1.0 && *way * whole > 0.0) {
                return None;
            }
            is_last &= (*way - before).abs() <= STEP_LAST * way.abs();
        }
        if is_last {
            for (value, way) in values.iter_mut().zip(&*ways) {
                *value += way;
            }
            return Some(Solved { parameter: Parameter::Distance(at), iterations });
        }
    }
    None
}

/// The probability at a distance from `implied` on the side of `end`, and how fast it moves.
fn away(implied: f64, at: f64, end: f64) -> (f64, f64) {
    // At small distances it is a straight line: p ≈ π ∓ d·√(8π(1−π)).
    let rate = (8.0 * implied * (1.0 - implied)).sqrt();
    let way = end - implied;
    if at * rate <= f64::EPSILON * way.abs() {
        return (implied + (at * rate).copysign(way), rate);
    }
    let root = bracketed(0.0, way.abs(), at * rate, |travelled| {
        let (distance, slope) = distance(implied, travelled.copysign(way));
        (at - distance, -slope)
    });
    let travelled = root.at.copysign(way);
    (implied + travelled, distance(implied, travelled).1.recip())
}

/// The distance between `from` and `from + way`, and how fast it grows with the way.
fn distance(from: f64, way: f64) -> (f64, f64) {
    let half = way / 2.0;
    let mean = from + half;
    let divergence = (mean * phi(half / mean) + (1.0 - mean) * phi(half / (1.0 - mean))) / 2.0;
    let distance = divergence.sqrt();
    let pull = ((half / mean).ln_1p() - (-half / (1.0 - mean)).ln_1p()).abs();
    (distance, pull / (4.0 * distance))
}

/// ln(1−u²) + 2u·artanh u, about u² when u is small; 2 ln 2 at the ends.
fn phi(u: f64) -> f64 {
    let square = u * u;
    if square < 0.01 {
        // Σ u^2k / k(2k−1), of which the first term left out is below the last bit.
        let tail = square * (1.0 / 66.0 + square * (1.0 / 91.0));
        let tail = square * (1.0 / 28.0 + square * (1.0 / 45.0 + tail));
        return square * (1.0 + square * (1.0 / 6.0 + square * (1.0 / 15.0 + tail)));
    }
    if square >= 1.0 { 2.0 * LN_2 } else { (-square).ln_1p() + 2.0 * u * u.atanh() }
}
