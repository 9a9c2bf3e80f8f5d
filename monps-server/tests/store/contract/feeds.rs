//! Feeds and the log of their polls.

use std::sync::Arc;

use monps_core::adapter::Score;
use monps_core::catalog::Period;
use monps_core::time::{NaiveDate, TimeDelta};
use monps_server::store::{
    Batch, CollectionLog, FeedQuota, FeedRecord, PollOutcome, ResultRow, Store,
};

use super::ground::{Ground, noon, seconds};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    let ground = Ground::new(store).await;
    a_poll_is_logged_with_where_its_feed_stands(&ground).await;
    names_of_an_event(&ground).await;
    an_event_awaits_its_result(&ground).await;
}

async fn a_poll_is_logged_with_where_its_feed_stands(ground: &Ground) {
    let store = &ground.store;
    let feed = ground.name("feed");
    assert_eq!(store.feed_record(&feed).await.unwrap(), FeedRecord::default());
    let log = |after: i64, error: Option<&str>| CollectionLog {
        feed: feed.clone(),
        task: "odds".to_owned(),
        started_at: noon() + seconds(after),
        finished_at: noon() + seconds(after + 1),
        outcome: if error.is_none() { PollOutcome::Ok } else { PollOutcome::Failed },
        requests: 3,
        credits: u32::MAX,
        quotes_seen: 100,
        quotes_changed: 7,
        skipped: 0,
        error: error.map(str::to_owned),
    };
    let stands = |quota| FeedRecord {
        last_attempt_at: Some(noon()),
        last_success_at: None,
        failures: 2,
        last_error: Some("away".to_owned()),
        quota,
    };
    let period_start = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let quota = FeedQuota { used: 18, remaining: Some(482), period_start };
    store.log_collection(&log(0, None), &stands(None)).await.unwrap();
    store.log_collection(&log(60, Some("away")), &stands(Some(quota))).await.unwrap();
    assert_eq!(store.feed_record(&feed).await.unwrap(), stands(Some(quota)));
    let logs = store.collection_logs(Some(&feed), 10).await.unwrap();
    assert_eq!(logs, [log(60, Some("away")), log(0, None)]);
    assert_eq!(store.collection_logs(None, 1).await.unwrap(), logs[..1]);
}

async fn names_of_an_event(ground: &Ground) {
    let store = &ground.store;
    let other = store.ensure_source(&ground.name("another")).await.unwrap();
    for name in ["b", "B", "a"] {
        store.name_event(other, &ground.name(name), ground.event).await.unwrap();
    }
    let names = store.refs_of(ground.event).await.unwrap();
    let words: Vec<&str> = names.iter().map(|(_, _, name)| name.as_str()).collect();
    let wanted = ["ref", "B", "a", "b"].map(|name| ground.name(name));
    assert_eq!(words, wanted, "by source, then by bytes");
    assert_eq!(names[0].1, ground.name("source"));
    // A name that is taken stays with whom it has.
    let taken = Ground::new(store).await;
    store.name_event(ground.source, &ground.name("ref"), taken.event).await.unwrap();
    let found = store.events_by_ref(ground.source, &[ground.name("ref")]).await.unwrap();
    assert_eq!(found[0].unwrap().id, ground.event);
}

async fn an_event_awaits_its_result(ground: &Ground) {
    let (from, until) = (noon(), noon() + TimeDelta::hours(8));
    let waits = async || ground.store.awaits_results(ground.source, from, until).await.unwrap();
    assert!(waits().await);
    let later = ground.store.awaits_results(ground.source, until, until).await;
    assert!(!later.unwrap());
    let results = vec![ResultRow {
        event_id: ground.event,
        source_id: ground.source,
        score: Score { period: Period::FullTime, home: 0, away: 0 },
        is_final: true,
        observed_at: noon(),
    }];
    ground.store.append(&Batch { results, ..Batch::default() }).await.unwrap();
    assert!(!waits().await);
}
