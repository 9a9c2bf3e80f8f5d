//! What can go wrong with what processes share, by what the caller should do.

use monps_core::time::Timestamp;
use thiserror::Error;

/// Something shared that could not be read or changed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheError {
    /// Out of reach: go on with what this process knows by itself; it is tried again in the
    /// background.
    #[error("Redis is away since {since}: {reason}")]
    Away {
        /// Since when.
        since: Timestamp,
        /// In words, without addresses and secrets.
        reason: String,
    },
    /// There, but its contents were lost and are being put together again: ask again in a moment.
    #[error("Redis lost what it held and is being told again")]
    Settling,
    /// It holds the keys of somebody else.
    #[error(
        "the Redis of `redis.url` holds keys under `{prefix}` {whose}: nothing was changed; set \
         another `redis.prefix`, or name the Redis of this installation ({ours})"
    )]
    Foreign {
        /// The prefix of the keys.
        prefix: String,
        /// Whose they are, as far as it can be told.
        whose: String,
        /// The id of this installation.
        ours: String,
    },
    /// The address cannot be used.
    #[error("`redis.url` cannot be used: {reason}")]
    Address {
        /// What is wrong and what would be right.
        reason: String,
    },
    /// It refused a command.
    #[error("Redis refused to {what}: {reason}")]
    Refused {
        /// What was being done.
        what: &'static str,
        /// Its words.
        reason: String,
    },
    /// Larger than anything that is shared.
    #[error("{what} of {bytes} bytes is larger than the {bytes_max} that are shared")]
    TooLarge {
        /// What.
        what: &'static str,
        /// How large it is.
        bytes: usize,
        /// How large it may be.
        bytes_max: usize,
    },
}

impl CacheError {
    /// Whether the same call may succeed later without anybody changing anything.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::Away { .. } | Self::Settling)
    }
}
