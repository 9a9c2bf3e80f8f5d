//! What one quote brings in every state.

use rust_decimal::Decimal;

use super::{Factor, Outcome, StateSpace, settle_selection};
use crate::catalog::{MarketKey, Selection};
use crate::error::settle::SettleError;
use crate::odds::{Commission, QuotedPrice};
use crate::quote::Side;

/// Profit per unit of stake in every state of a space, in the order of the space.
///
/// The unit is the *backer's* stake on both sides: laying one unit at 3.00 brings +1 or −2. What is
/// put up is [`staked`](Self::staked), and the return in a state is that plus the profit.
///
/// ```
/// use monps_core::catalog::{MarketKey, MarketKind, Period, Selection};
/// use monps_core::odds::{Price, QuotedPrice};
/// use monps_core::payoff::{PayoffVector, StateSpace};
/// use monps_core::quote::Side;
/// use rust_decimal::dec;
///
/// let market = MarketKey::full_time(MarketKind::Winner, None)?;
/// let space = StateSpace::winner(Period::FullTime);
/// let price = QuotedPrice::from(Price::new(dec!(2.10))?);
/// let back = PayoffVector::of(&space, &market, &Selection::Home, Side::Back, price)?;
/// assert_eq!(back.profits(), [dec!(1.10), dec!(-1)]);
/// let lay = PayoffVector::of(&space, &market, &Selection::Home, Side::Lay, price)?;
/// assert_eq!(lay.profits(), [dec!(-1.10), dec!(1)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoffVector {
    staked: Decimal,
    outcomes: Vec<Outcome>,
    profits: Vec<Decimal>,
}

impl PayoffVector {
    /// What backing or laying a selection at a price brings.
    ///
    /// # Errors
    /// [`SettleError`] when the space does not cover the market, or the market has no such selection.
    pub fn of(
        space: &StateSpace,
        market: &MarketKey,
        selection: &Selection,
        side: Side,
        price: QuotedPrice,
    ) -> Result<Self, SettleError> {
        space.covers(market)?;
        // Six outcomes, up to 65,536 states: each outcome is priced once.
        let priced = Outcome::ALL.map(|outcome| {
            let backers = Factor::of(price, outcome).get() - Decimal::ONE;
            match side {
                Side::Back => (outcome, outcome, backers),
                Side::Lay => (outcome, outcome.mirrored(), -backers),
            }
        });
        let mut outcomes = Vec::with_capacity(space.len());
        let mut profits = Vec::with_capacity(space.len());
        for state in space.states() {
            let settled = settle_selection(market, selection, state)?;
            for (_, ours, profit) in priced.iter().filter(|(theirs, ..)| *theirs == settled) {
                outcomes.push(*ours);
                profits.push(*profit);
            }
        }
        let staked = match side {
            Side::Back => Decimal::ONE,
            Side::Lay => Factor::won(price).get() - Decimal::ONE,
        };
        Ok(Self { staked, outcomes, profits })
    }

    /// The same after commission on what it wins, the bet being alone in its market.
    #[must_use]
    pub fn after_commission(mut self, commission: Commission) -> Self {
        let kept = Decimal::ONE - commission.rate();
        for profit in &mut self.profits {
            if *profit > Decimal::ZERO {
                *profit *= kept;
            }
        }
        self
    }

    /// What is put up for one unit of stake: 1 when backing, price − 1 when laying.
    #[must_use]
    pub const fn staked(&self) -> Decimal {
        self.staked
    }

    /// What becomes of the bet in each state: laying wins where the selection loses.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Profit per unit of stake in each state.
    #[must_use]
    pub fn profits(&self) -> &[Decimal] {
        &self.profits
    }

    /// What comes back in each state, what was put up included.
    pub fn returns(&self) -> impl Iterator<Item = Decimal> + '_ {
        self.profits.iter().map(|profit| self.staked + profit)
    }
}
