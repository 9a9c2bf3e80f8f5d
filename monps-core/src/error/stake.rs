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
    /// Probabilities of all states of an event that do not sum to 1.
    #[error("the states of an event have probabilities that sum to {sum}: list every state, to 1")]
    ProbabilitySum {
        /// Their sum.
        sum: f64,
    },
    /// A leg on an event that was not given.
    #[error("candidate {candidate} is on event {event} and there are {events}: count them from 0")]
    NoSuchEvent {
        /// Which candidate, counted from 0.
        candidate: usize,
        /// The event it names.
        event: usize,
        /// How many there are.
        events: usize,
    },
    /// An accumulator with two legs on one event.
    #[error(
        "candidate {candidate} has two legs on event {event}, which depend on each other: give it as one bet with its return in every state"
    )]
    TwiceInOneEvent {
        /// Which candidate, counted from 0.
        candidate: usize,
        /// The event.
        event: usize,
    },
    /// Returns that do not fit the states of the event.
    #[error(
        "candidate {candidate} has {returns} returns on an event of {states} states: give one each"
    )]
    StateCount {
        /// Which candidate, counted from 0.
        candidate: usize,
        /// How many returns it has.
        returns: usize,
        /// How many states the event has.
        states: usize,
    },
    /// More than is taken.
    #[error("{given} {what} are more than the {most} that are taken: split the problem")]
    TooLarge {
        /// The human name of what there is too much of.
        what: &'static str,
        /// How many were given.
        given: usize,
        /// The most that are taken.
        most: usize,
    },
    /// A list that should have an entry for every bet.
    #[error("{shares} shares or steps for {bets} bets: give one each")]
    ShareCount {
        /// How many were given.
        shares: usize,
        /// How many bets there are.
        bets: usize,
    },
    /// Arithmetic broke down.
    #[error("no shares were found in {steps} steps: are some returns or probabilities extreme?")]
    Unsolved {
        /// How many steps were taken.
        steps: u32,
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
