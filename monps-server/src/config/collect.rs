//! Whether feeds are polled, and what is recorded of it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Whether feeds are polled, and what is recorded of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectConfig {
    /// Whether this process polls feeds.
    pub enabled: bool,
    /// A folder in which every answer of a source is recorded, without secrets.
    pub record_dir: Option<PathBuf>,
}

impl Default for CollectConfig {
    fn default() -> Self {
        Self { enabled: true, record_dir: None }
    }
}
