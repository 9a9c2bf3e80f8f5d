//! The bulk path: arbitrage among very many markets of one shape.
//!
//! A [`PriceTable`] holds the back prices of markets × venues × selections twice: exactly, as quoted,
//! and as `f32` estimates in blocks of a few markets, so that one pass over contiguous memory
//! finds the best price of every selection and the book sum of a block at once. The estimates only
//! say where to look. A book sum that is below 1 by more than all their rounding errors together is
//! an arbitrage for certain, one that is above by as much is none; what lies between is decided by
//! exact fractions. So a book of exactly 1 is never found, and nothing is missed.
//!
//! ```
//! use monps_core::detect::PriceTable;
//! use monps_core::odds::Price;
//!
//! let quote = |text: &str| text.parse::<Price>().map(Into::into).ok();
//! let mut table = PriceTable::<2>::new(1, 2)?;
//! table.set(0, 0, 0, quote("2.10"))?;
//! table.set(0, 0, 1, quote("1.75"))?;
//! table.set(0, 1, 0, quote("1.80"))?;
//! // The last price makes it: selection 0 at venue 0, selection 1 at venue 1.
//! assert_eq!(table.update(0, 1, 1, quote("2.05"))?, Some([0, 1]));
//!
//! let mut found = Vec::new();
//! table.scan(|market, venues| found.push((market, *venues)));
//! assert_eq!(found, [(0, [0, 1])]);
//! assert_eq!(table.profit_rate(0, &[0, 1])?.map(|rate| rate.round_sf(3)), Some("0.0373".parse().ok()));
//! # Ok::<(), monps_core::error::detect::DetectError>(())
//! ```
//!
//! What this does not do: commission, freshness, access. Leave out what may not be staked (set it to
//! `None`), or put a finding's market before [`Arbitrage`](super::Arbitrage), which judges all that.

mod block;

use rust_decimal::{Decimal, dec};

use super::exact::Fraction;
use crate::error::detect::DetectError;
use crate::margin::price_estimate;
use crate::odds::{Price, QuotedPrice};
use block::LANES;
pub(super) use block::{Book, judge};

/// The most prices that a table holds, empty places included: half a gigabyte of estimates.
pub const CELLS_MAX: usize = 1 << 27;

/// Where fractions overflow, the book sum is taken to 28 decimals and must be this far below 1: more
/// than the rounding of any number of prices that a table can have.
const OVERFLOW_MARGIN: Decimal = dec!(0.000_000_000_000_000_001);

/// The back prices of many markets with `N` selections each, of which exactly one wins.
///
/// Markets, venues and selections are counted from 0; what stands behind the numbers is the caller's.
#[derive(Clone, Debug)]
pub struct PriceTable<const N: usize> {
    markets: usize,
    venues: usize,
    /// By block of markets, then selection, then venue, then market; 0 for no price.
    estimates: Vec<f32>,
    /// By market, then selection, then venue.
    exact: Vec<Option<QuotedPrice>>,
}

impl<const N: usize> PriceTable<N> {
    /// A table without prices.
    ///
    /// # Errors
    /// [`DetectError::TableSize`] for a table of no size, or with more prices than [`CELLS_MAX`].
    pub fn new(markets: usize, venues: usize) -> Result<Self, DetectError> {
        let lanes = markets.checked_next_multiple_of(LANES);
        let cells = lanes.and_then(|lanes| lanes.checked_mul(venues)?.checked_mul(N));
        match cells {
            Some(cells @ 1..=CELLS_MAX) => Ok(Self {
                markets,
                venues,
                estimates: vec![0.0; cells],
                exact: vec![None; markets * venues * N],
            }),
            _ => {
                Err(DetectError::TableSize { markets, venues, selections: N, cells_max: CELLS_MAX })
            }
        }
    }

    /// How many markets there are.
    #[must_use]
    pub const fn markets(&self) -> usize {
        self.markets
    }

    /// How many venues there are.
    #[must_use]
    pub const fn venues(&self) -> usize {
        self.venues
    }

    /// A price, if there is one.
    ///
    /// # Errors
    /// [`DetectError::OutOfTable`].
    pub fn get(
        &self,
        market: usize,
        venue: usize,
        selection: usize,
    ) -> Result<Option<QuotedPrice>, DetectError> {
        self.check(market, venue, selection)?;
        Ok(self.exact[self.cell(market, venue, selection)])
    }

    /// Sets a price, or takes it away.
    ///
    /// # Errors
    /// [`DetectError::OutOfTable`].
    pub fn set(
        &mut self,
        market: usize,
        venue: usize,
        selection: usize,
        price: Option<QuotedPrice>,
    ) -> Result<(), DetectError> {
        self.place(market, venue, selection, price).map(|_| ())
    }

    /// Sets a price and gives its estimate; 0 for none.
    pub(super) fn place(
        &mut self,
        market: usize,
        venue: usize,
        selection: usize,
        price: Option<QuotedPrice>,
    ) -> Result<f32, DetectError> {
        self.check(market, venue, selection)?;
        let cell = self.cell(market, venue, selection);
        let column = (market / LANES * N + selection) * self.venues;
        let estimate = price.map_or(0.0, |price| estimate(price.price()));
        self.estimates[(column + venue) * LANES + market % LANES] = estimate;
        self.exact[cell] = price;
        Ok(estimate)
    }

    /// Sets a price and looks at its market again: from a change of price to what it means.
    ///
    /// # Errors
    /// [`DetectError::OutOfTable`].
    pub fn update(
        &mut self,
        market: usize,
        venue: usize,
        selection: usize,
        price: Option<QuotedPrice>,
    ) -> Result<Option<[usize; N]>, DetectError> {
        self.set(market, venue, selection, price)?;
        self.look(market)
    }

