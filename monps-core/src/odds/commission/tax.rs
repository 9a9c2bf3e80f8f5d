//! What a state takes, and from what.

use rust_decimal::{Decimal, dec};

use crate::error::money::MoneyError;
use crate::error::odds::OddsError;
use crate::money::{Money, Rounding};
use crate::odds::Price;

/// The highest rate believed.
const RATE_BELOW: Decimal = dec!(0.5);

/// What the rate is of, and so when it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaxBase {
    /// The stake, on top of it: 100 staked at 5.3 % cost 105.30.
    StakeOnTop,
    /// The stake, out of it: of 105.30 paid, 100 are staked. The German betting tax, which is due on
    /// the stake without the tax.
    StakeInside,
    /// The payout, the stake included, when there is one.
    Payout,
    /// The winnings, when there are any.
    Winnings,
}

/// A tax on bets. France takes nothing from the player: [`Tax::NONE`].
///
/// ```
/// use monps_core::odds::{Price, Tax, TaxBase};
/// use monps_core::money::{Currency, Money, Rounding};
/// use rust_decimal::dec;
///
/// let tax = Tax::new(dec!(0.053), TaxBase::StakeInside)?;
/// let paid = Money::new(dec!(105.30), Currency::EUR)?;
/// assert_eq!(tax.on_stake(paid, Rounding::HalfUp)?.amount(), dec!(5.30));
/// assert!(tax.effective(Price::new(dec!(2.106))?) > dec!(1.9999));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tax {
    rate: Decimal,
    base: TaxBase,
}

impl Tax {
    /// Nothing.
    pub const NONE: Self = Self { rate: Decimal::ZERO, base: TaxBase::Winnings };

    /// A rate from 0 up to, not including, one half.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`].
    pub fn new(rate: Decimal, base: TaxBase) -> Result<Self, OddsError> {
        if rate >= Decimal::ZERO && rate < RATE_BELOW {
            return Ok(Self { rate, base });
        }
        Err(OddsError::OutOfRange {
            what: "tax rate (a fraction: 5.3 % is 0.053)",
            value: rate,
            above: Decimal::ZERO,
            most: RATE_BELOW,
        })
    }

    /// The rate, as a fraction.
    #[must_use]
    pub const fn rate(&self) -> Decimal {
        self.rate
    }

    /// What the rate is of.
    #[must_use]
    pub const fn base(&self) -> TaxBase {
        self.base
    }

    /// What is due when a bet is placed. On top, the amount given is the stake; inside, it is what
    /// is paid for stake and tax together.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond what an amount may be.
    pub fn on_stake(&self, amount: Money, rounding: Rounding) -> Result<Money, MoneyError> {
        match self.base {
            TaxBase::StakeOnTop => amount.times(self.rate, rounding),
            TaxBase::StakeInside => amount.times(self.rate / (Decimal::ONE + self.rate), rounding),
            TaxBase::Payout | TaxBase::Winnings => Ok(Money::zero(amount.currency())),
        }
    }

    /// What is due when a bet is settled with a payout, the stake included.
    ///
    /// # Errors
    /// [`MoneyError`] for amounts of two currencies, or beyond what an amount may be.
    pub fn on_payout(
        &self,
        stake: Money,
        payout: Money,
        rounding: Rounding,
    ) -> Result<Money, MoneyError> {
        let winnings = payout.minus(stake)?;
        match self.base {
            TaxBase::StakeOnTop | TaxBase::StakeInside => Ok(Money::zero(stake.currency())),
            TaxBase::Payout => payout.times(self.rate, rounding),
            TaxBase::Winnings if winnings.is_positive() => winnings.times(self.rate, rounding),
            TaxBase::Winnings => Ok(Money::zero(stake.currency())),
        }
    }

    /// What a price is worth: what comes back after tax when the bet wins, for each unit paid.
    #[must_use]
    pub fn effective(&self, price: Price) -> Decimal {
        let price = price.get();
        match self.base {
            TaxBase::StakeOnTop | TaxBase::StakeInside => price / (Decimal::ONE + self.rate),
            TaxBase::Payout => price * (Decimal::ONE - self.rate),
            TaxBase::Winnings => price - (price - Decimal::ONE) * self.rate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn due(base: TaxBase, stake: Decimal, payout: Decimal) -> [Decimal; 2] {
        let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
        let tax = Tax::new(dec!(0.05), base).unwrap();
        let on_payout = tax.on_payout(euros(stake), euros(payout), Rounding::HalfUp).unwrap();
        [tax.on_stake(euros(stake), Rounding::HalfUp).unwrap().amount(), on_payout.amount()]
    }

    #[test]
    fn each_base_is_due_at_its_time() {
        assert_eq!(due(TaxBase::StakeOnTop, dec!(100), dec!(300)), [dec!(5), dec!(0)]);
        assert_eq!(due(TaxBase::StakeInside, dec!(105), dec!(300)), [dec!(5), dec!(0)]);
        assert_eq!(due(TaxBase::Payout, dec!(100), dec!(300)), [dec!(0), dec!(15)]);
        assert_eq!(due(TaxBase::Winnings, dec!(100), dec!(300)), [dec!(0), dec!(10)]);
        assert_eq!(due(TaxBase::Winnings, dec!(100), dec!(50)), [dec!(0), dec!(0)]);
    }

    #[test]
    fn what_a_price_is_worth_after_tax() {
        let price = Price::new(dec!(2.10)).unwrap();
        let worth = |base| Tax::new(dec!(0.05), base).unwrap().effective(price);
        assert_eq!(worth(TaxBase::StakeOnTop), dec!(2));
        assert_eq!(worth(TaxBase::StakeInside), dec!(2));
        assert_eq!(worth(TaxBase::Payout), dec!(1.995));
        assert_eq!(worth(TaxBase::Winnings), dec!(2.045));
        assert_eq!(Tax::NONE.effective(price), dec!(2.10));
        assert!(Tax::new(dec!(5.3), TaxBase::Payout).is_err());
    }
}
