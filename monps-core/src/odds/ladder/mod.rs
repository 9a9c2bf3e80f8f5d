//! Ladders: the prices at which an exchange lets one bet.
//!
//! A ladder is a few bands, each with a step of its own. Inside it counts in whole units of its
//! finest decimal, so that a hundred steps of 0.01 make exactly 1.
//!
//! ```
//! use monps_core::odds::{Ladder, Price, Snap};
//! use rust_decimal::dec;
//!
//! let ladder = Ladder::BETFAIR;
//! assert_eq!(ladder.len(), 350);
//! let two = Price::new(dec!(2))?;
//! assert_eq!(ladder.next(two).unwrap().get(), dec!(2.02));
//! assert_eq!(ladder.previous(two).unwrap().get(), dec!(1.99));
//! assert_eq!(ladder.nearest(Price::new(dec!(3.07))?, Snap::Down)?.get(), dec!(3.05));
//! assert_eq!(ladder.ticks_between(two, Price::new(dec!(3))?)?, 50);
//! # Ok::<(), monps_core::error::odds::OddsError>(())
//! ```
//!
//! What this does not do: lines. A line market of Betfair steps through its lines and has one price.

mod band;
mod snap;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use rust_decimal::Decimal;

pub use band::Step;
pub use snap::Snap;

use band::Band;

use super::Price;
use crate::error::odds::OddsError;

/// The most bands of a ladder; those that exist have ten.
const BANDS_MAX: usize = 64;
/// The finest decimal of a ladder; those that exist have two.
const SCALE_MAX: u32 = 6;

/// The prices that a venue allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Units are 10 to the minus this.
    scale: u32,
    /// At least one, rising.
    bands: Cow<'static, [Band]>,
}

/// Where a price stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    On(u32),
    /// After how many rungs.
    Between(u32),
}

impl Ladder {
    /// Betfair's own, for most markets: 350 prices from 1.01 to 1000 (its developer documentation,
    /// "Betfair Price Increments", `CLASSIC`).
    pub const BETFAIR: Self = Self::known(const { &band::rising(101, BETFAIR_STEPS) });
    /// Betfair's `FINEST`: every hundredth from 1.01 to 1000, on Asian lines.
    pub const BETFAIR_FINEST: Self = Self::known(const { &band::rising(101, [(100_000, 1)]) });
    /// Betfair's `LINE_RANGE`: always 2.0, for it is the line that moves.
    pub const BETFAIR_LINE_RANGE: Self = Self::known(const { &band::rising(200, [(200, 1)]) });
    /// Betdaq's: 1.01 to 1000, finer than Betfair's from 2 to 4 and from 6 to 200.
    pub const BETDAQ: Self = Self::known(const { &band::rising(101, BETDAQ_STEPS) });

    const fn known(bands: &'static [Band]) -> Self {
        Self { scale: 2, bands: Cow::Borrowed(bands) }
    }

    /// A ladder of one's own: from `first`, by each step up to and including where it ends.
    ///
    /// ```
    /// use monps_core::odds::{Ladder, Price, Step};
    /// use rust_decimal::dec;
    ///
    /// let ladder = Ladder::new(
    ///     Price::new(dec!(1.05))?,
    ///     &[Step { by: dec!(0.05), up_to: dec!(2) }, Step { by: dec!(0.5), up_to: dec!(10) }],
    /// )?;
    /// assert_eq!(ladder.len(), 36);
    /// assert_eq!(ladder.next(Price::new(dec!(2))?).unwrap().get(), dec!(2.5));
    /// # Ok::<(), monps_core::error::odds::OddsError>(())
    /// ```
    ///
    /// # Errors
    /// [`OddsError::BadLadder`] naming the band that is wrong.
    pub fn new(first: Price, steps: &[Step]) -> Result<Self, OddsError> {
        if steps.is_empty() || steps.len() > BANDS_MAX {
            return Err(OddsError::BadLadder {
                band: steps.len(),
                problem: "is one too many or too few: a ladder has from 1 to 64 bands",
            });
        }
        let numbers = || steps.iter().flat_map(|step| [step.by, step.up_to]);
        let scales = numbers().chain([first.get()]).map(|number| number.normalize().scale());
        let scale = scales.max().unwrap_or_default();
        if scale > SCALE_MAX {
            return Err(OddsError::BadLadder {
                band: 1,
                problem: "or another is too fine: steps have at most six decimals",
            });
        }
        let bands = band::checked(first, steps, scale)?;
        Ok(Self { scale, bands: Cow::Owned(bands) })
    }

    /// How many prices there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a ladder always has a price")]
    pub fn len(&self) -> u32 {
        self.bands.last().map_or(0, |band| band.index + band.count())
    }

    /// The price on a rung, counted from 0.
    #[must_use]
    pub fn at(&self, rung: u32) -> Option<Price> {
        let after = self.bands.partition_point(|band| band.index <= rung);
        let band = self.bands.get(after.checked_sub(1)?)?;
        let units = band.at(rung - band.index)?;
        Price::new(Decimal::try_from_i128_with_scale(units.into(), self.scale).ok()?).ok()
    }

