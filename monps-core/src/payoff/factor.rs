//! What a unit staked comes back as, exactly.

use std::cmp::Ordering;

use rust_decimal::{Decimal, dec};

use super::Outcome;
use crate::error::money::MoneyError;
use crate::error::settle::SettleError;
use crate::money::{AMOUNT_MAX, Money, Rounding};
use crate::odds::{Quoted, QuotedPrice};

/// The return per unit staked, the stake included, as an exact fraction.
///
/// | outcome | factor at price `o` |
/// |---|---|
/// | won | `o` |
/// | half won | `(o + 1) / 2` |
/// | push, void | `1` |
/// | half lost | `1 / 2` |
/// | lost | `0` |
/// | dead heat, k places for n | `o × k / n` |
///
/// It is made from what was quoted, so 4/9 stays thirteen ninths, and an amount is rounded once, at
/// the very end. Products keep numerator and denominator apart while 28 digits hold them; beyond that
/// (some fifteen legs) they go on as a decimal of 28 digits, far finer than any cent.
///
/// ```
/// use monps_core::money::{Currency, Money, Rounding};
/// use monps_core::odds::QuotedPrice;
/// use monps_core::payoff::{Factor, Outcome};
/// use rust_decimal::dec;
///
/// let stake = Money::new(dec!(81), Currency::EUR)?;
/// let leg = Factor::of(QuotedPrice::fractional(4, 9)?, Outcome::Won);
/// let double = leg.times(leg)?;
/// // 81 × 13/9 × 13/9 is 169: rounding down does not lose a cent to 1.4444…
/// assert_eq!(double.payout(stake, Rounding::Down)?.amount(), dec!(169));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Factor {
    numerator: Decimal,
    /// A whole number, at least 1.
    denominator: Decimal,
}

impl Factor {
    /// The stake comes back.
    pub const ONE: Self = Self { numerator: Decimal::ONE, denominator: Decimal::ONE };
    /// Nothing comes back.
    pub const ZERO: Self = Self { numerator: Decimal::ZERO, denominator: Decimal::ONE };
    /// Half of the stake comes back.
    pub const HALF: Self = Self { numerator: Decimal::ONE, denominator: Decimal::TWO };

    /// What an outcome makes of a price.
    #[must_use]
    pub fn of(price: QuotedPrice, outcome: Outcome) -> Self {
        Self::won(price).after(outcome)
    }

    /// What a price pays when it wins.
    #[must_use]
    pub fn won(price: QuotedPrice) -> Self {
        let (numerator, denominator) = match price.quoted() {
            Quoted::Decimal => (price.price().get(), Decimal::ONE),
            Quoted::Fractional { numerator, denominator } => {
                let staked = Decimal::from(denominator);
                (Decimal::from(numerator) + staked, staked)
            }
            Quoted::American(line) => {
                let magnitude = Decimal::from(line.unsigned_abs());
                let staked = if line > 0 { dec!(100) } else { magnitude };
                (magnitude + dec!(100), staked)
            }
            // 1 / p, in whole numbers: p's digits under its power of ten.
            Quoted::Implied(p) => {
                let p = p.get().normalize();
                let digits = Decimal::from_i128_with_scale(p.mantissa(), 0);
                (digits / p, digits)
            }
            Quoted::HongKong(_) | Quoted::Malay(_) | Quoted::Indonesian(_) => price.returned(),
        };
        Self { numerator, denominator }
    }

    /// What an outcome makes of this, taken as the factor of winning.
    #[must_use]
    pub fn after(self, outcome: Outcome) -> Self {
        match outcome {
            Outcome::Won => self,
            Outcome::HalfWon => self.half_won(),
            Outcome::Push | Outcome::Void => Self::ONE,
            Outcome::HalfLost => Self::HALF,
            Outcome::Lost => Self::ZERO,
            Outcome::DeadHeat(heat) => {
                self.scaled(Decimal::from(heat.places()), Decimal::from(heat.tied()))
            }
        }
    }

    /// `numerator / denominator` of this, both whole and the latter at least 1.
    pub(crate) fn scaled(self, numerator: Decimal, denominator: Decimal) -> Self {
        let more = self.numerator.checked_mul(numerator);
        let fewer = self.denominator.checked_mul(denominator);
        match (more, fewer) {
            (Some(numerator), Some(denominator)) => Self { numerator, denominator },
            _ => Self::decimal(self.get() / denominator * numerator),
        }
    }

