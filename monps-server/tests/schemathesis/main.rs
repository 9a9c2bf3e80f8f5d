//! The API keeps to its OpenAPI document, tried by Schemathesis: every check, three seeds.
//!
//! Schemathesis reads `/openapi.json` from a running `monps serve` and sends it what the document
//! allows and what it forbids. Each seed meets a fresh server on a fresh data folder. A second test
//! shows it an API with planted faults, so that a harness which finds nothing is not believed.
//!
//! `make setup` installs Schemathesis; `MONPS_SCHEMATHESIS` names another one. Without it these
//! tests say that they did not run, and fail where `CI=true`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "the helpers of a test fail and report as the test itself does"
)]

mod fuzz;
mod planted;
mod server;

use fuzz::Schemathesis;
use server::Server;

/// Three, as promised; any three would do.
const SEEDS: [u32; 3] = [1, 2, 3];

#[tokio::test]
async fn the_api_keeps_to_its_openapi() {
    let Some(schemathesis) = Schemathesis::find() else {
        return;
    };
    for seed in SEEDS {
        let mut server = Server::start().await;
        let report = schemathesis.run(&server.url("/openapi.json"), seed).await;
        println!("seed {seed}: {report}");
        server.assert_alive(&report.output);
        assert!(report.is_clean(), "{}\n{}", report.output, server.log());
    }
}

#[tokio::test]
async fn planted_faults_are_found() {
    let Some(schemathesis) = Schemathesis::find() else {
        return;
    };
    let address = planted::serve().await;
    let report = schemathesis.run(&format!("http://{address}/openapi.json"), SEEDS[0]).await;
    println!("planted: {report}");
    assert!(!report.is_clean(), "{}", report.output);
    for fault in planted::FAULTS {
        assert!(
            report.failures.iter().any(|found| found == fault),
            "{fault} was not found:\n{}",
            report.output
        );
    }
}

#[tokio::test]
async fn an_api_that_is_not_there_is_not_clean() {
    let Some(schemathesis) = Schemathesis::find() else {
        return;
    };
    let nobody = format!("http://{}/openapi.json", server::free_address());
    assert!(!schemathesis.run(&nobody, SEEDS[0]).await.is_clean());
}
