//! Clocks that jump: no feed stops, none is polled twice, and no duration is negative.

use monps_core::time::TimeDelta;
use monps_server::platform::Platform;
use monps_server::store::CollectionLog;

use super::scripted::{Hand, Scripted, feed, manifest, platform};

/// Polls whatever is due, minute by minute; how often that was.
async fn minutes(platform: &Platform, hand: &Hand, count: i32) -> usize {
    let before = logs(platform).await.len();
    for _ in 0..count {
        platform.collector.poll_due().await;
        hand.turn(TimeDelta::minutes(1));
    }
    logs(platform).await.len() - before
}

async fn logs(platform: &Platform) -> Vec<CollectionLog> {
    platform.store.collection_logs(None, 1000).await.unwrap()
}

#[tokio::test]
async fn a_clock_that_jumps_neither_stops_a_feed_nor_polls_it_twice() {
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2026-11-22T12:00:00Z"));
    let feeds = || vec![feed("feed", Scripted::new(manifest()))];
    let mut running = platform(data.path(), &hand, feeds()).await;
    assert_eq!(minutes(&running, &hand, 30).await, 3);
    for (jump, restarts) in [
        (TimeDelta::days(-2), false),
        (TimeDelta::days(2), false),
        (TimeDelta::days(-2), true),
        (TimeDelta::days(4), true),
        (TimeDelta::minutes(-5), false),
        // An hour less and an hour more, for a machine whose clock runs on local time.
        (TimeDelta::hours(-1), false),
        (TimeDelta::hours(1), false),
    ] {
        hand.turn(jump);
        if restarts {
            running.close().await;
            running = platform(data.path(), &hand, feeds()).await;
        }
        // In its rhythm of ten minutes, and a look more where it was due in the leap.
        let polls = minutes(&running, &hand, 30).await;
        println!("a leap of {jump}: {polls} polls in 30 minutes");
        assert!((2..=4).contains(&polls), "{jump}: {polls} polls in 30 minutes");
    }
    let logs = logs(&running).await;
    assert!(logs.iter().all(|log| log.finished_at >= log.started_at), "a negative duration");
}

#[tokio::test]
async fn nights_that_change_the_clock_and_leap_days_are_like_others() {
    for night in [
        "2026-03-29T00:45:00Z",
        "2026-10-25T00:45:00Z",
        "2028-02-28T23:45:00Z",
        "2028-12-31T23:45:00Z",
    ] {
        let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at(night));
        let feeds = vec![feed("feed", Scripted::new(manifest()))];
        let running = platform(data.path(), &hand, feeds).await;
        assert_eq!(minutes(&running, &hand, 60).await, 6, "{night}");
    }
}
