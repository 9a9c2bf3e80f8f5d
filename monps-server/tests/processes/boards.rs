//! What one process sees is on the boards of another, to the second and to the digit.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use monps_adapters::driver::{CassetteTransport, Driver};
use monps_adapters::registry::Registry;
use monps_core::quote::Quote;
use monps_core::time::TimeDelta;
use monps_server::cache::{Boards, QuoteId, Shared};
use monps_server::clock::Clock;
use monps_server::collector::Feed;
use monps_server::company::Company;
use monps_server::config::Role;
use monps_server::platform::{Platform, PlatformOptions};
use tokio_util::sync::CancellationToken;

use crate::redis_server::until;

const SOON: Duration = Duration::from_secs(60);

pub(crate) async fn platform(data: &Path, role: Role, shared: &Shared) -> Platform {
    let clock = Clock::system();
    let driver = Driver::new(Arc::new(CassetteTransport::new(clock.now())), clock.as_fn());
    let simulator = Feed {
        id: "simulator".to_owned(),
        adapter: Arc::clone(Registry::builtin().find("simulator").unwrap()),
        config: BTreeMap::new(),
        every: TimeDelta::hours(1),
        seed: 7,
        streams: false,
        base_urls: BTreeMap::new(),
    };
    let company = Company::new(role, shared.clone());
    let options =
        PlatformOptions { company, ..PlatformOptions::new(data, driver, vec![simulator]) };
    Platform::open(options).await.unwrap()
}

/// Every standing quote, and since when it stands.
fn standing(boards: &Boards) -> BTreeMap<String, (Quote, i64)> {
    let name = |id: QuoteId| format!("{} {} {}", id.0, id.1, id.2.as_str());
    boards
        .list(None)
        .iter()
        .flat_map(|event| {
            let since = |id: QuoteId| event.since[&id].timestamp_millis();
            let all: Vec<_> =
                event.quotes().map(|(id, quote)| (name(id), (*quote, since(id)))).collect();
            all
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_follower_shows_what_the_collector_sees() {
    let (data, shared) = (tempfile::tempdir().unwrap(), Shared::in_process());
    let collector = platform(data.path(), Role::Collector, &shared).await;
    let api = platform(data.path(), Role::Api, &shared).await;
    let stop = CancellationToken::new();
    let testing = async {
        for round in 1..=3 {
            if round > 1 {
                // The same prices, seen later, or other ones: the simulator's market moves.
                tokio::time::sleep(Duration::from_millis(1100)).await;
                assert!(api.collector.wake("simulator"), "whoever is asked, the collector polls");
            }
            let mut polled_at = None;
            until("the collector polls", SOON, async || {
                let mut logs = api.store.collection_logs(Some("simulator"), 100).await.unwrap();
                logs.retain(|log| log.task == "odds");
                polled_at = logs.first().map(|log| log.started_at);
                logs.len() == round
            })
            .await;
            until("both show the same", SOON, async || {
                let here = standing(&collector.boards);
                let seen_at = here.values().map(|(quote, _)| quote.observed.observed_at).max();
                seen_at >= polled_at && here == standing(&api.boards)
            })
            .await;
        }
        stop.cancel();
    };
    tokio::join!(collector.run(stop.clone()), api.run(stop.clone()), testing);
}
