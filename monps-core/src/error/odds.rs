//! What can be wrong with a price.

use rust_decimal::Decimal;
use thiserror::Error;

/// A price, probability or commission that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OddsError {
    /// Not above 1, or absurdly large.
    #[error("{value} is not a {what}: it must be above {above} and at most {most}")]
    OutOfRange {
        /// The human name of the quantity.
        what: &'static str,
        /// What was given.
        value: Decimal,
        /// The exclusive lower bound.
        above: Decimal,
        /// The inclusive upper bound.
        most: Decimal,
    },
    /// A number that is none.
    #[error("{text:?} is not {what}")]
    Unreadable {
        /// What was given.
        text: String,
        /// What was expected, with an example.
        what: &'static str,
    },
    /// A price that a format cannot write.
    #[error(
        "the price {price} cannot be written in {format} odds: the numbers would be beyond any that are used; quote it in decimal odds"
    )]
    NotInFormat {
        /// The price.
        price: Decimal,
        /// The format.
        format: &'static str,
    },
    /// A price where the ladder has no step in the direction asked for.
    #[error("the price {price} is beyond the ladder, which goes from {first} to {last}")]
    BeyondLadder {
        /// The price.
        price: Decimal,
        /// The lowest step.
        first: Decimal,
        /// The highest step.
        last: Decimal,
    },
    /// A price between two steps, where one on the ladder was wanted.
    #[error("the price {price} is not on the ladder, which has {below} and {above} beside it")]
    OffLadder {
        /// The price.
        price: Decimal,
        /// The step below.
        below: Decimal,
        /// The step above.
        above: Decimal,
    },
    /// Steps that make no ladder.
    #[error("band {band} of the ladder {problem}")]
    BadLadder {
        /// Which band, counted from 1.
        band: usize,
        /// What is wrong with it, and what would be right.
        problem: &'static str,
    },
    /// Fractions that make no table.
    #[error(
        "{numerator}/{denominator} cannot stand at place {place} of the table: fractions have parts from 1 to {part_max} and rise from place to place"
    )]
    BadFractions {
        /// Which fraction, counted from 1.
        place: usize,
        /// Its upper part.
        numerator: u32,
        /// Its lower part.
        denominator: u32,
        /// The largest part.
        part_max: u32,
    },
}
