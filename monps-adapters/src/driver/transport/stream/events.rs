//! Server-sent events: `data` lines up to an empty one are a frame.

use async_trait::async_trait;
use reqwest::header::{ACCEPT, HeaderValue};

use super::{Arrival, DialFailure, FrameReader, FrameWriter, Opened, StreamBroken};
use crate::driver::seal::Sealed;

/// Asks for a stream of events.
pub(super) async fn open(
    client: reqwest::Client,
    sealed: Sealed,
    frame_bytes_max: usize,
) -> Result<Opened, DialFailure> {
    let asked = client
        .get(sealed.url)
        .headers(sealed.headers)
        .header(ACCEPT, HeaderValue::from_static("text/event-stream"));
    let answer = asked
        .send()
        .await
        .map_err(|_| DialFailure::passing("the host could not be reached or did not answer"))?;
    let status = answer.status();
    if !status.is_success() {
        let is_lasting = matches!(status.as_u16(), 400 | 404 | 405 | 410);
        let reason = format!("the host refused the stream of events ({status})");
        return Err(DialFailure { reason, is_lasting });
    }
    let parser = Parser { frame_bytes_max, ..Parser::default() };
    Ok(Opened { reader: Box::new(Reader { answer, parser }), writer: Box::new(Deaf) })
}

struct Reader {
    answer: reqwest::Response,
    parser: Parser,
}

#[async_trait]
impl FrameReader for Reader {
    async fn next(&mut self) -> Result<Arrival, StreamBroken> {
        loop {
            if let Some(body) = self.parser.next()? {
                return Ok(Arrival::Frame { body, received_at: None });
            }
            match self.answer.chunk().await {
                Ok(Some(chunk)) => {
                    self.parser.waiting.extend_from_slice(&chunk);
                    if !self.parser.has_event() {
                        return Ok(Arrival::Alive);
                    }
                }
                Ok(None) => {
                    return Err(StreamBroken("the other side ended the events".to_owned()));
                }
                Err(_) => return Err(StreamBroken("the stream of events broke off".to_owned())),
            }
        }
    }
}

/// Takes events out of bytes as they come.
#[derive(Default)]
struct Parser {
    waiting: Vec<u8>,
    data: Vec<u8>,
    has_data: bool,
    frame_bytes_max: usize,
}

impl Parser {
    fn has_event(&self) -> bool {
        self.waiting.contains(&b'\n')
    }

    /// The data of the next whole event.
    fn next(&mut self) -> Result<Option<Vec<u8>>, StreamBroken> {
        while let Some(end) = memchr::memchr(b'\n', &self.waiting) {
            let line: Vec<u8> = self.waiting.drain(..=end).collect();
            let line = line.strip_suffix(b"\n").unwrap_or(&line);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.is_empty() {
                if std::mem::take(&mut self.has_data) {
                    return Ok(Some(std::mem::take(&mut self.data)));
                }
            } else if let Some(data) = line.strip_prefix(b"data:") {
                if std::mem::replace(&mut self.has_data, true) {
                    self.data.push(b'\n');
                }
                self.data.extend_from_slice(data.strip_prefix(b" ").unwrap_or(data));
            }
        }
        if self.data.len() + self.waiting.len() > self.frame_bytes_max {
            let most = self.frame_bytes_max;
            return Err(StreamBroken(format!("an event is longer than {most} bytes")));
        }
        Ok(None)
    }
}

/// Events flow one way.
struct Deaf;

#[async_trait]
impl FrameWriter for Deaf {
    async fn send(&mut self, _: &str) -> Result<(), StreamBroken> {
        Err(StreamBroken("nothing can be sent over a stream of events".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_found_wherever_they_are_cut() {
        let text =
            b": hello\r\nevent: x\r\ndata: one\r\ndata: two\r\n\r\n\ndata:three\n\nid: 1\n\n";
        for cut in 0..text.len() {
            let mut parser = Parser { frame_bytes_max: 100, ..Parser::default() };
            let mut found = Vec::new();
            for piece in [&text[..cut], &text[cut..]] {
                parser.waiting.extend_from_slice(piece);
                while let Some(event) = parser.next().unwrap() {
                    found.push(String::from_utf8(event).unwrap());
                }
            }
            assert_eq!(found, ["one\ntwo", "three"], "cut at {cut}");
        }
        let mut parser = Parser { frame_bytes_max: 10, ..Parser::default() };
        parser.waiting.extend_from_slice(b"data: longer than ten");
        assert!(parser.next().is_err());
    }
}
