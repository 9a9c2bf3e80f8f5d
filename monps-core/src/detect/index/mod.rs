//! The incremental path: arbitrage while prices change one by one.
//!
//! Of all that a changed price could touch, most is untouched: it is neither the best of its selection
//! nor was it. A [`PriceIndex`] remembers the best price of every selection beside a [`PriceTable`], so
//! that an update looks at one number, at the prices of one selection when the best is taken away, and
//! at the few best prices of its market when one of them has changed. Nothing else is looked at, and
//! the answers are those of the table: exact.
//!
//! ```
//! use monps_core::detect::{PriceIndex, PriceTable, Update};
//! use monps_core::odds::Price;
//!
//! let quote = |text: &str| text.parse::<Price>().map(Into::into).ok();
//! let mut index = PriceIndex::new(PriceTable::<2>::new(1, 2)?);
//! assert_eq!(index.update(0, 0, 0, quote("2.10"))?, Update::None);
//! assert_eq!(index.update(0, 1, 0, quote("2.05"))?, Update::Untouched);
//! assert_eq!(index.update(0, 1, 1, quote("2.05"))?, Update::Arbitrage([0, 1]));
//! assert_eq!(index.update(0, 0, 0, None)?, Update::Arbitrage([1, 1]));
//! # Ok::<(), monps_core::error::detect::DetectError>(())
//! ```

use super::PriceTable;
use super::table::{Book, judge};
use crate::error::detect::DetectError;
use crate::odds::QuotedPrice;

/// An estimate errs by less than half of this.
const CLOSE: f32 = 2.0 * f32::EPSILON;

/// What a changed price means for its market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update<const N: usize> {
    /// No best price has changed: what was true of the market still is.
    Untouched,
    /// A best price has changed, and the market is no arbitrage.
    None,
    /// A best price has changed, and the market is an arbitrage of the best prices of these venues, one
    /// a selection.
    Arbitrage([usize; N]),
}

/// The best price of a selection.
#[derive(Clone, Copy, Debug)]
struct Best {
    /// An estimate of the price; 0 where there is none.
    estimate: f32,
    venue: u32,
}

impl Best {
    const NONE: Self = Self { estimate: 0.0, venue: u32::MAX };
}

/// A table of prices that knows the best of each selection.
#[derive(Clone, Debug)]
pub struct PriceIndex<const N: usize> {
    table: PriceTable<N>,
    best: Vec<[Best; N]>,
}

impl<const N: usize> PriceIndex<N> {
    /// An index of the prices that a table has.
    #[must_use]
    pub fn new(table: PriceTable<N>) -> Self {
        let mut index = Self { best: vec![[Best::NONE; N]; table.markets()], table };
        for market in 0..index.best.len() {
            for selection in 0..N {
                index.best[market][selection] = index.look(market, selection);
            }
        }
        index
    }

    /// The prices.
    #[must_use]
    pub const fn table(&self) -> &PriceTable<N> {
        &self.table
    }

    /// Sets a price, or takes it away, and looks again at what that can affect.
    ///
    /// # Errors
    /// [`DetectError::OutOfTable`].
    pub fn update(
        &mut self,
        market: usize,
        venue: usize,
        selection: usize,
        price: Option<QuotedPrice>,
    ) -> Result<Update<N>, DetectError> {
        let estimate = self.table.place(market, venue, selection, price)?;
        let stood = self.best[market][selection];
        let changed = u32::try_from(venue).unwrap_or(u32::MAX);
        let is_best = changed == stood.venue;
        // Two estimates within this may be of prices in either order.
        if !is_best && estimate < stood.estimate * (1.0 - CLOSE) {
            return Ok(Update::Untouched);
        }
        // Above all others for certain: nobody else need be asked.
        let best = if estimate > stood.estimate * (1.0 + CLOSE) {
            Best { estimate, venue: changed }
        } else {
            self.look(market, selection)
        };
        if !is_best && best.venue == stood.venue {
            return Ok(Update::Untouched);
        }
        self.best[market][selection] = best;
        Ok(self.judge(market).map_or(Update::None, Update::Arbitrage))
    }

    /// Calls `found` with every market that is an arbitrage, in order, and the venues of its best prices.
    pub fn scan(&self, mut found: impl FnMut(usize, &[usize; N])) {
        for market in 0..self.best.len() {
            if let Some(venues) = self.judge(market) {
                found(market, &venues);
            }
        }
    }

    fn judge(&self, market: usize) -> Option<[usize; N]> {
        let best = &self.best[market];
        let book_sum = best.iter().map(|best| best.estimate.recip()).sum();
        let book = judge(book_sum, N);
        if book == Book::Above {
            return None;
        }
        let venues = best.map(|best| usize::try_from(best.venue).unwrap_or(usize::MAX));
        self.table.is_arbitrage(market, &venues, book).then_some(venues)
    }

    fn look(&self, market: usize, selection: usize) -> Best {
        let found = self.table.best_of(market, selection);
        found.map_or(Best::NONE, |(venue, estimate)| Best {
            estimate,
            venue: u32::try_from(venue).unwrap_or(u32::MAX),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::{Decimal, dec};

    use super::*;
    use crate::odds::Price;

    fn quoted(price: Decimal) -> Option<QuotedPrice> {
        Price::new(price).ok().map(QuotedPrice::from)
    }

    /// Round prices, of which many books of exactly 1 can be made, prices a hair apart, and none.
    fn price() -> impl Strategy<Value = Decimal> {
        let few = [dec!(0), dec!(2), dec!(3), dec!(3.000_000_000_1), dec!(4), dec!(5), dec!(6)];
        prop_oneof![
            prop::sample::select(few.to_vec()),
            (101_i64..600).prop_map(|cents| Decimal::new(cents, 2)),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// After every change the index says what the table says when asked anew.
        #[test]
        fn an_update_is_a_look_at_the_whole_market(
            changes in prop::collection::vec((0..3_usize, 0..4_usize, 0..3_usize, price()), 1..120),
        ) {
            let mut index = PriceIndex::new(PriceTable::<3>::new(3, 4).unwrap());
            let mut known = [None; 3];
            for (market, venue, selection, price) in changes {
                let update = index.update(market, venue, selection, quoted(price)).unwrap();
                let truth = index.table().look(market).unwrap();
                match update {
                    Update::Untouched => prop_assert_eq!(truth, known[market]),
                    Update::None => prop_assert_eq!(truth, None),
                    Update::Arbitrage(venues) => prop_assert_eq!(truth, Some(venues)),
                }
                known[market] = truth;
            }
            let mut scanned = [None; 3];
            index.scan(|market, venues| scanned[market] = Some(*venues));
            prop_assert_eq!(scanned, known);
            let anew = PriceIndex::new(index.table().clone());
            let mut found = [None; 3];
            anew.scan(|market, venues| found[market] = Some(*venues));
            prop_assert_eq!(found, known);
        }
    }

    #[test]
    fn a_place_outside_is_refused() {
        let mut index = PriceIndex::new(PriceTable::<2>::new(1, 1).unwrap());
        assert!(matches!(index.update(1, 0, 0, None), Err(DetectError::OutOfTable { .. })));
    }
}
