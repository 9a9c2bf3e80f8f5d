//! Splits: sharing a total over the legs of an arbitrage so that every result pays alike, with stakes
//! that the venues really take.
//!
//! Every leg backs one answer of a market that they cover together. Stakes lie on each venue's step
//! (a cent online, a whole euro at a counter), between its smallest and largest. Rounding the ideal
//! stakes afterwards kills small arbitrages; here every staking that can matter is looked at, exactly.
//!
//! A payout level L asks of leg i the smallest stake on its step with a payout of L or more. The best
//! staking is of that kind, with L the payout of one of its legs; so the levels are swept downwards
//! from the highest that the total and the limits allow, one step of one leg at a time, until no
//! lower level can be better ([`Split::proven`]).
//!
//! Commission is on the *net* winnings of the market at each venue: legs at one venue share it.
//!
//! ```
//! use monps_core::id::VenueId;
//! use monps_core::odds::Price;
//! use monps_core::stake::split::{SplitLeg, split};
//! use rust_decimal::dec;
//!
//! let legs = [
//!     SplitLeg::new(VenueId::new(1), Price::new(dec!(2.10))?.into(), dec!(0.01)),
//!     SplitLeg::new(VenueId::new(2), Price::new(dec!(2.05))?.into(), dec!(0.01)),
//! ];
//! let split = split(dec!(100), &legs)?;
//! assert_eq!(split.stakes, [dec!(49.40), dec!(50.60)]);
//! assert_eq!(split.payouts, [dec!(103.74), dec!(103.73)]);
//! assert_eq!(split.worst_profit, dec!(3.73));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Whatever is not one answer each of one market (several markets, lays, pushes, stakes placed already)
//! is for [`hedge`](super::hedge). What this does not do: the venue's own rounding of a payout, which
//! is its settlement rule.

mod legs;
mod profile;
mod search;

use rust_decimal::Decimal;

use crate::error::stake::StakeError;
use crate::id::VenueId;
use crate::odds::{Commission, QuotedPrice};
use crate::payoff::Factor;
use legs::Legs;
use search::Goal;

/// The most legs that are split.
pub const LEGS_MAX: usize = 64;

/// The most stakings that are looked at. Reached, the answer is the best so far and not proven.
pub const STAKINGS_MAX: u32 = 200_000;

/// The finest step: a hundred-millionth.
pub const STEP_MIN: Decimal = rust_decimal::dec!(0.00000001);

/// One leg: a back bet on one answer of the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitLeg {
    /// Where. Legs at one venue share the commission on its net winnings.
    pub venue_id: VenueId,
    /// At what price.
    pub price: QuotedPrice,
    /// The venue's commission on net market winnings.
    pub commission: Commission,
    /// Stakes are whole multiples of this.
    pub step: Decimal,
    /// The smallest stake that the venue takes; a step at least is staked on every leg.
    pub stake_min: Decimal,
    /// The largest stake that the venue takes, or that is to be had at the price.
    pub stake_max: Option<Decimal>,
}

impl SplitLeg {
    /// A leg without commission and without limits.
    #[must_use]
    pub const fn new(venue_id: VenueId, price: QuotedPrice, step: Decimal) -> Self {
        Self {
            venue_id,
            price,
            commission: Commission::NONE,
            step,
            stake_min: Decimal::ZERO,
            stake_max: None,
        }
    }

    /// The same where the venue pays at most this on a bet, stake included.
    #[must_use]
    pub fn with_payout_max(self, payout_max: Decimal) -> Self {
        let most = payout_max / Factor::won(self.price).get();
        Self { stake_max: Some(self.stake_max.map_or(most, |own| own.min(most))), ..self }
    }

    /// The same with step and limits in another currency, of which one unit of the leg's own is
    /// `rate`: stakes are then in that currency too, and whole steps of the leg's own. What a rate makes
    /// of a step or a limit beyond all amounts is refused when the total is shared.
    #[must_use]
    pub fn converted(self, rate: Decimal) -> Self {
        Self {
            step: self.step.saturating_mul(rate),
            stake_min: self.stake_min.saturating_mul(rate),
            stake_max: self.stake_max.map(|most| most.saturating_mul(rate)),
            ..self
        }
    }
}

/// Stakes on every leg, and what becomes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The stake on each leg.
    pub stakes: Vec<Decimal>,
    /// Σ of the stakes.
    pub total: Decimal,
    /// What comes back from all venues together when leg i wins: the total plus the profit.
    pub payouts: Vec<Decimal>,
    /// The profit when leg i wins, after commission.
    pub profile: Vec<Decimal>,
    /// The smallest of the profile.
    pub worst_profit: Decimal,
    /// The largest of the profile.
    pub best_profit: Decimal,
    /// Worst profit / total.
    pub profit_rate: Decimal,
    /// The profit rate of the same prices with stakes of any size: no staking does better.
    pub profit_rate_bound: Decimal,
    /// Whether every staking that could be better was looked at. Not so after [`STAKINGS_MAX`]; and
    /// where legs share a venue that takes commission, only for the profit of an arbitrage: that is
    /// searched as by [`hedge`](super::hedge), the others are the best near the ideal.
    pub proven: bool,
}

/// Shares a total over the legs so that the worst result is as good as it can be.
///
/// At most the total is staked. When the prices are an arbitrage, the largest worst profit is found
/// of all totals up to the one given (where the steps are too coarse for any profit, that is the
/// smallest loss). When they are none, staking less always loses less: then the total is staked as
/// nearly as the steps allow, and within that the loss is the smallest.
///
/// # Errors
/// [`StakeError`] for legs, limits or a total from which no staking follows.
pub fn split(total: Decimal, legs: &[SplitLeg]) -> Result<Split, StakeError> {
    search::best(&Legs::new(total, legs)?, Goal::Profit)
}

/// The staking of at most `total_max` with the best profit *rate* in its worst result; of equal
/// rates, the one with more profit.
///
/// With coarse steps a smaller total often fits better:
///
/// ```
/// use monps_core::id::VenueId;
/// use monps_core::odds::Price;
/// use monps_core::stake::split::{SplitLeg, best_whole};
/// use rust_decimal::dec;
///
/// let leg = |id, price| -> Result<SplitLeg, Box<dyn std::error::Error>> {
///     Ok(SplitLeg::new(VenueId::new(id), Price::new(price)?.into(), dec!(1)))
/// };
/// // A book sum of 99.26 %, and no whole euros that break even.
/// let legs = [leg(1, dec!(2.54))?, leg(2, dec!(3.54))?, leg(3, dec!(3.16))?];
/// let best = best_whole(dec!(40), &legs)?;
/// assert_eq!(best.stakes, [dec!(15), dec!(11), dec!(12)]);
/// assert_eq!(best.worst_profit, dec!(-0.08));
/// assert!(best.proven);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`split`].
pub fn best_whole(total_max: Decimal, legs: &[SplitLeg]) -> Result<Split, StakeError> {
    search::best(&Legs::new(total_max, legs)?, Goal::Rate)
}

#[cfg(test)]
mod tests;
