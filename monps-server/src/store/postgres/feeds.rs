//! Feeds and the log of their polls.

use async_trait::async_trait;
use monps_core::id::{EventId, SourceId};
use monps_core::time::{NaiveDate, Timestamp};
use sqlx::postgres::PgRow;

use super::PgStore;
use super::columns::{at, count, get, small_id};
use super::error::refused;
use crate::store::columns::corrupt;
use crate::store::{CollectionLog, FeedQuota, FeedRecord, FeedStore, PollOutcome, StoreError};

#[async_trait]
impl FeedStore for PgStore {
    async fn log_collection(
        &self,
        log: &CollectionLog,
        record: &FeedRecord,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO collection_logs (feed, task, started_at, finished_at, outcome, requests,
             credits, quotes_seen, quotes_changed, skipped, error)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&log.feed)
        .bind(&log.task)
        .bind(at(log.started_at))
        .bind(at(log.finished_at))
        .bind(log.outcome.as_str())
        .bind(i64::from(log.requests))
        .bind(i64::from(log.credits))
        .bind(whole(log.quotes_seen))
        .bind(whole(log.quotes_changed))
        .bind(whole(log.skipped))
        .bind(&log.error)
        .execute(&mut *transaction)
        .await
        .map_err(refused("log a poll"))?;
        sqlx::query(
            "INSERT INTO feeds (id, last_attempt_at, last_success_at, failures, last_error,
             quota_used, quota_remaining, quota_period) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET last_attempt_at = excluded.last_attempt_at,
             last_success_at = excluded.last_success_at, failures = excluded.failures,
             last_error = excluded.last_error, quota_used = excluded.quota_used,
             quota_remaining = excluded.quota_remaining, quota_period = excluded.quota_period",
        )
        .bind(&log.feed)
        .bind(record.last_attempt_at.map(at))
        .bind(record.last_success_at.map(at))
        .bind(i64::from(record.failures))
        .bind(&record.last_error)
        .bind(record.quota.map(|quota| i64::from(quota.used)))
        .bind(record.quota.and_then(|quota| quota.remaining).map(i64::from))
        .bind(record.quota.map(|quota| quota.period_start))
        .execute(&mut *transaction)
        .await
        .map_err(refused("write where a feed stands"))?;
        transaction.commit().await.map_err(refused("log a poll"))
    }

    async fn claim_poll(
        &self,
        feed: &str,
        last_attempt_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let claimed = sqlx::query(
            "INSERT INTO feeds (id, last_attempt_at, failures) VALUES ($1, $3, 0)
             ON CONFLICT (id) DO UPDATE SET last_attempt_at = excluded.last_attempt_at
             WHERE feeds.last_attempt_at IS NOT DISTINCT FROM $2",
        )
        .bind(feed)
        .bind(last_attempt_at.map(at))
        .bind(at(now))
        .execute(&self.write)
        .await
        .map_err(refused("begin a poll"))?;
        Ok(claimed.rows_affected() == 1)
    }

    async fn feed_record(&self, feed: &str) -> Result<FeedRecord, StoreError> {
        let row = sqlx::query("SELECT * FROM feeds WHERE id = $1")
            .bind(feed)
            .fetch_optional(&self.read)
            .await
            .map_err(refused("read where a feed stands"))?;
        row.as_ref().map_or_else(|| Ok(FeedRecord::default()), feed_record)
    }

    async fn collection_logs(
        &self,
        feed: Option<&str>,
        limit: u32,
    ) -> Result<Vec<CollectionLog>, StoreError> {
        sqlx::query(
            "SELECT * FROM collection_logs WHERE ($1::text IS NULL OR feed = $1)
             ORDER BY id DESC LIMIT $2",
        )
        .bind(feed)
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read the log of polls"))?
        .iter()
        .map(collection_log)
        .collect()
    }

    async fn refs_of(&self, event: EventId) -> Result<Vec<(SourceId, String, String)>, StoreError> {
        sqlx::query(
            "SELECT s.id, s.key, r.ref FROM event_refs r JOIN sources s ON s.id = r.source_id
             WHERE r.event_id = $1 ORDER BY s.id, r.ref COLLATE \"C\"",
        )
        .bind(event.get())
        .fetch_all(&self.read)
        .await
        .map_err(refused("read the names of an event"))?
        .iter()
        .map(|row| Ok((SourceId::new(small_id(row, "id")?), get(row, "key")?, get(row, "ref")?)))
        .collect()
    }

    async fn awaits_results(
        &self,
        source: SourceId,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        sqlx::query_scalar(
            "SELECT EXISTS (
                SELECT 1 FROM events e JOIN event_refs r ON r.event_id = e.id
                WHERE r.source_id = $1 AND e.starts_at BETWEEN $2 AND $3 AND NOT EXISTS (
                    SELECT 1 FROM results x WHERE x.event_id = e.id AND x.is_final))",
        )
        .bind(source.get())
        .bind(at(from))
        .bind(at(until))
        .fetch_one(&self.read)
        .await
        .map_err(refused("look for events without a result"))
    }
}

fn whole(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A figure that was a `u32` when it was written.
fn figure(row: &PgRow, column: &str) -> Result<u32, StoreError> {
    let value: i64 = get(row, column)?;
    u32::try_from(value).map_err(|_| corrupt("a figure of a feed", value))
}

fn optional_figure(row: &PgRow, column: &str) -> Result<Option<u32>, StoreError> {
    let value: Option<i64> = get(row, column)?;
    value
        .map(|value| u32::try_from(value).map_err(|_| corrupt("a figure of a feed", value)))
        .transpose()
}

fn feed_record(row: &PgRow) -> Result<FeedRecord, StoreError> {
    let used = optional_figure(row, "quota_used")?;
    let period: Option<NaiveDate> = get(row, "quota_period")?;
    let remaining = optional_figure(row, "quota_remaining")?;
    Ok(FeedRecord {
        last_attempt_at: get(row, "last_attempt_at")?,
        last_success_at: get(row, "last_success_at")?,
        failures: figure(row, "failures")?,
        last_error: get(row, "last_error")?,
        quota: used.zip(period).map(|(used, period_start)| FeedQuota {
            used,
            remaining,
            period_start,
        }),
    })
}

fn collection_log(row: &PgRow) -> Result<CollectionLog, StoreError> {
    let outcome: &str = get(row, "outcome")?;
    Ok(CollectionLog {
        feed: get(row, "feed")?,
        task: get(row, "task")?,
        started_at: get(row, "started_at")?,
        finished_at: get(row, "finished_at")?,
        outcome: PollOutcome::parse(outcome).ok_or_else(|| corrupt("a poll's outcome", outcome))?,
        requests: figure(row, "requests")?,
        credits: figure(row, "credits")?,
        quotes_seen: count(row, "quotes_seen")?,
        quotes_changed: count(row, "quotes_changed")?,
        skipped: count(row, "skipped")?,
        error: get(row, "error")?,
    })
}
