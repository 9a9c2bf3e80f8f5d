//! The catalogue's tables.

use async_trait::async_trait;
use monps_core::catalog::{Event, MarketKey, Season, Selection, Venue, VenueAccess};
use monps_core::id::{CompetitionId, EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::time::Timestamp;
use sqlx::postgres::PgRow;

use super::PgStore;
use super::columns::{at, event_ids, get, market_key, parse, selection, small_id, venue};
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
    "WHERE e.id = (SELECT coalesce(merged_into, id) FROM events WHERE slug = $1)";

/// The statement for events with a condition; both are constants of this code.
pub(super) fn events_where(condition: &'static str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("{EVENT}{condition}"))
}

#[async_trait]
impl CatalogStore for PgStore {
    async fn reserve(&self, sequence: Sequence, count: u32) -> Result<i64, StoreError> {
        sqlx::query_scalar(
            "UPDATE sequences SET next = next + $1 WHERE name = $2 RETURNING next - $1",
        )
        .bind(i64::from(count))
        .bind(sequence.as_str())
        .fetch_one(&self.write)
        .await
        .map_err(refused("hand out ids"))
    }

    async fn ensure_source(&self, key: &str) -> Result<SourceId, StoreError> {
        let row = sqlx::query(
            "INSERT INTO sources (key) VALUES ($1)
             ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id",
        )
        .bind(key)
        .fetch_one(&self.write)
        .await
        .map_err(refused("write a source"))?;
        small_id(&row, "id").map(SourceId::new)
    }

    async fn ensure_venues(&self, venues: &[Venue]) -> Result<Vec<Venue>, StoreError> {
        let mut transaction = self.begin().await?;
        // In one order, so that two processes that know the same venues wait and do not deadlock.
        let mut order: Vec<usize> = (0..venues.len()).collect();
        order.sort_by_key(|index| venues[*index].key.as_str());
        let mut found: Vec<Option<Venue>> = vec![None; venues.len()];
        for index in order {
            let wanted = &venues[index];
            // DO UPDATE of nothing, so that the row comes back when it was there already.
            let row = sqlx::query(
                "INSERT INTO venues (key, title, kind, access, commission, age_max_s, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, now())
                 ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING *",
            )
            .bind(wanted.key.as_str())
            .bind(&wanted.title)
            .bind(wanted.kind.as_str())
            .bind(wanted.access.as_str())
            .bind(wanted.commission.rate())
            .bind(wanted.age_max.num_seconds())
            .fetch_one(&mut *transaction)
            .await
            .map_err(refused("write a venue"))?;
            found[index] = Some(venue(&row)?);
        }
        transaction.commit().await.map_err(refused("write venues"))?;
        Ok(found.into_iter().flatten().collect())
    }

    async fn venues(&self) -> Result<Vec<Venue>, StoreError> {
        // By bytes, as the other engine sorts; the server's locale may have other ideas.
        sqlx::query("SELECT * FROM venues ORDER BY key COLLATE \"C\"")
            .fetch_all(&self.read)
            .await
            .map_err(refused("read venues"))?
            .iter()
            .map(venue)
            .collect()
    }

    async fn update_venue(&self, venue: &Venue) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE venues SET title = $1, kind = $2, access = $3, commission = $4, age_max_s = $5
             WHERE id = $6",
        )
        .bind(&venue.title)
        .bind(venue.kind.as_str())
        .bind(venue.access.as_str())
        .bind(venue.commission.rate())
        .bind(venue.age_max.num_seconds())
        .bind(venue.id.get())
        .execute(&self.write)
        .await
        .map_err(refused("write a venue"))?;
        Ok(())
    }

    async fn set_access(&self, access: &[(VenueId, VenueAccess)]) -> Result<(), StoreError> {
        let (ids, words): (Vec<i64>, Vec<&str>) =
            access.iter().map(|(id, access)| (id.get(), access.as_str())).unzip();
        sqlx::query(
            "UPDATE venues v SET access = wanted.access
             FROM unnest($1::bigint[], $2::text[]) AS wanted (id, access) WHERE v.id = wanted.id",
        )
        .bind(ids)
        .bind(words)
        .execute(&self.write)
        .await
        .map_err(refused("write venues"))?;
        Ok(())
    }

    async fn events_by_ref(
        &self,
        source: SourceId,
        refs: &[String],
    ) -> Result<Vec<Option<KnownEvent>>, StoreError> {
        let rows = sqlx::query(
            "SELECT wanted.place - 1 AS place, e.id, e.starts_at, e.time_known, r.turned, r.leads
             FROM unnest($1::text[]) WITH ORDINALITY AS wanted (ref, place)
             JOIN event_refs r ON r.source_id = $2 AND r.ref = wanted.ref
             JOIN events e ON e.id = r.event_id",
        )
        .bind(refs)
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
             FROM markets m LEFT JOIN selections s ON s.market_id = m.id
             WHERE m.event_id = ANY($1) ORDER BY m.id, s.id",
        )
        .bind(event_ids(events))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read markets"))?;
        let mut markets: Vec<KnownMarket> = Vec::new();
        for row in &rows {
            let id = MarketId::new(get(row, "market_id")?);
            if markets.last().is_none_or(|market| market.id != id) {
                let event_id = EventId::new(get(row, "event_id")?);
                let key = market_key(row)?;
                markets.push(KnownMarket { id, event_id, key, selections: Vec::new() });
            }
            if let (Some(market), Some((id, code))) = (markets.last_mut(), selection_of(row)?) {
                let answer = selection(code, &market.key)?;
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
        sqlx::query(events_where("WHERE e.id = ANY($1) AND e.merged_into IS NULL ORDER BY e.id"))
            .bind(event_ids(ids))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read events"))?
            .iter()
            .map(event_record)
            .collect()
    }

    async fn events_starting_from(&self, from: Timestamp) -> Result<Vec<EventRecord>, StoreError> {
        sqlx::query(events_where(
            "WHERE e.starts_at >= $1 AND e.origin <> 'history' AND e.merged_into IS NULL
             ORDER BY e.starts_at, e.id",
        ))
        .bind(at(from))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read events"))?
        .iter()
        .map(event_record)
        .collect()
    }
}

/// Which of the questions a row answers.
fn place(row: &PgRow) -> Result<usize, StoreError> {
    let place: i64 = get(row, "place")?;
    usize::try_from(place)
        .map_err(|_| StoreError::Corrupt { what: "a place", value: place.to_string() })
}

fn known_event(row: &PgRow) -> Result<KnownEvent, StoreError> {
    Ok(KnownEvent {
        id: EventId::new(get(row, "id")?),
        starts_at: get(row, "starts_at")?,
        time_known: get(row, "time_known")?,
        turned: get(row, "turned")?,
        leads: get(row, "leads")?,
    })
}

fn selection_of(row: &PgRow) -> Result<Option<(SelectionId, &str)>, StoreError> {
    let id: Option<i64> = get(row, "selection_id")?;
    let code: Option<&str> = get(row, "code")?;
    Ok(id.map(SelectionId::new).zip(code))
}

pub(super) fn event_record(row: &PgRow) -> Result<EventRecord, StoreError> {
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
            starts_at: get(row, "starts_at")?,
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
pub(super) fn answer(row: &PgRow, key: &MarketKey) -> Result<Selection, StoreError> {
    selection(get(row, "code")?, key)
}
