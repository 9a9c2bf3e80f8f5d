//! What a bet comes to.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Bet, BetStatus, StakeKind, Standing, standing};
use crate::error::bet::BetError;
use crate::money::{Money, Rounding};
use crate::odds::QuotedPrice;
use crate::payoff::{Factor, Outcome};
use crate::quote::Side;

/// What became of a bet: the outcome of its legs together, or an early end that no result had a say in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BetOutcome {
    /// By the result.
    Played(Outcome),
    /// Closed early by agreement.
    CashedOut,
}

impl BetOutcome {
    /// The word: that of the outcome ([`Outcome::as_str`]), or `cashed_out`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Played(outcome) => outcome.as_str(),
            Self::CashedOut => "cashed_out",
        }
    }

    /// What the bet's status is once this is booked.
    #[must_use]
    pub const fn status(self) -> BetStatus {
        match self {
            Self::Played(Outcome::Void) => BetStatus::Void,
            Self::Played(_) | Self::CashedOut => BetStatus::Settled,
        }
    }
}

impl FromStr for BetOutcome {
    type Err = BetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == Self::CashedOut.as_str() {
            return Ok(Self::CashedOut);
        }
        text.parse().map(Self::Played).map_err(|_| BetError::UnknownWord {
            text: text.chars().take(40).collect(),
            what: "bet outcome: won, half_won, push, half_lost, lost, void, dead_heat_1_2 or cashed_out",
        })
    }
}

impl fmt::Display for BetOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Played(outcome) => outcome.fmt(f),
            Self::CashedOut => f.write_str(self.as_str()),
        }
    }
}

/// On what word a bet is settled.
///
/// Outcomes given here are those of the *bet*: a lay that wins is `Won`, though the selection lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// By the outcomes of its legs.
    Legs,
    /// The outcome is given; so may be a price that the venue settled at instead of the price taken
    /// (a starting price, a corrected error).
    Forced {
        /// What became of the bet.
        outcome: Outcome,
        /// The price it was settled at, where it is not the one taken.
        price: Option<QuotedPrice>,
    },
    /// The venue says what it paid, and calls it something.
    Paid {
        /// What became of the bet.
        outcome: Outcome,
        /// Everything returned, stake included, before commission.
        payout: Money,
    },
    /// Closed early for an agreed sum; no commission is taken from it.
    CashOut {
        /// Everything returned.
        payout: Money,
    },
}

/// What a bet came to. `profit = payout − at risk − commission`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    outcome: BetOutcome,
    at_risk: Money,
    free_stake: Money,
    payout: Money,
    commission: Money,
    profit: Money,
}

impl Settlement {
    /// What became of the bet.
    #[must_use]
    pub const fn outcome(&self) -> BetOutcome {
        self.outcome
    }

    /// What was put up: the stake when backing, the liability when laying, nothing on a free bet.
    #[must_use]
    pub const fn at_risk(&self) -> Money {
        self.at_risk
    }

    /// The stake of a free bet, which the venue put up; else nothing.
    #[must_use]
    pub const fn free_stake(&self) -> Money {
        self.free_stake
    }

    /// Everything returned, what we put up and a boost included, before commission.
    #[must_use]
    pub const fn payout(&self) -> Money {
        self.payout
    }

    /// What the venue takes from the winnings.
    #[must_use]
    pub const fn commission(&self) -> Money {
        self.commission
    }

    /// What was gained, negative when lost, after commission.
    #[must_use]
    pub const fn profit(&self) -> Money {
        self.profit
    }
}

impl Bet {
    /// What the bet comes to on a verdict. Amounts are rounded to the cent once, as named.
    ///
    /// Commission is worked out as for a bet alone in its market; a lay's payout is its liability
    /// back, plus or minus what it won or lost. A free bet pays what it wins above its stake, which
    /// does not come back; a boost is paid on top of the winnings, save where the venue says what it
    /// paid.
    ///
    /// # Errors
    /// [`BetError::LegsOpen`] when legs decide and are not decided, [`BetError::PayoutContradicts`]
    /// when a given payout or price does not go with the outcome, [`BetError::Money`] for an amount in
    /// another currency or out of range.
    pub fn settlement(&self, verdict: Verdict, rounding: Rounding) -> Result<Settlement, BetError> {
        match verdict {
            Verdict::Legs => match standing(&self.terms.legs)? {
                Standing::Open { open_count, .. } => Err(BetError::LegsOpen { count: open_count }),
                Standing::Decided { outcome, factor } => {
                    self.played(self.seen_by_us(outcome), factor, rounding)
                }
            },
            Verdict::Forced { outcome, price } => {
                let winning = match price {
                    Some(price) => Factor::won(price),
                    None => self.price_taken()?,
                };
                let factor = winning.after(self.seen_by_us(outcome));
                self.played(outcome, factor, rounding)
            }
            Verdict::Paid { outcome, payout } => self.paid(outcome, payout, rounding),
            Verdict::CashOut { payout } => {
                let at_risk = self.liability(rounding)?;
                let outcome = BetOutcome::CashedOut;
                self.closed(outcome, at_risk, payout, Money::zero(payout.currency()))
            }
        }
    }

