//! Reading the history of prices.

use async_trait::async_trait;
use monps_core::adapter::Score;
use monps_core::catalog::MarketKind;
use monps_core::id::{EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::time::{Observed, Timestamp};
use rust_decimal::Decimal;
use sqlx::postgres::PgRow;

use super::super::PgStore;
use super::super::catalog::{answer, event_record, events_where};
use super::super::columns::{
    count, event_ids, get, market_key, parse, quoted_price, side, side_code, small_id,
};
use super::super::error::refused;
use crate::store::columns::corrupt;
use crate::store::{
    Appended, Batch, EventRecord, HistoryMarket, QuoteRow, QuoteStore, ResultRow, StoreError,
    StoredFigures, StoredQuote,
};

#[async_trait]
impl QuoteStore for PgStore {
    async fn append(&self, batch: &Batch) -> Result<Appended, StoreError> {
        self.append_batch(batch).await
    }

    async fn current(&self, events: &[EventId]) -> Result<Vec<StoredQuote>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM (
                 SELECT DISTINCT ON (o.selection_id, o.venue_id, o.side) o.*, m.event_id,
                        m.id AS market_id, m.kind, m.period, m.line_quarters, s.code
                 FROM markets m
                 JOIN selections s ON s.market_id = m.id
                 JOIN odds_history o ON o.selection_id = s.id
                 WHERE m.event_id = ANY($1)
                 ORDER BY o.selection_id, o.venue_id, o.side, o.source_at DESC) newest
             WHERE price IS NOT NULL ORDER BY selection_id, venue_id, side",
        )
        .bind(event_ids(events))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read current prices"))?;
        rows.iter().map(stored_quote).collect()
    }

    async fn changed_after(&self, mark: Option<i64>) -> Result<(i64, Vec<EventId>), StoreError> {
        let failed = refused("read what changed");
        let mut transaction = self.look().await?;
        let now: i64 = sqlx::query_scalar("SELECT mark FROM odds_totals WHERE id = 1")
            .fetch_one(&mut *transaction)
            .await
            .map_err(&failed)?;
        let Some(mark) = mark.filter(|mark| *mark < now) else {
            return Ok((now, Vec::new()));
        };
        // Whoever was away for longer than changes are kept looks at every event that may be on a
        // board.
        let events: Vec<i64> = sqlx::query_scalar(
            "SELECT event_id FROM odds_changes WHERE mark > $1
             UNION
             SELECT id FROM events WHERE starts_at > now() - INTERVAL '1 day'
                 AND $1 + 1 < (SELECT min(mark) FROM odds_changes)",
        )
        .bind(mark)
        .fetch_all(&mut *transaction)
        .await
        .map_err(&failed)?;
        Ok((now, events.into_iter().map(EventId::new).collect()))
    }

    async fn history_events(
        &self,
        after: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<EventRecord>, StoreError> {
        sqlx::query(events_where(
            "WHERE e.id > $1 AND e.merged_into IS NULL ORDER BY e.id LIMIT $2",
        ))
        .bind(after.map_or(0, EventId::get))
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read events"))?
        .iter()
        .map(event_record)
        .collect()
    }

    async fn history_of(
        &self,
        events: &[EventId],
        kind: Option<&MarketKind>,
    ) -> Result<Vec<(EventId, HistoryMarket)>, StoreError> {
        let rows = sqlx::query(
            "SELECT o.*, m.event_id, m.id AS market_id, m.kind, m.period, m.line_quarters, s.code
             FROM markets m
             JOIN selections s ON s.market_id = m.id
             JOIN odds_history o ON o.selection_id = s.id
             WHERE m.event_id = ANY($1) AND ($2::text IS NULL OR m.kind = $2)
             ORDER BY m.event_id, m.id, o.source_at, o.selection_id, o.venue_id",
        )
        .bind(event_ids(events))
        .bind(kind.map(MarketKind::slug))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read the history of prices"))?;
        let mut markets: Vec<(EventId, HistoryMarket)> = Vec::new();
        for row in &rows {
            let id = MarketId::new(get(row, "market_id")?);
            if markets.last().is_none_or(|(_, market)| market.id != id) {
                let event_id = EventId::new(get(row, "event_id")?);
                let key = market_key(row)?;
                let market = HistoryMarket { id, key, selections: Vec::new(), rows: Vec::new() };
                markets.push((event_id, market));
            }
            let Some((_, market)) = markets.last_mut() else {
                continue;
            };
            let quote = quote_row(row)?;
            if !market.selections.iter().any(|(id, _)| *id == quote.selection_id) {
                market.selections.push((quote.selection_id, answer(row, &market.key)?));
            }
            market.rows.push(quote);
        }
        Ok(markets)
    }

    async fn rows_under(&self, keys: &[QuoteRow]) -> Result<Vec<QuoteRow>, StoreError> {
        let column = |of: fn(&QuoteRow) -> i64| keys.iter().map(of).collect::<Vec<_>>();
        let sides: Vec<i16> = keys.iter().map(|key| side_code(key.side)).collect();
        let stamps: Vec<Timestamp> = keys.iter().map(|key| key.observed.source_at).collect();
        sqlx::query(
            "SELECT o.* FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::timestamptz[])
                 AS wanted (selection_id, venue_id, side, source_at)
             JOIN odds_history o ON o.selection_id = wanted.selection_id
                 AND o.venue_id = wanted.venue_id AND o.side = wanted.side
                 AND o.source_at = wanted.source_at",
        )
        .bind(column(|key| key.selection_id.get()))
        .bind(column(|key| key.venue_id.get()))
        .bind(sides)
        .bind(stamps)
        .fetch_all(&self.read)
        .await
        .map_err(refused("read prices by their stamps"))?
        .iter()
        .map(quote_row)
        .collect()
    }

    async fn stored_figures(&self) -> Result<StoredFigures, StoreError> {
        let row = sqlx::query(
            "SELECT t.quotes, t.last_observed_at,
                    (SELECT count(*) FROM events) AS events,
                    (SELECT count(*) FROM venues) AS venues,
                    (SELECT count(DISTINCT sport) FROM participants) AS sports
             FROM odds_totals t WHERE t.id = 1",
        )
        .fetch_one(&self.read)
        .await
        .map_err(refused("count what is stored"))?;
        Ok(StoredFigures {
            quotes: count(&row, "quotes")?,
            events: count(&row, "events")?,
            venues: count(&row, "venues")?,
            sports: count(&row, "sports")?,
            last_observed_at: get(&row, "last_observed_at")?,
        })
    }

    async fn results(&self, event: EventId) -> Result<Vec<ResultRow>, StoreError> {
        sqlx::query(
            "SELECT * FROM results WHERE event_id = $1 ORDER BY source_id, period COLLATE \"C\"",
        )
        .bind(event.get())
        .fetch_all(&self.read)
        .await
        .map_err(refused("read results"))?
        .iter()
        .map(result_row)
        .collect()
    }
}

