//! Writing a batch: new catalogue rows, prices and results in one transaction.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use monps_core::catalog::{Sport, fold_name};
use sqlx::{Row, SqliteConnection};

use super::SqliteStore;
use super::bulk::Insert;
use super::columns::{id_list, quoted_text, side_code, to_ms};
use super::error::refused;
use super::matching::{check_joins, write_alias, write_review};
use super::results::keep_reports;
use crate::store::{Appended, Batch, NewEvent, QuoteRow, ResultRow, StoreError};

static EVENTS: Insert = Insert::new(
    "INSERT INTO events (id, slug, sport, competition_id, season, home_id, away_id, starts_at, \
     time_known, origin, created_at)",
    11,
    "",
);
static REFS: Insert =
    Insert::new("INSERT INTO event_refs (source_id, ref, event_id, turned, leads)", 5, "");
static MARKETS: Insert =
    Insert::new("INSERT INTO markets (id, event_id, kind, period, line_quarters)", 5, "");
static SELECTIONS: Insert = Insert::new("INSERT INTO selections (id, market_id, code)", 3, "");
static QUOTES: Insert = Insert::new(
    "INSERT INTO odds_history (selection_id, venue_id, side, source_id, source_at, \
     observed_at, price, quoted, available, stake_max, approximate, stream_id)",
    12,
    "ON CONFLICT (selection_id, venue_id, side, source_at) DO UPDATE SET \
     price = excluded.price, quoted = excluded.quoted, available = excluded.available, \
     stake_max = excluded.stake_max, observed_at = excluded.observed_at, \
     stream_id = excluded.stream_id \
     WHERE odds_history.price IS NOT excluded.price OR odds_history.quoted IS NOT excluded.quoted",
);
static RESULTS: Insert = Insert::new(
    "INSERT INTO results (event_id, source_id, period, home, away, is_final, observed_at)",
    7,
    "ON CONFLICT (event_id, source_id, period) DO UPDATE SET home = excluded.home, \
     away = excluded.away, is_final = excluded.is_final, observed_at = excluded.observed_at \
     WHERE results.home <> excluded.home OR results.away <> excluded.away \
     OR results.is_final <> excluded.is_final",
);

/// Participants and competitions by what names them, for one batch.
#[derive(Default)]
struct Named {
    participants: HashMap<(Sport, String), i64>,
    competitions: HashMap<(Sport, String), i64>,
}

impl SqliteStore {
    pub(super) async fn append_batch(&self, batch: &Batch) -> Result<Appended, StoreError> {
        let mut streams = self.streams.lock().await;
        let mut transaction = self.begin().await?;
        check_joins(&mut transaction, batch.joins).await?;
        let before = mark(&mut transaction).await?;
        must_stand(&mut transaction, batch, before).await?;
        write_catalogue(&mut transaction, batch).await?;
        let (placed, found) = streams.place(&mut transaction, batch).await?;
        let rows: Vec<_> = batch.quotes.iter().zip(placed).collect();
        let quotes = QUOTES
            .run(&mut transaction, "write prices", &rows, |query, (row, stream)| {
                quote(query, row).bind(*stream)
            })
            .await?;
        let results =
            RESULTS.run(&mut transaction, "write results", &batch.results, result).await?;
        keep_reports(&mut transaction, batch).await?;
        let after = mark(&mut transaction).await?;
        transaction.commit().await.map_err(refused("commit a batch"))?;
        streams.remember(found);
        let only_ours = batch.decided_on == Some(before);
        Ok(Appended { quotes, results, mark: only_ours.then_some(after) })
    }
}

async fn mark(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    sqlx::query_scalar("SELECT ifnull(max(id), 0) FROM odds_history")
        .fetch_one(connection)
        .await
        .map_err(refused("read prices"))
}

/// Refuses what was decided before others changed the same events.
async fn must_stand(
    connection: &mut SqliteConnection,
    batch: &Batch,
    mark: i64,
) -> Result<(), StoreError> {
    let Some(decided_on) = batch.decided_on.filter(|decided_on| *decided_on < mark) else {
        return Ok(());
    };
    let selections = id_list(batch.quotes.iter().map(|row| row.selection_id.get()));
    let is_other: bool = sqlx::query_scalar(
        "SELECT EXISTS (
             SELECT 1 FROM odds_history o
             JOIN selections s ON s.id = o.selection_id JOIN markets m ON m.id = s.market_id
             WHERE o.id > ? AND m.event_id IN (
                 SELECT m.event_id FROM json_each(?) wanted
                 JOIN selections s ON s.id = wanted.value JOIN markets m ON m.id = s.market_id))",
    )
    .bind(decided_on)
    .bind(selections)
    .fetch_one(connection)
    .await
    .map_err(refused("look at what others changed"))?;
    if is_other { Err(StoreError::Conflict { what: "the prices of an event" }) } else { Ok(()) }
}

