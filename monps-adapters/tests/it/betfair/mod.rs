//! Betfair: against recordings, and against an exchange of the test's own over loopback.

mod gateway;
mod recordings;
mod streaming;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use monps_adapters::driver::{RunOptions, SecretStore};
use serde_json::{Value, json};

pub(crate) const APP_KEY: &str = "canary-app-key";
pub(crate) const TOKEN: &str = "canary-session-0123+/=";

pub(crate) fn secrets() -> SecretStore {
    let secrets = SecretStore::new().with("betfair_app_key", APP_KEY).unwrap();
    let secrets = secrets.with("betfair_username", "canary-user").unwrap();
    secrets.with("betfair_password", "canary-password").unwrap()
}

/// All endpoints at one server of the test.
pub(crate) fn towards(base_url: &str) -> RunOptions {
    let endpoints = ["api", "orders", "identity", "cert-login"];
    let base_urls =
        endpoints.into_iter().map(|name| (name.to_owned(), base_url.to_owned())).collect();
    RunOptions { base_urls, deadline: Duration::from_secs(30), ..RunOptions::default() }
}

/// A recording of the real data folder; `None`, said in one line, where the folder is not there.
pub(crate) fn recording(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("MONPS_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    match std::fs::read(root.join("samples/betfair").join(name)) {
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

pub(crate) fn answer(result: &Value) -> Vec<u8> {
    json!({"jsonrpc": "2.0", "result": result, "id": 1}).to_string().into_bytes()
}

/// The catalogue of one match of football, invented.
pub(crate) fn catalogue() -> Value {
    let market = |id: &str, kind: &str, runners: Value| {
        json!({
            "marketId": id,
            "marketName": kind,
            "description": {"marketType": kind, "bettingType": "ODDS", "marketBaseRate": 5.0},
            "runners": runners,
            "eventType": {"id": "1", "name": "Soccer"},
            "competition": {"id": "10932509", "name": "English Premier League"},
            "event": {"id": "33", "name": "Northbury v Southam", "openDate": "2024-10-13T15:00:00.000Z"},
        })
    };
    json!([
        market(
            "1.101",
            "MATCH_ODDS",
            json!([
                {"selectionId": 1, "runnerName": "Northbury", "handicap": 0.0},
                {"selectionId": 2, "runnerName": "Southam", "handicap": 0.0},
                {"selectionId": 58805, "runnerName": "The Draw", "handicap": 0.0},
            ])
        ),
        market(
            "1.102",
            "OVER_UNDER_25",
            json!([
                {"selectionId": 47972, "runnerName": "Under 2.5 Goals", "handicap": 0.0},
                {"selectionId": 47973, "runnerName": "Over 2.5 Goals", "handicap": 0.0},
            ])
        ),
        market(
            "1.103",
            "ASIAN_HANDICAP",
            json!([
                {"selectionId": 1, "runnerName": "Northbury", "handicap": -0.5},
                {"selectionId": 2, "runnerName": "Southam", "handicap": 0.5},
            ])
        ),
        market("1.104", "TOP_GOALSCORER", json!([])),
    ])
}

pub(crate) fn config() -> BTreeMap<String, String> {
    BTreeMap::from([(
        "market_types".to_owned(),
        "MATCH_ODDS,OVER_UNDER_25,ASIAN_HANDICAP".to_owned(),
    )])
}
