//! When feeds are polled, and what a failure does.

use std::time::Duration;

use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;
use monps_server::store::PollOutcome;
use tokio_util::sync::CancellationToken;

use super::scripted::{Hand, Scripted, event, feed, image, manifest, platform, prices};

#[tokio::test]
async fn a_failed_feed_says_so_and_backs_off_and_recovers() {
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2026-11-22T12:00:00Z"));
    let source = Scripted::new(manifest());
    let platform = platform(data.path(), &hand, vec![feed("feed", source.clone())]).await;
    for _ in 0..2 {
        source.says(Err(Fault::new(FaultCode::Upstream, "the source is failing: try later")));
        let logs = platform.collector.run_once().await;
        assert_eq!(logs[0].outcome, PollOutcome::Failed);
        assert!(logs[0].error.as_deref().unwrap().contains("the source is failing"));
    }
    let stands = platform.store.feed_record("feed").await.unwrap();
    assert_eq!((stands.failures, stands.last_success_at), (2, None));
    let mut good = event("m1", ("Reds", "Blues"), hand.now() + TimeDelta::hours(30));
    good.markets = vec![prices("alpha", None, ["2.10", "3.40", "3.60"])];
    source.says(Ok(image(vec![good])));
    platform.collector.run_once().await;
    let status = &platform.collector.feeds().await[0];
    assert_eq!(status.record.failures, 0);
    assert_eq!(status.record.last_error, None);
    assert_eq!(status.record.last_success_at, Some(hand.now()));
}

#[tokio::test]
async fn a_feed_keeps_its_rhythm_over_a_restart_and_comes_when_it_is_called() {
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2026-11-22T12:00:00Z"));
    let count = |platform: &monps_server::platform::Platform| {
        let store = platform.store.clone();
        async move { store.collection_logs(None, 100).await.unwrap().len() }
    };
    for (round, expected) in [(1, 1), (2, 1)] {
        let source = Scripted::new(manifest());
        let feeds = vec![feed("feed", source)];
        let platform = platform(data.path(), &hand, feeds).await;
        let stop = CancellationToken::new();
        let running = async {
            // Polled at the first start; at the second it is not due for nine more minutes.
            tokio::time::sleep(Duration::from_millis(300)).await;
            assert_eq!(count(&platform).await, expected, "round {round}");
            if round == 2 {
                assert!(platform.collector.wake("feed"));
                assert!(!platform.collector.wake("no such feed"));
                tokio::time::sleep(Duration::from_millis(300)).await;
                assert_eq!(count(&platform).await, 2, "it came when it was called");
            }
            stop.cancel();
        };
        tokio::join!(platform.run(stop.clone()), running);
        platform.close().await;
        hand.turn(TimeDelta::minutes(1));
    }
}