    /// What is won, itself a factor: this less the stake; nothing where this is below the stake.
    #[must_use]
    pub fn winnings(self) -> Self {
        let numerator = (self.numerator - self.denominator).max(Decimal::ZERO);
        Self { numerator, denominator: self.denominator }
    }

    /// The sum of two returns on stakes of one unit each, as of two lines of a system.
    ///
    /// # Errors
    /// [`SettleError::FactorOutOfRange`] when the sum is beyond what a number holds.
    pub fn plus(self, other: Self) -> Result<Self, SettleError> {
        if self.denominator == other.denominator {
            let sum = self.numerator.checked_add(other.numerator);
            if let Some(numerator) = sum {
                return Ok(Self { numerator, ..self });
            }
        }
        let exact = || {
            let left = self.numerator.checked_mul(other.denominator)?;
            let right = other.numerator.checked_mul(self.denominator)?;
            let denominator = self.denominator.checked_mul(other.denominator)?;
            Some(Self { numerator: left.checked_add(right)?, denominator }.reduced())
        };
        exact().map_or_else(
            || {
                let sum = self.get().checked_add(other.get()).map(Self::decimal);
                sum.ok_or(SettleError::FactorOutOfRange { bound: Decimal::MAX })
            },
            Ok,
        )
    }

    /// In lowest terms, so that sums of many stay exact; the numerator keeps its decimals.
    fn reduced(self) -> Self {
        let (mut a, mut b) = (self.numerator.normalize(), self.denominator.normalize());
        if a.scale() > 0 || b.scale() > 0 {
            return self;
        }
        while !b.is_zero() {
            (a, b) = (b, a % b);
        }
        if a.is_zero() {
            return self;
        }
        Self { numerator: self.numerator / a, denominator: self.denominator / a }
    }

    fn half_won(self) -> Self {
        let sum = self.numerator.checked_add(self.denominator);
        let twice = self.denominator.checked_mul(Decimal::TWO);
        match (sum, twice) {
            (Some(numerator), Some(denominator)) => Self { numerator, denominator },
            _ => Self::decimal(self.get() / Decimal::TWO + dec!(0.5)),
        }
    }

    /// Both must come in, and the return of one is staked on the other.
    ///
    /// # Errors
    /// [`SettleError::FactorOutOfRange`] when the product is beyond what a number holds.
    pub fn times(self, other: Self) -> Result<Self, SettleError> {
        let numerator = self.numerator.checked_mul(other.numerator);
        let denominator = self.denominator.checked_mul(other.denominator);
        if let (Some(numerator), Some(denominator)) = (numerator, denominator) {
            return Ok(Self { numerator, denominator });
        }
        self.get()
            .checked_mul(other.get())
            .map(Self::decimal)
            .ok_or(SettleError::FactorOutOfRange { bound: Decimal::MAX })
    }

    /// The number, to 28 digits.
    #[must_use]
    pub fn get(self) -> Decimal {
        self.numerator / self.denominator
    }

    /// What a stake comes back as, rounded once.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond the largest amount.
    pub fn payout(self, stake: Money, rounding: Rounding) -> Result<Money, MoneyError> {
        let out_of_range = MoneyError::OutOfRange { amount: stake.amount(), bound: AMOUNT_MAX };
        let exact = match stake.amount().checked_mul(self.numerator) {
            Some(product) => product / self.denominator,
            None => stake.amount().checked_mul(self.get()).ok_or(out_of_range)?,
        };
        Money::rounded(exact, stake.currency(), rounding)
    }

    /// How it compares with the stake itself: `Greater` is a profit.
    #[must_use]
    pub fn cmp_stake(self) -> Ordering {
        self.numerator.cmp(&self.denominator)
    }

    /// How it compares with another, exactly while 28 digits hold the products.
    #[must_use]
    pub fn cmp_exact(self, other: Self) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.get().cmp(&other.get()),
        }
    }

    const fn decimal(value: Decimal) -> Self {
        Self { numerator: value, denominator: Decimal::ONE }
    }
}
