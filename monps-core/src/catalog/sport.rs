//! Sports, as an open set of slugs.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::check_slug;
use crate::error::catalog::CatalogError;

/// A sport, by its slug: `football`, `tennis` …
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sport(Cow<'static, str>);

impl Sport {
    /// Association football.
    pub const FOOTBALL: Self = Self(Cow::Borrowed("football"));
    /// Tennis.
    pub const TENNIS: Self = Self(Cow::Borrowed("tennis"));
    /// Basketball.
    pub const BASKETBALL: Self = Self(Cow::Borrowed("basketball"));
    /// American football.
    pub const AMERICAN_FOOTBALL: Self = Self(Cow::Borrowed("american_football"));
    /// Ice hockey.
    pub const ICE_HOCKEY: Self = Self(Cow::Borrowed("ice_hockey"));
    /// Baseball.
    pub const BASEBALL: Self = Self(Cow::Borrowed("baseball"));

    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Sport {
    type Err = CatalogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        check_slug(text, "sport", 64)?;
        Ok(Self(Cow::Owned(text.to_owned())))
    }
}

impl fmt::Display for Sport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
