//! Rules as data: what a venue does when an event does not end as planned.
//!
//! Venues differ: one pays a tennis bet once a ball was served, another only after a full set; one
//! counts overtime, another does not. Each difference is a line of a TOML file ([`RuleSet`]), with
//! the venues, sports and markets that it is for and the days between which it holds. A [`RuleBook`]
//! holds many, and puts together the [`Rules`] for one bet: for each aspect, the most particular set
//! that rules it.
//!
//! ```toml
//! schema = 1
//! name = "my-venue-tennis"
//! version = 1
//! title = "My venue: tennis"
//! source = "https://… general rules, section 7"
//! effective_from = "2024-06-01"        # this day included
//! effective_until = "2026-01-01"       # this day not included; may be left out
//!
//! [applies_to]
//! venues = ["my_venue"]                # slugs; "*" for all; [] for none but by name
//! sports = ["tennis"]                  # slugs; "*" for all
//! markets = ["winner", "total"]        # slugs; "*" for all
//!
//! [retirement]
//! stands_after = "one_set"             # ball_served, one_set, two_sets or match_completed
//! [abandonment]
//! played_within_hours = 48             # later, or never: void
//! [postponement]
//! played_within_hours = 48
//! [decided]
//! stands = true                        # parts completed before the end are settled
//! [overtime]
//! counts = true                        # for markets of full time
//! [awarded]
//! counts = false                       # a result given at the table
//! [field]
//! runners_min = 5                      # fewer: void
//! [payout]
//! rounding = "half_up"                 # half_up, half_even or down
//! ```
//!
//! ```
//! use monps_core::catalog::{MarketKind, Sport, VenueKey};
//! use monps_core::settle::rules::{Retirement, RuleBook};
//! use monps_core::time::NaiveDate;
//!
//! let own = include_str!("../../../rules/sets/tennis-one-set.toml")
//!     .replace("venues = []", r#"venues = ["my_venue"]"#)
//!     .replace("tennis-one-set", "my-venue-tennis");
//! let book = RuleBook::builtin()?.with("my-venue.toml", &own)?;
//! let venue: VenueKey = "my_venue".parse()?;
//! let on = NaiveDate::from_ymd_opt(2026, 5, 25).ok_or("no such day")?;
//! let rules = book.rules(&venue, &Sport::TENNIS, &MarketKind::Winner, on);
//! assert_eq!(rules.retirement, Some(Retirement::OneSet));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod book;
pub(super) mod document;
mod set;

#[cfg(test)]
mod tests;

pub use book::{AppliedRules, Asked, RuleBook, SETS_MAX};
pub use set::{AppliesTo, Retirement, RuleSet, Rules};
