//! From the counter's words to ours.

mod sides;
mod words;

use std::collections::BTreeSet;

use monps_core::adapter::{Coverage, Snapshot, SourceEvent, SourceVenue};
use monps_core::catalog::{Sport, VenueKind};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::Timestamp;

use super::VENUE;
use super::wire::{Game, Market, Offer};
use crate::kit::{Markets, Reason, Skips, name, slug};
use sides::Sides;

/// What the offer says can be bet on at an instant.
pub(super) fn odds(offer: Offer, now: Timestamp) -> Result<Snapshot, Fault> {
    let venue = venue()?;
    let mut skips = Skips::default();
    for (at, reason) in offer.unread {
        skips.push(&at, reason);
    }
    let mut competitions = BTreeSet::new();
    let mut keys = BTreeSet::new();
    let mut events = Vec::new();
    for game in &offer.games {
        competitions.insert(game.competition_id.clone());
        match event(game, &venue, now, &mut skips) {
            Ok(event) if keys.insert(event.key.clone()) => events.push(event),
            Ok(_) => skips.push(&game.at, "the match is there twice: the first stands"),
            Err(reason) => skips.push(&game.at, reason),
        }
    }
    Ok(Snapshot {
        events,
        coverage: Coverage::Competitions,
        competitions: competitions.into_iter().collect(),
        skipped: skips.finish(),
        ..Snapshot::default()
    })
}

fn venue() -> Result<SourceVenue, Fault> {
    let key = VENUE.0.parse().map_err(|error| {
        let error: monps_core::error::catalog::CatalogError = error;
        Fault::new(FaultCode::Internal, error.to_string())
    })?;
    Ok(SourceVenue { key, title: VENUE.1.to_owned(), kind: VenueKind::Bookmaker })
}

fn event(
    game: &Game,
    venue: &SourceVenue,
    now: Timestamp,
    skips: &mut Skips,
) -> Result<SourceEvent, Reason> {
    if !game.is_match {
        return Err("it is a ranking, no match of two sides".to_owned());
    }
    let sport = sport(game)?;
    let sides = Sides::of(game)?;
    let mut markets = Markets::of(venue.clone());
    // After the counter has closed nothing can be bet on.
    if game.closes_at > now {
        for market in &game.markets {
            read(market, &sport, &sides, &mut markets, game, skips);
        }
    }
    let competition = name("competition", &game.competition)?;
    Ok(SourceEvent {
        key: name("event id", &game.id)?,
        sport,
        competition: game.competition_id.clone(),
        competition_title: competition,
        season: None,
        home: sides.home,
        away: sides.away,
        starts_at: game.starts_at,
        time_known: true,
        markets: markets.finish(),
    })
}

fn read(
    market: &Market,
    sport: &Sport,
    sides: &Sides,
    markets: &mut Markets,
    game: &Game,
    skips: &mut Skips,
) {
    let question = match words::question(market, sport) {
        Ok(question) => question,
        Err(reason) => {
            return skips.push(&format!("{}/market {}", game.at, market.id), reason);
        }
    };
    for outcome in market.outcomes.iter().filter(|outcome| outcome.is_open) {
        let read = words::answer(&question, outcome, sides).and_then(|selection| {
            let key = (question.kind.clone(), question.period, question.line);
            markets.back(key, selection, &outcome.price, (None, None))
        });
        if let Err(reason) = read {
            let label = crate::kit::short(&outcome.label);
            skips.push(&format!("{}/market {}/{label}", game.at, market.id), reason);
        }
    }
}

/// Sports by the source's number.
const SPORTS: [(i64, Sport); 4] = [
    (100, Sport::FOOTBALL),
    (600, Sport::TENNIS),
    (601_600, Sport::BASKETBALL),
    (433_100, Sport::BASEBALL),
];

/// The sport: by its number, else by the slug of its name.
fn sport(game: &Game) -> Result<Sport, Reason> {
    if let Some((_, sport)) = SPORTS.iter().find(|(id, _)| *id == game.sport) {
        return Ok(sport.clone());
    }
    let unknown = || format!("the sport {} is not known", game.sport);
    let slug = match game.sport {
        964_500 => Some("rugby".to_owned()),
        _ => game.sport_name.as_deref().and_then(slug),
    };
    slug.ok_or_else(unknown)?.parse().map_err(|_| unknown())
}
