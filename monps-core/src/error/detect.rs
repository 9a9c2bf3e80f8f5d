//! What can be wrong when a table of prices is scanned.

use thiserror::Error;

/// A table that cannot be, or a place that it does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DetectError {
    /// A table of no size, or larger than is kept in memory.
    #[error(
        "a table of {markets} markets × {venues} venues × {selections} selections cannot be kept: it has 1 to {cells_max} prices; split the markets over several tables"
    )]
    TableSize {
        /// How many markets.
        markets: usize,
        /// How many venues.
        venues: usize,
        /// How many selections a market.
        selections: usize,
        /// The most prices a table holds.
        cells_max: usize,
    },
    /// A place outside the table.
    #[error("there is no {what} {index} in the table: it has {count}, counted from 0")]
    OutOfTable {
        /// Market, venue or selection.
        what: &'static str,
        /// What was asked for.
        index: usize,
        /// How many there are.
        count: usize,
    },
}
