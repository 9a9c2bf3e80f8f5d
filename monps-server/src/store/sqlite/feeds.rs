//! Feeds and the log of their polls.

use async_trait::async_trait;
use monps_core::id::{EventId, SourceId};
use monps_core::time::{NaiveDate, Timestamp};
use sqlx::sqlite::SqliteRow;

use super::SqliteStore;
use super::columns::{from_ms, get, parse, to_ms};
use super::error::refused;
use crate::store::{CollectionLog, FeedQuota, FeedRecord, FeedStore, PollOutcome, StoreError};

#[async_trait]
impl FeedStore for SqliteStore {
    async fn log_collection(
        &self,
        log: &CollectionLog,
        record: &FeedRecord,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO collection_logs (feed, task, started_at, finished_at, outcome, requests,
             credits, quotes_seen, quotes_changed, skipped, error)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&log.feed)
        .bind(&log.task)
        .bind(to_ms(log.started_at))
        .bind(to_ms(log.finished_at))
        .bind(log.outcome.as_str())
        .bind(log.requests)
        .bind(log.credits)
        .bind(count(log.quotes_seen))
        .bind(count(log.quotes_changed))
        .bind(count(log.skipped))
        .bind(&log.error)
        .execute(&mut *transaction)
        .await
        .map_err(refused("log a poll"))?;
        sqlx::query(
            "INSERT INTO feeds (id, last_attempt_at, last_success_at, failures, last_error,
             quota_used, quota_remaining, quota_period) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET last_attempt_at = excluded.last_attempt_at,
             last_success_at = excluded.last_success_at, failures = excluded.failures,
             last_error = excluded.last_error, quota_used = excluded.quota_used,
             quota_remaining = excluded.quota_remaining, quota_period = excluded.quota_period",
        )
        .bind(&log.feed)
        .bind(record.last_attempt_at.map(to_ms))
        .bind(record.last_success_at.map(to_ms))
        .bind(record.failures)
        .bind(&record.last_error)
        .bind(record.quota.map(|quota| quota.used))
        .bind(record.quota.and_then(|quota| quota.remaining))
        .bind(record.quota.map(|quota| quota.period_start.to_string()))
        .execute(&mut *transaction)
        .await
        .map_err(refused("write where a feed stands"))?;
        transaction.commit().await.map_err(refused("log a poll"))
    }

    async fn claim_poll(
        &self,
        feed: &str,
        last_attempt_at: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let claimed = sqlx::query(
            "INSERT INTO feeds (id, last_attempt_at, failures) VALUES (?1, ?3, 0)
             ON CONFLICT (id) DO UPDATE SET last_attempt_at = excluded.last_attempt_at
             WHERE feeds.last_attempt_at IS ?2",
        )
        .bind(feed)
        .bind(last_attempt_at.map(to_ms))
        .bind(to_ms(at))
        .execute(&mut *transaction)
        .await
        .map_err(refused("begin a poll"))?;
        transaction.commit().await.map_err(refused("begin a poll"))?;
        Ok(claimed.rows_affected() == 1)
    }

    async fn feed_record(&self, feed: &str) -> Result<FeedRecord, StoreError> {
        let row = sqlx::query("SELECT * FROM feeds WHERE id = ?")
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
            "SELECT * FROM collection_logs WHERE (?1 IS NULL OR feed = ?1) ORDER BY id DESC LIMIT ?2",
        )
        .bind(feed)
        .bind(limit)
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
             WHERE r.event_id = ? ORDER BY s.id, r.ref",
        )
        .bind(event.get())
        .fetch_all(&self.read)
        .await
        .map_err(refused("read the names of an event"))?
        .iter()
        .map(|row| Ok((SourceId::new(get(row, "id")?), get(row, "key")?, get(row, "ref")?)))
        .collect()
    }

    async fn awaits_results(
        &self,
        source: SourceId,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT EXISTS (
                SELECT 1 FROM events e JOIN event_refs r ON r.event_id = e.id
                WHERE r.source_id = ? AND e.starts_at BETWEEN ? AND ? AND NOT EXISTS (
                    SELECT 1 FROM results x WHERE x.event_id = e.id AND x.is_final = 1)
             ) AS waiting",
        )
        .bind(source.get())
        .bind(to_ms(from))
        .bind(to_ms(until))
        .fetch_one(&self.read)
        .await
        .map_err(refused("look for events without a result"))?;
        get(&row, "waiting")
    }
}

fn count(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn optional_instant(row: &SqliteRow, column: &str) -> Result<Option<Timestamp>, StoreError> {
    get::<Option<i64>>(row, column)?.map(from_ms).transpose()
}

fn feed_record(row: &SqliteRow) -> Result<FeedRecord, StoreError> {
    let used: Option<u32> = get(row, "quota_used")?;
    let period: Option<&str> = get(row, "quota_period")?;
    let period = period.map(|day| parse::<NaiveDate>("a day", day)).transpose()?;
    let remaining = get(row, "quota_remaining")?;
    Ok(FeedRecord {
        last_attempt_at: optional_instant(row, "last_attempt_at")?,
        last_success_at: optional_instant(row, "last_success_at")?,
        failures: get(row, "failures")?,
        last_error: get(row, "last_error")?,
        quota: used.zip(period).map(|(used, period_start)| FeedQuota {
            used,
            remaining,
            period_start,
        }),
    })
}

fn collection_log(row: &SqliteRow) -> Result<CollectionLog, StoreError> {
    let outcome: &str = get(row, "outcome")?;
    let figure = |column| get::<i64>(row, column).map(|value| value.unsigned_abs());
    Ok(CollectionLog {
        feed: get(row, "feed")?,
        task: get(row, "task")?,
        started_at: from_ms(get(row, "started_at")?)?,
        finished_at: from_ms(get(row, "finished_at")?)?,
        outcome: PollOutcome::parse(outcome).ok_or_else(|| StoreError::Corrupt {
            what: "a poll's outcome",
            value: outcome.to_owned(),
        })?,
        requests: get(row, "requests")?,
        credits: get(row, "credits")?,
        quotes_seen: figure("quotes_seen")?,
        quotes_changed: figure("quotes_changed")?,
        skipped: figure("skipped")?,
        error: get(row, "error")?,
    })
}
