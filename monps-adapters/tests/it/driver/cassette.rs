//! What was recorded plays back the same, and what was not is said.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use monps_adapters::driver::{
    CassetteTransport, Collected, Driver, FILE_ENDING, RetryPolicy, RunOptions,
};
use monps_adapters::error::CassetteError;
use monps_adapters::the_odds_api::{SECRET, TheOddsApi};
use monps_core::adapter::{Adapter, Scope, Task};

use super::{collect, driver, get, told, towards};
use crate::support::probe::Probe;
use crate::support::server::{Server, at_once, http};
use crate::support::{clock, config, fixture};

fn playing(path: &Path) -> Driver {
    let cassette = CassetteTransport::load(path).unwrap();
    Driver::new(Arc::new(cassette), clock()).with_retry(RetryPolicy::ONCE)
}

async fn football(driver: Driver, options: &RunOptions) -> Collected {
    let driver = driver.with_secret(SECRET, "not-a-real-key").unwrap();
    let config = config(&[("sports", "soccer_epl,soccer_nowhere")]);
    let task = Task::odds(Scope::default());
    driver.collect(&TheOddsApi::new(), &config, &task, options).await
}

#[tokio::test]
async fn a_recorded_conversation_plays_back_the_same() {
    let server = Server::start(|_, head| {
        at_once(if head.contains("soccer_nowhere") {
            http(404, &[], &fixture("unknown_sport.json"))
        } else {
            http(200, &[("x-requests-last", "4")], &fixture("odds_football.json"))
        })
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    let options =
        RunOptions { record_dir: Some(dir.path().to_owned()), ..towards(&server.base_url) };
    let recorded = football(driver(), &options).await;
    drop(server);
    let names: Vec<String> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, [format!("the-odds-api-20241013T134100Z-000{FILE_ENDING}")]);

    let replayed = football(playing(dir.path()), &RunOptions::default()).await;
    assert!(recorded.snapshots.iter().any(|snapshot| snapshot.quote_count() > 20));
    // Two sports in flight may come back in either order.
    assert_eq!(recorded.snapshots.len(), replayed.snapshots.len());
    for snapshot in &recorded.snapshots {
        assert!(replayed.snapshots.contains(snapshot), "{snapshot:?}");
    }
    let [mut was, mut is] = [recorded, replayed].map(|one| one.outcome.unwrap());
    (was.steps, is.steps) = (0, 0);
    assert_eq!(was, is);
}

#[tokio::test]
async fn failures_and_bytes_that_are_no_text_play_back_too() {
    let server = Server::start(|_, head| {
        at_once(if head.starts_with("GET /bytes ") {
            http(200, &[], b"\xff\x00\xfe")
        } else {
            b"what?\r\n\r\n".to_vec()
        })
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    for path in ["/bytes", "/broken"] {
        let probe = Probe::open().asking(vec![get(path)]);
        let options =
            RunOptions { record_dir: Some(dir.path().to_owned()), ..towards(&server.base_url) };
        let recorded = collect(&driver(), &probe, &options).await;
        let replayed = collect(&playing(dir.path()), &probe, &RunOptions::default()).await;
        assert_eq!(recorded.snapshots, replayed.snapshots, "{path}");
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2, "a file a conversation");
}

#[tokio::test]
async fn a_request_without_a_recording_says_so() {
    let cassette = CassetteTransport::new("2024-10-13T13:41:00Z".parse().unwrap())
        .answer("/a", 500, &[], b"first".to_vec())
        .answer("/a", 200, &[], b"second".to_vec());
    let driver = Driver::new(Arc::new(cassette), clock()).with_retry(RetryPolicy::ONCE);
    for expected in [("500", "first"), ("200", "second"), ("200", "second")] {
        let probe = Probe::open().asking(vec![get("/a")]);
        let collected = collect(&driver, &probe, &RunOptions::default()).await;
        assert_eq!(told(&collected), [expected], "in order, and the last one stands");
    }
    let probe = Probe::open().asking(vec![get("/b").query("page", "2")]);
    let collected = collect(&driver, &probe, &RunOptions::default()).await;
    let (kind, message) = told(&collected)[0];
    assert_eq!(kind, "Blocked");
    for part in ["no recording of GET /b", "page", "there are: /a", "record"] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_damaged_recording_names_file_and_line() {
    let dir = tempfile::tempdir().unwrap();
    let empty = CassetteTransport::load(dir.path()).unwrap_err();
    assert!(matches!(empty, CassetteError::Empty { .. }), "{empty}");
    let good = r#"{"format":1,"endpoint":"api","path":"/a","query":[],"outcome":{"failure":{"kind":"timeout","message":"m"}}}"#;
    for (second, named) in [
        ("{}", "missing field"),
        (&good.replace("\"format\":1", "\"format\":2"), "format"),
        (&good.replace("timeout", "tired"), "damaged"),
    ] {
        let path = dir.path().join(format!("a{FILE_ENDING}"));
        let file = std::fs::File::create(&path).unwrap();
        let mut file = GzEncoder::new(file, Compression::fast());
        write!(file, "{good}\n{second}\n").unwrap();
        file.finish().unwrap();
        let refused = CassetteTransport::load(&path).unwrap_err();
        assert!(refused.to_string().contains("line 2 of the recording"), "{refused}");
        let cause = std::error::Error::source(&refused).unwrap().to_string();
        assert!(cause.contains(named), "{cause}");
    }
    assert_eq!(TheOddsApi::new().manifest().id, "the-odds-api");
}
