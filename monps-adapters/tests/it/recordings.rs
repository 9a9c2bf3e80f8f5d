//! Real answers of The Odds API, played through the driver: every outcome is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use monps_adapters::driver::CassetteTransport;
use monps_core::adapter::{Coverage, Scope, Score, Snapshot, SourceEvent, Task};
use monps_core::catalog::{MarketKind, Period, Selection, Sport, VenueKind};
use monps_core::error::adapter::FaultCode;
use monps_core::odds::Quoted;
use monps_core::quote::Side;
use rust_decimal::{Decimal, dec};
use serde_json::Value;

use crate::support::{config, now, play, recording};

/// Plays a recording as the answer about one sport.
async fn odds(name: &str, sport: &str, format: &str) -> Option<Snapshot> {
    let body = recording(name)?;
    let raw_outcomes = count_outcomes(&serde_json::from_slice(&body).unwrap());
    let cassette =
        CassetteTransport::new(now()).answer(&format!("/v4/sports/{sport}/odds"), 200, &[], body);
    let config = config(&[("sports", sport), ("odds_format", format)]);
    let collected = play(&Task::odds(Scope::default()), &config, cassette).await;
    collected.outcome.unwrap();
    let [snapshot] = <[Snapshot; 1]>::try_from(collected.snapshots).unwrap();
    assert_eq!(
        snapshot.quote_count() + snapshot.skipped.len(),
        raw_outcomes,
        "{name}: an outcome is neither a quote nor skipped"
    );
    Some(snapshot)
}

/// Counts the outcomes of an answer without any of our own code.
fn count_outcomes(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(count_outcomes).sum(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| match (key.as_str(), value) {
                ("outcomes", Value::Array(outcomes)) => outcomes.len(),
                _ => count_outcomes(value),
            })
            .sum(),
        _ => 0,
    }
}

fn best_back(event: &SourceEvent, selection: &Selection) -> Decimal {
    event
        .markets
        .iter()
        .filter(|market| market.key.kind == MarketKind::MatchOdds)
        .flat_map(|market| &market.quotes)
        .filter(|quote| quote.side == Side::Back && quote.selection == *selection)
        .map(|quote| quote.price.price().get())
        .max()
        .unwrap()
}

#[tokio::test]
async fn the_premier_league_of_october_2024() {
    let Some(snapshot) = odds("soccer_epl_2024-10-13.json", "soccer_epl", "decimal").await else {
        return;
    };
    assert_eq!(snapshot.events.len(), 20);
    assert_eq!(snapshot.quote_count(), 1014);
    assert_eq!(snapshot.skipped, []);
    assert_eq!(snapshot.coverage, Coverage::Competitions);
    assert_eq!(snapshot.competitions, ["soccer_epl"]);
    // Back and lay of one venue stand in one market: as many markets as bookmaker blocks.
    let markets: Vec<_> = snapshot.events.iter().flat_map(|event| &event.markets).collect();
    assert_eq!(markets.len(), 310);
    let venues: BTreeSet<_> = markets.iter().map(|market| market.venue.key.as_str()).collect();
    assert_eq!(venues.len(), 19);
    let laying: BTreeSet<_> = markets
        .iter()
        .filter(|market| market.quotes.iter().any(|quote| quote.side == Side::Lay))
        .map(|market| (market.venue.key.as_str(), market.venue.kind == VenueKind::Exchange))
        .collect();
    assert_eq!(laying, [("betfair_ex_eu", true), ("matchbook", true)].into());

    let first = &snapshot.events[0];
    assert_eq!(first.key, "152454388558d4d22919ced2caec0328");
    assert_eq!((&*first.home, &*first.away), ("Tottenham Hotspur", "West Ham United"));
    let pinnacle = first.markets.iter().find(|market| market.venue.key.as_str() == "pinnacle");
    let prices: BTreeMap<_, _> = pinnacle
        .unwrap()
        .quotes
        .iter()
        .map(|quote| (quote.selection.clone(), quote.price.price().get()))
        .collect();
    let expected = [
        (Selection::Home, dec!(1.51)),
        (Selection::Draw, dec!(4.92)),
        (Selection::Away, dec!(5.81)),
    ];
    assert_eq!(prices, expected.into());
    let book_sum: Decimal = prices.values().map(|price| Decimal::ONE / price).sum();
    assert_eq!(book_sum.round_dp_with_strategy(4, STRATEGY), dec!(1.0376));
}