    /// The venues to back at, one a selection, where a market is an arbitrage.
    ///
    /// # Errors
    /// [`DetectError::OutOfTable`].
    pub fn look(&self, market: usize) -> Result<Option<[usize; N]>, DetectError> {
        self.check(market, 0, 0)?;
        let size = N * self.venues * LANES;
        let block = &self.estimates[market / LANES * size..][..size];
        let estimate = block::book_of(block, self.venues, market % LANES);
        Ok(self.decide(market, judge(estimate, N)))
    }

    /// Calls `found` with every market that is an arbitrage, in order, and with the venue of the best
    /// price of each of its selections; of equal prices the first venue's.
    pub fn scan(&self, mut found: impl FnMut(usize, &[usize; N])) {
        for (index, block) in self.estimates.chunks_exact(N * self.venues * LANES).enumerate() {
            let books = block::books(block, self.venues);
            if !block::any_below(&books, N) {
                continue;
            }
            let markets = (index * LANES..self.markets).zip(books);
            for (market, book) in markets {
                if let Some(venues) = self.decide(market, judge(book, N)) {
                    found(market, &venues);
                }
            }
        }
    }

    /// What backing the selections of a market at these venues pays in every case: 1 / book sum − 1;
    /// `None` where one of them has no price.
    ///
    /// # Errors
    /// [`DetectError::OutOfTable`].
    pub fn profit_rate(
        &self,
        market: usize,
        venues: &[usize; N],
    ) -> Result<Option<Decimal>, DetectError> {
        let picked = venues.iter().enumerate();
        let prices: Vec<Option<QuotedPrice>> = picked
            .map(|(selection, &venue)| self.get(market, venue, selection))
            .collect::<Result<_, _>>()?;
        let Some(prices) = prices.into_iter().collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        Ok(Some(match Fraction::book_sum(prices.iter().copied()) {
            Some(sum) => sum.profit_rate(),
            None => Decimal::ONE / decimal_sum(&prices) - Decimal::ONE,
        }))
    }

    fn decide(&self, market: usize, book: Book) -> Option<[usize; N]> {
        if book == Book::Above {
            return None;
        }
        let mut venues = [0; N];
        for (selection, at) in venues.iter_mut().enumerate() {
            *at = self.best(market, selection)?;
        }
        self.is_arbitrage(market, &venues, book).then_some(venues)
    }

    /// Whether the prices of these venues have a book sum below 1, given what its estimate says.
    pub(super) fn is_arbitrage(&self, market: usize, venues: &[usize; N], book: Book) -> bool {
        let quoted = |(selection, &venue): (usize, &usize)| {
            self.exact.get(self.cell(market, venue, selection)).copied().flatten()
        };
        match book {
            Book::Below => true,
            Book::Close => {
                let prices: Option<Vec<_>> = venues.iter().enumerate().map(quoted).collect();
                prices.is_some_and(|prices| is_below_one(&prices))
            }
            Book::Above => false,
        }
    }

    /// The venue of a selection's best price, and its estimate.
    pub(super) fn best_of(&self, market: usize, selection: usize) -> Option<(usize, f32)> {
        let venue = self.best(market, selection)?;
        let column = (market / LANES * N + selection) * self.venues;
        Some((venue, self.estimates[(column + venue) * LANES + market % LANES]))
    }

    /// The venue of the highest exact price of a selection; the first of equals. Prices whose estimates
    /// are too close to tell apart are compared exactly, the others not at all.
    fn best(&self, market: usize, selection: usize) -> Option<usize> {
        let size = self.venues * LANES;
        let column = &self.estimates[(market / LANES * N + selection) * size..][..size];
        let first = self.cell(market, 0, selection);
        let price = |venue: usize| self.exact[first + venue].map(QuotedPrice::price);
        let mut nearly = block::nearly_best(column, market % LANES);
        let mut best = nearly.next()?;
        for venue in nearly {
            if price(venue) > price(best) {
                best = venue;
            }
        }
        Some(best)
    }

    const fn cell(&self, market: usize, venue: usize, selection: usize) -> usize {
        (market * N + selection) * self.venues + venue
    }

    fn check(&self, market: usize, venue: usize, selection: usize) -> Result<(), DetectError> {
        let places = [
            ("market", market, self.markets),
            ("venue", venue, self.venues),
            ("selection", selection, N),
        ];
        let outside = places.into_iter().find(|(_, index, count)| index >= count);
        outside.map_or(Ok(()), |(what, index, count)| {
            Err(DetectError::OutOfTable { what, index, count })
        })
    }
}

/// An estimate of a price, rounded twice. Prices of few digits, which nearly all are, are one exact
/// division away; the others go the long way.
#[expect(clippy::cast_possible_truncation, reason = "an estimate to 24 bits is what is wanted")]
fn estimate(price: Price) -> f32 {
    const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
    let exact = price.get();
    let power = usize::try_from(exact.scale()).ok().and_then(|scale| POWERS.get(scale));
    match (u32::try_from(exact.mantissa()), power) {
        (Ok(digits), Some(power)) => (f64::from(digits) / power) as f32,
        _ => price_estimate(price) as f32,
    }
}

/// Whether the book sum is below 1, exactly.
fn is_below_one(prices: &[QuotedPrice]) -> bool {
    Fraction::book_sum(prices.iter().copied()).map_or_else(
        || decimal_sum(prices) < Decimal::ONE - OVERFLOW_MARGIN,
        Fraction::is_below_one,
    )
}

fn decimal_sum(prices: &[QuotedPrice]) -> Decimal {
    prices.iter().map(|quoted| quoted.price().implied()).sum()
}

#[cfg(test)]
mod tests;
