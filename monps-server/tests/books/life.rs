//! The life of a bet: recorded, settled in every way, opened again, taken back.

use serde_json::{Value, json};

use crate::house::House;

/// 10.00 at 2.10 on the first side.
pub fn slip() -> Value {
    json!({
        "match_id": "PSG - OM", "outcome": "1", "bookmaker": "Winamax",
        "odds_value": "2.10", "stake": 10, "market_type": "h2h",
    })
}

#[tokio::test]
async fn a_bet_is_recorded_and_read_back() {
    let house = House::new().await;
    let made = house.post("/bets/bets/", &slip()).await;
    assert_eq!(made.headers["location"], "/bets/bets/1");
    assert!(!made.headers.contains_key("warning"));
    let made = made.expect(201);
    assert_eq!(made["id"], json!(1));
    assert_eq!(made["odds_value"].to_string(), "2.10");
    assert_eq!(made["stake"].to_string(), "10.00");
    for (field, value) in [
        ("match_id", json!("PSG - OM")),
        ("outcome", json!("1")),
        ("bookmaker", json!("Winamax")),
        ("bet_type", json!("value")),
        ("status", json!("pending")),
        ("result", Value::Null),
        ("payout", Value::Null),
        ("profit_loss", Value::Null),
        ("actual_profit", Value::Null),
        ("clv", Value::Null),
        ("market_type", json!("h2h")),
        ("created_at", json!("2026-11-22T12:00:00Z")),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    assert_eq!(made["legs"][0]["selection"], "home");
    assert_eq!(made["legs"][0]["home_team"], "PSG");
    assert_eq!(house.get("/bets/bets/1").await.expect(200), made);
    let list = house.get("/bets/bets/").await;
    assert_eq!(list.headers["x-total-count"], "1");
    assert_eq!(list.expect(200), json!([made]));
    // The opening of the books, and the placing.
    assert_eq!(house.check().await.entries, 2);
}
