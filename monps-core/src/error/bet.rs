//! What can be wrong with a bet.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::bet::BetStatus;
use crate::error::money::MoneyError;
use crate::error::settle::SettleError;
use crate::id::EventId;
use crate::money::{Currency, Money};

/// A bet that cannot be made, moved or settled.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BetError {
    /// Nothing staked, or less.
    #[error("a stake of {stake} is none: it must be above zero")]
    NoStake {
        /// What was given.
        stake: Money,
    },
    /// No leg, or more than any venue takes.
    #[error("a bet has from 1 to {most} legs, not {count}")]
    LegCount {
        /// How many were given.
        count: usize,
        /// The most allowed.
        most: usize,
    },
    /// Several selections of one event multiplied as if they were independent.
    #[error(
        "two legs are about event {event_id}: they are correlated and cannot be multiplied; \
         bet them apart, or record the price the venue gave for both as one opaque selection"
    )]
    Correlated {
        /// The event.
        event_id: EventId,
    },
    /// Something that is no kind of system.
    #[error(
        "{text:?} is no system: a name such as yankee, or sizes and selections such as 2/3 or 2+3/4, \
         of at most {legs_max} selections"
    )]
    SystemKind {
        /// What was given.
        text: String,
        /// The most selections.
        legs_max: u8,
    },
    /// More or fewer selections than a system combines.
    #[error("a {kind} combines {wanted} selections, not {given}; banks are given apart")]
    SystemLegs {
        /// The kind of system.
        kind: String,
        /// How many it combines.
        wanted: usize,
        /// How many were given.
        given: usize,
    },
    /// A system of more lines than are settled one by one.
    #[error("a system of {count} lines is too long: at most {most}")]
    LineCount {
        /// How many it has.
        count: u32,
        /// The most allowed.
        most: u32,
    },
    /// Each-way terms that cannot be.
    #[error(
        "{places} places of {runners} runners at {numerator}/{denominator} of the odds are no \
         each-way terms: some but not all runners are placed, at a fraction up to 1/1"
    )]
    EachWayTerms {
        /// How many run.
        runners: u32,
        /// How many places pay.
        places: u8,
        /// The fraction's upper part.
        numerator: u32,
        /// The fraction's lower part.
        denominator: u32,
    },
    /// Laying several legs at once.
    #[error("only a single can be laid, and this bet has {count} legs")]
    LaidAccumulator {
        /// How many legs it has.
        count: usize,
    },
    /// A free bet or boost on a lay.
    #[error("venues give free bets and boosts on backs: this bet is a lay")]
    LaidOffer,
    /// A boost that cannot be.
    #[error(
        "a boost of {rate} is none: it is above 0 and at most {most} of the winnings (20 % is 0.2), and what it adds at most is above nothing"
    )]
    BadBoost {
        /// What was given.
        rate: Decimal,
        /// The highest rate.
        most: Decimal,
    },
    /// A leg that is not there.
    #[error("the bet has no leg {index}: it has {count}, counted from 0")]
    NoSuchLeg {
        /// What was asked for.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// A move that a bet's life does not know.
    #[error("a bet that is {} cannot become {}{}", from.as_str(), to.as_str(), hint(*from))]
    IllegalMove {
        /// What it is.
        from: BetStatus,
        /// What was asked for.
        to: BetStatus,
    },
    /// The settlement of a bet that has none.
    #[error("a bet that is {} has no settlement to reverse", status.as_str())]
    NothingToReverse {
        /// What it is.
        status: BetStatus,
    },
    /// A leg of a bet that is over may not change.
    #[error("the legs of a bet that is {} stand: reverse its settlement first", status.as_str())]
    LegsStand {
        /// What it is.
        status: BetStatus,
    },
    /// Legs that have no outcome yet decide the bet.
    #[error("{count} legs have no outcome yet: settle them, or give the outcome of the bet")]
    LegsOpen {
        /// How many.
        count: usize,
    },
    /// A payout that the outcome does not allow.
    #[error("a payout of {payout} on {staked} at risk contradicts the outcome {outcome}")]
    PayoutContradicts {
        /// What was given.
        payout: Money,
        /// What was at risk.
        staked: Money,
        /// The outcome given with it.
        outcome: &'static str,
    },
    /// A bet in one currency where another was wanted.
    #[error("a bet in {given} does not belong among bets in {wanted}: convert or separate them")]
    ForeignCurrency {
        /// The currency wanted.
        wanted: Currency,
        /// That of the bet.
        given: Currency,
    },
    /// A word that is none of those known.
    #[error("{text:?} is not a {what}")]
    UnknownWord {
        /// What was given.
        text: String,
        /// What was wanted, with the choices.
        what: &'static str,
    },
    /// A selection that cannot be settled, or a price beyond range.
    #[error("a leg cannot be worked out")]
    Leg(#[from] SettleError),
    /// An amount that cannot be.
    #[error("an amount of the bet cannot be worked out")]
    Money(#[from] MoneyError),
}

fn hint(from: BetStatus) -> &'static str {
    match from {
        BetStatus::Settled | BetStatus::Void => ": reverse its settlement first",
        BetStatus::Rejected | BetStatus::Cancelled => ": it was never on",
        _ => "",
    }
}
