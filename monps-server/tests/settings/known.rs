//! The known settings: documented shapes, defaults, checks.

use monps_core::money::{Currency, Money};
use rust_decimal::dec;
use serde_json::json;

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
            (
                setting["key"].as_str().unwrap(),
                setting["value"].to_string(),
            )
        })
        .collect();
    let expected = [
        ("api_key_odds", r#"{"enabled":true,"key":null}"#),
        ("bankroll_initial", r#"{"amount":1000.00,"currency":"EUR"}"#),
        ("collect_frequency", r#"{"cache_minutes":230,"hours":4}"#),
        (
            "detection",
            r#"{"min_arbitrage_pct":0,"min_spread_pct":5,"min_value_edge_pct":1,"phantom_above_pct":10}"#,
        ),
        (
            "email_alerts",
            r#"{"enabled":false,"from":"","smtp_host":"smtp.gmail.com","smtp_password":null,"smtp_port":587,"smtp_username":"","to":""}"#,
        ),
        (
            "notification_thresholds",
            r#"{"max_odds":10.0,"min_edge_pct":5.0,"min_odds":1.5}"#,
        ),
    ];
    assert_eq!(found, expected.map(|(key, value)| (key, value.to_owned())));
}

#[tokio::test]
async fn a_value_is_answered_in_its_exact_digits() {
    let server = Server::start().await;
    let set = server
        .set(
            "bankroll_initial",
            json!({ "amount": "2500.10", "currency": "GBP" }),
        )
        .await;
    assert_eq!(
        set["value"].to_string(),
        r#"{"amount":2500.10,"currency":"GBP"}"#
    );
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
    assert_eq!(
        (bankroll.to_string().as_str(), is_default),
        ("1000.00 EUR", true)
    );
    let (frequency, is_default) = server.settings.collect_frequency().await.unwrap();
    assert_eq!((frequency.every().as_secs(), is_default), (4 * 3600, true));
    server
        .set("collect_frequency", json!({ "hours": 12 }))
        .await;
    let (frequency, is_default) = server.settings.collect_frequency().await.unwrap();
    assert_eq!(
        (frequency.hours, frequency.cache_minutes, is_default),
        (12, 230, false)
    );
    server
        .set("detection", json!({ "min_arbitrage_pct": 0.25 }))
        .await;
    let detection = server.settings.detection().await.unwrap();
    assert_eq!(
        (detection.min_arbitrage_pct, detection.min_spread_pct),
        (dec!(0.25), dec!(5))
    );
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named() {
    let server = Server::start().await;
    for (key, value, fields) in [
        (
            "bankroll_initial",
            json!({ "amount": -5 }),
            vec!["value.amount"],
        ),
        (
            "bankroll_initial",
            json!({ "amount": 0 }),
            vec!["value.amount"],
        ),
        ("bankroll_initial", json!({}), vec!["value.amount"]),
        (
            "bankroll_initial",
            json!({ "amount": null }),
            vec!["value.amount"],
        ),
        (
            "bankroll_initial",
            json!({ "amount": 10.005 }),
            vec!["value.amount"],
        ),
        (
            "bankroll_initial",
            json!({ "amount": "1e400" }),
            vec!["value.amount"],
        ),
        (
            "bankroll_initial",
            json!({ "amount": [], "currency": "euros", "colour": "red" }),
            vec!["value.amount", "value.colour", "value.currency"],
        ),
        (
            "collect_frequency",
            json!({ "hours": 0 }),
            vec!["value.hours"],
        ),
        (
            "collect_frequency",
            json!({ "hours": 25 }),
            vec!["value.hours"],
        ),
        (
            "collect_frequency",
            json!({ "hours": 1.5 }),
            vec!["value.hours"],
        ),
        (
            "collect_frequency",
            json!({ "hours": "x", "cache_minutes": -1 }),
            vec!["value.cache_minutes", "value.hours"],
        ),
        (
            "email_alerts",
            json!({ "enabled": true }),
            vec!["value.from", "value.to"],
        ),
        (
            "email_alerts",
            json!({ "enabled": "yes" }),
            vec!["value.enabled"],
        ),
        (
            "email_alerts",
            json!({ "smtp_port": 0 }),
            vec!["value.smtp_port"],
        ),
        ("email_alerts", json!({ "to": "a@b, c" }), vec!["value.to"]),
        (
            "email_alerts",
            json!({ "from": "a@b\r\nBcc: c@d" }),
            vec!["value.from"],
        ),
        (
            "email_alerts",
            json!({ "smtp_host": "host name" }),
            vec!["value.smtp_host"],
        ),
        (
            "notification_thresholds",
            json!({ "min_odds": 0.9 }),
            vec!["value.min_odds"],
        ),
        (
            "notification_thresholds",
            json!({ "min_odds": 3, "max_odds": 2 }),
            vec!["value.max_odds"],
        ),
        (
            "notification_thresholds",
            json!({ "min_edge_pct": -1 }),
            vec!["value.min_edge_pct"],
        ),
        (
            "detection",
            json!({ "min_spread_pct": -0.1 }),
            vec!["value.min_spread_pct"],
        ),
        (
            "detection",
            json!({ "phantom_above_pct": 0 }),
            vec!["value.phantom_above_pct"],
        ),
        ("api_key_odds", json!({ "key": 5 }), vec!["value.key"]),
        ("api_key_odds", json!({ "key": "a\nb" }), vec!["value.key"]),
    ] {
        assert_eq!(
            server.refused(key, value.clone()).await,
            fields,
            "{key} {value}"
        );
    }
    let list = server.get("/settings/").await.json();
    assert!(
        list.as_array()
            .unwrap()
            .iter()
            .all(|setting| setting["is_default"] == true)
    );
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
