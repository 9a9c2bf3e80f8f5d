//! A market in a folder of its own: a database, boards, a detector, the API behind its edge, a clock
//! that stands until it is moved, and sources that say what a test makes them say.

use std::sync::{Arc, Mutex};

use monps_core::adapter::{
    Coverage, Snapshot, SourceEvent, SourceMarket, SourceQuote, SourceVenue,
};
use monps_core::catalog::{MarketKey, MarketKind, Sport, VenueAccess, VenueKey, VenueKind};
use monps_core::detect::Arbitrage;
use monps_core::money::Currency;
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp, parse_timestamp};
use monps_server::api::feeds::FeedsApi;
use monps_server::api::matching::MatchingApi;
use monps_server::api::odds::OddsApi;
use monps_server::api::opportunities::OpportunitiesApi;
use monps_server::api::quotes::{PriceInput, QuotesApi};
use monps_server::app::manual::{Expiry, Manual};
use monps_server::app::matching::Matching;
use monps_server::app::odds::Odds;
use monps_server::app::opportunities::Opportunities;
use monps_server::cache::{Boards, Nudges};
use monps_server::clock::Clock;
use monps_server::collector::{
    Collector, CollectorParts, Feed, Ingest, Ingested, Resolver, VenueDefaults,
};
use monps_server::detector::Detector;
use monps_server::edge::routes::Routes;
use monps_server::edge::stack::{Edge, EdgeConfig, apply};
use monps_server::store::sqlite::SqliteStore;
use monps_server::store::{EventOrigin, Store};
use poem::http::{Method, StatusCode};
use poem::{Body, Endpoint, Request, Response, Route};
use poem_openapi::OpenApiService;
use serde_json::Value;
use tempfile::TempDir;

/// When every test begins.
pub(crate) fn noon() -> Timestamp {
    parse_timestamp("2026-11-22T12:00:00Z").unwrap()
}

pub(crate) struct Market {
    folder: TempDir,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) boards: Arc<Boards>,
    pub(crate) ingest: Arc<Ingest>,
    pub(crate) detector: Arc<Detector>,
    pub(crate) collector: Arc<Collector>,
    pub(crate) expiry: Expiry,
    time: Arc<Mutex<Timestamp>>,
    edge: Edge,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) link: Option<String>,
    pub(crate) body: Value,
}

impl Market {
    pub(crate) async fn open() -> Self {
        Self::open_with(Vec::new()).await
    }

    pub(crate) async fn open_with(feeds: Vec<Feed>) -> Self {
        Self::build(tempfile::tempdir().unwrap(), feeds, noon()).await
    }

    /// The same database in a new process.
    pub(crate) async fn restart(self) -> Self {
        let now = self.now();
        let Self { folder, store, edge, detector, collector, expiry, ingest, .. } = self;
        drop((store, edge, detector, collector, expiry, ingest));
        Self::build(folder, Vec::new(), now).await
    }

    async fn build(folder: TempDir, feeds: Vec<Feed>, now: Timestamp) -> Self {
        let store = SqliteStore::open(&folder.path().join("monps.sqlite")).await.unwrap();
        let store: Arc<dyn Store> = Arc::new(store);
        let time = Arc::new(Mutex::new(now));
        let clock = {
            let time = Arc::clone(&time);
            Clock::from_fn(move || *time.lock().unwrap())
        };
        let boards = Arc::new(load(&store, now).await);
        let nudges = Arc::new(Nudges::default());
        let ingest =
            Arc::new(Ingest::new(Arc::clone(&store), Arc::clone(&boards), Arc::clone(&nudges)));
        let finders: Vec<Box<dyn monps_core::detect::Detector>> =
            vec![Box::new(Arbitrage::default())];
        let detector =
            Detector::new(Arc::clone(&store), Arc::clone(&boards), clock.clone(), finders).await;
        let detector = Arc::new(detector.unwrap());
        let collector = Arc::new(collector(&store, &boards, &ingest, &clock, feeds).await);
        let defaults = VenueDefaults::default();
        let manual =
            Manual::new(Arc::clone(&store), Arc::clone(&ingest), clock.clone(), defaults).await;
        let manual = Arc::new(manual.unwrap());
        let odds = Odds::new(Arc::clone(&store), Arc::clone(&boards), clock.clone());
        let matching = Matching::new(Arc::clone(&store), Some(Arc::clone(&ingest)), clock.clone());
        let opportunities = Opportunities::new(
            Arc::clone(&boards),
            Arc::clone(&detector),
            Some(Arc::clone(&collector)),
            clock,
            Currency::EUR,
        );
        let edge = edge((
            OddsApi::new(Arc::new(odds)),
            OpportunitiesApi::new(Arc::new(opportunities)),
            FeedsApi::new(Arc::clone(&store), Arc::clone(&collector)),
            QuotesApi::new(Arc::clone(&manual)),
            MatchingApi::new(Arc::new(matching)),
        ));
        let expiry = Expiry::new(manual);
        Self { folder, store, boards, ingest, detector, collector, expiry, time, edge }
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.time.lock().unwrap()
    }

