//! What is understood, and what is skipped with its place.

use std::collections::BTreeMap;

use monps_core::adapter::{Scope, Snapshot, SourceMarket, Task};
use monps_core::catalog::VenueKind;
use monps_core::quote::Side;
use monps_core::time::parse_timestamp;
use rust_decimal::dec;

use super::{convert, odds};
use crate::support::{config, fixture};

fn football() -> Snapshot {
    let mut snapshots = convert(&odds(), "decimal", fixture("odds_football.json")).unwrap();
    snapshots.remove(0)
}

fn market<'a>(snapshot: &'a Snapshot, venue: &str, key: &str) -> &'a SourceMarket {
    snapshot
        .events
        .iter()
        .flat_map(|event| &event.markets)
        .find(|market| market.venue.key.as_str() == venue && market.key.to_string() == key)
        .unwrap_or_else(|| panic!("{venue} has no market {key}"))
}

fn prices(market: &SourceMarket, side: Side) -> BTreeMap<String, String> {
    market
        .quotes
        .iter()
        .filter(|quote| quote.side == side)
        .map(|quote| (quote.selection.to_string(), quote.price.to_string()))
        .collect()
}

#[test]
fn every_market_is_understood_by_name() {
    let snapshot = football();
    for (key, expected) in [
        ("1x2", &[("home", "1.51"), ("draw", "4.92"), ("away", "5.81")][..]),
        ("asian_handicap -0.75", &[("home", "1.97"), ("away", "1.95")]),
        ("total 2.5", &[("over", "1.85"), ("under", "2")]),
        ("total 1.5", &[("over", "1.3"), ("under", "3.6")]),
        ("total 3.5", &[("over", "3.1"), ("under", "1.37")]),
        ("btts", &[("yes", "1.7"), ("no", "2.15")]),
        ("draw_no_bet", &[("home", "1.2"), ("away", "4.6")]),
        (
            "double_chance",
            &[("home_or_draw", "1.14"), ("home_or_away", "1.19"), ("draw_or_away", "2.6")],
        ),
        ("1x2 (first_half)", &[("home", "2.05"), ("draw", "2.4"), ("away", "5.5")]),
        ("x-team_totals", &[("Northbridge Over 1.5", "1.6"), ("Northbridge Under 1.5", "2.3")]),
    ] {
        let found = prices(market(&snapshot, "pinnacle", key), Side::Back);
        assert_eq!(found, config(expected), "{key}");
    }
    assert_eq!(
        snapshot.events[0].markets.iter().filter(|m| m.venue.key.as_str() == "pinnacle").count(),
        10
    );
}

