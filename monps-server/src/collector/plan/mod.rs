//! The quota economist: which part of a source to ask when, so that a month's credits buy the
//! freshest prices where freshness matters.
//!
//! A source that counts its calls is asked part by part (a [`Part`] is a competition). A look at a
//! part is *worth* what it tells anew about the kick-offs ahead of it: most just before a kick-off,
//! more where a bet is open or an arbitrage stands, more where prices were seen to move, next to
//! nothing for a match of next week. Every look costs credits that are known before it is made. One
//! number then decides everything: the *price of a credit*, the lowest at which the looks of the
//! coming week fit into the week's share of what is left. Looks worth more than they cost at that
//! price are made, the others are not. So the budget is spread by itself: looks come just before
//! kick-offs first, and the more there is to spend, the more is looked at besides.
//!
//! Everything here is a pure function of what is known and of the instant: no clock, no store, no
//! task. Whoever restarts, or whose clock jumps, plans again from the same facts.
//!
//! ```
//! use monps_server::collector::plan::{Budget, KickOff, Part, Period, Rules, plan};
//! use monps_core::time::{TimeDelta, parse_timestamp};
//!
//! let now = parse_timestamp("2026-11-21T09:00:00Z")?;
//! let three = now + TimeDelta::hours(6);
//! let league = Part {
//!     key: "soccer_epl".to_owned(),
//!     cost: 4,
//!     last_at: Some(now),
//!     kick_offs: vec![KickOff { events: 8, ..KickOff::at(three) }],
//!     ..Part::default()
//! };
//! let budget = Budget { limit: 500, used: 380, remaining: 120, period: Period::month_of(now) };
//! let plan = plan(&[league], &budget, &Rules::default(), now);
//! let last = plan.looks.iter().rfind(|look| look.at < three).map(|look| look.at);
//! assert_eq!(last, Some(three - TimeDelta::minutes(5)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `part` | what is known of a part: its kick-offs, its cost, when it was last looked at |
//! | `budget` | what is left, what is kept back, what a span of time may spend |
//! | `worth` | what a look tells anew |
//! | `walk` | the looks that a price of a credit leads to |
//! | `price` | the price at which they fit the budget |
//! | `outlook` | where that leads by the end of the period |
//! | `words` | all of it in sentences |
//! | `rhythm` | feeds in a fixed rhythm, and failures |

mod budget;
mod outlook;
mod part;
mod price;
mod rhythm;
#[cfg(test)]
mod tests;
mod walk;
mod words;
mod worth;

pub use budget::{Budget, Period};
pub use outlook::{Outlook, fixed_outlook};
pub(super) use part::restlessness;
pub use part::{KickOff, Part};
pub use price::{Plan, plan};
pub(super) use rhythm::{Patience, due_at};
pub use walk::{Look, Reason};

use monps_core::time::TimeDelta;

/// How a feed is scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everything it has, every so often: what a source without a quota gets.
    Interval,
    /// The same for a source with a quota: every few hours, until the budget is spent.
    Fixed,
    /// Part by part, where the credits are worth most.
    Planned,
}

impl Mode {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Interval => "interval",
            Self::Fixed => "fixed",
            Self::Planned => "planned",
        }
    }
}

/// What a person decides about the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The share of the budget that ordinary looks leave for closing prices of open bets, results and
    /// re-checks, in percent; it melts away towards the end of the period.
    pub reserve_pct: u32,
    /// Kick-offs or not, a look is considered this often.
    pub every: TimeDelta,
    /// The least time between two calls that the source grants: where many parts are due together,
    /// the last look before a kick-off is made earlier by as much.
    pub spacing: TimeDelta,
}

impl Default for Rules {
    fn default() -> Self {
        Self { reserve_pct: 10, every: TimeDelta::hours(4), spacing: TimeDelta::zero() }
    }
}
