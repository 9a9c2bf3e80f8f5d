//! Each-way: two bets of one stake each, one on winning and one on being placed.
//!
//! ```
//! use monps_core::bet::{EachWay, EachWayTerms};
//! use monps_core::money::{Currency, Money, Rounding};
//! use monps_core::odds::QuotedPrice;
//! use monps_core::payoff::Finish;
//! use rust_decimal::dec;
//!
//! // 10 each way at 8/1, a quarter the odds, three places; it comes second.
//! let terms = EachWayTerms::new(12, 3, (1, 4))?;
//! let stake = Money::new(dec!(10), Currency::GBP)?;
//! let bet = EachWay::new(QuotedPrice::fractional(8, 1)?, terms, stake)?;
//! let settled = bet.settle(Finish::new(2, 1)?, 0, Rounding::HalfUp)?;
//! assert_eq!(settled.win.to_string(), "0.00 GBP");
//! // The place part is at 2/1.
//! assert_eq!(settled.place.to_string(), "30.00 GBP");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use rust_decimal::Decimal;

use crate::error::bet::BetError;
use crate::error::settle::SettleError;
use crate::money::{Money, Rounding};
use crate::odds::QuotedPrice;
use crate::payoff::{Factor, Finish, Outcome};
use crate::settle::withdrawal::deducted;

/// The terms of an each-way bet, fixed when it is struck: withdrawals afterwards do not change them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EachWayTerms {
    runners: u32,
    places: u8,
    fraction: (u32, u32),
}

impl EachWayTerms {
    /// So many runners, so many places that pay, at this fraction of the odds: `(1, 4)` is a quarter.
    ///
    /// # Errors
    /// [`BetError::EachWayTerms`] unless some but not all runners can be placed and the fraction is
    /// above 0 and at most 1.
    pub const fn new(runners: u32, places: u8, fraction: (u32, u32)) -> Result<Self, BetError> {
        let (numerator, denominator) = fraction;
        let is_share = numerator >= 1 && numerator <= denominator;
        // `u32::from` is not const.
        if is_share && places >= 1 && (places as u32) < runners {
            Ok(Self { runners, places, fraction })
        } else {
            Err(BetError::EachWayTerms { runners, places, numerator, denominator })
        }
    }

    /// How many runners there were when the bet was struck.
    #[must_use]
    pub const fn runners(self) -> u32 {
        self.runners
    }

    /// How many places pay.
    #[must_use]
    pub const fn places(self) -> u8 {
        self.places
    }

    /// The fraction of the odds that a place pays.
    #[must_use]
    pub const fn fraction(self) -> (u32, u32) {
        self.fraction
    }

    /// What the place part returns per unit when it wins: `1 + (o − 1) × fraction`.
    ///
    /// # Errors
    /// [`SettleError::FactorOutOfRange`].
    pub fn place_factor(self, price: QuotedPrice) -> Result<Factor, SettleError> {
        self.share_of(Factor::won(price))
    }

    fn share_of(self, factor: Factor) -> Result<Factor, SettleError> {
        let (numerator, denominator) = self.fraction;
        let (numerator, denominator) = (Decimal::from(numerator), Decimal::from(denominator));
        factor.winnings().scaled(numerator, denominator).plus(Factor::ONE)
    }
}

/// An each-way bet: two bets of the same stake, one on winning at the price and one on being placed at
/// 1 + (price − 1) × the fraction of its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EachWay {
    price: QuotedPrice,
    terms: EachWayTerms,
    stake_each: Money,
}

/// What the two parts of an each-way bet return, stakes included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EachWayPayout {
    /// On winning.
    pub win: Money,
    /// On being placed.
    pub place: Money,
}

impl EachWayPayout {
    /// Both together.
    ///
    /// # Errors
    /// [`BetError::Money`] beyond the largest amount.
    pub fn total(self) -> Result<Money, BetError> {
        Ok(self.win.plus(self.place)?)
    }
}

