//! Fees of prediction markets: for each contract, by its price.

use rust_decimal::Decimal;

use crate::error::money::MoneyError;
use crate::error::odds::OddsError;
use crate::money::{AMOUNT_MAX, Currency, Money, Rounding};
use crate::odds::{Price, Probability};

/// The highest rate believed.
const RATE_MOST: Decimal = Decimal::ONE;
/// The highest exponent believed.
const EXPONENT_MOST: u32 = 8;

/// How the fee of one contract that pays 1 depends on its price p.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContractCurve {
    /// rate: the same at every price.
    Flat,
    /// rate · p(1 − p): Kalshi's, 0.07 for takers and 0.0175 for makers of most series in its fee
    /// schedule of 2025.
    Variance,
    /// rate · min(p, 1 − p): the formula of the exchange contract that Polymarket runs.
    Lesser,
    /// rate · p · (p(1 − p))^exponent: Polymarket's taker fee in its fifteen-minute crypto markets,
    /// 0.25 and an exponent of 2.
    Power {
        /// How steeply it falls towards certainty; at most 8.
        exponent: u32,
    },
}

/// A fee for every contract bought or sold, rounded up once for the whole trade.
///
/// ```
/// use monps_core::money::Currency;
/// use monps_core::odds::{ContractCurve, ContractFee, Probability};
/// use rust_decimal::dec;
///
/// let taker = ContractFee::new(ContractCurve::Variance, dec!(0.07), 2)?;
/// let fee = taker.on_trade(dec!(100), Probability::new(dec!(0.25))?, Currency::USD)?;
/// assert_eq!(fee.amount(), dec!(1.32)); // 1.3125
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContractFee {
    curve: ContractCurve,
    rate: Decimal,
    decimals: u32,
}

impl ContractFee {
    /// A fee by a curve and a rate from 0 to 1, rounded up to so many decimals (and never finer than
    /// the currency).
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`].
    pub fn new(curve: ContractCurve, rate: Decimal, decimals: u32) -> Result<Self, OddsError> {
        let out_of_range = |what, value, most| {
            Err(OddsError::OutOfRange { what, value, above: Decimal::ZERO, most })
        };
        if rate < Decimal::ZERO || rate > RATE_MOST {
            return out_of_range("fee rate of a contract that pays 1", rate, RATE_MOST);
        }
        match curve {
            ContractCurve::Power { exponent } if exponent > EXPONENT_MOST => {
                out_of_range("exponent of a fee", exponent.into(), EXPONENT_MOST.into())
            }
            _ => Ok(Self { curve, rate, decimals }),
        }
    }

    /// The fee of one contract at a price, before rounding.
    #[must_use]
    pub fn of_one(&self, price: Probability) -> Decimal {
        let (p, q) = (price.get(), price.complement().get());
        self.rate
            * match self.curve {
                ContractCurve::Flat => Decimal::ONE,
                ContractCurve::Variance => p * q,
                ContractCurve::Lesser => p.min(q),
                ContractCurve::Power { exponent } => (0..exponent).fold(p, |fee, _| fee * (p * q)),
            }
    }

    /// The fee of a trade. Exact, then rounded up: a cent begun is a cent.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] for less than no contracts or more than an amount may be.
    pub fn on_trade(
        &self,
        contracts: Decimal,
        price: Probability,
        currency: Currency,
    ) -> Result<Money, MoneyError> {
        let out_of_range = MoneyError::OutOfRange { amount: contracts, bound: AMOUNT_MAX };
        if contracts.is_sign_negative() && !contracts.is_zero() {
            return Err(out_of_range);
        }
        let fee = contracts.checked_mul(self.of_one(price)).ok_or(out_of_range)?;
        let decimals = self.decimals.min(currency.decimals());
        Money::rounded(Rounding::Up.apply(fee, decimals), currency, Rounding::Up)
    }

    /// What a price is worth to a buyer: what a contract pays over what it costs with its fee.
    #[must_use]
    pub fn effective(&self, price: Price) -> Decimal {
        Probability::new(price.implied())
            .map_or_else(|_| price.get(), |p| Decimal::ONE / (p.get() + self.of_one(p)))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn fee(fee: ContractFee, contracts: Decimal, price: Decimal) -> Decimal {
        let price = Probability::new(price).unwrap();
        fee.on_trade(contracts, price, Currency::USD).unwrap().amount()
    }

    /// A published table of Kalshi's fees: price, taker for 1 and for 100, maker for 100.
    #[test]
    fn kalshi_rounds_up_to_the_cent() {
        let taker = ContractFee::new(ContractCurve::Variance, dec!(0.07), 2).unwrap();
        let maker = ContractFee::new(ContractCurve::Variance, dec!(0.0175), 2).unwrap();
        for (price, one, hundred, made) in [
            (dec!(0.05), dec!(0.01), dec!(0.34), dec!(0.09)),
            (dec!(0.10), dec!(0.01), dec!(0.63), dec!(0.16)),
            (dec!(0.25), dec!(0.02), dec!(1.32), dec!(0.33)),
            (dec!(0.50), dec!(0.02), dec!(1.75), dec!(0.44)),
            (dec!(0.75), dec!(0.02), dec!(1.32), dec!(0.33)),
            (dec!(0.90), dec!(0.01), dec!(0.63), dec!(0.16)),
            (dec!(0.95), dec!(0.01), dec!(0.34), dec!(0.09)),
        ] {
            assert_eq!(fee(taker, dec!(1), price), one, "one at {price}");
            assert_eq!(fee(taker, dec!(100), price), hundred, "a hundred at {price}");
            assert_eq!(fee(maker, dec!(100), price), made, "made at {price}");
        }
    }

    /// 1.56 % of what is paid at 50 cents.
    #[test]
    fn the_other_curves() {
        let crypto = ContractCurve::Power { exponent: 2 };
        let crypto = ContractFee::new(crypto, dec!(0.25), 4).unwrap();
        let half = Probability::new(dec!(0.5)).unwrap();
        assert_eq!(crypto.of_one(half) / dec!(0.5), dec!(0.015625));
        let lesser = ContractFee::new(ContractCurve::Lesser, dec!(0.02), 2).unwrap();
        assert_eq!(fee(lesser, dec!(100), dec!(0.9)), dec!(0.20));
        let flat = ContractFee::new(ContractCurve::Flat, dec!(0.001), 2).unwrap();
        assert_eq!(fee(flat, dec!(1), dec!(0.9)), dec!(0.01));
        assert_eq!(fee(flat, dec!(0), dec!(0.9)), dec!(0));
    }

    #[test]
    fn what_is_no_fee_is_refused() {
        assert!(ContractFee::new(ContractCurve::Flat, dec!(7), 2).is_err());
        assert!(ContractFee::new(ContractCurve::Power { exponent: 9 }, dec!(0.1), 2).is_err());
        let taker = ContractFee::new(ContractCurve::Variance, dec!(0.07), 2).unwrap();
        let half = Probability::new(dec!(0.5)).unwrap();
        for contracts in [dec!(-1), Decimal::MAX] {
            assert!(taker.on_trade(contracts, half, Currency::USD).is_err());
        }
    }
}
