//! Risk: how likely a bankroll is to fall so far, and shares that keep that unlikely.
//!
//! | question | function | by |
//! |---|---|---|
//! | stakes that keep P(wealth ever below α) under β | [`share_within`], [`DrawdownBudget`] | Busseti, Ryu and Boyd, 2016 |
//! | P(wealth ever below α) at a fixed share, at most | [`fall_probability_max`] | the martingale W^(−λ) |
//! | the same for a fraction of Kelly, small bets | [`kelly_fall_probability`] | Thorp, 2006: α^(2/k − 1) |
//! | P(ruin) with level stakes at evens | [`gamblers_ruin`] | Feller, volume I, chapter XIV |
//! | P(ruin) with level stakes at any price, at most | [`level_ruin_max`] | Lundberg's inequality |
//!
//! What has no closed form is simulated: [`simulate`](crate::stake::simulate).

mod drawdown;
mod ruin;
#[cfg(test)]
mod tests;

pub use drawdown::{DrawdownBudget, fall_probability_max, kelly_fall_probability, share_within};
pub use ruin::{gamblers_ruin, level_ruin_max};
