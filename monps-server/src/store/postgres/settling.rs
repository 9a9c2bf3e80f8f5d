//! Settling many bets with few statements.

use std::collections::HashMap;

use async_trait::async_trait;
use monps_core::id::{BetId, EventId};
use monps_core::ledger::Recorded;
use monps_core::money::Money;
use monps_core::odds::Price;
use sqlx::{AssertSqlSafe, PgConnection};

use super::PgStore;
use super::bets::records;
use super::columns::{at, event_ids};
use super::error::refused;
use super::ledger::{ENTRY, append, chained_entries, keep_trace, lock_head};
use super::quotes::stored_quote;
use crate::store::{
    BetRecord, BetWrite, Booking, ClosingRecord, LegRuling, LegSeen, NewReport, Report,
    ResultStore, SettledRecord, StoreError, StoredQuote,
};

/// What a settlement changes of a bet.
const BETS: &str = "UPDATE bets SET version = w.version, status = w.status, result = w.result,
    payout = w.payout, commission_paid = w.commission_paid, profit = w.profit,
    settled_at = w.settled_at, actual_odds = w.actual_odds, odds_close = w.odds_close,
    clv_fair = w.clv_fair, close_reference = w.close_reference, close_method = w.close_method,
    close_age_s = w.close_age_s, updated_at = w.updated_at
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::numeric[],
        $7::numeric[], $8::numeric[], $9::timestamptz[], $10::numeric[], $11::numeric[],
        $12::numeric[], $13::text[], $14::text[], $15::bigint[], $16::timestamptz[])
        AS w (id, expected, version, status, result, payout, commission_paid, profit, settled_at,
            actual_odds, odds_close, clv_fair, close_reference, close_method, close_age_s, updated_at)
    WHERE bets.id = w.id AND bets.version = w.expected AND bets.deleted_at IS NULL";

const TO_SETTLE: &str = "SELECT b.id FROM bets b
     WHERE b.deleted_at IS NULL AND b.status IN ('open', 'unmatched', 'unconfirmed')
       AND NOT b.by_hand AND EXISTS (
         SELECT 1 FROM bet_legs l JOIN result_reports r ON r.event_id = l.event_id
         WHERE l.bet_id = b.id AND l.result IS NULL
           AND r.newest AND r.is_final AND r.refused IS NULL)
     UNION
     SELECT b.id FROM result_reports r
     JOIN bet_legs l ON l.event_id = r.event_id AND l.report_seen < r.id
     JOIN bets b ON b.id = l.bet_id
     WHERE r.id > $1 AND r.newest AND r.refused IS NULL
       AND b.deleted_at IS NULL AND NOT b.by_hand
     ORDER BY 1 LIMIT $2";

const CONTESTED: &str = "SELECT event_id FROM result_reports
     WHERE newest AND event_id > $1
     GROUP BY event_id
     HAVING count(*) FILTER (WHERE is_final AND refused IS NULL) > 1 OR max(refused) IS NOT NULL
     ORDER BY event_id LIMIT $2";

const CLOSING: &str = "SELECT * FROM (
         SELECT DISTINCT ON (o.selection_id, o.venue_id, o.side) o.*, m.event_id,
                m.id AS market_id, m.kind, m.period, m.line_quarters, s.code
         FROM events e
         JOIN markets m ON m.event_id = e.id
         JOIN selections s ON s.market_id = m.id
         JOIN odds_history o ON o.selection_id = s.id AND o.source_at <= e.starts_at
         WHERE e.id = ANY($1)
         ORDER BY o.selection_id, o.venue_id, o.side, o.source_at DESC) newest
     WHERE price IS NOT NULL ORDER BY selection_id, venue_id, side";

