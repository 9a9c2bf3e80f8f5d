//! Adapters that do what they must not, and takers that are slow or gone.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use monps_adapters::driver::{CassetteTransport, Driver, RetryPolicy, RunOptions};
use monps_adapters::error::DriveError;
use monps_core::adapter::{
    Adapter, Context, Conversation, Inputs, Manifest, Request, Scope, Snapshot, Step, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;
use tokio::sync::mpsc;

use super::{collect, driver, get, told, towards};
use crate::support::probe::Probe;
use crate::support::server::{Server, at_once, http};
use crate::support::{clock, now};

/// Does the same at every step.
struct Stubborn {
    probe: Probe,
    step: fn() -> Result<Step, Fault>,
}

impl Stubborn {
    fn new(step: fn() -> Result<Step, Fault>) -> Self {
        Self { probe: Probe::open(), step }
    }
}

impl Adapter for Stubborn {
    fn manifest(&self) -> &Manifest {
        self.probe.manifest()
    }

    fn start(&self, _: &Context, _: &Task) -> Result<(Box<dyn Conversation>, Step), Fault> {
        Ok((Box::new(Again(self.step)), (self.step)()?))
    }
}

struct Again(fn() -> Result<Step, Fault>);

impl Conversation for Again {
    fn resume(&mut self, _: &Context, _: Inputs) -> Result<Step, Fault> {
        (self.0)()
    }
}

fn replaying() -> Driver {
    let cassette = CassetteTransport::new(now()).answer("/a", 200, &[], Vec::new());
    Driver::new(Arc::new(cassette), clock()).with_retry(RetryPolicy::ONCE)
}

async fn run(step: fn() -> Result<Step, Fault>, options: &RunOptions) -> DriveError {
    let collected = collect(&replaying(), &Stubborn::new(step), options).await;
    collected.outcome.unwrap_err()
}

fn asking(count: u32) -> Result<Step, Fault> {
    let requests = (0..count).map(|id| Request::get(id, "api", "/a"));
    Ok(Step::fetch(requests.collect()))
}

#[tokio::test]
async fn a_conversation_has_bounds() {
    // A generous rate limit keeps these quick; the clock of the tests is real.
    let options = RunOptions { steps_max: 5, requests_max: 7, ..RunOptions::default() };
    let error = run(|| asking(1), &options).await;
    assert!(matches!(error, DriveError::TooMany { what: "steps", most: 5, .. }), "{error}");
    let error = run(|| asking(3), &options).await;
    assert!(matches!(error, DriveError::TooMany { what: "requests", most: 7, .. }), "{error}");
    let error = run(|| Ok(Step::default()), &options).await;
    assert!(matches!(error, DriveError::Stalled { .. }), "{error}");
    let talking = || Ok(Step { emit: vec![Snapshot::default()], ..Step::default() });
    let error = run(talking, &options).await;
    assert!(matches!(error, DriveError::TooMany { what: "steps", .. }), "{error}");
}

#[tokio::test]
async fn an_adapter_reaches_nothing_that_it_did_not_declare() {
    let options = RunOptions::default();
    let undeclared = || Ok(Step::fetch(vec![Request::get(0, "other", "/a")]));
    let error = run(undeclared, &options).await;
    assert!(matches!(error, DriveError::UnknownEndpoint { .. }), "{error}");
    let outside = || Ok(Step::fetch(vec![Request::get(0, "api", "/../a")]));
    let error = run(outside, &options).await;
    assert!(error.to_string().contains("dot segments"), "{error}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_fault_keeps_its_meaning() {
    let waiting = || {
        let fault = Fault::new(FaultCode::RateLimited, "slow down");
        Err(fault.retry_after(TimeDelta::seconds(9)))
    };
    let error = run(waiting, &RunOptions::default()).await;
    assert!(error.is_retryable());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(9)));
    assert_eq!(error.to_string(), "the source probe could not answer (rate-limited)");
    let cause = std::error::Error::source(&error).unwrap();
    assert_eq!(cause.to_string(), "slow down");
}

#[tokio::test]
async fn the_deadline_ends_everything() {
    let silent = Server::start(|_, _| vec![(Duration::from_secs(30), Vec::new())]).await;
    let probe = Probe::open().asking(vec![get("/a")]);
    let options = RunOptions { deadline: Duration::from_millis(200), ..towards(&silent.base_url) };
    let driver = driver();
    let collected = collect(&driver, &probe, &options).await;
    collected.outcome.as_ref().unwrap();
    assert_eq!(told(&collected)[0].0, "Timeout", "it ends with what it has");

    // A taker that takes nothing holds the conversation, but not past its deadline.
    let (taker, _taken) = mpsc::channel(1);
    taker.send(Snapshot::default()).await.unwrap();
    let (task, config) = (Task::odds(Scope::default()), BTreeMap::new());
    let running = driver.run(&probe, &config, &task, &options, &taker);
    let error = running.await.unwrap_err();
    assert!(matches!(error, DriveError::Deadline { .. }), "{error}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn answers_are_handed_over_as_they_come() {
    let server = Server::start(|_, head| {
        if head.starts_with("GET /slow ") {
            vec![(Duration::from_millis(1500), http(200, &[], b"slow"))]
        } else {
            at_once(http(200, &[], b"quick"))
        }
    })
    .await;
    let requests = vec![Request::get(0, "api", "/slow"), Request::get(1, "api", "/quick")];
    let probe = Probe::open().asking(requests);
    let driver = driver();
    let options = towards(&server.base_url);
    let (taker, mut taken) = mpsc::channel(1);
    let (task, config) = (Task::odds(Scope::default()), BTreeMap::new());
    let running = driver.run(&probe, &config, &task, &options, &taker);
    let first = async { taken.recv().await.unwrap() };
    tokio::select! {
        _ = running => panic!("it cannot be over before the slow answer"),
        first = first => assert_eq!(first.skipped[0].reason, "quick"),
    }
}

#[tokio::test]
async fn a_misspelt_endpoint_is_refused_and_a_conversation_can_be_spawned() {
    let mut options = RunOptions::default();
    options.base_urls.insert("ipa".to_owned(), "https://a.invalid".to_owned());
    // What may be spawned may move between threads.
    let running = tokio::spawn(async move {
        let probe = Probe::open().asking(vec![get("/a")]);
        collect(&replaying(), &probe, &options).await
    });
    let error = running.await.unwrap().outcome.unwrap_err();
    assert!(error.to_string().contains("\"ipa\" of probe is set"), "{error}");
}

#[tokio::test]
async fn a_taker_that_left_ends_the_conversation() {
    let (taker, taken) = mpsc::channel(1);
    drop(taken);
    let probe = Probe::open().asking(vec![get("/a")]);
    let (task, config) = (Task::odds(Scope::default()), BTreeMap::new());
    let driver = replaying();
    let options = RunOptions::default();
    let error = driver.run(&probe, &config, &task, &options, &taker).await.unwrap_err();
    assert!(matches!(error, DriveError::Abandoned { .. }), "{error}");
    let collected = collect(&driver, &probe, &options).await;
    assert_eq!(told(&collected), [("200", "")]);
}
