//! The known settings: documented shapes, defaults, checks.

use monps_core::money::{Currency, Money};
use rust_decimal::dec;
use serde_json::{Value, json};

use super::support::Server;

#[tokio::test]
async fn defaults_are_the_documented_ones_and_marked() {
    let server = Server::start().await;
    let list = server.get("/settings/").await;
    assert_eq!(list.status, 200);
    let list = list.json();
    let found: Vec<(&str, String)> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|setting| {
            assert_eq!(setting["is_default"], true);
            assert_eq!(setting["created_at"], "2026-11-22T09:00:00Z");
            assert_eq!(setting["updated_at"], setting["created_at"]);
            assert!(setting["id"].is_i64() && setting["description"].is_string());
            (setting["key"].as_str().unwrap(), setting["value"].to_string())
        })
        .collect();
    let expected = [
        ("api_key_odds", r#"{"enabled":true,"key":null}"#),
        ("bankroll_initial", r#"{"amount":1000.00,"currency":"EUR"}"#),
        ("collect_frequency", r#"{"cache_minutes":230,"hours":4}"#),
        (
            "collect_plan",
            r#"{"credits":null,"mode":"planned","reserve_pct":10,"results":"open_bets"}"#,
        ),
        (
            "detection",
            r#"{"arbitrage":true,"back_lay":true,"cross_market":true,"low_hold":false,"max_hold_pct":1,"max_middle_cost_pct":5,"middle":true,"min_arbitrage_pct":0,"min_back_lay_pct":0,"min_cross_market_pct":0,"min_spread_pct":5,"min_value_edge_pct":1,"phantom_above_pct":10,"spread":true,"stakes_total":100,"value":true}"#,
        ),
        (
            "email_alerts",
            r#"{"enabled":false,"from":"","smtp_host":"smtp.gmail.com","smtp_password":null,"smtp_port":587,"smtp_username":"","to":""}"#,
        ),
        ("notification_thresholds", r#"{"max_odds":10.0,"min_edge_pct":5.0,"min_odds":1.5}"#),
        (
            "settlement",
            r#"{"close_age_hours_max":24,"otherwise":["common"],"references":["pinnacle"],"sets":[],"venues":{}}"#,
        ),
    ];
    assert_eq!(found, expected.map(|(key, value)| (key, value.to_owned())));
}

#[tokio::test]
async fn a_value_is_answered_in_its_exact_digits() {
    let server = Server::start().await;
    let set =
        server.set("bankroll_initial", json!({ "amount": "2500.10", "currency": "GBP" })).await;
    assert_eq!(set["value"].to_string(), r#"{"amount":2500.10,"currency":"GBP"}"#);
    assert_eq!(set["is_default"], false);
    assert_eq!(server.get("/settings/bankroll_initial").await.json(), set);
    let (bankroll, is_default) = server.settings.bankroll_initial().await.unwrap();
    assert_eq!(bankroll, Money::new(dec!(2500.10), Currency::GBP).unwrap());
    assert!(!is_default);
}

#[tokio::test]
async fn typed_reads_answer_the_default_until_somebody_decides() {
    let server = Server::start().await;
    let (bankroll, is_default) = server.settings.bankroll_initial().await.unwrap();
    assert_eq!((bankroll.to_string().as_str(), is_default), ("1000.00 EUR", true));
    let (frequency, is_default) = server.settings.collect_frequency().await.unwrap();
    assert_eq!((frequency.every().as_secs(), is_default), (4 * 3600, true));
    server.set("collect_frequency", json!({ "hours": 12 })).await;
    let (frequency, is_default) = server.settings.collect_frequency().await.unwrap();
    assert_eq!((frequency.hours, frequency.cache_minutes, is_default), (12, 230, false));
    server.set("detection", json!({ "min_arbitrage_pct": 0.25 })).await;
    let detection = server.settings.detection().await.unwrap();
    assert_eq!((detection.min_arbitrage_pct, detection.min_spread_pct), (dec!(0.25), dec!(5)));
}

/// Each value is refused for exactly these fields, and nothing has changed.
async fn refuses(key: &str, cases: &[(Value, &[&str])]) {
    let server = Server::start().await;
    for (value, fields) in cases {
        let expected: Vec<String> = fields.iter().map(|field| format!("value.{field}")).collect();
        assert_eq!(server.refused(key, value.clone()).await, expected, "{key} {value}");
    }
    assert_eq!(server.get(&format!("/settings/{key}")).await.json()["is_default"], true);
}

#[tokio::test]
async fn a_bankroll_is_an_amount_above_nothing() {
    refuses(
        "bankroll_initial",
        &[
            (json!({ "amount": -5 }), &["amount"]),
            (json!({ "amount": 0 }), &["amount"]),
            (json!({}), &["amount"]),
            (json!({ "amount": null }), &["amount"]),
            (json!({ "amount": 10.005 }), &["amount"]),
            (json!({ "amount": "1e400" }), &["amount"]),
            (json!({ "amount": "NaN" }), &["amount"]),
            (
                json!({ "amount": [], "currency": "euros", "colour": "red" }),
                &["amount", "colour", "currency"],
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_frequency_is_in_whole_hours_of_a_day() {
    refuses(
        "collect_frequency",
        &[
            (json!({ "hours": 0 }), &["hours"]),
            (json!({ "hours": 25 }), &["hours"]),
            (json!({ "hours": 1.5 }), &["hours"]),
            (json!({ "hours": "x", "cache_minutes": -1 }), &["cache_minutes", "hours"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_plan_has_a_mode_a_budget_and_a_reserve() {
    refuses(
        "collect_plan",
        &[
            (json!({ "mode": "random" }), &["mode"]),
            (json!({ "credits": -1 }), &["credits"]),
            (json!({ "credits": 1.5 }), &["credits"]),
            (json!({ "reserve_pct": 51 }), &["reserve_pct"]),
            (json!({ "results": true, "budget": 500 }), &["budget", "results"]),
        ],
    )
    .await;
    let server = Server::start().await;
    server.set("collect_plan", json!({ "mode": "fixed", "credits": 20_000 })).await;
    let plan = server.settings.collect_plan().await.unwrap();
    assert_eq!((plan.planned, plan.credits, plan.reserve_pct), (false, Some(20_000), 10));
    assert!(!plan.all_results);
}

#[tokio::test]
async fn mail_needs_addresses_that_are_addresses() {
    refuses(
        "email_alerts",
        &[
            (json!({ "enabled": true }), &["from", "to"]),
            (json!({ "enabled": "yes" }), &["enabled"]),
            (json!({ "smtp_port": 0 }), &["smtp_port"]),
            (json!({ "to": "a@b, c" }), &["to"]),
            (json!({ "from": "a@b\r\nBcc: c@d" }), &["from"]),
            (json!({ "smtp_host": "host name" }), &["smtp_host"]),
            (json!({ "smtp_password": 5 }), &["smtp_password"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn thresholds_are_percentages_and_prices() {
    refuses(
        "notification_thresholds",
        &[
            (json!({ "min_odds": 0.9 }), &["min_odds"]),
            (json!({ "min_odds": 3, "max_odds": 2 }), &["max_odds"]),
            (json!({ "min_edge_pct": -1 }), &["min_edge_pct"]),
        ],
    )
    .await;
    refuses(
        "detection",
        &[
            (json!({ "min_spread_pct": -0.1 }), &["min_spread_pct"]),
            (json!({ "phantom_above_pct": 0 }), &["phantom_above_pct"]),
            (json!({ "min_value_edge_pct": "much" }), &["min_value_edge_pct"]),
            (json!({ "cross_market": "yes" }), &["cross_market"]),
            (json!({ "stakes_total": 0, "max_hold_pct": -1 }), &["max_hold_pct", "stakes_total"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_key_is_one_line_of_text() {
    let cases: [(Value, &[&str]); 3] = [
        (json!({ "key": 5 }), &["key"]),
        (json!({ "key": "a\nb" }), &["key"]),
        (json!({ "key": "k".repeat(513) }), &["key"]),
    ];
    refuses("api_key_odds", &cases).await;
}

#[tokio::test]
async fn mail_settings_take_several_recipients() {
    let server = Server::start().await;
    let sent = json!({ "enabled": true, "from": "odds@example.org", "to": " a@example.org,b@example.org " });
    let set = server.set("email_alerts", sent).await;
    assert_eq!(set["value"]["to"], "a@example.org, b@example.org");
    // What was answered can be sent back.
    assert_eq!(server.set("email_alerts", set["value"].clone()).await, set);
}
