//! What can be wrong when stakes are sized.

use rust_decimal::Decimal;
use thiserror::Error;

/// Stakes that cannot be sized from what was given.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum StakeError {
    /// A number outside the range that it may have.
    #[error("{value} is not a {what}: it must be {range}")]
    OutOfRange {
        /// The human name of the quantity.
        what: &'static str,
        /// What was given.
        value: String,
        /// The range, in words.
        range: &'static str,
    },
    /// Too few or too many legs.
    #[error("{given} legs cannot be split: there must be {least} to {most}")]
    LegCount {
        /// How many were given.
        given: usize,
        /// The fewest that make sense.
        least: usize,
        /// The most that are taken.
        most: usize,
    },
    /// The smallest stake of a leg is above its largest.
    #[error(
        "leg {leg} takes no stake: in steps of {step} the smallest is {stake_min} and the largest {stake_max}"
    )]
    NoStakeFits {
        /// Which leg, counted from 0.
        leg: usize,
        /// Its step.
        step: Decimal,
        /// The smallest stake on the step.
        stake_min: Decimal,
        /// The largest.
        stake_max: Decimal,
    },
    /// Even the smallest stakes cost more than the total.
    #[error(
        "the smallest stakes come to {needed} and the total is {total}: raise it or drop the legs"
    )]
    TotalTooSmall {
        /// What the smallest stakes come to.
        needed: Decimal,
        /// What was to be spent.
        total: Decimal,
    },
    /// Two legs at one venue with different commissions.
    #[error(
        "legs {first} and {second} are at one venue with different commission rates: a market has one rate"
    )]
    CommissionMismatch {
        /// The first leg, counted from 0.
        first: usize,
        /// The second.
        second: usize,
    },
    /// Probabilities of exclusive outcomes that sum to more than 1.
    #[error("the probabilities sum to {sum}: exclusive outcomes have at most 1 between them")]
    TooMuchProbability {
        /// Their sum.
        sum: f64,
    },
    /// Two lists that should be of one length.
    #[error(
        "{prices} prices, {probabilities} probabilities and room for {stakes} stakes: give as many of each"
    )]
    LengthMismatch {
        /// How many prices.
        prices: usize,
        /// How many probabilities.
        probabilities: usize,
        /// How many places for stakes.
        stakes: usize,
    },
    /// An amount that cannot be, or two currencies.
    #[error("the stake is no amount of money")]
    Money(#[from] crate::error::money::MoneyError),
}
