//! The history of prices: reading.

use async_trait::async_trait;
use monps_core::adapter::Score;
use monps_core::catalog::MarketKind;
use monps_core::id::{EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::time::Observed;
use sqlx::sqlite::SqliteRow;

use super::SqliteStore;
use super::catalog::{answer, event_record, events_where};
use super::columns::{
    from_ms, get, id_list, market_key, optional_decimal, parse, quoted_price, side, side_code,
    to_ms,
};
use super::error::refused;
use crate::store::{
    Appended, Batch, EventRecord, HistoryMarket, OddsStore, QuoteRow, QuoteStore, ResultRow,
    StoreError, StoredFigures, StoredQuote,
};

#[async_trait]
impl QuoteStore for SqliteStore {
    async fn append(&self, batch: &Batch) -> Result<Appended, StoreError> {
        self.append_batch(batch).await
    }

    async fn current(&self, events: &[EventId]) -> Result<Vec<StoredQuote>, StoreError> {
        // With one max() SQLite takes the other columns from the row that has it.
        let rows = sqlx::query(
            "SELECT o.*, max(o.source_at) AS newest, m.event_id, m.id AS market_id, m.kind,
                    m.period, m.line_quarters, s.code
             FROM json_each(?) wanted
             JOIN markets m ON m.event_id = wanted.value
             JOIN selections s ON s.market_id = m.id
             JOIN odds_history o ON o.selection_id = s.id
             GROUP BY o.selection_id, o.venue_id, o.side",
        )
        .bind(id_list(events.iter().map(|id| id.get())))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read current prices"))?;
        let mut quotes = rows.iter().map(stored_quote).collect::<Result<Vec<_>, _>>()?;
        quotes.retain(|quote| quote.row.price.is_some());
        Ok(quotes)
    }

    async fn changed_after(&self, mark: Option<i64>) -> Result<(i64, Vec<EventId>), StoreError> {
        let Some(mark) = mark else {
            return Ok((self.odds_mark().await?, Vec::new()));
        };
        let rows = sqlx::query(
            "SELECT max(o.id) AS newest, m.event_id
             FROM odds_history o
             JOIN selections s ON s.id = o.selection_id
             JOIN markets m ON m.id = s.market_id
             WHERE o.id > ? GROUP BY m.event_id",
        )
        .bind(mark)
        .fetch_all(&self.read)
        .await
        .map_err(refused("read what changed"))?;
        let mut newest = mark;
        let mut events = Vec::with_capacity(rows.len());
        for row in &rows {
            newest = newest.max(get(row, "newest")?);
            events.push(EventId::new(get(row, "event_id")?));
        }
        Ok((newest, events))
    }

    async fn history_events(
        &self,
        after: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<EventRecord>, StoreError> {
        sqlx::query(events_where("WHERE e.id > ? AND e.merged_into IS NULL ORDER BY e.id LIMIT ?"))
            .bind(after.map_or(0, EventId::get))
            .bind(limit)
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
             FROM json_each(?1) wanted
             JOIN markets m ON m.event_id = wanted.value AND (?2 IS NULL OR m.kind = ?2)
             JOIN selections s ON s.market_id = m.id
             JOIN odds_history o ON o.selection_id = s.id
             ORDER BY m.event_id, m.id, o.source_at, o.selection_id, o.venue_id",
        )
        .bind(id_list(events.iter().map(|id| id.get())))
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
        let keys = keys.iter().map(|key| {
            let (selection, venue) = (key.selection_id.get(), key.venue_id.get());
            [selection, venue, side_code(key.side), to_ms(key.observed.source_at)]
        });
        sqlx::query(
            "SELECT o.* FROM json_each(?) wanted
             CROSS JOIN odds_history o ON o.selection_id = wanted.value ->> 0
                 AND o.venue_id = wanted.value ->> 1 AND o.side = wanted.value ->> 2
                 AND o.source_at = wanted.value ->> 3",
        )
        .bind(serde_json::json!(keys.collect::<Vec<_>>()).to_string())
        .fetch_all(&self.read)
        .await
        .map_err(refused("read prices by their stamps"))?
        .iter()
        .map(quote_row)
        .collect()
    }

    async fn stored_figures(&self) -> Result<StoredFigures, StoreError> {
        let row = sqlx::query(
            "SELECT (SELECT count(*) FROM odds_history) AS quotes,
                    (SELECT count(*) FROM events) AS events,
                    (SELECT count(*) FROM venues) AS venues,
                    (SELECT count(DISTINCT sport) FROM participants) AS sports,
                    (SELECT observed_at FROM odds_history ORDER BY id DESC LIMIT 1) AS newest",
        )
        .fetch_one(&self.read)
        .await
        .map_err(refused("count what is stored"))?;
        let count = |column| get::<i64>(&row, column).map(i64::unsigned_abs);
        Ok(StoredFigures {
            quotes: count("quotes")?,
            events: count("events")?,
            venues: count("venues")?,
            sports: count("sports")?,
            last_observed_at: get::<Option<i64>>(&row, "newest")?.map(from_ms).transpose()?,
        })
    }

    async fn results(&self, event: EventId) -> Result<Vec<ResultRow>, StoreError> {
        sqlx::query("SELECT * FROM results WHERE event_id = ? ORDER BY source_id, period")
            .bind(event.get())
            .fetch_all(&self.read)
            .await
            .map_err(refused("read results"))?
            .iter()
            .map(result_row)
            .collect()
    }
}

pub(super) fn quote_row(row: &SqliteRow) -> Result<QuoteRow, StoreError> {
    let price: Option<&str> = get(row, "price")?;
    let quoted: Option<&str> = get(row, "quoted")?;
    Ok(QuoteRow {
        selection_id: SelectionId::new(get(row, "selection_id")?),
        venue_id: VenueId::new(get(row, "venue_id")?),
        side: side(get(row, "side")?),
        source_id: SourceId::new(get(row, "source_id")?),
        observed: Observed {
            source_at: from_ms(get(row, "source_at")?)?,
            observed_at: from_ms(get(row, "observed_at")?)?,
            approximate: get(row, "approximate")?,
        },
        price: price.map(|price| quoted_price(price, quoted)).transpose()?,
        available: optional_decimal("an amount", get(row, "available")?)?,
        stake_max: optional_decimal("an amount", get(row, "stake_max")?)?,
    })
}

pub(super) fn stored_quote(row: &SqliteRow) -> Result<StoredQuote, StoreError> {
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

fn result_row(row: &SqliteRow) -> Result<ResultRow, StoreError> {
    let count = |column| -> Result<u32, StoreError> {
        let goals: i64 = get(row, column)?;
        u32::try_from(goals)
            .map_err(|_| StoreError::Corrupt { what: "a score", value: goals.to_string() })
    };
    Ok(ResultRow {
        event_id: EventId::new(get(row, "event_id")?),
        source_id: SourceId::new(get(row, "source_id")?),
        score: Score {
            period: parse("a period", get(row, "period")?)?,
            home: count("home")?,
            away: count("away")?,
        },
        is_final: get(row, "is_final")?,
        observed_at: from_ms(get(row, "observed_at")?)?,
    })
}
