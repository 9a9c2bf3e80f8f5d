//! Workers share the events: every finding is open once, whoever found it, and stays when one dies.

use std::collections::BTreeMap;
use std::time::Duration;

use monps_server::cache::Shared;
use monps_server::config::Role;
use monps_server::platform::Platform;
use tokio_util::sync::CancellationToken;

use super::boards::platform;
use crate::redis_server::until;

const SOON: Duration = Duration::from_secs(90);

/// Number and first sight of the open findings in the store, by key.
async fn stored(platform: &Platform) -> BTreeMap<String, (i64, i64)> {
    let open = platform.store.open_opportunities().await.unwrap();
    let times = |at: monps_core::time::Timestamp| at.timestamp_millis();
    open.into_iter().map(|one| (one.key, (one.id.get(), times(one.first_seen)))).collect()
}

/// The same as a process shows it.
fn shown(platform: &Platform) -> BTreeMap<String, (i64, i64)> {
    let open = platform.detector.list();
    open.iter()
        .map(|one| (one.key.clone(), (one.id.get(), one.first_seen.timestamp_millis())))
        .collect()
}

fn parts(platform: &Platform) -> usize {
    platform.company.working.partitions().iter().filter(|mine| **mine).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn findings_are_open_once_and_shown_alike() {
    let (data, shared) = (tempfile::tempdir().unwrap(), Shared::in_process());
    let collector = platform(data.path(), Role::Collector, &shared).await;
    let one = platform(data.path(), Role::Worker, &shared).await;
    let other = platform(data.path(), Role::Worker, &shared).await;
    let api = platform(data.path(), Role::Api, &shared).await;
    let (stop, stop_one) = (CancellationToken::new(), CancellationToken::new());
    let all_show_the_same = async || {
        let stored = stored(&api).await;
        !stored.is_empty() && [&one, &other, &api].iter().all(|who| shown(who) == stored)
    };
    let testing = async {
        until("the events are shared out", SOON, async || {
            let (here, there) = (parts(&one), parts(&other));
            here >= 4 && there >= 4 && here + there == 16 && parts(&api) == 0
        })
        .await;
        until("all show what the store has open", SOON, all_show_the_same).await;
        let before = stored(&api).await;
        stop_one.cancel();
        until("the other takes over", SOON, async || parts(&other) == 16).await;
        until("it shows what the store has open", SOON, async || {
            let stored = stored(&api).await;
            shown(&other) == stored && shown(&api) == stored
        })
        .await;
        let after = stored(&api).await;
        for (key, known) in &before {
            if let Some(still) = after.get(key) {
                assert_eq!(still, known, "{key} keeps its number and its first sight");
            }
        }
        stop.cancel();
    };
    tokio::join!(
        collector.run(stop.clone()),
        one.run(stop_one.clone()),
        other.run(stop.clone()),
        api.run(stop.clone()),
        testing,
    );
}
