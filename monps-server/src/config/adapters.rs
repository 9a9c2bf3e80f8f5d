//! Where the operator's own adapters are.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where the operator's own adapters are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdaptersConfig {
    /// The folder of descriptions (`*.toml`); `adapters` in the data folder if it is not named.
    pub folder: Option<PathBuf>,
}
