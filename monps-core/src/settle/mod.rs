//! Settling: from the final scores of an event to what becomes of the legs on it.
//!
//! ```
//! use monps_core::adapter::Score;
//! use monps_core::catalog::{MarketKey, MarketKind, Period, Selection};
//! use monps_core::payoff::Outcome;
//! use monps_core::settle::settle_leg;
//!
//! let scores = [
//!     Score { period: Period::FullTime, home: 2, away: 1 },
//!     Score { period: Period::FirstHalf, home: 0, away: 1 },
//! ];
//! let second_half = MarketKey::new(MarketKind::MatchOdds, Period::SecondHalf, None)?;
//! assert_eq!(settle_leg(&second_half, &Selection::Home, &scores)?, Outcome::Won);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this does not do: venues' rules for what was awarded, abandoned or retired from. Whoever knows
//! them passes [`Outcome::Void`](crate::payoff::Outcome::Void) (see [`void_event`]), or the outcome.

mod scores;

pub use scores::{period_score, settle_event, settle_leg, void_event};
