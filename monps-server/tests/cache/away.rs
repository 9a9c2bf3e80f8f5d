//! Redis away: killed, frozen, emptied.

use std::time::{Duration, Instant};

use bytes::Bytes;
use monps_core::time::NaiveDate;
use monps_server::cache::{
    Answers, Budget, Budgets, CacheError, KeptAnswer, Leases, Pace, Reserved, Settled, Shared,
    Signal, Signals, Turns,
};
use monps_server::clock::Clock;

use crate::redis_server::{RedisServer, until};

/// Ten times what is promised, to tell slow from hanging.
const SOON: Duration = Duration::from_secs(50);
const LASTS: Duration = Duration::from_secs(30);

fn january() -> NaiveDate {
    "2027-01-01".parse().unwrap()
}

async fn is_there(shared: &Shared) {
    until("Redis is used again", SOON, async || shared.away().is_none()).await;
}

/// What still works while it is away, and what says that it does not.
async fn goes_on_alone(shared: &Shared) {
    let answer = KeptAnswer { etag: None, body: Bytes::from_static(b"{}") };
    shared.keep(&[("list".to_owned(), answer.clone())], LASTS).await.unwrap();
    assert_eq!(shared.answers(&["list".to_owned()]).await.unwrap(), [Some(answer)]);
    let pace = Pace { interval: Duration::from_millis(1), burst: 1 };
    assert!(shared.turn("api", pace, LASTS).await.unwrap().is_some());
    let mut listener = shared.listen();
    shared.tell("a", Signal::Settings);
    assert_eq!(listener.hear().await.unwrap().signal, Signal::Settings);
    let leased = shared.acquire("feed", "a", LASTS).await;
    assert!(matches!(leased, Err(CacheError::Away { .. })), "{leased:?}");
    let spent = shared.reserve("odds", &Budget::fresh(january()), 1, 500).await;
    assert!(matches!(spent, Err(CacheError::Away { .. })), "not counted, not made: {spent:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_redis_is_missed_and_used_again() {
    let Some(mut server) = RedisServer::start("a_killed_redis") else { return };
    let shared = server.shared().await;
    let lease = shared.acquire("feed", "a", LASTS).await.unwrap().unwrap();
    let mut listener = shared.listen();
    server.kill();
    until("it is missed", SOON, async || shared.away().is_some()).await;
    let began = Instant::now();
    goes_on_alone(&shared).await;
    assert!(began.elapsed() < Duration::from_secs(5), "nobody waits for what is not there");
    server.start_again();
    let began = Instant::now();
    is_there(&shared).await;
    println!("Redis used again {:?} after it was back (promised: 5 s)", began.elapsed());
    let heard = async || listener.hear_others("a").await.unwrap().signal == Signal::Everything;
    until("what may have been missed is looked at", SOON, heard).await;
    let again = shared.acquire("feed", "b", LASTS).await.unwrap().unwrap();
    assert!(again.token > lease.token, "tokens grow although everything was lost");
    assert!(!shared.renew(&lease, LASTS).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frozen_redis_is_no_reason_to_wait() {
    let Some(server) = RedisServer::start("a_frozen_redis") else { return };
    let shared = server.shared().await;
    shared.acquire("feed", "a", LASTS).await.unwrap().unwrap();
    server.freeze();
    let began = Instant::now();
    goes_on_alone(&shared).await;
    assert!(began.elapsed() < SOON);
    let began = Instant::now();
    goes_on_alone(&shared).await;
    assert!(began.elapsed() < Duration::from_millis(500), "it is known to be away by now");
    server.thaw();
    is_there(&shared).await;
    assert_eq!(shared.acquire("feed", "b", LASTS).await.unwrap(), None, "a's lease stands");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_starts_without_redis_and_finds_it_later() {
    let Some(mut server) = RedisServer::start("a_server_starts_without_redis") else { return };
    server.kill();
    let shared = Shared::in_redis(&server.options(), Clock::system()).await.unwrap();
    let away = shared.away().unwrap().to_string();
    assert!(away.contains("away since"), "{away}");
    goes_on_alone(&shared).await;
    server.start_again();
    is_there(&shared).await;
    assert!(shared.acquire("feed", "a", LASTS).await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redis_that_lost_its_counters_is_told_before_anybody_spends() {
    let Some(mut server) = RedisServer::start("a_redis_that_lost_its_counters") else { return };
    let (one, other) = (server.shared().await, server.shared().await);
    let fresh = Budget::fresh(january());
    let reserve = async |shared: &Shared, known: &Budget| {
        until("it has been told", SOON, async || {
            !matches!(shared.reserve("x", known, 0, 1).await, Err(CacheError::Settling))
        })
        .await;
        shared.reserve("odds", known, 1, 10).await.unwrap()
    };
    let mut known = fresh;
    for _ in 0..10 {
        assert!(matches!(reserve(&one, &fresh).await, Reserved::Granted(_)));
        let settled = Settled { reserved: 1, cost: 1, told: None };
        known = one.settle("odds", settled).await.unwrap().unwrap();
    }
    server.kill();
    server.start_again();
    is_there(&one).await;
    is_there(&other).await;
    // The process that knows nothing comes first: it has to wait for the one that does.
    let early = other.reserve("odds", &fresh, 1, 10).await;
    assert!(matches!(early, Err(CacheError::Settling)), "{early:?}");
    one.raise("odds", &known).await.unwrap();
    assert!(matches!(reserve(&other, &fresh).await, Reserved::Refused(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signals_cross_again_after_a_break() {
    let Some(mut server) = RedisServer::start("signals_cross_again") else { return };
    let (one, other) = (server.shared().await, server.shared().await);
    server.kill();
    until("it is missed", SOON, async || one.away().is_some() && other.away().is_some()).await;
    let mut listener = other.listen();
    one.tell("a", Signal::Venues);
    server.start_again();
    is_there(&one).await;
    is_there(&other).await;
    let mut heard = Vec::new();
    until("a signal crosses", SOON, async || {
        one.tell("a", Signal::Feed("odds".to_owned()));
        let next = tokio::time::timeout(Duration::from_millis(200), listener.hear()).await;
        heard.extend(next.ok().flatten().map(|heard| heard.signal));
        heard.contains(&Signal::Feed("odds".to_owned()))
    })
    .await;
    assert!(heard.contains(&Signal::Everything), "what was told meanwhile: {heard:?}");
}

/// Each connection is taken, and each breaks at the first sign of life: the wait grows all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_publish_does_not_connect_without_end() {
    let Some(server) = RedisServer::start("who_may_not_publish") else { return };
    let mut stranger = server.stranger().await;
    let mut rights = redis::cmd("ACL");
    rights.arg("SETUSER").arg("default").arg("-publish");
    rights.query_async::<()>(&mut stranger).await.unwrap();
    let shared = Shared::in_redis(&server.options(), Clock::system()).await.unwrap();
    let mut connections = async || {
        let told: String =
            redis::cmd("INFO").arg("stats").query_async(&mut stranger).await.unwrap();
        let line = told.lines().find_map(|line| line.strip_prefix("total_connections_received:"));
        line.unwrap().trim().parse::<u32>().unwrap()
    };
    let before = connections().await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let made = connections().await - before;
    println!("{made} connections in 4 s");
    // Two each time, after 0.1, 0.2, 0.4, 0.8, 1.6 and 2 seconds.
    assert!((2..=16).contains(&made), "{made} connections in 4 s");
    drop(shared);
}