    /// The selection's outcome as the bet's, and the other way round.
    pub(super) const fn seen_by_us(&self, outcome: Outcome) -> Outcome {
        match self.terms.side {
            Side::Back => outcome,
            Side::Lay => outcome.mirrored(),
        }
    }

    /// `factor` is what the backer gets back for each unit.
    fn played(
        &self,
        outcome: Outcome,
        factor: Factor,
        rounding: Rounding,
    ) -> Result<Settlement, BetError> {
        let stake = self.terms.stake;
        let at_risk = self.liability(rounding)?;
        let backers = factor.payout(stake, rounding)?;
        let payout = match (self.terms.side, self.terms.offer.stake) {
            (Side::Back, StakeKind::Cash) => self.boosted(backers, at_risk, rounding)?,
            // The part of the stake that won stays the venue's; a push or worse leaves nothing.
            (Side::Back, StakeKind::Free) => {
                let won = backers.minus(standing_stake(stake, outcome, rounding)?)?;
                if won.is_positive() { self.boosted(won, at_risk, rounding)? } else { at_risk }
            }
            (Side::Lay, _) => at_risk.plus(stake)?.minus(backers)?,
        };
        let commission = self.commission_on(payout.minus(at_risk)?, rounding)?;
        self.closed(BetOutcome::Played(outcome), at_risk, payout, commission)
    }

    /// A payout with what the boost adds to its winnings.
    fn boosted(
        &self,
        payout: Money,
        at_risk: Money,
        rounding: Rounding,
    ) -> Result<Money, BetError> {
        match &self.terms.offer.boost {
            Some(boost) => Ok(payout.plus(boost.extra(payout.minus(at_risk)?, rounding)?)?),
            None => Ok(payout),
        }
    }

    fn paid(
        &self,
        outcome: Outcome,
        payout: Money,
        rounding: Rounding,
    ) -> Result<Settlement, BetError> {
        let at_risk = self.liability(rounding)?;
        let winnings = payout.minus(at_risk)?;
        let sign = winnings.amount().cmp(&Money::zero(payout.currency()).amount());
        let agrees = match outcome {
            Outcome::Won | Outcome::HalfWon => sign != Ordering::Less,
            Outcome::Push | Outcome::Void => sign == Ordering::Equal,
            Outcome::HalfLost => sign != Ordering::Greater,
            Outcome::Lost => payout.is_zero(),
            // A share of a long price wins more than the stake, one of a short price less.
            Outcome::DeadHeat(_) => true,
        };
        if !agrees {
            return Err(contradiction(payout, at_risk, outcome.as_str()));
        }
        let commission = self.commission_on(winnings, rounding)?;
        self.closed(BetOutcome::Played(outcome), at_risk, payout, commission)
    }

    fn commission_on(&self, winnings: Money, rounding: Rounding) -> Result<Money, BetError> {
        if winnings.is_positive() {
            Ok(winnings.times(self.terms.commission.rate(), rounding)?)
        } else {
            Ok(Money::zero(winnings.currency()))
        }
    }

    fn closed(
        &self,
        outcome: BetOutcome,
        at_risk: Money,
        payout: Money,
        commission: Money,
    ) -> Result<Settlement, BetError> {
        if payout.amount().is_sign_negative() {
            return Err(contradiction(payout, at_risk, outcome.as_str()));
        }
        Ok(Settlement {
            outcome,
            at_risk,
            free_stake: self.free_stake(),
            payout,
            commission,
            profit: payout.minus(at_risk)?.minus(commission)?,
        })
    }
}

/// The part of a stake that comes back with its winnings: of a dead heat the places' share of it.
fn standing_stake(stake: Money, outcome: Outcome, rounding: Rounding) -> Result<Money, BetError> {
    match outcome {
        Outcome::DeadHeat(heat) => {
            let (places, tied) = (Decimal::from(heat.places()), Decimal::from(heat.tied()));
            Ok(Money::rounded(stake.amount() * places / tied, stake.currency(), rounding)?)
        }
        _ => Ok(stake),
    }
}

const fn contradiction(payout: Money, staked: Money, outcome: &'static str) -> BetError {
    BetError::PayoutContradicts { payout, staked, outcome }
}
