//! Where data lies.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where data lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataConfig {
    /// The folder of the embedded database and of the key that encrypts secrets.
    pub dir: PathBuf,
}

impl DataConfig {
    /// The database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.dir.join(crate::platform::DATABASE)
    }

    /// The key that encrypts secrets, unless the environment names another.
    #[must_use]
    pub fn secret_key_file(&self) -> PathBuf {
        self.dir.join("secret.key")
    }
}

impl Default for DataConfig {
    fn default() -> Self {
        Self { dir: PathBuf::from("data") }
    }
}
