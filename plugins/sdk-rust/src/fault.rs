//! Why a conversation ends without its end.

use crate::types::Fault;

/// The codes that the host acts on.
pub mod code {
    /// The plugin cannot do what was asked.
    pub const UNSUPPORTED: &str = "unsupported";
    /// The configuration is wrong or incomplete.
    pub const BAD_CONFIG: &str = "bad-config";
    /// The key or login is not accepted. The host logs in again once.
    pub const AUTH_EXPIRED: &str = "auth-expired";
    /// The key is good and this is not allowed.
    pub const FORBIDDEN: &str = "forbidden";
    /// Too many requests: wait.
    pub const RATE_LIMITED: &str = "rate-limited";
    /// The period's budget is spent.
    pub const QUOTA_EXHAUSTED: &str = "quota-exhausted";
    /// What was asked for does not exist.
    pub const NOT_FOUND: &str = "not-found";
    /// The source is failing.
    pub const UPSTREAM: &str = "upstream";
    /// The source's answer is not of the documented shape.
    pub const SCHEMA_DRIFT: &str = "schema-drift";
    /// The source's state contradicts the request.
    pub const CONFLICT: &str = "conflict";
    /// The plugin's own mistake.
    pub const INTERNAL: &str = "internal";
}

impl Fault {
    /// A fault: one of [`code`], and one sentence on what is wrong and what to do.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        let (code, message) = (code.to_owned(), message.into());
        Self { code, message, retry_after_ms: None, at: None, extra: Vec::new() }
    }

    /// The same, with the place in the payload: a line or a JSON pointer.
    #[must_use]
    pub fn at(self, place: impl Into<String>) -> Self {
        Self { at: Some(place.into()), ..self }
    }

    /// The same, with the wait that the source asks for.
    #[must_use]
    pub fn retry_after_ms(self, wait: u32) -> Self {
        Self { retry_after_ms: Some(wait), ..self }
    }
}
