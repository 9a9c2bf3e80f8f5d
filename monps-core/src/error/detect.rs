//! What can be wrong when prices are searched.

use thiserror::Error;

/// A table that cannot be, a place that it does not have, or chances that are none.
#[derive(Clone, Debug, PartialEq, Error)]
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
    /// Chances of states that are no distribution.
    #[error(
        "{given} chances that sum to {sum} are no distribution over {wanted} states: give one a state, none negative, summing to 1"
    )]
    Chances {
        /// How many were given.
        given: usize,
        /// How many states there are.
        wanted: usize,
        /// What they sum to.
        sum: f64,
    },
}