    pub(crate) fn wait(&self, time: TimeDelta) {
        *self.time.lock().unwrap() += time;
    }

    /// A source says something, and the detector looks.
    pub(crate) async fn say(&self, source: &str, events: Vec<SourceEvent>) -> Ingested {
        self.say_all(source, events, Coverage::Events).await
    }

    pub(crate) async fn say_all(
        &self,
        source: &str,
        events: Vec<SourceEvent>,
        coverage: Coverage,
    ) -> Ingested {
        let defaults = VenueDefaults::default();
        let store = Arc::clone(&self.store);
        let mut resolver = Resolver::new(store, source, EventOrigin::Feed, defaults).await.unwrap();
        let snapshot = Snapshot { events, coverage, ..Snapshot::default() };
        let report = self.ingest.snapshot(&mut resolver, &snapshot, self.now()).await.unwrap();
        self.detector.look(None).await.unwrap();
        report
    }

    /// Looks with other finders.
    pub(crate) async fn look_with(&self, finders: Vec<Box<dyn monps_core::detect::Detector>>) {
        self.detector.look_with(finders);
        self.detector.look(None).await.unwrap();
    }

    pub(crate) async fn set_access(&self, venue: &str, access: VenueAccess) {
        let venues = self.store.venues().await.unwrap();
        let mut venue = venues.into_iter().find(|known| known.key.as_str() == venue).unwrap();
        venue.access = access;
        self.store.update_venue(&venue).await.unwrap();
        self.detector.reload_venues().await.unwrap();
        self.detector.look(None).await.unwrap();
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, Body::empty()).await
    }

    /// A list that must be there.
    pub(crate) async fn list(&self, path: &str) -> Vec<Value> {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body.as_array().unwrap().clone()
    }

    /// Every row of a list, page by page.
    pub(crate) async fn pages(&self, path: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        let mut next = Some(path.to_owned());
        for _ in 0..1000 {
            let Some(path) = next else { return rows };
            let answer = self.get(&path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            rows.extend(answer.body.as_array().unwrap().iter().cloned());
            next = answer
                .link
                .map(|link| link.trim_start_matches('<').split('>').next().unwrap().to_owned());
        }
        panic!("{path} has no last page");
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::POST, path, Body::from_string(body.to_string())).await
    }

    async fn ask(&self, method: Method, path: &str, body: Body) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri_str(path)
            .header("host", "localhost")
            .header("content-type", "application/json")
            .body(body);
        Answer::of(self.edge.get_response(request).await).await
    }

    /// Refused with 422 that names a field.
    pub(crate) async fn refuses(&self, path: &str, field: &str) {
        self.get(path).await.refuses(field);
    }
}

impl Answer {
    async fn of(response: Response) -> Self {
        let status = response.status();
        let link = response.headers().get("link").map(|link| link.to_str().unwrap().to_owned());
        let body = response.into_body().into_bytes().await.unwrap();
        let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
        Self { status, link, body }
    }

    pub(crate) fn refuses(&self, field: &str) {
        assert_eq!(self.status, 422, "{}", self.body);
        let errors = self.body["errors"].as_array().unwrap();
        assert!(errors.iter().any(|error| error["field"] == field), "{field}: {}", self.body);
    }
}

