//! Requests over kept connections: as many as fit into a while, one after another on each.

use std::error::Error;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

type Failure = Box<dyn Error + Send + Sync>;

/// What a load came to.
pub(crate) struct Load {
    pub(crate) per_second: f64,
    pub(crate) median: Duration,
    pub(crate) p99: Duration,
}

/// Sends a request over and over on some connections.
pub(crate) async fn load(
    address: SocketAddr,
    request: impl Fn(usize) -> Vec<u8> + Send + Sync + Clone + 'static,
    connections: usize,
    lasts: Duration,
) -> Result<Load, Failure> {
    let started = Instant::now();
    let mut clients = JoinSet::new();
    for client in 0..connections {
        let request = request.clone();
        clients.spawn(async move {
            let mut stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let (mut times, mut buffer) = (Vec::new(), Vec::new());
            while started.elapsed() < lasts {
                let bytes = request(client * 1_000_000 + times.len());
                let begun = Instant::now();
                stream.write_all(&bytes).await?;
                read(&mut stream, &mut buffer).await?;
                times.push(begun.elapsed());
            }
            Ok::<_, Failure>(times)
        });
    }
    let mut times = Vec::new();
    while let Some(client) = clients.join_next().await {
        times.append(&mut client??);
    }
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    let count = u32::try_from(times.len())?;
    Ok(Load {
        per_second: f64::from(count) / started.elapsed().as_secs_f64(),
        median: at(50),
        p99: at(99),
    })
}

/// Reads one answer and checks that it is a success.
async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<(), Failure> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = std::str::from_utf8(&buffer[..end])?.to_ascii_lowercase();
        if !head.starts_with("http/1.1 20") {
            return Err(String::from_utf8_lossy(buffer).into_owned().into());
        }
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .ok_or("an answer without a length")?;
        let whole = end + 4 + length.trim().parse::<usize>()?;
        while buffer.len() < whole {
            if stream.read_buf(buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
        }
        return Ok(());
    }
}
