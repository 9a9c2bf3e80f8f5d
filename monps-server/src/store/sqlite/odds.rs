//! Looking prices up.
//!
//! A list of prices is a merge of streams: each stream's newest row is one step into an index, the
//! recursive query is the queue that always gives the newest of them and then looks up the next of its
//! stream. So a page costs a step for each stream and each row, whatever lies in between.

use async_trait::async_trait;
use monps_core::catalog::MarketKind;
use monps_core::time::{TimeDelta, Timestamp};
use sqlx::{AssertSqlSafe, Row};

use super::SqliteStore;
use super::catalog::{BY_SLUG, event_record, events_where};
use super::columns::{get, id_list, side_code, to_ms};
use super::error::refused;
use super::quotes::stored_quote;
use crate::store::{
    EventRecord, EventsQuery, OddsQuery, OddsStore, SeriesQuery, StoreError, StoredCandle,
    StoredQuote,
};

/// With more streams than this, the newest rows of all are looked through first: so wide a filter
/// lets many of them pass.
const STREAMS_MERGED_MAX: usize = 200;
/// How many of them, for each row wanted.
const ROWS_LOOKED_THROUGH: u32 = 4;

const COLUMNS: &str =
    "o.*, m.event_id, m.id AS market_id, m.kind, m.period, m.line_quarters, s.code";

/// The number and instant of the rows wanted, newest first. Parameters: 1 streams, 2 since, 3 and 4 the
/// instant and number that the rows come after, 5 limit.
const WALK: &str = "WITH RECURSIVE walk(id, at, stream) AS (
    SELECT o.id, o.observed_at, w.value FROM json_each(?1) w
    JOIN odds_history o ON o.id = ifnull(
        (SELECT h.id FROM odds_history h WHERE h.stream_id = w.value AND h.observed_at = ?3
            AND h.id < ?4 ORDER BY h.id DESC LIMIT 1),
        (SELECT h.id FROM odds_history h WHERE h.stream_id = w.value AND h.observed_at < ?3
            ORDER BY h.observed_at DESC, h.id DESC LIMIT 1))
    WHERE o.observed_at >= ?2
    UNION ALL
    SELECT o.id, o.observed_at, walk.stream FROM walk
    JOIN odds_history o ON o.id = ifnull(
        (SELECT h.id FROM odds_history h WHERE h.stream_id = walk.stream
            AND h.observed_at = walk.at AND h.id < walk.id ORDER BY h.id DESC LIMIT 1),
        (SELECT h.id FROM odds_history h WHERE h.stream_id = walk.stream
            AND h.observed_at < walk.at ORDER BY h.observed_at DESC, h.id DESC LIMIT 1))
    WHERE o.observed_at >= ?2
    ORDER BY 2 DESC, 1 DESC LIMIT ?5)";

/// The same over every price, by the index on the instant alone.
const NEWEST: &str = "WITH walk(id, at) AS (
    SELECT * FROM (SELECT id, observed_at FROM odds_history
        WHERE stream_id IS NOT NULL AND observed_at = ?3 AND id < ?4 AND observed_at >= ?2
        ORDER BY id DESC LIMIT ?5)
    UNION ALL
    SELECT * FROM (SELECT id, observed_at FROM odds_history
        WHERE stream_id IS NOT NULL AND observed_at < ?3 AND observed_at >= ?2
        ORDER BY observed_at DESC, id DESC LIMIT ?5)
    ORDER BY 2 DESC, 1 DESC LIMIT ?5)";

