//! A component as a file: what it is, the manifest that it carries, its hash and its signature.
//!
//! The manifest stands in a custom section, so that an operator sees what a plugin asks for before a
//! single instruction of it has run.

mod manifest;
mod section;

use minisign_verify::{PublicKey, Signature};
use sha2::{Digest, Sha256};

pub(in crate::component) use manifest::capture_from;
pub use manifest::{Asks, PluginManifest};
pub use section::{manifest_text, with_manifest};

use super::error::ComponentError;

/// The contracts that this host speaks: `major.minor`.
pub const API: &str = "1.0";

/// The content hash of a plugin, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Checks that the content is the one that was named.
///
/// # Errors
/// [`ComponentError::Hash`].
pub fn check_hash(bytes: &[u8], expected: &str) -> Result<(), ComponentError> {
    let found = sha256(bytes);
    if found.eq_ignore_ascii_case(expected.trim()) {
        return Ok(());
    }
    let expected = expected.trim().chars().take(64).collect();
    Err(ComponentError::Hash { expected, found })
}

/// Checks a detached minisign signature against the keys that the operator trusts; without any trusted
/// key nothing is asked.
///
/// # Errors
/// [`ComponentError::Signature`] when it is missing, unreadable or made with another key.
pub fn check_signature(
    bytes: &[u8],
    signature: Option<&str>,
    trusted: &[String],
) -> Result<(), ComponentError> {
    let refused = |problem: String| Err(ComponentError::Signature { problem });
    if trusted.is_empty() {
        return Ok(());
    }
    let Some(signature) = signature else {
        return refused(
            "there is none: put the .wasm.minisig file beside the plugin, or remove `plugins.trusted_keys`"
                .to_owned(),
        );
    };
    let signature = match Signature::decode(signature) {
        Ok(signature) => signature,
        Err(error) => return refused(format!("it cannot be read ({error}): sign the file again")),
    };
    for key in trusted {
        let key =
            PublicKey::from_base64(key.trim()).map_err(|error| ComponentError::Signature {
                problem: format!("a key of `plugins.trusted_keys` cannot be read ({error})"),
            })?;
        if key.verify(bytes, &signature, false).is_ok() {
            return Ok(());
        }
    }
    refused("it was made with none of `plugins.trusted_keys`: ask whom you have it from".to_owned())
}
