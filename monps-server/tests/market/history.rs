//! `GET /odds/odds/history/{match_id}`: series and candles.

use monps_core::time::TimeDelta;
use serde_json::json;

use crate::support::{Market, football, quoting, result, same};

async fn moving(prices: &[&str]) -> Market {
    let market = Market::open().await;
    for price in prices {
        let event = football("a", "Arsenal", "Chelsea", 48);
        let event = quoting(event, "pinnacle", result(), "draw 3.3");
        let event = if price.is_empty() {
            event
        } else {
            quoting(event, "bet365", result(), &format!("home {price}"))
        };
        market.say("feed", vec![event]).await;
        market.wait(TimeDelta::minutes(2));
    }
    market
}

#[tokio::test]
async fn a_series_has_every_change_and_disappearance() {
    let market = moving(&["2.10", "2.10", "2.20", "", "2.15"]).await;
    let body = market.get("/odds/odds/history/feed:a?bookmaker=bet365").await.body;
    assert_eq!((&body["match_id"], &body["interval"]), (&json!("feed:a"), &json!(null)));
    let series = body["series"].as_array().unwrap();
    assert_eq!(series.len(), 1);
    assert_eq!(series[0]["bookmaker"], "bet365");
    assert_eq!(series[0]["outcome"], "home");
    assert_eq!((&series[0]["market"], &series[0]["market_type"]), (&json!("1x2"), &json!("h2h")));
    assert_eq!(series[0]["candles"], json!([]));
    let point = |minute: u32, price: serde_json::Value| {
        let at = format!("2026-11-22T12:{minute:02}:00Z");
        json!({"timestamp": at, "created_at": at, "odds_value": price})
    };
    let expected = [
        point(0, json!(2.10)),
        point(4, json!(2.20)),
        point(6, json!(null)),
        point(8, json!(2.15)),
    ];
    same("points", &series[0]["points"], &json!(expected));
    let all = market.get("/odds/odds/history/a").await.body;
    assert_eq!(all["series"].as_array().unwrap().len(), 2, "by the source's own name");
    let some = market
        .get("/odds/odds/history/feed:a?since=2026-11-22T12:05:00Z&until=2026-11-22T12:08:00Z")
        .await;
    assert_eq!(some.body["series"][0]["points"], json!([point(6, json!(null))]));
}

#[tokio::test]
async fn candles_are_open_high_low_close() {
    let market = moving(&["2.10", "2.30", "2.00", "2.20", "", "2.40"]).await;
    let body = market.get("/odds/odds/history/feed:a?interval=5m&bookmaker=bet365").await.body;
    assert_eq!(body["interval"], "5m");
    assert_eq!(body["series"][0]["points"], json!([]));
    let candle = |start: &str, [open, high, low, close]: [f64; 4], count: u32| json!({"start": start, "open": open, "high": high, "low": low, "close": close, "count": count});
    let expected = json!([
        candle("2026-11-22T12:00:00Z", [2.10, 2.30, 2.00, 2.00], 3),
        candle("2026-11-22T12:05:00Z", [2.20, 2.20, 2.20, 2.20], 1),
        candle("2026-11-22T12:10:00Z", [2.40, 2.40, 2.40, 2.40], 1),
    ]);
    same("candles", &body["series"][0]["candles"], &expected);
    market.refuses("/odds/odds/history/feed:a?interval=5w", "interval").await;
    market.refuses("/odds/odds/history/feed:a?interval=0m", "interval").await;
}

#[tokio::test]
async fn more_points_than_an_answer_holds_are_refused_with_a_way_out() {
    let market = Market::open().await;
    for round in 0..6 {
        let mut event = football("a", "Arsenal", "Chelsea", 48);
        for venue in 0..334 {
            let prices =
                format!("home 2.{}, draw 3.{}, away 4.{}", 10 + round, 10 + round, 10 + round);
            event = quoting(event, &format!("venue_{venue}"), result(), &prices);
        }
        market.say("feed", vec![event]).await;
        market.wait(TimeDelta::minutes(1));
    }
    let answer = market.get("/odds/odds/history/feed:a").await;
    assert_eq!((answer.status.as_u16(), &answer.body["code"]), (422, &json!("too_many_points")));
    assert!(answer.body["detail"].as_str().unwrap().contains("narrow it"), "{}", answer.body);
    let narrower = market.get("/odds/odds/history/feed:a?bookmaker=venue_7").await;
    assert_eq!(narrower.status, 200);
    let longer = market.get("/odds/odds/history/feed:a?interval=1d").await;
    assert_eq!(longer.body["series"].as_array().unwrap().len(), 334 * 3);
}
