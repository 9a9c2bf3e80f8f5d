//! A sample of the gauges every minute, so that charts need no Prometheus server.

use std::sync::Arc;
use std::time::Duration;

use monps_core::time::{TimeDelta, Timestamp};
use prometheus::proto::{LabelPair, Metric, MetricFamily, MetricType};
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use super::Metrics;
use crate::clock::Clock;
use crate::error_chain::Chain;
use crate::store::{Sample, Store, StoreError};

/// The time between two samples.
pub const SAMPLE_EVERY: Duration = Duration::from_secs(60);
/// How long samples are kept.
pub const SAMPLES_KEPT: TimeDelta = TimeDelta::days(30);
/// Series of one sample; more are left out, by name.
const SERIES_MAX: usize = 1000;
/// Only what the product itself measures; a process's own figures are for Prometheus.
const PREFIX: &str = "monps_";
/// A constant, which no chart needs.
const BUILD_INFO: &str = "monps_build_info";
/// Samples between two looks for old ones: an hour.
const PRUNE_EVERY: u64 = 60;

/// Writes the gauges and counters of the product into the store.
#[derive(Clone, Debug)]
pub struct Sampler {
    metrics: Arc<Metrics>,
    store: Arc<dyn Store>,
    clock: Clock,
}

impl Sampler {
    /// A sampler of these metrics into this store.
    #[must_use]
    pub const fn new(metrics: Arc<Metrics>, store: Arc<dyn Store>, clock: Clock) -> Self {
        Self { metrics, store, clock }
    }

    /// Writes one sample of every series.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot keep it.
    pub async fn sample(&self) -> Result<usize, StoreError> {
        let samples = samples(&self.metrics.gather(), self.clock.now());
        self.store.add_samples(&samples).await?;
        Ok(samples.len())
    }

    /// Drops the samples that are older than [`SAMPLES_KEPT`].
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot drop them.
    pub async fn prune(&self) -> Result<u64, StoreError> {
        self.store.prune_samples(self.clock.now() - SAMPLES_KEPT).await
    }

    /// Samples until it is told to stop. A store that is away costs samples, nothing else.
    pub async fn run(self, stop: CancellationToken) {
        let mut timer = tokio::time::interval(SAMPLE_EVERY);
        timer.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut ticks: u64 = 0;
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                _ = timer.tick() => {}
            }
            if ticks.is_multiple_of(PRUNE_EVERY)
                && let Err(error) = self.prune().await
            {
                tracing::warn!(error = %Chain(&error), "old samples could not be dropped");
            }
            ticks += 1;
            if let Err(error) = self.sample().await {
                tracing::warn!(error = %Chain(&error), "a sample could not be kept");
            }
        }
    }
}

fn samples(families: &[MetricFamily], at: Timestamp) -> Vec<Sample> {
    let ours = families
        .iter()
        .filter(|family| family.name().starts_with(PREFIX) && family.name() != BUILD_INFO);
    ours.flat_map(|family| {
        family.get_metric().iter().filter_map(move |metric| {
            let value = value(family.get_field_type(), metric)?;
            let labels = labels(metric.get_label());
            Some(Sample { name: family.name().to_owned(), labels, sampled_at: at, value })
        })
    })
    .take(SERIES_MAX)
    .collect()
}

/// The value of a gauge or counter; none where it is not defined.
fn value(kind: MetricType, metric: &Metric) -> Option<f64> {
    let value = match kind {
        MetricType::GAUGE => metric.get_gauge().get_value(),
        MetricType::COUNTER => metric.get_counter().get_value(),
        _ => return None,
    };
    value.is_finite().then_some(value)
}

fn labels(pairs: &[LabelPair]) -> String {
    let written: Vec<String> =
        pairs.iter().map(|pair| format!("{}={:?}", pair.name(), pair.value())).collect();
    written.join(",")
}
