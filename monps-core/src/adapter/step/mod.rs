//! What a conversation wants done, and what it gets back.

mod inputs;
mod request;
mod stream;

pub use inputs::{Inputs, Response, TransportFailure, TransportFailureKind};
pub use request::{Payload, Request};
pub use stream::{
    Connect, ConnectionEvent, ConnectionState, Frame, Outgoing, Segment, StreamKind, Timer,
};

use super::Snapshot;

/// What a conversation has understood so far and wants next.
#[derive(Debug, Default)]
pub struct Step {
    /// What was understood; good even if a later step fails.
    pub emit: Vec<Snapshot>,
    /// What to do next.
    pub next: Effects,
    /// Whether this was the last step.
    pub done: bool,
    /// Where a later conversation may take up the thread: kept by the host, handed back in its context.
    pub cursor: Option<String>,
}

impl Step {
    /// Wants requests and nothing else.
    #[must_use]
    pub fn fetch(requests: Vec<Request>) -> Self {
        Self { next: Effects { requests, ..Effects::default() }, ..Self::default() }
    }

    /// The end, with what was understood last.
    #[must_use]
    pub fn done(emit: Vec<Snapshot>) -> Self {
        Self { emit, done: true, ..Self::default() }
    }
}

/// What the driver is to do. A conversation touches nothing itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Requests to make.
    pub requests: Vec<Request>,
    /// Streams to open.
    pub connect: Vec<Connect>,
    /// Frames to send over streams that are open.
    pub send: Vec<Outgoing>,
    /// Streams to close, by the conversation's own number.
    pub close: Vec<u32>,
    /// Alarms to set.
    pub timers: Vec<Timer>,
}

impl Effects {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { requests, connect, send, close, timers } = self;
        requests.is_empty()
            && connect.is_empty()
            && send.is_empty()
            && close.is_empty()
            && timers.is_empty()
    }
}
