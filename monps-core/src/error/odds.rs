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
}
