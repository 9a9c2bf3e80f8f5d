//! Match odds, handicap and total of the same row: what the search across markets finds, against
//! trying every pair and every three of the best prices.

use std::collections::BTreeSet;
use std::path::Path;

use monps_adapters::football_data::MatchReading;
use monps_core::adapter::SourceMarket;
use monps_core::catalog::{MarketKey, MarketKind, Period, Selection, VenueKey, VenueKind};
use monps_core::detect::{CrossMarket, Solution, Venues};
use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
use monps_core::payoff::{PayoffVector, StateSpace};
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use monps_core::time::Observed;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::data::{folder, observed_at, read};

/// Every so many rows that have all three questions.
const EVERY: usize = 5;
const ROWS: usize = 2_000;

/// The files whose books quote handicaps and totals besides.
const SEASONS: [&str; 4] = ["1920", "2122", "2324", "2526"];

/// What floats may be off by.
const DOUBT: f64 = 1e-9;

fn rows(data: &Path) -> Vec<MatchReading> {
    let mut paths: Vec<_> = std::fs::read_dir(data.join("football"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap();
            SEASONS.iter().any(|season| name.ends_with(season))
        })
        .collect();
    paths.sort();
    let has = |one: &MatchReading, kind| one.opening.markets.iter().any(|m| m.key.kind == kind);
    let kinds = [MarketKind::MatchOdds, MarketKind::Total, MarketKind::AsianHandicap];
    paths
        .iter()
        .flat_map(|path| read(path).matches)
        .filter(|one| kinds.iter().all(|kind| has(one, kind.clone())))
        .step_by(EVERY)
        .take(ROWS)
        .collect()
}

/// The bookmakers' opening prices of a row, as a board.
fn board(one: &MatchReading) -> Board {
    let mut markets: Vec<MarketBoard> = Vec::new();
    let mut venues: Vec<&VenueKey> = Vec::new();
    let number = |at: usize| i64::try_from(at).unwrap();
    let bookmakers =
        one.opening.markets.iter().filter(|market| market.venue.kind == VenueKind::Bookmaker);
    for source in bookmakers {
        let known = venues.iter().position(|key| **key == source.venue.key);
        let venue = known.unwrap_or(venues.len());
        if known.is_none() {
            venues.push(&source.venue.key);
        }
        let known = markets.iter().position(|market| market.key == source.key);
        let at = known.unwrap_or(markets.len());
        if known.is_none() {
            let market_id = MarketId::new(number(at));
            markets.push(MarketBoard { market_id, key: source.key.clone(), selections: vec![] });
        }
        add(&mut markets[at], source, VenueId::new(number(venue)));
    }
    Board { event_id: EventId::new(1), starts_at: one.opening.starts_at, markets }
}

fn add(market: &mut MarketBoard, source: &SourceMarket, venue_id: VenueId) {
    for given in &source.quotes {
        let quote = Quote {
            venue_id,
            side: given.side,
            price: given.price,
            available: None,
            stake_max: None,
            observed: Observed::at(observed_at()),
        };
        match market.selections.iter_mut().find(|board| board.selection == given.selection) {
            Some(board) => board.quotes.push(quote),
            None => market.selections.push(SelectionBoard {
                selection_id: SelectionId::new(1),
                selection: given.selection.clone(),
                quotes: vec![quote],
            }),
        }
    }
}

/// The profit of the best price of every selection in every state, as floats.
fn profits(board: &Board, kinds: &[MarketKind]) -> Vec<Vec<f64>> {
    let markets: Vec<&MarketBoard> =
        board.markets.iter().filter(|market| kinds.contains(&market.key.kind)).collect();
    let keys: Vec<&MarketKey> = markets.iter().map(|market| &market.key).collect();
    let space = StateSpace::covering(&keys).unwrap();
    let mut rows = Vec::new();
    for market in markets {
        for selection in &market.selections {
            let price = selection.best_back().unwrap().price;
            let (key, selection): (_, &Selection) = (&market.key, &selection.selection);
            let vector = PayoffVector::of(&space, key, selection, Side::Back, price).unwrap();
            rows.push(vector.profits().iter().map(|profit| profit.to_f64().unwrap()).collect());
        }
    }
    rows
}

/// The best that any two or three of the bets guarantee: at the optimum they pay alike in as many
/// states, or in fewer with one of them left out.
fn every_pair_and_three(bets: &[Vec<f64>]) -> f64 {
    let mut best = f64::NEG_INFINITY;
    for a in 0..bets.len() {
        for b in 0..a {
            best = best.max(guarantee(&[&bets[a], &bets[b]]));
            for c in 0..b {
                best = best.max(guarantee(&[&bets[a], &bets[b], &bets[c]]));
            }
        }
    }
    best
}

