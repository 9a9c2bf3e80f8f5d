//! What a conversation wants fetched, and what it gets back.

use super::Snapshot;
use crate::time::Timestamp;

/// What a conversation has understood so far and wants next.
#[derive(Debug, Default)]
pub struct Step {
    /// What was understood; good even if a later step fails.
    pub emit: Vec<Snapshot>,
    /// What to fetch.
    pub next: Vec<Request>,
    /// Whether this was the last step.
    pub done: bool,
}

impl Step {
    /// Wants requests and nothing else.
    #[must_use]
    pub const fn fetch(next: Vec<Request>) -> Self {
        Self { emit: Vec::new(), next, done: false }
    }

    /// The end, with what was understood last.
    #[must_use]
    pub const fn done(emit: Vec<Snapshot>) -> Self {
        Self { emit, next: Vec::new(), done: true }
    }
}

/// A request that the driver is to make: a GET unless a body is added by a later contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The conversation's own number for it.
    pub id: u32,
    /// The manifest's endpoint.
    pub endpoint: &'static str,
    /// Below the endpoint's base address; begins with a slash.
    pub path: String,
    /// Query parameters; never a secret.
    pub query: Vec<(String, String)>,
    /// Headers; never a secret.
    pub headers: Vec<(String, String)>,
    /// What it will cost in the source's units, before it is sent.
    pub cost: u32,
    /// How old a stored answer may be to serve instead, in seconds; 0 asks the source.
    pub cache_age_max_s: u32,
    /// The largest answer accepted, in bytes.
    pub body_bytes_max: u32,
    /// The longest wait, in milliseconds.
    pub timeout_ms: u32,
}

impl Request {
    /// A request with the customary bounds: 16 MiB, 30 s, no cache, no cost.
    #[must_use]
    pub fn get(id: u32, endpoint: &'static str, path: impl Into<String>) -> Self {
        Self {
            id,
            endpoint,
            path: path.into(),
            query: Vec::new(),
            headers: Vec::new(),
            cost: 0,
            cache_age_max_s: 0,
            body_bytes_max: 16 * 1024 * 1024,
            timeout_ms: 30_000,
        }
    }

    /// The same with one more query parameter.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query.push((name.to_owned(), value.into()));
        self
    }
}

/// What came back since the last step.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Answers, whatever their status.
    pub responses: Vec<Response>,
    /// Requests without an answer.
    pub failures: Vec<TransportFailure>,
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
    /// The host could not be reached: name, route, refusal or TLS.
    Unreachable,
    /// No answer in time.
    Timeout,
    /// The answer was larger than accepted.
    TooLarge,
    /// The driver refused to send it: host, path or address not allowed.
    Blocked,
    /// It would have passed the budget.
    Budget,
    /// The endpoint failed too often lately and is left alone for a while.
    CircuitOpen,
}
