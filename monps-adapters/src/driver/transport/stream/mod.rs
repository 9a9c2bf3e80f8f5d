//! What carries streams: the network, a recording, or a test's own.

mod events;
mod lines;
mod socket;
mod websocket;

use std::fmt;

use async_trait::async_trait;
use monps_core::adapter::StreamKind;
use monps_core::time::Timestamp;
use url::Url;

use super::super::seal::Filled;
pub(super) use socket::Sockets;

/// Opens streams.
#[async_trait]
pub trait StreamTransport: Send + Sync {
    /// Opens a stream.
    ///
    /// # Errors
    /// [`DialFailure`] when it cannot be opened now, or ever.
    async fn open(&self, dial: &Dial) -> Result<Opened, DialFailure>;
}

/// A stream to open, ready but for its secrets.
#[derive(Clone)]
pub struct Dial {
    /// The conversation's own number for it.
    pub connection: u32,
    /// What kind of stream.
    pub kind: StreamKind,
    /// The full address, without any secret.
    pub url: Url,
    /// The headers, without any secret.
    pub headers: Vec<(String, String)>,
    /// The largest frame accepted, in bytes.
    pub frame_bytes_max: usize,
    /// The secrets and where they go.
    pub(crate) auth: Vec<Filled>,
}

impl fmt::Debug for Dial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dial")
            .field("connection", &self.connection)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

/// A stream that is open.
pub struct Opened {
    /// Brings frames.
    pub reader: Box<dyn FrameReader>,
    /// Takes frames.
    pub writer: Box<dyn FrameWriter>,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").finish_non_exhaustive()
    }
}

/// What a stream brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// A message, the data of an event, or a line.
    Frame {
        /// It, without its end.
        body: Vec<u8>,
        /// When it was received, where that is long ago; now otherwise.
        received_at: Option<Timestamp>,
    },
    /// Only a sign of life.
    Alive,
    /// A recording is over.
    Over,
}

/// Brings frames.
#[async_trait]
pub trait FrameReader: Send {
    /// Waits for the next one. Dropping the future loses nothing.
    ///
    /// # Errors
    /// [`StreamBroken`] when no more will come.
    async fn next(&mut self) -> Result<Arrival, StreamBroken>;
}

/// Takes frames.
#[async_trait]
pub trait FrameWriter: Send {
    /// Sends a frame; the end of a line is added.
    ///
    /// # Errors
    /// [`StreamBroken`] when it cannot be sent.
    async fn send(&mut self, text: &str) -> Result<(), StreamBroken>;
}

/// A stream that came to its end, in words without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamBroken(pub String);

/// A stream that could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialFailure {
    /// In words, without secrets.
    pub reason: String,
    /// Whether trying again is of no use.
    pub is_lasting: bool,
}

impl DialFailure {
    /// One that may pass.
    pub(super) fn passing(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_lasting: false }
    }

    /// One that will not.
    pub(super) fn lasting(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_lasting: true }
    }
}
