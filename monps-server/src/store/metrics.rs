//! Samples of the key gauges.

use async_trait::async_trait;
use monps_core::time::Timestamp;

use super::StoreError;

/// The value of a series at an instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The family: `monps_bankroll`.
    pub name: String,
    /// Its labels as Prometheus writes them, without braces: `sport="football"`; often empty.
    pub labels: String,
    /// When it was read.
    pub sampled_at: Timestamp,
    /// The value; finite.
    pub value: f64,
}

/// Which samples are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleQuery {
    /// The family.
    pub name: String,
    /// From this instant on.
    pub from: Timestamp,
    /// Until this instant.
    pub until: Timestamp,
    /// At most this many, the oldest first.
    pub limit: u32,
}

/// Keeping samples.
#[async_trait]
pub trait MetricStore: Send + Sync {
    /// Writes samples; the same series at the same instant again is replaced.
    async fn add_samples(&self, samples: &[Sample]) -> Result<(), StoreError>;

    /// Samples of a family, by instant and labels.
    async fn samples(&self, query: &SampleQuery) -> Result<Vec<Sample>, StoreError>;

    /// Drops the samples before an instant; returns how many they were.
    async fn prune_samples(&self, before: Timestamp) -> Result<u64, StoreError>;
}
