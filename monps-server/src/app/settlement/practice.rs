//! How bets are settled here: the rules, and whose close counts, as somebody decided or as is usual.

use std::sync::Arc;

use monps_core::bet::Leg;
use monps_core::catalog::{Sport, VenueKey};
use monps_core::settle::rules::{AppliedRules, Asked, RuleBook};
use monps_core::time::Timestamp;

use super::super::problem::Problem;
use super::super::settings::{KnownSetting, Settings, SettlementRules};

/// The rules in force, read.
#[derive(Clone, Debug)]
pub struct Practice {
    book: RuleBook,
    pub(super) settings: SettlementRules,
}

impl Practice {
    /// As somebody decided; as is usual where there are no settings.
    ///
    /// # Errors
    /// [`Problem::Broken`] when what is stored is not valid for this version.
    pub async fn of(settings: Option<&Arc<Settings>>) -> Result<Self, Problem> {
        Self::reading(match settings {
            Some(settings) => settings.settlement().await.map_err(Problem::broken)?,
            None => SettlementRules::default_value(),
        })
    }

    pub(super) fn reading(settings: SettlementRules) -> Result<Self, Problem> {
        let book = settings.book().map_err(Problem::broken)?;
        Ok(Self { book, settings })
    }

    /// The rules for a leg at a venue: those of the day on which the bet was struck.
    pub(super) fn rules(
        &self,
        venue: &VenueKey,
        sport: &Sport,
        leg: &Leg,
        struck_at: Timestamp,
    ) -> AppliedRules {
        let first = self.settings.venues.get(venue).map_or(&[][..], Vec::as_slice);
        self.book.applied(&Asked {
            venue,
            sport,
            market: &leg.market.kind,
            day: struck_at.date_naive(),
            first,
            last: &self.settings.otherwise,
        })
    }
}

/// The sets that were asked, in words: `football-regular-time v1, common v1`.
pub(super) fn names(applied: &AppliedRules) -> String {
    let names: Vec<String> =
        applied.sets.iter().map(|(name, version)| format!("{name} v{version}")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
