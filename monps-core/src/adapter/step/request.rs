//! A request that the driver is to make.

use crate::adapter::manifest::{Capture, Method, Text};

/// A request that the driver is to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The conversation's own number for it.
    pub id: u32,
    /// The method; the endpoint must allow it.
    pub method: Method,
    /// The manifest's endpoint.
    pub endpoint: Text,
    /// Below the endpoint's base address; begins with a slash.
    pub path: String,
    /// Query parameters; never a secret.
    pub query: Vec<(String, String)>,
    /// Headers; never a secret.
    pub headers: Vec<(String, String)>,
    /// The body; never a secret.
    pub body: Payload,
    /// The recipe by which it proves who it is; the endpoint's own when none is named.
    pub auth: Option<Text>,
    /// Whether it may be sent again when no answer came. An order may not.
    pub retry_safe: bool,
    /// What is to be taken out of the answer into slots.
    pub captures: Vec<Capture>,
    /// How many tokens of the endpoint's rate limit it takes.
    pub weight: u32,
    /// What it will cost in the source's units, before it is sent.
    pub cost: u32,
    /// How old a stored answer may be to serve instead, in seconds; 0 asks the source.
    pub cache_age_max_s: u32,
    /// A word that every good answer holds, for sources that refuse with status 200: an answer without
    /// it is kept for nobody. None where the status says it all.
    pub keep_if: Option<Text>,
    /// The largest answer accepted, in bytes.
    pub body_bytes_max: u32,
    /// The longest wait, in milliseconds.
    pub timeout_ms: u32,
}

impl Request {
    /// A GET with the customary bounds: 16 MiB, 30 s, no cache, no cost.
    #[must_use]
    pub fn get(id: u32, endpoint: impl Into<Text>, path: impl Into<String>) -> Self {
        Self {
            id,
            method: Method::Get,
            endpoint: endpoint.into(),
            path: path.into(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Payload::None,
            auth: None,
            retry_safe: true,
            captures: Vec::new(),
            weight: 1,
            cost: 0,
            cache_age_max_s: 0,
            keep_if: None,
            body_bytes_max: 16 * 1024 * 1024,
            timeout_ms: 30_000,
        }
    }

    /// A POST with the customary bounds, which is never sent twice unless it is said to be
    /// [safe](Self::safe_to_repeat).
    #[must_use]
    pub fn post(
        id: u32,
        endpoint: impl Into<Text>,
        path: impl Into<String>,
        body: impl Into<String>,
    ) -> Self {
        let body = Payload::Text(body.into());
        Self { method: Method::Post, body, retry_safe: false, ..Self::get(id, endpoint, path) }
    }

    /// The same with one more query parameter.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query.push((name.to_owned(), value.into()));
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same, proving itself by another recipe than the endpoint's own.
    #[must_use]
    pub fn proving(self, recipe: impl Into<Text>) -> Self {
        Self { auth: Some(recipe.into()), ..self }
    }

    /// The same with one more value to be taken out of the answer.
    #[must_use]
    pub fn capture(mut self, capture: Capture) -> Self {
        self.captures.push(capture);
        self
    }

    /// Whether a stored answer may stand in for it: it only reads, and nothing is taken out of its answer.
    #[must_use]
    pub const fn is_cacheable(&self) -> bool {
        self.retry_safe && self.captures.is_empty()
    }

    /// The same, but it may be sent again when no answer came: it only reads.
    #[must_use]
    pub fn safe_to_repeat(self) -> Self {
        Self { retry_safe: true, ..self }
    }
}

/// A body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Payload {
    /// None.
    #[default]
    None,
    /// Text; the content type is the adapter's to say.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Payload {
    /// The bytes; empty where there is no body.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::None => &[],
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}
