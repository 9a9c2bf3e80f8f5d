//! The history of settings.

use monps_core::time::TimeDelta;
use serde_json::json;

use super::support::Server;

#[tokio::test]
async fn a_change_is_kept_with_who_when_old_and_new() {
    let server = Server::start().await;
    server.set("bankroll_initial", json!({ "amount": 500 })).await;
    server.clock.advance(TimeDelta::minutes(1));
    server.set("bankroll_initial", json!({ "amount": 750 })).await;
    let history = server.get("/settings/bankroll_initial/history").await.json();
    let latest = &history[0];
    assert_eq!(latest["old_value"]["amount"].to_string(), "500.00");
    assert_eq!(latest["new_value"]["amount"].to_string(), "750.00");
    assert_eq!(latest["changed_by"], "owner");
    assert_eq!(latest["changed_at"], "2026-11-22T09:01:00Z");
    assert_eq!(history[1]["old_value"], json!(null));
    assert_eq!(history.as_array().unwrap().len(), 2);
    let setting = server.get("/settings/bankroll_initial").await.json();
    assert_eq!(setting["created_at"], "2026-11-22T09:00:00Z");
    assert_eq!(setting["updated_at"], "2026-11-22T09:01:00Z");
}

#[tokio::test]
async fn the_same_value_again_leaves_no_history() {
    let server = Server::start().await;
    let first = server.set("bankroll_initial", json!({ "amount": 500 })).await;
    server.clock.advance(TimeDelta::minutes(1));
    let again =
        server.set("bankroll_initial", json!({ "amount": "500.00", "currency": "EUR" })).await;
    assert_eq!(first, again);
    let history = server.get("/settings/bankroll_initial/history").await.json();
    assert_eq!(history.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn history_comes_in_pages() {
    let server = Server::start().await;
    for amount in 1..=5 {
        server.set("bankroll_initial", json!({ "amount": amount })).await;
    }
    let mut amounts = Vec::new();
    let mut path = "/settings/bankroll_initial/history?limit=2".to_owned();
    for _ in 0..3 {
        let page = server.get(&path).await;
        let rows = page.json();
        let rows = rows.as_array().unwrap().iter();
        amounts.extend(rows.map(|row| row["new_value"]["amount"].to_string()));
        let Some(link) = page.headers.get("link") else {
            break;
        };
        let link = link.to_str().unwrap();
        path = link[1..link.find('>').unwrap()].to_owned();
    }
    assert_eq!(amounts, ["5.00", "4.00", "3.00", "2.00", "1.00"]);
    let unread = server.get("/settings/bankroll_initial/history?cursor=AAAA").await;
    assert_eq!(unread.status, 422);
    assert_eq!(server.get("/settings/nobody/history").await.status, 404);
}
