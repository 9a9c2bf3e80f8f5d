//! What changes in one process is told by the stream of another.

use std::time::Duration;

use serde_json::json;

use crate::fleet::start;
use crate::redis_server::RedisServer;

/// Generous: it is told within a second.
const TOLD_WITHIN: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bet_recorded_at_one_server_is_told_by_another() {
    let Some(redis) = RedisServer::start("a_bet_recorded_at_one_server") else { return };
    let data = tempfile::tempdir().unwrap();
    let url = redis.url();
    let (one, other) =
        tokio::join!(start(data.path(), "api", Some(&url)), start(data.path(), "api", Some(&url)),);
    let mut stream = reqwest::get(format!("{}/stream", other.api)).await.unwrap();
    assert_eq!(stream.status(), 200);
    let body = json!({
        "match_id": "A - B", "outcome": "home", "bookmaker": "alpha", "odds_value": 2.5, "stake": 1,
    });
    let (status, bet) = one.send("POST", "/bets/bets/", &body).await;
    assert_eq!(status, 201, "{bet}");
    let mut told = String::new();
    let hears = async {
        while !told.contains("\"bets\"") {
            let chunk = stream.chunk().await.unwrap().expect("the stream ended");
            told.push_str(&String::from_utf8_lossy(&chunk));
        }
    };
    let heard = tokio::time::timeout(TOLD_WITHIN, hears).await;
    assert!(heard.is_ok(), "not told in {TOLD_WITHIN:?}");
    // And whoever asks again finds it, whichever server it asks.
    let (_, bets) = other.get("/bets/bets/").await;
    assert_eq!(bets[0]["id"], bet["id"]);
}
