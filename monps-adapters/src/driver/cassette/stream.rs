//! Playing recorded streams, opening by opening.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use monps_core::time::{DateTime, Timestamp};

use super::format::{Came, StreamLine, nanos};
use crate::driver::transport::{
    Arrival, Dial, DialFailure, FrameReader, FrameWriter, Opened, StreamBroken, StreamTransport,
};

/// A frame and when it was received.
type Played = (i64, Vec<u8>);

/// The openings of every stream, each with its frames, in the order in which they were recorded.
#[derive(Debug, Default)]
pub(super) struct Reels {
    reels: BTreeMap<u32, Vec<Reel>>,
    opened: Mutex<BTreeMap<u32, usize>>,
}

/// One opening of a stream.
#[derive(Clone, Debug, Default)]
struct Reel {
    frames: Vec<Played>,
    /// Whether the stream was given up.
    refused: bool,
}

impl Reels {
    /// Adds a line of a recording; false where it is damaged.
    pub(super) fn add(&mut self, line: StreamLine) -> bool {
        let reels = self.reels.entry(line.stream).or_default();
        match line.came {
            Came::Open { .. } => reels.push(Reel::default()),
            Came::Refused { .. } => reels.push(Reel { refused: true, ..Reel::default() }),
            Came::Lost { .. } => {}
            Came::Frame { received_at_ns, body } => match (body.bytes(), reels.last_mut()) {
                (Some(bytes), Some(reel)) => reel.frames.push((received_at_ns, bytes)),
                _ => return false,
            },
        }
        true
    }

    /// Adds an opening made by hand.
    pub(super) fn add_opening(&mut self, stream: u32, at: Timestamp, frames: Vec<Vec<u8>>) {
        let frames = frames.into_iter().map(|frame| (nanos(at), frame)).collect();
        self.reels.entry(stream).or_default().push(Reel { frames, refused: false });
    }
}

#[async_trait]
impl StreamTransport for Reels {
    async fn open(&self, dial: &Dial) -> Result<Opened, DialFailure> {
        let reels = self.reels.get(&dial.connection).map_or(&[][..], Vec::as_slice);
        let number = {
            let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
            let next = opened.entry(dial.connection).or_default();
            *next += 1;
            *next - 1
        };
        let is_last = number + 1 >= reels.len();
        let Some(reel) = reels.get(number) else {
            let reason = "there is no recording of this stream: record this conversation again";
            return Err(DialFailure { reason: reason.to_owned(), is_lasting: true });
        };
        if reel.refused {
            let reason = "the stream was refused when it was recorded".to_owned();
            return Err(DialFailure { reason, is_lasting: true });
        }
        let frames = reel.frames.clone().into();
        Ok(Opened { reader: Box::new(Playing { frames, is_last }), writer: Box::new(Silent) })
    }
}

struct Playing {
    frames: VecDeque<Played>,
    is_last: bool,
}

#[async_trait]
impl FrameReader for Playing {
    async fn next(&mut self) -> Result<Arrival, StreamBroken> {
        match self.frames.pop_front() {
            Some((at, body)) => {
                let received_at = Some(DateTime::from_timestamp_nanos(at));
                Ok(Arrival::Frame { body, received_at })
            }
            None if self.is_last => Ok(Arrival::Over),
            None => Err(StreamBroken("the stream was lost when it was recorded".to_owned())),
        }
    }
}

/// What is sent to a recording goes nowhere.
struct Silent;

#[async_trait]
impl FrameWriter for Silent {
    async fn send(&mut self, _: &str) -> Result<(), StreamBroken> {
        Ok(())
    }
}
