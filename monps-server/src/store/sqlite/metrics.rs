//! Samples of the key gauges.

use async_trait::async_trait;
use monps_core::time::Timestamp;
use sqlx::sqlite::SqliteRow;

use super::SqliteStore;
use super::bulk::Insert;
use super::columns::{from_ms, get, to_ms};
use super::error::refused;
use crate::store::{MetricStore, Sample, SampleQuery, StoreError};

static SAMPLES: Insert = Insert::new(
    "INSERT INTO prometheus_metrics (name, labels, sampled_at, value)",
    4,
    "ON CONFLICT (name, labels, sampled_at) DO UPDATE SET value = excluded.value",
);

#[async_trait]
impl MetricStore for SqliteStore {
    async fn add_samples(&self, samples: &[Sample]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        SAMPLES
            .run(&mut transaction, "write samples", samples, |query, sample| {
                query
                    .bind(sample.name.clone())
                    .bind(sample.labels.clone())
                    .bind(to_ms(sample.sampled_at))
                    .bind(sample.value)
            })
            .await?;
        transaction.commit().await.map_err(refused("write samples"))
    }

    async fn samples(&self, query: &SampleQuery) -> Result<Vec<Sample>, StoreError> {
        sqlx::query(
            "SELECT * FROM prometheus_metrics
             WHERE name = ? AND sampled_at >= ? AND sampled_at < ?
             ORDER BY sampled_at, labels LIMIT ?",
        )
        .bind(&query.name)
        .bind(to_ms(query.from))
        .bind(to_ms(query.until))
        .bind(query.limit)
        .fetch_all(&self.read)
        .await
        .map_err(refused("read samples"))?
        .iter()
        .map(sample)
        .collect()
    }

    async fn prune_samples(&self, before: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM prometheus_metrics WHERE sampled_at < ?")
            .bind(to_ms(before))
            .execute(&self.write)
            .await
            .map_err(refused("drop old samples"))?;
        Ok(done.rows_affected())
    }
}

fn sample(row: &SqliteRow) -> Result<Sample, StoreError> {
    Ok(Sample {
        name: get(row, "name")?,
        labels: get(row, "labels")?,
        sampled_at: from_ms(get(row, "sampled_at")?)?,
        value: get(row, "value")?,
    })
}
