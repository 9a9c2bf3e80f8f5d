//! What a conversation is handed.

use super::stream::{ConnectionEvent, Frame};
use crate::time::Timestamp;

/// What came back since the last step.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Answers, whatever their status.
    pub responses: Vec<Response>,
    /// Requests without an answer.
    pub failures: Vec<TransportFailure>,
    /// What became of streams. A stream that was lost is opened again by the driver; the conversation
    /// says who it is and where it stopped once it hears that it is open.
    pub connections: Vec<ConnectionEvent>,
    /// What streams brought, in the order in which it came.
    pub frames: Vec<Frame>,
    /// The alarms that went off, by the conversation's own number.
    pub fired: Vec<u32>,
    /// Whether the host wants the conversation to end: it may tell what it still has, and must be done.
    pub cancelled: bool,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The request's number.
    pub id: u32,
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// When it was received; for a cached answer, when it first was.
    pub received_at: Timestamp,
    /// Whether it came from the cache.
    pub from_cache: bool,
}

impl Response {
    /// The value of a header, by its lower-case name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }
}

/// A request that got no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportFailure {
    /// The request's number.
    pub id: u32,
    /// What kind of failure.
    pub kind: TransportFailureKind,
    /// In words, without secrets.
    pub message: String,
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportFailureKind {
    /// The host could not be reached: name, route, refusal or TLS. Nothing was sent.
    Unreachable,
    /// The connection broke after something was sent: whether it was heard is not known.
    Broken,
    /// No answer in time; whether it was heard is not known.
    Timeout,
    /// The answer was larger than accepted.
    TooLarge,
    /// The driver refused to send it: host, path, method or address not allowed.
    Blocked,
    /// It would have passed the budget.
    Budget,
    /// The endpoint failed too often lately and is left alone for a while.
    CircuitOpen,
    /// The rate limit left no turn before the deadline.
    NoTurn,
    /// There is no session and none could be begun.
    LoginFailed,
}

impl TransportFailureKind {
    /// Whether the request was certainly never heard, so that sending it again cannot do it twice.
    #[must_use]
    pub const fn is_unheard(self) -> bool {
        match self {
            Self::Unreachable
            | Self::Blocked
            | Self::Budget
            | Self::CircuitOpen
            | Self::NoTurn
            | Self::LoginFailed => true,
            Self::Broken | Self::Timeout | Self::TooLarge => false,
        }
    }
}