/// The strategy of the published figures.
const STRATEGY: rust_decimal::RoundingStrategy =
    rust_decimal::RoundingStrategy::MidpointAwayFromZero;

#[tokio::test]
async fn its_best_prices_sum_to_less_than_one_in_nine_events() {
    let Some(snapshot) = odds("soccer_epl_2024-10-13.json", "soccer_epl", "decimal").await else {
        return;
    };
    let mut sums: Vec<(Decimal, &str)> = snapshot
        .events
        .iter()
        .map(|event| {
            let selections = [Selection::Home, Selection::Draw, Selection::Away];
            let sum = selections.iter().map(|s| Decimal::ONE / best_back(event, s)).sum();
            (sum, event.home.as_str())
        })
        .filter(|(sum, _)| *sum < Decimal::ONE)
        .collect();
    sums.sort();
    assert_eq!(sums.len(), 9);
    let (lowest, home) = sums[0];
    assert_eq!(home, "Wolverhampton Wanderers");
    assert_eq!(lowest.round_dp_with_strategy(5, STRATEGY), dec!(0.98438));
}

#[tokio::test]
async fn american_prices_stay_what_was_quoted() {
    let sport = "americanfootball_nfl";
    let Some(snapshot) = odds("nfl_odds_2022-10_american.json", sport, "american").await else {
        return;
    };
    assert_eq!((snapshot.events.len(), snapshot.quote_count()), (26, 2498));
    let markets: Vec<_> = snapshot.events.iter().flat_map(|event| &event.markets).collect();
    let mut kinds = BTreeMap::new();
    for market in &markets {
        assert_eq!(market.key.period, Period::WithOvertime);
        *kinds.entry(market.key.kind.slug()).or_insert(0) += market.quotes.len();
    }
    assert_eq!(kinds.keys().collect::<Vec<_>>(), ["asian_handicap", "total", "winner"]);
    let all_american = markets
        .iter()
        .flat_map(|market| &market.quotes)
        .all(|quote| matches!(quote.price.quoted(), Quoted::American(_)));
    assert!(all_american);
    // +240 for the away side, listed first: found by its name.
    let first = &snapshot.events[0].markets;
    let winner = first.iter().find(|market| {
        market.key.kind == MarketKind::Winner && market.venue.key.as_str() == "pointsbetus"
    });
    let quotes = &winner.unwrap().quotes;
    assert_eq!(quotes[0].selection, Selection::Away);
    assert_eq!(quotes[0].price.price().get(), dec!(3.4));
    assert_eq!(quotes[1].price.quoted(), Quoted::American(-300));
    // Both sides of a handicap have one line: the home side's.
    for market in markets.iter().filter(|market| market.key.kind == MarketKind::AsianHandicap) {
        assert_eq!(market.quotes.len(), 2, "{:?}", market.key);
    }
}

#[tokio::test]
async fn american_odds_read_as_decimal_are_refused_as_a_whole() {
    let Some(body) = recording("nfl_odds_2022-10_american.json") else {
        return;
    };
    let path = "/v4/sports/americanfootball_nfl/odds";
    let cassette = CassetteTransport::new(now()).answer(path, 200, &[], body);
    let config = config(&[("sports", "americanfootball_nfl")]);
    let collected = play(&Task::odds(Scope::default()), &config, cassette).await;
    assert!(collected.snapshots.is_empty());
    let error = collected.outcome.unwrap_err();
    let fault = error.fault().unwrap();
    assert_eq!(fault.code, FaultCode::SchemaDrift);
    assert!(fault.message.contains("odds_format = american"), "{fault}");
}

