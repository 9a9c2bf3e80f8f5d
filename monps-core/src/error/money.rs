//! What can be wrong with an amount of money.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::money::Currency;

/// Money that cannot be made, or two amounts that cannot be put together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Not three upper-case letters.
    #[error("{text:?} is not a currency code of three letters such as EUR")]
    NotACurrency {
        /// What was given.
        text: String,
    },
    /// Two currencies met in one operation.
    #[error("{left} and {right} cannot be added: convert one of them first")]
    CurrencyMismatch {
        /// The currency on the left.
        left: Currency,
        /// The currency on the right.
        right: Currency,
    },
    /// More decimals than the currency has.
    #[error("{amount} has more than the {decimals} decimals of {currency}")]
    TooPrecise {
        /// What was given.
        amount: Decimal,
        /// The currency.
        currency: Currency,
        /// How many decimals it has.
        decimals: u32,
    },
    /// Beyond what an account is allowed to hold.
    #[error("{amount} is outside the range of ±{bound} that an amount may have")]
    OutOfRange {
        /// What was given.
        amount: Decimal,
        /// The largest magnitude allowed.
        bound: Decimal,
    },
}
