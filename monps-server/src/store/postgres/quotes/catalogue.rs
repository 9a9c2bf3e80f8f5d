//! The catalogue's part of a batch: a statement for each table, rows as columns.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use monps_core::catalog::{Line, fold_name};
use sqlx::PgConnection;

use super::super::columns::{at, get};
use super::super::error::refused;
use super::super::matching::{write_alias, write_review};
use crate::store::{Batch, NewEvent, NewMarket, NewSelection, StoreError};

/// Ids by sport and name.
type Named = HashMap<(String, String), i64>;

/// Writes what the batch makes or moves in the catalogue.
pub(super) async fn write_catalogue(
    connection: &mut PgConnection,
    batch: &Batch,
) -> Result<(), StoreError> {
    write_events(connection, &batch.events).await?;
    if !batch.refs.is_empty() {
        let refs = || batch.refs.iter();
        sqlx::query(
            "INSERT INTO event_refs (source_id, ref, event_id, turned, leads)
             SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::boolean[],
                 $5::boolean[])",
        )
        .bind(refs().map(|one| one.source_id.get()).collect::<Vec<_>>())
        .bind(refs().map(|one| one.name.as_str()).collect::<Vec<_>>())
        .bind(refs().map(|one| one.event_id.get()).collect::<Vec<_>>())
        .bind(refs().map(|one| one.turned).collect::<Vec<_>>())
        .bind(refs().map(|one| one.leads).collect::<Vec<_>>())
        .execute(&mut *connection)
        .await
        .map_err(refused("write event names"))?;
    }
    for alias in &batch.aliases {
        write_alias(connection, alias).await?;
    }
    for review in &batch.reviews {
        write_review(connection, review).await?;
    }
    move_events(connection, batch).await?;
    write_markets(connection, &batch.markets).await?;
    write_selections(connection, &batch.selections).await
}

async fn write_events(
    connection: &mut PgConnection,
    events: &[NewEvent],
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let participants = ensure_participants(connection, events).await?;
    let competitions = ensure_competitions(connection, events).await?;
    let participant = |event: &NewEvent, name: &str| {
        participants.get(&(event.sport.as_str().to_owned(), name.to_owned())).copied()
    };
    let competition = |event: &NewEvent| {
        let (key, _) = event.competition.as_ref()?;
        competitions.get(&(event.sport.as_str().to_owned(), key.clone())).copied()
    };
    sqlx::query(
        "INSERT INTO events (id, slug, sport, competition_id, season, home_id, away_id, starts_at,
             time_known, origin, created_at)
         SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::integer[],
             $6::bigint[], $7::bigint[], $8::timestamptz[], $9::boolean[], $10::text[],
             $11::timestamptz[])",
    )
    .bind(events.iter().map(|event| event.id.get()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.slug.as_str()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.sport.as_str()).collect::<Vec<_>>())
    .bind(events.iter().map(competition).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.season).collect::<Vec<_>>())
    .bind(events.iter().map(|event| participant(event, &event.home)).collect::<Vec<_>>())
    .bind(events.iter().map(|event| participant(event, &event.away)).collect::<Vec<_>>())
    .bind(events.iter().map(|event| at(event.starts_at)).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.time_known).collect::<Vec<_>>())
    .bind(events.iter().map(|event| event.origin.as_str()).collect::<Vec<_>>())
    .bind(events.iter().map(|event| at(event.created_at)).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write events"))?;
    Ok(())
}

/// Finds or makes the participants that new events name: in order of name, so that two batches with the
/// same ones wait for each other and do not deadlock.
async fn ensure_participants(
    connection: &mut PgConnection,
    events: &[NewEvent],
) -> Result<Named, StoreError> {
    let names: BTreeSet<(&str, &str)> = events
        .iter()
        .flat_map(|event| [&event.home, &event.away].map(|name| (event.sport.as_str(), &**name)))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    let rows = sqlx::query(
        "INSERT INTO participants (sport, name, folded)
         SELECT sport, name, folded
         FROM unnest($1::text[], $2::text[], $3::text[])
             WITH ORDINALITY AS w (sport, name, folded, place) ORDER BY place
         ON CONFLICT (sport, name) DO UPDATE SET folded = excluded.folded
         RETURNING id, sport, name",
    )
    .bind(names.iter().map(|(sport, _)| *sport).collect::<Vec<_>>())
    .bind(names.iter().map(|(_, name)| *name).collect::<Vec<_>>())
    .bind(names.iter().map(|(_, name)| fold_name(name)).collect::<Vec<_>>())
    .fetch_all(connection)
    .await
    .map_err(refused("write participants"))?;
    rows.iter().map(|row| Ok(((get(row, "sport")?, get(row, "name")?), get(row, "id")?))).collect()
}

