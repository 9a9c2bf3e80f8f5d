//! What drivers of several processes share: turns at an endpoint, and answers that are young enough.
//!
//! A driver alone needs none of it. With a [`Commons`], a turn is taken from this process's limiter
//! first and then from everybody's, and an answer that another process was given lately stands in for
//! a call. Whoever keeps it may forget anything at any time.

use std::time::Duration;

use async_trait::async_trait;
use monps_core::adapter::{RateLimit, Response};
use monps_core::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What drivers of several processes share.
#[async_trait]
pub trait Commons: Send + Sync {
    /// Takes the next turn at an endpoint: how long to wait for it. None when that would be longer
    /// than `wait_max`; then no turn is taken.
    async fn turn(&self, endpoint: &str, limit: RateLimit, wait_max: Duration) -> Option<Duration>;

    /// The bytes that are kept under a key, if they still are.
    async fn find(&self, key: &str) -> Option<Vec<u8>>;

    /// Keeps bytes for a while, if that is possible.
    async fn keep(&self, key: &str, bytes: Vec<u8>, for_at_most: Duration);
}

/// All of an answer but its body.
#[derive(Serialize, Deserialize)]
struct Head {
    status: u16,
    received_ms: i64,
    headers: Vec<(String, String)>,
}

/// An answer as it is kept: its head on a line, then its body. None for what cannot be written.
pub(super) fn written(response: &Response) -> Option<Vec<u8>> {
    let head = Head {
        status: response.status,
        received_ms: response.received_at.timestamp_millis(),
        headers: response.headers.clone(),
    };
    let mut bytes = serde_json::to_vec(&head).ok()?;
    bytes.push(b'\n');
    bytes.extend_from_slice(&response.body);
    Some(bytes)
}

/// Reads an answer that was kept; none for what nobody wrote like this.
pub(super) fn read(bytes: &[u8], id: u32) -> Option<Response> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
    Some(Response {
        id,
        status: head.status,
        headers: head.headers,
        body: bytes[end + 1..].to_vec(),
        received_at: Timestamp::from_timestamp_millis(head.received_ms)?,
        from_cache: true,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    use monps_core::adapter::{Scope, Task};
    use monps_core::time::TimeDelta;

    use super::*;
    use crate::driver::{CassetteTransport, Driver, RunOptions};
    use crate::the_odds_api::TheOddsApi;

    #[derive(Default)]
    struct Table {
        answers: Mutex<BTreeMap<String, (Vec<u8>, Duration)>>,
        turns: Mutex<Vec<String>>,
    }

    #[async_trait]
    impl Commons for Table {
        async fn turn(&self, endpoint: &str, _: RateLimit, _: Duration) -> Option<Duration> {
            self.turns.lock().unwrap().push(endpoint.to_owned());
            Some(Duration::ZERO)
        }

        async fn find(&self, key: &str) -> Option<Vec<u8>> {
            self.answers.lock().unwrap().get(key).map(|(bytes, _)| bytes.clone())
        }

        async fn keep(&self, key: &str, bytes: Vec<u8>, for_at_most: Duration) {
            self.answers.lock().unwrap().insert(key.to_owned(), (bytes, for_at_most));
        }
    }

    /// A driver of a process of its own, at an instant.
    fn driver(table: &Arc<Table>, now: Timestamp) -> Driver {
        let headers = [("x-requests-remaining", "498"), ("x-requests-last", "1")];
        let transport = CassetteTransport::new(now).answer(
            "/v4/sports/soccer_epl/odds",
            200,
            &headers,
            b"[]".to_vec(),
        );
        Driver::new(Arc::new(transport), Arc::new(move || now))
            .with_secret("the_odds_api_key", "not-a-real-key")
            .unwrap()
            .with_commons(Arc::clone(table) as Arc<dyn Commons>)
    }

    #[tokio::test]
    async fn what_one_process_was_told_another_need_not_ask() {
        let table = Arc::new(Table::default());
        let config = BTreeMap::from([
            ("sports".to_owned(), "soccer_epl".to_owned()),
            ("cache_minutes".to_owned(), "230".to_owned()),
        ]);
        let noon: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let (adapter, task) = (TheOddsApi::new(), Task::odds(Scope::default()));
        for (minutes, requests) in [(0, 1), (229, 0), (231, 1)] {
            let driver = driver(&table, noon + TimeDelta::minutes(minutes));
            let options = RunOptions::default();
            let collected = driver.collect(&adapter, &config, &task, &options).await;
            assert_eq!(collected.snapshots.len(), 1);
            collected.outcome.unwrap();
            let spent = driver.quota().state("the-odds-api").await.map_or(0, |state| state.used);
            assert_eq!(spent, requests, "after {minutes} minutes");
        }
        assert_eq!(table.turns.lock().unwrap().len(), 2, "an answer that is kept needs no turn");
        for (key, (bytes, lasts)) in &*table.answers.lock().unwrap() {
            let said = format!("{key} {}", String::from_utf8_lossy(bytes));
            assert!(!said.contains("not-a-real-key"), "{said}");
            assert_eq!(*lasts, Duration::from_secs(230 * 60));
        }
    }

    #[test]
    fn what_was_not_written_here_is_not_there() {
        for foreign in [&b""[..], b"{}\n", b"[1,2]", b"{\"status\": 200}"] {
            assert_eq!(read(foreign, 1), None);
        }
    }
}
