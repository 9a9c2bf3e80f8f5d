//! The Redis that processes share.

use serde::{Deserialize, Serialize};

use super::error::Refusal;
use crate::cache::RedisOptions;
use crate::secret::Secret;

/// The longest prefix.
const PREFIX_CHARS_MAX: usize = 40;

/// The Redis that processes share; none is needed where one process does everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedisConfig {
    /// `redis://host:port/database` or `unix:///path/of/socket`, without a password: that comes from
    /// `MONPS_REDIS_PASSWORD`. Without a url, what is shared is kept in this process.
    pub url: Option<String>,
    /// What every key begins with: `a-z`, `0-9`, `_` and `-`.
    pub prefix: String,
}

impl RedisConfig {
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
        let length = self.prefix.chars().count();
        if length == 0 || length > PREFIX_CHARS_MAX || !self.prefix.chars().all(is_plain) {
            let reason = format!("takes 1 to {PREFIX_CHARS_MAX} of `a-z`, `0-9`, `_` and `-`");
            return Err(Refusal::new("redis.prefix", reason));
        }
        match self.options(None, String::new()) {
            Some(options) => options.connection().map(|_| ()).map_err(|error| {
                let said = error.to_string();
                let reason = said.strip_prefix("`redis.url` ").unwrap_or(&said);
                Refusal::new("redis.url", reason)
            }),
            None => Ok(()),
        }
    }

    /// How to reach it, where there is one.
    #[must_use]
    pub fn options(&self, password: Option<Secret>, installation: String) -> Option<RedisOptions> {
        let url = self.url.clone()?;
        Some(RedisOptions { url, password, prefix: self.prefix.clone(), installation })
    }
}

impl Default for RedisConfig {
    fn default() -> Self {
        Self { url: None, prefix: "monps".to_owned() }
    }
}
