//! An accumulator that refunds its stake when exactly one leg loses, covered leg by leg.
//!
//! The legs must be decided one after another. Before each, what the rest is worth is known for both of
//! its results, and a lay (or, where losing is worth more, a back) makes the two equal: backwards from
//! the last leg this gives every stake, and what the whole is worth at the start is guaranteed. It is the
//! backward induction of option pricing (Cox, Ross and Rubinstein, 1979) on prices of an exchange.
//!
//! ```
//! use monps_core::odds::{Commission, Price};
//! use monps_core::promo::{CoverPrice, InsuredAccumulator, InsuredLeg, cover_accumulator};
//! use rust_decimal::dec;
//!
//! let leg = |price, lay| -> Result<InsuredLeg, Box<dyn std::error::Error>> {
//!     let lay = CoverPrice::new(Price::new(lay)?, Commission::NONE, dec!(0.001))?;
//!     Ok(InsuredLeg { price: Price::new(price)?, lay, back: None })
//! };
//! // Four legs at the exchange's own prices: what is guaranteed is the refund's chance, paid out.
//! let legs = vec![leg(dec!(2), dec!(2))?; 4];
//! let plan = cover_accumulator(&InsuredAccumulator::new(dec!(25), dec!(25), dec!(1), legs)?);
//! assert_eq!(plan.guaranteed, dec!(6.25)); // 25 × 4/16
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use rust_decimal::{Decimal, dec};

use super::{CoverPrice, check_amount, check_fraction};
use crate::error::promo::PromoError;
use crate::odds::Price;

/// The most legs of an accumulator.
pub const INSURED_LEGS_MAX: usize = 20;

/// The longest accumulator believed.
const PRICE_MAX: Decimal = dec!(1_000_000);

/// One leg: its price in the accumulator, and where it can be covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InsuredLeg {
    /// The price in the accumulator.
    pub price: Price,
    /// Where it is laid.
    pub lay: CoverPrice,
    /// Where it is backed, should the refund make its loss worth more than its win. Without one such a
    /// leg is left uncovered.
    pub back: Option<CoverPrice>,
}

/// An accumulator with its insurance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsuredAccumulator {
    stake: Decimal,
    refund: Decimal,
    legs: Vec<InsuredLeg>,
    price: Decimal,
}

impl InsuredAccumulator {
    /// A stake, what is refunded when exactly one leg loses, what a refunded unit is worth (1 for cash,
    /// less for a free bet), and the legs in the order in which they are decided.
    ///
    /// # Errors
    /// [`PromoError`] for amounts that are not positive, a worth outside 0..1, other than 2 to
    /// [`INSURED_LEGS_MAX`] legs, or prices that multiply to more than a million.
    pub fn new(
        stake: Decimal,
        refund: Decimal,
        worth: Decimal,
        legs: Vec<InsuredLeg>,
    ) -> Result<Self, PromoError> {
        let stake = check_amount("stake", stake)?;
        let refund =
            check_amount("refund", refund)? * check_fraction("worth of a refunded unit", worth)?;
        if !(2..=INSURED_LEGS_MAX).contains(&legs.len()) {
            return Err(PromoError::LegCount {
                what: "legs of an accumulator",
                given: legs.len(),
                least: 2,
                most: INSURED_LEGS_MAX,
            });
        }
        let mut price = Decimal::ONE;
        for leg in &legs {
            price = price.checked_mul(leg.price.get()).unwrap_or(Decimal::MAX);
            if price > PRICE_MAX {
                return Err(PromoError::PriceTooLong { most: PRICE_MAX });
            }
        }
        Ok(Self { stake, refund, legs, price })
    }

    /// The profit once all legs are decided, so many lost.
    fn profit(&self, lost: usize) -> Decimal {
        match lost {
            0 => self.stake * (self.price - Decimal::ONE),
            1 => self.refund - self.stake,
            _ => -self.stake,
        }
    }
}

/// What to stake on one leg before it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegStake {
    /// Lay with this backer's stake.
    Lay(Decimal),
    /// Back with this stake.
    Back(Decimal),
}

impl fmt::Display for LegStake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lay(stake) => write!(f, "lay {stake}"),
            Self::Back(stake) => write!(f, "back {stake}"),
        }
    }
}

/// The stakes for the legs, by what happened before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegCover {
    /// For each leg: the stake if no leg before it lost, and if exactly one did. Once two have lost
    /// nothing is left to cover.
    pub stakes: Vec<[LegStake; 2]>,
    /// The smallest profit over everything that may happen, with the stakes as rounded.
    pub guaranteed: Decimal,
    /// The most that one cover can lose: what the exchange account must hold for one leg.
    pub liability_max: Decimal,
}

/// Covers an insured accumulator: the stakes on the venues' steps, found from the last leg backwards.
#[must_use]
pub fn cover_accumulator(accumulator: &InsuredAccumulator) -> LegCover {
    // What the rest is surely worth once so many legs were lost: none, one, two or more.
    let mut worth = [0, 1, 2].map(|lost| accumulator.profit(lost));
    let mut stakes = Vec::with_capacity(accumulator.legs.len());
    let mut liability_max = Decimal::ZERO;
    for leg in accumulator.legs.iter().rev() {
        let (none, sure_none) = level(leg, worth[0], worth[1]);
        let (one, sure_one) = level(leg, worth[1], worth[2]);
        for stake in [none, one] {
            let liability = match stake {
                LegStake::Lay(stake) => stake * leg.lay.laid_loss(),
                LegStake::Back(stake) => stake,
            };
            liability_max = liability_max.max(liability);
        }
        stakes.push([none, one]);
        worth = [sure_none, sure_one, worth[2]];
    }
    stakes.reverse();
    LegCover { stakes, guaranteed: worth[0], liability_max }
}

/// The stake that makes a leg's win and loss worth the same, nearly, and the smaller of the two then.
fn level(leg: &InsuredLeg, won: Decimal, lost: Decimal) -> (LegStake, Decimal) {
    if won >= lost {
        let lay = &leg.lay;
        let exact = (won - lost) / (lay.laid_loss() + lay.laid_win());
        return best(lay.around(exact), LegStake::Lay, |stake| {
            (won - stake * lay.laid_loss()).min(lost + stake * lay.laid_win())
        });
    }
    let Some(back) = &leg.back else { return (LegStake::Back(Decimal::ZERO), won) };
    let exact = (lost - won) / back.returned();
    best(back.around(exact), LegStake::Back, |stake| {
        (won + stake * (back.returned() - Decimal::ONE)).min(lost - stake)
    })
}

fn best(
    [below, above]: [Decimal; 2],
    name: impl Fn(Decimal) -> LegStake,
    sure: impl Fn(Decimal) -> Decimal,
) -> (LegStake, Decimal) {
    if sure(above) > sure(below) { (name(above), sure(above)) } else { (name(below), sure(below)) }
}
