//! A collector dies; another takes over within its lease, and no API notices.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::fleet::{FEEDS, check_rhythm, findings, polls, prices, start};
use crate::redis_server::{RedisServer, until};
use crate::running::Running;

/// A lease of 15 s and the feeds' interval of 3 s, twice because each feed is polled twice; the rest is
/// for a machine that has other things to do.
const TAKEN_OVER_WITHIN: Duration = Duration::from_secs(45);
/// Generous: to tell slow from hanging.
const SOON: Duration = Duration::from_secs(100);

/// How many polls of each feed there are.
async fn counts(api: &Running) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for feed in FEEDS {
        counts.insert(feed, polls(api, feed).await.len());
    }
    counts
}

/// The feeds that a process polls, by its log.
fn duties(process: &Running) -> Vec<&'static str> {
    let log = process.log();
    let mine = |feed: &&str| log.contains(&format!("\"polled\",\"feed\":\"{feed}\""));
    FEEDS.into_iter().filter(mine).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_feeds_of_a_dead_collector_move_within_their_lease() {
    let Some(redis) = RedisServer::start("the_feeds_of_a_dead_collector") else { return };
    let data = tempfile::tempdir().unwrap();
    let url = redis.url();
    let (data, url) = (data.path(), Some(url.as_str()));
    let first = start(data, "collector", url).await;
    let second = start(data, "collector", url).await;
    let worker = start(data, "worker", url).await;
    let (api, other) = (start(data, "api", url).await, start(data, "api", url).await);
    let mut seen: [Vec<&str>; 2] = Default::default();
    until("each collector has a feed", SOON, async || {
        seen = [duties(&first), duties(&second)];
        !seen[0].is_empty() && !seen[1].is_empty()
    })
    .await;
    until("both APIs show the same findings", SOON, async || {
        let here = findings(&api).await;
        !here.is_empty() && here == findings(&other).await
    })
    .await;
    until("both APIs show the same prices", SOON, async || {
        let here = prices(&api).await;
        !here.is_empty() && here == prices(&other).await
    })
    .await;
    let (status, _) = first.get("/bets/bets/").await;
    assert_eq!(status, 404, "a collector answers for its health alone");
    assert_eq!(worker.get("/readyz").await.0, 200);

    first.kill();
    let (killed, before) = (Instant::now(), counts(&api).await);
    until("every feed is polled again", SOON, async || {
        counts(&api).await.iter().all(|(feed, count)| *count > before[feed] + 1)
    })
    .await;
    let took = killed.elapsed();
    let silence = check_rhythm(&api).await;
    println!("feeds moved: polled twice more {took:?} after the kill, longest silence {silence:?}");
    println!("(promised: within a lease, 15 s, and the feed's interval of 3 s)");
    assert!(took < TAKEN_OVER_WITHIN, "polled again only {took:?} after the kill");
    assert!(silence < TAKEN_OVER_WITHIN, "nothing was polled for {silence:?}");
    until("both APIs go on showing the same", SOON, async || {
        prices(&api).await == prices(&other).await && findings(&api).await == findings(&other).await
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_without_redis_meet_in_the_database() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let first = start(data, "collector", None).await;
    let second = start(data, "collector", None).await;
    let worker = start(data, "worker", None).await;
    let api = start(data, "api", None).await;
    until("the API shows findings", SOON, async || !findings(&api).await.is_empty()).await;
    until("every feed was polled some times", SOON, async || {
        counts(&api).await.values().all(|count| *count >= 4)
    })
    .await;
    check_rhythm(&api).await;
    drop((first, second, worker));
    assert_eq!(api.get("/readyz").await.0, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_asked_for_a_poll_the_holder_polls() {
    let Some(redis) = RedisServer::start("whoever_is_asked_for_a_poll") else { return };
    let data = tempfile::tempdir().unwrap();
    let url = redis.url();
    let collector = Running::start_as(data.path(), |command| {
        let feeds = "[{id = \"one\", adapter = \"simulator\", every_minutes = 60}]";
        command.args(["--role", "collector"]);
        command.env("MONPS__FEEDS", feeds).env("MONPS__REDIS__URL", &url);
    });
    let api = Running::start_as(data.path(), |command| {
        let feeds = "[{id = \"one\", adapter = \"simulator\", every_minutes = 60}]";
        command.args(["--role", "api"]);
        command.env("MONPS__FEEDS", feeds).env("MONPS__REDIS__URL", &url);
    });
    let (_collector, api) = tokio::join!(collector, api);
    until("the first poll", SOON, async || polls(&api, "one").await.len() == 1).await;
    let (status, body) = api.send("POST", "/feeds/one/run", &serde_json::json!({})).await;
    assert_eq!(status, 202, "{body}");
    until("the poll that was asked for", SOON, async || polls(&api, "one").await.len() == 2).await;
    until("the API shows where the feed stands", SOON, async || {
        api.get("/feeds/one").await.1["last_success_at"].is_string()
    })
    .await;
}
