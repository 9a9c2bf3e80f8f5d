//! Answers that are kept for a while, for whoever asks next.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;

use super::CacheError;

/// The largest answer that is shared.
pub const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Answers read or kept in one call at most; more are taken in several steps.
pub(super) const ANSWERS_AT_ONCE_MAX: usize = 200;

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// What names this version of it.
    pub etag: Option<String>,
    /// Its bytes.
    pub body: Bytes,
}

/// Keeps answers. An answer may be gone at any time: it is a shortcut, never the only copy.
#[async_trait]
pub trait Answers: Send + Sync {
    /// The answers that are kept under some keys, in their order.
    ///
    /// # Errors
    /// [`CacheError`] when they cannot be asked for.
    async fn answers(&self, keys: &[String]) -> Result<Vec<Option<KeptAnswer>>, CacheError>;

    /// Keeps answers for a time, in the place of those that were there.
    ///
    /// # Errors
    /// [`CacheError`] when they cannot be kept; some of them may have been.
    async fn keep(
        &self,
        answers: &[(String, KeptAnswer)],
        for_at_most: Duration,
    ) -> Result<(), CacheError>;

    /// Forgets an answer.
    ///
    /// # Errors
    /// [`CacheError`] when it cannot be forgotten now; it ends by itself.
    async fn forget(&self, key: &str) -> Result<(), CacheError>;
}

/// Refuses an answer that is too large to be shared.
pub(super) fn check_size(answer: &KeptAnswer) -> Result<(), CacheError> {
    let bytes = answer.body.len();
    if bytes > ANSWER_BYTES_MAX {
        let (what, bytes_max) = ("an answer", ANSWER_BYTES_MAX);
        return Err(CacheError::TooLarge { what, bytes, bytes_max });
    }
    Ok(())
}
