//! Kelly: the share of the bankroll that makes it grow fastest in the long run.
//!
//! | for | function | formula |
//! |---|---|---|
//! | one bet that wins b with p, loses with q, and else is a push | [`single`] | f = (bp − q) / b(p+q) |
//! | one bet with any results (half won, half lost) | [`growth_optimal`] | Σ pᵢbᵢ / (1 + fbᵢ) = 0 |
//! | several outcomes that exclude one another | [`exclusive`] | fᵢ = pᵢ − R/oᵢ over the outcomes with pᵢoᵢ > R |
//!
//! Without a push p + q = 1 and the first is the well-known (bp − q)/b. Shares are estimates, `f64`;
//! they become money, rounded down, in [`KellyPlan`].
//!
//! Full Kelly is optimal for probabilities that are right. They are not: use a fraction and caps, or let
//! [`shrinkage`] make the fraction from how unsure the probability is. Many events at once are
//! [`portfolio`](crate::stake::portfolio)'s.

mod caps;
mod exclusive;
mod shrink;
mod single;

pub use caps::{KellyCaps, KellyPlan};
pub use exclusive::{Exclusive, Missing, exclusive};
pub use shrink::shrinkage;
pub use single::{Branch, growth_optimal, lay, single};

pub(super) use caps::share;
pub(super) use single::{check_branches, check_probability};

#[cfg(test)]
mod tests;
