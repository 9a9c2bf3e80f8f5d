//! Which match an entry means: one that is known, or one to be made.

use monps_core::adapter::SourceEvent;
use monps_core::catalog::{Sport, fold_name};
use monps_core::id::EventId;
use monps_core::time::Timestamp;

use super::check::Faults;
use super::{Manual, ManualError, QuoteEntry};
use crate::store::{EventOrigin, EventRecord};

/// The longest public name made of two names.
const SLUG_CHARS_MAX: usize = 200;

/// A match that an entry means, and its id if it is in the catalogue.
type Meant = (SourceEvent, Option<EventId>);

impl Manual {
    /// The match of an entry: by name, by its two sides, or made of what the entry says.
    pub(super) async fn find_match(
        &self,
        entry: &QuoteEntry,
        now: Timestamp,
        faults: &mut Faults,
    ) -> Result<Option<Meant>, ManualError> {
        if let Some(name) = &entry.match_id
            && let Some(known) = self.names.event_of_any_name(name).await?
        {
            return Ok(meant(&known, "match_id", now, faults));
        }
        let Some(described) = described(entry, now, faults) else {
            return Ok(None);
        };
        if let Some(known) = self.names.twin(&described, now).await? {
            return Ok(meant(&known, "starts_at", now, faults));
        }
        // A match of that name which is not between these sides at this time is another one.
        Ok(match self.names.event_of_any_name(&described.key).await? {
            Some(known) => meant(&known, "home_team", now, faults),
            None => Some((described, None)),
        })
    }
}

/// A known match in its own words, unless it has begun: a price by hand moves nothing else.
fn meant(
    known: &EventRecord,
    field: &'static str,
    now: Timestamp,
    faults: &mut Faults,
) -> Option<Meant> {
    let event = &known.event;
    if event.has_started(now) || known.origin == EventOrigin::History {
        faults.add(field, format!("{} has started: its prices count no longer", event.title()));
        return None;
    }
    let described = SourceEvent {
        key: event.slug.clone(),
        sport: event.sport.clone(),
        competition: known.competition.clone().unwrap_or_default(),
        competition_title: known.competition_title.clone().unwrap_or_default(),
        season: event.season,
        home: event.home.clone(),
        away: event.away.clone(),
        starts_at: event.starts_at,
        time_known: event.time_known,
        markets: Vec::new(),
    };
    Some((described, Some(event.id)))
}

/// A match made of what the entry says.
fn described(entry: &QuoteEntry, now: Timestamp, faults: &mut Faults) -> Option<SourceEvent> {
    if let Some(name) = &entry.match_id
        && entry.home_team.is_none()
    {
        faults.add(
            "match_id",
            format!(
                "there is no match {name:?}: to make it, give home_team, away_team, sport and \
                 starts_at"
            ),
        );
        return None;
    }
    let home = name(entry.home_team.as_deref(), "home_team", faults);
    let away = name(entry.away_team.as_deref(), "away_team", faults);
    let sport = match &entry.sport {
        None => {
            faults.add("sport", "is required where no known match is named");
            None
        }
        Some(text) => match text.parse::<Sport>() {
            Ok(sport) => Some(sport),
            Err(error) => {
                faults.add("sport", error);
                None
            }
        },
    };
    let starts_at = match entry.starts_at {
        None => {
            faults.add("starts_at", "is required where no known match is named");
            None
        }
        Some(start) if start <= now => {
            faults.add("starts_at", "has passed: its prices count no longer");
            None
        }
        Some(start) => Some(start),
    };
    let (home, away, sport, starts_at) = (home?, away?, sport?, starts_at?);
    if fold_name(&home) == fold_name(&away) {
        faults.add("away_team", "is the same as home_team");
        return None;
    }
    let league = entry.league.clone().unwrap_or_default();
    Some(SourceEvent {
        key: entry.match_id.clone().unwrap_or_else(|| slug(&sport, &home, &away, starts_at)),
        sport,
        competition: words(&league),
        competition_title: league,
        season: None,
        home,
        away,
        starts_at,
        time_known: true,
        markets: Vec::new(),
    })
}

fn name(text: Option<&str>, field: &'static str, faults: &mut Faults) -> Option<String> {
    let name = text.map(str::trim).filter(|name| !name.is_empty());
    if name.is_none() {
        faults.add(field, "is required where no known match is named");
    }
    name.map(str::to_owned)
}

/// `football-arsenal-chelsea-2026-11-22`.
fn slug(sport: &Sport, home: &str, away: &str, starts_at: Timestamp) -> String {
    let day = starts_at.date_naive();
    let sides: String =
        format!("{}-{}", words(home), words(away)).chars().take(SLUG_CHARS_MAX).collect();
    format!("{sport}-{sides}-{day}")
}

/// A name as the words of a slug.
fn words(name: &str) -> String {
    fold_name(name).replace(|c: char| !c.is_alphanumeric(), "-")
}
