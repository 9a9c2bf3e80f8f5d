//! `GET /odds/latest`: what stands now.

use monps_core::time::TimeDelta;
use monps_server::collector::{HistoryImport, VenueDefaults};
use monps_server::store::EventOrigin;
use serde_json::json;
use std::sync::Arc;

use crate::support::{Market, football, keys, quoting, result};

#[tokio::test]
async fn it_has_the_fields_of_a_row_and_an_age() {
    let market = Market::open().await;
    let event = quoting(football("a", "Arsenal", "Chelsea", 5), "bet365", result(), "home 2.10");
    market.say("feed", vec![event]).await;
    market.wait(TimeDelta::seconds(90));
    let rows = market.list("/odds/latest").await;
    let history = market.list("/odds/odds/").await;
    let mut expected = keys(&history[0]);
    expected.push("age");
    expected.sort_unstable();
    assert_eq!(keys(&rows[0]), expected);
    assert_eq!(rows[0]["age"], 90);
    assert_eq!(rows[0]["odds_value"].to_string(), "2.10");
    assert_eq!(rows[0]["is_best"], true);
}

#[tokio::test]
async fn neither_started_nor_imported_events_are_among_them() {
    let market = Market::open().await;
    let soon = quoting(football("soon", "Arsenal", "Chelsea", 1), "bet365", result(), "home 2.10");
    let late = quoting(football("late", "Everton", "Fulham", 9), "bet365", result(), "home 1.80");
    let before = quoting(football("old", "Leeds", "Burnley", -3), "bet365", result(), "home 1.70");
    market.say("feed", vec![soon, late, before]).await;
    import_tomorrows_match(&market).await;

    let ids = |rows: &[serde_json::Value]| -> Vec<String> {
        rows.iter().map(|row| row["match_id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&market.list("/odds/latest").await), ["feed:soon", "feed:late"]);
    market.wait(TimeDelta::hours(2));
    assert_eq!(ids(&market.list("/odds/latest").await), ["feed:late"]);
    assert_eq!(market.list("/odds/odds/?limit=1000").await.len(), 4, "the history has all of them");
}

/// A history file may hold a match that has not started by our clock: it is history all the same.
async fn import_tomorrows_match(market: &Market) {
    use monps_adapters::football_data::MatchReading;
    let mut import =
        HistoryImport::new(Arc::clone(&market.store), VenueDefaults::default()).await.unwrap();
    let opening = quoting(football("csv", "Ajax", "PSV", 24), "bet365", result(), "home 2.10");
    let reading = MatchReading { line: 2, opening, closing: Vec::new(), result: None };
    import.store(&[reading], market.now()).await.unwrap();
    let stored = market.store.event_by_name("football-data:csv").await.unwrap().unwrap();
    assert_eq!(stored.origin, EventOrigin::History);
}

#[tokio::test]
async fn pages_are_whole_and_a_quote_keeps_its_number() {
    let market = Market::open().await;
    let say = |price: &str| {
        (0..6)
            .map(|index| {
                let home = format!("Home {index}");
                let mut event = football(&format!("m{index}"), &home, "Visitors", 5 + index / 2);
                for venue in ["bet365", "pinnacle", "unibet"] {
                    let prices = format!("home {price}, draw 3.3, away 3.{}", 20 + index);
                    event = quoting(event, venue, result(), &prices);
                }
                event
            })
            .collect::<Vec<_>>()
    };
    market.say("feed", say("2.10")).await;
    let all = market.list("/odds/latest?limit=1000").await;
    assert_eq!(all.len(), 6 * 9);
    assert_eq!(market.pages("/odds/latest?limit=4").await, all);
    let order = |row: &serde_json::Value| row["commence_time"].as_str().unwrap().to_owned();
    assert!(all.is_sorted_by_key(order));

    let ids = |rows: &[serde_json::Value]| -> Vec<i64> {
        rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
    };
    let mut unique = ids(&all);
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), all.len());

    // A change shows at once, though the page had been kept.
    market.wait(TimeDelta::milliseconds(10));
    market.say("feed", say("2.25")).await;
    let moved = market.list("/odds/latest?limit=1000").await;
    assert_eq!(ids(&moved), ids(&all));
    let homes = moved.iter().filter(|row| row["outcome"] == "home");
    assert!(homes.into_iter().all(|row| row["odds_value"] == json!(2.25)));
}

#[tokio::test]
async fn filters_apply_to_what_stands() {
    let market = Market::open().await;
    let event = football("a", "Arsenal", "Chelsea", 5);
    let event = quoting(event, "bet365", result(), "home 2.10");
    let event = quoting(event, "betfair_ex_eu", result(), "home 2.14, home lay 2.20");
    market.say("feed", vec![event]).await;
    for (query, count) in [
        ("", 2),
        ("sport=football", 2),
        ("sport=soccer_epl", 2),
        ("sport=tennis", 0),
        ("bookmaker=bet365", 1),
        ("market=h2h", 2),
        ("market=total", 0),
        ("match_id=feed:a", 2),
        ("match_id=a", 2),
        ("side=lay", 1),
    ] {
        let rows = market.list(&format!("/odds/latest?{query}")).await;
        assert_eq!(rows.len(), count, "{query}");
    }
    let rows = market.list("/odds/latest").await;
    let best: Vec<_> = rows.iter().filter(|row| row["is_best"] == true).collect();
    assert_eq!(best.len(), 1);
    assert_eq!(best[0]["bookmaker"], "betfair_ex_eu");
}
