//! What an adapter can fail with, and what the caller must do about it.

use std::fmt;

use thiserror::Error;

use crate::time::TimeDelta;

/// The kinds of fault that a host acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultCode {
    /// The adapter cannot do what was asked.
    Unsupported,
    /// The configuration is wrong or incomplete.
    BadConfig,
    /// The key or login is not accepted.
    AuthExpired,
    /// The key is good and this is not allowed.
    Forbidden,
    /// Too many requests: wait.
    RateLimited,
    /// The period's budget is spent.
    QuotaExhausted,
    /// What was asked for does not exist.
    NotFound,
    /// The source is failing.
    Upstream,
    /// The source's answer is not of the documented shape.
    SchemaDrift,
    /// The source's state contradicts the request.
    Conflict,
    /// The adapter's own mistake.
    Internal,
}

impl FaultCode {
    /// Every code.
    pub const ALL: [Self; 11] = [
        Self::Unsupported,
        Self::BadConfig,
        Self::AuthExpired,
        Self::Forbidden,
        Self::RateLimited,
        Self::QuotaExhausted,
        Self::NotFound,
        Self::Upstream,
        Self::SchemaDrift,
        Self::Conflict,
        Self::Internal,
    ];

    /// The code of a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == slug)
    }

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::BadConfig => "bad-config",
            Self::AuthExpired => "auth-expired",
            Self::Forbidden => "forbidden",
            Self::RateLimited => "rate-limited",
            Self::QuotaExhausted => "quota-exhausted",
            Self::NotFound => "not-found",
            Self::Upstream => "upstream",
            Self::SchemaDrift => "schema-drift",
            Self::Conflict => "conflict",
            Self::Internal => "internal",
        }
    }

    /// Whether the same request may succeed later without anybody changing anything.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::RateLimited | Self::Upstream)
    }
}

impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What does not fit together in a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the manifest does not fit together: {at}: {problem}")]
pub struct ManifestError {
    /// Where.
    pub at: String,
    /// What is wrong and what to do.
    pub problem: String,
}

/// Why a client reference was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{text:?} is not a client reference: 1 to 32 letters, digits and hyphens")]
pub struct ClientRefError {
    /// What was given, cut to what one may be and one more.
    pub text: String,
}

/// Why an adapter gave up, in words for the operator.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}{}", at.as_deref().map(|at| format!(" (at {at})")).unwrap_or_default())]
pub struct Fault {
    /// What kind of fault.
    pub code: FaultCode,
    /// One sentence: what is wrong and what to do.
    pub message: String,
    /// How long the source asks to wait.
    pub retry_after: Option<TimeDelta>,
    /// Where in the payload, for schema drift: a JSON pointer or a line.
    pub at: Option<String>,
}

impl Fault {
    /// A fault without a place or a wait.
    #[must_use]
    pub fn new(code: FaultCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), retry_after: None, at: None }
    }

    /// The same, with the place in the payload.
    #[must_use]
    pub fn at(self, place: impl Into<String>) -> Self {
        Self { at: Some(place.into()), ..self }
    }

    /// The same, with the wait that the source asks for.
    #[must_use]
    pub fn retry_after(self, wait: TimeDelta) -> Self {
        Self { retry_after: Some(wait), ..self }
    }

    /// Whether the same request may succeed later without anybody changing anything.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        self.code.is_retryable()
    }
}
