//! Which stream a price belongs to: sport, competition, market kind, venue and side.
//!
//! Every row is placed as it is written. What was looked up is remembered, but nothing of a transaction
//! before it has committed: a stream that was rolled back does not exist.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sqlx::PgConnection;

use super::super::columns::{get, side_code};
use super::super::error::refused;
use crate::store::columns::corrupt;
use crate::store::{QuoteRow, StoreError};

/// Selections whose group is remembered; beyond this the memory starts afresh.
const SELECTIONS_MAX: usize = 200_000;

/// Sport, competition and market kind, as a small number of this process.
type Group = usize;
/// What names a stream: group, venue, side.
type StreamKey = (Group, i64, i16);

/// What is known of streams.
#[derive(Debug, Default)]
pub(in crate::store::postgres) struct Streams {
    groups: Vec<[String; 3]>,
    numbers: HashMap<[String; 3], Group>,
    selections: HashMap<i64, Group>,
    ids: HashMap<StreamKey, i32>,
}

/// What a transaction found out, to be remembered once it has committed.
#[derive(Debug, Default)]
pub(super) struct Found {
    selections: HashMap<i64, Group>,
    ids: HashMap<StreamKey, i32>,
}

impl Streams {
    fn group(&mut self, words: [String; 3]) -> Group {
        if let Some(group) = self.numbers.get(&words) {
            return *group;
        }
        let group = self.groups.len();
        self.groups.push(words.clone());
        self.numbers.insert(words, group);
        group
    }

    fn remember(&mut self, found: Found) {
        if self.selections.len() + found.selections.len() > SELECTIONS_MAX {
            self.selections.clear();
        }
        if found.selections.len() <= SELECTIONS_MAX {
            self.selections.extend(found.selections);
        }
        self.ids.extend(found.ids);
    }
}

fn open(streams: &Mutex<Streams>) -> MutexGuard<'_, Streams> {
    streams.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers what a committed transaction found out.
pub(super) fn remember(streams: &Mutex<Streams>, found: Found) {
    open(streams).remember(found);
}

/// The stream of each row, in order. The catalogue's rows must have been written on this connection.
pub(super) async fn place(
    streams: &Mutex<Streams>,
    connection: &mut PgConnection,
    rows: &[QuoteRow],
) -> Result<(Vec<i32>, Found), StoreError> {
    let mut found = Found::default();
    let unknown: BTreeSet<i64> = {
        let known = open(streams);
        let ids = rows.iter().map(|row| row.selection_id.get());
        ids.filter(|id| !known.selections.contains_key(id)).collect()
    };
    let words = groups_of(connection, unknown).await?;
    let (keys, missing) = {
        let mut known = open(streams);
        for (selection, words) in words {
            let group = known.group(words);
            found.selections.insert(selection, group);
        }
        let keys = keys(&known, &found, rows)?;
        let new: BTreeSet<StreamKey> =
            keys.iter().filter(|key| !known.ids.contains_key(key)).copied().collect();
        let named = |key: &StreamKey| (*key, known.groups[key.0].clone());
        (keys, new.iter().map(named).collect::<Vec<_>>())
    };
    found.ids = ensure(connection, missing).await?;
    let known = open(streams);
    let placed = keys.iter().map(|key| {
        let id = known.ids.get(key).or_else(|| found.ids.get(key));
        id.copied().ok_or_else(|| corrupt("a stream", "which was not made"))
    });
    let placed = placed.collect::<Result<Vec<_>, _>>()?;
    drop(known);
    Ok((placed, found))
}

fn keys(known: &Streams, found: &Found, rows: &[QuoteRow]) -> Result<Vec<StreamKey>, StoreError> {
    rows.iter()
        .map(|row| {
            let selection = row.selection_id.get();
            // The memory may have started afresh since it was looked into.
            let group =
                found.selections.get(&selection).or_else(|| known.selections.get(&selection));
            let group = group.ok_or(StoreError::Conflict { what: "a selection" })?;
            Ok((*group, row.venue_id.get(), side_code(row.side)))
        })
        .collect()
}

/// Sport, competition and kind of selections.
async fn groups_of(
    connection: &mut PgConnection,
    selections: BTreeSet<i64>,
) -> Result<Vec<(i64, [String; 3])>, StoreError> {
    if selections.is_empty() {
        return Ok(Vec::new());
    }
    sqlx::query(
        "SELECT s.id, e.sport, coalesce(c.key, '') AS competition, m.kind
         FROM selections s
         JOIN markets m ON m.id = s.market_id
         JOIN events e ON e.id = m.event_id
         LEFT JOIN competitions c ON c.id = e.competition_id
         WHERE s.id = ANY($1)",
    )
    .bind(selections.into_iter().collect::<Vec<_>>())
    .fetch_all(connection)
    .await
    .map_err(refused("place prices"))?
    .iter()
    .map(|row| {
        Ok((get(row, "id")?, [get(row, "sport")?, get(row, "competition")?, get(row, "kind")?]))
    })
    .collect()
}

/// Finds or makes streams. In order of what names them, so that two processes that need the same new
/// ones wait for each other and do not deadlock.
async fn ensure(
    connection: &mut PgConnection,
    mut missing: Vec<(StreamKey, [String; 3])>,
) -> Result<HashMap<StreamKey, i32>, StoreError> {
    if missing.is_empty() {
        return Ok(HashMap::new());
    }
    missing.sort_by(|(a, a_words), (b, b_words)| (a_words, a.1, a.2).cmp(&(b_words, b.1, b.2)));
    let word =
        |index: usize| missing.iter().map(|(_, words)| words[index].as_str()).collect::<Vec<_>>();
    let rows = sqlx::query(
        "WITH wanted AS (
             SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::smallint[])
                 WITH ORDINALITY AS w (sport, competition, kind, venue_id, side, place)),
         made AS (
             INSERT INTO odds_streams (sport, competition, kind, venue_id, side)
             SELECT sport, competition, kind, venue_id, side FROM wanted ORDER BY place
             ON CONFLICT (sport, competition, kind, venue_id, side)
             DO UPDATE SET side = excluded.side
             RETURNING id, sport, competition, kind, venue_id, side)
         SELECT w.place - 1 AS place, m.id FROM wanted w
         JOIN made m USING (sport, competition, kind, venue_id, side)",
    )
    .bind(word(0))
    .bind(word(1))
    .bind(word(2))
    .bind(missing.iter().map(|(key, _)| key.1).collect::<Vec<_>>())
    .bind(missing.iter().map(|(key, _)| key.2).collect::<Vec<_>>())
    .fetch_all(connection)
    .await
    .map_err(refused("place prices"))?;
    let mut ids = HashMap::with_capacity(rows.len());
    for row in &rows {
        let place: i64 = get(row, "place")?;
        let named = usize::try_from(place).ok().and_then(|place| missing.get(place));
        let (key, _) = named.ok_or_else(|| corrupt("a place", place))?;
        ids.insert(*key, get(row, "id")?);
    }
    Ok(ids)
}
