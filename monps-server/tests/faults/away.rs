//! The database is away for a while: no crash, no false answer, and it goes on by itself.

use std::time::{Duration, Instant};

use crate::postgres::Cluster;
use crate::proxy::Mode;
use crate::running::Running;
use crate::scene::{behind_proxy, bet, has_bets, serve};

/// The promise is five seconds; a machine under load gets ten times that.
const READY_WITHIN: Duration = Duration::from_secs(50);

async fn ready_again(server: &Running) -> Duration {
    let started = Instant::now();
    while server.get("/readyz").await.0 != 200 {
        assert!(started.elapsed() < READY_WITHIN, "not ready again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    started.elapsed()
}

/// Every answer is right or says that the database is away.
async fn is_honest(server: &Running, acknowledged: usize) {
    let (status, bets) = server.get("/bets/bets/?limit=1000").await;
    match status {
        200 => assert_eq!(bets.as_array().unwrap().len(), acknowledged, "a false answer"),
        503 => assert!(bets["detail"].is_string(), "{bets}"),
        other => panic!("{other}: {bets}"),
    }
}

async fn goes_away_and_comes_back(cluster: &Cluster, away: impl AsyncFn(), back: impl AsyncFn()) {
    let data = tempfile::tempdir().unwrap();
    let proxy = behind_proxy(cluster).await;
    let server = serve(data.path(), &proxy, &[]).await;
    server.wait_for_some("/odds/latest").await;
    let mut acknowledged = 0;
    for round in 0..2 {
        let (status, answer) = server.send("POST", "/bets/bets/", &bet(acknowledged)).await;
        assert_eq!(status, 201, "{answer}");
        acknowledged += 1;
        proxy.set(Mode::Cut);
        away().await;
        for _ in 0..5 {
            is_honest(&server, acknowledged).await;
            let (status, answer) = server.send("POST", "/bets/bets/", &bet(900)).await;
            assert_eq!(status, 503, "{answer}");
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        back().await;
        proxy.set(Mode::Pass);
        println!("round {round}: ready again after {:?}", ready_again(&server).await);
        has_bets(&server, acknowledged).await;
    }
    assert!(!server.log().contains("panicked"), "{}", server.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_are_cut_are_made_again() {
    let Some(cluster) = Cluster::start("connections_that_are_cut") else { return };
    goes_away_and_comes_back(&cluster, async || (), async || ()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_stops_and_starts_again_is_found_again() {
    let Some(cluster) = Cluster::start("a_database_that_stops") else { return };
    goes_away_and_comes_back(&cluster, async || cluster.stop(), async || cluster.run()).await;
}

/// How long an answer may take while the database is silent; a machine under load gets twice that.
const ANSWERS_WITHIN: Duration = Duration::from_secs(4);

async fn answers_meanwhile(server: &Running, acknowledged: usize) -> Duration {
    let mut slowest = Duration::ZERO;
    for _ in 0..10 {
        let started = Instant::now();
        is_honest(server, acknowledged).await;
        slowest = slowest.max(started.elapsed());
        let started = Instant::now();
        let (status, _) = server.send("POST", "/bets/bets/", &bet(900)).await;
        assert_eq!(status, 503);
        slowest = slowest.max(started.elapsed());
    }
    assert!(slowest < ANSWERS_WITHIN, "an answer took {slowest:?}");
    slowest
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_says_nothing_is_not_waited_for() {
    let Some(cluster) = Cluster::start("a_database_that_says_nothing") else { return };
    let data = tempfile::tempdir().unwrap();
    let proxy = behind_proxy(&cluster).await;
    let server = serve(data.path(), &proxy, &[]).await;
    server.wait_for_some("/odds/latest").await;
    assert_eq!(server.send("POST", "/bets/bets/", &bet(0)).await.0, 201);

    proxy.set(Mode::Silent);
    let slowest = answers_meanwhile(&server, 1).await;
    proxy.set(Mode::Pass);
    let ready = ready_again(&server).await;
    println!("silence: the slowest answer took {slowest:?}, ready again after {ready:?}");
    has_bets(&server, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_whose_other_end_has_gone_are_replaced() {
    let Some(cluster) = Cluster::start("connections_whose_other_end") else { return };
    let data = tempfile::tempdir().unwrap();
    let proxy = behind_proxy(&cluster).await;
    let server = serve(data.path(), &proxy, &[]).await;
    server.wait_for_some("/odds/latest").await;
    let mut acknowledged = 0;
    for round in 0..3 {
        proxy.set(Mode::HalfOpen);
        let started = Instant::now();
        let key = format!("round-{round}");
        loop {
            let (status, answer) = server.send_once("/bets/bets/", &key, &bet(round)).await;
            if status == 201 {
                break;
            }
            assert_eq!(status, 503, "{answer}");
            assert!(started.elapsed() < READY_WITHIN, "{answer}");
        }
        acknowledged += 1;
        println!("round {round}: a bet was taken after {:?}", started.elapsed());
        proxy.set(Mode::Pass);
        has_bets(&server, acknowledged).await;
    }
}
