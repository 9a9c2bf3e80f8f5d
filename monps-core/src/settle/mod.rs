//! Settling: from how an event ended to what becomes of the legs on it.
//!
//! | asked | answered by |
//! |---|---|
//! | the final scores decide | [`settle_leg`], [`settle_event`] |
//! | who went through, where runners finished, an incident | [`settle_result`] on an [`EventResult`] |
//! | what a venue does about incidents | [`rules`]: files, by venue, sport, market and day |
//! | can that result be | [`check_result`] |
//! | a runner was withdrawn | [`withdrawal`]: Rule 4 and reduction factors |
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
//! What this does not do: fetching results, and booking what a bet came to (the
//! [`ledger`](crate::ledger)).

mod check;
mod decide;
mod result;
pub mod rules;
mod scores;
pub mod withdrawal;

pub use check::check_result;
pub use decide::settle_result;
pub use result::{Contestant, EventResult, Incident, Played, Race};
pub use scores::{period_score, settle_event, settle_leg, void_event};
