//! The one error shape, and the statuses that carry it.
//!
//! ```json
//! {"detail": "There is no bet 42.", "code": "bet_not_found", "request_id": "…", "errors": []}
//! ```
//!
//! | status | means | who acts |
//! |---|---|---|
//! | 400 | the request cannot be read: broken JSON, no `Host` | the caller's code |
//! | 401, 403 | who are you; you may not | the caller's settings |
//! | 404 | there is no such thing | the caller |
//! | 409 | it collides with what is there | the caller, after a look |
//! | 413, 415 | too large; not a form that is read here | the caller's code |
//! | 422 | readable, but not valid: `errors` says which field and why | the caller |
//! | 429 | too many; `Retry-After` says when | the caller waits |
//! | 500 | our fault; the log has it under `request_id` | us |
//! | 503 | away for now; `Retry-After` says when | the caller waits, we look |
//!
//! Every operation returns `Result<_, ApiError>`, which also puts these statuses into its document.
//!
//! ```
//! use monps_server::api::error::{ApiError, Checks};
//!
//! let missing = ApiError::not_found("bet_not_found", "There is no bet 42.");
//! assert_eq!(missing.status().as_u16(), 404);
//!
//! let mut checks = Checks::default();
//! let stake = checks.take("stake", "12,5".parse::<f64>());
//! assert!(stake.is_none());
//! assert_eq!(checks.finish().unwrap_err().status().as_u16(), 422);
//! ```

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt::Display;
use std::time::Duration;

use poem::error::ResponseError;
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Body, Response};
use poem_openapi::registry::{MetaHeader, MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::{ToJSON, Type};
use poem_openapi::{ApiResponse, Object};

use crate::edge::request_id;

type Cause = Box<dyn StdError + Send + Sync>;

/// What is wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct FieldError {
    /// The parameter, or the path of the field in the body: `legs[1].odds_value`. Empty for the whole.
    pub field: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Error")]
pub struct ErrorBody {
    /// A sentence for the person at the other end.
    pub detail: String,
    /// A word for the program at the other end; stable.
    pub code: String,
    /// What the log calls this request; also in `X-Request-ID`.
    pub request_id: String,
    /// Which fields are wrong, where that is known.
    pub errors: Vec<FieldError>,
}

/// An answer that is not a success.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ApiError(Box<Parts>);

/// Boxed, since every handler's `Result` carries it and hardly any uses it.
#[derive(Debug, thiserror::Error)]
#[error("{detail}")]
struct Parts {
    status: StatusCode,
    code: Cow<'static, str>,
    detail: String,
    errors: Vec<FieldError>,
    retry_after: Option<Duration>,
    headers: Vec<(header::HeaderName, HeaderValue)>,
    #[source]
    cause: Option<Cause>,
}

/// The statuses that every operation documents.
const DOCUMENTED: [(u16, &str); 11] = [
    (400, "The request cannot be read"),
    (401, "No token, or one that is not valid"),
    (403, "The token or the origin may not do this"),
    (404, "There is no such thing"),
    (409, "It collides with what is there"),
    (413, "The body is larger than accepted"),
    (415, "The body is in a form that is not read here"),
    (422, "Readable but not valid: `errors` names the fields"),
    (429, "Too many requests: wait for `Retry-After` seconds"),
    (500, "The server's own failure, logged under `request_id`"),
    (503, "Away for now: wait for `Retry-After` seconds"),
];

impl ApiError {
    /// Any status, with a stable code and a sentence.
    #[must_use]
    pub fn new(
        status: StatusCode,
        code: impl Into<Cow<'static, str>>,
        detail: impl Into<String>,
    ) -> Self {
        Self(Box::new(Parts {
            status,
            code: code.into(),
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
            headers: Vec::new(),
            cause: None,
        }))
    }

    /// 400: the request cannot be read.
    #[must_use]
    pub fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 401: no token, or one that is not valid.
    #[must_use]
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
            .with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// 403: known, and not allowed.
    #[must_use]
    pub fn forbidden(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, detail)
    }

    /// 404: there is no such thing.
    #[must_use]
    pub fn not_found(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, detail)
    }

    /// 409: it collides with what is there.
    #[must_use]
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// 413: the body is larger than accepted.
    #[must_use]
    pub fn too_large(body_bytes_max: u64) -> Self {
        let detail = format!("The body is larger than {body_bytes_max} bytes. Send less at once.");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
    }

    /// 415: the body is in a form that is not read here.
    #[must_use]
    pub fn unsupported(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail)
    }

    /// 422: readable but not valid.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail = match errors.as_slice() {
            [only] if only.field.is_empty() => format!("Not valid: {}", only.message),
            [only] => format!("`{}` is not valid: {}", only.field, only.message),
            several => format!("{} fields are not valid; `errors` says why.", several.len()),
        };
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail);
        error.0.errors = errors;
        error
    }

    /// 422 for one field.
    #[must_use]
    pub fn invalid_field(field: impl Into<String>, message: impl Display) -> Self {
        Self::invalid(vec![FieldError { field: field.into(), message: message.to_string() }])
    }

    /// 429: too many requests.
    #[must_use]
    pub fn too_many(detail: impl Into<String>, retry_after: Duration) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", detail)
            .with_retry_after(retry_after)
    }

    /// 503: away for now.
    #[must_use]
    pub fn unavailable(
        code: &'static str,
        detail: impl Into<String>,
        retry_after: Duration,
    ) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail).with_retry_after(retry_after)
    }

    /// 500: our failure. The cause goes to the log with all its causes; the caller learns only where
    /// to find it.
    #[must_use]
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "The server failed to answer. The reason is in its log under this request id.",
        )
        .with_cause(cause)
    }

    /// The same with what led to it: logged when the status is 500 or above, never answered.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<Cause>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// The same with the wait after which to try again.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.0.retry_after = Some(wait);
        self
    }

    /// The same with what is wrong, part by part.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.0.errors = errors;
        self
    }

    /// The same with one more response header.
    #[must_use]
    pub fn with_header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The stable word.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The fields that are wrong.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.0.errors
    }

    /// The response, with the id of the request in hand.
    #[must_use]
    pub fn to_response(&self) -> Response {
        self.log();
        let body = ErrorBody {
            detail: self.0.detail.clone(),
            code: self.0.code.clone().into_owned(),
            request_id: request_id::current().map_or_else(String::new, |id| id.to_string()),
            errors: self.0.errors.clone(),
        };
        let mut response = Response::builder()
            .status(self.0.status)
            .content_type("application/json")
            .body(Body::from_string(body.to_json_string()));
        if let Some(wait) = self.0.retry_after {
            // Whole seconds, never 0: a client that retries at once is what this is against.
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            let value = HeaderValue::from(seconds.max(1));
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        for (name, value) in &self.0.headers {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        response
    }

    fn log(&self) {
        if !self.0.status.is_server_error() {
            return;
        }
        let cause = self.0.cause.as_deref().map(|cause| chain(cause));
        if self.0.status == StatusCode::SERVICE_UNAVAILABLE {
            tracing::warn!(code = %self.0.code, cause, "{}", self.0.detail);
        } else {
            tracing::error!(code = %self.0.code, cause, "{}", self.0.detail);
        }
    }
}

/// `a: b: c`: an error and all that led to it.
fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}

