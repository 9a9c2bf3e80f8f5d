//! Samples of the key gauges.

use std::collections::BTreeMap;

use async_trait::async_trait;
use monps_core::time::Timestamp;
use sqlx::postgres::PgRow;

use super::PgStore;
use super::columns::{at, get};
use super::error::refused;
use crate::store::{MetricStore, Sample, SampleQuery, StoreError};

#[async_trait]
impl MetricStore for PgStore {
    async fn add_samples(&self, samples: &[Sample]) -> Result<(), StoreError> {
        // The last sample of a series at an instant counts; by key, so that writers lock in one order.
        let samples: BTreeMap<_, _> =
            samples.iter().map(|one| ((&one.name, &one.labels, at(one.sampled_at)), one)).collect();
        let samples = || samples.values();
        sqlx::query(
            "INSERT INTO prometheus_metrics (name, labels, sampled_at, value)
             SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::float8[])
             ON CONFLICT (name, sampled_at, labels) DO UPDATE SET value = excluded.value",
        )
        .bind(samples().map(|sample| sample.name.as_str()).collect::<Vec<_>>())
        .bind(samples().map(|sample| sample.labels.as_str()).collect::<Vec<_>>())
        .bind(samples().map(|sample| at(sample.sampled_at)).collect::<Vec<_>>())
        .bind(samples().map(|sample| sample.value).collect::<Vec<_>>())
        .execute(&self.write)
        .await
        .map_err(refused("write samples"))?;
        Ok(())
    }

    async fn samples(&self, query: &SampleQuery) -> Result<Vec<Sample>, StoreError> {
        sqlx::query(
            "SELECT * FROM prometheus_metrics
             WHERE name = $1 AND sampled_at >= $2 AND sampled_at < $3
             ORDER BY sampled_at, labels COLLATE \"C\" LIMIT $4",
        )
        .bind(&query.name)
        .bind(at(query.from))
        .bind(at(query.until))
        .bind(i64::from(query.limit))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read samples"))?
        .iter()
        .map(sample)
        .collect()
    }

    async fn prune_samples(&self, before: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM prometheus_metrics WHERE sampled_at < $1")
            .bind(at(before))
            .execute(&self.write)
            .await
            .map_err(refused("drop old samples"))?;
        Ok(done.rows_affected())
    }
}

fn sample(row: &PgRow) -> Result<Sample, StoreError> {
    Ok(Sample {
        name: get(row, "name")?,
        labels: get(row, "labels")?,
        sampled_at: get(row, "sampled_at")?,
        value: get(row, "value")?,
    })
}
