//! The owner's own doings.

use std::sync::Arc;

use monps_core::ledger::Book;
use monps_core::money::{Currency, Money};
use monps_server::app::ledger::Ledger;
use monps_server::clock::Clock;
use monps_server::collector::VenueDefaults;
use monps_server::store::EntryQuery;
use rust_decimal::dec;
use serde_json::json;

use crate::house::House;

#[tokio::test]
async fn money_goes_in_across_and_out() {
    let house = House::new().await;
    let deposit =
        json!({"amount": "200.00", "bookmaker": "Winamax", "login": "me", "note": "card"});
    let entry = house.post("/ledger/deposit", &deposit).await.expect(201);
    assert_eq!((&entry["reason"], &entry["note"]), (&json!("deposit"), &json!("card")));
    let transfer = json!({
        "amount": "50.00",
        "from": {"bookmaker": "winamax", "login": "me"}, "to": {"bookmaker": "Betclic"},
    });
    house.post("/ledger/transfer", &transfer).await.expect(201);
    let out = json!({"amount": "30.00"});
    house.post("/ledger/withdrawal", &out).await.expect(201);
    let accounts = house.get("/ledger/accounts").await.expect(200);
    let of = |bookmaker: &str| {
        let mut all = accounts.as_array().unwrap().iter();
        all.find(|account| account["bookmaker"] == bookmaker).unwrap()["balance"].to_string()
    };
    assert_eq!((of("Winamax"), of("Betclic")), ("150.00".to_owned(), "50.00".to_owned()));
    let balances = house.get("/ledger/balances").await.expect(200);
    assert_eq!(balances[0]["equity"].to_string(), "1170.00");
    assert_eq!(balances[0]["put_in"].to_string(), "1170.00");
    assert_eq!(balances[0]["profit"].to_string(), "0.00");
    // Neither is a profit.
    let bankroll = house.get("/stats/stats/bankroll").await.expect(200);
    assert_eq!(bankroll["current_bankroll"].to_string(), "1170.00");
    assert_eq!(bankroll["total_profit"].to_string(), "0.00");
    let first = house.get("/ledger/entries?limit=3").await;
    assert!(first.headers.contains_key("link"));
    assert_eq!(first.expect(200)[0]["reason"], "withdrawal");
    let deposits = house.get("/ledger/entries?reason=deposit").await.expect(200);
    assert_eq!(deposits.as_array().unwrap().len(), 1);
    assert_eq!(deposits[0]["hash"].as_str().unwrap().len(), 64);
    assert_eq!(house.get("/ledger/verify").await.expect(200)["sound"], true);
    house.check().await;
}

#[tokio::test]
async fn what_cannot_move_is_refused() {
    let house = House::new().await;
    for (path, body, field) in [
        ("deposit", json!({"amount": 0}), "amount"),
        ("deposit", json!({"amount": -5}), "amount"),
        ("deposit", json!({"amount": "1.005"}), "amount"),
        ("deposit", json!({"amount": "1e14"}), "amount"),
        ("deposit", json!({"amount": 1, "currency": "eur"}), "currency"),
        ("transfer", json!({"amount": 1, "from": {}, "to": {}}), "account"),
    ] {
        let answer = house.post(&format!("/ledger/{path}"), &body).await;
        assert_eq!((answer.status.as_u16(), answer.fields()), (422, vec![field]), "{body}");
    }
    let unknown = json!({"amount": 1, "account_id": 99});
    assert_eq!(
        house.post("/ledger/deposit", &unknown).await.expect(404)["code"],
        "account_not_found"
    );
    house.get("/ledger/entries?reason=banana").await.expect(422);
    house.check().await;
}

#[tokio::test]
async fn a_balance_is_compared_and_adjusted_when_asked() {
    let house = House::new().await;
    house
        .post("/ledger/deposit", &json!({"amount": 400, "bookmaker": "Winamax"}))
        .await
        .expect(201);
    let mut body = json!({"balance": "412.30", "bookmaker": "Winamax"});
    let found = house.post("/ledger/assertion", &body).await.expect(200);
    assert_eq!(found["agrees"], false);
    assert_eq!(found["difference"].to_string(), "12.30");
    let entries = house.check().await.entries;
    body["adjust"] = json!(true);
    let adjusted = house.post("/ledger/assertion", &body).await.expect(200);
    assert_eq!(adjusted["entry"]["reason"], "adjustment");
    let agrees = house.post("/ledger/assertion", &body).await.expect(200);
    assert_eq!(agrees["agrees"], true);
    assert_eq!(house.check().await.entries, entries + 1);
}

/// The opening follows its setting, and leaves its trace.
#[tokio::test]
async fn the_opening_is_made_anew_when_the_setting_changes() {
    let house = House::new().await;
    house.get("/ledger/balances").await.expect(200);
    let set = Money::new(dec!(2500), Currency::EUR).unwrap();
    let clock =
        Clock::from_fn(|| monps_core::time::parse_timestamp("2026-11-23T12:00:00Z").unwrap());
    let store = Arc::clone(&house.store);
    let later = Ledger::new(store, clock, Arc::new(set), VenueDefaults::default());
    let bankroll = later.bankroll(Book::Real, Currency::EUR).await.unwrap();
    assert_eq!(bankroll.equity, set);
    let newest = EntryQuery { limit: 10, ..EntryQuery::default() };
    let entries = later.entries(&newest).await.unwrap();
    let reasons: Vec<String> =
        entries.iter().map(|entry| entry.recorded.entry.reason().to_string()).collect();
    assert_eq!(reasons, ["opening", "reverse", "opening"]);
    house.check().await;
}
