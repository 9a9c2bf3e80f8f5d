//! From the source's words to ours. Outcomes are matched by name; what is not understood is skipped
//! with its place and a reason, never guessed.

mod score;
mod words;

use std::collections::BTreeMap;

use monps_core::adapter::{
    Skipped, Snapshot, SourceCompetition, SourceEvent, SourceMarket, SourceResult, SourceVenue,
};
use monps_core::catalog::{Season, Selection, Sport, VenueKind};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{DateTime, Timestamp, parse_timestamp};

use super::wire::{self, Page, scalar};
use crate::kit::{Markets, Reason, Skips, name, short};

/// A league's coming fixtures by id: odds carry no names.
pub(super) type Fixtures = BTreeMap<u64, SourceEvent>;

/// What stands in the way of a fixture in an answer.
pub(super) enum Standing {
    /// It has not ended.
    Open,
    /// It was played to its end.
    Over,
    /// It ended at a table, or not at all.
    NotPlayed,
}

/// Whether a fixture is over. A word that is not documented may mean money, so nothing of its answer
/// is taken.
fn standing(short_status: &str, at: &str) -> Result<Standing, Fault> {
    match short_status {
        "TBD" | "NS" | "1H" | "HT" | "2H" | "ET" | "BT" | "P" | "LIVE" | "INT" | "SUSP" | "PST"
        | "CANC" | "ABD" => Ok(Standing::Open),
        "FT" | "AET" | "PEN" => Ok(Standing::Over),
        "AWD" | "WO" => Ok(Standing::NotPlayed),
        other => {
            let message = format!(
                "the status {:?} is not documented: whether it is over is not known, so nothing of \
                 this answer is taken; tell the adapter's keepers",
                short(other)
            );
            Err(Fault::new(FaultCode::SchemaDrift, message)
                .at(format!("{at}/fixture/status/short")))
        }
    }
}

/// The leagues of an answer.
pub(super) fn leagues(page: &Page<'_>) -> Snapshot {
    let mut skips = Skips::default();
    let mut catalogue = Vec::new();
    for (at, raw) in &page.items {
        match wire::read::<wire::LeagueItem>(raw) {
            Ok(item) => {
                let country = item.country.as_ref().and_then(|country| country.name.as_deref());
                let (key, title) = titled(&item.league, country);
                catalogue.push(SourceCompetition {
                    key,
                    title,
                    sport: Sport::FOOTBALL,
                    count: None,
                });
            }
            Err(reason) => skips.push(at, reason),
        }
    }
    Snapshot { catalogue, skipped: skips.finish(), ..Snapshot::default() }
}

/// A league's number as the source's word for it, and its name with its country.
fn titled(league: &wire::League, country: Option<&str>) -> (String, String) {
    let titles = [country, league.name.as_deref()];
    let title = titles.into_iter().flatten().collect::<Vec<_>>().join(" - ");
    let key = league.id.to_string();
    let title = name("league", &title).unwrap_or_else(|_| key.clone());
    (key, title)
}

/// The fixtures of an answer, bare.
pub(super) fn fixtures(page: &Page<'_>) -> Result<(Fixtures, Vec<Skipped>), Fault> {
    let mut skips = Skips::default();
    let mut found = Fixtures::new();
    for (at, raw) in &page.items {
        match wire::read::<wire::FixtureItem<'_>>(raw).and_then(|item| event(&item)) {
            Ok((id, event)) => {
                found.insert(id, event);
            }
            Err(reason) => skips.push(at, reason),
        }
    }
    Ok((found, skips.finish()))
}

/// The final results of an answer, with the bare events so that they can be matched by name.
pub(super) fn results(page: &Page<'_>, wanted: impl Fn(&str) -> bool) -> Result<Snapshot, Fault> {
    let mut skips = Skips::default();
    let mut snapshot = Snapshot::default();
    for (at, raw) in &page.items {
        let item: wire::FixtureItem<'_> = match wire::read(raw) {
            Ok(item) => item,
            Err(reason) => {
                skips.push(at, reason);
                continue;
            }
        };
        let standing = standing(&item.fixture.status.short, at)?;
        if !wanted(&item.fixture.id.to_string()) {
            continue;
        }
        let read = match standing {
            Standing::Open => continue,
            Standing::NotPlayed => {
                Err("the result was awarded, not played: settle it by hand".to_owned())
            }
            Standing::Over => result(&item),
        };
        match read {
            Ok((event, _)) if snapshot.results.iter().any(|held| held.event_key == event.key) => {
                skips.push(at, "the match is there twice: the first stands");
            }
            Ok((event, result)) => {
                snapshot.events.push(event);
                snapshot.results.push(result);
            }
            Err(reason) => skips.push(at, reason),
        }
    }
    snapshot.skipped = skips.finish();
    Ok(snapshot)
}

