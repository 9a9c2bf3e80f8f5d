//! What can be wrong with a plugin, in sentences that say what to do.

use std::io;
use std::path::PathBuf;

use monps_core::error::adapter::ManifestError;
use thiserror::Error;

/// Why a plugin was not taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ComponentError {
    /// A file cannot be read or written.
    #[error("{} cannot be read or written: check the path and its rights", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Larger than accepted.
    #[error(
        "the plugin has {bytes} bytes and {bytes_max} are accepted: build it with --release, or raise `plugins.file_mb_max` for one written in JavaScript or Python"
    )]
    TooLarge {
        /// How large it is.
        bytes: u64,
        /// The limit.
        bytes_max: u64,
    },
    /// Not a component.
    #[error("the file is not a component: {problem}")]
    NotAComponent {
        /// What it is instead, and what to do.
        problem: &'static str,
    },
    /// A component of another contract.
    #[error("the plugin does not keep to the contract: {problem}")]
    Contract {
        /// What is wrong and what to do.
        problem: String,
    },
    /// The manifest cannot be read.
    #[error("the manifest cannot be used: {problem}")]
    Manifest {
        /// What is wrong and what to do.
        problem: String,
    },
    /// The parts of the manifest do not fit together.
    #[error("the manifest cannot be used")]
    Misfit(#[from] ManifestError),
    /// Compilation failed or took too long.
    #[error("the plugin could not be compiled: {problem}")]
    Compile {
        /// Why.
        problem: String,
    },
    /// The content is not the one that was named.
    #[error(
        "the plugin's sha256 is {found} and {expected} was named: it is another file, or a damaged one"
    )]
    Hash {
        /// What was named.
        expected: String,
        /// What it is.
        found: String,
    },
    /// The signature is missing or not that of a trusted key.
    #[error("the plugin's signature is not accepted: {problem}")]
    Signature {
        /// What is wrong and what to do.
        problem: String,
    },
    /// The engine could not be set up.
    #[error("the WebAssembly engine could not be set up: {problem}")]
    Engine {
        /// Why.
        problem: String,
    },
    /// The id of another plugin or of a built-in adapter.
    #[error("the id \"{id}\" is taken: give the plugin an id of its own in its manifest")]
    Taken {
        /// The id.
        id: String,
    },
    /// No plugin of that id.
    #[error("there is no plugin \"{id}\"")]
    Unknown {
        /// What was asked for.
        id: String,
    },
}

impl ComponentError {
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::Io { path, source }
    }

    pub(super) fn contract(problem: impl Into<String>) -> Self {
        Self::Contract { problem: problem.into() }
    }

    pub(super) fn manifest(problem: impl Into<String>) -> Self {
        Self::Manifest { problem: problem.into() }
    }
}
