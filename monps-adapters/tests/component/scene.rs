//! What every test here needs: the committed components, a host, a driver with canned answers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use monps_adapters::component::{ComponentAdapter, Host, HostOptions};
use monps_adapters::driver::{CassetteTransport, Collected, Driver, RunOptions};
use monps_core::adapter::{Adapter, Scope, Task};
use monps_core::time::Timestamp;

pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A component as it is committed.
pub(crate) fn committed(id: &str) -> Vec<u8> {
    let folder = repository().join("monps-adapters/testdata/components/v1");
    std::fs::read(folder.join(format!("{id}.wasm"))).unwrap()
}

pub(crate) fn host() -> Host {
    Host::new(HostOptions::default()).unwrap()
}

pub(crate) fn plugin(id: &str) -> ComponentAdapter {
    ComponentAdapter::load(&host(), &committed(id)).unwrap()
}

pub(crate) fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

pub(crate) fn driver(transport: CassetteTransport) -> Driver {
    Driver::new(Arc::new(transport), Arc::new(noon))
        .with_secret("json_api_user", "somebody")
        .unwrap()
        .with_secret("json_api_password", "canary-password")
        .unwrap()
        .with_secret("session", "canary-token")
        .unwrap()
}

pub(crate) async fn odds(
    driver: &Driver,
    adapter: &dyn Adapter,
    config: &[(&str, &str)],
) -> Collected {
    let pair = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    let config: BTreeMap<String, String> = config.iter().map(pair).collect();
    driver.collect(adapter, &config, &Task::odds(Scope::default()), &RunOptions::default()).await
}

/// Two pages of events, a login before them and a price that cannot be.
pub(crate) fn venue() -> CassetteTransport {
    let pages = [page(1, 40, "2"), page(2, 5, "null")];
    let [first, second] = pages;
    CassetteTransport::new(noon())
        .answer("/login", 200, &[], br#"{"token": "canary-token"}"#.to_vec())
        .answer("/events", 200, &[], first.into_bytes())
        .answer("/events", 200, &[], second.into_bytes())
}

/// A page of so many events.
pub(crate) fn page(number: u32, events: u32, next: &str) -> String {
    let event = |n: u32| {
        let away = if n == 3 { "0.99" } else { "4.20" };
        format!(
            r#"{{"id": "e{number}-{n}", "league": "premier", "starts": "2026-11-22T15:00:00Z",
"home": "Home {n}", "away": "Away \u00e9 {n}", "markets": [
{{"kind": "1x2", "prices": {{"home": 1.90, "draw": 3.6, "away": {away}}}}},
{{"kind": "total", "line": 2.5, "prices": {{"over": 1.95, "under": 1.85}}}},
{{"kind": "asian_handicap", "line": -0.25, "prices": {{"home": 2.020, "away": 1.88}}}}]}}"#
        )
    };
    let events: Vec<_> = (0..events).map(event).collect();
    format!(r#"{{"events": [{}], "next": {next}}}"#, events.join(",\n"))
}
