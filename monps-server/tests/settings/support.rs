//! A server in the process: the routes over a database of their own, behind the edge.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};

use async_trait::async_trait;
use monps_core::time::{DateTime, TimeDelta, Timestamp};
use monps_server::api::document;
use monps_server::api::health::HealthApi;
use monps_server::api::metrics::MetricsApi;
use monps_server::api::settings::SettingsApi;
use monps_server::api::venues::VenuesApi;
use monps_server::app::settings::{Settings, SettingsOptions};
use monps_server::app::venues::Venues;
use monps_server::clock::Clock;
use monps_server::edge::routes::Routes;
use monps_server::edge::stack::{Edge, EdgeConfig, apply};
use monps_server::health::{Health, HealthSource, PartState, StoreHealth};
use monps_server::metrics::{
    BusinessFigures, CollectorState, CollectorStatus, FeedStatus, Metrics, Recompute, SportFigures,
};
use monps_server::secret::Secret;
use monps_server::store::PollOutcome;
use monps_server::store::Store;
use monps_server::store::sqlite::SqliteStore;
use poem::http::{Method, StatusCode, header};
use poem::{Endpoint, Request};
use poem_openapi::OpenApiService;
use rust_decimal::dec;
use serde_json::Value;
use tempfile::TempDir;

/// 2026-11-22T09:00:00Z, and later by what a test adds.
#[derive(Clone, Debug)]
pub(crate) struct TestClock(Arc<AtomicI64>);

impl TestClock {
    fn new() -> Self {
        Self(Arc::new(AtomicI64::new(1_795_338_000_000)))
    }

    pub(crate) fn now(&self) -> Timestamp {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    pub(crate) fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    pub(crate) fn clock(&self) -> Clock {
        let this = self.clone();
        Clock::from_fn(move || this.now())
    }
}

/// Figures that a test knows, counted each time they are asked for.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) asked: AtomicUsize,
    pub(crate) fails: AtomicBool,
}

#[async_trait]
impl Recompute for Figures {
    async fn recompute(&self) -> Result<BusinessFigures, Box<dyn std::error::Error + Send + Sync>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.fails.load(Ordering::SeqCst) {
            return Err("the boards are away".into());
        }
        let sport = |opportunities, spread, bookmakers| SportFigures {
            opportunities,
            max_spread_pct: Some(spread),
            bookmakers,
        };
        Ok(BusinessFigures {
            total_bets: 12,
            bankroll: dec!(1042.50),
            roi_pct: Some(dec!(4.25)),
            sports: [
                ("football".to_owned(), sport(3, dec!(7.5), 20)),
                ("tennis".to_owned(), sport(1, dec!(11.25), 9)),
            ]
            .into(),
            bookmakers: 22,
            ..BusinessFigures::default()
        })
    }
}

impl CollectorState for Figures {
    fn status(&self) -> CollectorStatus {
        CollectorStatus {
            running: true,
            feeds: vec![FeedStatus {
                id: "simulator".to_owned(),
                outcome: Some(PollOutcome::Partial),
                last_success_at: None,
                next_at: None,
                requests_remaining: Some(480),
                last_error: None,
            }],
            ..CollectorStatus::default()
        }
    }
}

/// A collector that a test can stop.
#[derive(Debug, Default)]
pub(crate) struct Collector(pub(crate) AtomicBool);

#[async_trait]
impl HealthSource for Collector {
    fn part(&self) -> &'static str {
        "collector"
    }

    async fn check(&self) -> PartState {
        if self.0.load(Ordering::SeqCst) {
            PartState::Down("no feed has answered for an hour".to_owned())
        } else {
            PartState::Ok
        }
    }
}

/// The server.
pub(crate) struct Server {
    pub(crate) folder: TempDir,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) sqlite: SqliteStore,
    pub(crate) settings: Arc<Settings>,
    pub(crate) venues: Arc<Venues>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) figures: Arc<Figures>,
    pub(crate) collector: Arc<Collector>,
    pub(crate) clock: TestClock,
    edge: Edge,
}

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: poem::http::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    /// The fields that a refusal names, in alphabetical order.
    pub(crate) fn fields(&self) -> Vec<String> {
        let json = self.json();
        let errors = json["errors"].as_array().unwrap();
        let mut fields: Vec<String> =
            errors.iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect();
        fields.sort();
        fields
    }
}

impl Server {
    pub(crate) async fn start() -> Self {
        Self::start_with(None).await
    }

    pub(crate) async fn start_with(odds_api_key: Option<Secret>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = SqliteStore::open(&folder.path().join("monps.sqlite")).await.unwrap();
        let store: Arc<dyn Store> = Arc::new(sqlite.clone());
        let clock = TestClock::new();
        let options =
            SettingsOptions { secret_key_file: folder.path().join("secret.key"), odds_api_key };
        let settings = Settings::open(Arc::clone(&store), clock.clock(), options).await.unwrap();
        let settings = Arc::new(settings);
        let venues = Arc::new(Venues::new(Arc::clone(&store)));
        let metrics = Arc::new(Metrics::new().unwrap());
        let figures = Arc::new(Figures::default());
        let collector = Arc::new(Collector::default());
        let parts: Vec<Arc<dyn HealthSource>> =
            vec![Arc::new(StoreHealth(Arc::clone(&store))), collector.clone()];
        let health = Arc::new(Health::new(parts, clock.clock()));
        let apis = (
            SettingsApi::new(Arc::clone(&settings), clock.clock()),
            VenuesApi::new(Arc::clone(&venues), clock.clock()),
            MetricsApi::new(
                Arc::clone(&metrics),
                Arc::clone(&store),
                clock.clock(),
                figures.clone(),
                figures.clone(),
            ),
            HealthApi::new(health),
        );
        let service = OpenApiService::new(apis, "Mon_PS", "0");
        let mut document: Value = serde_json::from_str(&service.spec()).unwrap();
        document::complete(&mut document, &["/settings/"]);
        let config = EdgeConfig {
            observer: Arc::clone(&metrics) as Arc<_>,
            ..EdgeConfig::new(Routes::from_document(&document))
        };
        let edge = apply(service, config);
        Self { folder, store, sqlite, settings, venues, metrics, figures, collector, clock, edge }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body.to_string())).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<String>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path.parse().unwrap())
            .header(header::HOST, "localhost")
            .content_type("application/json")
            .body(body.unwrap_or_default());
        let mut response = self.edge.call(request).await.unwrap();
        Answer {
            status: response.status(),
            headers: response.headers().clone(),
            text: response.take_body().into_string().await.unwrap(),
        }
    }

    /// Changes a setting that must take the value.
    pub(crate) async fn set(&self, key: &str, value: Value) -> Value {
        let answer =
            self.put(&format!("/settings/{key}"), serde_json::json!({ "value": value })).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// Sends a value that must be refused; answers the fields that are named.
    pub(crate) async fn refused(&self, key: &str, value: Value) -> Vec<String> {
        let body = serde_json::json!({ "value": value });
        let answer = self.put(&format!("/settings/{key}"), body.clone()).await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.text);
        answer.fields()
    }
}
