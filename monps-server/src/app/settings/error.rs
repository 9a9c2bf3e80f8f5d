//! What can go wrong with settings.

use std::path::PathBuf;

use thiserror::Error;

use crate::secret::SecretFileError;
use crate::store::StoreError;

/// What is wrong with one field of a setting. It never repeats the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field; empty for the value as a whole.
    pub field: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// A setting that was not read or not changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// Nobody made it, and it is none of the known ones.
    #[error("there is no setting {key:?}: `?create=true` makes one of your own")]
    NotFound {
        /// The name asked for.
        key: String,
    },
    /// Not a name that a setting may have.
    #[error(
        "a setting's name has 1 to 64 of the characters a-z, 0-9, _ and -, and is not `health`"
    )]
    NotAKey,
    /// The value is not one that the setting may have.
    #[error("the value is not valid: {}", list(problems))]
    Invalid {
        /// What is wrong, by field.
        problems: Vec<FieldProblem>,
    },
    /// No more settings of one's own.
    #[error("there are {most} settings already: no more are kept")]
    TooMany {
        /// How many are kept.
        most: u32,
    },
    /// Others changed it at the same moment, again and again.
    #[error(
        "the setting {key:?} was changed by others at the same moment: look at it and try again"
    )]
    Contended {
        /// The setting.
        key: String,
    },
    /// What an older or newer version stored is not valid for this one.
    #[error("the stored setting {key:?} is not valid: {}", list(problems))]
    Stored {
        /// The setting.
        key: &'static str,
        /// What is wrong, by field.
        problems: Vec<FieldProblem>,
    },
    /// A secret cannot be encrypted or read back.
    #[error("the secret {name:?} cannot be used")]
    Sealed {
        /// Its name: `setting.field`.
        name: String,
        /// Why.
        #[source]
        source: SealError,
    },
    /// The store did not do it.
    #[error("the settings are out of reach")]
    Store(#[from] StoreError),
}

fn list(problems: &[FieldProblem]) -> String {
    let sentences: Vec<String> =
        problems.iter().map(|problem| format!("{} {}", problem.field, problem.message)).collect();
    sentences.join("; ")
}

/// A secret that cannot be encrypted or read back.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SealError {
    /// The key that encrypts secrets is gone.
    #[error(
        "the key file {} that it was encrypted with is missing: restore the file, or enter the secret \
         again",
        path.display()
    )]
    KeyMissing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The key file cannot be used.
    #[error("the key file cannot be used")]
    KeyFile(#[from] SecretFileError),
    /// Not 32 bytes in base 64.
    #[error("the key file {} holds no key: it should be 32 bytes in base 64", path.display())]
    KeyMalformed {
        /// The file.
        path: PathBuf,
    },
    /// The key file cannot be made.
    #[error("the key file {} cannot be made", path.display())]
    KeyUnwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Another key encrypted it, or somebody changed it.
    #[error(
        "it was encrypted with another key than that of {}, or was changed: enter the secret again",
        path.display()
    )]
    NotOurs {
        /// The key file in use.
        path: PathBuf,
    },
}
