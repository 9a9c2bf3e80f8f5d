//! What a deduction makes of a price.

use rust_decimal::{Decimal, dec};

use super::table::kept;
use crate::error::odds::OddsError;
use crate::error::settle::SettleError;
use crate::odds::{Price, Quoted, QuotedPrice};
use crate::payoff::Factor;

/// What a bet returns per unit when so many pence are taken from each pound of its winnings:
/// `1 + (factor − 1)(100 − pence)/100`. A bet that wins nothing is left alone.
///
/// More than [`PENCE_MAX`](super::PENCE_MAX) counts as that.
///
/// # Errors
/// [`SettleError::FactorOutOfRange`].
pub fn deducted(factor: Factor, pence: u8) -> Result<Factor, SettleError> {
    if factor.cmp_stake().is_le() {
        return Ok(factor);
    }
    factor.winnings().scaled(kept(pence), dec!(100)).plus(Factor::ONE)
}

/// The same as a price, in the format it was quoted in: a fraction stays one.
///
/// # Errors
/// [`OddsError`] when the fraction is beyond the numbers that a quoted one has.
pub fn deduct(price: QuotedPrice, pence: u8) -> Result<QuotedPrice, OddsError> {
    if pence == 0 {
        return Ok(price);
    }
    let kept = kept(pence);
    match price.quoted() {
        Quoted::Fractional { numerator, denominator } => {
            fraction(u64::from(numerator), u64::from(denominator), kept)
        }
        Quoted::American(line) => {
            let magnitude = u64::from(line.unsigned_abs());
            let (won, staked) = if line > 0 { (magnitude, 100) } else { (100, magnitude) };
            fraction(won, staked, kept)
        }
        // The digits of a decimal price suffice, and the others have no fraction to keep.
        Quoted::Decimal
        | Quoted::HongKong(_)
        | Quoted::Malay(_)
        | Quoted::Indonesian(_)
        | Quoted::Implied(_) => {
            let winnings = price.price().get() - Decimal::ONE;
            Price::new(Decimal::ONE + winnings * kept / dec!(100)).map(QuotedPrice::from)
        }
    }
}

/// `won / staked × kept / 100` in lowest terms.
fn fraction(won: u64, staked: u64, kept: Decimal) -> Result<QuotedPrice, OddsError> {
    let kept = u64::try_from(kept.mantissa()).unwrap_or_default();
    let (won, staked) = (won.saturating_mul(kept), staked.saturating_mul(100));
    let divisor = gcd(won, staked);
    let part = |number: u64| {
        u32::try_from(number / divisor).map_err(|_| OddsError::Unreadable {
            text: format!("{won}/{staked}"),
            what: "fractional odds with parts up to 4,294,967,295",
        })
    };
    QuotedPrice::fractional(part(won)?, part(staked)?)
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

/// A price after a reduction factor, which takes a percentage of the *whole* price, as exchanges do
/// on win markets: 8.0 less 25 % is 6.0.
///
/// # Errors
/// [`SettleError::NotAPercentage`] outside 0 to 100, [`SettleError::NothingLeft`] when the price would
/// not be above 1.
pub fn reduced_by(price: QuotedPrice, percent: Decimal) -> Result<QuotedPrice, SettleError> {
    let hundred = dec!(100);
    if percent < Decimal::ZERO || percent >= hundred {
        return Err(SettleError::NotAPercentage { what: "a reduction factor", given: percent });
    }
    let left = price.price().get() * ((hundred - percent) / hundred);
    Price::new(left).map(QuotedPrice::from).map_err(|_| SettleError::NothingLeft { percent, left })
}
