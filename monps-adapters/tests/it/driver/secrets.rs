//! A canary in the place of the key: the source gets it, and nobody else ever sees it.

use std::io::Read as _;
use std::time::Duration;

use flate2::read::GzDecoder;
use monps_adapters::driver::{Collected, SecretStore};
use monps_adapters::error::DriveError;
use monps_core::adapter::{AuthPart, Request};

use super::{collect, driver, get, told, towards};
use crate::support::probe::Probe;
use crate::support::server::{Server, at_once, http};

const CANARY: &str = "canary+0123/456789=";
/// As it travels in a query.
const ENCODED: &str = "canary%2B0123%2F456789%3D";

fn in_query() -> AuthPart {
    AuthPart::query_key("apiKey", "probe_key")
}

fn in_header() -> AuthPart {
    AuthPart::header_key("x-api-key", "probe_key")
}

fn secrets() -> SecretStore {
    SecretStore::new().with("probe_key", CANARY).unwrap()
}

fn check_clean(shown: &str) {
    for form in [CANARY, ENCODED, "canary", "456789"] {
        assert!(!shown.contains(form), "{form} in {shown}");
    }
}

/// Everything a person or a log could get to see.
fn check_all(collected: &Collected) {
    check_clean(&format!("{collected:?}"));
    check_clean(&format!("{collected:#?}"));
    if let Err(error) = &collected.outcome {
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            check_clean(&format!("{error} {error:?}"));
            cause = error.source();
        }
    }
}

#[tokio::test]
async fn it_reaches_the_source_and_comes_back_blank() {
    // A source that echoes all it was sent, in its headers and in its body.
    let server = Server::start(|_, head| {
        let line = head.lines().next().unwrap_or_default().to_owned();
        at_once(http(200, &[("x-echo", &line)], head.as_bytes()))
    })
    .await;
    for (recipe, sent) in [
        (in_query(), format!("GET /a?apiKey={ENCODED} HTTP/1.1")),
        (in_header(), format!("x-api-key: {CANARY}\r\n")),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let mut options = towards(&server.base_url);
        options.record_dir = Some(dir.path().to_owned());
        let driver = driver().with_secrets(secrets());
        let probe = Probe::new(recipe).asking(vec![get("/a")]);
        let collected = collect(&driver, &probe, &options).await;
        assert!(server.asked().last().unwrap().contains(&sent), "{:?}", server.asked());
        let (at, body) = told(&collected)[0];
        assert_eq!(at, "200");
        assert!(body.contains("•••"), "{body}");
        check_all(&collected);
        check_clean(&format!("{driver:?}"));
        let recorded = std::fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap();
        let file = std::fs::File::open(recorded.path()).unwrap();
        let mut text = String::new();
        GzDecoder::new(file).read_to_string(&mut text).unwrap();
        assert!(text.contains("\"path\":\"/a\""), "{text}");
        check_clean(&text);
        check_clean(&recorded.file_name().to_string_lossy());
    }
}

#[tokio::test]
async fn it_is_in_no_failure() {
    let echo_away = Server::start(|_, head| {
        let path = head.split(' ').nth(1).unwrap_or_default();
        let target = format!("https://elsewhere.invalid{path}");
        at_once(http(302, &[("location", &target)], b""))
    })
    .await;
    let silent = Server::start(|_, _| vec![(Duration::from_secs(30), Vec::new())]).await;
    let cut = Server::saying(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx".to_vec()).await;
    let garbage = Server::saying(b"what?\r\n\r\n".to_vec()).await;
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    for (base_url, kind) in [
        (echo_away.base_url.as_str(), "Blocked"),
        (&silent.base_url, "Timeout"),
        (&cut.base_url, "Broken"),
        (&garbage.base_url, "Broken"),
        (&nobody, "Unreachable"),
    ] {
        for recipe in [in_query(), in_header()] {
            let request = Request { timeout_ms: 300, ..get("/a") };
            let driver = driver().with_secrets(secrets());
            let probe = Probe::new(recipe).asking(vec![request]);
            let collected = collect(&driver, &probe, &towards(base_url)).await;
            assert_eq!(told(&collected)[0].0, kind);
            check_all(&collected);
        }
    }
}

#[tokio::test]
async fn it_follows_a_setting_to_no_other_host() {
    let driver = driver().with_secrets(secrets());
    for base_url in
        ["https://evil.invalid", "https://probe.invalid.evil.invalid", "http://probe.invalid"]
    {
        let probe = Probe::new(in_query()).asking(vec![get("/a")]);
        let collected = collect(&driver, &probe, &towards(base_url)).await;
        let refused = collected.outcome.as_ref().unwrap_err();
        assert!(matches!(refused, DriveError::BadEndpoint { .. }), "{refused}");
        assert!(refused.to_string().contains("the secret is not sent there"), "{refused}");
        check_all(&collected);
    }
}

#[tokio::test]
async fn a_missing_one_is_asked_for_by_name() {
    let server = Server::saying(http(200, &[], b"")).await;
    let probe = Probe::new(in_query()).asking(vec![get("/a")]);
    let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
    let error = collected.outcome.unwrap_err();
    assert!(error.to_string().contains("needs the secret \"probe_key\""), "{error}");
    assert!(server.asked().is_empty());
}
