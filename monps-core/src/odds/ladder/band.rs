//! The bands of a ladder, in whole units.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::error::odds::OddsError;
use crate::odds::{PRICE_MAX, Price};

/// The step of one band of a ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How far apart its prices are.
    pub by: Decimal,
    /// The last of them; the next band goes on from here.
    pub up_to: Decimal,
}

/// Prices from `first` to `last`, both on the ladder, by `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) first: u64,
    last: u64,
    step: u64,
    /// How many prices the bands before it have.
    pub(super) index: u32,
}

impl Band {
    pub(super) const fn count(self) -> u32 {
        // Bounded by the checks of the constructors: at most 10^12 units are refused as too many.
        #[expect(clippy::cast_possible_truncation, reason = "at most RUNGS_MAX, checked when made")]
        let count = ((self.last - self.first) / self.step) as u32;
        count + 1
    }

    pub(super) fn at(self, offset: u32) -> Option<u64> {
        let units = self.first + u64::from(offset) * self.step;
        (units <= self.last).then_some(units)
    }

    /// The rung at or under some units that are not under `first`, and whether they are on it.
    pub(super) fn place(self, units: u64) -> (u32, bool) {
        if units > self.last {
            return (self.index + self.count() - 1, false);
        }
        let steps = (units - self.first) / self.step;
        let is_on = (units - self.first).is_multiple_of(self.step);
        (self.index + u32::try_from(steps).unwrap_or(u32::MAX), is_on)
    }
}

/// The most prices of a ladder: every hundredth of all prices that there are.
const RUNGS_MAX: u64 = 100_000_000;

/// Bands whose steps are known to fit: `(up to, by)` in units.
pub(super) const fn rising<const N: usize>(first: u64, steps: [(u64, u64); N]) -> [Band; N] {
    let mut bands = [Band { first, last: first, step: 1, index: 0 }; N];
    let (mut from, mut index, mut at) = (first, 0, 0);
    while at < N {
        let (last, step) = steps[at];
        bands[at] = Band { first: from, last, step, index };
        index += bands[at].count();
        at += 1;
        if at < N {
            from = last + steps[at].1;
        }
    }
    bands
}

/// Bands of steps that someone gave, in units of `scale` decimals.
pub(super) fn checked(first: Price, steps: &[Step], scale: u32) -> Result<Vec<Band>, OddsError> {
    let units = |number: Decimal| {
        let mut number = number;
        number.rescale(scale);
        number.mantissa().to_u64()
    };
    let mut bands: Vec<Band> = Vec::with_capacity(steps.len());
    let mut from = units(first.get()).unwrap_or_default();
    let mut rungs = 0;
    for (step, band) in steps.iter().zip(1..) {
        let bad = |problem| OddsError::BadLadder { band, problem };
        let by = units(step.by).filter(|by| *by > 0);
        let by = by.ok_or_else(|| bad("steps by nothing or less: give a step above 0"))?;
        if step.up_to > PRICE_MAX {
            return Err(bad("ends above the highest price, a million"));
        }
        let last = units(step.up_to).unwrap_or_default();
        // Only the first band has a price where it begins.
        let start = if bands.is_empty() { from } else { from.saturating_add(by) };
        if last < start {
            return Err(bad("ends before its first price: bands rise, each by a step or more"));
        }
        if !(last - start).is_multiple_of(by) {
            return Err(bad("does not end on one of its steps: choose an end that they reach"));
        }
        rungs += (last - start) / by + 1;
        if rungs > RUNGS_MAX {
            return Err(bad("makes more than a hundred million prices: take larger steps"));
        }
        let index = bands.last().map_or(0, |band| band.index + band.count());
        bands.push(Band { first: start, last, step: by, index });
        from = last;
    }
    Ok(bands)
}
