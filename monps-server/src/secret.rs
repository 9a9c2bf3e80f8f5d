//! Secrets of the server: kept in memory that is wiped, shown never.
//!
//! ```
//! use monps_server::secret::Secret;
//!
//! let key = Secret::new("0123456789abcdef");
//! assert_eq!(format!("{key:?}"), "Secret");
//! assert_eq!(key.mask(), "••••cdef");
//! assert_eq!(Secret::new("short").mask(), "••••");
//! ```

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use thiserror::Error;
use zeroize::Zeroizing;

/// What stands where a secret was.
pub const MASK: &str = "••••";

/// A secret of fewer characters shows none of them.
const SHOWN_FROM: usize = 8;
/// How many of its last characters a longer one shows.
const SHOWN: usize = 4;
/// No secret file is larger.
const FILE_BYTES_MAX: u64 = 16 * 1024;

/// Names that promise a secret.
const SECRET_WORDS: [&str; 5] = ["password", "passwd", "secret", "token", "api_key"];

/// Whether the name of a field promises a secret.
#[must_use]
pub fn is_secret_name(name: &str) -> bool {
    let name = name.to_lowercase().replace(['-', ' '], "_").replace("apikey", "api_key");
    SECRET_WORDS.iter().any(|word| name.contains(word))
}

/// A value that no log, error or answer shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(Zeroizing::new(value.into()))
    }

    /// The value: only for whoever uses it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is shown in its place: dots, and its last four characters where it has eight or more.
    #[must_use]
    pub fn mask(&self) -> String {
        let length = self.0.chars().count();
        let shown = if length < SHOWN_FROM { 0 } else { SHOWN };
        let end: String = self.0.chars().skip(length - shown).collect();
        format!("{MASK}{end}")
    }

    /// Reads a secret from a file that only its owner and group can read; surrounding blanks go.
    ///
    /// # Errors
    /// [`SecretFileError`].
    pub fn from_file(path: &Path) -> Result<Self, SecretFileError> {
        let unreadable = |source| SecretFileError::Unreadable { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if is_open_to_others(&metadata) {
            return Err(SecretFileError::OpenToOthers { path: path.to_owned() });
        }
        let mut text = Zeroizing::new(String::new());
        file.take(FILE_BYTES_MAX).read_to_string(&mut text).map_err(unreadable)?;
        let secret = text.trim();
        if secret.is_empty() {
            return Err(SecretFileError::Empty { path: path.to_owned() });
        }
        Ok(Self::new(secret))
    }
}

#[cfg(unix)]
fn is_open_to_others(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o007 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &std::fs::Metadata) -> bool {
    false
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// A file that gives no secret.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SecretFileError {
    /// Not there, not text, or not ours to read.
    #[error("the secret file {} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Everybody on the machine can read it.
    #[error(
        "the secret file {} can be read by everybody on this machine: `chmod 600` it, and change the \
         secret if others use the machine",
        path.display()
    )]
    OpenToOthers {
        /// The file.
        path: PathBuf,
    },
    /// Nothing in it.
    #[error("the secret file {} is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_mask_tells_four_characters_of_a_long_secret() {
        for (secret, mask) in
            [("", "••••"), ("1234567", "••••"), ("12345678", "••••5678"), ("clé-éèàü", "••••éèàü")]
        {
            assert_eq!(Secret::new(secret).mask(), mask, "{secret}");
        }
    }

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        std::fs::write(&path, " canary-value\n").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        let refused = Secret::from_file(&path).unwrap_err();
        assert!(matches!(refused, SecretFileError::OpenToOthers { .. }), "{refused}");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        assert_eq!(Secret::from_file(&path).unwrap().expose(), "canary-value");
    }
}
