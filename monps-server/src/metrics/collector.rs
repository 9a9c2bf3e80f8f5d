//! What the collector did.

use std::collections::BTreeMap;
use std::time::Duration;

use monps_core::time::Timestamp;
use prometheus::{Gauge, GaugeVec, Histogram, IntCounterVec};

use crate::store::PollOutcome;

use super::family::families;

families! {
    /// What the collector did.
    #[derive(Clone, Debug)]
    pub(super) struct CollectorFamilies {
        /// When a collection last finished, in seconds since 1970
        last_collection: Gauge = "monps_last_collection_timestamp" [];
        /// Prices collected, by sport
        odds: IntCounterVec = "monps_odds_collected_total" ["sport"];
        /// Opportunities found for the first time, by sport
        opportunities: IntCounterVec = "monps_opportunities_detected_total" ["sport"];
        /// Time that a collection took, in seconds
        duration: Histogram = "monps_collection_duration_seconds" [];
        /// Collections, by source and outcome (ok, partial, failed)
        runs: IntCounterVec = "monps_collector_runs_total" ["source", "outcome"];
        /// Prices seen, by source and result (new, unchanged, rejected)
        quotes: IntCounterVec = "monps_collector_quotes_total" ["source", "result"];
        /// When a collection of a source last succeeded, in seconds since 1970
        last_success: GaugeVec = "monps_collector_last_success_timestamp_seconds" ["source"];
    }
}

/// A collection that finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Collection {
    /// The feed: one of the configuration, so that the labels are few.
    pub source: String,
    /// How it ended.
    pub outcome: PollOutcome,
    /// When it finished.
    pub finished_at: Timestamp,
    /// How long it took.
    pub duration: Duration,
    /// Prices by sport (its slug).
    pub odds: BTreeMap<String, u64>,
    /// Prices that changed.
    pub quotes_new: u64,
    /// Prices that stood already.
    pub quotes_unchanged: u64,
    /// Prices that could not be used.
    pub quotes_rejected: u64,
    /// Calls left, where the source counts them.
    pub requests_remaining: Option<u64>,
}

impl CollectorFamilies {
    pub(super) fn finished(&self, collection: &Collection) {
        let source = collection.source.as_str();
        let at = seconds(collection.finished_at);
        self.last_collection.set(at);
        if collection.outcome != PollOutcome::Failed {
            self.last_success.with_label_values(&[source]).set(at);
        }
        self.duration.observe(collection.duration.as_secs_f64());
        self.runs.with_label_values(&[source, collection.outcome.as_str()]).inc();
        for (sport, count) in &collection.odds {
            self.odds.with_label_values(&[sport.as_str()]).inc_by(*count);
        }
        for (result, count) in [
            ("new", collection.quotes_new),
            ("unchanged", collection.quotes_unchanged),
            ("rejected", collection.quotes_rejected),
        ] {
            self.quotes.with_label_values(&[source, result]).inc_by(count);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
fn seconds(instant: Timestamp) -> f64 {
    instant.timestamp_millis() as f64 / 1000.0
}
