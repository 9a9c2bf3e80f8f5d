//! Promotions as what they bring.

use rust_decimal::Decimal;

use super::{check_amount, check_fraction};
use crate::error::promo::PromoError;
use crate::odds::{Commission, Price, Probability};

/// A promotion on one bet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What the bet is made with.
    stake: Decimal,
    is_free: bool,
    is_stake_returned: bool,
    /// What comes back if the bet loses.
    refund: Decimal,
    /// What the promotion gives away, which a conversion is measured by.
    gift: Option<Decimal>,
}

impl Offer {
    /// A free bet: an amount that is not ours. Nothing is lost when it loses; when it wins the winnings
    /// are ours, and the stake too where the terms say that it is returned.
    ///
    /// # Errors
    /// [`PromoError::OutOfRange`] for an amount that is not positive.
    pub fn free_bet(amount: Decimal, is_stake_returned: bool) -> Result<Self, PromoError> {
        let stake = check_amount("free bet", amount)?;
        let (refund, gift) = (Decimal::ZERO, Some(stake));
        Ok(Self { stake, is_free: true, is_stake_returned, refund, gift })
    }

    /// A bet of one's own money at a boosted price: the price of the bet is the boosted one. Without a
    /// boost it is a plain bet, covered to qualify for something.
    ///
    /// # Errors
    /// [`PromoError::OutOfRange`] for a stake that is not positive.
    pub fn boost(stake: Decimal) -> Result<Self, PromoError> {
        let stake = check_amount("stake", stake)?;
        let refund = Decimal::ZERO;
        Ok(Self { stake, is_free: false, is_stake_returned: true, refund, gift: None })
    }

    /// A bet of one's own money of which a part comes back if it loses: the rate of the stake, up to a
    /// largest refund, worth so much of its face (1 for cash; for a free bet what it converts to, 0.75
    /// say).
    ///
    /// ```
    /// use monps_core::promo::Offer;
    /// use rust_decimal::dec;
    ///
    /// // "Up to 50 € back as a free bet if your first bet loses."
    /// let offer = Offer::cashback(dec!(80), dec!(1), dec!(50), dec!(0.75))?;
    /// assert_eq!(offer.profit_if_lost(), dec!(-42.50));
    /// # Ok::<(), monps_core::error::promo::PromoError>(())
    /// ```
    ///
    /// # Errors
    /// [`PromoError::OutOfRange`] for amounts that are not positive or fractions outside 0..1.
    pub fn cashback(
        stake: Decimal,
        rate: Decimal,
        refund_max: Decimal,
        worth: Decimal,
    ) -> Result<Self, PromoError> {
        let stake = check_amount("stake", stake)?;
        let rate = check_fraction("share of the stake refunded", rate)?;
        let refund_max = check_amount("largest refund", refund_max)?;
        let worth = check_fraction("worth of a refunded unit", worth)?;
        let face = (stake * rate).min(refund_max);
        let gift = (face > Decimal::ZERO).then_some(face);
        let refund = face * worth;
        Ok(Self { stake, is_free: false, is_stake_returned: true, refund, gift })
    }

    /// W: the profit if the bet wins at a price, after commission on its winnings.
    #[must_use]
    pub fn profit_if_won(&self, price: Price, commission: Commission) -> Decimal {
        let winnings = self.stake * (commission.effective(price) - Decimal::ONE);
        let is_bonus = self.is_free && self.is_stake_returned;
        if is_bonus { winnings + self.stake } else { winnings }
    }

    /// Z: the profit if the bet loses.
    #[must_use]
    pub fn profit_if_lost(&self) -> Decimal {
        if self.is_free { self.refund } else { self.refund - self.stake }
    }

    /// What the promotion is worth on average without cover, at a fair probability.
    #[must_use]
    pub fn expected_profit(
        &self,
        price: Price,
        commission: Commission,
        fair: Probability,
    ) -> Decimal {
        self.profit_if_won(price, commission) * fair.get()
            + self.profit_if_lost() * fair.complement().get()
    }

    /// How much of one's own money the bet takes.
    #[must_use]
    pub fn own_stake(&self) -> Decimal {
        if self.is_free { Decimal::ZERO } else { self.stake }
    }

    /// What the promotion gives away: the free bet, or the largest refund. None for a boost.
    #[must_use]
    pub const fn gift(&self) -> Option<Decimal> {
        self.gift
    }
}
