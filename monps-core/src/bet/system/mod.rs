//! Systems: several accumulators over one set of selections, each a line of the same stake.
//!
//! ```
//! use monps_core::bet::{Cents, Leg, System, SystemKind};
//! use monps_core::catalog::{MarketKey, MarketKind, Selection};
//! use monps_core::id::EventId;
//! use monps_core::money::{Currency, Money, Rounding};
//! use monps_core::odds::{Price, QuotedPrice};
//! use monps_core::payoff::Outcome;
//! use rust_decimal::dec;
//!
//! // 2/3 at 2.00, 1.80 and 3.00, and the last one loses: one double of three comes in.
//! let leg = |event, price, outcome| -> Result<Leg, Box<dyn std::error::Error>> {
//!     let market = MarketKey::full_time(MarketKind::MatchOdds, None)?;
//!     let price = QuotedPrice::from(Price::new(price)?);
//!     let leg = Leg::new(EventId::new(event), market, Selection::Home, price)?;
//!     Ok(Leg { outcome: Some(outcome), ..leg })
//! };
//! let legs = vec![
//!     leg(1, dec!(2.00), Outcome::Won)?,
//!     leg(2, dec!(1.80), Outcome::Won)?,
//!     leg(3, dec!(3.00), Outcome::Lost)?,
//! ];
//! let stake_per_line = Money::new(dec!(5), Currency::EUR)?;
//! let system = System::new("2/3".parse()?, legs, Vec::new(), stake_per_line)?;
//! assert_eq!(system.staked()?.to_string(), "15.00 EUR");
//! let settled = system.settle(Cents::EachLine, Rounding::HalfUp)?;
//! assert_eq!((settled.won_count(), settled.payout().to_string()), (1, "18.00 EUR".to_owned()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this does not do: bonuses that some venues add to named systems.

mod kind;

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use super::{LEGS_MAX, Leg, Standing, check_independent, standing};
use crate::error::bet::BetError;
use crate::money::{Money, Rounding};
use crate::payoff::{Factor, Outcome};

pub use kind::{SYSTEM_LEGS_MAX, SystemKind};

/// The most lines of a system; a goliath has 247.
pub const LINES_MAX: u32 = 20_000;

/// When amounts are brought to the cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cents {
    /// Line by line, as most venues do.
    EachLine,
    /// Once, over the whole.
    Once,
}

/// A system bet: what it combines, its banks, and the stake on each line.
///
/// A *bank* (in French *base*) is a selection that is part of every line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    kind: SystemKind,
    legs: Vec<Leg>,
    banks: Vec<Leg>,
    stake_per_line: Money,
}

/// What one line came to.
#[derive(Clone, Debug)]
pub struct SystemLine {
    /// Its selections, counted from 0, banks not counted.
    pub legs: Vec<usize>,
    /// What became of it.
    pub outcome: Outcome,
    /// What it returns per unit.
    pub factor: Factor,
    /// What it returns to the cent.
    pub payout: Money,
}

/// What a system came to.
#[derive(Clone, Debug)]
pub struct SystemSettlement {
    lines: Vec<SystemLine>,
    staked: Money,
    payout: Money,
}

impl System {
    /// A system with as many selections as its kind asks, all about different events.
    ///
    /// # Errors
    /// [`BetError::NoStake`], [`BetError::SystemLegs`], [`BetError::LegCount`],
    /// [`BetError::LineCount`], [`BetError::Correlated`].
    pub fn new(
        kind: SystemKind,
        legs: Vec<Leg>,
        banks: Vec<Leg>,
        stake_per_line: Money,
    ) -> Result<Self, BetError> {
        if !stake_per_line.is_positive() {
            return Err(BetError::NoStake { stake: stake_per_line });
        }
        let wanted = usize::from(kind.legs());
        if legs.len() != wanted {
            return Err(BetError::SystemLegs { kind: kind.to_string(), wanted, given: legs.len() });
        }
        let count = legs.len() + banks.len();
        if count > LEGS_MAX {
            return Err(BetError::LegCount { count, most: LEGS_MAX });
        }
        let line_count = kind.line_count();
        if line_count > LINES_MAX {
            return Err(BetError::LineCount { count: line_count, most: LINES_MAX });
        }
        check_independent(&[legs.as_slice(), banks.as_slice()].concat())?;
        Ok(Self { kind, legs, banks, stake_per_line })
    }

