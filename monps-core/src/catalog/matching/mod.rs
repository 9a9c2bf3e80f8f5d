//! "Is this the same event?"
//!
//! Two feeds give one contest two names, two kick-offs and two ids. Here they are joined, on evidence,
//! and precision goes before recall: a wrong merge costs money, a missed one only an opportunity.
//!
//! - [`match_rosters`]: the names of a competition against another source's names for it.
//! - [`match_contests`]: contests against contests, by sides, kick-off, ids and what is learnt on the
//!   way; [`match_one`] for a single contest and its candidates from a store.
//! - [`Aliases`]: what is known about names already; a person's answer becomes one.
//!
//! Every [`Decision`] says [`Verdict::Same`], [`Verdict::Unsure`] or [`Verdict::Different`] with its
//! score and its [`Reason`]s, ready to be shown to a person who answers for the machine.
//!
//! ```
//! use monps_core::catalog::Sport;
//! use monps_core::catalog::matching::{Aliases, Contest, match_contests};
//! use monps_core::time::parse_timestamp;
//!
//! let at = |text| parse_timestamp(text);
//! let ours = [Contest::new(Sport::FOOTBALL, "Nott'm Forest", "Man City", at("2025-03-08T12:30:00Z")?)];
//! let theirs = [
//!     Contest::new(Sport::FOOTBALL, "Nottingham Forest", "Manchester City", at("2025-03-08T12:30:00Z")?),
//!     Contest::new(Sport::FOOTBALL, "Nottingham Forest U21", "Manchester City U21", at("2025-03-08T12:00:00Z")?),
//! ];
//! let matching = match_contests(&ours, &theirs, &Aliases::default());
//! assert_eq!(matching.decisions[0].same(), Some(0));
//! # Ok::<(), monps_core::error::time::TimeError>(())
//! ```
//!
//! Everything is a function of what is given: the order of the input does not matter, scores are whole
//! thousandths, and the same input gives the same answer on every machine.

mod alias;
mod assignment;
mod contest;
mod contests;
mod corpus;
mod decision;
mod marks;
mod name;
mod pairs;
mod person;
mod place;
mod roster;
mod score;
mod team;
mod word;

pub use alias::Aliases;
pub use contest::{Clock, Contest, ProviderId};
pub use contests::{Learnt, Matching, match_contests, match_one};
pub use decision::{Decision, Reason, Verdict};
pub use name::NameKind;
pub use roster::match_rosters;
pub use score::Score;