fn quote_row(row: &PgRow) -> Result<QuoteRow, StoreError> {
    let price: Option<Decimal> = get(row, "price")?;
    let quoted: Option<&str> = get(row, "quoted")?;
    Ok(QuoteRow {
        selection_id: SelectionId::new(get(row, "selection_id")?),
        venue_id: VenueId::new(small_id(row, "venue_id")?),
        side: side(row)?,
        source_id: SourceId::new(small_id(row, "source_id")?),
        observed: Observed {
            source_at: get(row, "source_at")?,
            observed_at: get(row, "observed_at")?,
            approximate: get(row, "approximate")?,
        },
        price: price.map(|price| quoted_price(price, quoted)).transpose()?,
        available: get(row, "available")?,
        stake_max: get(row, "stake_max")?,
    })
}

pub(in crate::store::postgres) fn stored_quote(row: &PgRow) -> Result<StoredQuote, StoreError> {
    let key = market_key(row)?;
    Ok(StoredQuote {
        id: get(row, "id")?,
        event_id: EventId::new(get(row, "event_id")?),
        market_id: MarketId::new(get(row, "market_id")?),
        selection: answer(row, &key)?,
        key,
        row: quote_row(row)?,
    })
}

fn result_row(row: &PgRow) -> Result<ResultRow, StoreError> {
    let goals = |column| -> Result<u32, StoreError> {
        let goals: i64 = get(row, column)?;
        u32::try_from(goals).map_err(|_| corrupt("a score", goals))
    };
    Ok(ResultRow {
        event_id: EventId::new(get(row, "event_id")?),
        source_id: SourceId::new(small_id(row, "source_id")?),
        score: Score {
            period: parse("a period", get(row, "period")?)?,
            home: goals("home")?,
            away: goals("away")?,
        },
        is_final: get(row, "is_final")?,
        observed_at: get(row, "observed_at")?,
    })
}