impl ResponseError for ApiError {
    fn status(&self) -> StatusCode {
        self.0.status
    }

    fn as_response(&self) -> Response {
        self.to_response()
    }
}

impl ApiResponse for ApiError {
    fn meta() -> MetaResponses {
        let response = |&(status, description): &(u16, &'static str)| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content: vec![MetaMediaType {
                content_type: "application/json",
                schema: ErrorBody::schema_ref(),
            }],
            headers: if matches!(status, 429 | 503) {
                vec![retry_after_meta()]
            } else {
                Vec::new()
            },
        };
        MetaResponses { responses: DOCUMENTED.iter().map(response).collect() }
    }

    fn register(registry: &mut Registry) {
        ErrorBody::register(registry);
    }
}

fn retry_after_meta() -> MetaHeader {
    MetaHeader {
        name: "Retry-After".to_owned(),
        description: Some("Seconds to wait before trying again".to_owned()),
        required: true,
        deprecated: false,
        schema: u64::schema_ref(),
    }
}

/// Collects what is wrong with several fields, so that a caller learns it all at once.
#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    /// The value, or a note of why there is none.
    pub fn take<T, E: Display>(&mut self, field: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|problem| self.refuse(field, problem)).ok()
    }

    /// Notes what is wrong with a field.
    pub fn refuse(&mut self, field: &str, problem: impl Display) {
        self.0.push(FieldError { field: field.to_owned(), message: problem.to_string() });
    }

    /// Ends the checks.
    ///
    /// # Errors
    /// 422 with every field that was noted.
    pub fn finish(self) -> Result<(), ApiError> {
        if self.0.is_empty() { Ok(()) } else { Err(ApiError::invalid(self.0)) }
    }
}
