//! Arbitrage among 100,000 markets of 30 venues and three selections, and in one market after one
//! price has changed.
//!
//! The baseline is what one writes first: `f64` prices row by row, the best of each selection, the
//! sum of their inverses. It knows nothing of exactness: a book of exactly 1 goes either way. The sweep
//! finds the largest price and nothing else: what reading the memory costs.

use std::error::Error;

use monps_core::detect::{PriceIndex, PriceTable, Update};
use monps_core::odds::Price;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

const MARKETS: usize = 100_000;
const MARKETS_COUNTED: u32 = 100_000;
const VENUES: usize = 30;
const SELECTIONS: usize = 3;

/// Prices of one market, venue by venue.
const ROW: usize = VENUES * SELECTIONS;

/// How far from 1 the float loop is asked to agree with the table.
const DOUBT: f64 = 1e-9;

/// The same prices, for each of the contenders.
struct Prices {
    table: PriceTable<SELECTIONS>,
    rows: Vec<f64>,
}

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let mut prices = invented()?;
    agree(&prices)?;
    let mut index = PriceIndex::new(prices.table.clone());
    let Prices { table, rows } = &prices;
    let scan = compare(
        "market",
        MARKETS_COUNTED,
        vec![
            Contender::new("plain f64 loop, row by row", || {
                rows.chunks_exact(ROW).map(|row| f64::from(u8::from(book_sum(row) < 1.0))).sum()
            }),
            Contender::new("PriceTable::scan, exact", || {
                let mut found = 0.0;
                table.scan(|_, _| found += 1.0);
                found
            }),
            Contender::new("PriceIndex::scan, best prices known", || {
                let mut found = 0.0;
                index.scan(|_, _| found += 1.0);
                found
            }),
            Contender::new("sweep: the largest price, no question", || {
                let mut largest = [0.0; 16];
                for chunk in rows.as_chunks::<16>().0 {
                    for (most, &price) in largest.iter_mut().zip(chunk) {
                        *most = if price > *most { price } else { *most };
                    }
                }
                largest.iter().sum()
            }),
        ],
    );
    let tick = tick(&mut prices, &mut index)?;
    Ok(vec![scan, tick])
}

/// One price changes, and its market is looked at again.
fn tick(
    prices: &mut Prices,
    index: &mut PriceIndex<SELECTIONS>,
) -> Result<Figures, Box<dyn Error>> {
    let Prices { table, rows } = prices;
    // A stride through the table that no cache foresees.
    let places: Vec<(usize, usize, usize)> =
        (0..MARKETS).map(|at| (at * 7_919 % MARKETS, at % VENUES, at % SELECTIONS)).collect();
    // Every price goes up a cent and down again, so that an index has something to do.
    let mut moved = Vec::with_capacity(places.len());
    for &(market, venue, selection) in &places {
        let price = table.get(market, venue, selection)?.ok_or("a price is missing")?.price().get();
        let higher = Price::new(price + Decimal::new(1, 2))?;
        moved.push([Some(higher.into()), Some(Price::new(price)?.into())]);
    }
    let mut up = 0;
    Ok(compare(
        "tick",
        MARKETS_COUNTED,
        vec![
            Contender::new("plain f64 loop over the market", || {
                let mut found = 0.0;
                for &(market, venue, selection) in &places {
                    let row = &mut rows[market * ROW..][..ROW];
                    row[venue * SELECTIONS + selection] += 0.0;
                    found += f64::from(u8::from(book_sum(row) < 1.0));
                }
                found
            }),
            Contender::new("PriceTable::update, exact", || {
                let mut found = 0.0;
                for &(market, venue, selection) in &places {
                    let price = table.get(market, venue, selection).ok().flatten();
                    if let Ok(Some(_)) = table.update(market, venue, selection, price) {
                        found += 1.0;
                    }
                }
                found
            }),
            Contender::new("PriceIndex::update, exact, a cent up or down", || {
                let mut found = 0.0;
                for (&(market, venue, selection), prices) in places.iter().zip(&moved) {
                    let update = index.update(market, venue, selection, prices[up]);
                    if let Ok(Update::Arbitrage(_)) = update {
                        found += 1.0;
                    }
                }
                up = 1 - up;
                found
            }),
        ],
    ))
}

/// Venues price around the same probabilities, each with a margin of 2.5 to 7.5 % and an opinion of its
/// own, so that a few markets in a hundred are an arbitrage.
fn invented() -> Result<Prices, Box<dyn Error>> {
    let mut numbers = Numbers::seeded(3);
    let mut table = PriceTable::new(MARKETS, VENUES)?;
    let mut rows = vec![0.0; MARKETS * ROW];
    for market in 0..MARKETS {
        let fair = numbers.match_odds();
        for venue in 0..VENUES {
            let opinion = fair.map(|p| p * (1.0 + 0.058 * (numbers.next() - 0.5)));
            for (selection, price) in numbers.prices(opinion, 0.025, 0.05).into_iter().enumerate() {
                let cents = (price * 100.0).round().to_i64().ok_or("a price is not a number")?;
                let exact = Price::new(Decimal::new(cents, 2))?;
                table.set(market, venue, selection, Some(exact.into()))?;
                rows[market * ROW + venue * SELECTIONS + selection] = price;
            }
        }
    }
    Ok(Prices { table, rows })
}

fn book_sum(row: &[f64]) -> f64 {
    let mut best = [0.0; SELECTIONS];
    for venue in row.as_chunks::<SELECTIONS>().0 {
        for (best, &price) in best.iter_mut().zip(venue) {
            *best = if price > *best { price } else { *best };
        }
    }
    best.iter().map(|best| best.recip()).sum()
}

/// Where floats can tell, both must say the same.
fn agree(prices: &Prices) -> Result<(), Box<dyn Error>> {
    let mut found = vec![false; MARKETS];
    prices.table.scan(|market, _| found[market] = true);
    for (market, row) in prices.rows.chunks_exact(ROW).enumerate() {
        let sum = book_sum(row);
        if (sum - 1.0).abs() > DOUBT && found[market] != (sum < 1.0) {
            return Err(format!(
                "market {market} has a book sum of {sum}, and the table disagrees"
            )
            .into());
        }
    }
    let count = found.iter().filter(|found| **found).count();
    if !(MARKETS / 1000..MARKETS / 4).contains(&count) {
        return Err(
            format!("{count} of {MARKETS} markets are an arbitrage: that is no market").into()
        );
    }
    Ok(())
}
