//! Requests: built, sent, awaited.

use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::Cx;
use crate::effects::{Capture, HttpRequest, Payload};
use crate::response::{Failure, Response};
use crate::types::Field;

/// A request in the making: `.await` it, or [`send`](Self::send) it now and await it later.
#[derive(Clone, Debug)]
#[must_use = "a request is made when it is awaited or sent"]
pub struct RequestBuilder {
    cx: Cx,
    request: HttpRequest,
}

impl RequestBuilder {
    pub(crate) fn new(cx: Cx, method: &str, endpoint: &str, path: &str) -> Self {
        let request = HttpRequest {
            id: 0,
            method: method.to_owned(),
            endpoint: endpoint.to_owned(),
            path: path.to_owned(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Payload::None,
            auth: None,
            retry_safe: method == "GET",
            bytes_max: 0,
            timeout_ms: 0,
            age_max_s: 0,
            quota_cost: 0,
            weight: 0,
            capture: Vec::new(),
        };
        Self { cx, request }
    }

    /// One more query parameter; the host encodes it.
    pub fn query(mut self, name: &str, value: impl ToString) -> Self {
        self.request.query.push(Field { name: name.to_owned(), value: value.to_string() });
        self
    }

    /// One more header. Never a secret: name a recipe with [`auth`](Self::auth).
    pub fn header(mut self, name: &str, value: impl ToString) -> Self {
        self.request.headers.push(Field { name: name.to_owned(), value: value.to_string() });
        self
    }

    /// A body of text.
    pub fn body(mut self, text: impl Into<String>) -> Self {
        self.request.body = Payload::Text(text.into());
        self
    }

    /// An auth recipe of the manifest, by its name: the host adds the secret.
    pub fn auth(mut self, recipe: &str) -> Self {
        self.request.auth = Some(recipe.to_owned());
        self
    }

    /// Takes a secret out of the answer into a slot, for so many seconds: see the WIT's `capture`.
    pub fn capture(mut self, source: &str, slot: &str, ttl_s: Option<u32>) -> Self {
        self.request.capture.push(Capture {
            source: source.to_owned(),
            slot: slot.to_owned(),
            ttl_s,
        });
        self
    }

    /// Allows the host to send it again after a failure; a GET is.
    pub fn retry_safe(mut self, safe: bool) -> Self {
        self.request.retry_safe = safe;
        self
    }

    /// What it costs in the source's units.
    pub fn cost(mut self, units: u32) -> Self {
        self.request.quota_cost = units;
        self
    }

    /// How many tokens of the endpoint's rate limit it takes.
    pub fn weight(mut self, tokens: u32) -> Self {
        self.request.weight = tokens;
        self
    }

    /// How old a stored answer may be to serve instead, in seconds.
    pub fn age_max_s(mut self, seconds: u32) -> Self {
        self.request.age_max_s = seconds;
        self
    }

    /// The largest answer accepted, in bytes.
    pub fn bytes_max(mut self, bytes: u32) -> Self {
        self.request.bytes_max = bytes;
        self
    }

    /// The longest wait, in milliseconds.
    pub fn timeout_ms(mut self, milliseconds: u32) -> Self {
        self.request.timeout_ms = milliseconds;
        self
    }

    /// Sends it now: several that are sent before the first is awaited travel together.
    #[must_use = "await it for the answer"]
    pub fn send(self) -> Pending {
        let id = self.cx.enqueue(self.request);
        Pending { cx: self.cx, id }
    }
}

impl IntoFuture for RequestBuilder {
    type Output = Result<Response, Failure>;
    type IntoFuture = Pending;

    fn into_future(self) -> Pending {
        self.send()
    }
}

/// A request on its way.
#[derive(Debug)]
pub struct Pending {
    cx: Cx,
    id: u32,
}

impl Future for Pending {
    type Output = Result<Response, Failure>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        match self.cx.take_answer(self.id) {
            Some(answer) => Poll::Ready(answer),
            None => Poll::Pending,
        }
    }
}
