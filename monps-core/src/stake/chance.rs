//! A bet that might be placed, as a staking plan sees it.

use rust_decimal::Decimal;

use crate::error::stake::StakeError;
use crate::money::{Money, Rounding};
use crate::odds::{Commission, Price, Probability};
use crate::quote::Side;

/// A price, a side, and how likely it is to win and to lose; the rest is a push.
///
/// The bet is taken to be alone in its market, so that commission applies to its own winnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    price: Price,
    side: Side,
    commission: Commission,
    win: Decimal,
    lose: Decimal,
}

impl Chance {
    /// Backing a selection that happens with this probability, and otherwise loses.
    #[must_use]
    pub fn back(price: Price, commission: Commission, happens: Probability) -> Self {
        Self {
            price,
            side: Side::Back,
            commission,
            win: happens.get(),
            lose: happens.complement().get(),
        }
    }

    /// Laying a selection that happens with this probability; the lay wins when it does not.
    #[must_use]
    pub fn lay(price: Price, commission: Commission, happens: Probability) -> Self {
        Self {
            side: Side::Lay,
            win: happens.complement().get(),
            lose: happens.get(),
            ..Self::back(price, commission, happens)
        }
    }

    /// The same bet where a part of the probability is a push: the bet wins with `win`, loses with
    /// `lose`, and the stake comes back otherwise.
    ///
    /// # Errors
    /// [`StakeError::TooMuchProbability`] when the two sum to more than 1.
    pub fn with_push(self, win: Probability, lose: Probability) -> Result<Self, StakeError> {
        let sum = win.get() + lose.get();
        if sum > Decimal::ONE {
            return Err(StakeError::TooMuchProbability { sum: win.estimate() + lose.estimate() });
        }
        Ok(Self { win: win.get(), lose: lose.get(), ..self })
    }

    /// Back or lay.
    #[must_use]
    pub const fn side(&self) -> Side {
        self.side
    }

    /// The price.
    #[must_use]
    pub const fn price(&self) -> Price {
        self.price
    }

    /// The probability that *our* bet wins.
    #[must_use]
    pub const fn win(&self) -> Decimal {
        self.win
    }

    /// The probability that *our* bet loses.
    #[must_use]
    pub const fn lose(&self) -> Decimal {
        self.lose
    }

    /// What one unit put up wins, after commission: (o−1)(1−c) for a back, (1−c)/(o−1) for a lay.
    #[must_use]
    pub fn winnings_per_unit(&self) -> Decimal {
        let odds = self.price.get() - Decimal::ONE;
        let kept = Decimal::ONE - self.commission.rate();
        match self.side {
            Side::Back => odds * kept,
            Side::Lay => kept / odds,
        }
    }

    /// The backer's stake that corresponds to what is put up: the same for a back; liability over
    /// (o−1) for a lay, rounded down so that the liability is not exceeded.
    ///
    /// # Errors
    /// [`StakeError::Money`] when a tiny price makes it larger than an amount may be.
    pub fn stake_for(&self, put_up: Money) -> Result<Money, StakeError> {
        match self.side {
            Side::Back => Ok(put_up),
            Side::Lay => {
                let odds = self.price.get() - Decimal::ONE;
                // A divisor this small would overflow before the bound of money is asked.
                let stake = put_up.amount().checked_div(odds).unwrap_or(Decimal::MAX);
                Ok(Money::rounded(stake, put_up.currency(), Rounding::Down)?)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::money::Currency;

    #[test]
    fn a_liability_becomes_the_backers_stake() {
        let price = Price::new(dec!(3.5)).unwrap();
        let chance = Chance::lay(price, Commission::NONE, Probability::new(dec!(0.25)).unwrap());
        let liability = Money::new(dec!(100), Currency::EUR).unwrap();
        assert_eq!(chance.stake_for(liability).unwrap().amount(), dec!(40));
        assert_eq!(chance.win(), dec!(0.75));
        assert_eq!(chance.winnings_per_unit(), dec!(0.4));
    }

    #[test]
    fn a_lay_a_hair_above_one_is_an_error_and_no_panic() {
        let price = Price::new(dec!(1.0000000000000000000000000001)).unwrap();
        let chance = Chance::lay(price, Commission::NONE, Probability::new(dec!(0.9)).unwrap());
        let liability = Money::new(dec!(1000000), Currency::EUR).unwrap();
        assert!(chance.stake_for(liability).is_err());
    }

    #[test]
    fn win_and_lose_are_at_most_one() {
        let price = Price::new(dec!(2)).unwrap();
        let p = |value| Probability::new(value).unwrap();
        let chance = Chance::back(price, Commission::NONE, p(dec!(0.5)));
        assert!(chance.with_push(p(dec!(0.6)), p(dec!(0.5))).is_err());
        assert!(chance.with_push(p(dec!(0.5)), p(dec!(0.3))).is_ok());
    }
}
