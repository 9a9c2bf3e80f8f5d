//! The catalogue's tables.

use async_trait::async_trait;
use monps_core::catalog::{Event, MarketKey, Season, Selection, Venue, VenueAccess};
use monps_core::id::{CompetitionId, EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::time::Timestamp;
use serde_json::Value;
use sqlx::sqlite::SqliteRow;

use super::SqliteStore;
use super::columns::{from_ms, get, id_list, market_key, parse, selection, to_ms, venue};
use super::error::refused;
use crate::store::{
    CatalogStore, EventOrigin, EventRecord, KnownEvent, KnownMarket, Sequence, StoreError,
};

pub(super) const EVENT: &str =
    "SELECT e.id, e.slug, e.sport, e.competition_id, e.season, e.starts_at,
        e.time_known, e.origin, c.key AS competition, c.title AS competition_title,
        h.name AS home, a.name AS away
    FROM events e
    LEFT JOIN competitions c ON c.id = e.competition_id
    LEFT JOIN participants h ON h.id = e.home_id
    LEFT JOIN participants a ON a.id = e.away_id ";

/// By public name; that of an event which was merged into another leads to the other.
pub(super) const BY_SLUG: &str =
    "WHERE e.id = (SELECT coalesce(merged_into, id) FROM events WHERE slug = ?)";

/// The statement for events with a condition; both are constants of this code.
pub(super) fn events_where(condition: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{EVENT}{condition}"))
}

#[async_trait]
impl CatalogStore for SqliteStore {
    async fn reserve(&self, sequence: Sequence, count: u32) -> Result<i64, StoreError> {
        let row = sqlx::query(
            "UPDATE sequences SET next = next + ? WHERE name = ? RETURNING next - ? AS first",
        )
        .bind(count)
        .bind(name(sequence))
        .bind(count)
        .fetch_one(&self.write)
        .await
        .map_err(refused("hand out ids"))?;
        get(&row, "first")
    }

    async fn ensure_source(&self, key: &str) -> Result<SourceId, StoreError> {
        let row = sqlx::query(
            "INSERT INTO sources (key) VALUES (?)
             ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id",
        )
        .bind(key)
        .fetch_one(&self.write)
        .await
        .map_err(refused("write a source"))?;
        get(&row, "id").map(SourceId::new)
    }

    async fn ensure_venues(&self, venues: &[Venue]) -> Result<Vec<Venue>, StoreError> {
        let mut transaction = self.begin().await?;
        let mut found = Vec::with_capacity(venues.len());
        for wanted in venues {
            // DO UPDATE of nothing, so that the row comes back when it was there already.
            let row = sqlx::query(
                "INSERT INTO venues (key, title, kind, access, commission, age_max_s, created_at)
                 VALUES (?, ?, ?, ?, ?, ?, unixepoch() * 1000)
                 ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING *",
            )
            .bind(wanted.key.as_str())
            .bind(&wanted.title)
            .bind(wanted.kind.as_str())
            .bind(wanted.access.as_str())
            .bind(wanted.commission.rate().to_string())
            .bind(wanted.age_max.num_seconds())
            .fetch_one(&mut *transaction)
            .await
            .map_err(refused("write a venue"))?;
            found.push(venue(&row)?);
        }
        transaction.commit().await.map_err(refused("write venues"))?;
        Ok(found)
    }

    async fn venues(&self) -> Result<Vec<Venue>, StoreError> {
        sqlx::query("SELECT * FROM venues ORDER BY key")
            .fetch_all(&self.read)
            .await
            .map_err(refused("read venues"))?
            .iter()
            .map(venue)
            .collect()
    }

    async fn update_venue(&self, venue: &Venue) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE venues SET title = ?, kind = ?, access = ?, commission = ?, age_max_s = ?
             WHERE id = ?",
        )
        .bind(&venue.title)
        .bind(venue.kind.as_str())
        .bind(venue.access.as_str())
        .bind(venue.commission.rate().to_string())
        .bind(venue.age_max.num_seconds())
        .bind(venue.id.get())
        .execute(&self.write)
        .await
        .map_err(refused("write a venue"))?;
        Ok(())
    }

    async fn set_access(&self, access: &[(VenueId, VenueAccess)]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for (id, access) in access {
            sqlx::query("UPDATE venues SET access = ? WHERE id = ?")
                .bind(access.as_str())
                .bind(id.get())
                .execute(&mut *transaction)
                .await
                .map_err(refused("write a venue"))?;
        }
        transaction.commit().await.map_err(refused("write venues"))
    }

    async fn events_by_ref(
        &self,
        source: SourceId,
        refs: &[String],
    ) -> Result<Vec<Option<KnownEvent>>, StoreError> {
        // One statement for all: a round to the engine for each name costs more than the look-up.
        // CROSS JOIN keeps the order of the tables: the planner cannot know how short the list is.
        let rows = sqlx::query(
            "SELECT wanted.key AS place, e.id, e.starts_at, e.time_known, r.turned, r.leads
             FROM json_each(?) wanted
             CROSS JOIN event_refs r ON r.source_id = ? AND r.ref = wanted.value
             CROSS JOIN events e ON e.id = r.event_id",
        )
        .bind(Value::from(refs).to_string())
        .bind(source.get())
        .fetch_all(&self.read)
        .await
        .map_err(refused("read events"))?;
        let mut found = vec![None; refs.len()];
        for row in &rows {
            if let Some(place) = found.get_mut(place(row)?) {
                *place = Some(known_event(row)?);
            }
        }
        Ok(found)
    }

    async fn markets_of(&self, events: &[EventId]) -> Result<Vec<KnownMarket>, StoreError> {
        let rows = sqlx::query(
            "SELECT m.id AS market_id, m.event_id, m.kind, m.period, m.line_quarters,
                    s.id AS selection_id, s.code
             FROM json_each(?) wanted
             JOIN markets m ON m.event_id = wanted.value
             LEFT JOIN selections s ON s.market_id = m.id
             ORDER BY m.id, s.id",
        )
        .bind(id_list(events.iter().map(|id| id.get())))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read markets"))?;
        let mut markets: Vec<KnownMarket> = Vec::new();
        for row in &rows {
            let id = MarketId::new(get(row, "market_id")?);
            if markets.last().is_none_or(|market| market.id != id) {
                let event_id = EventId::new(get(row, "event_id")?);
                markets.push(KnownMarket {
                    id,
                    event_id,
                    key: market_key(row)?,
                    selections: Vec::new(),
                });
            }
            if let (Some(market), Some((id, answer))) = (markets.last_mut(), selection_of(row)?) {
                let answer = selection(answer, &market.key)?;
                market.selections.push((id, answer));
            }
        }
        Ok(markets)
    }

    async fn event_by_slug(&self, slug: &str) -> Result<Option<EventRecord>, StoreError> {
        sqlx::query(events_where(BY_SLUG))
            .bind(slug)
            .fetch_optional(&self.read)
            .await
            .map_err(refused("read an event"))?
            .as_ref()
            .map(event_record)
            .transpose()
    }

    async fn events(&self, ids: &[EventId]) -> Result<Vec<EventRecord>, StoreError> {
        sqlx::query(events_where(
            "WHERE e.id IN (SELECT value FROM json_each(?)) AND e.merged_into IS NULL
             ORDER BY e.id",
        ))
        .bind(id_list(ids.iter().map(|id| id.get())))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read events"))?
        .iter()
        .map(event_record)
        .collect()
    }

    async fn events_starting_from(&self, from: Timestamp) -> Result<Vec<EventRecord>, StoreError> {
        sqlx::query(events_where(
            "WHERE e.starts_at >= ? AND e.origin <> 'history' AND e.merged_into IS NULL
             ORDER BY e.starts_at, e.id",
        ))
        .bind(to_ms(from))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read events"))?
        .iter()
        .map(event_record)
        .collect()
    }
}

