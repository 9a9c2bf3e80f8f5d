//! A whole product in a temporary folder: store, ledger, bets, statistics, API and edge.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use monps_core::time::{DateTime, TimeDelta, Timestamp};
use monps_server::api::bets::BetsApi;
use monps_server::api::exports::ExportsApi;
use monps_server::api::imports::ImportsApi;
use monps_server::api::ledger::LedgerApi;
use monps_server::api::results::ResultsApi;
use monps_server::api::stats::StatsApi;
use monps_server::app::bets::Bets;
use monps_server::app::exports::BetExports;
use monps_server::app::imports::BetImports;
use monps_server::app::ledger::{BooksReport, Ledger, StandardBankroll, verify};
use monps_server::app::settlement::Settlement;
use monps_server::app::stats::{Stats, StoreOdds};
use monps_server::clock::Clock;
use monps_server::collector::VenueDefaults;
use monps_server::edge::routes::Routes;
use monps_server::edge::stack::{Edge, EdgeConfig, apply};
use monps_server::store::Store;
use monps_server::store::sqlite::SqliteStore;
use poem::http::{HeaderMap, Method, StatusCode};
use poem::{Endpoint, Request, Route};
use poem_openapi::OpenApiService;
use serde_json::Value;
use tempfile::TempDir;

/// 2026-11-22T12:00:00Z.
const NOON_MS: i64 = 1_795_348_800_000;

/// A product with nothing in it.
pub(crate) struct House {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) sqlite: SqliteStore,
    pub(crate) bets: Arc<Bets>,
    edge: Edge,
    now_ms: Arc<AtomicI64>,
    folder: Arc<TempDir>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Answered {
    /// The body, which must have this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self.body
    }

    /// The fields that a 422 names.
    pub(crate) fn fields(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().into_iter().flatten();
        errors.filter_map(|error| error["field"].as_str()).collect()
    }
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::in_folder(Arc::new(tempfile::tempdir().unwrap())).await
    }

    /// Another process over the same file.
    pub(crate) async fn another(&self) -> Self {
        Self::in_folder(Arc::clone(&self.folder)).await
    }

    async fn in_folder(folder: Arc<TempDir>) -> Self {
        let sqlite = SqliteStore::open(&folder.path().join("monps.db")).await.unwrap();
        let store: Arc<dyn Store> = Arc::new(sqlite.clone());
        let now_ms = Arc::new(AtomicI64::new(NOON_MS));
        let told = Arc::clone(&now_ms);
        let clock = Clock::from_fn(move || {
            DateTime::from_timestamp_millis(told.load(Ordering::SeqCst)).unwrap()
        });
        let ledger = Arc::new(Ledger::new(
            Arc::clone(&store),
            clock.clone(),
            Arc::new(StandardBankroll),
            VenueDefaults::default(),
        ));
        let bets = Arc::new(Bets::new(Arc::clone(&store), clock.clone(), Arc::clone(&ledger)));
        let odds = Arc::new(StoreOdds::new(Arc::clone(&store), clock.clone()));
        let stats = Stats::new(Arc::clone(&store), clock.clone(), Arc::clone(&ledger), odds);
        let settlement = Settlement::new(Arc::clone(&store), Arc::clone(&bets), None, clock);
        let apis = (
            BetsApi::new(Arc::clone(&bets)),
            ExportsApi::new(BetExports::new(Arc::clone(&store), Arc::clone(&bets))),
            ImportsApi::new(BetImports::new(Arc::clone(&store), Arc::clone(&bets))),
            LedgerApi::new(Arc::clone(&ledger)),
            StatsApi::new(Arc::new(stats)),
            ResultsApi::new(Arc::new(settlement)),
        );
        let service = OpenApiService::new(apis, "Mon_PS", "1");
        let document = serde_json::from_str(&service.spec()).unwrap();
        let routes = Routes::from_document(&document);
        let edge = apply(Route::new().nest("/", service), EdgeConfig::new(routes));
        Self { store, sqlite, bets, edge, now_ms, folder }
    }

    pub(crate) fn now(&self) -> Timestamp {
        DateTime::from_timestamp_millis(self.now_ms.load(Ordering::SeqCst)).unwrap()
    }

    pub(crate) fn wait(&self, time: TimeDelta) {
        self.now_ms.fetch_add(time.num_milliseconds(), Ordering::SeqCst);
    }

    pub(crate) async fn get(&self, path: &str) -> Answered {
        self.send(Method::GET, path, None, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answered {
        self.send(Method::POST, path, Some(body), &[]).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answered {
        self.send(Method::PUT, path, Some(body), &[]).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answered {
        self.send(Method::PATCH, path, Some(body), &[]).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answered {
        self.send(Method::DELETE, path, None, &[]).await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Answered {
        let mut request = Request::builder()
            .method(method)
            .uri(path.parse().unwrap())
            .header("host", "localhost");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Some(body) => request.content_type("application/json").body(body.to_string()),
            None => request.finish(),
        };
        let mut response = self.edge.call(request).await.unwrap();
        let text = response.take_body().into_string().await.unwrap();
        Answered {
            status: response.status(),
            headers: response.headers().clone(),
            body: serde_json::from_str(&text).unwrap_or_default(),
            text,
        }
    }

    /// Records a bet and answers its path.
    pub(crate) async fn bet(&self, body: &Value) -> String {
        let bet = self.post("/bets/bets/", body).await.expect(201);
        format!("/bets/bets/{}", bet["id"])
    }

    /// Checks the books, which must be sound.
    pub(crate) async fn check(&self) -> BooksReport {
        let report = verify(&self.store).await.unwrap();
        assert_eq!(report.fault, None);
        report
    }
}
