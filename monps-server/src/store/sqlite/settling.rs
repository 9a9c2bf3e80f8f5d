//! Settling many bets with few statements.

use std::collections::HashMap;

use async_trait::async_trait;
use monps_core::id::{BetId, EventId};
use monps_core::ledger::Recorded;
use monps_core::money::Money;
use monps_core::odds::Price;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::SqliteStore;
use super::bulk::Insert;
use super::columns::{id_list, to_ms};
use super::error::refused;
use super::ledger::{ENTRY, append, chained_entries, keep_trace};
use super::quotes::stored_quote;
use crate::store::{
    BetRecord, BetWrite, Booking, LegRuling, LegSeen, NewReport, Report, ResultStore, StoreError,
    StoredQuote,
};

/// What a settlement changes of a bet.
static BETS: Insert = Insert::new(
    "WITH w (id, expected, version, status, result, payout, commission_paid, profit, settled_at, \
     actual_odds, odds_close, clv_fair, close_reference, close_method, close_age_s, updated_at) AS (",
    16,
    ") UPDATE bets SET version = w.version, status = w.status, result = w.result, \
     payout = w.payout, commission_paid = w.commission_paid, profit = w.profit, \
     settled_at = w.settled_at, actual_odds = w.actual_odds, odds_close = w.odds_close, \
     clv_fair = w.clv_fair, close_reference = w.close_reference, close_method = w.close_method, \
     close_age_s = w.close_age_s, updated_at = w.updated_at \
     FROM w WHERE bets.id = w.id AND bets.version = w.expected AND bets.deleted_at IS NULL",
);
static LEGS: Insert = Insert::new(
    "WITH w (bet_id, position, result, report_seen) AS (",
    4,
    ") UPDATE bet_legs SET result = w.result, report_seen = w.report_seen \
     FROM w WHERE bet_legs.bet_id = w.bet_id AND bet_legs.position = w.position",
);
static SEEN: Insert = Insert::new(
    "WITH w (bet_id, position, report_seen) AS (",
    3,
    ") UPDATE bet_legs SET report_seen = w.report_seen FROM w WHERE bet_legs.bet_id = w.bet_id \
     AND bet_legs.position = w.position AND bet_legs.report_seen < w.report_seen",
);

const TO_SETTLE: &str = "SELECT b.id FROM bets b
     WHERE b.deleted_at IS NULL AND b.status IN ('open', 'unmatched', 'unconfirmed')
       AND b.by_hand = 0 AND EXISTS (
         SELECT 1 FROM bet_legs l JOIN result_reports r ON r.event_id = l.event_id
         WHERE l.bet_id = b.id AND l.result IS NULL
           AND r.newest = 1 AND r.is_final = 1 AND r.refused IS NULL)
     UNION
     SELECT b.id FROM result_reports r
     JOIN bet_legs l ON l.event_id = r.event_id AND l.report_seen < r.id
     JOIN bets b ON b.id = l.bet_id
     WHERE r.id > ?1 AND r.newest = 1 AND r.refused IS NULL
       AND b.deleted_at IS NULL AND b.by_hand = 0
     ORDER BY 1 LIMIT ?2";

const CONTESTED: &str = "SELECT event_id FROM result_reports
     WHERE newest = 1 AND event_id > ?1
     GROUP BY event_id HAVING sum(is_final AND refused IS NULL) > 1 OR max(refused) IS NOT NULL
     ORDER BY event_id LIMIT ?2";

/// With one `max()`, `SQLite` takes the other columns from the row that has it.
const CLOSING: &str =
    "SELECT o.*, max(o.source_at) AS newest, m.event_id, m.id AS market_id, m.kind,
            m.period, m.line_quarters, s.code
     FROM json_each(?) wanted
     JOIN events e ON e.id = wanted.value
     JOIN markets m ON m.event_id = e.id
     JOIN selections s ON s.market_id = m.id
     JOIN odds_history o ON o.selection_id = s.id AND o.source_at <= e.starts_at
     GROUP BY o.selection_id, o.venue_id, o.side";

#[async_trait]
impl ResultStore for SqliteStore {
    async fn reports(&self, events: &[EventId]) -> Result<Vec<Report>, StoreError> {
        self.newest_reports(events).await
    }

    async fn report_history(&self, event: EventId) -> Result<Vec<Report>, StoreError> {
        self.all_reports(event).await
    }

    async fn write_report(
        &self,
        report: &NewReport,
        booking: &Booking,
    ) -> Result<Option<i64>, StoreError> {
        self.write_one_report(report, booking).await
    }

    async fn newest_report(&self) -> Result<i64, StoreError> {
        sqlx::query_scalar("SELECT ifnull(max(id), 0) FROM result_reports")
            .fetch_one(&self.read)
            .await
            .map_err(refused("read results"))
    }

