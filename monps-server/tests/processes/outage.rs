//! Redis goes away under running processes, and comes back.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::fleet::{FEEDS, check_rhythm, findings, polls, start};
use crate::redis_server::{RedisServer, until};
use crate::running::Running;

/// Generous: to tell slow from hanging.
const SOON: Duration = Duration::from_secs(100);

/// How Redis is, by a process that is ready.
async fn redis(process: &Running) -> (String, String) {
    let (status, body) = process.get("/readyz").await;
    assert_eq!(status, 200, "Redis away is no reason not to serve: {body}");
    let parts = body["parts"].as_array().unwrap();
    let part = parts.iter().find(|part| part["part"] == "redis").unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&part["status"]), text(&part["reason"]))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_goes_on_without_redis_and_with_it_again() {
    let Some(mut server) = RedisServer::start("everything_goes_on_without_redis") else { return };
    let data = tempfile::tempdir().unwrap();
    let url = server.url();
    let (data, url) = (data.path(), Some(url.as_str()));
    let _collectors = [start(data, "collector", url).await, start(data, "collector", url).await];
    let worker = start(data, "worker", url).await;
    let api = start(data, "api", url).await;
    until("there are findings", SOON, async || !findings(&api).await.is_empty()).await;
    let count = async || {
        let mut count = usize::MAX;
        for feed in FEEDS {
            count = count.min(polls(&api, feed).await.len());
        }
        count
    };

    server.kill();
    let began = Instant::now();
    until("it is missed", SOON, async || redis(&api).await.0 == "degraded").await;
    let (_, reason) = redis(&api).await;
    assert!(reason.starts_with("away since "), "{reason}");
    let before = count().await;
    until("feeds are polled by whoever is faster", SOON, async || {
        findings(&api).await;
        count().await > before + 3 && began.elapsed() > Duration::from_secs(14)
    })
    .await;

    server.start_again();
    let back = Instant::now();
    until("it is used again", SOON, async || {
        redis(&api).await.0 == "ok" && redis(&worker).await.0 == "ok"
    })
    .await;
    let recovered = back.elapsed();
    let before = count().await;
    until("feeds are polled by their holders", SOON, async || count().await > before + 2).await;
    let silence = check_rhythm(&api).await;
    println!("Redis used again after {recovered:?} (promised: 5 s), no answer above 499");
    println!("longest silence of a feed over both turns {silence:?}");
    // The health of a process is asked for at most once a second.
    assert!(!findings(&api).await.is_empty());
}
