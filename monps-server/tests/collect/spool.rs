//! A database that is away: what was collected waits, survives a restart, and comes in in order.

use std::time::Duration;

use monps_core::adapter::SourceEvent;
use monps_core::time::{TimeDelta, Timestamp};
use monps_server::platform::Platform;
use monps_server::store::PollOutcome;
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use tokio_util::sync::CancellationToken;

use super::changes::history;
use super::scripted::{Hand, Scripted, event, feed, image, manifest, platform, prices};

fn at_price(starts_at: Timestamp, home: &str) -> SourceEvent {
    let mut event = event("m1", ("Reds", "Blues"), starts_at);
    event.markets = vec![prices("alpha", None, [home, "3.40", "3.60"])];
    event
}

/// The prices of the home side, in the order of their source's clock.
async fn home_prices(platform: &Platform) -> Vec<String> {
    let markets = history(platform).await;
    let mut rows: Vec<_> = markets.iter().flat_map(|market| &market.rows).collect();
    rows.sort_by_key(|row| row.observed.source_at);
    let price = |price: &monps_core::odds::QuotedPrice| price.to_string();
    let prices = rows.iter().filter_map(|row| row.price.as_ref().map(price));
    prices.filter(|price| price.starts_with('2')).collect()
}

fn waiting(data: &std::path::Path) -> usize {
    kept(data, "json")
}

/// The files of the spool that end so.
fn kept(data: &std::path::Path, end: &str) -> usize {
    let Ok(files) = std::fs::read_dir(data.join("spool/feed")) else {
        return 0;
    };
    files.filter(|file| file.as_ref().unwrap().path().extension().unwrap() == end).count()
}

/// Another process's connection to the database file.
async fn other_connection(data: &std::path::Path) -> SqliteConnection {
    let file = SqliteConnectOptions::new().filename(data.join("monps.sqlite"));
    SqliteConnection::connect_with(&file).await.unwrap()
}

