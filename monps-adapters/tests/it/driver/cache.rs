//! Asking twice costs once.

use std::sync::{Arc, Mutex};

use monps_adapters::driver::{Driver, HttpOptions, HttpTransport};
use monps_core::adapter::Request;
use monps_core::time::TimeDelta;

use super::{collect, driver, get, told, towards};
use crate::support::now;
use crate::support::probe::Probe;
use crate::support::server::{Server, at_once, http};

fn aged(age_s: u32) -> Probe {
    let request = Request { cache_age_max_s: age_s, cost: 3, ..get("/a") };
    Probe::open().with_quota().asking(vec![request])
}

#[tokio::test]
async fn a_young_answer_is_served_again_for_nothing() {
    let server =
        Server::start(|number, _| at_once(http(200, &[], number.to_string().as_bytes()))).await;
    let standing = Arc::new(Mutex::new(now()));
    let hand = Arc::clone(&standing);
    let clock: monps_adapters::driver::Clock = Arc::new(move || *hand.lock().unwrap());
    let options = HttpOptions { allow_loopback: true };
    let transport = HttpTransport::new(Arc::clone(&clock), options).unwrap();
    let driver = Driver::new(Arc::new(transport), clock);
    let options = towards(&server.base_url);
    for (minutes, told_then, asked) in [(0, "0", 1), (9, "0", 1), (10, "1", 2), (19, "1", 2)] {
        *standing.lock().unwrap() = now() + TimeDelta::minutes(minutes);
        let collected = collect(&driver, &aged(600), &options).await;
        assert_eq!(told(&collected), [("200", told_then)], "{minutes}");
        assert_eq!(server.asked().len(), asked, "{minutes}");
    }
    assert_eq!(driver.quota().state("probe").await.unwrap().used, 6);
    // Another question, and the same with another parameter, are other answers.
    let other = Request { cache_age_max_s: 600, ..get("/a").query("page", "2") };
    let collected = collect(&driver, &Probe::open().asking(vec![other]), &options).await;
    assert_eq!(told(&collected), [("200", "2")]);
}

#[tokio::test]
async fn an_old_answer_is_asked_for_conditionally() {
    let server = Server::start(|_, head| {
        at_once(if head.contains("if-none-match: \"7\"\r\n") {
            http(304, &[("etag", "\"7\""), ("x-cost", "0")], b"")
        } else {
            http(200, &[("etag", "\"7\"")], b"all of it")
        })
    })
    .await;
    let driver = driver();
    let options = towards(&server.base_url);
    for (from_cache, used) in [(0, 3), (1, 3), (1, 3)] {
        let collected = collect(&driver, &aged(0), &options).await;
        assert_eq!(told(&collected), [("200", "all of it")]);
        assert_eq!(collected.outcome.unwrap().from_cache, from_cache);
        assert_eq!(driver.quota().state("probe").await.unwrap().used, used);
    }
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn a_refusal_is_not_kept() {
    let server = Server::start(|number, _| {
        at_once(if number == 0 {
            http(404, &[("etag", "\"7\"")], b"no")
        } else {
            http(200, &[], b"yes")
        })
    })
    .await;
    let driver = driver();
    for expected in [("404", "no"), ("200", "yes")] {
        let collected = collect(&driver, &aged(600), &towards(&server.base_url)).await;
        assert_eq!(told(&collected), [expected]);
    }
}

/// Some sources refuse with status 200: then only what says that it is good is kept.
#[tokio::test]
async fn a_refusal_of_status_200_is_not_kept() {
    let server = Server::start(|number, _| {
        let body: &[u8] =
            if number == 0 { b"{\"errors\":{\"requests\":\"spent\"}}" } else { b"{\"errors\":[]}" };
        at_once(http(200, &[], body))
    })
    .await;
    let driver = driver();
    let request =
        Request { cache_age_max_s: 600, keep_if: Some(r#""errors":[]"#.into()), ..get("/a") };
    let probe = Probe::open().asking(vec![request]);
    let refused = "{\"errors\":{\"requests\":\"spent\"}}";
    for expected in [refused, "{\"errors\":[]}", "{\"errors\":[]}"] {
        let collected = collect(&driver, &probe, &towards(&server.base_url)).await;
        assert_eq!(told(&collected), [("200", expected)]);
    }
    assert_eq!(server.asked().len(), 2, "the good answer is kept");
}
