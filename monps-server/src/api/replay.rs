//! `Idempotency-Key`: a request that was answered before is answered the same.

use std::fmt::Write;

use poem_openapi::types::{ParseFromJSON, ToJSON};
use sha2::{Digest, Sha256};

use crate::app::idempotency::{Answer, Repeatable};
use crate::app::problem::Problem;

/// The request under the caller's key, if there is one.
///
/// # Errors
/// [`Problem::Invalid`] for a key that is none.
pub(super) fn repeatable(
    scope: &'static str,
    key: Option<&str>,
    body: &impl ToJSON,
) -> Result<Option<Repeatable>, Problem> {
    let hash = || {
        let digest = Sha256::digest(body.to_json_string().as_bytes());
        digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    };
    key.map(|key| Repeatable::new(scope, key, hash())).transpose()
}

/// The answer to keep.
pub(super) fn kept(status: u16, body: &impl ToJSON, warning: Option<&String>) -> Answer {
    Answer { status, warning: warning.cloned(), body: body.to_json_string() }
}

/// The body of an answer that was kept.
///
/// # Errors
/// [`Problem::Broken`] where it cannot be read.
pub(super) fn body_of<T: ParseFromJSON>(answer: &Answer) -> Result<T, Problem> {
    let value = serde_json::from_str(&answer.body).map_err(Problem::broken)?;
    T::parse_from_json(Some(value)).map_err(|error| Problem::broken(error.into_message()))
}

/// `299 - "text"`: a warning as HTTP writes it. Text that does not fit a header is left out.
pub(super) fn warning_header(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '?' })
        .filter(|c| !matches!(c, '"' | '\\'))
        .collect();
    format!("299 - \"{plain}\"")
}