#[tokio::test]
async fn what_is_collected_while_the_database_is_away_is_stored_when_it_is_back() {
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2026-11-22T12:00:00Z"));
    let source = Scripted::new(manifest());
    let starts_at = hand.now() + TimeDelta::hours(30);
    let open = async || platform(data.path(), &hand, vec![feed("feed", source.clone())]).await;
    let says = |price| source.says(Ok(image(vec![at_price(starts_at, price)])));

    let before = open().await;
    says("2.10");
    assert_eq!(before.collector.run_once().await[0].outcome, PollOutcome::Ok);

    // Another process holds the file's write lock for longer than anybody waits.
    let mut other = other_connection(data.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    hand.turn(TimeDelta::minutes(10));
    says("2.20");
    let log = before.collector.run_once().await.remove(0);
    assert_eq!(log.outcome, PollOutcome::Partial);
    let error = log.error.unwrap();
    assert!(error.contains("in the spool") && error.contains("write lock"), "{error}");
    let status = before.collector.feeds().await.remove(0);
    assert_eq!((status.spooled, status.record.failures), (1, 0), "the source did answer");
    before.close().await;
    other.close().await.unwrap();
    assert_eq!(waiting(data.path()), 1);

    // A restart finds it; the feed is not due, and it comes in all the same.
    let after = open().await;
    assert_eq!(after.collector.feeds().await[0].spooled, 1);
    assert_eq!(home_prices(&after).await, ["2.10"]);
    let stop = CancellationToken::new();
    let looking = async {
        for _ in 0..200 {
            if after.collector.feeds().await[0].spooled == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        stop.cancel();
    };
    tokio::join!(after.run(stop.clone()), looking);
    assert_eq!(home_prices(&after).await, ["2.10", "2.20"]);
    assert_eq!(waiting(data.path()), 0);

    hand.turn(TimeDelta::minutes(10));
    says("2.30");
    assert_eq!(after.collector.run_once().await[0].outcome, PollOutcome::Ok);
    assert_eq!(home_prices(&after).await, ["2.10", "2.20", "2.30"]);
    after.close().await;
}

#[tokio::test]
async fn what_the_database_refuses_for_good_does_not_hold_up_what_came_after() {
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2026-11-22T12:00:00Z"));
    let source = Scripted::new(manifest());
    let starts_at = hand.now() + TimeDelta::hours(30);
    let platform = platform(data.path(), &hand, vec![feed("feed", source.clone())]).await;
    let poll = async |price| {
        source.says(Ok(image(vec![at_price(starts_at, price)])));
        let outcome = platform.collector.run_once().await[0].outcome;
        hand.turn(TimeDelta::minutes(10));
        outcome
    };
    assert_eq!(poll("2.10").await, PollOutcome::Ok);

    let mut other = other_connection(data.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    assert_eq!(poll("2.20").await, PollOutcome::Partial);
    assert_eq!(poll("2.30").await, PollOutcome::Partial);
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    assert_eq!(waiting(data.path()), 2);
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON odds_history WHEN NEW.price = '2.20' \
                  BEGIN SELECT RAISE(ABORT, 'not this price'); END";
    sqlx::query(refuse).execute(&mut other).await.unwrap();
    other.close().await.unwrap();

    assert_eq!(poll("2.40").await, PollOutcome::Ok);
    assert_eq!(home_prices(&platform).await, ["2.10", "2.30", "2.40"]);
    assert_eq!((waiting(data.path()), kept(data.path(), "refused")), (0, 1));
    assert_eq!(platform.collector.feeds().await[0].spooled, 0);
    platform.close().await;
}

#[tokio::test]
async fn a_snapshot_in_conflict_with_what_is_stored_does_not_hold_up_its_feed() {
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2026-11-22T12:00:00Z"));
    let source = Scripted::new(manifest());
    let starts_at = hand.now() + TimeDelta::hours(30);
    let platform = platform(data.path(), &hand, vec![feed("feed", source.clone())]).await;
    let poll = async |price| {
        source.says(Ok(image(vec![at_price(starts_at, price)])));
        let outcome = platform.collector.run_once().await[0].outcome;
        hand.turn(TimeDelta::minutes(10));
        outcome
    };
    assert_eq!(poll("2.10").await, PollOutcome::Ok);
    let mut other = other_connection(data.path()).await;
    for sql in [
        "CREATE TABLE once (one INTEGER UNIQUE)",
        "INSERT INTO once VALUES (1)",
        "CREATE TRIGGER conflict BEFORE INSERT ON odds_history WHEN NEW.price = '2.20'
         BEGIN INSERT INTO once VALUES (1); END",
    ] {
        sqlx::query(sql).execute(&mut other).await.unwrap();
    }
    other.close().await.unwrap();

    // Somebody else may just have been faster: it is kept for one more look.
    assert_eq!(poll("2.20").await, PollOutcome::Partial);
    assert_eq!((waiting(data.path()), kept(data.path(), "refused")), (1, 0));
    // It was not that: what is newer does not wait for it.
    assert_eq!(poll("2.30").await, PollOutcome::Ok);
    assert_eq!(home_prices(&platform).await, ["2.10", "2.30"]);
    assert_eq!((waiting(data.path()), kept(data.path(), "refused")), (0, 1));
    assert_eq!(platform.collector.feeds().await[0].spooled, 0);
    platform.close().await;
}

#[tokio::test]
async fn a_spool_that_cannot_be_read_does_not_lose_what_comes_in() {
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2026-11-22T12:00:00Z"));
    let source = Scripted::new(manifest());
    let starts_at = hand.now() + TimeDelta::hours(30);
    let platform = platform(data.path(), &hand, vec![feed("feed", source.clone())]).await;
    let poll = async |price| {
        source.says(Ok(image(vec![at_price(starts_at, price)])));
        let outcome = platform.collector.run_once().await[0].outcome;
        hand.turn(TimeDelta::minutes(10));
        outcome
    };
    let mut other = other_connection(data.path()).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    assert_eq!(poll("2.10").await, PollOutcome::Partial);
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    // A folder where its file was cannot be read as one.
    let folder = data.path().join("spool/feed");
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();

    assert_eq!(poll("2.20").await, PollOutcome::Ok);
    assert_eq!(home_prices(&platform).await, ["2.20"]);
    platform.close().await;
}
