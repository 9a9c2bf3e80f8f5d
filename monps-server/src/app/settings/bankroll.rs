//! The bankroll that the books begin with.

use monps_core::error::money::MoneyError;
use monps_core::money::{Currency, Money};
use rust_decimal::{Decimal, dec};

use super::fields::{Fields, number};
use super::known::KnownSetting;
use crate::store::SettingValue;

/// What counts while nobody has said: the figure of the system that this one replaces.
const AMOUNT: Decimal = dec!(1000);
const AMOUNT_MIN: Decimal = dec!(0.001);
const AMOUNT_MAX: Decimal = dec!(1_000_000_000);

/// The bankroll that the books begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankrollInitial {
    /// More than nothing.
    pub bankroll: Money,
}

impl BankrollInitial {
    fn of(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        Money::new(amount, currency).map(|bankroll| Self { bankroll })
    }
}

impl KnownSetting for BankrollInitial {
    const KEY: &'static str = "bankroll_initial";
    const DESCRIPTION: &'static str =
        "The bankroll that the books begin with: an amount above 0 and its currency";

    fn read(fields: &mut Fields<'_>) -> Self {
        let currency = fields.text("currency").map_or(Currency::EUR, |code| {
            code.parse().unwrap_or_else(|_| {
                fields.refuse("currency", "must be a code of three capital letters such as EUR");
                Currency::EUR
            })
        });
        let amount = fields.decimal("amount", None, AMOUNT_MIN..=AMOUNT_MAX);
        Self::of(amount, currency).unwrap_or_else(|error| {
            fields.refuse("amount", error.to_string());
            Self::default_value()
        })
    }

    fn write(&self) -> SettingValue {
        [
            ("amount".to_owned(), number(self.bankroll.amount())),
            ("currency".to_owned(), self.bankroll.currency().code().into()),
        ]
        .into_iter()
        .collect()
    }

    fn default_value() -> Self {
        Self { bankroll: Money::new(AMOUNT, Currency::EUR).unwrap_or(Money::zero(Currency::EUR)) }
    }
}
