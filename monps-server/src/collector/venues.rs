//! What is assumed of a venue when it is first seen.

use std::collections::BTreeMap;

use monps_core::adapter::{ManifestVenue, SourceVenue};
use monps_core::catalog::{Venue, VenueAccess, VenueKey, VenueKind};
use monps_core::id::VenueId;
use monps_core::odds::{Charge, Commission};
use monps_core::time::TimeDelta;

/// What is assumed of a venue that nobody has said anything about.
#[derive(Clone, Debug)]
pub struct VenueDefaults {
    /// Where the person may bet.
    pub access: AccessPreset,
    /// Commission of an exchange whose adapter does not say what it takes.
    pub exchange_commission: Commission,
    /// What venues take by their adapters' word.
    pub commissions: BTreeMap<String, Commission>,
    /// How old a quote may be and still be bettable.
    pub age_max: TimeDelta,
}

/// A dated list of where a person of a country may bet.
///
/// A preset decides only what nobody has decided: a venue's own setting wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccessPreset {
    /// Every venue counts as held: for a look around, and for the simulator.
    #[default]
    Open,
    /// Every venue serves for comparison until an account is declared.
    Reference,
    /// France, as of November 2026: the online operators licensed by the ANJ count as held, everyone
    /// else who takes bets is barred, and the sharp books that serve for fair prices are references.
    France2026,
}

/// The regulator's own list.
const FRANCE_SOURCE: &str = "https://anj.fr/offre-de-jeu-et-marche/operateurs-agrees";

/// Operators with an online sports-betting licence of the ANJ, by the slugs that sources use.
/// Licences change: check [`FRANCE_SOURCE`].
const FRANCE_HELD: &[&str] = &[
    "betclic_fr",
    "betsson_fr",
    "bwin_fr",
    "daznbet_fr",
    "feelingbet_fr",
    "genybet_fr",
    "netbet_fr",
    "olybet_fr",
    "parionssport_fr",
    "fdj_pdv",
    "pmu_fr",
    "pokerstars_fr",
    "unibet_fr",
    "vbet_fr",
    "winamax_fr",
    "zebet_fr",
];

/// Books whose prices serve as a reference although no bet may be placed there.
const SHARP: &[&str] = &[
    "pinnacle",
    "betfair_ex_eu",
    "betfair_ex_uk",
    "betfair_ex_au",
    "matchbook",
    "smarkets",
    "lowvig",
    "betonlineag",
];

impl AccessPreset {
    /// All presets, with the slug that configuration uses.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Open, "open"), (Self::Reference, "reference"), (Self::France2026, "france-2026")];

    /// The slug.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(preset, _)| *preset == self).map_or("open", |(_, slug)| slug)
    }

    /// Reads the slug.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, slug)| *slug == text).map(|(preset, _)| *preset)
    }

    /// What it does, in a sentence.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Open => "Every venue counts as held: for a look around, and for the simulator",
            Self::Reference => "Every venue serves for comparison until an account is declared",
            Self::France2026 => {
                "France: operators with an online licence of the ANJ are held, sharp books serve for \
                 comparison, everybody else is barred"
            }
        }
    }

    /// Where its list comes from and when it was read; none where there is no list.
    #[must_use]
    pub const fn source(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Open | Self::Reference => None,
            Self::France2026 => Some((FRANCE_SOURCE, "2026-11")),
        }
    }

    /// What the preset says of a venue.
    #[must_use]
    pub fn access(self, key: &VenueKey) -> VenueAccess {
        match self {
            Self::Open => VenueAccess::Held,
            Self::Reference => VenueAccess::Reference,
            Self::France2026 if FRANCE_HELD.contains(&key.as_str()) => VenueAccess::Held,
            Self::France2026 if SHARP.contains(&key.as_str()) => VenueAccess::Reference,
            Self::France2026 => VenueAccess::Barred,
        }
    }
}

impl VenueDefaults {
    /// The same, with what an adapter says of its venues.
    #[must_use]
    pub fn of_venues(mut self, venues: &[ManifestVenue]) -> Self {
        for venue in venues {
            // Fees by bet or by contract are in the price already.
            if let Some(Charge::NetMarket(commission)) = &venue.charge {
                self.commissions.insert(venue.key.to_string(), *commission);
            }
        }
        self
    }

    /// A venue as it is first stored.
    #[must_use]
    pub fn venue(&self, seen: &SourceVenue) -> Venue {
        Venue {
            id: VenueId::new(0),
            key: seen.key.clone(),
            title: seen.title.clone(),
            kind: seen.kind,
            access: self.access.access(&seen.key),
            commission: match (self.commissions.get(seen.key.as_str()), seen.kind) {
                (Some(told), _) => *told,
                (None, VenueKind::Exchange) => self.exchange_commission,
                (None, VenueKind::Bookmaker) => Commission::NONE,
            },
            age_max: self.age_max,
        }
    }
}

impl Default for VenueDefaults {
    fn default() -> Self {
        Self {
            access: AccessPreset::default(),
            // Betfair's base rate; what an account really pays is a setting of the venue.
            commissions: BTreeMap::new(),
            exchange_commission: Commission::new(rust_decimal::dec!(0.05))
                .unwrap_or(Commission::NONE),
            age_max: TimeDelta::minutes(10),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn the_french_preset_tells_three_kinds_apart() {
        let access = |key: &str| AccessPreset::France2026.access(&key.parse().unwrap());
        assert_eq!(access("winamax_fr"), VenueAccess::Held);
        assert_eq!(access("pinnacle"), VenueAccess::Reference);
        assert_eq!(access("bet365"), VenueAccess::Barred);
    }

    #[test]
    fn an_exchange_takes_what_its_adapter_says() {
        let taking = |rate| Some(Charge::NetMarket(Commission::new(rate).unwrap()));
        let venue = |key: &'static str, charge| ManifestVenue {
            charge,
            ..ManifestVenue::new(key, key, VenueKind::Exchange)
        };
        let venues = [venue("smarkets", taking(dec!(0.02))), venue("kalshi", taking(dec!(0)))];
        let defaults = VenueDefaults::default().of_venues(&venues);
        let of = |key: &str, kind| {
            let seen = SourceVenue { key: key.parse().unwrap(), title: key.to_owned(), kind };
            defaults.venue(&seen).commission.rate()
        };
        assert_eq!(of("smarkets", VenueKind::Exchange), dec!(0.02));
        assert_eq!(of("kalshi", VenueKind::Exchange), dec!(0), "its prices are net of its fee");
        assert_eq!(of("betfair_ex_eu", VenueKind::Exchange), dec!(0.05), "nobody said");
        assert_eq!(of("bet365", VenueKind::Bookmaker), dec!(0));
    }

    #[test]
    fn every_slug_in_a_list_is_a_slug() {
        for slug in FRANCE_HELD.iter().chain(SHARP) {
            assert!(slug.parse::<VenueKey>().is_ok(), "{slug}");
        }
        for (preset, slug) in AccessPreset::ALL {
            assert_eq!(AccessPreset::parse(slug), Some(preset));
            assert_eq!(preset.as_str(), slug);
        }
    }
}
