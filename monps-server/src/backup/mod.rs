//! Everything that is stored, in one file: made while the server runs, checked, and taken in again by
//! either engine.
//!
//! A backup is a tar archive, compressed with zstd, encrypted if a passphrase is given. In it are the
//! rows of each table as JSON Lines, in parts of a few megabytes, and at the end a manifest with the
//! number of rows and the SHA-256 of each table and the head of the ledger. What has no manifest was
//! cut off. An export is the same in a folder, for other programs to read.
//!
//! ```text
//! monps-2026-11-22T120000Z.monps     zstd(tar)           or  header, then encrypted blocks of it
//!   tables/venues/0000.jsonl         {"id":1,"key":"pinnacle",…}
//!   tables/odds_history/0000.jsonl
//!   …
//!   manifest.json
//! ```
//!
//! The digests are over the rows in one spelling and one order, whatever engine gave them: two
//! databases hold the same if and only if their digests are the same.
//!
//! The key that encrypts stored secrets (`secret.key` in the data folder) is not in a backup; keep a
//! copy of it elsewhere, or enter the secrets again after a restore.

mod archive;
mod crypt;
mod error;
mod folder;
mod keep;
mod lines;
mod manifest;
mod run;

pub use crypt::Passphrase;
pub use error::BackupError;
pub use keep::{Keep, name, outdated};
pub use manifest::{LedgerHead, Manifest, TableDigest};
pub use run::{Progress, back_up, copy, describe, export, restore, verify};

/// How the name of a backup ends.
pub const EXTENSION: &str = "monps";
