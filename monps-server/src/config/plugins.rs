//! Plugins: where they lie and how much they may take.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::Refusal;

/// Plugins: where they lie and how much they may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PluginsConfig {
    /// The folder that plugins lie in; `plugins` in the data folder where it is not set.
    pub folder: Option<PathBuf>,
    /// The largest file, in mebibytes. A plugin in Rust has a few hundred kilobytes; one written in
    /// JavaScript or Python has 12 to 20 megabytes, with its language's interpreter inside.
    pub file_mb_max: u32,
    /// The most memory that a plugin may ask for, in mebibytes; one that does not ask gets 32.
    pub memory_mb_max: u32,
    /// How long a plugin may compute in one step, in milliseconds.
    pub step_ms_max: u32,
    /// minisign public keys. When there are any, a plugin that none of them signed is refused.
    pub trusted_keys: Vec<String>,
}

impl PluginsConfig {
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let bounds = [
            ("plugins.file_mb_max", self.file_mb_max, 1, 256),
            ("plugins.memory_mb_max", self.memory_mb_max, 1, 4096),
            ("plugins.step_ms_max", self.step_ms_max, 10, 60_000),
        ];
        match bounds.into_iter().find(|(_, value, least, most)| value < least || value > most) {
            Some((key, _, least, most)) => {
                Err(Refusal::new(key, format!("takes {least} to {most}")))
            }
            None => Ok(()),
        }
    }

    /// The folder that plugins lie in.
    #[must_use]
    pub fn folder(&self, data: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| data.join("plugins"))
    }
}

impl Default for PluginsConfig {
    fn default() -> Self {
        Self {
            folder: None,
            file_mb_max: 32,
            memory_mb_max: 256,
            step_ms_max: 2_000,
            trusted_keys: Vec::new(),
        }
    }
}
