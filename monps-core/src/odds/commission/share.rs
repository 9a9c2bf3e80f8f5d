//! Sharing an amount out, to the last cent.

use rust_decimal::Decimal;

use crate::error::money::MoneyError;
use crate::money::{Money, Rounding};

/// Shares an amount out in proportion to weights: what a market was charged, over the bets that won
/// in it, by their winnings. The parts sum to the amount exactly; what rounding down leaves goes a
/// smallest unit each to those who lost most by it, the earlier first.
///
/// Weights below zero count as none. Where there is no weight at all, the first takes everything.
///
/// ```
/// use monps_core::money::{Currency, Money};
/// use monps_core::odds::share;
/// use rust_decimal::dec;
///
/// let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
/// let winnings = [euros(dec!(10)), euros(dec!(-4)), euros(dec!(20))];
/// let parts = share(euros(dec!(1.00)), &winnings)?;
/// assert_eq!(parts, [euros(dec!(0.33)), euros(dec!(0)), euros(dec!(0.67))]);
/// # Ok::<(), monps_core::error::money::MoneyError>(())
/// ```
///
/// # Errors
/// [`MoneyError`] for weights whose sum is beyond what an amount may be.
pub fn share(amount: Money, weights: &[Money]) -> Result<Vec<Money>, MoneyError> {
    let currency = amount.currency();
    let positive = |money: &Money| money.amount().max(Decimal::ZERO);
    let mut total = Decimal::ZERO;
    for weight in weights {
        total += positive(weight);
        Money::rounded(total, currency, Rounding::Up)?;
    }
    if total.is_zero() {
        let first = |at| if at == 0 { amount } else { Money::zero(currency) };
        return Ok((0..weights.len()).map(first).collect());
    }
    let mut parts = Vec::with_capacity(weights.len());
    let mut losses = Vec::with_capacity(weights.len());
    let mut left = amount;
    for (at, weight) in weights.iter().enumerate() {
        let exact = amount.amount() * (positive(weight) / total);
        let part = Money::rounded(exact, currency, Rounding::Down)?;
        left = left.minus(part)?;
        losses.push(((exact - part.amount()).abs(), at));
        parts.push(part);
    }
    losses.sort_by_key(|&(loss, at)| (std::cmp::Reverse(loss), at));
    let mut unit = Decimal::new(1, currency.decimals());
    unit.set_sign_negative(left.amount().is_sign_negative());
    let unit = Money::new(unit, currency)?;
    for (_, at) in losses {
        if left.is_zero() {
            break;
        }
        if let Some(part) = parts.get_mut(at) {
            *part = part.plus(unit)?;
            left = left.minus(unit)?;
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn cents(amount: i64) -> Money {
        Money::new(Decimal::new(amount, 2), Currency::EUR).unwrap()
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nobody_is_a_cent_off(
            amount in -10_000_i64..10_000,
            weights in prop::collection::vec(-500_i64..5_000, 1..12),
        ) {
            let weights: Vec<Money> = weights.into_iter().map(cents).collect();
            let parts = share(cents(amount), &weights).unwrap();
            prop_assert_eq!(Money::sum(Currency::EUR, parts.iter().copied()).unwrap(), cents(amount));
            let positive = |money: &Money| money.amount().max(Decimal::ZERO);
            let total: Decimal = weights.iter().map(positive).sum();
            if !total.is_zero() {
                for (part, weight) in parts.iter().zip(&weights) {
                    let exact = cents(amount).amount() * positive(weight) / total;
                    prop_assert!((part.amount() - exact).abs() < Decimal::new(1, 2));
                }
            }
        }
    }

    #[test]
    fn without_weights_the_first_pays() {
        assert_eq!(share(cents(7), &[cents(0), cents(-3)]).unwrap(), [cents(7), cents(0)]);
        assert!(share(cents(7), &[]).unwrap().is_empty());
    }
}
