//! What a venue takes, whatever its way.

use rust_decimal::Decimal;

use super::{Commission, ContractFee, PerBet};
use crate::error::money::MoneyError;
use crate::money::{Currency, Money, Rounding};
use crate::odds::{Price, Probability};

/// What a settled bet came to, before anything is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettledBet {
    /// What could be lost: the stake when backing, the liability when laying. Positive.
    pub at_risk: Money,
    /// What could be won. Positive.
    pub to_win: Money,
    /// What it won, negative when lost.
    pub profit: Money,
}

/// How a venue charges.
///
/// ```
/// use monps_core::money::{Currency, Money, Rounding};
/// use monps_core::odds::{Charge, Commission, SettledBet};
/// use rust_decimal::dec;
///
/// let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
/// let bet = |profit| SettledBet { at_risk: euros(dec!(10)), to_win: euros(dec!(20)), profit };
/// // Two bets in one market: 20 won and 10 lost are 10 net.
/// let market = [bet(euros(dec!(20))), bet(euros(dec!(-10)))];
/// let charge = Charge::NetMarket(Commission::new(dec!(0.05))?);
/// let taken = charge.on_market(Currency::EUR, &market, Rounding::HalfUp)?;
/// assert_eq!(taken.amount(), dec!(0.50));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// A rate of the net winnings of each market.
    NetMarket(Commission),
    /// A rate of each bet by itself.
    PerBet(PerBet),
    /// A fee for each contract, when it is traded.
    PerContract(ContractFee),
}

impl Charge {
    /// What is taken when a market is settled, all of one's bets in it given.
    ///
    /// # Errors
    /// [`MoneyError`] for amounts of another currency or beyond what an amount may be.
    pub fn on_market(
        &self,
        currency: Currency,
        bets: &[SettledBet],
        rounding: Rounding,
    ) -> Result<Money, MoneyError> {
        match self {
            Self::NetMarket(commission) => {
                let net = Money::sum(currency, bets.iter().map(|bet| bet.profit))?;
                commission.on_net(net, rounding)
            }
            Self::PerBet(rate) => bets
                .iter()
                .try_fold(Money::zero(currency), |sum, bet| sum.plus(rate.on_bet(bet, rounding)?)),
            Self::PerContract(_) => Ok(Money::zero(currency)),
        }
    }

    /// What is taken when contracts are bought or sold at a price.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond what an amount may be.
    pub fn on_trade(
        &self,
        contracts: Decimal,
        price: Probability,
        currency: Currency,
    ) -> Result<Money, MoneyError> {
        match self {
            Self::PerContract(fee) => fee.on_trade(contracts, price, currency),
            Self::NetMarket(_) | Self::PerBet(_) => Ok(Money::zero(currency)),
        }
    }

    /// What a back price is worth to a bet alone in its market: what comes back when it wins, for
    /// each unit lost when it does not. Nothing is rounded to the cent.
    #[must_use]
    pub fn effective(&self, price: Price) -> Decimal {
        match self {
            Self::NetMarket(commission) => commission.effective(price),
            Self::PerBet(rate) => rate.effective(price),
            Self::PerContract(fee) => fee.effective(price),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::odds::{ContractCurve, PerBetBase};

    #[test]
    fn each_way_of_charging_is_asked_when_it_charges() {
        let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
        let bets = [dec!(20), dec!(-10)].map(|profit| SettledBet {
            at_risk: euros(dec!(10)),
            to_win: euros(dec!(20)),
            profit: euros(profit),
        });
        let market = |charge: Charge| {
            charge.on_market(Currency::EUR, &bets, Rounding::HalfUp).unwrap().amount()
        };
        let half = Probability::new(dec!(0.5)).unwrap();
        let trade =
            |charge: Charge| charge.on_trade(dec!(100), half, Currency::USD).unwrap().amount();
        let net = Charge::NetMarket(Commission::new(dec!(0.05)).unwrap());
        let each = Charge::PerBet(PerBet::new(dec!(0.05), PerBetBase::Winnings).unwrap());
        let fee = ContractFee::new(ContractCurve::Variance, dec!(0.07), 2).unwrap();
        let contract = Charge::PerContract(fee);
        assert_eq!([net, each, contract].map(market), [dec!(0.50), dec!(1.00), dec!(0)]);
        assert_eq!([net, each, contract].map(trade), [dec!(0), dec!(0), dec!(1.75)]);
        let evens = Price::EVENS;
        let worth = [net, each, contract].map(|charge| charge.effective(evens));
        assert_eq!(worth[..2], [dec!(1.95), dec!(1.95)]);
        // 50 cents and a fee of 1.75 return a dollar.
        assert_eq!(Rounding::HalfEven.apply(worth[2], 6), dec!(1.932367));
    }
}
