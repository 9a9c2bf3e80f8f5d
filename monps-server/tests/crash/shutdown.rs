//! SIGTERM under load: what was accepted is finished, and the next start needs no hand.
//!
//! `MONPS_STOPS=20` stops it more often.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;

use super::running::Running;

#[tokio::test]
async fn a_stop_under_load_finishes_what_it_accepted() {
    let data = tempfile::tempdir().unwrap();
    let stops = std::env::var("MONPS_STOPS").map_or(3, |count| count.parse().unwrap());
    let (mut accepted, mut slowest) = (0, Duration::ZERO);
    for round in 0..stops {
        let (more, took) = stopped_under_load(data.path(), round).await;
        accepted += more;
        slowest = slowest.max(took);
    }
    println!(
        "{stops} stops under load: {accepted} bets accepted, none failed, the slowest took {slowest:?} \
         (promised: 15 s)"
    );
    let again = Running::start(data.path()).await;
    let (_, bets) = again.get("/bets/bets/?limit=1000").await;
    assert!(bets.as_array().unwrap().len() >= accepted.min(1000));
    let (_, books) = again.get("/ledger/verify").await;
    assert_eq!(books["sound"], true, "{books}");
}

/// Starts it, posts and stops it meanwhile: how many bets were accepted, and how long the end took.
async fn stopped_under_load(data: &Path, round: usize) -> (usize, Duration) {
    let server = Arc::new(Running::start(data).await);
    let mut posting = JoinSet::new();
    for number in 0..64 {
        let server = Arc::clone(&server);
        posting.spawn(async move {
            let body = json!({
                "match_id": format!("match-{round}-{number}"), "outcome": "home",
                "bookmaker": "alpha", "odds_value": 2.5, "stake": 1, "market_type": "h2h",
            });
            server.send("POST", "/bets/bets/", &body).await.0
        });
    }
    tokio::time::sleep(Duration::from_millis(30)).await;
    let pid = server.pid();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    let mut accepted = 0;
    while let Some(status) = posting.join_next().await {
        match status.unwrap() {
            201 => accepted += 1,
            // Not accepted any more: the connection was refused or told to come back.
            0 | 503 => {}
            other => panic!("a request was accepted and failed with {other}"),
        }
    }
    let (ended_well, took) = Arc::into_inner(server).unwrap().ended();
    assert!(ended_well, "it ended with an error");
    assert!(took < Duration::from_secs(15), "it took {took:?}");
    (accepted, took)
}
