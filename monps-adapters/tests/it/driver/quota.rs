//! The source's quota is never overrun: not by many requests, not by a restart, not by two processes.

use std::sync::Arc;

use monps_adapters::driver::{MemoryQuota, QuotaLedger};
use monps_core::adapter::Request;

use super::{collect, driver, get, told, towards};
use crate::support::probe::Probe;
use crate::support::server::{Server, at_once, http};

/// Requests that cost so much each.
fn costing(costs: &[u32]) -> Vec<Request> {
    let numbered = (0..).zip(costs);
    numbered.map(|(id, cost)| Request { id, cost: *cost, ..get(&format!("/{id}")) }).collect()
}

#[tokio::test]
async fn a_call_that_would_pass_the_budget_is_not_sent() {
    let server = Server::saying(http(200, &[], b"")).await;
    let driver = driver();
    let probe = Probe::open().with_quota().asking(costing(&[4, 4, 4]));
    let collected = collect(&driver, &probe, &towards(&server.base_url)).await;
    let told = told(&collected);
    assert_eq!(told.iter().filter(|(at, _)| *at == "200").count(), 2);
    let (_, message) = told.iter().find(|(at, _)| *at == "Budget").unwrap();
    assert!(
        message.contains("costs 4 credits") && message.contains("budget of 10 a month"),
        "{message}"
    );
    assert_eq!(server.asked().len(), 2);
    let state = driver.quota().state("probe").await.unwrap();
    assert_eq!((state.used, state.reserved, state.remaining()), (8, 0, 2));
}

#[tokio::test]
async fn what_the_headers_say_corrects_the_budget() {
    let server = Server::saying(http(200, &[("x-cost", "1"), ("x-left", "3")], b"")).await;
    let driver = driver();
    let options = towards(&server.base_url);
    let probe = Probe::open().with_quota().asking(costing(&[5]));
    collect(&driver, &probe, &options).await.outcome.unwrap();
    let state = driver.quota().state("probe").await.unwrap();
    assert_eq!((state.used, state.source_remaining, state.remaining()), (1, Some(3), 3));
    let collected = collect(&driver, &probe, &options).await;
    assert_eq!(told(&collected)[0].0, "Budget", "5 are more than the 3 left");
}

#[tokio::test]
async fn two_processes_and_a_restart_share_one_budget() {
    // The source counts what it is asked, failures included.
    let server = Server::start(|number, _| {
        at_once(if number % 3 == 1 { http(500, &[], b"") } else { http(200, &[], b"") })
    })
    .await;
    let options = towards(&server.base_url);
    let probe = Probe::open().with_quota().asking(costing(&[1; 6]));
    let shared = Arc::new(MemoryQuota::new().with_budget("probe", 10));
    let [one, two] = [driver(), driver()].map(|driver| driver.with_quota(Arc::clone(&shared) as _));
    let (first, second) =
        tokio::join!(collect(&one, &probe, &options), collect(&two, &probe, &options));
    assert!(server.asked().len() <= 10, "{}", server.asked().len());
    first.outcome.unwrap();
    second.outcome.unwrap();

    let kept = shared.state("probe").await.unwrap();
    let restarted = MemoryQuota::new();
    restarted.restore("probe", kept);
    let third = driver().with_quota(Arc::new(restarted));
    collect(&third, &probe, &options).await.outcome.unwrap();
    collect(&third, &probe, &options).await.outcome.unwrap();
    assert_eq!(server.asked().len(), 10, "all of the budget, and nothing more");
}

#[tokio::test]
async fn a_call_that_was_given_up_counts_as_paid_for() {
    let silent = Server::start(|_, _| vec![(std::time::Duration::from_secs(30), Vec::new())]).await;
    let driver = driver();
    let probe = Probe::open().with_quota().asking(costing(&[7]));
    let options = towards(&silent.base_url);
    let running = collect(&driver, &probe, &options);
    let broken_off = tokio::time::timeout(std::time::Duration::from_millis(300), running).await;
    assert!(broken_off.is_err());
    tokio::task::yield_now().await;
    let state = driver.quota().state("probe").await.unwrap();
    assert_eq!((state.used, state.reserved), (7, 0));
}