#[async_trait]
impl OddsStore for SqliteStore {
    async fn odds(&self, query: &OddsQuery) -> Result<Vec<StoredQuote>, StoreError> {
        if query.event.is_some() {
            return self.odds_of_event(query).await;
        }
        let streams = self.streams_of(query).await?;
        if streams.len() > STREAMS_MERGED_MAX {
            let rows = self.look_through(query, &streams).await?;
            if let Some(rows) = rows {
                return Ok(rows);
            }
        }
        let sql = format!(
            "{WALK} SELECT {COLUMNS} FROM walk CROSS JOIN odds_history o ON o.id = walk.id
             CROSS JOIN selections s ON s.id = o.selection_id
             CROSS JOIN markets m ON m.id = s.market_id
             ORDER BY walk.at DESC, walk.id DESC"
        );
        let (at, id) = after(query.after);
        sqlx::query(AssertSqlSafe(sql))
            .bind(id_list(streams))
            .bind(since(query.since))
            .bind(at)
            .bind(id)
            .bind(query.limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("read prices"))?
            .iter()
            .map(stored_quote)
            .collect()
    }

    async fn odds_mark(&self) -> Result<i64, StoreError> {
        let row = sqlx::query("SELECT ifnull(max(id), 0) FROM odds_history")
            .fetch_one(&self.read)
            .await
            .map_err(refused("read prices"))?;
        row.try_get(0).map_err(refused("read prices"))
    }

    async fn series(&self, query: &SeriesQuery) -> Result<Vec<StoredQuote>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM markets m CROSS JOIN selections s ON s.market_id = m.id
             CROSS JOIN odds_history o ON o.selection_id = s.id
             WHERE m.event_id = ?1
               AND (?2 IS NULL OR m.kind IN (SELECT value FROM json_each(?2)))
               AND (?3 IS NULL OR o.venue_id = ?3)
               AND o.source_at >= ?4 AND o.source_at < ?5
             ORDER BY m.id, s.id, o.venue_id, o.side, o.source_at LIMIT ?6"
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(query.event.get())
            .bind(kinds(&query.kinds))
            .bind(query.venue.map(monps_core::id::VenueId::get))
            .bind(since(query.since))
            .bind(query.until.map_or(i64::MAX, to_ms))
            .bind(query.limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("read the history of prices"))?
            .iter()
            .map(stored_quote)
            .collect()
    }

    async fn candles(
        &self,
        _: &SeriesQuery,
        _: TimeDelta,
    ) -> Result<Option<Vec<StoredCandle>>, StoreError> {
        Ok(None)
    }

    async fn event_by_name(&self, name: &str) -> Result<Option<EventRecord>, StoreError> {
        let by_slug = sqlx::query(events_where(BY_SLUG))
            .bind(name)
            .fetch_optional(&self.read)
            .await
            .map_err(refused("read an event"))?;
        if let Some(row) = by_slug {
            return event_record(&row).map(Some);
        }
        // By source and name, because that is how the names are kept in order.
        let rows = sqlx::query(events_where(
            "WHERE e.id IN (SELECT r.event_id FROM sources f
                 CROSS JOIN event_refs r ON r.source_id = f.id AND r.ref = ?) LIMIT 2",
        ))
        .bind(name)
        .fetch_all(&self.read)
        .await
        .map_err(refused("read an event"))?;
        match rows.as_slice() {
            [only] => event_record(only).map(Some),
            _ => Ok(None),
        }
    }

    async fn events_by_start(&self, query: &EventsQuery) -> Result<Vec<EventRecord>, StoreError> {
        let (at, id) = query.after.map_or((i64::MAX, i64::MAX), |(at, id)| (to_ms(at), id.get()));
        sqlx::query(events_where(
            "WHERE (?1 IS NULL OR e.sport = ?1 OR c.key = ?1)
               AND e.starts_at <= ?2 AND (e.starts_at < ?2 OR e.id < ?3)
               AND e.merged_into IS NULL
             ORDER BY e.starts_at DESC, e.id DESC LIMIT ?4",
        ))
        .bind(&query.sport)
        .bind(at)
        .bind(id)
        .bind(query.limit)
        .fetch_all(&self.read)
        .await
        .map_err(refused("read events"))?
        .iter()
        .map(event_record)
        .collect()
    }
}