impl EachWay {
    /// A bet of `stake_each` on each part: twice that is put up.
    ///
    /// # Errors
    /// [`BetError::NoStake`].
    pub fn new(
        price: QuotedPrice,
        terms: EachWayTerms,
        stake_each: Money,
    ) -> Result<Self, BetError> {
        if stake_each.is_positive() {
            Ok(Self { price, terms, stake_each })
        } else {
            Err(BetError::NoStake { stake: stake_each })
        }
    }

    /// The price of the win part.
    #[must_use]
    pub const fn price(&self) -> QuotedPrice {
        self.price
    }

    /// The terms.
    #[must_use]
    pub const fn terms(&self) -> EachWayTerms {
        self.terms
    }

    /// What is put up on both parts.
    ///
    /// # Errors
    /// [`BetError::Money`] beyond the largest amount.
    pub fn staked(&self) -> Result<Money, BetError> {
        Ok(self.stake_each.plus(self.stake_each)?)
    }

    /// What it returns when the runner finished here, after Rule 4 took so many pence from each pound
    /// of winnings (0 for none). The place part is a fraction of the odds that are left.
    ///
    /// Ties for the first place or for the last one that pays are dead heats of the part concerned.
    ///
    /// # Errors
    /// [`BetError::Leg`] or [`BetError::Money`] for amounts beyond range.
    pub fn settle(
        &self,
        finish: Finish,
        rule4_pence: u8,
        rounding: Rounding,
    ) -> Result<EachWayPayout, BetError> {
        let price = deducted(Factor::won(self.price), rule4_pence)?;
        let part = |factor: Factor, outcome: Outcome| {
            factor.after(outcome).payout(self.stake_each, rounding)
        };
        Ok(EachWayPayout {
            win: part(price, finish.outcome(1))?,
            place: part(self.terms.share_of(price)?, finish.outcome(self.terms.places))?,
        })
    }

    /// What it returns when the runner did not start: both stakes.
    #[must_use]
    pub const fn withdrawn(&self) -> EachWayPayout {
        EachWayPayout { win: self.stake_each, place: self.stake_each }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::money::Currency;

    fn settled(finish: (u32, u8), pence: u8) -> (Decimal, Decimal) {
        let stake = Money::new(dec!(10), Currency::GBP).unwrap();
        let terms = EachWayTerms::new(9, 3, (1, 5)).unwrap();
        let bet = EachWay::new(QuotedPrice::fractional(10, 1).unwrap(), terms, stake).unwrap();
        assert_eq!(bet.staked().unwrap().amount(), dec!(20));
        let finish = Finish::new(finish.0, finish.1).unwrap();
        let paid = bet.settle(finish, pence, Rounding::HalfUp).unwrap();
        (paid.win.amount(), paid.place.amount())
    }

    #[test]
    fn two_bets_are_settled_apart() {
        assert_eq!(settled((1, 1), 0), (dec!(110), dec!(30)));
        assert_eq!(settled((3, 1), 0), (dec!(0), dec!(30)));
        assert_eq!(settled((4, 1), 0), (dec!(0), dec!(0)));
        // A dead heat of two for first: half of the win part, the place part in full.
        assert_eq!(settled((1, 2), 0), (dec!(55), dec!(30)));
        // Of two for third: half of the place part.
        assert_eq!(settled((3, 2), 0), (dec!(0), dec!(15)));
        // 20p in the pound: 10/1 pays 8/1, and a fifth of that for the place.
        assert_eq!(settled((1, 1), 20), (dec!(90), dec!(26)));
    }

    #[test]
    fn terms_that_make_no_sense_are_refused() {
        for (runners, places, fraction) in
            [(3, 3, (1, 4)), (8, 0, (1, 4)), (8, 3, (0, 4)), (8, 3, (5, 4)), (8, 3, (1, 0))]
        {
            let refused = EachWayTerms::new(runners, places, fraction);
            assert!(matches!(refused, Err(BetError::EachWayTerms { .. })), "{refused:?}");
        }
    }
}