#[tokio::test]
async fn other_recorded_answers() {
    // Name, sport asked for, format, events, outcomes.
    for (name, sport, format, events, outcomes) in [
        ("ncaa_baseball_2024-03-27.json", "upcoming", "american", 28, 380),
        ("ocl_RetrieveSportEventOddsAsyncResponse.json", "icehockey_nhl", "decimal", 1, 28),
        (
            "ocl_RetrieveHistoricalSportOddsAsyncResponse.json",
            "americanfootball_nfl",
            "american",
            15,
            1636,
        ),
        (
            "ocl_RetrieveHistoricalSportEventOddsAsyncResponse.json",
            "americanfootball_nfl",
            "decimal",
            1,
            6,
        ),
        ("ocl_RetrieveSportEventsAsyncResponse.json", "icehockey_nhl", "decimal", 15, 0),
    ] {
        let Some(snapshot) = odds(name, sport, format).await else {
            return;
        };
        assert_eq!((snapshot.events.len(), snapshot.quote_count()), (events, outcomes), "{name}");
        // What lives in many sports is no image of one.
        assert_eq!(snapshot.coverage == Coverage::Events, sport == "upcoming", "{name}");
    }
}

#[tokio::test]
async fn every_alternate_line_is_a_market_of_its_own() {
    let name = "ocl_RetrieveHistoricalSportEventOddsAsyncResponse.json";
    let Some(snapshot) = odds(name, "americanfootball_nfl", "decimal").await else {
        return;
    };
    let lines: Vec<String> = snapshot.events[0]
        .markets
        .iter()
        .map(|market| {
            assert_eq!(market.quotes.len(), 2);
            market.key.line.unwrap().to_string()
        })
        .collect();
    assert_eq!(lines, ["-23", "-22.5", "-22"]);
    assert_eq!(snapshot.events[0].sport, Sport::AMERICAN_FOOTBALL);
}

#[tokio::test]
async fn scores_come_as_strings() {
    let Some(body) = recording("ocl_RetrieveSportScoresAsyncResponse.json") else {
        return;
    };
    let raw: Value = serde_json::from_slice(&body).unwrap();
    let told = raw.as_array().unwrap().iter().filter(|event| !event["scores"].is_null()).count();
    let cassette = CassetteTransport::new(now()).answer(
        "/v4/sports/icehockey_nhl/scores",
        200,
        &[("x-requests-last", "2")],
        body,
    );
    let config = config(&[("sports", "icehockey_nhl")]);
    let collected = play(&Task::results(Scope::default()), &config, cassette).await;
    collected.outcome.unwrap();
    let snapshot = &collected.snapshots[0];
    assert_eq!((snapshot.results.len(), snapshot.skipped.len()), (told, 0));
    let first = &snapshot.results[0];
    assert_eq!(first.event_key, "2aeab0a9d68f90299e8f38870d1d816c");
    assert!(first.is_final);
    let score = Score { period: Period::WithOvertime, home: 2, away: 5 };
    assert_eq!(first.scores, [score]);
}

#[tokio::test]
async fn version_3_is_named_as_retired() {
    for name in ["v3_mlb_2024-07_american.json", "v3_mlb_2024-07_decimal.json"] {
        let Some(body) = recording(name) else {
            return;
        };
        let path = "/v4/sports/baseball_mlb/odds";
        let cassette = CassetteTransport::new(now()).answer(path, 200, &[], body);
        let config = config(&[("sports", "baseball_mlb")]);
        let collected = play(&Task::odds(Scope::default()), &config, cassette).await;
        let error = collected.outcome.unwrap_err();
        let fault = error.fault().unwrap();
        assert_eq!(fault.code, FaultCode::SchemaDrift);
        assert!(fault.message.contains("version 3, which is retired"), "{fault}");
        assert!(fault.message.contains("version 4"), "{fault}");
    }
}