#[test]
fn overtime_counts_unless_the_draw_is_an_answer() {
    let outcome = |name: &str| format!(r#"{{"name":"{name}","price":2.5}}"#);
    let two = [outcome("Bruins"), outcome("Rangers")].join(",");
    let three = [two.as_str(), &outcome("Draw")].join(",");
    let market =
        |key: &str, outcomes: &str| format!(r#"{{"key":"{key}","outcomes":[{outcomes}]}}"#);
    // One venue sells both questions; its exchange lists the draw on the lay side alone.
    let both = [
        market("h2h", &two),
        market("h2h_3_way", &three),
        market("h2h_h1", &two),
        market("totals_h2", r#"{"name":"Over","price":2.5,"point":2.5}"#),
        market("draw_no_bet", &two),
    ];
    let exchange = [market("h2h", &two), market("h2h_lay", &three)];
    let bookmaker = |key: &str, markets: &[String]| {
        format!(r#"{{"key":"{key}","markets":[{}]}}"#, markets.join(","))
    };
    let body = format!(
        r#"[{{"id":"a","sport_key":"icehockey_nhl","commence_time":"2024-03-21T23:00:00Z",
        "home_team":"Bruins","away_team":"Rangers","bookmakers":[{},{},{}]}}]"#,
        bookmaker("b", &both),
        bookmaker("matchbook", &exchange),
        bookmaker("suspended_draw", &[market("h2h_3_way", &two)])
    );
    let snapshot = convert(&odds(), "decimal", body.into_bytes()).unwrap().remove(0);
    let keys = |venue: &str| {
        let markets = snapshot.events[0].markets.iter();
        let of_venue = markets.filter(|market| market.venue.key.as_str() == venue);
        of_venue
            .map(|market| (market.key.to_string(), market.quotes.len()))
            .collect::<BTreeMap<_, _>>()
    };
    let expected = [
        ("1x2", 3),
        ("winner (with_overtime)", 2),
        ("draw_no_bet", 2),
        ("draw_no_bet (first_half)", 2),
        ("x-totals_h2 (with_overtime)", 1),
    ];
    let expected: BTreeMap<_, _> = expected.map(|(key, count)| (key.to_owned(), count)).into();
    assert_eq!(keys("b"), expected);
    assert_eq!(keys("suspended_draw"), BTreeMap::from([("1x2".to_owned(), 2)]));
    assert_eq!(keys("matchbook"), BTreeMap::from([("1x2".to_owned(), 5)]));
}

#[test]
fn lay_prices_stand_beside_back_prices() {
    let snapshot = football();
    let exchange = market(&snapshot, "betfair_ex_eu", "1x2");
    assert_eq!(exchange.venue.kind, VenueKind::Exchange);
    assert_eq!(prices(exchange, Side::Back)["home"], "1.53");
    assert_eq!(prices(exchange, Side::Lay)["home"], "1.54");
    assert_eq!(exchange.quotes[0].available, Some(dec!(1500.5)));
    // The older of the two clocks: seconds since 1970 for one, ISO for the other.
    let older = parse_timestamp("2024-10-13T13:39:00Z").unwrap();
    assert_eq!(exchange.source_at, Some(older));
    let outright = market(&snapshot, "smarkets", "x-outrights");
    assert_eq!(prices(outright, Side::Lay)["Northbridge"], "2.5");
    let event = &snapshot.events[1];
    assert_eq!((&*event.home, &*event.away), ("", ""));
    assert_eq!(event.starts_at, parse_timestamp("2024-10-19T11:30:00Z").unwrap());
}

#[test]
fn what_is_not_understood_is_skipped_with_its_place() {
    let snapshot = football();
    assert_eq!(snapshot.events.len(), 2);
    let skipped: BTreeMap<_, _> = snapshot
        .skipped
        .iter()
        .map(|skipped| (skipped.at.as_str(), skipped.reason.as_str()))
        .collect();
    let rubbish = "/0/bookmakers/2/markets";
    for (at, reason) in [
        (format!("{rubbish}/0/outcomes/0"), "price"),
        (format!("{rubbish}/0/outcomes/1"), "no price"),
        (format!("{rubbish}/0/outcomes/2"), "price"),
        (format!("{rubbish}/0/outcomes/3"), "\"Westfield\""),
        (format!("{rubbish}/0/outcomes/4"), "no price"),
        (format!("{rubbish}/1/outcomes/0"), "2.3"),
        (format!("{rubbish}/1/outcomes/1"), "no point"),
        (format!("{rubbish}/1/outcomes/3"), "already"),
        (format!("{rubbish}/2/outcomes/0"), "\"x\""),
        (format!("{rubbish}/2/outcomes/1"), "\"Draw\""),
        (format!("{rubbish}/4/outcomes/0"), "printable"),
        ("/0/bookmakers/3/key".to_owned(), "slug"),
        ("/2".to_owned(), "shape"),
        ("/3".to_owned(), "commence_time"),
        ("/4".to_owned(), "both sides"),
        ("/5".to_owned(), "sport"),
    ] {
        let found = skipped.get(at.as_str()).unwrap_or_else(|| panic!("{at} is not skipped"));
        assert!(found.contains(reason), "{at}: {found}");
    }
    assert_eq!(market(&snapshot, "rubbish", "total 2.5").venue.title, "rubbish");
    let kept = prices(market(&snapshot, "rubbish", "total 2.5"), Side::Back);
    assert_eq!(kept, config(&[("over", "2.0")]), "the first of two stands");
}

#[test]
fn scores_are_read_by_name_or_skipped() {
    let task = Task::results(Scope::default());
    let snapshot = convert(&task, "decimal", fixture("scores.json")).unwrap().remove(0);
    let told: Vec<_> = snapshot
        .results
        .iter()
        .map(|result| {
            let score = result.scores[0];
            (result.event_key.as_str(), result.is_final, score.home, score.away)
        })
        .collect();
    assert_eq!(told, [("s1", true, 2, 5), ("s2", false, 1, 0)]);
    let skipped: Vec<_> = snapshot.skipped.iter().map(|skipped| skipped.at.as_str()).collect();
    assert_eq!(skipped, ["/3", "/4", "/5", "/6"]);
    assert!(snapshot.skipped[1].reason.contains("187/6"));
}
