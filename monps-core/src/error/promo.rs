//! What can be wrong with a promotion or the bets that are to cover it.

use rust_decimal::Decimal;
use thiserror::Error;

/// A promotion that cannot be covered from what was given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PromoError {
    /// A number outside the range that it may have.
    #[error("{value} is not a {what}: it must be {range}")]
    OutOfRange {
        /// The human name of the quantity.
        what: &'static str,
        /// What was given.
        value: Decimal,
        /// The range, in words.
        range: &'static str,
    },
    /// Too few or too many legs.
    #[error("{given} {what}: there must be {least} to {most}")]
    LegCount {
        /// The human name of the legs.
        what: &'static str,
        /// How many were given.
        given: usize,
        /// The fewest that make sense.
        least: usize,
        /// The most that are taken.
        most: usize,
    },
    /// Legs whose prices multiply to more than is believed.
    #[error(
        "the prices of the legs multiply to more than {most}: give fewer legs or shorter prices"
    )]
    PriceTooLong {
        /// The largest product taken.
        most: Decimal,
    },
}
