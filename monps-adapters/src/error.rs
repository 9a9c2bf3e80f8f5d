//! What can go wrong at the edge, in sentences that say what to do. None of them ever carries a
//! secret.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use monps_core::error::adapter::{Fault, ManifestError};
use thiserror::Error;

/// Why an adapter was not found or not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// Two adapters of one id.
    #[error(
        "the adapter id \"{id}\" is taken by \"{held}\": give \"{refused}\" an id of its own in its manifest"
    )]
    Duplicate {
        /// The id.
        id: String,
        /// The name of the adapter that holds it.
        held: String,
        /// The name of the adapter that was refused.
        refused: String,
    },
    /// No adapter of that id.
    #[error("there is no adapter \"{id}\": choose one of {known}")]
    Unknown {
        /// What was asked for.
        id: String,
        /// The ids there are.
        known: String,
    },
}

/// Why a description of an adapter was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, line {line}{}: {reason}", if key.is_empty() { String::new() } else { format!(", {key}") })]
pub struct DescriptionError {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The key with its way from the top, such as `odds.read[0].event.key`; empty for the whole file.
    pub key: String,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Why a secret was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the secret \"{name}\" {reason}")]
pub struct SecretError {
    /// Its name; never its value.
    pub name: String,
    /// What is wrong and what to do.
    pub reason: &'static str,
}

/// Why the HTTP client could not be set up.
#[derive(Debug, Error)]
#[error("the HTTP client could not be set up: check that the system's certificate store is there")]
pub struct HttpSetupError {
    /// What the client said.
    #[source]
    pub source: reqwest::Error,
}

/// Why a recording could not be written or played.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CassetteError {
    /// The file or folder cannot be read or written.
    #[error("the recording {} cannot be read or written: check the path and its rights", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A line is not an exchange.
    #[error(
        "line {line} of the recording {} is not an exchange of format {format}: record the conversation again",
        path.display()
    )]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// The format this version reads.
        format: u32,
        /// What the reader said.
        #[source]
        source: serde_json::Error,
    },
    /// Larger than accepted.
    #[error(
        "the recording {} holds more than {bytes_max} bytes: play fewer conversations at a time",
        path.display()
    )]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// The limit.
        bytes_max: u64,
    },
    /// A folder without recordings.
    #[error("there is no recording (*.jsonl.gz) in {}: record one first", path.display())]
    Empty {
        /// Which folder.
        path: PathBuf,
    },
}

/// Why a historic file cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum HistoricError {
    /// The file cannot be read or is damaged.
    #[error("line {line} of the historic file cannot be read: the file is damaged or cut short")]
    Io {
        /// Which line, from 1.
        line: u64,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A line is not a message.
    #[error("line {line} of the historic file is not a message of Betfair's stream")]
    Malformed {
        /// Which line, from 1.
        line: u64,
        /// What the reader said.
        #[source]
        source: serde_json::Error,
    },
    /// A line is longer than any message.
    #[error("line {line} of the historic file is longer than {bytes_max} bytes")]
    TooLong {
        /// Which line, from 1.
        line: u64,
        /// The limit.
        bytes_max: usize,
    },
}

/// Why a conversation ended without its end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DriveError {
    /// The adapter gave up.
    #[error("the source {adapter} could not answer ({})", source.code)]
    Fault {
        /// The adapter's id.
        adapter: String,
        /// Why.
        #[source]
        source: Fault,
    },
    /// The time given is over.
    #[error(
        "the conversation with {adapter} was not over within {} s: what was emitted stays good; allow more time or ask for less",
        limit.as_secs()
    )]
    Deadline {
        /// The adapter's id.
        adapter: String,
        /// The time given.
        limit: Duration,
    },
    /// The adapter asked for an endpoint that its manifest does not list.
    #[error(
        "the adapter {adapter} asked for the endpoint \"{endpoint}\", which its manifest does not list: correct the adapter"
    )]
    UnknownEndpoint {
        /// The adapter's id.
        adapter: String,
        /// What it asked for.
        endpoint: String,
    },
    /// The base address of an endpoint is unusable.
    #[error("the base address of the endpoint \"{endpoint}\" of {adapter} {reason}")]
    BadEndpoint {
        /// The adapter's id.
        adapter: String,
        /// The endpoint.
        endpoint: String,
        /// What is wrong and what to do.
        reason: &'static str,
    },
    /// The manifest does not fit together.
    #[error("the adapter {adapter} cannot be driven")]
    Manifest {
        /// The adapter's id.
        adapter: String,
        /// What does not fit.
        #[source]
        source: ManifestError,
    },
    /// A frame that cannot be sent.
    #[error("a frame of the adapter {adapter} {reason} (stream {connection}): correct the adapter")]
    BadFrame {
        /// The adapter's id.
        adapter: String,
        /// The conversation's number of the stream.
        connection: u32,
        /// What is wrong.
        reason: &'static str,
    },
    /// A secret that the source needs is not set.
    #[error(
        "the source {adapter} needs the secret \"{secret}\", which is not set: set it and try again"
    )]
    MissingSecret {
        /// The adapter's id.
        adapter: String,
        /// The name of the secret.
        secret: String,
    },
    /// More steps or requests than one conversation may make.
    #[error(
        "the conversation with {adapter} wanted more than {most} {what}: ask for less at a time, or raise the limit"
    )]
    TooMany {
        /// The adapter's id.
        adapter: String,
        /// Of what: steps or requests.
        what: &'static str,
        /// The limit.
        most: u32,
    },
    /// The adapter neither ended, nor asked, nor told anything.
    #[error(
        "the conversation with {adapter} stands still: it is not done and asks for nothing; correct the adapter"
    )]
    Stalled {
        /// The adapter's id.
        adapter: String,
    },
    /// Nobody takes the snapshots any more.
    #[error("the conversation with {adapter} was broken off: nobody takes its snapshots any more")]
    Abandoned {
        /// The adapter's id.
        adapter: String,
    },
    /// The conversation could not be recorded.
    #[error("the conversation with {adapter} could not be recorded")]
    Recording {
        /// The adapter's id.
        adapter: String,
        /// Why.
        #[source]
        source: CassetteError,
    },
}

impl DriveError {
    /// Whether the same task may succeed later without anybody changing anything.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        match self {
            Self::Fault { source, .. } => source.is_retryable(),
            Self::Deadline { .. } => true,
            _ => false,
        }
    }

    /// How long the source asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Fault { source, .. } => source.retry_after.and_then(|wait| wait.to_std().ok()),
            _ => None,
        }
    }

    /// The adapter's fault, if that is what it was.
    #[must_use]
    pub const fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault { source, .. } => Some(source),
            _ => None,
        }
    }
}
