//! A leg of a position: what it pays in every state, and what its venue allows.

use rust_decimal::Decimal;

use crate::error::hedge::HedgeError;
use crate::id::{MarketId, VenueId};
use crate::money::AMOUNT_MAX;
use crate::odds::{Commission, QuotedPrice};
use crate::payoff::{Factor, Outcome};
use crate::quote::Side;
use crate::stake::{ceil_to, floor_to};

/// The most legs of a position.
pub const LEGS_MAX: usize = 32;

/// The most states that a position may tell apart.
pub const STATES_MAX: usize = 1024;

/// The finest step.
const STEP_MIN: Decimal = rust_decimal::dec!(0.00000001);

/// The largest exchange rate, and the inverse of the smallest.
const RATE_MAX: Decimal = rust_decimal::dec!(1_000_000);

/// The lowest price that is laid: below it a lay puts up next to nothing.
const LAY_PRICE_MIN: Decimal = rust_decimal::dec!(1.0001);

/// The most steps of one leg: what floats count exactly.
const STEPS_MAX: i64 = 1_000_000_000_000_000;

/// One quote that may be taken, or was.
///
/// Stakes and limits are in the venue's own currency, and stakes are the *backer's*, as everywhere: a
/// lay of 10 at 3.00 puts up 20.
#[derive(Clone, Debug, PartialEq)]
pub struct HedgeLeg {
    /// Where.
    pub venue_id: VenueId,
    /// In which market: commission is on what all legs of one market at one venue win together.
    pub market_id: MarketId,
    /// Back or lay.
    pub side: Side,
    /// At what price.
    pub price: QuotedPrice,
    /// The venue's commission on net market winnings.
    pub commission: Commission,
    /// What becomes of the selection in each state.
    pub outcomes: Vec<Outcome>,
    /// What one unit of the venue's currency is in that of the total; 1 where it is the same.
    pub rate: Decimal,
    /// Stakes are whole multiples of this.
    pub step: Decimal,
    /// The smallest stake that the venue takes. Nothing at all may be staked too.
    pub stake_min: Decimal,
    /// The largest stake that the venue takes, or that is to be had; 0 for a price that is gone.
    pub stake_max: Option<Decimal>,
    /// The most that the venue pays on a bet, stake included.
    pub payout_max: Option<Decimal>,
    /// What is staked here already, at this price.
    pub placed: Decimal,
}

impl HedgeLeg {
    /// A back in steps of a cent, without commission and limits, of which nothing is placed.
    #[must_use]
    pub const fn back(
        (venue_id, market_id): (VenueId, MarketId),
        price: QuotedPrice,
        outcomes: Vec<Outcome>,
    ) -> Self {
        Self {
            venue_id,
            market_id,
            side: Side::Back,
            price,
            commission: Commission::NONE,
            outcomes,
            rate: Decimal::ONE,
            step: rust_decimal::dec!(0.01),
            stake_min: Decimal::ZERO,
            stake_max: None,
            payout_max: None,
            placed: Decimal::ZERO,
        }
    }

    /// The same as a lay.
    #[must_use]
    pub fn lay(self) -> Self {
        Self { side: Side::Lay, ..self }
    }

    /// The profit of one unit of stake in a state, before commission and in the venue's currency.
    #[must_use]
    pub fn profit(&self, state: usize) -> Decimal {
        let outcome = self.outcomes.get(state).copied().unwrap_or(Outcome::Void);
        let backers = Factor::of(self.price, outcome).get() - Decimal::ONE;
        match self.side {
            Side::Back => backers,
            Side::Lay => -backers,
        }
    }

    /// What one unit of stake puts up.
    #[must_use]
    pub fn put_up(&self) -> Decimal {
        match self.side {
            Side::Back => Decimal::ONE,
            Side::Lay => Factor::won(self.price).get() - Decimal::ONE,
        }
    }

    /// The smallest and the largest new stake that is one, in steps; both 0 where none is taken.
    pub(super) fn steps(&self, total: Decimal) -> (i64, i64) {
        let paid = Factor::won(self.price).get();
        let by_payout = self.payout_max.map_or(AMOUNT_MAX, |most| most / paid - self.placed);
        let by_total = total.checked_div(self.rate * self.put_up()).unwrap_or(AMOUNT_MAX);
        let most = self.stake_max.unwrap_or(AMOUNT_MAX).min(by_payout).min(by_total);
        let steps =
            |amount: Decimal| i64::try_from(amount / self.step).unwrap_or(STEPS_MAX).min(STEPS_MAX);
        let least = ceil_to(self.stake_min, self.step).max(self.step);
        let most = floor_to(most.clamp(Decimal::ZERO, AMOUNT_MAX), self.step);
        if least > most { (0, 0) } else { (steps(least), steps(most)) }
    }

    pub(super) fn check(&self, at: usize) -> Result<(), HedgeError> {
        let refuse =
            |what, value, range| Err(HedgeError::OutOfRange { what, leg: Some(at), value, range });
        if self.step < STEP_MIN || self.step > AMOUNT_MAX {
            return refuse("stake step", self.step, "at least 0.00000001");
        }
        if self.rate <= Decimal::ONE / RATE_MAX || self.rate > RATE_MAX {
            return refuse(
                "rate of exchange",
                self.rate,
                "above a millionth and at most a million",
            );
        }
        if self.side == Side::Lay && self.price.price().get() < LAY_PRICE_MIN {
            return refuse("price to lay", self.price.price().get(), "at least 1.0001");
        }
        let amounts = [
            ("smallest stake", Some(self.stake_min)),
            ("largest stake", self.stake_max),
            ("largest payout", self.payout_max),
            ("placed stake", Some(self.placed)),
        ];
        for (what, amount) in amounts {
            if let Some(amount) = amount.filter(|a| *a < Decimal::ZERO || *a > AMOUNT_MAX) {
                return refuse(what, amount, "at least 0 and at most a thousand billions");
            }
        }
        Ok(())
    }
}
