//! Looking prices up.
//!
//! A list of prices is a merge of streams: of each stream the newest row is one step into an index, and
//! only the streams with the newest heads, as many as rows are wanted, can have a row on the page. The
//! history is cut by the source's clock and lists go by ours, so recent months are looked into first;
//! whether an old one has rows that came late is noted when they come.

use async_trait::async_trait;
use monps_core::catalog::MarketKind;
use monps_core::id::{EventId, VenueId};
use monps_core::time::{TimeDelta, Timestamp};
use sqlx::{AssertSqlSafe, PgConnection};

use super::PgStore;
use super::catalog::{BY_SLUG, event_record, events_where};
use super::columns::{at, side_code};
use super::error::refused;
use super::quotes::{LATE, stored_quote};
use crate::store::{
    EventRecord, EventsQuery, OddsQuery, OddsStore, SeriesQuery, StoreError, StoredCandle,
    StoredQuote,
};

/// How far back by the source's clock a list looks first: what is older than this and not late was
/// seen by us before the last [`LATE`] of it.
const RECENT: TimeDelta = TimeDelta::days(70);

const COLUMNS: &str =
    "o.*, m.event_id, m.id AS market_id, m.kind, m.period, m.line_quarters, s.code";

/// The rows wanted of one stream, newest first. Parameters: 1 since, 2 and 3 the instant and number
/// that rows come after, 4 limit, 5 the earliest instant by the source's clock.
macro_rules! newest_of {
    ($stream:literal, $columns:literal, $limit:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM odds_history h
             WHERE h.stream_id = ",
            $stream,
            " AND h.price IS NOT NULL
               AND h.source_at >= coalesce($5, '-infinity'::timestamptz)
               AND h.observed_at >= coalesce($1, '-infinity'::timestamptz)
               AND (h.observed_at, h.id)
                   < (coalesce($2, 'infinity'::timestamptz), coalesce($3, 9223372036854775807))
             ORDER BY h.observed_at DESC, h.id DESC LIMIT ",
            $limit
        )
    };
}

const NEWEST: &str = concat!(
    "SELECT o.*, m.event_id, m.id AS market_id, m.kind, m.period, m.line_quarters, s.code FROM (
         SELECT o.* FROM (
             SELECT t.id FROM odds_streams t CROSS JOIN LATERAL (",
    newest_of!("t.id", "h.observed_at, h.id", "1"),
    ") head
             WHERE t.side = $6
               AND ($7::text IS NULL OR t.sport = $7 OR t.competition = $7)
               AND ($8::bigint IS NULL OR t.venue_id = $8)
               AND ($9::text[] IS NULL OR t.kind = ANY($9))
             ORDER BY head.observed_at DESC, head.id DESC LIMIT $4) streams
         CROSS JOIN LATERAL (",
    newest_of!("streams.id", "h.*", "$4"),
    ") o
         ORDER BY o.observed_at DESC, o.id DESC LIMIT $4) o
     JOIN selections s ON s.id = o.selection_id
     JOIN markets m ON m.id = s.market_id
     ORDER BY o.observed_at DESC, o.id DESC"
);

#[async_trait]
impl OddsStore for PgStore {
    async fn odds(&self, query: &OddsQuery) -> Result<Vec<StoredQuote>, StoreError> {
        if query.event.is_some() {
            return self.odds_of_event(query).await;
        }
        let mut connection = self.look().await?;
        let newest = query.after.map_or_else(crate::clock::now, |(at, _)| at);
        let floor = newest - RECENT;
        let rows = newest_rows(&mut connection, query, Some(floor)).await?;
        if is_settled(&mut connection, query, floor, &rows).await? {
            return Ok(rows);
        }
        newest_rows(&mut connection, query, None).await
    }

    async fn odds_mark(&self) -> Result<i64, StoreError> {
        sqlx::query_scalar("SELECT mark FROM odds_totals WHERE id = 1")
            .fetch_one(&self.read)
            .await
            .map_err(refused("read prices"))
    }

    async fn series(&self, query: &SeriesQuery) -> Result<Vec<StoredQuote>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM markets m
             JOIN selections s ON s.market_id = m.id
             JOIN odds_history o ON o.selection_id = s.id
             WHERE m.event_id = $1
               AND ($2::text[] IS NULL OR m.kind = ANY($2))
               AND ($3::bigint IS NULL OR o.venue_id = $3)
               AND o.source_at >= coalesce($4, '-infinity'::timestamptz)
               AND o.source_at < coalesce($5, 'infinity'::timestamptz)
             ORDER BY m.id, s.id, o.venue_id, o.side, o.source_at LIMIT $6"
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(query.event.get())
            .bind(kinds(&query.kinds))
            .bind(query.venue.map(VenueId::get))
            .bind(query.since.map(at))
            .bind(query.until.map(at))
            .bind(i64::from(query.limit))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read the history of prices"))?
            .iter()
            .map(stored_quote)
            .collect()
    }

    async fn candles(
        &self,
        query: &SeriesQuery,
        length: TimeDelta,
    ) -> Result<Option<Vec<StoredCandle>>, StoreError> {
        super::candles::candles(self, query, length).await
    }

    async fn event_by_name(&self, name: &str) -> Result<Option<EventRecord>, StoreError> {
        let mut connection = self.look().await?;
        let by_slug = sqlx::query(events_where(BY_SLUG))
            .bind(name)
            .fetch_optional(&mut *connection)
            .await
            .map_err(refused("read an event"))?;
        if let Some(row) = by_slug {
            return event_record(&row).map(Some);
        }
        // By source and name, because that is how the names are kept in order.
        let rows = sqlx::query(events_where(
            "WHERE e.id IN (SELECT r.event_id FROM sources f
                 JOIN event_refs r ON r.source_id = f.id AND r.ref = $1) LIMIT 2",
        ))
        .bind(name)
        .fetch_all(&mut *connection)
        .await
        .map_err(refused("read an event"))?;
        match rows.as_slice() {
            [only] => event_record(only).map(Some),
            _ => Ok(None),
        }
    }

    async fn events_by_start(&self, query: &EventsQuery) -> Result<Vec<EventRecord>, StoreError> {
        let (after, id) = query.after.unzip();
        sqlx::query(events_where(
            "WHERE ($1::text IS NULL OR e.sport = $1 OR c.key = $1)
               AND (e.starts_at, e.id)
                   < (coalesce($2, 'infinity'::timestamptz), coalesce($3, 9223372036854775807))
               AND e.merged_into IS NULL
             ORDER BY e.starts_at DESC, e.id DESC LIMIT $4",
        ))
        .bind(&query.sport)
        .bind(after.map(at))
        .bind(id.map(EventId::get))
        .bind(i64::from(query.limit))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read events"))?
        .iter()
        .map(event_record)
        .collect()
    }
}

