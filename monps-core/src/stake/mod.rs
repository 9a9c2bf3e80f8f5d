//! Stakes: how much to put on a price.
//!
//! | room | holds |
//! |---|---|
//! | [`level`], [`target`] | the same amount, the same share of the bankroll, or the same profit every time |
//! | [`kelly`] | the share that makes the bankroll grow fastest, for one bet or exclusive outcomes |
//! | [`portfolio`] | the same for many events, venues and accumulators at once, under caps, with proof |
//! | [`risk`] | risk of ruin, and stakes that keep a drawdown budget |
//! | [`simulate`] | what else may come of a plan: seeded paths |
//! | [`split`] | a total shared over the legs of an arbitrage, exact to every venue's step |
//! | [`hedge`] | stakes on any bets of an event, with what is placed already, proved the best |
//!
//! A [`StakingPlan`] answers what to *put up*: the stake of a back, the liability of a lay.
//!
//! ```
//! use monps_core::money::{Currency, Money};
//! use monps_core::odds::{Commission, Price, Probability};
//! use monps_core::stake::{Chance, KellyCaps, KellyPlan, StakingPlan};
//! use rust_decimal::dec;
//!
//! let bankroll = Money::new(dec!(1000), Currency::EUR)?;
//! let chance = Chance::back(Price::new(dec!(2.10))?, Commission::NONE, Probability::new(dec!(0.52))?);
//! let quarter = KellyPlan::new(KellyCaps::fraction(0.25)?);
//! // Full Kelly is (1.10 × 0.52 − 0.48) / 1.10 = 8.36 %.
//! assert_eq!(quarter.put_up(bankroll, &chance)?.to_string(), "20.90 EUR");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this does not do: whether a bet is allowed (limits of the person), or which bets to combine.

mod chance;
pub mod hedge;
pub mod kelly;
pub mod level;
pub mod portfolio;
pub mod risk;
pub mod simulate;
pub mod split;
pub mod target;

pub use chance::Chance;
pub use kelly::{KellyCaps, KellyPlan};
pub use level::{Level, Percentage};
pub use portfolio::{Allocation, Candidate, EventStates, Portfolio, PortfolioCaps, StakeSteps};
pub use risk::DrawdownBudget;
pub use split::{Split, SplitLeg};
pub use target::TargetProfit;

use std::fmt;

use rust_decimal::Decimal;

use crate::error::stake::StakeError;
use crate::money::Money;

/// How much to put up on a chance, given the bankroll.
pub trait StakingPlan: fmt::Debug + Send + Sync {
    /// The name, for settings and reports.
    fn name(&self) -> &'static str;

    /// What to put up: the stake of a back, the liability of a lay. In the bankroll's currency,
    /// rounded down to its smallest unit, never below zero, never above the bankroll.
    ///
    /// # Errors
    /// [`StakeError`] when the plan's own amounts are in another currency.
    fn put_up(&self, bankroll: Money, chance: &Chance) -> Result<Money, StakeError>;
}

/// The largest multiple of a step that is at most the amount; both must be positive.
#[must_use]
pub(crate) fn floor_to(amount: Decimal, step: Decimal) -> Decimal {
    (amount / step).floor() * step
}

/// The smallest multiple of a step that is at least the amount; both must be positive.
#[must_use]
pub(crate) fn ceil_to(amount: Decimal, step: Decimal) -> Decimal {
    (amount / step).ceil() * step
}
