//! Bodies: too large, too slow, compressed, broken.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use monps_server::edge::limits::EdgeLimits;
use serde_json::Value;
use tokio::io::AsyncWriteExt;

use crate::support::{Answer, code_of, limits, start, start_with};

const PUT: &str =
    "PUT /upload/file HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n";

/// This process's memory in RAM, in MiB.
fn resident_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// Sends a head and then chunks of a body until the server has enough; the answer.
async fn flood(head: &str, chunk: &[u8], times: usize) -> Answer {
    let server = start().await;
    let mut stream = server.connect().await;
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut reading, mut writing) = stream.split();
    let sending = async {
        for _ in 0..times {
            if writing.write_all(chunk).await.is_err() {
                break;
            }
        }
        std::future::pending::<()>().await;
    };
    let receiving = async {
        let mut bytes = Vec::new();
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut reading, &mut bytes).await;
        bytes
    };
    let bytes = tokio::select! {
        bytes = receiving => bytes,
        () = sending => Vec::new(),
        () = tokio::time::sleep(Duration::from_secs(20)) => Vec::new(),
    };
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
    let status = head.split(' ').nth(1).unwrap_or("0").parse().unwrap();
    Answer { status, head: head.to_lowercase(), body: body.to_owned() }
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_without_being_kept() {
    let before = resident_mib();
    let chunk = vec![b'x'; 1 << 20];
    let declared = format!("{PUT}Content-Length: 104857600\r\n\r\n");
    let answer = flood(&declared, &chunk, 100).await;
    assert_eq!((answer.status, code_of(&answer.json()).as_str()), (413, "body_too_large"));
    assert!(answer.head.contains("connection: close"));

    let chunked = format!("{PUT}Transfer-Encoding: chunked\r\n\r\n");
    let mut framed = b"100000\r\n".to_vec();
    framed.extend_from_slice(&chunk);
    framed.extend_from_slice(b"\r\n");
    let answer = flood(&chunked, &framed, 100).await;
    assert_eq!((answer.status, code_of(&answer.json()).as_str()), (413, "body_too_large"));
    let grown = resident_mib().saturating_sub(before);
    println!("memory grew by {grown} MiB over two bodies of 100 MB");
    assert!(grown < 90, "{grown} MiB");
}

#[tokio::test]
async fn a_refusal_arrives_although_the_body_keeps_coming() {
    let chunk = vec![b'x'; 1 << 20];
    for (header, status) in [("Origin: https://evil.example", 403), ("Content-Encoding: br", 415)] {
        let head = format!("{PUT}{header}\r\nContent-Length: 10485760\r\n\r\n");
        assert_eq!(flood(&head, &chunk, 10).await.status, status);
    }
}

#[tokio::test]
async fn a_path_may_have_a_limit_of_its_own() {
    let server = start().await;
    let two_mib = vec![b' '; 2 << 20];
    let put = server.client.put(server.url("/upload/file")).body(two_mib.clone());
    let answer = put.header("content-type", "application/octet-stream").send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), (2 << 20).to_string());
    assert_eq!(server.post("/things/", two_mib).await.status(), 413);
}

#[tokio::test]
async fn a_dripping_body_is_given_up() {
    let server = start().await;
    let mut stream = server.connect().await;
    let head = format!("{PUT}Content-Length: 5000\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let started = Instant::now();
    let (mut reading, mut writing) = stream.split();
    let dripping = async {
        while writing.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        std::future::pending::<()>().await;
    };
    let mut bytes = Vec::new();
    tokio::select! {
        _ = tokio::io::AsyncReadExt::read_to_end(&mut reading, &mut bytes) => {}
        () = dripping => {}
    }
    assert!(bytes.starts_with(b"HTTP/1.1 408 "), "{}", String::from_utf8_lossy(&bytes));
    assert!(started.elapsed() < Duration::from_secs(6));
}

#[tokio::test]
async fn a_gzip_bomb_is_not_opened() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..100 {
        encoder.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = encoder.finish().unwrap();
    let before = resident_mib();
    let server = start().await;
    let request = server.client.post(server.url("/things/")).body(bomb);
    let request =
        request.header("content-encoding", "gzip").header("content-type", "application/json");
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 415);
    assert_eq!(code_of(&answer.json::<Value>().await.unwrap()), "unsupported_media_type");
    assert!(resident_mib().saturating_sub(before) < 90);
}

#[tokio::test]
async fn deep_json_is_refused() {
    let server = start().await;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        for path in ["/things/", "/plain"] {
            assert_eq!(server.post(path, deep.clone()).await.status(), 400, "{path} {open}");
        }
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_harms_nobody() {
    let server = start().await;
    let mut stream = server.connect().await;
    let head = format!("{PUT}Content-Length: 100\r\n\r\nhalf");
    stream.write_all(head.as_bytes()).await.unwrap();
    drop(stream);
    assert_eq!(server.get("/id").await.status(), 200);
}

#[tokio::test]
async fn get_needs_no_length_and_an_empty_post_is_told() {
    let server = start().await;
    assert_eq!(server.head("GET /id", &["Host: localhost"]).await.status, 200);
    assert_eq!(server.head("HEAD /id", &["Host: localhost"]).await.status, 200);
    let answer = server.post("/things/", "").await;
    assert_eq!(answer.status(), 400);
    assert_eq!(code_of(&answer.json::<Value>().await.unwrap()), "malformed_json");
}

#[tokio::test]
async fn handlers_that_hang_panic_or_queue_are_answered_for() {
    let server = start_with(EdgeLimits { requests_max: 1, ..limits() }).await;
    let slow = tokio::spawn(server.client.get(server.url("/slow")).send());
    tokio::time::sleep(Duration::from_millis(300)).await;
    let busy = server.get("/id").await;
    assert_eq!(busy.status(), 503);
    assert_eq!(busy.headers()["retry-after"], "1");
    assert_eq!(code_of(&busy.json::<Value>().await.unwrap()), "busy");
    let slow = slow.await.unwrap().unwrap();
    assert_eq!(slow.status(), 503);
    assert!(slow.headers().contains_key("retry-after"));
    assert_eq!(code_of(&slow.json::<Value>().await.unwrap()), "timeout");
    let panicked = server.get("/panic").await;
    assert_eq!(panicked.status(), 500);
    assert_eq!(code_of(&panicked.json::<Value>().await.unwrap()), "internal");
    assert_eq!(server.get("/id").await.status(), 200);
}