/// The API behind its edge.
fn edge(api: (OddsApi, OpportunitiesApi, FeedsApi, QuotesApi, MatchingApi)) -> Edge {
    let service = OpenApiService::new(api, "market", "1");
    let document = serde_json::from_str(&service.spec()).unwrap();
    let config = EdgeConfig::new(Routes::from_document(&document));
    apply(Route::new().nest("/", service), config)
}

/// The boards of what is stored.
async fn load(store: &Arc<dyn Store>, now: Timestamp) -> Boards {
    let coming = store.events_starting_from(now - TimeDelta::days(1)).await.unwrap();
    let ids: Vec<_> = coming.iter().map(|event| event.event.id).collect();
    let quotes = store.current(&ids).await.unwrap();
    Boards::load(coming, &quotes)
}

async fn collector(
    store: &Arc<dyn Store>,
    boards: &Arc<Boards>,
    ingest: &Arc<Ingest>,
    clock: &Clock,
    feeds: Vec<Feed>,
) -> Collector {
    use monps_adapters::driver::{CassetteTransport, Driver};
    let told = clock.clone();
    let driver =
        Driver::new(Arc::new(CassetteTransport::new(noon())), Arc::new(move || told.now()));
    let parts = CollectorParts {
        store: Arc::clone(store),
        boards: Arc::clone(boards),
        ingest: Arc::clone(ingest),
        driver: Arc::new(driver),
        clock: clock.clone(),
        venue_defaults: VenueDefaults::default(),
        record_dir: None,
        spool: None,
        observer: Box::new(|_, _| {}),
    };
    Collector::new(parts, feeds).await.unwrap()
}

/// A football match that starts some hours from noon.
pub(crate) fn football(key: &str, home: &str, away: &str, hours: i64) -> SourceEvent {
    SourceEvent {
        key: key.to_owned(),
        sport: Sport::FOOTBALL,
        competition: "soccer_epl".to_owned(),
        competition_title: "Premier League".to_owned(),
        season: None,
        home: home.to_owned(),
        away: away.to_owned(),
        starts_at: noon() + TimeDelta::hours(hours),
        time_known: true,
        markets: Vec::new(),
    }
}

/// The same event with one venue's prices for a market, as `home 2.10, draw 3.4, away 3.6`.
pub(crate) fn quoting(
    mut event: SourceEvent,
    venue: &str,
    key: MarketKey,
    prices: &str,
) -> SourceEvent {
    let quotes = prices
        .split(", ")
        .map(|one| {
            let (selection, price) = one.split_once(' ').unwrap();
            let (side, price) = match price.strip_prefix("lay ") {
                Some(price) => (Side::Lay, price),
                None => (Side::Back, price),
            };
            let price: PriceInput = price.parse().unwrap();
            SourceQuote {
                selection: key.selection(selection).unwrap(),
                side,
                price: price.0,
                available: None,
                stake_max: None,
            }
        })
        .collect();
    let venue: VenueKey = venue.parse().unwrap();
    let kind =
        if venue.as_str().contains("_ex_") { VenueKind::Exchange } else { VenueKind::Bookmaker };
    let title = venue.as_str().to_uppercase();
    event.markets.push(SourceMarket {
        venue: SourceVenue { key: venue, title, kind },
        key,
        source_at: None,
        approximate: false,
        quotes,
    });
    event
}

/// The 1X2 market of the whole match.
pub(crate) fn result() -> MarketKey {
    MarketKey::full_time(MarketKind::MatchOdds, None).unwrap()
}

/// A market of the whole match with a line.
pub(crate) fn with_line(kind: MarketKind, line: &str) -> MarketKey {
    MarketKey::full_time(kind, Some(line.parse().unwrap())).unwrap()
}

/// The keys of an object, sorted.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Checks that two values are equal, numbers by their value.
pub(crate) fn same(place: &str, found: &Value, expected: &Value) {
    match (found, expected) {
        (Value::Number(a), Value::Number(b)) => assert_eq!(a.as_f64(), b.as_f64(), "{place}"),
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{place}");
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                same(&format!("{place}[{index}]"), a, b);
            }
        }
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(keys(found), keys(expected), "{place}");
            for (key, value) in a {
                same(&format!("{place}.{key}"), value, &b[key]);
            }
        }
        (a, b) => assert_eq!(a, b, "{place}"),
    }
}
