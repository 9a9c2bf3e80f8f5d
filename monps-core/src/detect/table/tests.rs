//! The table against the detector and against fractions.

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::catalog::MarketKey;
use crate::detect::samples::{board, bookmakers, match_odds, now, winner};
use crate::detect::{Arbitrage, Detector};
use crate::odds::{OddsFormat, Price};

fn quoted(price: Decimal) -> Option<QuotedPrice> {
    Price::new(price).ok().map(QuotedPrice::from)
}

fn text(text: &str, format: OddsFormat) -> Option<QuotedPrice> {
    Some(QuotedPrice::parse(text, format).unwrap())
}

/// One market by selection, then venue; zero where there is no price.
type Market = Vec<Vec<Decimal>>;

/// Prices of which many books of exactly 1 can be made, any two-decimal price, and none.
fn price() -> impl Strategy<Value = Decimal> {
    let round = [
        dec!(1.25),
        dec!(1.5),
        dec!(1.8),
        dec!(2),
        dec!(2.25),
        dec!(2.5),
        dec!(3),
        dec!(3.6),
        dec!(4),
        dec!(5),
        dec!(6),
        dec!(9),
    ];
    prop_oneof![
        6 => prop::sample::select(round.to_vec()),
        3 => (101_i64..900).prop_map(|cents| Decimal::new(cents, 2)),
        1 => Just(Decimal::ZERO),
    ]
}

/// More markets than a block has, so that one is full and one is not.
fn markets(selections: usize) -> impl Strategy<Value = Vec<Market>> {
    let market = prop::collection::vec(prop::collection::vec(price(), 3), selections);
    prop::collection::vec(market, 1..(2 * LANES))
}

fn table<const N: usize>(markets: &[Market]) -> PriceTable<N> {
    let mut table = PriceTable::new(markets.len(), 3).unwrap();
    for (market, selections) in markets.iter().enumerate() {
        for (selection, venues) in selections.iter().enumerate() {
            for (venue, &price) in venues.iter().enumerate() {
                table.set(market, venue, selection, quoted(price)).unwrap();
            }
        }
    }
    table
}

/// What the detector finds: market, venues and rate.
fn detected(key: &MarketKey, markets: &[Market]) -> Vec<(usize, Vec<usize>, Decimal)> {
    let venues = bookmakers(3);
    let find = |(index, market): (usize, &Market)| {
        let prices: Vec<&[Decimal]> = market.iter().map(Vec::as_slice).collect();
        let found = Arbitrage::default().detect(&board(key.clone(), &prices), &venues, now());
        let venue = |id: i64| usize::try_from(id).unwrap() - 1;
        let found = found.into_iter().next()?;
        let legs = found.legs.iter().map(|leg| venue(leg.venue_id.get())).collect();
        Some((index, legs, found.edge))
    };
    markets.iter().enumerate().filter_map(find).collect()
}

