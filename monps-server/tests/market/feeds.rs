//! Feeds: waiting, running, failing, asked for now.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use monps_core::error::adapter::{Fault, FaultCode};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::opportunities::scripted;
use crate::support::{Market, football, keys, quoting, result};

/// The feed, once it is as wanted.
async fn until(market: &Market, wanted: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..500 {
        let feed = market.get("/feeds/shop").await.body;
        if wanted(&feed) {
            return feed;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the feed never got there: {}", market.get("/feeds/shop").await.body)
}

#[tokio::test]
async fn a_feed_tells_where_it_stands() {
    let event = quoting(football("a", "Arsenal", "Chelsea", 5), "bet365", result(), "home 2.10");
    let says = Arc::new(Mutex::new(Ok(vec![event])));
    let market = Market::open_with(vec![scripted(&says)]).await;
    let feeds = market.list("/feeds").await;
    assert_eq!(
        feeds,
        [json!({
            "id": "shop", "adapter": "script", "title": "A script", "mode": "interval",
            "every_minutes": 30,
            "state": "waiting", "next_poll_at": null, "last_attempt_at": null,
            "last_success_at": null, "last_poll": null, "failures": 0, "last_error": null,
            "spooled": 0, "standing": null, "quota": null, "next_look": null, "forecast": null,
        })]
    );

    let stop = CancellationToken::new();
    let running = tokio::spawn(Arc::clone(&market.collector).run(stop.clone()));
    let feed = until(&market, |feed| feed["next_poll_at"] == "2026-11-22T12:30:00Z").await;
    assert_eq!((&feed["state"], &feed["failures"]), (&json!("waiting"), &json!(0)));
    assert_eq!(feed["last_poll"]["quotes_seen"], 1);
    assert_eq!(feed["last_poll"]["outcome"], "ok");

    // It fails, and is tried again soon instead of at the next round.
    *says.lock().unwrap() = Err(Fault::new(FaultCode::Upstream, "the source is down"));
    let asked = market.post("/feeds/shop/run", &json!(null)).await;
    assert_eq!(asked.status, 202);
    let feed =
        until(&market, |feed| feed["state"] == "failing" && !feed["next_poll_at"].is_null()).await;
    assert_eq!(feed["failures"], 1);
    assert_eq!(feed["next_poll_at"], "2026-11-22T12:00:30Z");
    assert_eq!(feed["last_poll"]["outcome"], "failed");
    assert!(feed["last_error"].as_str().unwrap().contains("the source is down"), "{feed}");
    market.post("/feeds/shop/run", &json!(null)).await;
    let feed =
        until(&market, |feed| feed["failures"] == 2 && !feed["next_poll_at"].is_null()).await;
    assert_eq!(feed["next_poll_at"], "2026-11-22T12:01:00Z", "twice as long");

    let log = market.list("/feeds/shop/log").await;
    let outcomes: Vec<&str> = log.iter().map(|poll| poll["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["failed", "failed", "ok"]);
    assert_eq!(keys(&log[0]), keys(&feed["last_poll"]));
    assert_eq!(market.list("/feeds/shop/log?limit=1").await.len(), 1);
    stop.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn an_unknown_feed_is_a_404() {
    let market = Market::open().await;
    assert!(market.list("/feeds").await.is_empty());
    for path in ["/feeds/none", "/feeds/none/log"] {
        let answer = market.get(path).await;
        assert_eq!((answer.status.as_u16(), &answer.body["code"]), (404, &json!("feed_not_found")));
    }
    assert_eq!(market.post("/feeds/none/run", &json!(null)).await.status, 404);
    assert_eq!(market.get("/feeds/a%00b").await.status, 422);
}
