//! `GET /odds/odds/`: rows, fields, refusals.

use monps_core::catalog::MarketKind;
use monps_core::time::TimeDelta;
use serde_json::json;

use crate::support::{Market, football, keys, quoting, result, same, with_line};

#[tokio::test]
async fn a_row_has_every_documented_field() {
    let market = Market::open().await;
    let event = football("a", "Arsenal", "Chelsea", 5);
    let event = quoting(event, "bet365", result(), "home 2.10, draw 3.40, away 3.60");
    market.say("feed", vec![event]).await;

    let rows = market.list("/odds/odds/?limit=1").await;
    let expected = json!({
        "id": 3, "match_id": "feed:a", "sport": "football", "league": "Premier League",
        "home_team": "Arsenal", "away_team": "Chelsea", "bookmaker": "bet365",
        "outcome": "away", "side": "back", "odds_value": 3.60, "quoted": null,
        "market_type": "h2h", "market": "1x2", "period": "full_time", "point": null,
        "commence_time": "2026-11-22T17:00:00Z", "is_best": true,
        "created_at": "2026-11-22T12:00:00Z", "timestamp": "2026-11-22T12:00:00Z",
    });
    assert_eq!(keys(&rows[0]), keys(&expected));
    for (key, value) in expected.as_object().unwrap() {
        same(key, &rows[0][key], value);
    }
    assert_eq!(rows[0]["odds_value"].to_string(), "3.60", "the digits quoted");
}

#[tokio::test]
async fn a_handicap_has_its_point_from_the_outcomes_own_side() {
    let market = Market::open().await;
    let key = with_line(MarketKind::AsianHandicap, "-0.5");
    let event = quoting(football("a", "Ajax", "PSV", 5), "bet365", key, "home 1.95, away 11/10");
    market.say("feed", vec![event]).await;
    let rows = market.list("/odds/odds/?market=spreads").await;
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0]["outcome"], &rows[0]["point"]), (&json!("away"), &json!(0.5)));
    assert_eq!((&rows[1]["outcome"], &rows[1]["point"]), (&json!("home"), &json!(-0.5)));
    assert_eq!(rows[0]["quoted"], "11/10");
    assert_eq!(rows[0]["odds_value"].to_string(), "2.1");
}

#[tokio::test]
async fn only_the_current_best_price_is_best() {
    let market = Market::open().await;
    let say = |bet365: &str, pinnacle: &str| {
        let event = football("a", "Arsenal", "Chelsea", 5);
        let event = quoting(event, "bet365", result(), &format!("home {bet365}"));
        quoting(event, "pinnacle", result(), &format!("home {pinnacle}"))
    };
    for (bet365, pinnacle) in [("2.50", "2.00"), ("2.10", "2.00"), ("2.50", "2.00")] {
        market.say("feed", vec![say(bet365, pinnacle)]).await;
        market.wait(TimeDelta::minutes(1));
    }
    let best = |rows: Vec<serde_json::Value>| -> Vec<(String, String, bool)> {
        rows.iter()
            .map(|row| {
                let text = |key: &str| row[key].to_string().trim_matches('"').to_owned();
                (text("bookmaker"), text("odds_value"), row["is_best"] == true)
            })
            .collect()
    };
    let row = |venue: &str, price: &str, best| (venue.to_owned(), price.to_owned(), best);
    let expected = [
        row("bet365", "2.50", true),
        row("bet365", "2.10", false),
        row("pinnacle", "2.00", false),
        // The same price as now, and history all the same.
        row("bet365", "2.50", false),
    ];
    assert_eq!(best(market.list("/odds/odds/").await), expected);

    // Gone from the source: the row is no longer current, and the disappearance is no row.
    let event = quoting(football("a", "Arsenal", "Chelsea", 5), "pinnacle", result(), "home 2.00");
    market.say("feed", vec![event]).await;
    let rows = best(market.list("/odds/odds/").await);
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0], row("bet365", "2.50", false));
    assert_eq!(rows[2], row("pinnacle", "2.00", true));

    // Started: nothing is current.
    market.wait(TimeDelta::hours(6));
    let rows = best(market.list("/odds/odds/").await);
    assert!(rows.iter().all(|(_, _, best)| !best), "{rows:?}");
}

#[tokio::test]
async fn bad_input_is_refused_and_never_a_500() {
    let market = Market::open().await;
    let long = "x".repeat(300);
    for (query, field) in [
        ("limit=-1", "limit"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("limit=abc", "limit"),
        ("limit=1.5", "limit"),
        ("bookmaker=a%00b", "bookmaker"),
        ("match_id=%00", "match_id"),
        ("sport=%0A", "sport"),
        ("market=%00", "market"),
        ("market=No%20Such", "market"),
        ("side=up", "side"),
        ("since=yesterday", "since"),
        ("cursor=junk", "cursor"),
        (&format!("match_id={long}"), "match_id"),
    ] {
        market.refuses(&format!("/odds/odds/?{query}"), field).await;
        if field != "since" {
            market.refuses(&format!("/odds/latest?{query}"), field).await;
        }
    }
    // A cursor of another list.
    let foreign = monps_server::api::page::Cursor::new("1,2,3,4");
    for path in ["/odds/odds/", "/odds/latest", "/odds/odds/matches"] {
        market.refuses(&format!("{path}?cursor={foreign}"), "cursor").await;
    }
    let far = monps_server::api::page::Cursor::new(format!("{},1", i64::MAX));
    market.refuses(&format!("/odds/odds/?cursor={far}"), "cursor").await;
    // Names that nobody knows are no fault: there is nothing of them.
    for query in [
        "match_id=none",
        "sport=chess",
        "bookmaker=nobody",
        "market=corners",
        "match_id='%20OR%201=1",
    ] {
        assert!(market.list(&format!("/odds/odds/?{query}")).await.is_empty(), "{query}");
        assert!(market.list(&format!("/odds/latest?{query}")).await.is_empty(), "{query}");
    }
}