impl SqliteStore {
    /// The streams that a query is about.
    async fn streams_of(&self, query: &OddsQuery) -> Result<Vec<i64>, StoreError> {
        sqlx::query(
            "SELECT id FROM odds_streams WHERE side = ?1
               AND (?2 IS NULL OR sport = ?2 OR competition = ?2)
               AND (?3 IS NULL OR venue_id = ?3)
               AND (?4 IS NULL OR kind IN (SELECT value FROM json_each(?4)))",
        )
        .bind(side_code(query.side))
        .bind(&query.sport)
        .bind(query.venue.map(monps_core::id::VenueId::get))
        .bind(kinds(&query.kinds))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read prices"))?
        .iter()
        .map(|row| get(row, "id"))
        .collect()
    }

    /// The newest rows of all, if enough of them are wanted: a filter that lets most rows through
    /// finds its page at once.
    async fn look_through(
        &self,
        query: &OddsQuery,
        streams: &[i64],
    ) -> Result<Option<Vec<StoredQuote>>, StoreError> {
        let sql = format!(
            "{NEWEST} SELECT {COLUMNS} FROM walk CROSS JOIN odds_history o ON o.id = walk.id
             CROSS JOIN selections s ON s.id = o.selection_id
             CROSS JOIN markets m ON m.id = s.market_id
             WHERE o.stream_id IN (SELECT value FROM json_each(?1))
             ORDER BY walk.at DESC, walk.id DESC LIMIT ?6"
        );
        let (at, id) = after(query.after);
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(id_list(streams.iter().copied()))
            .bind(since(query.since))
            .bind(at)
            .bind(id)
            .bind(query.limit.saturating_mul(ROWS_LOOKED_THROUGH))
            .bind(query.limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("read prices"))?;
        if rows.len() < usize::try_from(query.limit).unwrap_or(usize::MAX) {
            return Ok(None);
        }
        rows.iter().map(stored_quote).collect::<Result<_, _>>().map(Some)
    }

    /// An event has few selections: its rows are found through them and sorted.
    async fn odds_of_event(&self, query: &OddsQuery) -> Result<Vec<StoredQuote>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM markets m CROSS JOIN selections s ON s.market_id = m.id
             CROSS JOIN odds_history o ON o.selection_id = s.id
             CROSS JOIN odds_streams t ON t.id = o.stream_id
             WHERE m.event_id = ?1 AND o.side = ?2 AND o.observed_at >= ?3
               AND (o.observed_at < ?4 OR (o.observed_at = ?4 AND o.id < ?5))
               AND (?6 IS NULL OR o.venue_id = ?6)
               AND (?7 IS NULL OR m.kind IN (SELECT value FROM json_each(?7)))
               AND (?8 IS NULL OR t.sport = ?8 OR t.competition = ?8)
             ORDER BY o.observed_at DESC, o.id DESC LIMIT ?9"
        );
        let (at, id) = after(query.after);
        sqlx::query(AssertSqlSafe(sql))
            .bind(query.event.map(monps_core::id::EventId::get))
            .bind(side_code(query.side))
            .bind(since(query.since))
            .bind(at)
            .bind(id)
            .bind(query.venue.map(monps_core::id::VenueId::get))
            .bind(kinds(&query.kinds))
            .bind(&query.sport)
            .bind(query.limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("read prices"))?
            .iter()
            .map(stored_quote)
            .collect()
    }
}

fn since(instant: Option<Timestamp>) -> i64 {
    instant.map_or(i64::MIN, to_ms)
}

fn after(row: Option<(Timestamp, i64)>) -> (i64, i64) {
    row.map_or((i64::MAX, i64::MAX), |(at, id)| (to_ms(at), id))
}

/// The slugs as the JSON array that `json_each` takes; none for all.
fn kinds(kinds: &[MarketKind]) -> Option<String> {
    let slugs: Vec<String> = kinds.iter().map(MarketKind::slug).collect();
    (!slugs.is_empty()).then(|| serde_json::Value::from(slugs).to_string())
}
