//! The whole collection against what others counted in it: matches, arbitrages, margins.

use std::collections::BTreeMap;
use std::path::Path;

use monps_adapters::football_data::{FileReading, MatchReading, RowProblem, venue_prefix};
use monps_core::adapter::SourceMarket;
use monps_core::catalog::{MarketKind, Selection};
use monps_core::money::Rounding;
use rust_decimal::Decimal;

use crate::data::{folder, read, table};

const RESULTS: [Selection; 3] = [Selection::Home, Selection::Draw, Selection::Away];

/// The files one after the other: together they would fill a good part of the memory.
fn files(data: &Path) -> impl Iterator<Item = FileReading> {
    let mut paths: Vec<_> = std::fs::read_dir(data.join("football"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.into_iter().map(|path| read(&path))
}

fn images(one: &MatchReading) -> [(&'static str, &[SourceMarket]); 2] {
    [("opening", &one.opening.markets), ("closing", &one.closing)]
}

fn of_kind<'m>(
    markets: &'m [SourceMarket],
    kind: &MarketKind,
) -> impl Iterator<Item = &'m SourceMarket> {
    markets.iter().filter(move |market| market.key.kind == *kind)
}

fn is_exchange(market: &SourceMarket) -> bool {
    market.venue.key.as_str() == "betfair_ex_uk"
}

fn price(market: &SourceMarket, selection: &Selection) -> Option<Decimal> {
    let quote = market.quotes.iter().find(|q| q.selection == *selection)?;
    Some(quote.price.price().get())
}

/// The best price of each selection, with the prefixes of all who quote it.
fn best<'m>(
    markets: impl Iterator<Item = &'m SourceMarket> + Clone,
    selections: &[Selection],
) -> Option<Vec<(Decimal, Vec<&'static str>)>> {
    let best_of = |selection: &Selection| {
        let top = markets.clone().filter_map(|m| price(m, selection)).max()?;
        let who = markets
            .clone()
            .filter(|m| price(m, selection) == Some(top))
            .map(|m| venue_prefix(m.venue.key.as_str()).unwrap())
            .collect();
        Some((top, who))
    };
    selections.iter().map(best_of).collect()
}

/// The product of all prices but one, summed, and the product: Σ 1/o = first / second, exactly.
fn book_sum(prices: &[Decimal]) -> (Decimal, Decimal) {
    let product: Decimal = prices.iter().copied().product();
    let without = |skip: usize| -> Decimal {
        let others = prices.iter().enumerate().filter(|(i, _)| *i != skip);
        others.map(|(_, price)| *price).product()
    };
    ((0..prices.len()).map(without).sum(), product)
}

fn is_arbitrage(prices: &[Decimal]) -> bool {
    let (sum, product) = book_sum(prices);
    sum < product
}

#[test]
fn every_file_gives_the_matches_that_it_has() {
    let Some(data) = folder("every_file_gives_the_matches_that_it_has") else {
        return;
    };
    let expected: BTreeMap<String, usize> = table(&data.join("ground_truth_files.tsv"))
        .into_iter()
        .map(|row| (format!("{}.csv", row[0]), row[1].parse().unwrap()))
        .collect();
    let mut counted = BTreeMap::new();
    let mut quotes = 0;
    for file in files(&data) {
        assert!(file.unknown_columns.is_empty(), "{}: {:?}", file.name, file.unknown_columns);
        quotes += file.quote_count();
        counted.insert(file.name, file.matches.len());
    }
    assert_eq!(counted, expected);
    assert_eq!((counted.len(), counted.values().sum::<usize>()), (158, 61_861));
    assert_eq!(quotes, 2_260_053, "prices, counted apart from this code");
}

#[test]
fn what_is_wrong_in_the_collection_is_told_and_loses_no_match() {
    let Some(data) = folder("what_is_wrong_in_the_collection_is_told_and_loses_no_match") else {
        return;
    };
    let mut told = Vec::new();
    for file in files(&data) {
        assert_eq!(file.rows, file.matches.len(), "{}", file.name);
        let place = |p: &RowProblem| {
            format!("{}:{} {}", file.name, p.line, p.column.as_deref().unwrap_or(""))
        };
        told.extend(file.problems.iter().map(place));
    }
    let mut expected: Vec<String> =
        (103..=111).map(|line| format!("E0_0304.csv:{line} GBAH")).collect();
    let others = [
        "E0_2526.csv:331 AHh",
        "E1_1819.csv:536 HTHG",
        "N1_2526.csv:272 AHh",
        "SP1_2526.csv:313 AHh",
        "SP1_2526.csv:314 AHh",
        "SP1_2526.csv:316 AHh",
        "SP1_2526.csv:319 AHh",
        "SP2_2526.csv:143 AHCh",
        "SP2_2526.csv:342 AHCh",
    ];
    expected.extend(others.map(str::to_owned));
    assert_eq!(told, expected);
}

