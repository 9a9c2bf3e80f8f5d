//! Where data lies.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize, Serializer};

use super::error::Refusal;
use crate::secret::Secret;

/// Where data lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataConfig {
    /// The folder of the embedded database and of the key that encrypts secrets.
    pub dir: PathBuf,
    /// The address of a PostgreSQL server to use in the place of the embedded database, without a
    /// password; none where empty. `MONPS_DATABASE_URL` counts before it and may have one, and may come
    /// from a file.
    pub url: DatabaseUrl,
}

impl DataConfig {
    pub(super) fn check(&self) -> Result<(), Refusal> {
        if self.dir.as_os_str().is_empty() {
            return Err(Refusal::new("data.dir", "must name a folder"));
        }
        match &self.url.0 {
            Some(url) if !is_postgres(url) => {
                let reason =
                    "must be postgres://user:password@host:5432/database, or empty for SQLite";
                Err(Refusal::new("data.url", reason))
            }
            Some(url) if has_password(url) => {
                let reason = "must have no password in it: set the whole address as \
                              MONPS_DATABASE_URL, or in the file that MONPS_DATABASE_URL_FILE names";
                Err(Refusal::new("data.url", reason))
            }
            _ => Ok(()),
        }
    }

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
        Self { dir: PathBuf::from("data"), url: DatabaseUrl::default() }
    }
}

/// Whether an address is one of PostgreSQL.
pub(super) fn is_postgres(url: &Secret) -> bool {
    let url = url.expose();
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Whether an address has a password, before the host or among the parameters.
fn has_password(url: &Secret) -> bool {
    let rest = url.expose().split_once("://").map_or("", |(_, rest)| rest);
    let user = rest.rsplit_once('@').map_or("", |(user, _)| user);
    let parameters = rest.split_once('?').map_or("", |(_, parameters)| parameters);
    user.contains(':') || parameters.contains("password=")
}

/// The address of a database server. It may have a password in it: it is shown without user and
/// password.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct DatabaseUrl(Option<Secret>);

impl DatabaseUrl {
    /// The address, unless it is empty.
    #[must_use]
    pub const fn secret(&self) -> Option<&Secret> {
        self.0.as_ref()
    }

    fn shown(&self) -> String {
        let Some(url) = &self.0 else {
            return String::new();
        };
        match url.expose().split_once("://") {
            Some((scheme, rest)) => {
                let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
                // Parameters may hold a password too.
                let place = place.split('?').next().unwrap_or_default();
                format!("{scheme}://{place}")
            }
            None => crate::secret::MASK.to_owned(),
        }
    }
}

impl From<String> for DatabaseUrl {
    fn from(text: String) -> Self {
        let text = text.trim();
        Self((!text.is_empty()).then(|| Secret::new(text)))
    }
}

impl Serialize for DatabaseUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.shown())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_user_and_password() {
        let shown = |text: &str| DatabaseUrl::from(text.to_owned()).shown();
        assert_eq!(shown("postgres://me:p@ss@db:5432/monps"), "postgres://db:5432/monps");
        assert_eq!(shown("postgres://db/monps?password=hidden"), "postgres://db/monps");
        assert_eq!(shown("me:hidden"), crate::secret::MASK);
        assert_eq!(shown("  "), "");
    }
}