    async fn contested(&self, after: EventId, limit: u32) -> Result<Vec<EventId>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(CONTESTED)
            .bind(after.get())
            .bind(limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("look for results that disagree"))?;
        Ok(ids.into_iter().map(EventId::new).collect())
    }

    async fn bets_to_settle(&self, since: i64, limit: u32) -> Result<Vec<BetId>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(TO_SETTLE)
            .bind(since)
            .bind(limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("look for bets with results"))?;
        Ok(ids.into_iter().map(BetId::new).collect())
    }

    async fn bets_to_close(&self, after: BetId, limit: u32) -> Result<Vec<BetId>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(
            "SELECT id FROM bets WHERE close_reference IS NULL AND deleted_at IS NULL
             AND status IN ('settled', 'void') AND id > ? ORDER BY id LIMIT ?",
        )
        .bind(after.get())
        .bind(limit)
        .fetch_all(&self.read)
        .await
        .map_err(refused("look for bets without a close"))?;
        Ok(ids.into_iter().map(BetId::new).collect())
    }

    async fn bets_by_id(&self, bets: &[BetId]) -> Result<Vec<BetRecord>, StoreError> {
        let rows = sqlx::query(
            "SELECT b.* FROM json_each(?) wanted JOIN bets b ON b.id = wanted.value
             WHERE b.deleted_at IS NULL ORDER BY b.id",
        )
        .bind(id_list(bets.iter().map(|id| id.get())))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read bets"))?;
        self.records(&rows).await
    }

    async fn entries_of_bets(
        &self,
        bets: &[BetId],
    ) -> Result<HashMap<BetId, Vec<Recorded>>, StoreError> {
        let sql = format!(
            "{ENTRY} WHERE e.bet_id IN (SELECT value FROM json_each(?)) ORDER BY e.id, p.position"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(id_list(bets.iter().map(|id| id.get())))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read the entries of bets"))?;
        let mut found: HashMap<BetId, Vec<Recorded>> = HashMap::with_capacity(bets.len());
        for entry in chained_entries(&rows)? {
            if let Some(bet) = entry.recorded.entry.bet_id() {
                found.entry(bet).or_default().push(entry.recorded);
            }
        }
        Ok(found)
    }

    async fn settle_bets(&self, writes: &[BetWrite]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        write_bets(&mut transaction, writes).await?;
        let bookings: Vec<&Booking> = writes.iter().map(|write| &write.booking).collect();
        append(&mut transaction, &bookings, None).await?;
        keep_trace(&mut transaction, &bookings).await?;
        transaction.commit().await.map_err(refused("commit settled bets"))
    }

    async fn mark_seen(&self, legs: &[LegSeen]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        SEEN.run(&mut transaction, "note what legs were judged by", legs, |query, leg| {
            query.bind(leg.bet_id.get()).bind(place(leg.position)).bind(leg.report)
        })
        .await?;
        transaction.commit().await.map_err(refused("note what legs were judged by"))
    }

    async fn rulings(&self, bet: BetId) -> Result<Vec<LegRuling>, StoreError> {
        self.rulings_of(bet).await
    }

    async fn closing(&self, events: &[EventId]) -> Result<Vec<StoredQuote>, StoreError> {
        let rows = sqlx::query(CLOSING)
            .bind(id_list(events.iter().map(|id| id.get())))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read closing prices"))?;
        let mut quotes = rows.iter().map(stored_quote).collect::<Result<Vec<_>, _>>()?;
        quotes.retain(|quote| quote.row.price.is_some());
        Ok(quotes)
    }
}

fn place(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

async fn write_bets(
    connection: &mut SqliteConnection,
    writes: &[BetWrite],
) -> Result<(), StoreError> {
    let changed = BETS
        .run(connection, "settle bets", writes, |query, write| {
            let record = &write.record;
            let (settled, closing) = (record.settled, record.closing.as_ref());
            let amount = |money: Money| money.amount().to_string();
            query
                .bind(record.bet.id().get())
                .bind(write.expected)
                .bind(record.version)
                .bind(record.bet.status().as_str())
                .bind(settled.map(|settled| settled.outcome.to_string()))
                .bind(settled.map(|settled| amount(settled.payout)))
                .bind(settled.map(|settled| amount(settled.commission)))
                .bind(settled.map(|settled| amount(settled.profit)))
                .bind(settled.map(|settled| to_ms(settled.at)))
                .bind(settled.and_then(|of| of.price).map(|price| price.get().to_string()))
                .bind(record.odds_close.map(|close: Price| close.get().to_string()))
                .bind(closing.and_then(|closing| closing.clv_fair).map(|clv| clv.to_string()))
                .bind(closing.map(|closing| closing.reference.clone()))
                .bind(closing.and_then(|closing| closing.method.clone()))
                .bind(closing.and_then(|closing| closing.age).map(|age| age.num_seconds()))
                .bind(to_ms(record.updated_at))
        })
        .await?;
    if changed != writes.len() as u64 {
        return Err(StoreError::Conflict { what: "a bet" });
    }
    let legs: Vec<_> = writes
        .iter()
        .flat_map(|write| {
            let legs = write.record.bet.terms().legs.iter().zip(&write.record.legs).enumerate();
            legs.map(|(position, (leg, words))| (write.record.bet.id(), position, leg, words))
        })
        .collect();
    LEGS.run(connection, "settle the legs of bets", &legs, |query, (bet, position, leg, words)| {
        query
            .bind(bet.get())
            .bind(place(*position))
            .bind(leg.outcome.map(|outcome| outcome.to_string()))
            .bind(words.report_seen)
    })
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sqlx::Row;

    /// The plan must reach bets by their ids, not by looking through all of them.
    #[tokio::test]
    async fn many_bets_are_reached_by_their_ids() {
        let folder = tempfile::tempdir().unwrap();
        let store = super::SqliteStore::open(&folder.path().join("a.sqlite")).await.unwrap();
        for statement in [&super::BETS, &super::LEGS, &super::SEEN] {
            let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql(3));
            let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&store.write).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            assert!(!plan.iter().any(|line| line.starts_with("SCAN bet")), "{plan:?}");
        }
    }
}
