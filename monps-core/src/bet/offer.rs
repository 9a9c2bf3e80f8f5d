//! What a venue puts in: free bets and boosts.
//!
//! ```
//! use monps_core::bet::{Boost, Offer, StakeKind};
//! use monps_core::money::{Currency, Money};
//! use rust_decimal::dec;
//!
//! // "20 % more winnings, at most 50 euros more."
//! let most = Money::new(dec!(50), Currency::EUR)?;
//! let boosted = Offer { boost: Some(Boost::new(dec!(0.20), Some(most))?), ..Offer::NONE };
//! assert_eq!(boosted.stake, StakeKind::Cash);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use rust_decimal::{Decimal, dec};

use crate::error::bet::BetError;
use crate::error::money::MoneyError;
use crate::money::{Money, Rounding};

/// The highest boost believed: ten times the winnings more.
const RATE_MOST: Decimal = dec!(10);

/// Whose the stake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StakeKind {
    /// Ours: it comes back when the bet wins.
    Cash,
    /// The venue's, a free bet: nothing of ours can be lost, and the stake does not come back.
    Free,
}

impl StakeKind {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Free => "free",
        }
    }
}

/// More winnings than the price says. A boosted *price* is no boost but the price taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boost {
    rate: Decimal,
    extra_max: Option<Money>,
}

impl Boost {
    /// So much of the winnings on top of them (0.20 is 20 % more), up to a most.
    ///
    /// # Errors
    /// [`BetError::BadBoost`] unless the rate is above 0 and at most 10, and the most above nothing.
    pub fn new(rate: Decimal, extra_max: Option<Money>) -> Result<Self, BetError> {
        if rate <= Decimal::ZERO
            || rate > RATE_MOST
            || extra_max.is_some_and(|most| !most.is_positive())
        {
            return Err(BetError::BadBoost { rate, most: RATE_MOST });
        }
        Ok(Self { rate, extra_max })
    }

    /// How much more, as a fraction of the winnings.
    #[must_use]
    pub const fn rate(&self) -> Decimal {
        self.rate
    }

    /// The most that is paid on top.
    #[must_use]
    pub const fn extra_max(&self) -> Option<Money> {
        self.extra_max
    }

    /// What is paid on top of winnings; nothing where nothing was won.
    ///
    /// # Errors
    /// [`MoneyError`] for an amount of another currency than the most, or out of range.
    pub fn extra(&self, winnings: Money, rounding: Rounding) -> Result<Money, MoneyError> {
        if !winnings.is_positive() {
            return Ok(Money::zero(winnings.currency()));
        }
        let extra = winnings.times(self.rate, rounding)?;
        match self.extra_max {
            Some(most) if extra.minus(most)?.is_positive() => Ok(most),
            _ => Ok(extra),
        }
    }
}

/// What the venue puts into a bet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Whose the stake is.
    pub stake: StakeKind,
    /// What is paid on top of the winnings.
    pub boost: Option<Boost>,
}

impl Offer {
    /// Nothing: our own stake at the price taken.
    pub const NONE: Self = Self { stake: StakeKind::Cash, boost: None };
    /// A free bet.
    pub const FREE_BET: Self = Self { stake: StakeKind::Free, boost: None };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn euros(amount: Decimal) -> Money {
        Money::new(amount, Currency::EUR).unwrap()
    }

    #[test]
    fn a_boost_is_of_the_winnings_and_ends_at_its_most() {
        let boost = Boost::new(dec!(0.2), Some(euros(dec!(5)))).unwrap();
        let extra = |winnings| boost.extra(euros(winnings), Rounding::HalfUp).unwrap();
        assert_eq!(extra(dec!(11)), euros(dec!(2.20)));
        assert_eq!(extra(dec!(25)), euros(dec!(5)));
        assert_eq!(extra(dec!(1000)), euros(dec!(5)));
        assert_eq!(extra(dec!(-10)), euros(dec!(0)));
    }

    #[test]
    fn what_is_no_boost_is_refused() {
        for rate in [dec!(0), dec!(-0.1), dec!(20)] {
            assert!(matches!(Boost::new(rate, None), Err(BetError::BadBoost { .. })));
        }
        assert!(Boost::new(dec!(0.1), Some(euros(dec!(0)))).is_err());
    }
}
