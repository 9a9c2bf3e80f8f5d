//! The fractions that bookmakers write.
//!
//! Fractional odds are not any fraction: 1.67 is `4/6` (never `67/100`), 4.33 is `100/30`. A table
//! holds those in use, each in its customary writing, and a price is brought to one of them in a
//! named direction.
//!
//! ```
//! use monps_core::odds::{Fractions, Price, Snap};
//! use rust_decimal::dec;
//!
//! let written = |price| Fractions::CUSTOMARY.nearest(price, Snap::NearestDown);
//! assert_eq!(written(Price::new(dec!(1.67))?.into())?.to_string(), "4/6");
//! assert_eq!(written(Price::new(dec!(4.33))?.into())?.to_string(), "100/30");
//! # Ok::<(), monps_core::error::odds::OddsError>(())
//! ```

use std::borrow::Cow;
use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::ladder::Snap;
use super::{QuotedPrice, Ratio};
use crate::error::odds::OddsError;

/// The largest part of a fraction in a table; with it no comparison overflows.
const PART_MAX: u32 = 10_000;

/// A table of fractions, rising.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fractions(Cow<'static, [(u32, u32)]>);

impl Fractions {
    /// Those of British and Irish bookmakers.
    pub const CUSTOMARY: Self = Self(Cow::Borrowed(&CUSTOMARY));

    /// A table of one's own: winnings and stake, from the shortest price to the longest.
    ///
    /// # Errors
    /// [`OddsError::BadFractions`] naming the first that is zero, too large or not above the one
    /// before it.
    pub fn new(fractions: Vec<(u32, u32)>) -> Result<Self, OddsError> {
        let mut before = (0, 1);
        for (&(numerator, denominator), place) in fractions.iter().zip(1..) {
            let fits = |part| (1..=PART_MAX).contains(&part);
            let rises = u64::from(numerator) * u64::from(before.1)
                > u64::from(before.0) * u64::from(denominator);
            if !(fits(numerator) && fits(denominator) && rises) {
                let part_max = PART_MAX;
                return Err(OddsError::BadFractions { place, numerator, denominator, part_max });
            }
            before = (numerator, denominator);
        }
        Ok(Self(Cow::Owned(fractions)))
    }

    /// The fractions, as winnings and stake.
    #[must_use]
    pub fn as_slice(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// The fraction to which a price is brought. Nearness is that of the winnings; beyond an end,
    /// the nearest is that end.
    ///
    /// # Errors
    /// [`OddsError::BeyondLadder`] when there is none in the direction asked for.
    pub fn nearest(&self, price: QuotedPrice, snap: Snap) -> Result<QuotedPrice, OddsError> {
        let wanted = price.ratio();
        let above = self.0.partition_point(|&fraction| compare(fraction, wanted).is_lt());
        let higher = self.0.get(above).copied();
        if let Some((numerator, denominator)) = higher
            && compare((numerator, denominator), wanted).is_eq()
        {
            return QuotedPrice::fractional(numerator, denominator);
        }
        let lower = above.checked_sub(1).and_then(|at| self.0.get(at)).copied();
        let chosen = match (snap, lower, higher) {
            (Snap::Down, lower, _) => lower,
            (Snap::Up, _, higher) => higher,
            (Snap::NearestDown, Some(low), Some(high)) => {
                Some(if is_past_middle(wanted, low, high).is_gt() { high } else { low })
            }
            (Snap::NearestUp, Some(low), Some(high)) => {
                Some(if is_past_middle(wanted, low, high).is_lt() { low } else { high })
            }
            (Snap::NearestDown | Snap::NearestUp, lower, higher) => lower.or(higher),
        };
        let end = |fraction: Option<&(u32, u32)>| {
            fraction.map_or(Decimal::ZERO, |&(numerator, denominator)| {
                Decimal::ONE + Decimal::from(numerator) / Decimal::from(denominator)
            })
        };
        let (numerator, denominator) = chosen.ok_or_else(|| OddsError::BeyondLadder {
            price: price.price().get(),
            first: end(self.0.first()),
            last: end(self.0.last()),
        })?;
        QuotedPrice::fractional(numerator, denominator)
    }
}

/// A fraction against a ratio, by cross-multiplication: parts of 14 bits with parts of 97.
fn compare((numerator, denominator): (u32, u32), ratio: Ratio) -> Ordering {
    (u128::from(numerator) * ratio.stake).cmp(&(u128::from(denominator) * ratio.winnings))
}

/// A ratio against the middle of two fractions.
fn is_past_middle(ratio: Ratio, low: (u32, u32), high: (u32, u32)) -> Ordering {
    let (a, b) = (u128::from(low.0), u128::from(low.1));
    let (c, d) = (u128::from(high.0), u128::from(high.1));
    (2 * b * d * ratio.winnings).cmp(&((a * d + c * b) * ratio.stake))
}

#[rustfmt::skip]
const CUSTOMARY: [(u32, u32); 111] = [
    (1, 1000), (1, 500), (1, 250), (1, 200), (1, 150), (1, 125), (1, 100), (1, 80), (1, 66), (1, 50),
    (1, 40), (1, 33), (1, 28), (1, 25), (1, 22), (1, 20), (1, 18), (1, 16), (1, 14), (1, 12), (1, 11),
    (1, 10), (1, 9), (1, 8), (2, 15), (1, 7), (2, 13), (1, 6), (2, 11), (1, 5), (2, 9), (1, 4), (2, 7),
    (3, 10), (1, 3), (4, 11), (2, 5), (4, 9), (40, 85), (1, 2), (8, 15), (4, 7), (8, 13), (4, 6),
    (8, 11), (4, 5), (5, 6), (10, 11), (20, 21), (1, 1), (21, 20), (11, 10), (6, 5), (5, 4), (13, 10),
    (11, 8), (7, 5), (6, 4), (8, 5), (13, 8), (7, 4), (9, 5), (15, 8), (2, 1), (85, 40), (11, 5),
    (9, 4), (12, 5), (5, 2), (13, 5), (11, 4), (14, 5), (3, 1), (16, 5), (100, 30), (17, 5), (7, 2),
    (18, 5), (4, 1), (9, 2), (5, 1), (11, 2), (6, 1), (13, 2), (7, 1), (15, 2), (8, 1), (17, 2),
    (9, 1), (10, 1), (11, 1), (12, 1), (14, 1), (16, 1), (18, 1), (20, 1), (22, 1), (25, 1), (28, 1),
    (33, 1), (40, 1), (50, 1), (66, 1), (80, 1), (100, 1), (125, 1), (150, 1), (200, 1), (250, 1), (500, 1), (1000, 1),
];

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::odds::Price;

