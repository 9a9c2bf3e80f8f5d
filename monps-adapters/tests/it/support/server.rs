//! A small HTTP server on loopback that answers as the test says, byte for byte.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Pieces of an answer, each after a wait.
pub(crate) type Answer = Vec<(Duration, Vec<u8>)>;

pub(crate) struct Server {
    pub(crate) base_url: String,
    asked: Arc<Mutex<Vec<String>>>,
    serving: tokio::task::JoinHandle<()>,
}

impl Server {
    /// Answers the n-th request (from 0) with its head in hand.
    pub(crate) async fn start(
        answer: impl Fn(usize, &str) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (log, answer) = (Arc::clone(&asked), Arc::new(answer));
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                tokio::spawn(async move { serve(stream, &log, &*answer).await });
            }
        });
        Self { base_url, asked, serving }
    }

    /// Always the same.
    pub(crate) async fn saying(answer: Vec<u8>) -> Self {
        Self::start(move |_, _| vec![(Duration::ZERO, answer.clone())]).await
    }

    /// The requests so far, heads and bodies.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<String>>,
    answer: &(dyn Fn(usize, &str) -> Answer + Send + Sync),
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let mut head = String::from_utf8_lossy(&head).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>())?.ok()
    });
    let mut body = vec![0; length.unwrap_or(0)];
    if stream.read_exact(&mut body).await.is_err() {
        return;
    }
    head.push_str(&String::from_utf8_lossy(&body));
    let number = {
        let mut log = log.lock().unwrap();
        log.push(head.clone());
        log.len() - 1
    };
    for (wait, piece) in answer(number, &head) {
        tokio::time::sleep(wait).await;
        if stream.write_all(&piece).await.is_err() {
            return;
        }
    }
}

/// A whole answer.
pub(crate) fn http(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut answer =
        format!("HTTP/1.1 {status} It\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        answer.push_str(&format!("{name}: {value}\r\n"));
    }
    answer.push_str("\r\n");
    let mut bytes = answer.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// It, at once.
pub(crate) fn at_once(answer: Vec<u8>) -> Answer {
    vec![(Duration::ZERO, answer)]
}
