//! `/metrics`: Prometheus text, samples for charts, the collector's state.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use monps_core::time::TimeDelta;
use poem::http::HeaderValue;
use poem_openapi::param::Query;
use poem_openapi::payload::{Json, PlainText, Response};
use poem_openapi::{Object, OpenApi, Tags};
use tokio::sync::Mutex;

use super::error::ApiError;
use super::instant::Instant;
use super::number::{Integer, Number};
use super::store_error::store_error;
use super::text::Text;
use crate::clock::Clock;
use crate::metrics::{CollectorState, FeedStatus, Metrics, Recompute};
use crate::store::{Sample, SampleQuery, Store};

#[derive(Tags)]
enum Tag {
    /// Metrics, and the collector's state
    Metrics,
}

/// What Prometheus calls its text format.
const TEXT_FORMAT: HeaderValue =
    HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");

/// Figures this young are not worked out again.
const FRESH_FOR: Duration = Duration::from_secs(1);
/// When to ask again after figures could not be worked out.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// A day of samples, one a minute.
type SampleLimit = Integer<1, 10_000>;

fn sample_limit_default() -> SampleLimit {
    SampleLimit::clamped(1440)
}

/// Figures that were worked out now.
#[derive(Debug, Object)]
struct Refreshed {
    /// `success`.
    status: String,
    /// Opportunities that stand.
    opportunities: u64,
    /// The widest spread, in percent; none without one.
    max_spread: Option<Number>,
    /// Venues with a current price.
    bookmakers: u64,
}

/// How one feed is doing.
#[derive(Debug, Object)]
#[oai(rename = "FeedStatus")]
struct FeedView {
    /// Its id.
    id: String,
    /// How its last collection ended: `ok`, `partial`, `failed`.
    outcome: Option<String>,
    /// When it last succeeded.
    last_success_at: Option<Instant>,
    /// When it is due again.
    next_at: Option<Instant>,
    /// Calls left, where the source counts them.
    requests_remaining: Option<u64>,
    /// What went wrong last.
    last_error: Option<String>,
}

impl From<FeedStatus> for FeedView {
    fn from(feed: FeedStatus) -> Self {
        Self {
            id: feed.id,
            outcome: feed.outcome.map(|outcome| outcome.as_str().to_owned()),
            last_success_at: feed.last_success_at.map(Into::into),
            next_at: feed.next_at.map(Into::into),
            requests_remaining: feed.requests_remaining,
            last_error: feed.last_error,
        }
    }
}

/// What the collector is doing.
#[derive(Debug, Object)]
#[oai(rename = "CollectorStatus")]
struct CollectorView {
    /// `running` or `stopped`.
    status: String,
    /// When a collection last finished.
    last_collection: Option<Instant>,
    /// When the next is due.
    next_collection: Option<Instant>,
    /// Each feed.
    feeds: Vec<FeedView>,
}

/// A figure at an instant.
#[derive(Debug, Object)]
#[oai(rename = "MetricSample")]
struct SampleView {
    /// The family.
    name: String,
    /// Its labels: `sport="football"`; often empty.
    labels: String,
    /// When it was read.
    timestamp: Instant,
    /// The figure.
    value: f64,
}

impl From<Sample> for SampleView {
    fn from(sample: Sample) -> Self {
        Self {
            name: sample.name,
            labels: sample.labels,
            timestamp: sample.sampled_at.into(),
            value: sample.value,
        }
    }
}

/// The routes of metrics.
#[derive(Clone)]
pub struct MetricsApi {
    metrics: Arc<Metrics>,
    store: Arc<dyn Store>,
    clock: Clock,
    recompute: Arc<dyn Recompute>,
    collector: Arc<dyn CollectorState>,
    refreshed: Arc<Mutex<Option<tokio::time::Instant>>>,
}

impl fmt::Debug for MetricsApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MetricsApi").field("metrics", &self.metrics).finish_non_exhaustive()
    }
}

