//! What can be wrong when the margin is taken out of a market.

use thiserror::Error;

use crate::id::VenueId;
use crate::margin::LeftOut;

/// A market for which a margin model has no answer, or a model that is not known.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum MarginError {
    /// Not a market: fewer than two runners, no winner, or nobody left to lose.
    #[error(
        "{runners} runners with {winners} winners are no market: give the price of every runner (two or more) and fewer winners than runners"
    )]
    NotAMarket {
        /// How many prices were given.
        runners: usize,
        /// How many of them win.
        winners: u32,
    },
    /// A number that is no decimal price, or cannot be told from 1 in an estimate.
    #[error(
        "the price {price} at index {index} is not above 1 and finite: give decimal odds such as 2.10"
    )]
    NotAPrice {
        /// Which runner, counted from 0.
        index: usize,
        /// What was given.
        price: f64,
    },
    /// The slice for the answer does not fit the market.
    #[error(
        "the slice for the fair probabilities has {given} places and the market {runners} runners: make them equal"
    )]
    SliceLength {
        /// How many runners the market has.
        runners: usize,
        /// How many places were given.
        given: usize,
    },
    /// The book sum is under the number of winners, and the model explains only a margin.
    #[error(
        "{method} has no answer for a book sum of {book_sum}, which is under 1: the prices are an arbitrage or stale; check them, or use a method that takes under-round books, such as power"
    )]
    UnderRound {
        /// The method's name.
        method: &'static str,
        /// Σ 1/price.
        book_sum: f64,
    },
    /// The method's formula leaves the range of probabilities.
    #[error(
        "{method} gives the runner at index {index} a probability of {probability}, which is not between 0 and 1: the prices are too far apart for it; try shin, odds_ratio or power"
    )]
    OutsideUnit {
        /// The method's name.
        method: &'static str,
        /// Which runner, counted from 0.
        index: usize,
        /// What the formula gives.
        probability: f64,
    },
    /// The method cannot take so much margin out of these prices.
    #[error(
        "{method} cannot bring a book sum of {book_sum} to {winners}: a runner would reach a probability of 0 or 1 first; try shin, odds_ratio or power"
    )]
    Unreachable {
        /// The method's name.
        method: &'static str,
        /// Σ 1/price.
        book_sum: f64,
        /// How many runners win.
        winners: u32,
    },
    /// A number that is no probability.
    #[error(
        "{probability} at index {index} is no probability: give fair probabilities strictly between 0 and 1"
    )]
    NotAProbability {
        /// Which runner, counted from 0.
        index: usize,
        /// What was given.
        probability: f64,
    },
    /// Probabilities that do not sum to the number of winners.
    #[error(
        "the fair probabilities sum to {sum} where {winners} of the runners win: give those of every runner, without a margin"
    )]
    NotADistribution {
        /// Their sum.
        sum: f64,
        /// How many runners win.
        winners: u32,
    },
    /// A book sum that no prices above 1 have.
    #[error(
        "{book_sum} is no book sum of {runners} runners: it is above 0 and below {runners}, such as 1.05"
    )]
    NotABookSum {
        /// What was given.
        book_sum: f64,
        /// How many runners there are.
        runners: usize,
    },
    /// The method cannot put so much margin on these probabilities.
    #[error(
        "{method} has no prices with a book sum of {book_sum} for these probabilities: one would not be above 1, or have none; take a smaller margin, or odds_ratio or power"
    )]
    Unpriceable {
        /// The method's name.
        method: &'static str,
        /// The book sum asked for.
        book_sum: f64,
    },
    /// A model of someone's own that only takes margins out.
    #[error("{method} takes a margin out and puts none on: use one of the built-in methods")]
    NoInverse {
        /// The method's name.
        method: &'static str,
    },
    /// The method is defined for one winner alone.
    #[error(
        "{method} has no form for a market with {winners} winners: use proportional, additive, power or odds_ratio"
    )]
    Unsupported {
        /// The method's name.
        method: &'static str,
        /// How many runners win.
        winners: u32,
    },
    /// The equation was not solved as exactly as is promised.
    #[error(
        "{method} left a residual of {residual:e} after {iterations} steps: the prices are too extreme for it; use another method"
    )]
    NotConverged {
        /// The method's name.
        method: &'static str,
        /// How many steps were taken.
        iterations: u32,
        /// Σp − winners.
        residual: f64,
    },
    /// Too few venues have an opinion that can be heard.
    #[error(
        "{count} venues have an opinion that can be heard where {wanted} are wanted{}", reasons(.left_out)
    )]
    NoConsensus {
        /// How many were left.
        count: usize,
        /// How many are wanted.
        wanted: usize,
        /// Who was left out, and why.
        left_out: Vec<(VenueId, LeftOut)>,
    },
    /// No method has this name.
    #[error("{text:?} is no margin model: it is one of {known}")]
    UnknownMethod {
        /// What was given.
        text: String,
        /// The names, separated by commas.
        known: String,
    },
    /// Authors use this name for different methods.
    #[error("{text:?} names different methods with different authors: say which of {known}")]
    AmbiguousMethod {
        /// What was given.
        text: String,
        /// The names with their authors, separated by commas.
        known: String,
    },
}

/// The reasons of those left out, as the end of a sentence.
fn reasons(left_out: &[(VenueId, LeftOut)]) -> String {
    left_out
        .iter()
        .zip(std::iter::once(": ").chain(std::iter::repeat("; ")))
        .map(|((id, reason), before)| format!("{before}venue {id} {reason}"))
        .collect()
}
