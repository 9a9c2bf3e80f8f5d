//! What can be wrong when positions are hedged.

use rust_decimal::Decimal;
use thiserror::Error;

/// A hedge that cannot be worked out from what was given.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum HedgeError {
    /// Too few or too many legs or states.
    #[error("{given} {what} cannot be hedged: there must be {least} to {most}")]
    Count {
        /// Legs or states.
        what: &'static str,
        /// How many were given.
        given: usize,
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// A leg that speaks of other states than the first.
    #[error("leg {leg} has {given} outcomes and leg 0 has {wanted}: give one for each state")]
    StateMismatch {
        /// Which leg, counted from 0.
        leg: usize,
        /// How many outcomes it has.
        given: usize,
        /// How many the first leg has.
        wanted: usize,
    },
    /// A number outside the range that it may have.
    #[error("{value} is not a {what}{}: it must be {range}", place(*.leg))]
    OutOfRange {
        /// The human name of the quantity.
        what: &'static str,
        /// Of which leg, counted from 0; none where it is of the whole.
        leg: Option<usize>,
        /// What was given.
        value: Decimal,
        /// The range, in words.
        range: &'static str,
    },
    /// Legs of one venue and market that do not agree on commission or currency.
    #[error(
        "legs {first} and {second} are of one market at one venue and differ in commission or currency: they have one of each"
    )]
    VenueMismatch {
        /// The first leg, counted from 0.
        first: usize,
        /// The second.
        second: usize,
    },
    /// A goal that names a state that is not there, or none.
    #[error("the goal names state {state} of {count}: name at least one, counted from 0")]
    NoSuchState {
        /// What was named; the count itself where nothing was.
        state: usize,
        /// How many there are.
        count: usize,
    },
    /// No stakes keep what the goal asks for.
    #[error(
        "no stakes keep every other result at {floor} or more: the best worst result is {best}; lower the floor or raise the limits"
    )]
    FloorOutOfReach {
        /// What was asked for.
        floor: Decimal,
        /// The largest worst profit that can be had.
        best: Decimal,
    },
    /// An order that does not name every leg once.
    #[error("an order names each of the {legs} legs once, counted from 0")]
    NotAnOrder {
        /// How many legs there are.
        legs: usize,
    },
    /// The search lost itself in rounding.
    #[error("the limits and prices differ by too many orders of magnitude to be searched")]
    Unsolved,
}

fn place(leg: Option<usize>) -> String {
    leg.map_or_else(String::new, |leg| format!(" of leg {leg}"))
}