impl MetricsApi {
    /// The routes over these metrics; whoever works out figures, and whoever knows the collector.
    #[must_use]
    pub fn new(
        metrics: Arc<Metrics>,
        store: Arc<dyn Store>,
        clock: Clock,
        recompute: Arc<dyn Recompute>,
        collector: Arc<dyn CollectorState>,
    ) -> Self {
        Self { metrics, store, clock, recompute, collector, refreshed: Arc::default() }
    }

    /// Works the figures out, one asker at a time; who comes within a second gets the same.
    async fn recompute(&self) -> Result<(), ApiError> {
        let mut refreshed = self.refreshed.lock().await;
        if refreshed.is_some_and(|at| at.elapsed() < FRESH_FOR) {
            return Ok(());
        }
        let figures = self.recompute.recompute().await.map_err(|error| {
            let detail = "The figures cannot be worked out for now; try again shortly.";
            ApiError::unavailable("recompute_failed", detail, RETRY_AFTER).with_cause(error)
        })?;
        self.metrics.set_business(figures);
        *refreshed = Some(tokio::time::Instant::now());
        Ok(())
    }
}

#[OpenApi(tag = "Tag::Metrics")]
impl MetricsApi {
    /// All metrics, for Prometheus
    ///
    /// Reads memory only.
    #[oai(path = "/metrics", method = "get", operation_id = "metrics")]
    async fn text(&self) -> Result<Response<PlainText<String>>, ApiError> {
        let text = self.metrics.text().map_err(ApiError::internal)?;
        Ok(Response::new(PlainText(text)).header("Content-Type", TEXT_FORMAT))
    }

    /// Work out the figures now
    ///
    /// At most once a second; in between, the same answer comes back.
    #[oai(path = "/metrics/refresh", method = "get", operation_id = "refresh_metrics")]
    async fn refresh(&self) -> Result<Json<Refreshed>, ApiError> {
        self.recompute().await?;
        let figures = self.metrics.business();
        Ok(Json(Refreshed {
            status: "success".to_owned(),
            opportunities: figures.opportunities(),
            max_spread: figures.max_spread_pct().map(Number),
            bookmakers: figures.bookmakers,
        }))
    }

    /// What the collector is doing
    #[oai(path = "/metrics/status", method = "get", operation_id = "collector_status")]
    async fn status(&self) -> Result<Json<CollectorView>, ApiError> {
        let status = self.collector.status();
        Ok(Json(CollectorView {
            status: if status.running { "running" } else { "stopped" }.to_owned(),
            last_collection: status.last_collection_at.map(Into::into),
            next_collection: status.next_collection_at.map(Into::into),
            feeds: status.feeds.into_iter().map(FeedView::from).collect(),
        }))
    }

    /// Samples of a figure
    ///
    /// One a minute, kept for 30 days; the oldest first.
    #[oai(path = "/metrics/history", method = "get", operation_id = "metric_history")]
    async fn history(
        &self,
        /// The family, such as `monps_bankroll`
        name: Query<Text<100, 1>>,
        /// From this instant on; a day ago if not set
        from: Query<Option<Instant>>,
        /// Until this instant, not included; now if not set
        to: Query<Option<Instant>>,
        /// How many are wanted
        #[oai(default = "sample_limit_default")]
        limit: Query<SampleLimit>,
    ) -> Result<Json<Vec<SampleView>>, ApiError> {
        let until = to.0.map_or_else(|| self.clock.now(), Instant::get);
        let day_before = || until.checked_sub_signed(TimeDelta::days(1)).unwrap_or(until);
        let query = SampleQuery {
            name: name.0.into_inner(),
            from: from.0.map_or_else(day_before, Instant::get),
            until,
            limit: u32::try_from(limit.0.get()).unwrap_or(u32::MAX),
        };
        let samples = self.store.samples(&query).await.map_err(store_error)?;
        Ok(Json(samples.into_iter().map(SampleView::from).collect()))
    }
}