#[test]
fn every_match_odds_arbitrage_is_found_and_no_other() {
    let Some(data) = folder("every_match_odds_arbitrage_is_found_and_no_other") else {
        return;
    };
    let mut expected: BTreeMap<(String, u32, String), Vec<String>> = BTreeMap::new();
    for row in table(&data.join("ground_truth_arbs.tsv")) {
        let key = (row[0].clone(), row[1].parse().unwrap(), row[5].clone());
        assert!(expected.insert(key, row).is_none());
    }
    let mut counts = [0; 2];
    let mut with_exchange = [0; 2];
    for file in files(&data) {
        for one in &file.matches {
            for (image, (word, markets)) in images(one).into_iter().enumerate() {
                let all = of_kind(markets, &MarketKind::MatchOdds);
                let all: Vec<&SourceMarket> = all.collect();
                let everyone = best(all.iter().copied(), &RESULTS);
                let books = all.iter().copied().filter(|market| !is_exchange(market));
                let found = best(books, &RESULTS).filter(|legs| is_arbitrage(&prices(legs)));
                with_exchange[image] +=
                    usize::from(everyone.is_some_and(|legs| is_arbitrage(&prices(&legs))));
                let key = (file.name.clone(), one.line, word.to_owned());
                match (found, expected.remove(&key)) {
                    (Some(legs), Some(row)) => {
                        counts[image] += 1;
                        assert_legs(&legs, &row);
                    }
                    (None, None) => {}
                    (found, row) => panic!("{key:?}: found {found:?}, expected {row:?}"),
                }
            }
        }
    }
    assert_eq!(expected, BTreeMap::new());
    assert_eq!(counts, [2_716, 1_262]);
    assert_eq!(with_exchange, [3_258, 2_368]);
}

fn prices(legs: &[(Decimal, Vec<&'static str>)]) -> Vec<Decimal> {
    legs.iter().map(|(price, _)| *price).collect()
}

fn assert_legs(legs: &[(Decimal, Vec<&'static str>)], row: &[String]) {
    for ((price, who), leg) in legs.iter().zip(&row[7..10]) {
        let (expected, prefix) = leg.split_once('@').unwrap();
        assert_eq!(*price, expected.parse().unwrap(), "{row:?}");
        assert!(who.contains(&prefix), "{row:?}: {who:?}");
    }
    let (sum, product) = book_sum(&prices(legs));
    let percent = (product - sum) / sum * Decimal::ONE_HUNDRED;
    assert_eq!(Rounding::HalfEven.apply(percent, 4), row[6].parse().unwrap(), "{row:?}");
}

#[test]
fn over_and_under_arbitrages_are_those_counted() {
    let Some(data) = folder("over_and_under_arbitrages_are_those_counted") else {
        return;
    };
    let selections = [Selection::Over, Selection::Under];
    let (mut boards, mut arbitrages) = ([0; 2], [0; 2]);
    for file in files(&data) {
        for one in &file.matches {
            for (image, (_, markets)) in images(one).into_iter().enumerate() {
                let complete = of_kind(markets, &MarketKind::Total)
                    .filter(|market| !is_exchange(market) && market.quotes.len() == 2);
                let complete: Vec<&SourceMarket> = complete.collect();
                if complete.len() < 2 {
                    continue;
                }
                boards[image] += 1;
                let legs = best(complete.iter().copied(), &selections).unwrap();
                arbitrages[image] += usize::from(is_arbitrage(&prices(&legs)));
            }
        }
    }
    assert_eq!(boards, [20_783, 19_096]);
    assert_eq!(arbitrages, [44, 94]);
}

/// Average overround in percent and the matches it stands on, as published beside the data.
const OVERROUNDS: [(&str, &str, f64, usize); 12] = [
    ("opening", "B365", 6.249, 61_821),
    ("opening", "BF", 6.549, 3_882),
    ("opening", "BFD", 6.743, 2_684),
    ("opening", "BFE", 4.261, 6_401),
    ("opening", "PS", 3.047, 39_337),
    ("opening", "VC", 6.238, 53_366),
    ("opening", "IW", 9.674, 53_760),
    ("opening", "SO", 10.975, 894),
    ("closing", "PS", 2.791, 36_641),
    ("closing", "BF", 8.182, 3_885),
    ("closing", "BFE", 0.832, 6_406),
    ("closing", "VC", 5.799, 14_041),
];

#[test]
fn each_book_has_the_margin_that_it_is_known_for() {
    let Some(data) = folder("each_book_has_the_margin_that_it_is_known_for") else {
        return;
    };
    let mut sums: BTreeMap<(&str, &str), (f64, usize)> = BTreeMap::new();
    for file in files(&data) {
        for one in &file.matches {
            for (word, markets) in images(one) {
                for market in of_kind(markets, &MarketKind::MatchOdds) {
                    if market.quotes.len() < 3 {
                        continue;
                    }
                    let prefix = venue_prefix(market.venue.key.as_str()).unwrap();
                    let implied = |quote: &monps_core::adapter::SourceQuote| {
                        let implied = quote.price.price().implied();
                        f64::try_from(implied).unwrap()
                    };
                    let sum: f64 = market.quotes.iter().map(implied).sum();
                    let (total, count) = sums.entry((word, prefix)).or_default();
                    *total += (sum - 1.0) * 100.0;
                    *count += 1;
                }
            }
        }
    }
    assert_eq!(sums.len(), 19 + 14, "books that quote: {:?}", sums.keys());
    for (image, prefix, percent, matches) in OVERROUNDS {
        let (total, count) = sums[&(image, prefix)];
        assert_eq!(count, matches, "{image} {prefix}");
        let counted = f64::from(u32::try_from(count).unwrap());
        assert!((total / counted - percent).abs() < 0.0006, "{image} {prefix}");
    }
}
