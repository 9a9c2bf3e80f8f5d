//! The offer as tables of an SQLite database.

use std::collections::BTreeMap;

use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{DateTime, Timestamp};

use super::wire::{Game, Market, OPEN, Offer, Outcome};
use crate::sqlite_image::{Image, ImageError, Row, Table, Value};

/// Prices of one offer.
const OUTCOMES_MAX: usize = 1_000_000;

/// A row of the offer that could be read, or where and why not.
type Read<T> = Result<T, (String, String)>;

/// Reads the offer out of a database.
pub(super) fn offer(bytes: &[u8]) -> Result<Offer, Fault> {
    read(bytes).map_err(|error| {
        let why = match error {
            ImageError::NoTable { .. } | ImageError::NoColumn { .. } => {
                "; the source has changed its tables: tell the adapter's keepers"
            }
            _ => "",
        };
        let message = format!("the offer cannot be read: {error}{why}");
        Fault::new(FaultCode::SchemaDrift, message).at("/")
    })
}

fn read(bytes: &[u8]) -> Result<Offer, ImageError> {
    let image = Image::open(bytes)?;
    let sports = names(&image, "sports", ["sport_id", "sport"])?;
    let kinds = names(&image, "pari_type", ["pari_type_id", "pari_type"])?;
    let competitions = competitions(&image)?;
    let mut unread = Vec::new();
    let mut outcomes = outcomes(&image, &mut unread)?;
    let mut markets: BTreeMap<i64, Vec<Market>> = BTreeMap::new();
    let columns =
        Columns::of(&image, "market", ["event_id", "market_id", "pari_type_ref", "handicap"])?;
    columns.rows(&image, |[event, market, kind, detail]| {
        let (Some(event), Some(market)) = (number(event), number(market)) else {
            return;
        };
        let kind = number(kind).and_then(|kind| kinds.get(&kind).cloned());
        markets.entry(event).or_default().push(Market {
            id: market.to_string(),
            kind: kind.unwrap_or_default(),
            detail: text(detail),
            outcomes: outcomes.remove(&market).unwrap_or_default(),
        });
    })?;
    let mut offer = Offer { games: Vec::new(), unread };
    let columns =
        Columns::of(&image, "offer_1n2", ["event_id", "start_ts", "fin_ts", "comp_ref", "match"])?;
    columns.rows(&image, |row| match game(row, &competitions, &sports) {
        Ok((event, game)) => {
            let markets = markets.remove(&event).unwrap_or_default();
            offer.games.push(Game { markets, ..game });
        }
        Err(unread) => offer.unread.push(unread),
    })?;
    Ok(offer)
}

/// A competition: its name and its sport.
type Competitions = BTreeMap<i64, (String, i64)>;

