//! Venues: anyone who quotes.

use std::fmt;
use std::str::FromStr;

use super::check_slug;
use crate::error::catalog::CatalogError;
use crate::id::VenueId;
use crate::odds::Commission;
use crate::time::TimeDelta;

/// The stable slug of a venue: `pinnacle`, `bet365`, `betfair_ex_eu`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VenueKey(String);

impl VenueKey {
    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for VenueKey {
    type Err = CatalogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        check_slug(text, "venue", 64)?;
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for VenueKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a venue is: against whom one bets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VenueKind {
    /// Offers prices of its own.
    Bookmaker,
    /// Lets people back and lay against one another, and takes commission.
    Exchange,
}

impl VenueKind {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bookmaker => "bookmaker",
            Self::Exchange => "exchange",
        }
    }
}

/// Whether the person may bet there. Prices count for comparison everywhere; stakes go only where an account
/// is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VenueAccess {
    /// An account is held: prices may be staked.
    Held,
    /// Only for fair prices and comparison.
    Reference,
    /// Must not be bet with: not licensed where the person lives, or excluded.
    Barred,
}

impl VenueAccess {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Reference => "reference",
            Self::Barred => "barred",
        }
    }
}

impl FromStr for VenueAccess {
    type Err = CatalogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Held, Self::Reference, Self::Barred]
            .into_iter()
            .find(|access| access.as_str() == text)
            .ok_or_else(|| CatalogError::NotASlug {
                what: "venue access (held, reference or barred)",
                text: text.to_owned(),
                most: 9,
            })
    }
}

/// Anyone who quotes, with what matters for staking there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// Ours.
    pub id: VenueId,
    /// Its slug.
    pub key: VenueKey,
    /// Its name as people know it.
    pub title: String,
    /// Bookmaker or exchange.
    pub kind: VenueKind,
    /// Whether the person may bet there.
    pub access: VenueAccess,
    /// Commission on net market winnings.
    pub commission: Commission,
    /// How old a quote may be and still be bettable.
    pub age_max: TimeDelta,
}
