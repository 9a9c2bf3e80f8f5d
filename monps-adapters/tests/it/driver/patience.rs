//! Retries, waits asked for, circuits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use monps_adapters::driver::{
    CircuitState, Driver, FAILURES_MAX, OPEN_FOR, Prepared, RetryPolicy, RunOptions, Transport,
};
use monps_core::adapter::{Response, TransportFailure, TransportFailureKind};
use tokio::time::Instant;

use super::{collect, driver, get, told, towards};
use crate::support::probe::Probe;
use crate::support::server::{Server, at_once, http};
use crate::support::{clock, now};

#[tokio::test]
async fn a_failing_source_is_asked_again() {
    let server = Server::start(|number, _| {
        at_once(if number < 2 { http(500, &[], b"oops") } else { http(200, &[], b"well") })
    })
    .await;
    let probe = Probe::open().asking(vec![get("/a")]);
    let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
    assert_eq!(told(&collected), [("200", "well")]);
    let report = collected.outcome.unwrap();
    assert_eq!((report.requests, report.retries), (1, 2));
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn a_refusal_is_not_repeated_and_patience_ends() {
    for (status, times) in [(400, 1), (401, 1), (404, 1), (422, 1), (503, 3), (429, 3)] {
        let server = Server::saying(http(status, &[], b"no")).await;
        let probe = Probe::open().asking(vec![get("/a")]);
        let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
        assert_eq!(told(&collected), [(status.to_string().as_str(), "no")]);
        assert_eq!(server.asked().len(), times, "{status}");
    }
}

#[tokio::test]
async fn retry_after_is_obeyed_by_everybody() {
    let server = Server::start(|number, _| {
        at_once(if number == 0 {
            http(429, &[("retry-after", "1")], b"slow down")
        } else {
            http(200, &[], b"well")
        })
    })
    .await;
    let (driver, options) = (driver(), towards(&server.base_url));
    let probe = Probe::open().asking(vec![get("/a")]);
    let began = Instant::now();
    let first = collect(&driver, &probe, &options);
    let second = async {
        // Another conversation, begun while the first waits.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let collected = collect(&driver, &probe, &options).await;
        assert!(began.elapsed() >= Duration::from_secs(1), "it had to wait too");
        collected
    };
    let (first, second) = tokio::join!(first, second);
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(told(&first), [("200", "well")]);
    assert_eq!(told(&second), [("200", "well")]);
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn a_wait_past_the_deadline_is_not_waited() {
    let server = Server::saying(http(429, &[("retry-after", "3600")], b"slow down")).await;
    let probe = Probe::open().asking(vec![get("/a")]);
    let began = Instant::now();
    let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
    assert_eq!(told(&collected), [("429", "slow down")]);
    assert!(began.elapsed() < Duration::from_secs(10));
}

/// Fails until told otherwise, and counts.
#[derive(Default)]
struct Flaky {
    sent: AtomicU32,
    good_from: AtomicU32,
}

#[async_trait]
impl Transport for Flaky {
    async fn send(&self, request: &Prepared) -> Result<Response, TransportFailure> {
        let number = self.sent.fetch_add(1, Ordering::SeqCst) + 1;
        if number >= self.good_from.load(Ordering::SeqCst) {
            return Ok(Response {
                id: request.id,
                status: 200,
                headers: Vec::new(),
                body: b"well".to_vec(),
                received_at: now(),
                from_cache: false,
            });
        }
        Err(TransportFailure {
            id: request.id,
            kind: TransportFailureKind::Unreachable,
            message: "nobody there".to_owned(),
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_dead_endpoint_is_left_alone_and_then_probed() {
    let flaky =
        Arc::new(Flaky { sent: AtomicU32::new(0), good_from: AtomicU32::new(FAILURES_MAX + 2) });
    let transport: Arc<dyn Transport> = Arc::clone(&flaky) as _;
    let driver = Driver::new(transport, clock()).with_retry(RetryPolicy::ONCE);
    let probe = Probe::open().asking(vec![get("/a")]);
    let options = RunOptions::default();
    assert_eq!(driver.circuit(&probe, "api"), None);
    for _ in 0..FAILURES_MAX {
        let collected = collect(&driver, &probe, &options).await;
        assert_eq!(told(&collected), [("Unreachable", "nobody there")]);
    }
    assert_eq!(driver.circuit(&probe, "api"), Some(CircuitState::Open));
    let collected = collect(&driver, &probe, &options).await;
    let (kind, message) = told(&collected)[0];
    assert_eq!(kind, "CircuitOpen");
    assert!(message.contains("5 times in a row"), "{message}");
    assert_eq!(flaky.sent.load(Ordering::SeqCst), FAILURES_MAX, "nothing was sent");

    // The first probe fails, the second one closes the circuit.
    for (kind, state) in [("Unreachable", CircuitState::Open), ("200", CircuitState::Closed)] {
        tokio::time::sleep(OPEN_FOR).await;
        assert_eq!(driver.circuit(&probe, "api"), Some(CircuitState::HalfOpen));
        let collected = collect(&driver, &probe, &options).await;
        assert_eq!(told(&collected)[0].0, kind);
        assert_eq!(driver.circuit(&probe, "api"), Some(state));
    }
}

#[tokio::test(start_paused = true)]
async fn the_waits_between_attempts_grow() {
    let flaky = Arc::new(Flaky { sent: AtomicU32::new(0), good_from: AtomicU32::new(u32::MAX) });
    let transport: Arc<dyn Transport> = Arc::clone(&flaky) as _;
    let driver = Driver::new(transport, clock());
    let probe = Probe::open().asking(vec![get("/a")]);
    let began = Instant::now();
    collect(&driver, &probe, &RunOptions::default()).await.outcome.unwrap();
    let waited = began.elapsed().as_millis();
    // Half to all of 500 ms, then of 1,000 ms.
    assert!((750..=1500).contains(&waited), "{waited}");
    assert_eq!(flaky.sent.load(Ordering::SeqCst), 3);
}