    fn written(price: Decimal, snap: Snap) -> Result<String, OddsError> {
        let price = Price::new(price).unwrap();
        Fractions::CUSTOMARY.nearest(price.into(), snap).map(|quoted| quoted.to_string())
    }

    #[test]
    fn the_table_rises() {
        let table = Fractions::CUSTOMARY.as_slice().to_vec();
        assert_eq!(Fractions::new(table), Ok(Fractions::CUSTOMARY));
    }

    /// Two decimals of a price do not say 8/11 (1.7272…): the table does.
    #[test]
    fn decimals_come_back_as_bookmakers_write_them() {
        for (price, fraction) in [
            (dec!(1.33), "1/3"),
            (dec!(1.44), "4/9"),
            (dec!(1.47), "40/85"),
            (dec!(1.57), "4/7"),
            (dec!(1.62), "8/13"),
            (dec!(1.73), "8/11"),
            (dec!(1.83), "5/6"),
            (dec!(1.91), "10/11"),
            (dec!(2), "1/1"),
            (dec!(2.38), "11/8"),
            (dec!(2.5), "6/4"),
            (dec!(3.13), "85/40"),
            (dec!(30), "28/1"),
        ] {
            assert_eq!(written(price, Snap::NearestDown).as_deref(), Ok(fraction), "{price}");
        }
    }

    #[test]
    fn the_direction_decides_between_two() {
        // Half-way between 10/1 and 11/1.
        assert_eq!(written(dec!(11.5), Snap::NearestDown).as_deref(), Ok("10/1"));
        assert_eq!(written(dec!(11.5), Snap::NearestUp).as_deref(), Ok("11/1"));
        assert_eq!(written(dec!(11.9), Snap::Down).as_deref(), Ok("10/1"));
        assert_eq!(written(dec!(11.1), Snap::Up).as_deref(), Ok("11/1"));
        assert_eq!(written(dec!(11.51), Snap::NearestDown).as_deref(), Ok("11/1"));
    }

    #[test]
    fn beyond_the_ends_only_the_nearest_is_known() {
        assert_eq!(written(dec!(1.0001), Snap::NearestUp).as_deref(), Ok("1/1000"));
        assert!(matches!(written(dec!(1.0001), Snap::Down), Err(OddsError::BeyondLadder { .. })));
        assert!(matches!(written(dec!(9999), Snap::Up), Err(OddsError::BeyondLadder { .. })));
        let fine = dec!(1.0000000000000000000000000001);
        assert_eq!(written(fine, Snap::NearestDown).as_deref(), Ok("1/1000"));
    }

    #[test]
    fn a_table_that_does_not_rise_is_refused() {
        for (place, fractions) in [
            (2, vec![(1, 2), (1, 2)]),
            (2, vec![(1, 2), (2, 5)]),
            (1, vec![(0, 1)]),
            (1, vec![(1, 0)]),
            (1, vec![(10_001, 1)]),
        ] {
            let refused = Fractions::new(fractions);
            assert!(
                matches!(refused, Err(OddsError::BadFractions { place: found, .. }) if found == place)
            );
        }
        let empty = Fractions::new(Vec::new()).unwrap();
        assert!(empty.nearest(Price::EVENS.into(), Snap::NearestUp).is_err());
    }
}
