//! From the source's words to ours: which events there are, and what each part of them is priced at.

mod book;
mod period;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use monps_core::adapter::{Skipped, SourceEvent};
use monps_core::catalog::Sport;
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::parse_timestamp;

use super::wire::{self, FixtureEvent, FixtureLeague};
use super::{Brand, SportRule};
use crate::kit::{Reason, Skips, name};

pub(super) use book::Book;

/// An event of the source, and whether it is in play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) event: SourceEvent,
    pub(super) is_live: bool,
}

/// What an answer about fixtures says.
#[derive(Debug, Default)]
pub(super) struct FixtureReading {
    pub(super) last: i64,
    /// By the source's number.
    pub(super) events: BTreeMap<u64, Known>,
    pub(super) skipped: Vec<Skipped>,
}

/// What an answer about odds says: for each event and part, all of its markets.
#[derive(Debug, Default)]
pub(super) struct OddsReading {
    pub(super) last: i64,
    pub(super) leagues: Vec<u64>,
    pub(super) parts: BTreeMap<(u64, u32), period::Part>,
    pub(super) skipped: Vec<Skipped>,
}

/// Reads fixtures; none where nothing has changed.
pub(super) fn fixtures(
    body: &[u8],
    rule: &SportRule,
    live: bool,
) -> Result<Option<FixtureReading>, Fault> {
    let what = "an object with the fixtures of a sport";
    let Some(answer) = wire::answer::<wire::Fixtures<'_>>(body, what)? else {
        return Ok(None);
    };
    check_sport(answer.sport_id, rule)?;
    let mut skips = Skips::default();
    let mut other_units: BTreeMap<String, usize> = BTreeMap::new();
    let mut reading = FixtureReading { last: answer.last, ..FixtureReading::default() };
    for (place, league) in answer.league.iter().enumerate() {
        for (index, raw) in league.events.iter().enumerate() {
            let at = || format!("/league/{place}/events/{index}");
            let found: FixtureEvent<'_> = match wire::read(raw) {
                Ok(found) => found,
                Err(reason) => {
                    skips.push(&at(), reason);
                    continue;
                }
            };
            let unit = found.resulting_unit.as_deref().unwrap_or("Regular");
            if unit != "Regular" {
                *other_units.entry(unit.chars().take(20).collect()).or_default() += 1;
                continue;
            }
            let is_live = found.live_status == Some(1);
            if is_live && !live {
                continue;
            }
            match event(&found, league, &rule.sport) {
                Ok(event) => {
                    reading.events.insert(found.id, Known { event, is_live });
                }
                Err(reason) => skips.push(&at(), reason),
            }
        }
    }
    for (unit, count) in other_units {
        skips.push("/league", format!("{count} events are about {unit}, and are not read"));
    }
    reading.skipped = skips.finish();
    Ok(Some(reading))
}

fn event(
    found: &FixtureEvent<'_>,
    league: &FixtureLeague<'_>,
    sport: &Sport,
) -> Result<SourceEvent, Reason> {
    let competition = league.id.to_string();
    let (home, away) = (name("home", &found.home)?, name("away", &found.away)?);
    if home == away {
        return Err(format!("both sides are called {home:?}: which is which is not said"));
    }
    // In play the same contest goes on under another number and names its parent.
    let is_live = found.live_status == Some(1);
    let key = found.parent_id.filter(|_| is_live).unwrap_or(found.id);
    Ok(SourceEvent {
        key: key.to_string(),
        sport: sport.clone(),
        competition_title: league
            .name
            .as_deref()
            .and_then(|title| name("league/name", title).ok())
            .unwrap_or_else(|| competition.clone()),
        competition,
        season: None,
        home,
        away,
        starts_at: parse_timestamp(&found.starts)
            .map_err(|_| "starts is not an instant such as 2025-04-06T11:30:00Z".to_owned())?,
        time_known: true,
        markets: Vec::new(),
    })
}

/// Reads odds; none where nothing has changed.
pub(super) fn odds(
    body: &[u8],
    brand: &Brand,
    rule: &SportRule,
) -> Result<Option<OddsReading>, Fault> {
    let what = "an object with the odds of a sport";
    let Some(answer) = wire::answer::<wire::Odds<'_>>(body, what)? else {
        return Ok(None);
    };
    check_sport(answer.sport_id, rule)?;
    let mut skips = Skips::default();
    let mut reading = OddsReading { last: answer.last, ..OddsReading::default() };
    let venue = brand.venue()?;
    for (place, league) in answer.leagues.iter().enumerate() {
        reading.leagues.push(league.id);
        for (index, event) in league.events.iter().enumerate() {
            for (number, raw) in event.periods.iter().enumerate() {
                let at = format!("/leagues/{place}/events/{index}/periods/{number}");
                let found: wire::Period<'_> = match wire::read(raw) {
                    Ok(found) => found,
                    Err(reason) => {
                        skips.push(&at, reason);
                        continue;
                    }
                };
                let key = (event.id, found.number);
                let part = period::part((event, &found), &venue, rule, &at, &mut skips)?;
                match reading.parts.entry(key) {
                    Entry::Vacant(free) => {
                        free.insert(part);
                    }
                    Entry::Occupied(_) => {
                        skips.push(&at, "this part of the event is there twice: the first stands");
                    }
                }
            }
        }
    }
    reading.skipped = skips.finish();
    Ok(Some(reading))
}

fn check_sport(answered: u32, rule: &SportRule) -> Result<(), Fault> {
    if answered == rule.id {
        return Ok(());
    }
    let message = format!(
        "the answer is about the sport {answered}, and {} was asked for: nothing of it is taken",
        rule.id
    );
    Err(Fault::new(FaultCode::SchemaDrift, message).at("/sportId"))
}
