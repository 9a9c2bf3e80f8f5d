//! The two brands and the sports, as tables.

use monps_core::adapter::{RateLimit, SourceVenue};
use monps_core::catalog::{Period, Sport, VenueKind};
use monps_core::error::adapter::{Fault, FaultCode};

use super::{A_MINUTE, FIVE_SECONDS, TWO_MINUTES};

/// Whose account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Brand {
    /// Its slug: the adapter's and the venue's.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) base_url: &'static str,
    /// The names of its secrets.
    pub(super) user: &'static str,
    pub(super) password: &'static str,
    /// The versions of its calls.
    pub(super) fixtures_version: u32,
    pub(super) odds_version: u32,
    /// How often images and changes may be asked for, of each kind.
    pub(super) images: RateLimit,
    pub(super) changes: RateLimit,
    /// How many tokens a call takes.
    pub(super) weight: u32,
    /// How long a stream waits between two rounds, in milliseconds.
    pub(super) round_ms: u32,
}

/// Pinnacle's own agents: their accounts may use the API.
pub(super) static PS3838: Brand = Brand {
    id: "ps3838",
    title: "PS3838",
    base_url: "https://api.ps3838.com",
    user: "ps3838_user",
    password: "ps3838_password",
    fixtures_version: 3,
    odds_version: 3,
    images: A_MINUTE,
    changes: FIVE_SECONDS,
    weight: 1,
    round_ms: 6_000,
};

/// Its own API is closed to the public since July 2025: an account has to be let in.
pub(super) static PINNACLE: Brand = Brand {
    id: "pinnacle",
    title: "Pinnacle",
    base_url: "https://api.pinnacle.com",
    user: "pinnacle_user",
    password: "pinnacle_password",
    fixtures_version: 1,
    odds_version: 2,
    images: TWO_MINUTES,
    changes: TWO_MINUTES,
    weight: 2,
    round_ms: 125_000,
};

impl Brand {
    /// Who quotes.
    ///
    /// # Errors
    /// Never for the brands of this file, whose ids are slugs.
    pub(super) fn venue(&self) -> Result<SourceVenue, Fault> {
        let key = self.id.parse().map_err(|error| {
            let error: monps_core::error::catalog::CatalogError = error;
            Fault::new(FaultCode::Internal, error.to_string())
        })?;
        Ok(SourceVenue { key, title: self.title.to_owned(), kind: VenueKind::Bookmaker })
    }
}

/// How a sport is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SportRule {
    /// The source's number.
    pub(super) id: u32,
    pub(super) sport: Sport,
    /// Whether it is known what its handicaps and totals are counted in.
    pub(super) lines: bool,
}

const fn rule(id: u32, sport: Sport, lines: bool) -> SportRule {
    SportRule { id, sport, lines }
}

/// The first is meant where nothing is said. In tennis lines are counted in sets or in games.
pub(super) static SPORTS: [(&str, SportRule); 6] = [
    ("football", rule(29, Sport::FOOTBALL, true)),
    ("american_football", rule(15, Sport::AMERICAN_FOOTBALL, true)),
    ("baseball", rule(3, Sport::BASEBALL, true)),
    ("basketball", rule(4, Sport::BASKETBALL, true)),
    ("ice_hockey", rule(19, Sport::ICE_HOCKEY, true)),
    ("tennis", rule(33, Sport::TENNIS, false)),
];

impl SportRule {
    /// What a numbered part of an event is; none for what is not read.
    pub(super) fn period(&self, number: u32) -> Option<Period> {
        match (self.sport == Sport::FOOTBALL, number) {
            (true, 0) => Some(Period::FullTime),
            (true, 1) => Some(Period::FirstHalf),
            // Where there is no draw, the whole match with whatever it takes to decide it.
            (false, 0) => Some(Period::WithOvertime),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_brand_is_a_venue() {
        for brand in [&PS3838, &PINNACLE] {
            assert_eq!(brand.venue().unwrap().key.as_str(), brand.id);
        }
    }
}
