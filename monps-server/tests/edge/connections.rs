//! Connections that waste time, and those that must not suffer from it.

use std::time::{Duration, Instant};

use monps_server::edge::limits::EdgeLimits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Answer, limits, start, start_with};

/// Time until the server closes, after writing some bytes.
async fn closed_after(stream: &mut TcpStream, deadline: Duration) -> Option<Duration> {
    let started = Instant::now();
    let mut rest = Vec::new();
    tokio::time::timeout(deadline, stream.read_to_end(&mut rest)).await.ok()?.ok();
    Some(started.elapsed())
}

#[tokio::test]
async fn silence_and_half_a_head_are_closed_in_time() {
    let server = start().await;
    for sent in ["", "GET / HTTP/1.1\r\nHost: loc"] {
        let mut stream = server.connect().await;
        stream.write_all(sent.as_bytes()).await.unwrap();
        let closed = closed_after(&mut stream, Duration::from_secs(6)).await;
        assert!(closed.unwrap() >= Duration::from_millis(500), "{sent:?}");
    }
}

#[tokio::test]
async fn a_dripping_head_is_closed_although_it_moves() {
    let server = start().await;
    let mut stream = server.connect().await;
    let started = Instant::now();
    let mut sent = stream.write_all(b"GET / HTTP/1.1\r\nX-Drip: ").await;
    while sent.is_ok() && started.elapsed() < Duration::from_secs(10) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        sent = stream.write_all(b"x").await;
    }
    assert!(started.elapsed() < Duration::from_secs(6), "still open");
}

#[tokio::test]
async fn an_idle_connection_is_kept_for_a_while_and_closed() {
    let server = start().await;
    let mut stream = server.connect().await;
    let request = b"GET /id HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for _ in 0..2 {
        stream.write_all(request).await.unwrap();
        let mut bytes = [0; 4096];
        let read = stream.read(&mut bytes).await.unwrap();
        assert!(bytes[..read].starts_with(b"HTTP/1.1 200 OK"));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(closed_after(&mut stream, Duration::from_secs(6)).await.is_some());
}

#[tokio::test]
async fn a_client_that_does_not_read_is_closed() {
    let server = start().await;
    let mut stream = server.connect().await;
    let request = b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request).await.unwrap();
    // Ten megabytes do not fit into the sockets' buffers, so the server waits for us.
    tokio::time::sleep(Duration::from_millis(2500)).await;
    let mut bytes = Vec::new();
    let reading = stream.read_to_end(&mut bytes);
    let _ = tokio::time::timeout(Duration::from_secs(10), reading).await.unwrap();
    assert!(bytes.len() < 10 << 20, "the whole answer came");
}

#[tokio::test]
async fn over_the_cap_the_newcomer_is_told_or_the_idle_one_goes() {
    let server = start_with(EdgeLimits {
        connections_per_loopback_max: 2,
        head_timeout: Duration::from_secs(30),
        ..limits()
    })
    .await;
    let mut held = [server.connect().await, server.connect().await];
    for stream in &mut held {
        let request = b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(request).await.unwrap();
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let refused = Answer::read(&mut server.connect().await).await;
    assert_eq!(refused.status, 503);
    assert_eq!(refused.json()["code"], "too_many_connections");
    assert!(refused.head.contains("retry-after: 5"));
    // Once both have their answer they only wait, and the first to wait makes room.
    for stream in &mut held {
        let mut bytes = [0; 4096];
        assert!(stream.read(&mut bytes).await.unwrap() > 0);
    }
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(server.get("/id").await.status(), 200);
    let [first, second] = &mut held;
    let closed = async |stream| closed_after(stream, Duration::from_millis(500)).await.is_some();
    assert_ne!(closed(first).await, closed(second).await, "one of the two made room");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_slow_connections_do_not_keep_a_good_client_out() {
    let server = start_with(EdgeLimits {
        connections_max: 300,
        connections_per_loopback_max: 300,
        head_timeout: Duration::from_secs(30),
        ..limits()
    })
    .await;
    let mut slow = Vec::new();
    for _ in 0..500 {
        let mut stream = server.connect().await;
        let _ = stream.write_all(b"GET /things/ HTTP/1.1\r\nX: ").await;
        slow.push(stream);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let dripping = tokio::spawn(async move {
        loop {
            for stream in &mut slow {
                let _ = stream.try_write(b"x");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut took = Vec::new();
    for _ in 0..200 {
        let started = Instant::now();
        assert_eq!(server.get("/things/?limit=10").await.status(), 200);
        took.push(started.elapsed());
    }
    dripping.abort();
    took.sort_unstable();
    let p99 = took[took.len() * 99 / 100];
    println!("good client beside 500 slow ones: p50 {:?}, p99 {p99:?}", took[took.len() / 2]);
    assert!(p99 < Duration::from_millis(2500));
}

#[tokio::test]
async fn a_shutdown_lets_an_answer_end_and_closes_the_idle() {
    let server = start().await;
    let mut idle = server.connect().await;
    let mut working = server.connect().await;
    let head = "PUT /upload/file HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: 4\r\n\r\n";
    working.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let stopping = tokio::spawn(server.stop());
    tokio::time::sleep(Duration::from_millis(100)).await;
    working.write_all(b"1234").await.unwrap();
    let answer = Answer::read(&mut working).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "4"));
    assert!(closed_after(&mut idle, Duration::from_secs(3)).await.is_some());
    stopping.await.unwrap().unwrap();
}

#[tokio::test]
async fn heads_have_a_size() {
    let server = start().await;
    let long = format!("X-Long: {}", "x".repeat(64 * 1024));
    assert_eq!(server.head("GET /id", &["Host: localhost", &long]).await.status, 431);
    let many: Vec<String> = (0..200).map(|n| format!("X-{n}: x")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(server.head("GET /id", &many).await.status, 431);
}