fn game(
    [event, start, end, competition, label]: [Value<'_>; 5],
    competitions: &Competitions,
    sports: &BTreeMap<i64, String>,
) -> Read<(i64, Game)> {
    let id = number(event);
    let at = format!("offer_1n2/{}", id.map_or_else(|| "?".to_owned(), |id| id.to_string()));
    let missing =
        |what: &str| (at.clone(), format!("{what} is missing, or not what it is elsewhere"));
    let event = id.ok_or_else(|| missing("event_id"))?;
    let competition_id = number(competition).ok_or_else(|| missing("comp_ref"))?;
    let (competition, sport) =
        competitions.get(&competition_id).cloned().ok_or_else(|| missing("its competition"))?;
    let game = Game {
        id: event.to_string(),
        sport,
        sport_name: sports.get(&sport).cloned(),
        competition_id: competition_id.to_string(),
        competition,
        label: text(label).ok_or_else(|| missing("match"))?,
        is_match: true,
        starts_at: instant(start).ok_or_else(|| missing("start_ts"))?,
        closes_at: instant(end).ok_or_else(|| missing("fin_ts"))?,
        markets: Vec::new(),
        at: at.clone(),
    };
    Ok((event, game))
}

fn competitions(image: &Image<'_>) -> Result<Competitions, ImageError> {
    let mut found = Competitions::new();
    let columns = Columns::of(image, "comp", ["comp_id", "comp", "sport_ref"])?;
    columns.rows(image, |[id, name, sport]| {
        if let (Some(id), Some(name), Some(sport)) = (number(id), text(name), number(sport)) {
            found.insert(id, (name, sport));
        }
    })?;
    Ok(found)
}

/// The outcomes by their market.
fn outcomes(
    image: &Image<'_>,
    unread: &mut Vec<(String, String)>,
) -> Result<BTreeMap<i64, Vec<Outcome>>, ImageError> {
    let mut found: BTreeMap<i64, Vec<(i64, Outcome)>> = BTreeMap::new();
    let mut count = 0;
    let columns =
        Columns::of(image, "buttons", ["market_id", "lib", "cote", "pos", "status", "team"])?;
    columns.rows(image, |[market, label, price, place, status, team]| {
        count += 1;
        let Some(market) = number(market) else {
            return unread.push(("buttons".to_owned(), "market_id is missing".to_owned()));
        };
        // A status that is no number may mean money: such an outcome is not taken.
        let (Some(label), Some(price), Some(status)) = (text(label), digits(price), number(status))
        else {
            let reason = "lib, cote or status are missing, or not what they are elsewhere";
            return unread.push((format!("buttons of market {market}"), reason.to_owned()));
        };
        let outcome = Outcome { label, price, is_open: status == OPEN, team: text(team) };
        let place = number(place).unwrap_or(i64::MAX);
        found.entry(market).or_default().push((place, outcome));
    })?;
    if count > OUTCOMES_MAX {
        return Err(ImageError::TooMany { what: "outcomes", most: OUTCOMES_MAX });
    }
    let in_order = |(market, mut outcomes): (i64, Vec<(i64, Outcome)>)| {
        outcomes.sort_by_key(|(place, _)| *place);
        (market, outcomes.into_iter().map(|(_, outcome)| outcome).collect())
    };
    Ok(found.into_iter().map(in_order).collect())
}

/// A table of numbers and names.
fn names(
    image: &Image<'_>,
    table: &str,
    columns: [&str; 2],
) -> Result<BTreeMap<i64, String>, ImageError> {
    let mut found = BTreeMap::new();
    Columns::of(image, table, columns)?.rows(image, |[id, name]| {
        if let (Some(id), Some(name)) = (number(id), text(name)) {
            found.insert(id, name);
        }
    })?;
    Ok(found)
}

/// Some columns of a table.
struct Columns<const N: usize> {
    table: Table,
    places: [usize; N],
}

impl<const N: usize> Columns<N> {
    fn of(image: &Image<'_>, table: &str, columns: [&str; N]) -> Result<Self, ImageError> {
        let table = image.table(table)?;
        let mut places = [0; N];
        for (place, column) in places.iter_mut().zip(columns) {
            *place = table.column(column)?;
        }
        Ok(Self { table, places })
    }

    fn rows(
        &self,
        image: &Image<'_>,
        mut take: impl FnMut([Value<'_>; N]),
    ) -> Result<(), ImageError> {
        image.rows(&self.table, |row: &Row<'_>| {
            take(self.places.map(|place| row.get(place)));
            Ok(())
        })
    }
}

/// A whole number, also where it is stored as text.
fn number(value: Value<'_>) -> Option<i64> {
    value.integer().or_else(|| value.text()?.trim().parse().ok())
}

fn text(value: Value<'_>) -> Option<String> {
    value.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn instant(value: Value<'_>) -> Option<Timestamp> {
    DateTime::from_timestamp(number(value)?, 0)
}

/// A price as the digits that were meant: the shortest that lead back to the stored number.
fn digits(value: Value<'_>) -> Option<String> {
    match value {
        Value::Real(number) if number.is_finite() => Some(format!("{number}")),
        Value::Integer(number) => Some(number.to_string()),
        Value::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    }
}