impl PgStore {
    /// An event has few selections: its rows are found through them and sorted.
    async fn odds_of_event(&self, query: &OddsQuery) -> Result<Vec<StoredQuote>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM markets m
             JOIN selections s ON s.market_id = m.id
             JOIN odds_history o ON o.selection_id = s.id
             JOIN odds_streams t ON t.id = o.stream_id
             WHERE m.event_id = $1 AND o.side = $2 AND o.price IS NOT NULL
               AND o.observed_at >= coalesce($3, '-infinity'::timestamptz)
               AND (o.observed_at, o.id)
                   < (coalesce($4, 'infinity'::timestamptz), coalesce($5, 9223372036854775807))
               AND ($6::bigint IS NULL OR o.venue_id = $6)
               AND ($7::text[] IS NULL OR m.kind = ANY($7))
               AND ($8::text IS NULL OR t.sport = $8 OR t.competition = $8)
             ORDER BY o.observed_at DESC, o.id DESC LIMIT $9"
        );
        let (after, id) = query.after.unzip();
        sqlx::query(AssertSqlSafe(sql))
            .bind(query.event.map(EventId::get))
            .bind(side_code(query.side))
            .bind(query.since.map(at))
            .bind(after.map(at))
            .bind(id)
            .bind(query.venue.map(VenueId::get))
            .bind(kinds(&query.kinds))
            .bind(&query.sport)
            .bind(i64::from(query.limit))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read prices"))?
            .iter()
            .map(stored_quote)
            .collect()
    }
}

/// The newest rows, of all or of those from an instant of the source's clock on.
async fn newest_rows(
    connection: &mut PgConnection,
    query: &OddsQuery,
    floor: Option<Timestamp>,
) -> Result<Vec<StoredQuote>, StoreError> {
    let (after, id) = query.after.unzip();
    sqlx::query(NEWEST)
        .bind(query.since.map(at))
        .bind(after.map(at))
        .bind(id)
        .bind(i64::from(query.limit))
        .bind(floor.map(at))
        .bind(side_code(query.side))
        .bind(&query.sport)
        .bind(query.venue.map(VenueId::get))
        .bind(kinds(&query.kinds))
        .fetch_all(connection)
        .await
        .map_err(refused("read prices"))?
        .iter()
        .map(stored_quote)
        .collect()
}

/// Whether no row from before the floor can belong on the page: it is full, its last row is newer than
/// what came in time for an older month, and no older month got a late row as new as that.
async fn is_settled(
    connection: &mut PgConnection,
    query: &OddsQuery,
    floor: Timestamp,
    rows: &[StoredQuote],
) -> Result<bool, StoreError> {
    let is_full = rows.len() >= usize::try_from(query.limit).unwrap_or(usize::MAX);
    let Some(last) = rows.last().map(|quote| quote.row.observed.observed_at) else {
        return Ok(false);
    };
    if !is_full || last <= floor + LATE {
        return Ok(false);
    }
    sqlx::query_scalar(
        "SELECT NOT EXISTS (SELECT 1 FROM odds_late WHERE month <= $1 AND observed_max >= $2)",
    )
    .bind(at(floor).date_naive())
    .bind(last)
    .fetch_one(connection)
    .await
    .map_err(refused("read prices"))
}

/// The slugs; none for all.
pub(super) fn kinds(kinds: &[MarketKind]) -> Option<Vec<String>> {
    (!kinds.is_empty()).then(|| kinds.iter().map(MarketKind::slug).collect())
}
