//! What is the same however it is asked for: slashes, tags, codings, ids, headers.

use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::support::{code_of, document, start};

#[tokio::test]
async fn both_forms_of_a_path_answer_the_same() {
    let server = start().await;
    let with = server.get("/things/?limit=3").await.text().await.unwrap();
    for path in ["/things?limit=3", "/api/v1/things/?limit=3", "/api/v1/things?limit=3"] {
        assert_eq!(server.get(path).await.text().await.unwrap(), with, "{path}");
    }
    let paths = document()["paths"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(paths.contains(&"/things/".to_owned()) && !paths.contains(&"/things".to_owned()));
}

#[tokio::test]
async fn pages_follow_each_other_to_the_end() {
    let server = start().await;
    let mut address = "/things/?limit=100".to_owned();
    let mut ids = Vec::new();
    loop {
        let answer = server.get(&address).await;
        assert_eq!(answer.headers()["x-total-count"], "250");
        let link = answer.headers().get("link").map(|link| link.to_str().unwrap().to_owned());
        let page: Vec<Value> = answer.json().await.unwrap();
        ids.extend(page.iter().map(|thing| thing["id"].as_i64().unwrap()));
        let Some(link) = link else { break };
        let inner = link.strip_prefix('<').unwrap().strip_suffix(">; rel=\"next\"").unwrap();
        assert!(inner.starts_with("/things/?limit=100&cursor="), "{inner}");
        address = inner.to_owned();
    }
    assert_eq!(ids, (1..=250).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_known_answer_is_304() {
    let server = start().await;
    let first = server.get("/things/").await;
    let tag = first.headers()["etag"].clone();
    assert!(tag.to_str().unwrap().starts_with('"'));
    let again = server.client.get(server.url("/things/")).header("if-none-match", &tag);
    let again = again.send().await.unwrap();
    assert_eq!(again.status(), 304);
    assert_eq!(again.headers()["etag"], tag);
    assert_eq!(again.headers()["cache-control"], "private, no-cache");
    assert!(again.text().await.unwrap().is_empty());
    let other = server.client.get(server.url("/things/?limit=2")).header("if-none-match", &tag);
    assert_eq!(other.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn head_says_what_get_would() {
    let server = start().await;
    let get = server.get("/things/").await;
    let head = server.client.head(server.url("/things/")).send().await.unwrap();
    for name in ["content-length", "content-type", "etag", "x-total-count", "link"] {
        assert_eq!(head.headers().get(name), get.headers().get(name), "{name}");
        assert!(head.headers().contains_key(name), "{name}");
    }
    assert!(head.text().await.unwrap().is_empty());
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_ask() {
    let server = start().await;
    let plain = server.get("/things/").await;
    assert!(!plain.headers().contains_key("content-encoding"));
    assert_eq!(plain.headers()["vary"], "Accept-Encoding");
    let plain = plain.bytes().await.unwrap();
    for (accept, coding) in [("gzip", "gzip"), ("br", "br"), ("gzip, zstd", "zstd")] {
        let request = server.client.get(server.url("/things/")).header("accept-encoding", accept);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.headers()["content-encoding"], coding);
        let tag = answer.headers()["etag"].clone();
        let bytes = answer.bytes().await.unwrap();
        assert!(bytes.len() < plain.len() / 3, "{coding}: {} of {}", bytes.len(), plain.len());
        if coding == "gzip" {
            let mut unpacked = Vec::new();
            GzDecoder::new(&*bytes).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, plain);
        }
        let known = server.client.get(server.url("/things/")).header("if-none-match", tag);
        assert_eq!(known.send().await.unwrap().status(), 304, "{coding}");
    }
    let small = server.client.get(server.url("/id")).header("accept-encoding", "gzip");
    assert!(!small.send().await.unwrap().headers().contains_key("content-encoding"));
}

/// Longer than a head or an idle connection may take, and asked for compressed.
#[tokio::test]
async fn a_stream_is_neither_held_back_nor_cut_short() {
    let server = start().await;
    let request = server.client.get(server.url("/ticks"));
    let mut answer = request.header("accept-encoding", "gzip").send().await.unwrap();
    assert!(!answer.headers().contains_key("etag"));
    let started = std::time::Instant::now();
    assert_eq!(answer.chunk().await.unwrap().unwrap(), "data: 0\n\n");
    assert!(started.elapsed() < std::time::Duration::from_millis(900), "held back");
    let rest = answer.text().await.unwrap();
    assert!(rest.ends_with("data: 5\n\n"), "{rest}");
}

#[tokio::test]
async fn a_request_keeps_its_id_everywhere() {
    let server = start().await;
    let ask = |path: &str| server.client.get(server.url(path)).header("x-request-id", "mine-1");
    let answer = ask("/id").send().await.unwrap();
    assert_eq!(answer.headers()["x-request-id"], "mine-1");
    assert_eq!(answer.text().await.unwrap(), "mine-1");
    for path in ["/things/7", "/nowhere", "/things/?limit=0"] {
        let error: Value = ask(path).send().await.unwrap().json().await.unwrap();
        code_of(&error);
        assert_eq!(error["request_id"], "mine-1", "{path}");
    }
    let made = server.get("/id").await;
    let id = made.headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(id.len(), 36);
    assert_eq!(made.text().await.unwrap(), id);
}

#[tokio::test]
async fn every_answer_is_guarded_and_counted() {
    let server = start().await;
    for (path, caching) in [("/things/", "private, no-cache"), ("/nowhere", "no-store")] {
        let answer = server.get(path).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert!(header("content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(header("cache-control"), caching);
        assert!(!answer.headers().contains_key("server"));
    }
    server.get("/api/v1/things/12").await;
    let seen = server.seen.0.lock().unwrap().clone();
    let line = |route: &str, status| ("GET".to_owned(), route.to_owned(), status);
    assert_eq!(
        seen,
        [line("/things/", 200), line("unmatched", 404), line("/api/v1/things/{id}", 404)]
    );
}
