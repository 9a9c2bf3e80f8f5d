//! Candles, made by the server where it has TimescaleDB.
//!
//! They are made of the rows by `time_bucket` and not read from the aggregate of hours beside them: that
//! one is brought up to date once an hour, and a price that came late or was corrected would be missing
//! from it until then. An event has few enough rows.

use monps_core::id::{SelectionId, VenueId};
use monps_core::time::TimeDelta;
use sqlx::postgres::PgRow;

use super::columns::{at, get, market_key, selection, side, small_id};
use super::error::refused;
use super::odds::kinds;
use super::{Engine, PgStore};
use crate::store::{SeriesQuery, StoreError, StoredCandle};

const CANDLES: &str =
    "SELECT m.kind, m.period, m.line_quarters, s.code, o.selection_id, o.venue_id, o.side,
        time_bucket($6::bigint * INTERVAL '1 second', o.source_at, TIMESTAMPTZ 'epoch') AS starts_at,
        first(o.price, o.source_at) AS open, max(o.price) AS high, min(o.price) AS low,
        last(o.price, o.source_at) AS close, count(*) AS prices
    FROM markets m
    JOIN selections s ON s.market_id = m.id
    JOIN odds_history o ON o.selection_id = s.id
    WHERE m.event_id = $1 AND o.price IS NOT NULL
      AND ($2::text[] IS NULL OR m.kind = ANY($2))
      AND ($3::bigint IS NULL OR o.venue_id = $3)
      AND o.source_at >= coalesce($4, '-infinity'::timestamptz)
      AND o.source_at < coalesce($5, 'infinity'::timestamptz)
    GROUP BY m.id, s.id, o.selection_id, o.venue_id, o.side, starts_at
    ORDER BY m.id, s.id, o.venue_id, o.side, starts_at LIMIT $7";

/// Candles of the series of an event; none where the server cannot make them.
pub(super) async fn candles(
    store: &PgStore,
    query: &SeriesQuery,
    length: TimeDelta,
) -> Result<Option<Vec<StoredCandle>>, StoreError> {
    if store.layout().await?.engine != Engine::TimescaleDb {
        return Ok(None);
    }
    let rows = sqlx::query(CANDLES)
        .bind(query.event.get())
        .bind(kinds(&query.kinds))
        .bind(query.venue.map(VenueId::get))
        .bind(query.since.map(at))
        .bind(query.until.map(at))
        .bind(length.num_seconds())
        .bind(i64::from(query.limit))
        .fetch_all(&store.read)
        .await
        .map_err(refused("make candles of prices"))?;
    rows.iter().map(candle).collect::<Result<_, _>>().map(Some)
}

fn candle(row: &PgRow) -> Result<StoredCandle, StoreError> {
    let key = market_key(row)?;
    let count: i64 = get(row, "prices")?;
    Ok(StoredCandle {
        selection: selection(get(row, "code")?, &key)?,
        key,
        selection_id: SelectionId::new(get(row, "selection_id")?),
        venue_id: VenueId::new(small_id(row, "venue_id")?),
        side: side(row)?,
        start: get(row, "starts_at")?,
        open: get(row, "open")?,
        high: get(row, "high")?,
        low: get(row, "low")?,
        close: get(row, "close")?,
        count: u32::try_from(count).unwrap_or(u32::MAX),
    })
}