fn guarantee(bets: &[&Vec<f64>]) -> f64 {
    let states: BTreeSet<Vec<u64>> = (0..bets[0].len())
        .map(|state| bets.iter().map(|bet| bet[state].to_bits()).collect())
        .collect();
    let states: Vec<Vec<f64>> =
        states.into_iter().map(|s| s.into_iter().map(f64::from_bits).collect()).collect();
    // No shares pay if some state loses on every bet.
    if states.iter().any(|state| state.iter().all(|profit| *profit <= 0.0)) {
        return f64::NEG_INFINITY;
    }
    let worst = |shares: &[f64]| {
        let profit = |s: &Vec<f64>| s.iter().zip(shares).map(|(p, share)| p * share).sum::<f64>();
        states.iter().map(profit).fold(f64::INFINITY, f64::min)
    };
    let mut best = f64::NEG_INFINITY;
    for i in 0..states.len() {
        for j in 0..i {
            if bets.len() == 2 {
                let slope = |s: &[f64]| s[0] - s[1];
                let (one, other) = (&states[i], &states[j]);
                let share = (other[1] - one[1]) / (slope(one) - slope(other));
                if (0.0..=1.0).contains(&share) {
                    best = best.max(worst(&[share, 1.0 - share]));
                }
                continue;
            }
            for k in 0..j {
                if let Some(shares) = level(&[&states[i], &states[j], &states[k]]) {
                    best = best.max(worst(&shares));
                }
            }
        }
    }
    best
}

/// Shares of three bets that sum to 1 and pay alike in three states, by Cramer's rule.
fn level(states: &[&Vec<f64>; 3]) -> Option<[f64; 3]> {
    let difference =
        |s: usize, bet: usize| (states[0][bet] - states[0][2]) - (states[s][bet] - states[s][2]);
    let right = |s: usize| states[s][2] - states[0][2];
    let (a, b, c, d) = (difference(1, 0), difference(1, 1), difference(2, 0), difference(2, 1));
    let determinant = a * d - b * c;
    let first = (right(1) * d - b * right(2)) / determinant;
    let second = (a * right(2) - right(1) * c) / determinant;
    let shares = [first, second, 1.0 - first - second];
    shares.iter().all(|share| share.is_finite() && *share >= 0.0).then_some(shares)
}

/// The guarantee again, from the legs alone.
fn check(found: &Solution) -> Decimal {
    let keys: Vec<&MarketKey> = found.legs.iter().map(|leg| &leg.market).collect();
    let space = StateSpace::covering(&keys).unwrap();
    let mut sums = vec![Decimal::ZERO; space.len()];
    for leg in &found.legs {
        let vector =
            PayoffVector::of(&space, &leg.market, &leg.selection, leg.side, leg.price).unwrap();
        for (sum, profit) in sums.iter_mut().zip(vector.profits()) {
            *sum += leg.share * profit;
        }
    }
    sums.into_iter().min().unwrap()
}

#[test]
fn every_arbitrage_across_the_markets_of_a_row_is_found() {
    let Some(data) = folder("every_arbitrage_across_the_markets_of_a_row_is_found") else {
        return;
    };
    let rows = rows(&data);
    assert_eq!(rows.len(), ROWS);
    let all = [MarketKind::MatchOdds, MarketKind::Total, MarketKind::AsianHandicap];
    let (mut alone, mut by_force, mut by_search) = (0, 0, 0);
    for one in &rows {
        let board = board(one);
        let found = CrossMarket::default().solve(&board, &Venues::default(), Period::FullTime);
        let found = found.unwrap();
        let guaranteed = found.guaranteed.to_f64().unwrap();
        let force = every_pair_and_three(&profits(&board, &all));
        assert!(guaranteed >= force - DOUBT, "line {}: {guaranteed} and {force}", one.line);
        assert!(found.bound.to_f64().unwrap() >= force - DOUBT && found.gap() < Decimal::new(1, 9));
        assert!((check(&found) - found.guaranteed).abs() < Decimal::new(1, 20));
        alone += usize::from(every_pair_and_three(&profits(&board, &all[..1])) > DOUBT);
        by_force += usize::from(force > DOUBT);
        by_search += usize::from(guaranteed > DOUBT);
    }
    println!("{ROWS} rows: {alone} by match odds, {by_force} by force, {by_search} by search");
    assert!(by_search >= by_force && by_search > alone && alone > 0);
}
