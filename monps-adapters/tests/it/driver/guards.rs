//! What the network transport never does, whatever a source or a setting says.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use monps_adapters::driver::{Driver, HttpOptions, HttpTransport};
use monps_core::adapter::Request;

use super::{collect, driver, get, told, towards};
use crate::support::clock;
use crate::support::probe::Probe;
use crate::support::server::{Server, at_once, http};

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let elsewhere = Server::saying(http(200, &[], b"mine")).await;
    let target = format!("{}/stolen", elsewhere.base_url);
    let server = Server::saying(http(302, &[("location", &target)], b"")).await;
    let probe = Probe::open().asking(vec![get("/a")]);
    let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
    let [(kind, message)] = told(&collected)[..] else {
        panic!("{collected:?}");
    };
    assert_eq!(kind, "Blocked");
    assert!(message.contains("redirects to another host"), "{message}");
    assert!(elsewhere.asked().is_empty());
    assert_eq!(server.asked().len(), 1, "it is not worth repeating");
}

#[tokio::test]
async fn a_redirect_on_the_same_host_is_followed_but_not_for_ever() {
    let server = Server::start(|_, head| {
        at_once(if head.starts_with("GET /a ") {
            http(307, &[("location", "/b")], b"")
        } else if head.starts_with("GET /b ") {
            http(200, &[], b"there")
        } else {
            http(301, &[("location", "/round")], b"")
        })
    })
    .await;
    let probe = Probe::open().asking(vec![get("/a")]);
    let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
    assert_eq!(told(&collected), [("200", "there")]);
    let probe = Probe::open().asking(vec![get("/round")]);
    let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
    assert_eq!(told(&collected)[0].0, "Blocked");
    assert!(server.asked().len() < 10);
}

#[tokio::test]
async fn an_answer_larger_than_accepted_is_dropped() {
    let announced = Server::saying(http(200, &[], &vec![b'x'; 2000])).await;
    let mut streamed = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..20 {
        streamed.extend_from_slice(b"64\r\n");
        streamed.extend_from_slice(&[b'x'; 100]);
        streamed.extend_from_slice(b"\r\n");
    }
    streamed.extend_from_slice(b"0\r\n\r\n");
    let streamed = Server::saying(streamed).await;
    for server in [announced, streamed] {
        for (most, expected) in [(1999, "TooLarge"), (2000, "200")] {
            let request = Request { body_bytes_max: most, ..get("/a") };
            let probe = Probe::open().asking(vec![request]);
            let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
            assert_eq!(told(&collected)[0].0, expected, "{most}");
        }
        assert_eq!(server.asked().len(), 2, "it is not worth repeating");
    }
}

#[tokio::test]
async fn a_gzip_bomb_is_stopped_at_the_cap() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..64 {
        bomb.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 100_000, "64 MiB in {} bytes", bomb.len());
    let server = Server::saying(http(200, &[("content-encoding", "gzip")], &bomb)).await;
    let request = Request { body_bytes_max: 1 << 20, ..get("/a") };
    let probe = Probe::open().asking(vec![request]);
    let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
    assert_eq!(told(&collected)[0].0, "TooLarge");
}

#[tokio::test]
async fn compressed_answers_are_read_and_damaged_ones_fail() {
    let mut zipped = GzEncoder::new(Vec::new(), Compression::fast());
    zipped.write_all(b"[1.85]").unwrap();
    let zipped = zipped.finish().unwrap();
    let cut = zipped[..zipped.len() / 2].to_vec();
    for (body, expected) in [(zipped, ("200", "[1.85]")), (cut, ("Broken", "broke off"))] {
        let server = Server::saying(http(200, &[("content-encoding", "gzip")], &body)).await;
        let probe = Probe::open().asking(vec![get("/a")]);
        let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
        let (at, reason) = told(&collected)[0];
        assert_eq!(at, expected.0);
        assert!(reason.contains(expected.1), "{reason}");
    }
}

#[tokio::test]
async fn a_slow_server_is_given_up() {
    let silent = |_: usize, _: &str| vec![(Duration::from_secs(30), Vec::new())];
    // A byte now and then keeps a connection alive, and must not keep the request alive.
    let dripping = |_: usize, _: &str| {
        let head = http(200, &[], &[b'x'; 1000]);
        head.chunks(1).map(|byte| (Duration::from_millis(20), byte.to_vec())).collect()
    };
    for server in [Server::start(silent).await, Server::start(dripping).await] {
        let request = Request { timeout_ms: 150, ..get("/a") };
        let probe = Probe::open().asking(vec![request]);
        let began = std::time::Instant::now();
        let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
        assert_eq!(told(&collected)[0].0, "Timeout");
        assert_eq!(server.asked().len(), 3, "a time-out is worth repeating");
        assert!(began.elapsed() < Duration::from_secs(15));
    }
}

#[tokio::test]
async fn private_addresses_are_refused() {
    let server = Server::saying(http(200, &[], b"inside")).await;
    let port = server.base_url.rsplit(':').next().unwrap().to_owned();
    let transport = HttpTransport::new(clock(), HttpOptions::default()).unwrap();
    let driver = Driver::new(Arc::new(transport), clock());
    for address in [
        server.base_url.clone(),
        format!("https://127.0.0.1:{port}"),
        format!("https://localhost:{port}"),
        format!("https://[::ffff:127.0.0.1]:{port}"),
        "https://169.254.169.254".to_owned(),
        "https://10.1.2.3".to_owned(),
        "http://example.com".to_owned(),
    ] {
        let probe = Probe::open().asking(vec![get("/latest/meta-data")]);
        let collected = collect(&driver, &probe, &towards(&address)).await;
        assert_eq!(told(&collected)[0].0, "Blocked", "{address}");
    }
    assert!(server.asked().is_empty());
}
