//! Answers, and requests that got none.

use crate::code;
use crate::effects::{HttpFailure, HttpResponse, Payload};
use crate::types::Fault;

/// An answer, whatever its status.
#[derive(Clone, Debug, PartialEq)]
pub struct Response(pub HttpResponse);

/// A request that got no answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure(pub HttpFailure);

impl Response {
    /// The number of its request.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.0.id
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let held = self.0.headers.iter().find(|field| field.name == name);
        held.map(|field| field.value.as_str())
    }

    /// The answer if it is one (200 to 299), and otherwise a fault with the code its status means.
    ///
    /// # Errors
    /// A [`Fault`]: `auth-expired` of 401, `forbidden` of 403, `not-found` of 404 and 410, `conflict`
    /// of 409, `rate-limited` of 429 with its wait, `upstream` of 5xx and of anything else.
    pub fn ok(self) -> Result<Self, Fault> {
        let status = self.status();
        let known = match status {
            200..=299 => return Ok(self),
            401 => code::AUTH_EXPIRED,
            403 => code::FORBIDDEN,
            404 | 410 => code::NOT_FOUND,
            409 => code::CONFLICT,
            429 => code::RATE_LIMITED,
            _ => code::UPSTREAM,
        };
        let fault = Fault::new(known, format!("the source answered {status}"));
        let seconds = self.header("retry-after").and_then(|wait| wait.parse::<u32>().ok());
        Err(Fault { retry_after_ms: seconds.map(|wait| wait.saturating_mul(1000)), ..fault })
    }

    /// The body as text.
    ///
    /// # Errors
    /// `schema-drift` when it is not UTF-8.
    pub fn text(&self) -> Result<&str, Fault> {
        match &self.0.body {
            Payload::None => Ok(""),
            Payload::Text(text) => Ok(text),
            Payload::Bytes(_) => {
                Err(Fault::new(code::SCHEMA_DRIFT, "the answer is not UTF-8 text"))
            }
        }
    }

    /// The body as it came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match &self.0.body {
            Payload::None => &[],
            Payload::Text(text) => text.as_bytes(),
            Payload::Bytes(bytes) => bytes,
        }
    }

    /// The body read as JSON. Take numbers as [`serde_json::value::RawValue`] to keep their digits.
    ///
    /// # Errors
    /// `schema-drift` with the line and column when it is not of that shape.
    #[cfg(feature = "json")]
    pub fn json<'a, T: serde::Deserialize<'a>>(&'a self) -> Result<T, Fault> {
        serde_json::from_slice(self.bytes()).map_err(|error| {
            let place = format!("line {} column {}", error.line(), error.column());
            Fault::new(code::SCHEMA_DRIFT, format!("the answer is not of the known shape: {error}"))
                .at(place)
        })
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        let HttpFailure { outcome, message, .. } = failure.0;
        let known = match outcome.as_str() {
            "budget" => code::QUOTA_EXHAUSTED,
            "blocked" => code::INTERNAL,
            _ => code::UPSTREAM,
        };
        Self::new(known, message)
    }
}
