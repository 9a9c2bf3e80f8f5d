//! What can be wrong with the figures of what was settled.

use thiserror::Error;

use crate::error::money::MoneyError;

/// Figures that cannot be computed from what was given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum StatsError {
    /// An amount in another currency, or a sum beyond what an amount may be.
    #[error("the amounts of bet or point {index} cannot be added to the others")]
    Money {
        /// Which one, counted from 0.
        index: usize,
        /// Why.
        #[source]
        source: MoneyError,
    },
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
    /// A series that goes back in time.
    #[error("point {index} of the series is earlier than the one before it: sort by time first")]
    OutOfOrder {
        /// Which one, counted from 0.
        index: usize,
    },
    /// A share of a dead heat that is none.
    #[error("bet {index} has a dead-heat share of {share}: it is above 0 and below 1")]
    NotAShare {
        /// Which one, counted from 0.
        index: usize,
        /// What was given.
        share: rust_decimal::Decimal,
    },
}
