//! What can be wrong with a configuration: what, where, and what to do.

use std::fmt::Display;
use std::path::PathBuf;

use thiserror::Error;

use crate::secret::SecretFileError;

/// A configuration that cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file that was named is not there, or cannot be read.
    #[error("the configuration file {} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Too large to be a configuration.
    #[error("the configuration file {} is larger than {most} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The largest that is read.
        most: u64,
    },
    /// Not TOML. The line is named, not shown.
    #[error("{} is not TOML: line {line}: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A key that there is not.
    #[error("{place}: there is no key `{key}`{}", hint(nearest.as_deref()))]
    UnknownKey {
        /// The file or variable.
        place: String,
        /// The key.
        key: String,
        /// The key that was probably meant.
        nearest: Option<String>,
    },
    /// A value that the key does not take.
    #[error("{place}: `{key}` {reason}")]
    Invalid {
        /// The file, variable or flag.
        place: String,
        /// The key.
        key: String,
        /// What is wrong, and what would be right.
        reason: String,
    },
    /// A variable whose value is not Unicode.
    #[error("the environment variable {name} is not Unicode text")]
    NotUnicode {
        /// The variable.
        name: String,
    },
    /// A secret in a file that cannot be used.
    #[error("{variable} names a file that gives no secret")]
    Secret {
        /// The variable.
        variable: String,
        /// Why.
        #[source]
        source: SecretFileError,
    },
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!("; `{nearest}` was probably meant"))
}

/// A value that a concern refuses; where it came from is found afterwards.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) key: String,
    pub(super) reason: String,
}

impl Refusal {
    pub(super) fn new(key: impl Into<String>, reason: impl Display) -> Self {
        Self { key: key.into(), reason: reason.to_string() }
    }
}
