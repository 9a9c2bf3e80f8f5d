//! Requests that were answered: how many, how they ended, how long they took.

use std::time::Duration;

use poem::http::StatusCode;
use prometheus::{HistogramVec, IntCounterVec, IntGauge};

use super::Metrics;
use super::family::families;
use crate::edge::observe::HttpObserver;

families! {
    /// What is counted of HTTP.
    #[derive(Clone, Debug)]
    pub(super) struct HttpFamilies {
        /// Requests answered, by method, route and status
        requests: IntCounterVec = "http_requests_total" ["method", "route", "status"];
        /// Time from the request's head to the beginning of its answer, in seconds
        duration: HistogramVec = "http_request_duration_seconds" ["method", "route"];
        /// Requests that are being answered
        in_flight: IntGauge = "http_requests_in_flight" [];
    }
}

impl HttpObserver for Metrics {
    fn on_start(&self) {
        self.http.in_flight.inc();
    }

    fn on_end(&self) {
        self.http.in_flight.dec();
    }

    fn on_request(
        &self,
        method: &'static str,
        route: &str,
        status: StatusCode,
        duration: Duration,
    ) {
        self.http.requests.with_label_values(&[method, route, status.as_str()]).inc();
        self.http.duration.with_label_values(&[method, route]).observe(duration.as_secs_f64());
    }
}
