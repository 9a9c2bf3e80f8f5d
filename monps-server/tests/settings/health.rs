//! Health: a look at the parts that is cheap, honest and in time.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;

use super::support::Server;

#[tokio::test]
async fn what_runs_here() {
    let server = Server::start().await;
    let about =
        json!({ "app": "Mon_PS", "version": env!("CARGO_PKG_VERSION"), "status": "running" });
    assert_eq!(server.get("/").await.json(), about);
}

#[tokio::test]
async fn all_is_well() {
    let server = Server::start().await;
    assert_eq!(
        server.get("/health").await.json(),
        json!({
            "status": "ok",
            "timestamp": "2026-11-22T09:00:00Z",
            "version": env!("CARGO_PKG_VERSION"),
            "checks": { "store": "ok", "cache": "not used", "collector": "ok" }
        })
    );
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status, 200);
    assert_eq!(
        ready.json()["parts"][0],
        json!({ "part": "store", "status": "ok", "reason": null })
    );
    for path in ["/livez", "/healthz"] {
        assert_eq!(server.get(path).await.json(), json!({ "status": "ok" }));
    }
}

#[tokio::test]
async fn a_store_that_is_away_is_seen_and_the_process_lives() {
    let server = Server::start().await;
    server.sqlite.close().await;
    let health = server.get("/health").await;
    assert_eq!(health.status, 200);
    assert_eq!(health.json()["status"], "degraded");
    assert_eq!(health.json()["checks"]["store"], "down");
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status, 503);
    assert!(ready.headers.contains_key("retry-after"));
    assert_eq!(ready.json()["code"], "not_ready");
    assert_eq!(ready.fields(), ["store"]);
    assert_eq!(server.get("/livez").await.status, 200);
}

#[tokio::test]
async fn a_part_that_falls_is_seen_within_a_second_and_so_is_its_return() {
    let server = Server::start().await;
    assert_eq!(server.get("/readyz").await.status, 200);
    server.collector.0.store(true, Ordering::SeqCst);
    assert_eq!(server.get("/readyz").await.status, 200);
    tokio::time::sleep(Duration::from_millis(1050)).await;
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status, 503);
    assert_eq!(ready.json()["errors"][0]["message"], "down: no feed has answered for an hour");
    server.collector.0.store(false, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(1050)).await;
    assert_eq!(server.get("/readyz").await.status, 200);
}
