//! The driver against a local server, against a transport made to fail, and against adapters that do
//! what they must not.

mod bounds;
mod cache;
mod cassette;
mod guards;
mod patience;
mod quota;
mod secrets;
mod sessions;
mod streams;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use monps_adapters::driver::{
    Collected, Driver, HttpOptions, HttpTransport, RetryPolicy, RunOptions,
};
use monps_core::adapter::{Adapter, Request, Scope, Skipped, Task};

use crate::support::clock;

/// On the real network stack, loopback allowed, with hardly any wait between attempts.
fn driver() -> Driver {
    let options = HttpOptions { allow_loopback: true };
    let transport = HttpTransport::new(clock(), options).unwrap();
    Driver::new(Arc::new(transport), clock()).with_retry(RetryPolicy {
        attempts_max: 3,
        base: Duration::from_millis(2),
        wait_max: Duration::from_millis(4),
    })
}

/// Towards a server of the test.
fn towards(base_url: &str) -> RunOptions {
    RunOptions {
        base_urls: BTreeMap::from([("api".to_owned(), base_url.to_owned())]),
        deadline: Duration::from_secs(20),
        ..RunOptions::default()
    }
}

fn get(path: &str) -> Request {
    Request::get(0, "api", path)
}

async fn collect(driver: &Driver, adapter: &dyn Adapter, options: &RunOptions) -> Collected {
    let task = Task::odds(Scope::default());
    driver.collect(adapter, &BTreeMap::new(), &task, options).await
}

/// What the probe told: status or kind of failure, and body or message.
fn told(collected: &Collected) -> Vec<(&str, &str)> {
    let all = collected.snapshots.iter().flat_map(|snapshot| &snapshot.skipped);
    all.map(|Skipped { at, reason }| (at.as_str(), reason.as_str())).collect()
}
