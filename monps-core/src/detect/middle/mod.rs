//! Middles: opposite sides of two lines, with a gap where both win.
//!
//! Over 2.5 at one venue and under 3.5 at another both win on three goals exactly. Staked for an equal
//! return, the pair loses a little when the gap is missed and wins about a whole stake when it is hit:
//! with `cost` and `gain` as fractions of what is staked, it pays if the gap is hit with a probability
//! above cost / (cost + gain). The *key numbers* of a middle are the totals or margins that hit it;
//! what they are worth depends on how often the sport ends there.
//!
//! Quarter lines make a gap that wins one half of a stake: its states are profitable, and are counted
//! as hit, but bring less than the gain, which is that of the best state.
//!
//! ```
//! use monps_core::detect::Middle;
//! use monps_core::catalog::{Line, MarketKey, MarketKind, Selection};
//! use monps_core::odds::{Commission, Price};
//! use rust_decimal::dec;
//!
//! let total = |quarters| MarketKey::full_time(MarketKind::Total, Some(Line::from_quarters(quarters)));
//! let sides = [
//!     (&total(10)?, &Selection::Over, Price::new(dec!(1.95))?.into(), Commission::NONE),
//!     (&total(14)?, &Selection::Under, Price::new(dec!(1.95))?.into(), Commission::NONE),
//! ];
//! let middle = Middle::of(sides, None).ok_or("no gap")?;
//! // Half on either: 2.5 % lost when missed, 95 % won on three goals.
//! assert_eq!((middle.cost, middle.gain), (dec!(0.025), dec!(0.95)));
//! assert_eq!(middle.numbers, [3]);
//! assert_eq!(middle.probability_needed.round_sf(3), Some(dec!(0.0256)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod chances;
mod detector;

pub use chances::Chances;
pub use detector::Middles;

use rust_decimal::Decimal;

use crate::catalog::{MarketKey, MarketKind, Selection};
use crate::odds::{Commission, Probability, QuotedPrice};
use crate::payoff::{Factor, State, StateSpace, settle_selection};

/// A side of a middle: market, selection, price, and the venue's commission.
pub type MiddleSide<'a> = (&'a MarketKey, &'a Selection, QuotedPrice, Commission);

/// What a middle costs and what it brings, per unit staked on both sides together.
#[derive(Clone, Debug, PartialEq)]
pub struct Middle {
    /// The share of the total on each side, for an equal return.
    pub shares: [Decimal; 2],
    /// What is lost in the worst state; below 0 when even that wins.
    pub cost: Decimal,
    /// What is won in the best state.
    pub gain: Decimal,
    /// How likely the best state must be, if all others were the worst: cost / (cost + gain), and 0
    /// where nothing can be lost.
    pub probability_needed: Decimal,
    /// The totals, or the margins of the home side, at which something is won; in order.
    pub numbers: Vec<i64>,
    /// What the chances of the states make of it, where they are given.
    pub expected: Option<Expected>,
}

/// A middle by somebody's chances of the states: an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// How likely one of the key numbers is; none where it is as good as impossible or certain.
    pub hit: Option<Probability>,
    /// The mean profit per unit staked.
    pub edge: Decimal,
}

impl Middle {
    /// The middle of two sides, if there is a state in which it wins and they are about one period.
    #[must_use]
    pub fn of(sides: [MiddleSide<'_>; 2], chances: Option<&Chances>) -> Option<Self> {
        let space = match chances {
            Some(chances) => *chances.space(),
            None => StateSpace::covering(&[sides[0].0, sides[1].0]).ok()?,
        };
        sides.iter().try_for_each(|(market, ..)| space.covers(market)).ok()?;
        let worth = sides.map(|(.., price, commission)| commission.effective(price.price()));
        let shares = [worth[1], worth[0]].map(|other| other / (worth[0] + worth[1]));
        let mut profits = Vec::with_capacity(space.len());
        for state in space.states() {
            let mut profit = Decimal::ZERO;
            for ((market, selection, price, commission), share) in sides.iter().zip(shares) {
                let outcome = settle_selection(market, selection, state).ok()?;
                let gross = Factor::of(*price, outcome).get() - Decimal::ONE;
                profit += share * (gross - gross.max(Decimal::ZERO) * commission.rate());
            }
            profits.push((state, profit));
        }
        let worst = profits.iter().map(|(_, profit)| *profit).min()?;
        let gain = profits.iter().map(|(_, profit)| *profit).max()?;
        // Both sides must be paid for it to be a gap, and not merely an arbitrage.
        if gain <= Decimal::ZERO || gain == worst {
            return None;
        }
        let cost = -worst;
        let hits = |profit: Decimal| profit > worst.max(Decimal::ZERO);
        let mut numbers: Vec<i64> = profits
            .iter()
            .filter(|(_, profit)| hits(*profit))
            .filter_map(|(state, _)| number(&sides[0].0.kind, *state))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let needed = (cost / (cost + gain)).max(Decimal::ZERO);
        let expected = chances.and_then(|chances| expected(chances, &profits, hits));
        Some(Self { shares, cost, gain, probability_needed: needed, numbers, expected })
    }
}

/// The number that a state is on the scale of a market.
fn number(kind: &MarketKind, state: State) -> Option<i64> {
    match (kind, state) {
        (MarketKind::Total, State::Score { home, away }) => Some(i64::from(home) + i64::from(away)),
        (_, State::Score { home, away }) => Some(i64::from(home) - i64::from(away)),
        _ => None,
    }
}

fn expected(
    chances: &Chances,
    profits: &[(State, Decimal)],
    hits: impl Fn(Decimal) -> bool,
) -> Option<Expected> {
    let (mut hit, mut edge) = (0.0, Decimal::ZERO);
    for ((_, probability), (_, profit)) in chances.iter().zip(profits) {
        if hits(*profit) {
            hit += probability;
        }
        edge += Decimal::from_f64_retain(probability)? * profit;
    }
    Some(Expected { hit: Probability::from_estimate(hit).ok(), edge })
}

#[cfg(test)]
mod tests;
