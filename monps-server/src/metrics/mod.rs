//! Metrics: what Prometheus is told, and what the dashboard draws.
//!
//! One registry; the doc comment of a field is its help text. A scrape reads memory and no database:
//! whoever knows a figure sets it. Labels are few and bounded: routes are templates, sources are the
//! configured feeds, sports come from a closed list.
//!
//! ```
//! use monps_server::metrics::{BusinessFigures, Metrics};
//!
//! let metrics = Metrics::new()?;
//! metrics.set_business(BusinessFigures { total_bets: 3, ..BusinessFigures::default() });
//! assert!(metrics.text()?.contains("monps_total_bets 3"));
//! # Ok::<(), prometheus::Error>(())
//! ```

mod business;
mod collector;
mod family;
mod http;
#[cfg(feature = "wasm")]
mod plugins;
mod sampler;

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use monps_core::time::Timestamp;
use prometheus::proto::MetricFamily;
use prometheus::{GaugeVec, Registry, TextEncoder};

pub use business::{BusinessFigures, SportFigures};
pub use collector::Collection;
#[cfg(feature = "wasm")]
pub use plugins::PluginFamilies;
pub use sampler::{SAMPLE_EVERY, SAMPLES_KEPT, Sampler};

use crate::store::PollOutcome;
use business::{Business, BusinessFamilies};
use collector::CollectorFamilies;
use family::families;
use http::HttpFamilies;

families! {
    /// What runs here.
    #[derive(Clone, Debug)]
    struct BuildFamilies {
        /// What runs here: always 1
        info: GaugeVec = "monps_build_info" ["version", "commit"];
    }
}

/// The commit that was built, where the build knew it.
const COMMIT: &str = match option_env!("MONPS_COMMIT") {
    Some(commit) => commit,
    None => "unknown",
};

/// Whoever can work out what the business stands at.
#[async_trait]
pub trait Recompute: Send + Sync {
    /// Looks at the store and the boards now.
    ///
    /// # Errors
    /// When they are out of reach.
    async fn recompute(&self) -> Result<BusinessFigures, Box<dyn std::error::Error + Send + Sync>>;
}

/// What the collector is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CollectorStatus {
    /// Whether it is running.
    pub running: bool,
    /// When a collection last finished.
    pub last_collection_at: Option<Timestamp>,
    /// When the next is due.
    pub next_collection_at: Option<Timestamp>,
    /// Each feed.
    pub feeds: Vec<FeedStatus>,
}

/// How one feed is doing.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedStatus {
    /// Its id.
    pub id: String,
    /// How its last collection ended.
    pub outcome: Option<PollOutcome>,
    /// When it last succeeded.
    pub last_success_at: Option<Timestamp>,
    /// When it is due again.
    pub next_at: Option<Timestamp>,
    /// Calls left, where the source counts them.
    pub requests_remaining: Option<u64>,
    /// What went wrong last, in words without secrets.
    pub last_error: Option<String>,
}

/// Whoever knows what the collector is doing.
pub trait CollectorState: Send + Sync {
    /// What it is doing now.
    fn status(&self) -> CollectorStatus;
}

/// Every metric there is.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    http: HttpFamilies,
    business: Business,
    collector: CollectorFamilies,
    last: Mutex<BusinessFigures>,
}

impl Metrics {
    /// All families in one registry, with those of the process.
    ///
    /// # Errors
    /// When two families have one name.
    pub fn new() -> prometheus::Result<Self> {
        let registry = Registry::new();
        let build = BuildFamilies::register(&registry)?;
        build.info.with_label_values(&[env!("CARGO_PKG_VERSION"), COMMIT]).set(1.0);
        #[cfg(target_os = "linux")]
        registry.register(Box::new(prometheus::process_collector::ProcessCollector::for_self()))?;
        Ok(Self {
            http: HttpFamilies::register(&registry)?,
            business: Business::new(BusinessFamilies::register(&registry)?),
            collector: CollectorFamilies::register(&registry)?,
            last: Mutex::default(),
            registry,
        })
    }

    /// Says what the business stands at.
    pub fn set_business(&self, figures: BusinessFigures) {
        self.business.set(&figures);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = figures;
    }

    /// What the business stood at when it was last said.
    #[must_use]
    pub fn business(&self) -> BusinessFigures {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says that a collection finished.
    pub fn collection_finished(&self, collection: &Collection) {
        self.collector.finished(collection);
        if let Some(remaining) = collection.requests_remaining {
            self.business.set_requests_remaining(remaining);
        }
    }

    /// Says that opportunities were found for the first time, in a sport (its slug).
    pub fn opportunities_detected(&self, sport: &str, count: u64) {
        self.collector.opportunities.with_label_values(&[sport]).inc_by(count);
    }

    /// Every family as it is now.
    #[must_use]
    pub fn gather(&self) -> Vec<MetricFamily> {
        self.registry.gather()
    }

    /// What Prometheus reads.
    ///
    /// # Errors
    /// When a family cannot be written.
    pub fn text(&self) -> prometheus::Result<String> {
        TextEncoder::new().encode_to_string(&self.gather())
    }

    /// The registry, for a dependent's own families.
    #[must_use]
    pub const fn registry(&self) -> &Registry {
        &self.registry
    }
}
