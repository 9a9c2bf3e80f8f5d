//! What became of the money put in: return on investment, and growth of the bankroll.

use rust_decimal::Decimal;

use super::returns::ratio;
use crate::error::money::MoneyError;
use crate::money::Money;

/// Profit over the money deposited in the period. None without deposits.
///
/// ```
/// use monps_core::money::{Currency, Money};
/// use monps_core::stats::return_on_investment;
/// use rust_decimal::dec;
///
/// let euros = |amount| Money::new(amount, Currency::EUR);
/// assert_eq!(return_on_investment(euros(dec!(150))?, euros(dec!(600))?)?, Some(dec!(0.25)));
/// assert_eq!(return_on_investment(euros(dec!(150))?, euros(dec!(0))?)?, None);
/// # Ok::<(), monps_core::error::money::MoneyError>(())
/// ```
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`].
pub fn return_on_investment(
    profit: Money,
    deposited: Money,
) -> Result<Option<Decimal>, MoneyError> {
    // A sum tells two currencies apart.
    profit.plus(deposited)?;
    Ok(ratio(profit.amount(), deposited.amount()))
}

/// A stretch between movements of money: what the bankroll was at its start and at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The bankroll at the start, after the deposit or withdrawal that began the stretch.
    pub start: Money,
    /// The bankroll at the end, before the one that ended it.
    pub end: Money,
}

/// Final over initial bankroll − 1, deposits and withdrawals removed: the stretches between them,
/// multiplied (the time-weighted return). None without stretches, or where one starts from nothing.
///
/// ```
/// use monps_core::money::{Currency, Money};
/// use monps_core::stats::{Stretch, growth};
/// use rust_decimal::dec;
///
/// let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
/// // 1000 became 1100; 900 were paid in, and 2000 became 1800: +10 %, then −10 %.
/// let stretches = [
///     Stretch { start: euros(dec!(1000)), end: euros(dec!(1100)) },
///     Stretch { start: euros(dec!(2000)), end: euros(dec!(1800)) },
/// ];
/// assert_eq!(growth(&stretches)?, Some(dec!(-0.01)));
/// # Ok::<(), monps_core::error::money::MoneyError>(())
/// ```
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`], and [`MoneyError::OutOfRange`] for growth beyond what is believed.
pub fn growth(stretches: &[Stretch]) -> Result<Option<Decimal>, MoneyError> {
    let mut grown = Decimal::ONE;
    for stretch in stretches {
        stretch.end.plus(stretch.start)?;
        let Some(factor) = ratio(stretch.end.amount(), stretch.start.amount()) else {
            return Ok(None);
        };
        let bound = crate::money::AMOUNT_MAX;
        let beyond = MoneyError::OutOfRange { amount: factor, bound };
        grown = grown.checked_mul(factor).filter(|grown| grown.abs() <= bound).ok_or(beyond)?;
    }
    Ok((!stretches.is_empty()).then(|| grown - Decimal::ONE))
}