async fn write_catalogue(
    connection: &mut SqliteConnection,
    batch: &Batch,
) -> Result<(), StoreError> {
    let named = name(connection, &batch.events).await?;
    EVENTS
        .run(connection, "write events", &batch.events, |query, e| event(query, e, &named))
        .await?;
    REFS.run(connection, "write event names", &batch.refs, |query, one| {
        query
            .bind(one.source_id.get())
            .bind(one.name.clone())
            .bind(one.event_id.get())
            .bind(one.turned)
            .bind(one.leads)
    })
    .await?;
    for alias in &batch.aliases {
        write_alias(connection, alias).await?;
    }
    for review in &batch.reviews {
        write_review(connection, review).await?;
    }
    for (id, starts_at, time_known) in &batch.moved {
        sqlx::query("UPDATE events SET starts_at = ?, time_known = ? WHERE id = ?")
            .bind(to_ms(*starts_at))
            .bind(time_known)
            .bind(id.get())
            .execute(&mut *connection)
            .await
            .map_err(refused("move an event"))?;
    }
    MARKETS
        .run(connection, "write markets", &batch.markets, |query, market| {
            query
                .bind(market.id.get())
                .bind(market.event_id.get())
                .bind(market.key.kind.slug())
                .bind(market.key.period.as_str())
                .bind(market.key.line.map(monps_core::catalog::Line::quarters))
        })
        .await?;
    SELECTIONS
        .run(connection, "write selections", &batch.selections, |query, selection| {
            query
                .bind(selection.id.get())
                .bind(selection.market_id.get())
                .bind(selection.selection.to_string())
        })
        .await?;
    Ok(())
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

fn event<'q>(query: Query<'q>, event: &NewEvent, named: &Named) -> Query<'q> {
    let participant =
        |name: &String| named.participants.get(&(event.sport.clone(), name.clone())).copied();
    let competition = event
        .competition
        .as_ref()
        .and_then(|(key, _)| named.competitions.get(&(event.sport.clone(), key.clone())).copied());
    query
        .bind(event.id.get())
        .bind(event.slug.clone())
        .bind(event.sport.as_str().to_owned())
        .bind(competition)
        .bind(event.season)
        .bind(participant(&event.home))
        .bind(participant(&event.away))
        .bind(to_ms(event.starts_at))
        .bind(event.time_known)
        .bind(event.origin.as_str())
        .bind(to_ms(event.created_at))
}

fn quote<'q>(query: Query<'q>, row: &QuoteRow) -> Query<'q> {
    query
        .bind(row.selection_id.get())
        .bind(row.venue_id.get())
        .bind(side_code(row.side))
        .bind(row.source_id.get())
        .bind(to_ms(row.observed.source_at))
        .bind(to_ms(row.observed.observed_at))
        .bind(row.price.map(|price| price.price().to_string()))
        .bind(row.price.and_then(quoted_text))
        .bind(row.available.map(|amount| amount.to_string()))
        .bind(row.stake_max.map(|amount| amount.to_string()))
        .bind(row.observed.approximate)
}

fn result<'q>(query: Query<'q>, row: &ResultRow) -> Query<'q> {
    query
        .bind(row.event_id.get())
        .bind(row.source_id.get())
        .bind(row.score.period.as_str())
        .bind(i64::from(row.score.home))
        .bind(i64::from(row.score.away))
        .bind(row.is_final)
        .bind(to_ms(row.observed_at))
}

/// Finds or makes the participants and competitions that new events name.
async fn name(connection: &mut SqliteConnection, events: &[NewEvent]) -> Result<Named, StoreError> {
    let mut named = Named::default();
    for event in events {
        for side in [&event.home, &event.away] {
            let key = (event.sport.clone(), side.clone());
            if !side.is_empty() && !named.participants.contains_key(&key) {
                let id = participant(connection, &event.sport, side).await?;
                named.participants.insert(key, id);
            }
        }
        if let Some((word, title)) = &event.competition {
            let key = (event.sport.clone(), word.clone());
            if let Entry::Vacant(vacant) = named.competitions.entry(key) {
                vacant.insert(competition(connection, &event.sport, word, title).await?);
            }
        }
    }
    Ok(named)
}

async fn participant(
    connection: &mut SqliteConnection,
    sport: &Sport,
    name: &str,
) -> Result<i64, StoreError> {
    // DO UPDATE, not DO NOTHING: the row must come back either way.
    let row = sqlx::query(
        "INSERT INTO participants (sport, name, folded) VALUES (?, ?, ?)
         ON CONFLICT (sport, name) DO UPDATE SET folded = excluded.folded RETURNING id",
    )
    .bind(sport.as_str())
    .bind(name)
    .bind(fold_name(name))
    .fetch_one(connection)
    .await
    .map_err(refused("write a participant"))?;
    row.try_get(0).map_err(refused("write a participant"))
}

async fn competition(
    connection: &mut SqliteConnection,
    sport: &Sport,
    key: &str,
    title: &str,
) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "INSERT INTO competitions (sport, key, title) VALUES (?, ?, ?)
         ON CONFLICT (sport, key) DO UPDATE SET title = excluded.title RETURNING id",
    )
    .bind(sport.as_str())
    .bind(key)
    .bind(title)
    .fetch_one(connection)
    .await
    .map_err(refused("write a competition"))?;
    row.try_get(0).map_err(refused("write a competition"))
}