fn result(item: &wire::FixtureItem<'_>) -> Result<(SourceEvent, SourceResult), Reason> {
    let (id, event) = event(item)?;
    let result = SourceResult {
        event_key: id.to_string(),
        is_final: true,
        scores: score::scores(item)?,
        source_at: None,
    };
    Ok((event, result))
}

fn event(item: &wire::FixtureItem<'_>) -> Result<(u64, SourceEvent), Reason> {
    let side = |what, team: &wire::Team| name(what, team.name.as_deref().unwrap_or_default());
    let league = &item.league;
    let (competition, competition_title) = titled(league, league.country.as_deref());
    let event = SourceEvent {
        key: item.fixture.id.to_string(),
        sport: Sport::FOOTBALL,
        competition_title,
        competition,
        season: league.season.map(Season::beginning),
        home: side("teams/home/name", &item.teams.home)?,
        away: side("teams/away/name", &item.teams.away)?,
        starts_at: DateTime::from_timestamp(item.fixture.timestamp, 0)
            .ok_or("fixture/timestamp is not an instant")?,
        time_known: item.fixture.status.short != "TBD",
        markets: Vec::new(),
    };
    Ok((item.fixture.id, event))
}

/// The odds of one page, joined to their fixtures.
pub(super) fn odds(page: &Page<'_>, fixtures: &Fixtures) -> (Vec<SourceEvent>, Vec<Skipped>) {
    let mut skips = Skips::default();
    let mut events: Vec<SourceEvent> = Vec::new();
    for (at, raw) in &page.items {
        let item: wire::OddsItem<'_> = match wire::read(raw) {
            Ok(item) => item,
            Err(reason) => {
                skips.push(at, reason);
                continue;
            }
        };
        let Some(event) = fixtures.get(&item.fixture.id) else {
            let id = item.fixture.id;
            skips.push(at, format!("the fixture {id} is not among the coming ones of its league"));
            continue;
        };
        if events.iter().any(|held| held.key == event.key) {
            skips.push(at, format!("the fixture {} is in this answer twice", event.key));
            continue;
        }
        let updated = item.update.as_deref().and_then(|at| parse_timestamp(at).ok());
        let mut markets: Vec<SourceMarket> = Vec::new();
        for (index, bookmaker) in item.bookmakers.iter().enumerate() {
            let at = format!("{at}/bookmakers/{index}");
            let read = bookmaker_markets(bookmaker, updated, &at, &mut skips);
            let is_held = read.first().is_some_and(|market| {
                markets.iter().any(|held| held.venue.key == market.venue.key)
            });
            if is_held {
                skips.push(&at, "the bookmaker is listed twice: which prices stand is not said");
            } else {
                markets.extend(read);
            }
        }
        events.push(SourceEvent { markets, ..event.clone() });
    }
    (events, skips.finish())
}

fn bookmaker_markets(
    bookmaker: &wire::Bookmaker<'_>,
    updated: Option<Timestamp>,
    at: &str,
    skips: &mut Skips,
) -> Vec<SourceMarket> {
    let venue = name("bookmaker", &bookmaker.name).and_then(|title| {
        let key = words::venue_slug(&title).ok_or("the bookmaker's name makes no slug")?;
        let key = key.parse().map_err(|_| "the bookmaker's name makes no slug".to_owned())?;
        Ok(SourceVenue { key, title, kind: VenueKind::Bookmaker })
    });
    let mut markets = match venue {
        Ok(venue) => Markets::of(venue),
        Err(reason) => {
            skips.push(at, reason);
            return Vec::new();
        }
    };
    for (index, bet) in bookmaker.bets.iter().enumerate() {
        let question = words::question(&bet.name);
        for (place, value) in bet.values.iter().enumerate() {
            let named = scalar(value.value);
            let read = words::answer(&question, &named).and_then(|(selection, line)| {
                let market = (question.kind.clone(), question.period, line);
                markets.back(market, selection, &scalar(value.odd), (updated, None))
            });
            if let Err(reason) = read {
                skips.push(&format!("{at}/bets/{index}/values/{place}"), reason);
            }
        }
    }
    markets.finish()
}

/// A selection in the source's own words.
fn named(text: &str) -> Result<Selection, Reason> {
    Selection::named(text).map_err(|error| error.to_string())
}