    /// Every price, from the lowest.
    pub fn iter(&self) -> impl Iterator<Item = Price> + '_ {
        (0..self.len()).filter_map(|rung| self.at(rung))
    }

    /// Whether a price is on the ladder.
    #[must_use]
    pub fn is_on_ladder(&self, price: Price) -> bool {
        self.rung(price).is_some()
    }

    /// The rung of a price, counted from 0; `None` off the ladder.
    #[must_use]
    pub fn rung(&self, price: Price) -> Option<u32> {
        match self.place(price) {
            Place::On(rung) => Some(rung),
            Place::Between(_) => None,
        }
    }

    /// The lowest price on the ladder above this one, which need not be on it.
    #[must_use]
    pub fn next(&self, price: Price) -> Option<Price> {
        match self.place(price) {
            Place::On(rung) => self.at(rung.checked_add(1)?),
            Place::Between(below) => self.at(below),
        }
    }

    /// The highest price on the ladder below this one, which need not be on it.
    #[must_use]
    pub fn previous(&self, price: Price) -> Option<Price> {
        match self.place(price) {
            Place::On(rungs_below) | Place::Between(rungs_below) => {
                self.at(rungs_below.checked_sub(1)?)
            }
        }
    }

    /// The price on the ladder to which a price is brought; itself where it is on it. Nearness is
    /// that of the prices. Beyond an end, the nearest is that end.
    ///
    /// # Errors
    /// [`OddsError::BeyondLadder`] when there is none in the direction asked for.
    pub fn nearest(&self, price: Price, snap: Snap) -> Result<Price, OddsError> {
        if self.is_on_ladder(price) {
            return Ok(price);
        }
        let (below, above) = (self.previous(price), self.next(price));
        let lower = || below.ok_or_else(|| self.beyond(price));
        let higher = || above.ok_or_else(|| self.beyond(price));
        let (down, up) = match (below, above) {
            (Some(below), Some(above)) => (price.get() - below.get(), above.get() - price.get()),
            // An end is all there is to be near to.
            (None, _) => (Decimal::ONE, Decimal::ZERO),
            (_, None) => (Decimal::ZERO, Decimal::ONE),
        };
        match snap {
            Snap::Down => lower(),
            Snap::Up => higher(),
            Snap::NearestDown if down <= up => lower(),
            Snap::NearestUp if down < up => lower(),
            Snap::NearestDown | Snap::NearestUp => higher(),
        }
    }

    /// How many steps it is from one price up to another; negative downwards.
    ///
    /// # Errors
    /// [`OddsError::OffLadder`] or [`OddsError::BeyondLadder`] unless both are on the ladder.
    pub fn ticks_between(&self, from: Price, to: Price) -> Result<i64, OddsError> {
        Ok(i64::from(self.demand(to)?) - i64::from(self.demand(from)?))
    }

    /// The price some steps up, or down where negative.
    ///
    /// # Errors
    /// [`OddsError::OffLadder`] unless the price is on the ladder, [`OddsError::BeyondLadder`] where
    /// the steps lead past an end.
    pub fn moved(&self, price: Price, ticks: i64) -> Result<Price, OddsError> {
        let rung = i64::from(self.demand(price)?).checked_add(ticks);
        let rung = rung.and_then(|rung| u32::try_from(rung).ok());
        rung.and_then(|rung| self.at(rung)).ok_or_else(|| self.beyond(price))
    }

    fn demand(&self, price: Price) -> Result<u32, OddsError> {
        self.rung(price).ok_or_else(|| match (self.previous(price), self.next(price)) {
            (Some(below), Some(above)) => {
                OddsError::OffLadder { price: price.get(), below: below.get(), above: above.get() }
            }
            _ => self.beyond(price),
        })
    }

    fn beyond(&self, price: Price) -> OddsError {
        let end = |rung| self.at(rung).map_or(Decimal::ZERO, Price::get);
        OddsError::BeyondLadder {
            price: price.get(),
            first: end(0),
            last: end(self.len().saturating_sub(1)),
        }
    }

    fn place(&self, price: Price) -> Place {
        let (units, is_whole) = units_of(price, self.scale);
        let after = self.bands.partition_point(|band| band.first <= units);
        let Some(band) = after.checked_sub(1).and_then(|at| self.bands.get(at)) else {
            return Place::Between(0);
        };
        let (rung, is_on) = band.place(units);
        if is_on && is_whole { Place::On(rung) } else { Place::Between(rung + 1) }
    }
}

/// A price in whole units, and whether that is all of it.
fn units_of(price: Price, scale: u32) -> (u64, bool) {
    let number = price.get();
    let mantissa = number.mantissa().unsigned_abs();
    let (units, is_whole) = match number.scale().checked_sub(scale) {
        Some(finer) => {
            let unit = 10_u128.pow(finer);
            (mantissa / unit, mantissa.is_multiple_of(unit))
        }
        None => (mantissa * 10_u128.pow(scale - number.scale()), true),
    };
    // A price is at most a million, in units of at least a millionth.
    (u64::try_from(units).unwrap_or(u64::MAX), is_whole)
}

/// Up to where, and by how much, in hundredths.
const BETFAIR_STEPS: [(u64, u64); 10] = [
    (200, 1),
    (300, 2),
    (400, 5),
    (600, 10),
    (1_000, 20),
    (2_000, 50),
    (3_000, 100),
    (5_000, 200),
    (10_000, 500),
    (100_000, 1_000),
];

/// As [`BETFAIR_STEPS`].
const BETDAQ_STEPS: [(u64, u64); 7] =
    [(300, 1), (400, 5), (1_000, 10), (2_000, 50), (5_000, 100), (20_000, 200), (100_000, 500)];
