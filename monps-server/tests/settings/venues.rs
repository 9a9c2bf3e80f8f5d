//! Venues and presets.

use monps_core::catalog::{Venue, VenueAccess, VenueKind};
use monps_core::id::VenueId;
use monps_core::odds::Commission;
use monps_core::time::TimeDelta;
use poem::http::Method;
use rust_decimal::dec;
use serde_json::{Value, json};

use super::support::Server;

async fn with_venues() -> Server {
    let server = Server::start().await;
    let venue = |key: &str, kind, rate| Venue {
        id: VenueId::new(0),
        key: key.parse().unwrap(),
        title: key.to_owned(),
        kind,
        access: VenueAccess::Held,
        commission: Commission::new(rate).unwrap(),
        age_max: TimeDelta::seconds(600),
    };
    let venues = [
        venue("bet365", VenueKind::Bookmaker, dec!(0)),
        venue("betfair_ex_eu", VenueKind::Exchange, dec!(0.05)),
        venue("winamax_fr", VenueKind::Bookmaker, dec!(0)),
    ];
    server.store.ensure_venues(&venues).await.unwrap();
    server
}

fn access(list: &Value) -> Vec<(&str, &str)> {
    let venues = list.as_array().unwrap().iter();
    venues.map(|v| (v["key"].as_str().unwrap(), v["access"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_venue_is_shown_whole() {
    let server = with_venues().await;
    assert_eq!(
        server.get("/venues/betfair_ex_eu").await.json(),
        json!({
            "key": "betfair_ex_eu", "title": "betfair_ex_eu", "kind": "exchange", "access": "held",
            "commission_pct": 5, "age_max_s": 600
        })
    );
    for key in ["nobody", "NOT-A-KEY", "a%20b"] {
        assert_eq!(server.get(&format!("/venues/{key}")).await.status, 404);
    }
}

#[tokio::test]
async fn the_list_comes_in_pages() {
    let server = with_venues().await;
    let page = server.get("/venues?limit=2").await;
    assert_eq!(page.headers["x-total-count"], "3");
    assert_eq!(page.json().as_array().unwrap().len(), 2);
    let link = page.headers["link"].to_str().unwrap().to_owned();
    let rest = server.get(&link[1..link.find('>').unwrap()]).await.json();
    assert_eq!(access(&rest), [("winamax_fr", "held")]);
}

#[tokio::test]
async fn an_edit_changes_what_it_names_and_is_told() {
    let server = with_venues().await;
    let mut changes = server.venues.watch();
    let body = json!({ "commission_pct": "2.5", "access": "reference" });
    let edited = server.put("/venues/betfair_ex_eu", body).await;
    assert_eq!(edited.status, 200, "{}", edited.text);
    assert!(changes.has_changed().unwrap());
    assert_eq!(edited.json()["commission_pct"].to_string(), "2.5");
    assert_eq!(edited.json()["age_max_s"], 600);
    assert_eq!(server.get("/venues/betfair_ex_eu").await.json(), edited.json());
    changes.mark_unchanged();
    server.put("/venues/betfair_ex_eu", json!({ "access": "reference" })).await;
    assert!(!changes.has_changed().unwrap());
}

#[tokio::test]
async fn an_edit_that_makes_no_sense_names_its_field() {
    let server = with_venues().await;
    for (body, field) in [
        (json!({ "commission_pct": 50 }), "commission_pct"),
        (json!({ "commission_pct": -1 }), "commission_pct"),
        (json!({ "access": "maybe" }), "access"),
        (json!({ "kind": "casino" }), "kind"),
        (json!({ "age_max_s": 0 }), "age_max_s"),
        (json!({ "title": "" }), "title"),
        (json!({ "title": "a\nb" }), "title"),
    ] {
        let refused = server.put("/venues/bet365", body.clone()).await;
        assert_eq!(refused.status, 422, "{body}: {}", refused.text);
        assert_eq!(refused.fields(), [field], "{body}");
    }
    assert_eq!(server.put("/venues/bet365", json!({ "id": 7 })).await.status, 422);
    assert_eq!(server.put("/venues/nobody", json!({})).await.status, 404);
}

#[tokio::test]
async fn presets_are_dated_and_say_where_they_come_from() {
    let server = with_venues().await;
    let presets = server.get("/venues/presets").await.json();
    let names: Vec<&str> =
        presets.as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["open", "reference", "france-2026"]);
    assert!(presets[2]["source"].as_str().unwrap().starts_with("https://anj.fr/"));
    assert_eq!(presets[2]["as_of"], "2026-11");

    let mut changes = server.venues.watch();
    let applied = server.send(Method::POST, "/venues/presets/france-2026", None).await;
    assert_eq!(applied.status, 200, "{}", applied.text);
    let applied = applied.json();
    assert_eq!(applied["changed"], 2);
    assert_eq!(applied["venues"], 3);
    assert_eq!(applied["applied_at"], "2026-11-22T09:00:00Z");
    assert!(changes.has_changed().unwrap());
    let expected = [("bet365", "barred"), ("betfair_ex_eu", "reference"), ("winamax_fr", "held")];
    assert_eq!(access(&server.get("/venues").await.json()), expected);

    changes.mark_unchanged();
    let again = server.send(Method::POST, "/venues/presets/france-2026", None).await.json();
    assert_eq!(again["changed"], 0);
    assert!(!changes.has_changed().unwrap());
    let unknown = server.send(Method::POST, "/venues/presets/spain", None).await;
    assert_eq!(unknown.status, 404);
    assert!(unknown.text.contains("france-2026"), "{}", unknown.text);
}
