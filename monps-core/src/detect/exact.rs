//! Fractions, so that a book of exactly 1 is never called an arbitrage.
//!
//! Floats call 5 of 102 real boards whose book sum is exactly 1 an arbitrage. A fraction of two
//! 128-bit integers holds the book sum of a few ordinary prices exactly; where it would overflow the
//! caller falls back to 28 decimals and a margin of safety.

use rust_decimal::Decimal;

use crate::odds::{Commission, Quoted, QuotedPrice};

/// A positive fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    numerator: u128,
    denominator: u128,
}

impl Fraction {
    pub(super) const ZERO: Self = Self { numerator: 0, denominator: 1 };

    fn new(numerator: u128, denominator: u128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator, denominator);
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// 1 / price, from what was quoted.
    pub(super) fn implied(price: QuotedPrice) -> Option<Self> {
        match price.quoted() {
            Quoted::Fractional { numerator, denominator } => {
                Self::new(u128::from(denominator), u128::from(numerator) + u128::from(denominator))
            }
            Quoted::American(line) => {
                let magnitude = u128::from(line.unsigned_abs());
                if line > 0 {
                    Self::new(100, magnitude + 100)
                } else {
                    Self::new(magnitude, magnitude + 100)
                }
            }
            Quoted::Implied(probability) => {
                let (mantissa, whole) = parts(probability.get())?;
                Self::new(mantissa, whole)
            }
            Quoted::Decimal => {
                let (mantissa, whole) = parts(price.price().get())?;
                Self::new(whole, mantissa)
            }
            Quoted::HongKong(_) | Quoted::Malay(_) | Quoted::Indonesian(_) => {
                let ratio = price.ratio();
                Self::new(ratio.stake, ratio.stake.checked_add(ratio.winnings)?)
            }
        }
    }

    /// The book sum of these prices, unless it overflows.
    pub(super) fn book_sum(prices: impl IntoIterator<Item = QuotedPrice>) -> Option<Self> {
        prices.into_iter().try_fold(Self::ZERO, |sum, price| sum.plus(Self::implied(price)?))
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let divisor = gcd(self.denominator, other.denominator);
        let left = self.numerator.checked_mul(other.denominator / divisor)?;
        let right = other.numerator.checked_mul(self.denominator / divisor)?;
        let denominator = self.denominator.checked_mul(other.denominator / divisor)?;
        Self::new(left.checked_add(right)?, denominator)
    }

    /// What legs of one venue with book sum `self` weigh after commission on their net winnings:
    /// A / (1 − c(1 − A)).
    pub(super) fn after(self, commission: Commission) -> Option<Self> {
        if commission.is_none() {
            return Some(self);
        }
        let (taken, whole) = parts(commission.rate())?;
        let numerator = self.numerator.checked_mul(whole)?;
        let kept = self.denominator.checked_mul(whole.checked_sub(taken)?)?;
        Self::new(numerator, kept.checked_add(self.numerator.checked_mul(taken)?)?)
    }

    pub(super) const fn is_below_one(self) -> bool {
        self.numerator < self.denominator
    }

    /// Whether this is smaller; exact unless the products overflow.
    pub(super) fn is_less_than(self, other: Self) -> bool {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left < right,
            _ => self.to_decimal() < other.to_decimal(),
        }
    }

    pub(super) fn to_decimal(self) -> Decimal {
        divide(self.numerator, self.denominator)
    }

    /// 1 / fraction − 1: what a book sum promises.
    pub(super) fn profit_rate(self) -> Decimal {
        if self.numerator <= self.denominator {
            divide(self.denominator - self.numerator, self.numerator)
        } else {
            -divide(self.numerator - self.denominator, self.numerator)
        }
    }
}

/// A number as its digits over a power of ten.
fn parts(number: Decimal) -> Option<(u128, u128)> {
    let number = number.normalize();
    let digits = u128::try_from(number.mantissa()).ok()?;
    Some((digits, 10_u128.checked_pow(number.scale())?))
}

/// Divides to 28 significant digits, shifting operands that do not fit a decimal.
fn divide(numerator: u128, denominator: u128) -> Decimal {
    const FITS_BITS: u32 = 94;
    let widest = 128 - (numerator | denominator).leading_zeros();
    let shift = widest.saturating_sub(FITS_BITS);
    let decimal = |value: u128| {
        i128::try_from(value >> shift)
            .ok()
            .and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
            .unwrap_or_default()
    };
    decimal(numerator).checked_div(decimal(denominator)).unwrap_or_default()
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::odds::OddsFormat;
    use rust_decimal::dec;

    fn implied(text: &str, format: OddsFormat) -> Fraction {
        Fraction::implied(QuotedPrice::parse(text, format).unwrap()).unwrap()
    }

    #[test]
    fn a_book_of_exactly_one_is_not_below_one() {
        // 1/3 + 1/3 + 1/3, which no decimal can say.
        let third = implied("2/1", OddsFormat::Fractional);
        let sum = third.plus(third).unwrap().plus(third).unwrap();
        assert!(!sum.is_below_one());
        let book = ["3.6", "1.8", "6"].map(|text| implied(text, OddsFormat::Decimal));
        let sum = book.into_iter().try_fold(Fraction::ZERO, Fraction::plus).unwrap();
        assert_eq!(sum, Fraction { numerator: 1, denominator: 1 });
    }

    #[test]
    fn commission_on_one_leg_is_the_effective_price() {
        let commission = Commission::new(dec!(0.05)).unwrap();
        let weight = implied("3.00", OddsFormat::Decimal).after(commission).unwrap();
        assert_eq!(weight.to_decimal(), Decimal::ONE / dec!(2.90));
    }

    #[test]
    fn formats_agree() {
        let decimal = implied("2.50", OddsFormat::Decimal);
        assert_eq!(decimal, implied("3/2", OddsFormat::Fractional));
        assert_eq!(decimal, implied("+150", OddsFormat::American));
        assert_eq!(implied("1.80", OddsFormat::Decimal), implied("-125", OddsFormat::American));
    }

    #[test]
    fn an_implied_probability_is_taken_at_its_word() {
        // The prices 1/0.37, 1/0.33 and 1/0.30 have no last digit; their book sum has.
        let book = ["0.37", "0.33", "0.30"].map(|text| implied(text, OddsFormat::Implied));
        let sum = book.into_iter().try_fold(Fraction::ZERO, Fraction::plus);
        assert_eq!(sum, Fraction::new(1, 1));
    }

    #[test]
    fn profit_rate_of_the_published_pair() {
        let sum = implied("2.10", OddsFormat::Decimal)
            .plus(implied("2.05", OddsFormat::Decimal))
            .unwrap();
        assert_eq!(crate::money::Rounding::HalfEven.apply(sum.to_decimal(), 7), dec!(0.9639954));
        assert_eq!(crate::money::Rounding::HalfEven.apply(sum.profit_rate(), 4), dec!(0.0373));
    }
}
