//! From the source's words to ours. Outcomes are matched by name, never by position; what is not
//! understood is skipped with its place and a reason, never guessed.

mod bookmaker;
mod words;

use monps_core::adapter::{Score, Snapshot, SourceEvent, SourceResult};
use monps_core::catalog::Selection;
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::odds::OddsFormat;
use monps_core::time::{DateTime, Timestamp, parse_timestamp};

use super::wire::{self, RawValue, scalar};
use crate::kit::{Reason, Skips, name, short};
use bookmaker::BookmakerReader;
use words::{Sides, whole_event};
pub use words::{sport_of, venue_kind};

/// What an answer about odds says.
pub(super) fn odds(body: &[u8], format: OddsFormat) -> Result<Snapshot, Fault> {
    let mut skips = Skips::default();
    let mut events = Vec::new();
    for (at, raw) in wire::events(body)? {
        let read = wire::read::<wire::Event<'_>>(raw);
        if let Ok(event) = &read {
            refuse_another_format(event, format, &at)?;
        }
        match read.and_then(|event| source_event(&event, format, &at, &mut skips)) {
            Ok(event) => events.push(event),
            Err(reason) => skips.push(&at, reason),
        }
    }
    Ok(Snapshot { events, skipped: skips.finish(), ..Snapshot::default() })
}

/// What an answer about scores says. An event without scores is not skipped: it has not begun.
pub(super) fn results(body: &[u8]) -> Result<Snapshot, Fault> {
    let mut skips = Skips::default();
    let mut results = Vec::new();
    for (at, raw) in wire::events(body)? {
        match wire::read(raw).and_then(|event| source_result(&event)) {
            Ok(result) => results.extend(result),
            Err(reason) => skips.push(&at, reason),
        }
    }
    Ok(Snapshot { results, skipped: skips.finish(), ..Snapshot::default() })
}

/// +240 read as decimal odds would be a price of 240. A negative price gives such an answer away,
/// and then none of it can be trusted.
fn refuse_another_format(
    event: &wire::Event<'_>,
    format: OddsFormat,
    at: &str,
) -> Result<(), Fault> {
    let mut prices = event
        .bookmakers
        .iter()
        .flat_map(|bookmaker| &bookmaker.markets)
        .flat_map(|market| &market.outcomes)
        .filter_map(|outcome| outcome.price);
    let american = |raw: &RawValue| scalar(raw).parse::<i64>().is_ok_and(|line| line <= -100);
    if format == OddsFormat::Decimal && prices.any(american) {
        let message = "the prices are American odds where decimal ones were asked for: set odds_format = american";
        return Err(Fault::new(FaultCode::SchemaDrift, message).at(at));
    }
    Ok(())
}

fn source_event(
    event: &wire::Event<'_>,
    format: OddsFormat,
    at: &str,
    skips: &mut Skips,
) -> Result<SourceEvent, Reason> {
    let sport = sport_of(&event.sport_key)?;
    let sides = Sides::new(event.home_team.as_deref(), event.away_team.as_deref())?;
    let mut markets = Vec::new();
    for (index, bookmaker) in event.bookmakers.iter().enumerate() {
        let reader = BookmakerReader {
            sport: &sport,
            sides: &sides,
            format,
            at: format!("{at}/bookmakers/{index}"),
        };
        markets.extend(reader.markets(bookmaker, skips));
    }
    Ok(SourceEvent {
        key: name("id", &event.id)?,
        competition: event.sport_key.clone().into_owned(),
        competition_title: event
            .sport_title
            .as_deref()
            .and_then(|title| name("sport_title", title).ok())
            .unwrap_or_else(|| event.sport_key.clone().into_owned()),
        season: None,
        home: sides.home.unwrap_or_default(),
        away: sides.away.unwrap_or_default(),
        starts_at: instant(event.commence_time).ok_or("commence_time is not a time")?,
        time_known: true,
        sport,
        markets,
    })
}

fn source_result(event: &wire::ScoredEvent<'_>) -> Result<Option<SourceResult>, Reason> {
    let Some(scores) = &event.scores else {
        return if event.completed {
            Err("the event is over and has no scores".to_owned())
        } else {
            Ok(None)
        };
    };
    let sides = Sides::new(event.home_team.as_deref(), event.away_team.as_deref())?;
    let of = |side: &Selection| -> Result<u32, Reason> {
        let mut found =
            scores.iter().filter(|score| sides.side(&score.name).as_ref() == Some(side));
        let (Some(score), None) = (found.next(), found.next()) else {
            return Err(format!("there is not exactly one score of the side {side}"));
        };
        let text = score.score.map(scalar).unwrap_or_default();
        text.parse().map_err(|_| {
            format!("the score {:?} of the side {side} is not a whole number", short(text))
        })
    };
    let score = Score {
        period: whole_event(&sport_of(&event.sport_key)?),
        home: of(&Selection::Home)?,
        away: of(&Selection::Away)?,
    };
    Ok(Some(SourceResult {
        event_key: name("id", &event.id)?,
        is_final: event.completed,
        scores: vec![score],
        source_at: event.last_update.and_then(instant),
    }))
}

/// An instant in ISO 8601, or in seconds since 1970.
fn instant(raw: &RawValue) -> Option<Timestamp> {
    let text = scalar(raw);
    match text.parse::<i64>() {
        Ok(seconds) => DateTime::from_timestamp(seconds, 0),
        Err(_) => parse_timestamp(text).ok(),
    }
}
