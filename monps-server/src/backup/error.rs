//! What can be wrong with a backup, and what to do.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::store::StoreError;

/// Why a backup could not be made, read or taken in.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BackupError {
    /// A file or folder cannot be read or written.
    #[error("{} cannot be {what}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Done what with.
        what: &'static str,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The file is there already.
    #[error("{} exists already: name another place", path.display())]
    InTheWay {
        /// Which.
        path: PathBuf,
    },
    /// It is neither a backup nor an export.
    #[error("{} is no backup of monps: {reason}", path.display())]
    NotABackup {
        /// Which.
        path: PathBuf,
        /// How one can tell.
        reason: String,
    },
    /// It ends before its manifest.
    #[error(
        "{} breaks off before its end: it was cut short while it was made or copied; use another one",
        path.display()
    )]
    CutShort {
        /// Which.
        path: PathBuf,
    },
    /// Something in it is not as it was written.
    #[error("{} is damaged: {reason}; use another one", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What and where.
        reason: String,
    },
    /// It is encrypted.
    #[error(
        "{} is encrypted: name the file of its passphrase with --passphrase-file",
        path.display()
    )]
    Encrypted {
        /// Which.
        path: PathBuf,
    },
    /// The passphrase is another one, or the first bytes are damaged.
    #[error("{} cannot be decrypted: the passphrase is not the one that it was made with", path.display())]
    WrongPassphrase {
        /// Which.
        path: PathBuf,
    },
    /// It was made by a newer version of the product.
    #[error(
        "{} was made by monps {version}, whose {what} is {found}; this one knows {known}: use that \
         version or a newer one",
        path.display()
    )]
    FromTheFuture {
        /// Which.
        path: PathBuf,
        /// The product's version that made it.
        version: String,
        /// What is newer.
        what: &'static str,
        /// Its number.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// The database to restore into has something in it.
    #[error(
        "{place} is not empty: a backup is taken in by a new database only; name another data folder \
         or another database"
    )]
    NotEmpty {
        /// Which.
        place: String,
    },
    /// What was taken in is not what was given.
    #[error(
        "what was taken in differs from what was given, in {table}: this is a fault of monps; do not use \
         the new database, and report it"
    )]
    Differs {
        /// The first table that differs.
        table: String,
    },
    /// The database.
    #[error("the database could not give or take its rows")]
    Store(#[from] StoreError),
    /// The work ended without a word.
    #[error("the work on {} ended unexpectedly", path.display())]
    Ended {
        /// Which.
        path: PathBuf,
    },
}