fn scanned<const N: usize>(table: &PriceTable<N>) -> Vec<(usize, Vec<usize>, Decimal)> {
    let mut found = Vec::new();
    table.scan(|market, venues| {
        let rate = table.profit_rate(market, venues).unwrap().unwrap();
        found.push((market, venues.to_vec(), rate));
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn three_selections_are_found_as_by_the_detector(markets in markets(3)) {
        prop_assert_eq!(scanned(&table::<3>(&markets)), detected(&match_odds(), &markets));
    }

    #[test]
    fn two_selections_are_found_as_by_the_detector(markets in markets(2)) {
        prop_assert_eq!(scanned(&table::<2>(&markets)), detected(&winner(), &markets));
    }

    #[test]
    fn looking_at_one_market_is_scanning_it(markets in markets(3), changed in price()) {
        let mut table = table::<3>(&markets);
        let last = markets.len() - 1;
        let updated = table.update(last, 1, 2, quoted(changed)).unwrap();
        let found: Vec<_> = scanned(&table).into_iter().map(|(market, venues, _)| (market, venues)).collect();
        for market in 0..markets.len() {
            let looked = table.look(market).unwrap().map(|venues| (market, venues.to_vec()));
            prop_assert_eq!(looked.as_ref(), found.iter().find(|(found, _)| *found == market));
        }
        prop_assert_eq!(updated, table.look(last).unwrap());
    }

    /// Prices a hair on either side of a book of 1, closer than an `f32` can tell.
    #[test]
    fn a_hair_decides(home in 110_i64..900, hair in -3_i64..=3) {
        let implied = Decimal::ONE / Decimal::new(home, 2);
        let away = Decimal::ONE / (Decimal::ONE - implied) + Decimal::new(hair, 12);
        let (home, away) = (quoted(Decimal::new(home, 2)), quoted(away));
        let mut table = PriceTable::<2>::new(1, 1).unwrap();
        table.set(0, 0, 0, home).unwrap();
        let found = table.update(0, 0, 1, away).unwrap();
        if hair != 0 {
            prop_assert_eq!(found.is_some(), hair > 0);
        }
    }
}

#[test]
fn books_of_exactly_one_are_not_found_however_they_are_quoted() {
    let fractional = ["2/1", "2/1", "2/1"].map(|odds| text(odds, OddsFormat::Fractional));
    let mixed = [text("4/9", OddsFormat::Fractional), text("3.25", OddsFormat::Decimal)];
    let american = [text("-150", OddsFormat::American), text("+150", OddsFormat::American)];
    let implied = [text("0.37", OddsFormat::Implied), text("0.63", OddsFormat::Implied)];
    let mut three = PriceTable::<3>::new(1, 1).unwrap();
    for (selection, price) in fractional.into_iter().enumerate() {
        assert_eq!(three.update(0, 0, selection, price).unwrap(), None);
    }
    for book in [mixed, american, implied] {
        let mut two = PriceTable::<2>::new(1, 1).unwrap();
        for (selection, price) in book.into_iter().enumerate() {
            assert_eq!(two.update(0, 0, selection, price).unwrap(), None, "{book:?}");
        }
    }
}

#[test]
fn where_fractions_overflow_decimals_decide() {
    // Prices of 28 digits without a common divisor: the common denominator has more than 38.
    let mut table = PriceTable::<4>::new(1, 1).unwrap();
    for (selection, last) in [1, 3, 7, 9].into_iter().enumerate() {
        let price = quoted(dec!(4) + Decimal::new(last, 27));
        table.set(0, 0, selection, price).unwrap();
    }
    assert_eq!(table.look(0).unwrap(), None, "within the margin of safety");
    let better = quoted(dec!(4.000_000_000_000_01));
    assert_eq!(table.update(0, 0, 3, better).unwrap(), Some([0; 4]));
    assert!(table.profit_rate(0, &[0; 4]).unwrap() > Some(Decimal::ZERO));
}

#[test]
fn a_table_has_a_size_and_keeps_to_it() {
    for (markets, venues) in [(0, 3), (3, 0), (usize::MAX, 2), (1 << 20, 1 << 20)] {
        let refused = PriceTable::<3>::new(markets, venues);
        assert!(matches!(refused, Err(DetectError::TableSize { .. })), "{markets} × {venues}");
    }
    assert!(PriceTable::<0>::new(1, 1).is_err());

    let mut table = PriceTable::<2>::new(3, 4).unwrap();
    assert_eq!((table.markets(), table.venues()), (3, 4));
    for (what, market, venue, selection) in
        [("market", 3, 0, 0), ("venue", 0, 4, 0), ("selection", 0, 0, 2)]
    {
        let outside = table.set(market, venue, selection, None).unwrap_err();
        assert!(outside.to_string().contains(&format!("no {what}")), "{outside}");
    }
    assert!(table.look(3).is_err());
    assert!(table.profit_rate(0, &[0, 4]).is_err());
    assert_eq!(table.profit_rate(0, &[0, 0]), Ok(None));
}

#[test]
fn a_price_that_is_taken_away_is_gone() {
    let mut table = PriceTable::<2>::new(1, 1).unwrap();
    table.set(0, 0, 0, quoted(dec!(3))).unwrap();
    assert_eq!(table.update(0, 0, 1, quoted(dec!(3))).unwrap(), Some([0, 0]));
    assert_eq!(table.update(0, 0, 1, None).unwrap(), None);
    assert_eq!(table.get(0, 0, 1), Ok(None));
}

#[test]
fn of_prices_that_estimates_cannot_tell_apart_the_best_is_taken() {
    let (lower, higher) = (quoted(dec!(2.100_000_000_001)), quoted(dec!(2.100_000_000_002)));
    for (prices, best) in [([lower, higher, lower], 1), ([higher, lower, higher], 0)] {
        let mut table = PriceTable::<2>::new(1, 3).unwrap();
        for (venue, price) in prices.into_iter().enumerate() {
            table.set(0, venue, 0, price).unwrap();
        }
        let found = table.update(0, 2, 1, quoted(dec!(2.05))).unwrap();
        assert_eq!(found, Some([best, 2]));
    }
}