const fn name(sequence: Sequence) -> &'static str {
    match sequence {
        Sequence::Events => "events",
        Sequence::Markets => "markets",
        Sequence::Selections => "selections",
        Sequence::Bets => "bets",
        Sequence::Entries => "entries",
        Sequence::Opportunities => "opportunities",
    }
}

/// Which of the questions a row answers.
fn place(row: &SqliteRow) -> Result<usize, StoreError> {
    let place: i64 = get(row, "place")?;
    usize::try_from(place)
        .map_err(|_| StoreError::Corrupt { what: "a place", value: place.to_string() })
}

fn known_event(row: &SqliteRow) -> Result<KnownEvent, StoreError> {
    Ok(KnownEvent {
        id: EventId::new(get(row, "id")?),
        starts_at: from_ms(get(row, "starts_at")?)?,
        time_known: get(row, "time_known")?,
        turned: get(row, "turned")?,
        leads: get(row, "leads")?,
    })
}

fn selection_of(row: &SqliteRow) -> Result<Option<(SelectionId, &str)>, StoreError> {
    let id: Option<i64> = get(row, "selection_id")?;
    let code: Option<&str> = get(row, "code")?;
    Ok(id.map(SelectionId::new).zip(code))
}

pub(super) fn event_record(row: &SqliteRow) -> Result<EventRecord, StoreError> {
    let origin: &str = get(row, "origin")?;
    let home: Option<String> = get(row, "home")?;
    let away: Option<String> = get(row, "away")?;
    let competition_id: Option<i64> = get(row, "competition_id")?;
    let season: Option<i32> = get(row, "season")?;
    Ok(EventRecord {
        event: Event {
            id: EventId::new(get(row, "id")?),
            slug: get(row, "slug")?,
            sport: parse("a sport", get(row, "sport")?)?,
            competition_id: competition_id.map(CompetitionId::new),
            season: season.map(Season::beginning),
            home: home.unwrap_or_default(),
            away: away.unwrap_or_default(),
            starts_at: from_ms(get(row, "starts_at")?)?,
            time_known: get(row, "time_known")?,
        },
        competition: get(row, "competition")?,
        competition_title: get(row, "competition_title")?,
        origin: EventOrigin::parse(origin).ok_or_else(|| StoreError::Corrupt {
            what: "an event's origin",
            value: origin.to_owned(),
        })?,
    })
}

/// A selection's answer within its market.
pub(super) fn answer(row: &SqliteRow, key: &MarketKey) -> Result<Selection, StoreError> {
    selection(get(row, "code")?, key)
}