#[async_trait]
impl ResultStore for PgStore {
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
        sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM result_reports")
            .fetch_one(&self.read)
            .await
            .map_err(refused("read results"))
    }

    async fn contested(&self, after: EventId, limit: u32) -> Result<Vec<EventId>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(CONTESTED)
            .bind(after.get())
            .bind(i64::from(limit))
            .fetch_all(&self.read)
            .await
            .map_err(refused("look for results that disagree"))?;
        Ok(ids.into_iter().map(EventId::new).collect())
    }

    async fn bets_to_settle(&self, since: i64, limit: u32) -> Result<Vec<BetId>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(TO_SETTLE)
            .bind(since)
            .bind(i64::from(limit))
            .fetch_all(&self.read)
            .await
            .map_err(refused("look for bets with results"))?;
        Ok(ids.into_iter().map(BetId::new).collect())
    }

    async fn bets_to_close(&self, after: BetId, limit: u32) -> Result<Vec<BetId>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(
            "SELECT id FROM bets WHERE close_reference IS NULL AND deleted_at IS NULL
             AND status IN ('settled', 'void') AND id > $1 ORDER BY id LIMIT $2",
        )
        .bind(after.get())
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await
        .map_err(refused("look for bets without a close"))?;
        Ok(ids.into_iter().map(BetId::new).collect())
    }

    async fn bets_by_id(&self, bets: &[BetId]) -> Result<Vec<BetRecord>, StoreError> {
        let mut connection = self.look().await?;
        let rows = sqlx::query(
            "SELECT b.* FROM bets b WHERE b.id = ANY($1) AND b.deleted_at IS NULL ORDER BY b.id",
        )
        .bind(ids(bets))
        .fetch_all(&mut *connection)
        .await
        .map_err(refused("read bets"))?;
        records(&mut connection, &rows).await
    }

    async fn entries_of_bets(
        &self,
        bets: &[BetId],
    ) -> Result<HashMap<BetId, Vec<Recorded>>, StoreError> {
        let sql = format!("{ENTRY} WHERE e.bet_id = ANY($1) ORDER BY e.id, p.position");
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(ids(bets))
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
        // The ledger first, so that whoever writes takes the locks in one order.
        let head = lock_head(&mut transaction).await?;
        write_bets(&mut transaction, writes).await?;
        write_legs(&mut transaction, writes).await?;
        let bookings: Vec<&Booking> = writes.iter().map(|write| &write.booking).collect();
        append(&mut transaction, head, &bookings, None).await?;
        keep_trace(&mut transaction, &bookings).await?;
        transaction.commit().await.map_err(refused("commit settled bets"))
    }

    async fn mark_seen(&self, legs: &[LegSeen]) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE bet_legs SET report_seen = w.report_seen
             FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS w (bet_id, position, report_seen)
             WHERE bet_legs.bet_id = w.bet_id AND bet_legs.position = w.position
                 AND bet_legs.report_seen < w.report_seen",
        )
        .bind(legs.iter().map(|leg| leg.bet_id.get()).collect::<Vec<_>>())
        .bind(legs.iter().map(|leg| place(leg.position)).collect::<Vec<_>>())
        .bind(legs.iter().map(|leg| leg.report).collect::<Vec<_>>())
        .execute(&self.write)
        .await
        .map_err(refused("note what legs were judged by"))?;
        Ok(())
    }

    async fn rulings(&self, bet: BetId) -> Result<Vec<LegRuling>, StoreError> {
        self.rulings_of(bet).await
    }

    async fn closing(&self, events: &[EventId]) -> Result<Vec<StoredQuote>, StoreError> {
        sqlx::query(CLOSING)
            .bind(event_ids(events))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read closing prices"))?
            .iter()
            .map(stored_quote)
            .collect()
    }
}

fn ids(bets: &[BetId]) -> Vec<i64> {
    bets.iter().map(|id| id.get()).collect()
}

fn place(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

async fn write_bets(connection: &mut PgConnection, writes: &[BetWrite]) -> Result<(), StoreError> {
    let records = || writes.iter().map(|write| &write.record);
    let settled = || records().map(|record| record.settled);
    let closing = || records().map(|record| record.closing.as_ref());
    let amounts = |of: fn(SettledRecord) -> Money| {
        settled().map(|settled| settled.map(|settled| of(settled).amount())).collect::<Vec<_>>()
    };
    let clv_fair = |closing: &ClosingRecord| closing.clv_fair;
    let changed = sqlx::query(BETS)
        .bind(records().map(|record| record.bet.id().get()).collect::<Vec<_>>())
        .bind(writes.iter().map(|write| write.expected).collect::<Vec<_>>())
        .bind(records().map(|record| record.version).collect::<Vec<_>>())
        .bind(records().map(|record| record.bet.status().as_str()).collect::<Vec<_>>())
        .bind(settled().map(|of| of.map(|of| of.outcome.to_string())).collect::<Vec<_>>())
        .bind(amounts(|settled| settled.payout))
        .bind(amounts(|settled| settled.commission))
        .bind(amounts(|settled| settled.profit))
        .bind(settled().map(|of| of.map(|of| at(of.at))).collect::<Vec<_>>())
        .bind(settled().map(|of| of.and_then(|of| of.price).map(Price::get)).collect::<Vec<_>>())
        .bind(records().map(|record| record.odds_close.map(Price::get)).collect::<Vec<_>>())
        .bind(closing().map(|of| of.and_then(clv_fair)).collect::<Vec<_>>())
        .bind(closing().map(|of| of.map(|of| of.reference.as_str())).collect::<Vec<_>>())
        .bind(closing().map(|of| of.and_then(|of| of.method.as_deref())).collect::<Vec<_>>())
        .bind(
            closing()
                .map(|of| of.and_then(|of| of.age).map(|age| age.num_seconds()))
                .collect::<Vec<_>>(),
        )
        .bind(records().map(|record| at(record.updated_at)).collect::<Vec<_>>())
        .execute(connection)
        .await
        .map_err(refused("settle bets"))?;
    if changed.rows_affected() == writes.len() as u64 {
        Ok(())
    } else {
        Err(StoreError::Conflict { what: "a bet" })
    }
}

async fn write_legs(connection: &mut PgConnection, writes: &[BetWrite]) -> Result<(), StoreError> {
    let legs = || {
        writes.iter().flat_map(|write| {
            let legs = write.record.bet.terms().legs.iter().zip(&write.record.legs).enumerate();
            legs.map(|(position, (leg, words))| (write.record.bet.id(), position, leg, words))
        })
    };
    sqlx::query(
        "UPDATE bet_legs SET result = w.result, report_seen = w.report_seen
         FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[])
             AS w (bet_id, position, result, report_seen)
         WHERE bet_legs.bet_id = w.bet_id AND bet_legs.position = w.position",
    )
    .bind(legs().map(|(bet, ..)| bet.get()).collect::<Vec<_>>())
    .bind(legs().map(|(_, position, ..)| place(position)).collect::<Vec<_>>())
    .bind(
        legs()
            .map(|(_, _, leg, _)| leg.outcome.map(|outcome| outcome.to_string()))
            .collect::<Vec<_>>(),
    )
    .bind(legs().map(|(.., words)| words.report_seen).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("settle the legs of bets"))?;
    Ok(())
}
