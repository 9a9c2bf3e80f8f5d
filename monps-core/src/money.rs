//! Money: an exact amount in one currency, and the roundings that are allowed.
//!
//! | operation | gives |
//! |---|---|
//! | `Money + Money`, `Money − Money` | `Money` of the same currency, or [`MoneyError::CurrencyMismatch`] |
//! | `Money × factor`, with a named [`Rounding`] | `Money` in the currency's smallest unit |
//! | `−Money` | `Money` |
//!
//! ```
//! use monps_core::money::{Currency, Money, Rounding};
//! use rust_decimal::dec;
//!
//! let stake = Money::new(dec!(49.40), Currency::EUR)?;
//! let payout = stake.times(dec!(2.10), Rounding::HalfUp)?;
//! assert_eq!(payout.to_string(), "103.74 EUR");
//! # Ok::<(), monps_core::error::money::MoneyError>(())
//! ```
//!
//! What this does not do: exchange rates. An amount in another currency is another amount.

use std::fmt;
use std::ops::Neg;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy, dec};

use crate::error::money::MoneyError;

/// The largest magnitude of an amount: a thousand billions, far under what a `Decimal` holds.
pub const AMOUNT_MAX: Decimal = dec!(1_000_000_000_000);

/// How a number is brought to fewer decimals. Every rounding in the product names one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Half away from zero: how bookmakers pay to the cent.
    HalfUp,
    /// Half to the even neighbour: unbiased, for figures that are shown.
    HalfEven,
    /// Towards zero: never promises a cent that is not there.
    Down,
    /// Away from zero: how fees are charged, a cent begun being a cent.
    Up,
}

impl Rounding {
    /// Rounds to a number of decimals.
    #[must_use]
    pub fn apply(self, value: Decimal, decimals: u32) -> Decimal {
        let strategy = match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::Down => RoundingStrategy::ToZero,
            Self::Up => RoundingStrategy::AwayFromZero,
        };
        value.round_dp_with_strategy(decimals, strategy)
    }
}

/// A currency by its ISO 4217 code, three capital letters: `EUR`. Amounts of different currencies are never
/// added, compared or rounded together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// The pound sterling.
    pub const GBP: Self = Self(*b"GBP");
    /// The US dollar.
    pub const USD: Self = Self(*b"USD");

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// How many decimals the smallest unit has (ISO 4217): 2, save for a few.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"ISK" | b"CLP" | b"VND" | b"XAF" | b"XOF" | b"PYG" | b"UGX"
            | b"RWF" | b"KMF" | b"GNF" | b"DJF" | b"BIF" | b"VUV" | b"XPF" => 0,
            b"BHD" | b"KWD" | b"OMR" | b"TND" | b"JOD" | b"IQD" | b"LYD" => 3,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match *text.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Self([a, b, c])),
            _ => Err(MoneyError::NotACurrency { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An exact amount in one currency, never finer than its smallest unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

impl Money {
    /// An amount that already is in whole smallest units.
    ///
    /// # Errors
    /// [`MoneyError::TooPrecise`] when it has more decimals than the currency,
    /// [`MoneyError::OutOfRange`] beyond [`AMOUNT_MAX`].
    pub fn new(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let decimals = currency.decimals();
        if amount.normalize().scale() > decimals {
            return Err(MoneyError::TooPrecise { amount, currency, decimals });
        }
        Self::rounded(amount, currency, Rounding::Down)
    }

    /// An amount brought to whole smallest units by a named rounding.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond [`AMOUNT_MAX`].
    pub fn rounded(
        amount: Decimal,
        currency: Currency,
        rounding: Rounding,
    ) -> Result<Self, MoneyError> {
        if amount.abs() > AMOUNT_MAX {
            return Err(MoneyError::OutOfRange { amount, bound: AMOUNT_MAX });
        }
        let mut amount = rounding.apply(amount, currency.decimals());
        amount.rescale(currency.decimals());
        if amount.is_zero() {
            amount.set_sign_positive(true);
        }
        Ok(Self { amount, currency })
    }

    /// Nothing, in a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { amount: Decimal::ZERO, currency }
    }

    /// The amount, without its currency.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether this is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    /// Whether this is more than nothing.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.amount > Decimal::ZERO
    }

    /// The sum of two amounts of one currency.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.check_same(other)?;
        Self::rounded(self.amount + other.amount, self.currency, Rounding::Down)
    }

    /// The difference of two amounts of one currency.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(-other)
    }

    /// A multiple, in whole smallest units.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`].
    pub fn times(self, factor: Decimal, rounding: Rounding) -> Result<Self, MoneyError> {
        let product = self
            .amount
            .checked_mul(factor)
            .ok_or(MoneyError::OutOfRange { amount: self.amount, bound: AMOUNT_MAX })?;
        Self::rounded(product, self.currency, rounding)
    }

    /// The sum of many amounts; nothing when there are none.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::OutOfRange`].
    pub fn sum(
        currency: Currency,
        amounts: impl IntoIterator<Item = Self>,
    ) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    fn check_same(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch { left: self.currency, right: other.currency })
        }
    }
}

impl Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        if self.amount.is_zero() { self } else { Self { amount: -self.amount, ..self } }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut amount = self.amount;
        amount.rescale(self.currency.decimals());
        write!(f, "{amount} {}", self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_finer_than_a_cent_is_refused() {
        assert!(matches!(
            Money::new(dec!(0.001), Currency::EUR),
            Err(MoneyError::TooPrecise { decimals: 2, .. })
        ));
        assert!(Money::new(dec!(10.500), Currency::EUR).is_ok());
        assert!(Money::new(dec!(10.5), "JPY".parse().unwrap()).is_err());
    }

    #[test]
    fn currencies_do_not_mix() {
        let euro = Money::new(dec!(1), Currency::EUR).unwrap();
        let pound = Money::new(dec!(1), Currency::GBP).unwrap();
        assert!(matches!(euro.plus(pound), Err(MoneyError::CurrencyMismatch { .. })));
    }

    #[test]
    fn the_roundings_differ_on_a_half() {
        assert_eq!(Rounding::HalfUp.apply(dec!(2.345), 2), dec!(2.35));
        assert_eq!(Rounding::HalfEven.apply(dec!(2.345), 2), dec!(2.34));
        assert_eq!(Rounding::Down.apply(dec!(-2.349), 2), dec!(-2.34));
        assert_eq!(Rounding::Up.apply(dec!(2.341), 2), dec!(2.35));
        assert_eq!(Rounding::Up.apply(dec!(2.34), 2), dec!(2.34));
    }

    #[test]
    fn zero_has_no_sign() {
        let zero = Money::new(dec!(-0.00), Currency::EUR).unwrap();
        assert_eq!((-zero).to_string(), "0.00 EUR");
    }

    #[test]
    fn a_currency_is_three_capitals() {
        assert!("eur".parse::<Currency>().is_err());
        assert!("EURO".parse::<Currency>().is_err());
        assert_eq!("NOK".parse::<Currency>().unwrap().to_string(), "NOK");
    }
}
