//! Whether feeds are polled, and what is recorded of it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::collector::Spool;

/// Whether feeds are polled, and what is recorded of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectConfig {
    /// Whether this process polls feeds.
    pub enabled: bool,
    /// Whether a source on this very machine may be asked, over plain http too: for trials, and for a
    /// proxy that stands here. Otherwise sources are reached on the public internet alone.
    pub allow_loopback: bool,
    /// A folder in which every answer of a source is recorded, without secrets.
    pub record_dir: Option<PathBuf>,
    /// How much may wait, in `spool` in the data folder, while the database is away.
    pub spool_bytes_max: u64,
}

impl Default for CollectConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            allow_loopback: false,
            record_dir: None,
            spool_bytes_max: Spool::BYTES_MAX_DEFAULT,
        }
    }
}