    /// The stake on each line when so much is put up on the whole, and what of it is left over.
    ///
    /// # Errors
    /// [`BetError::NoStake`] when not a cent falls on a line.
    pub fn stake_per_line(kind: &SystemKind, whole: Money) -> Result<(Money, Money), BetError> {
        let lines = Decimal::from(kind.line_count());
        let each = Money::rounded(whole.amount() / lines, whole.currency(), Rounding::Down)?;
        if !each.is_positive() {
            return Err(BetError::NoStake { stake: each });
        }
        Ok((each, whole.minus(each.times(lines, Rounding::Down)?)?))
    }

    /// What it combines.
    #[must_use]
    pub const fn kind(&self) -> &SystemKind {
        &self.kind
    }

    /// The stake on each line.
    #[must_use]
    pub const fn stake(&self) -> Money {
        self.stake_per_line
    }

    /// The selections that are combined.
    #[must_use]
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }

    /// The selections that are part of every line.
    #[must_use]
    pub fn banks(&self) -> &[Leg] {
        &self.banks
    }

    /// What the whole costs: the stake on a line, so many times.
    ///
    /// # Errors
    /// [`BetError::Money`] beyond the largest amount.
    pub fn staked(&self) -> Result<Money, BetError> {
        let lines = Decimal::from(self.kind.line_count());
        Ok(self.stake_per_line.times(lines, Rounding::Down)?)
    }

    /// What it returns at most: every open leg wins.
    ///
    /// # Errors
    /// As [`settle`](Self::settle).
    pub fn best_payout(&self, cents: Cents, rounding: Rounding) -> Result<Money, BetError> {
        let won = |leg: &Leg| Leg { outcome: leg.outcome.or(Some(Outcome::Won)), ..leg.clone() };
        let best = Self {
            legs: self.legs.iter().map(won).collect(),
            banks: self.banks.iter().map(won).collect(),
            ..self.clone()
        };
        Ok(best.settle(cents, rounding)?.payout)
    }

    /// What the lines came to, each as an accumulator: void legs count 1, half-won ones
    /// (price + 1) / 2, half-lost ones 1/2, dead heats their share.
    ///
    /// # Errors
    /// [`BetError::LegsOpen`] when a leg that decides is not decided, [`BetError::Leg`] and
    /// [`BetError::Money`] beyond range.
    pub fn settle(&self, cents: Cents, rounding: Rounding) -> Result<SystemSettlement, BetError> {
        let staked = self.staked()?;
        let mut lines = Vec::new();
        let mut sum = Factor::ZERO;
        let mut rounded = Money::zero(staked.currency());
        for chosen in self.kind.lines() {
            let of_line = chosen.iter().filter_map(|index| self.legs.get(*index));
            let legs: Vec<Leg> = of_line.chain(&self.banks).cloned().collect();
            let (outcome, factor) = match standing(&legs)? {
                Standing::Decided { outcome, factor } => (outcome, factor),
                Standing::Open { open_count, .. } => {
                    return Err(BetError::LegsOpen { count: open_count });
                }
            };
            let payout = factor.payout(self.stake_per_line, rounding)?;
            sum = sum.plus(factor)?;
            rounded = rounded.plus(payout)?;
            lines.push(SystemLine { legs: chosen, outcome, factor, payout });
        }
        let payout = match cents {
            Cents::EachLine => rounded,
            Cents::Once => sum.payout(self.stake_per_line, rounding)?,
        };
        Ok(SystemSettlement { lines, staked, payout })
    }
}

impl SystemSettlement {
    /// Line by line.
    #[must_use]
    pub fn lines(&self) -> &[SystemLine] {
        &self.lines
    }

    /// What was put up on the whole.
    #[must_use]
    pub const fn staked(&self) -> Money {
        self.staked
    }

    /// Everything returned.
    #[must_use]
    pub const fn payout(&self) -> Money {
        self.payout
    }

    /// What was gained, negative when lost.
    ///
    /// # Errors
    /// [`BetError::Money`] beyond the largest amount.
    pub fn profit(&self) -> Result<Money, BetError> {
        Ok(self.payout.minus(self.staked)?)
    }

    /// How many lines return anything.
    #[must_use]
    pub fn won_count(&self) -> usize {
        self.lines.iter().filter(|line| line.factor.get() > Decimal::ZERO).count()
    }
}