async fn ensure_competitions(
    connection: &mut PgConnection,
    events: &[NewEvent],
) -> Result<Named, StoreError> {
    let titles: BTreeMap<(&str, &str), &str> = events
        .iter()
        .filter_map(|event| {
            let (key, title) = event.competition.as_ref()?;
            Some(((event.sport.as_str(), key.as_str()), title.as_str()))
        })
        .collect();
    let rows = sqlx::query(
        "INSERT INTO competitions (sport, key, title)
         SELECT sport, key, title
         FROM unnest($1::text[], $2::text[], $3::text[])
             WITH ORDINALITY AS w (sport, key, title, place) ORDER BY place
         ON CONFLICT (sport, key) DO UPDATE SET title = excluded.title
         RETURNING id, sport, key",
    )
    .bind(titles.keys().map(|(sport, _)| *sport).collect::<Vec<_>>())
    .bind(titles.keys().map(|(_, key)| *key).collect::<Vec<_>>())
    .bind(titles.values().copied().collect::<Vec<_>>())
    .fetch_all(connection)
    .await
    .map_err(refused("write competitions"))?;
    rows.iter().map(|row| Ok(((get(row, "sport")?, get(row, "key")?), get(row, "id")?))).collect()
}

async fn move_events(connection: &mut PgConnection, batch: &Batch) -> Result<(), StoreError> {
    // Each event once, the last move of it, in order of id.
    let moved: BTreeMap<i64, _> = batch
        .moved
        .iter()
        .map(|(id, starts_at, time_known)| (id.get(), (at(*starts_at), *time_known)))
        .collect();
    if moved.is_empty() {
        return Ok(());
    }
    let (starts, known): (Vec<_>, Vec<_>) = moved.values().copied().unzip();
    sqlx::query(
        "UPDATE events e SET starts_at = w.starts_at, time_known = w.time_known
         FROM unnest($1::bigint[], $2::timestamptz[], $3::boolean[])
             AS w (id, starts_at, time_known)
         WHERE e.id = w.id",
    )
    .bind(moved.into_keys().collect::<Vec<_>>())
    .bind(starts)
    .bind(known)
    .execute(connection)
    .await
    .map_err(refused("move events"))?;
    Ok(())
}

async fn write_markets(
    connection: &mut PgConnection,
    markets: &[NewMarket],
) -> Result<(), StoreError> {
    if markets.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO markets (id, event_id, kind, period, line_quarters)
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::integer[])",
    )
    .bind(markets.iter().map(|market| market.id.get()).collect::<Vec<_>>())
    .bind(markets.iter().map(|market| market.event_id.get()).collect::<Vec<_>>())
    .bind(markets.iter().map(|market| market.key.kind.slug()).collect::<Vec<_>>())
    .bind(markets.iter().map(|market| market.key.period.as_str()).collect::<Vec<_>>())
    .bind(markets.iter().map(|market| market.key.line.map(Line::quarters)).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write markets"))?;
    Ok(())
}

async fn write_selections(
    connection: &mut PgConnection,
    selections: &[NewSelection],
) -> Result<(), StoreError> {
    if selections.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO selections (id, market_id, code)
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[])",
    )
    .bind(selections.iter().map(|one| one.id.get()).collect::<Vec<_>>())
    .bind(selections.iter().map(|one| one.market_id.get()).collect::<Vec<_>>())
    .bind(selections.iter().map(|one| one.selection.slug()).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write selections"))?;
    Ok(())
}
