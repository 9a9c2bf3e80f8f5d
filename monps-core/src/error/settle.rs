//! What can be wrong when a result is turned into an outcome.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::catalog::Period;
use crate::error::money::MoneyError;

/// A selection that cannot be settled, or a payoff that cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SettleError {
    /// A market we do not understand: only a person or its venue can settle it.
    #[error("a {market} market is opaque: give its outcome by hand or take it from the venue")]
    Opaque {
        /// The market.
        market: String,
    },
    /// A selection that this market does not have.
    #[error("a {market} market has no selection {selection:?}: take one of its own")]
    NoSuchSelection {
        /// The market.
        market: String,
        /// What was given.
        selection: String,
    },
    /// A total or handicap without its number.
    #[error("a {market} market cannot be settled without its line: build its key with one")]
    NoLine {
        /// The market.
        market: String,
    },
    /// Only the winner is known, and the market asks for more.
    #[error("a {market} market cannot be settled from the winner alone: give the score")]
    NeedsScore {
        /// The market.
        market: String,
    },
    /// The state says something else than what the market asks.
    #[error("a {market} market is settled by {wanted}: give a state that says so")]
    NeedsState {
        /// The market.
        market: String,
        /// What settles it.
        wanted: &'static str,
    },
    /// Markets that no one space of states tells apart.
    #[error("{market} and {other} are settled by different things: solve them apart")]
    NotTogether {
        /// The one.
        market: String,
        /// The other, or what the space is made of.
        other: String,
    },
    /// A grid that cannot keep odd and even apart beyond its rim.
    #[error("a grid of scores up to {cap} does not cover {market}: take an odd cap, 3 or more")]
    NeedsOddCap {
        /// The market.
        market: String,
        /// The highest score of the grid.
        cap: u32,
    },
    /// A place that is none.
    #[error("place {place} shared by {tied} is no finish: both count from 1")]
    NotAFinish {
        /// The place given.
        place: u32,
        /// How many were said to share it.
        tied: u8,
    },
    /// A share of places that is none.
    #[error("{places} places for {tied} runners are no dead heat: fewer places than runners tie")]
    NotADeadHeat {
        /// The places given.
        places: u8,
        /// The runners given.
        tied: u8,
    },
    /// The market and the states are about different parts of the event.
    #[error("the market is about {market}, the states are about {states}: use one period")]
    PeriodMismatch {
        /// The period of the market.
        market: &'static str,
        /// The period of the states.
        states: &'static str,
    },
    /// A line so far out that scores beyond the grid would not settle like those on its rim.
    #[error("a grid of scores up to {cap} does not cover {market}: take a higher cap")]
    BeyondGrid {
        /// The market.
        market: String,
        /// The highest score of the grid.
        cap: u32,
    },
    /// A cap that makes no usable grid.
    #[error("a score grid goes up to a number from {least} to {most}, not {cap}")]
    GridCap {
        /// What was given.
        cap: u32,
        /// The lowest cap.
        least: u32,
        /// The highest cap.
        most: u32,
    },
    /// No market was given to build states for.
    #[error("a state space needs at least one market to cover")]
    NoMarkets,
    /// The result says nothing of the part of the event that the market is about.
    #[error("the result has no score for {}: it has {known}", period.as_str())]
    MissingPeriod {
        /// The period wanted.
        period: Period,
        /// The periods it has, or "none".
        known: String,
    },
    /// Two scores of one event that cannot both be true.
    #[error("the scores for {} contradict one another: correct the result first", period.as_str())]
    Contradictory {
        /// The period that they are about.
        period: Period,
    },
    /// Something that is no outcome.
    #[error(
        "{text:?} is not an outcome: won, half_won, push, half_lost, lost, void or dead_heat_1_2"
    )]
    NotAnOutcome {
        /// What was given.
        text: String,
    },
    /// A product of prices beyond what a number holds.
    #[error("prices multiplied to more than {bound}: check the legs")]
    FactorOutOfRange {
        /// The largest factor held.
        bound: Decimal,
    },
    /// An amount that cannot be.
    #[error("the payout is not an amount of money")]
    Money(#[from] MoneyError),
    /// The rules say nothing of what happened.
    #[error("no rule says what {incident} makes of a {market} market: add one, or settle by hand")]
    NoRule {
        /// The market.
        market: String,
        /// What happened.
        incident: &'static str,
    },
    /// The result names no such runner.
    #[error(
        "the result has no runner {runner:?}: name it as the result does, or mark it withdrawn"
    )]
    NoSuchRunner {
        /// The runner that was backed.
        runner: String,
    },
    /// A score that no event of the sport ends with.
    #[error("{home}-{away} is no score of {sport} for {}: at most {most} a side", period.as_str())]
    NoSuchScore {
        /// The sport.
        sport: String,
        /// The part of the event.
        period: Period,
        /// Of the side listed first.
        home: u32,
        /// Of the side listed second.
        away: u32,
        /// The most that a side is believed.
        most: u32,
    },
    /// The whole is said to be less than one of its parts.
    #[error("the score with overtime is below that of full time: correct the result first")]
    OvertimeBelow,
    /// A result that says nothing.
    #[error("the result says nothing: give scores, a winner, finishes or what kept it from ending")]
    SaysNothing,
    /// A winner who lost.
    #[error("the side that is said to have won has the lower score: correct one of them")]
    WinnerLost,
    /// A deduction that leaves nothing to win.
    #[error(
        "a reduction of {percent} % leaves a price of {left}, not above 1: take the venue's figure"
    )]
    NothingLeft {
        /// The reduction, in hundredths.
        percent: Decimal,
        /// What would be left of the price.
        left: Decimal,
    },
    /// A percentage that is none.
    #[error("{given} is not {what}: from 0 to under 100")]
    NotAPercentage {
        /// What it was meant to be.
        what: &'static str,
        /// What was given.
        given: Decimal,
    },
}
