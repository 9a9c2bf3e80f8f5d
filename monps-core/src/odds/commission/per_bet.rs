//! Commission on every bet by itself.

use rust_decimal::Decimal;

use super::{Commission, SettledBet};
use crate::error::money::MoneyError;
use crate::error::odds::OddsError;
use crate::money::{Money, Rounding};
use crate::odds::Price;

/// What the rate is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PerBetBase {
    /// What the bet won; losing bets are free. Nothing offsets within the market.
    Winnings,
    /// What the bet won, and of a losing bet the lesser of what it lost and what it could have won
    /// (Matchbook until November 2019).
    WinningsOrLesser,
    /// What was put at risk, won or lost.
    AtRisk,
}

/// A rate on every bet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PerBet {
    rate: Commission,
    base: PerBetBase,
}

impl PerBet {
    /// A rate from 0 up to, not including, one half.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`].
    pub fn new(rate: Decimal, base: PerBetBase) -> Result<Self, OddsError> {
        Ok(Self { rate: Commission::new(rate)?, base })
    }

    /// What is taken from one bet.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond what an amount may be.
    pub fn on_bet(&self, bet: &SettledBet, rounding: Rounding) -> Result<Money, MoneyError> {
        let lesser =
            if bet.to_win.amount() < bet.at_risk.amount() { bet.to_win } else { bet.at_risk };
        let base = match self.base {
            PerBetBase::AtRisk => bet.at_risk,
            PerBetBase::Winnings => bet.profit,
            PerBetBase::WinningsOrLesser if bet.profit.amount().is_sign_negative() => lesser,
            PerBetBase::WinningsOrLesser => bet.profit,
        };
        self.rate.on_net(base, rounding)
    }

    /// What a back price is worth: what comes back when it wins, for each unit lost when it does
    /// not, the charge on the loss included.
    #[must_use]
    pub fn effective(&self, price: Price) -> Decimal {
        let (winnings, rate) = (price.get() - Decimal::ONE, self.rate.rate());
        let (won, lost) = match self.base {
            PerBetBase::Winnings => (winnings * rate, Decimal::ZERO),
            PerBetBase::WinningsOrLesser => (winnings * rate, winnings.min(Decimal::ONE) * rate),
            PerBetBase::AtRisk => (rate, rate),
        };
        (price.get() - won + lost) / (Decimal::ONE + lost)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::money::Currency;

    fn taken(base: PerBetBase, at_risk: Decimal, to_win: Decimal, profit: Decimal) -> Decimal {
        let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
        let bet =
            SettledBet { at_risk: euros(at_risk), to_win: euros(to_win), profit: euros(profit) };
        PerBet::new(dec!(0.01), base).unwrap().on_bet(&bet, Rounding::HalfUp).unwrap().amount()
    }

    /// A published example: 10 at 3.76 pays 0.28 of 27.60 won, and 0.10 when lost.
    #[test]
    fn the_lesser_of_loss_and_winnings() {
        let base = PerBetBase::WinningsOrLesser;
        assert_eq!(taken(base, dec!(10), dec!(27.60), dec!(27.60)), dec!(0.28));
        assert_eq!(taken(base, dec!(10), dec!(27.60), dec!(-10)), dec!(0.10));
        assert_eq!(taken(base, dec!(10), dec!(4), dec!(-10)), dec!(0.04));
        // A push is neither won nor lost.
        assert_eq!(taken(base, dec!(10), dec!(4), dec!(0)), dec!(0));
        assert_eq!(taken(PerBetBase::Winnings, dec!(10), dec!(4), dec!(-10)), dec!(0));
        assert_eq!(taken(PerBetBase::AtRisk, dec!(10), dec!(4), dec!(-10)), dec!(0.10));
    }

    /// 1,000 at 2.00 risks 1,010 to win 990.
    #[test]
    fn a_charge_on_losing_bets_is_in_the_effective_price() {
        let rate = PerBet::new(dec!(0.01), PerBetBase::WinningsOrLesser).unwrap();
        assert_eq!(rate.effective(Price::EVENS), dec!(2000) / dec!(1010));
        let rate = PerBet::new(dec!(0.01), PerBetBase::AtRisk).unwrap();
        assert_eq!(rate.effective(Price::EVENS), dec!(2000) / dec!(1010));
    }
}
