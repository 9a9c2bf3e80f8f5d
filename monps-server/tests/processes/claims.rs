//! The claim of a poll: of many who begin the same one, the store lets one.

use monps_core::time::{TimeDelta, parse_timestamp};
use monps_server::store::FeedStore;
use monps_server::store::sqlite::SqliteStore;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_many_begins_a_poll() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("monps.sqlite");
    let stores = [SqliteStore::open(&path).await.unwrap(), SqliteStore::open(&path).await.unwrap()];
    let mut at = parse_timestamp("2026-11-22T12:00:00Z").unwrap();
    for _ in 0..20 {
        let last = stores[0].feed_record("feed").await.unwrap().last_attempt_at;
        let claims = (0..8).map(|n| {
            let store = stores[n % 2].clone();
            let at = at + TimeDelta::milliseconds(i64::try_from(n).unwrap());
            tokio::spawn(async move { store.claim_poll("feed", last, at).await.unwrap() })
        });
        let won = futures_util::future::join_all(claims).await;
        assert_eq!(won.into_iter().filter(|won| *won.as_ref().unwrap()).count(), 1);
        let stands = stores[1].feed_record("feed").await.unwrap();
        assert!(stands.last_attempt_at >= Some(at), "{stands:?}");
        assert!(!stores[0].claim_poll("feed", last, at).await.unwrap(), "that one is over");
        at += TimeDelta::seconds(10);
    }
}

#[tokio::test]
async fn a_claim_leaves_the_rest_of_the_record_alone() {
    let data = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&data.path().join("monps.sqlite")).await.unwrap();
    let at = parse_timestamp("2026-11-22T12:00:00Z").unwrap();
    assert!(store.claim_poll("feed", None, at).await.unwrap());
    let stands = store.feed_record("feed").await.unwrap();
    assert_eq!((stands.failures, stands.last_success_at, stands.quota), (0, None, None));
    assert!(store.claim_poll("feed", Some(at), at + TimeDelta::seconds(1)).await.unwrap());
    assert!(store.claim_poll("other feed", None, at).await.unwrap());
}

#[tokio::test]
async fn what_came_after_a_mark_is_told_by_event() {
    let shared = monps_server::cache::Shared::in_process();
    let data = tempfile::tempdir().unwrap();
    let role = monps_server::config::Role::All;
    let platform = super::boards::platform(data.path(), role, &shared).await;
    let (empty, none) = platform.store.changed_after(None).await.unwrap();
    assert!(none.is_empty());
    platform.collector.run_once().await;
    let (full, events) = platform.store.changed_after(Some(empty)).await.unwrap();
    let mut events: Vec<_> = events.into_iter().map(|id| id.get()).collect();
    events.sort_unstable();
    let boards = platform.boards.list(None);
    let mut expected: Vec<_> = boards
        .iter()
        .filter(|event| event.quotes().next().is_some())
        .map(|event| event.record.event.id.get())
        .collect();
    expected.sort_unstable();
    assert!(full > empty && !expected.is_empty());
    assert_eq!(events, expected);
    assert_eq!(platform.store.changed_after(None).await.unwrap().0, full);
    assert_eq!(platform.store.changed_after(Some(full)).await.unwrap(), (full, Vec::new()));
}
