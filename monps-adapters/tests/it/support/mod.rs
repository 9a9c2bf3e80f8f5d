//! What the tests share.

pub(crate) mod probe;
pub(crate) mod server;
pub(crate) mod tls;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use monps_adapters::driver::{
    CassetteTransport, Clock, Collected, Driver, RetryPolicy, RunOptions,
};
use monps_adapters::the_odds_api::{SECRET, TheOddsApi};
use monps_core::adapter::Task;
use monps_core::time::{Timestamp, parse_timestamp};

/// The instant of every test.
pub(crate) fn now() -> Timestamp {
    parse_timestamp("2024-10-13T13:41:00Z").unwrap()
}

/// A clock that stands at it.
pub(crate) fn clock() -> Clock {
    Arc::new(now)
}

pub(crate) fn config(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// A file of this crate's test data.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/the_odds_api").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A recording of The Odds API in the real data folder.
pub(crate) fn recording(name: &str) -> Option<Vec<u8>> {
    sample(&format!("the-odds-api/{name}"))
}

/// A recording of the real data folder; `None`, said in one line, where the folder is not there.
pub(crate) fn sample(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("MONPS_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let path = root.join("samples").join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            assert!(
                std::env::var("CI").as_deref() != Ok("true"),
                "{name}: {error}: set MONPS_TEST_DATA to the data folder"
            );
            eprintln!("not run: {name} is not there (set MONPS_TEST_DATA to the data folder)");
            None
        }
    }
}

/// Plays one answer to The Odds API's adapter, through the driver.
pub(crate) async fn play(
    task: &Task,
    config: &BTreeMap<String, String>,
    cassette: CassetteTransport,
) -> Collected {
    Driver::new(Arc::new(cassette), clock())
        .with_retry(RetryPolicy::ONCE)
        .with_secret(SECRET, "not-a-real-key")
        .unwrap()
        .collect(&TheOddsApi::new(), config, task, &RunOptions::default())
        .await
}
