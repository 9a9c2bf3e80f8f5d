//! Lines over a socket, as Betfair's stream has them.

use async_trait::async_trait;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, ReadHalf, WriteHalf, split};

use super::socket::Socket;
use super::{Arrival, FrameReader, FrameWriter, Opened, StreamBroken};

/// Bytes read at once.
const BUFFER_BYTES: usize = 64 * 1024;

pub(super) fn open(socket: Box<dyn Socket>, frame_bytes_max: usize) -> Opened {
    let (reader, writer) = split(socket);
    let reader = BufReader::with_capacity(BUFFER_BYTES, reader);
    Opened {
        reader: Box::new(Lines { reader, line: Vec::new(), frame_bytes_max }),
        writer: Box::new(Writer(writer)),
    }
}

struct Lines {
    reader: BufReader<ReadHalf<Box<dyn Socket>>>,
    /// What came of a line so far; kept here so that nothing is lost when a wait is given up.
    line: Vec<u8>,
    frame_bytes_max: usize,
}

#[async_trait]
impl FrameReader for Lines {
    async fn next(&mut self) -> Result<Arrival, StreamBroken> {
        loop {
            let available = self.reader.fill_buf().await.map_err(|error| broken(&error))?;
            if available.is_empty() {
                return Err(StreamBroken("the other side closed the stream".to_owned()));
            }
            let (taken, ended) = match memchr::memchr(b'\n', available) {
                Some(end) => (end + 1, true),
                None => (available.len(), false),
            };
            if self.line.len() + taken > self.frame_bytes_max.saturating_add(2) {
                let most = self.frame_bytes_max;
                return Err(StreamBroken(format!("a line is longer than {most} bytes")));
            }
            self.line.extend_from_slice(&available[..taken]);
            self.reader.consume(taken);
            if !ended {
                continue;
            }
            let mut body = std::mem::take(&mut self.line);
            while body.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
                body.pop();
            }
            return Ok(if body.is_empty() {
                Arrival::Alive
            } else {
                Arrival::Frame { body, received_at: None }
            });
        }
    }
}

struct Writer(WriteHalf<Box<dyn Socket>>);

#[async_trait]
impl FrameWriter for Writer {
    async fn send(&mut self, text: &str) -> Result<(), StreamBroken> {
        if text.contains(['\n', '\r']) {
            return Err(StreamBroken("a line to be sent holds the end of a line".to_owned()));
        }
        let line = format!("{text}\r\n");
        self.0.write_all(line.as_bytes()).await.map_err(|error| broken(&error))?;
        self.0.flush().await.map_err(|error| broken(&error))
    }
}

fn broken(error: &std::io::Error) -> StreamBroken {
    StreamBroken(format!("the stream broke off: {}", error.kind()))
}
