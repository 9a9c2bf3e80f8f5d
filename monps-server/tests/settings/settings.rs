//! Settings in general: names, bounds, settings of one's own, two writers at once.

use poem::http::Method;
use serde_json::{Value, json};

use super::support::Server;

#[tokio::test]
async fn both_forms_of_the_path_answer() {
    let server = Server::start().await;
    let (with, without) = (server.get("/settings/").await, server.get("/settings").await);
    assert_eq!(with.status, 200);
    assert_eq!(with.text, without.text);
}

#[tokio::test]
async fn health_counts_and_is_no_setting() {
    let server = Server::start().await;
    let health = server.get("/settings/health").await.json();
    assert_eq!(
        health,
        json!({ "status": "ok", "settings_count": 8, "timestamp": "2026-11-22T09:00:00Z" })
    );
    // `/settings/health` has no PUT in the table, so the name can never be taken.
    let put = server.put("/settings/health?create=true", json!({ "value": {} })).await;
    assert!(put.status.is_client_error(), "{}", put.text);
    assert_eq!(server.settings.count().await.unwrap(), 8);
}

#[tokio::test]
async fn a_setting_of_ones_own_is_made_only_when_asked() {
    let server = Server::start().await;
    let body = json!({ "value": { "note": ["a", 1, null] }, "description": "What I think" });
    let refused = server.put("/settings/my_notes", body.clone()).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["code"].clone()),
        (404, json!("setting_not_found"))
    );
    assert_eq!(server.get("/settings/my_notes").await.status, 404);
    let made = server.put("/settings/my_notes?create=true", body).await;
    assert_eq!(made.status, 200, "{}", made.text);
    let made = made.json();
    assert_eq!(made["value"], json!({ "note": ["a", 1, null] }));
    assert_eq!(made["description"], "What I think");
    let changed = server.set("my_notes", json!({})).await;
    assert_eq!(changed["description"], "What I think");
    assert_eq!(changed["id"], made["id"]);
}

#[tokio::test]
async fn impossible_names_do_not_exist_and_are_not_made() {
    let server = Server::start().await;
    for key in ["UPPER", "a%20b", "%C3%A9", "a%00", &"k".repeat(65)] {
        assert_eq!(server.get(&format!("/settings/{key}")).await.status, 404, "{key}");
        let put = server.put(&format!("/settings/{key}?create=true"), json!({ "value": {} })).await;
        assert_eq!(put.status, 422, "{key}: {}", put.text);
        assert_eq!(put.fields(), ["key"]);
    }
}

#[tokio::test]
async fn values_are_objects_within_bounds() {
    let server = Server::start().await;
    for value in [json!([]), json!("x"), json!(1), json!(null), json!(true)] {
        let put = server.put("/settings/own?create=true", json!({ "value": value })).await;
        assert_eq!(put.status, 422, "{}", put.text);
        assert_eq!(put.fields(), ["value"]);
    }
    let deep = (0..20).fold(json!(1), |inner, _| json!([inner]));
    for value in [json!({ "a": "x".repeat(17_000) }), json!({ "a": deep }), json!({ "a": "\0" })] {
        let put = server.put("/settings/own?create=true", json!({ "value": value })).await;
        assert_eq!(put.status, 422, "{}", put.text);
    }
    for body in ["", "{", "[]", "{\"value\": {}, \"more\": 1}", "{\"value\": NaN}"] {
        let put =
            server.send(Method::PUT, "/settings/own?create=true", Some(body.to_owned())).await;
        assert!(matches!(put.status.as_u16(), 400 | 422), "{body}: {}", put.text);
    }
    assert_eq!(server.get("/settings/own").await.status, 404);
}

#[tokio::test]
async fn a_secret_in_a_setting_of_ones_own_is_refused() {
    let server = Server::start().await;
    let body = json!({ "value": { "smtp": { "password": "canary-in-plain-sight" } } });
    let put = server.put("/settings/own?create=true", body).await;
    assert_eq!(put.status, 422);
    assert_eq!(put.fields(), ["value.smtp.password"]);
    assert!(!put.text.contains("canary"), "{}", put.text);
}

#[tokio::test]
async fn whoever_waits_learns_of_changes_and_only_of_those() {
    let server = Server::start().await;
    let mut changes = server.settings.watch();
    server.refused("bankroll_initial", json!({ "amount": -1 })).await;
    assert!(!changes.has_changed().unwrap());
    server.set("bankroll_initial", json!({ "amount": 500 })).await;
    assert!(changes.has_changed().unwrap());
    changes.mark_unchanged();
    server.set("bankroll_initial", json!({ "amount": 500.00 })).await;
    assert!(!changes.has_changed().unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_at_once_leave_one_history_each() {
    let server = Server::start().await;
    let writes = (1..=8).map(|amount| {
        let body = json!({ "value": { "amount": amount } });
        let server = &server;
        async move { server.put("/settings/bankroll_initial", body).await.status.as_u16() }
    });
    let statuses = futures_util::future::join_all(writes).await;
    let done = statuses.iter().filter(|status| **status == 200).count();
    assert!(statuses.iter().all(|status| matches!(status, 200 | 409)), "{statuses:?}");
    let history = server.get("/settings/bankroll_initial/history").await.json();
    let history = history.as_array().unwrap();
    assert_eq!(history.len(), done);
    // Each change begins where the one before it ended: none was lost in between.
    for pair in history.windows(2) {
        assert_eq!(pair[0]["old_value"], pair[1]["new_value"]);
    }
    assert_eq!(history.last().unwrap()["old_value"], Value::Null);
}
