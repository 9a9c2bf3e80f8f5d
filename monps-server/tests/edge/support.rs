//! A small API of our own behind the edge, and clients that speak to it byte by byte.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use monps_server::api::document;
use monps_server::api::error::ApiError;
use monps_server::api::instant::Instant;
use monps_server::api::json::JsonBody;
use monps_server::api::number::{Integer, Number, NumberInput};
use monps_server::api::page::{Cursor, Limit, Page, limit_default};
use monps_server::api::text::Text;
use monps_server::edge::limits::{EdgeLimits, PathLimits};
use monps_server::edge::listener::serve;
use monps_server::edge::observe::HttpObserver;
use monps_server::edge::origin::Origins;
use monps_server::edge::request_id;
use monps_server::edge::routes::Routes;
use monps_server::edge::stack::{EdgeConfig, apply};
use poem::endpoint::make_sync;
use poem::http::StatusCode;
use poem::{Body, Response, Route};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Binary, Json, PlainText};
use poem_openapi::{Object, OpenApi, OpenApiService};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

#[derive(Clone, Debug, Object)]
pub(crate) struct Thing {
    id: Integer<1, 1_000_000>,
    price: Number,
}

#[derive(Debug, Object)]
pub(crate) struct NewThing {
    name: Text<20, 1>,
    price: NumberInput,
    at: Option<Instant>,
}

pub(crate) struct Api;

#[OpenApi]
impl Api {
    /// A list of 250 things.
    #[oai(path = "/things/", method = "get")]
    async fn list(
        &self,
        #[oai(default = "limit_default")] limit: Query<Limit>,
        cursor: Query<Option<Cursor>>,
        name: Query<Option<Text<20>>>,
        at: Query<Option<Instant>>,
        edge: Query<Option<Number>>,
    ) -> Result<Page<Thing>, ApiError> {
        let _ = (name.0, at.0, edge.0);
        let after = match &cursor.0 {
            Some(cursor) => cursor
                .key()
                .parse::<i64>()
                .map_err(|error| ApiError::invalid_field("cursor", error))?,
            None => 0,
        };
        let wanted = usize::try_from(limit.0.get()).unwrap() + 1;
        let rows: Vec<Thing> = (after + 1..=250)
            .take(wanted)
            .map(|id| Thing { id: Integer::clamped(id), price: "2.10".parse().unwrap() })
            .collect();
        Ok(Page::of(rows, limit.0, |thing| thing.id.to_string()).with_total(250))
    }

    /// Makes a thing.
    #[oai(path = "/things/", method = "post")]
    async fn make(&self, body: JsonBody<NewThing>) -> Result<Json<Thing>, ApiError> {
        if body.name.as_str() == "taken" {
            return Err(ApiError::conflict("name_taken", "There is a thing of that name."));
        }
        Ok(Json(Thing { id: Integer::clamped(1), price: Number(body.0.price.0) }))
    }

    /// One thing, of which there is none.
    #[oai(path = "/things/:id", method = "get")]
    async fn one(&self, id: Path<Integer<1, 1_000_000>>) -> Result<Json<Thing>, ApiError> {
        Err(ApiError::not_found("thing_not_found", format!("There is no thing {}.", id.0)))
    }

    /// Reads with the framework's own body type.
    #[oai(path = "/plain", method = "post")]
    async fn plain(&self, body: Json<NewThing>) -> Result<PlainText<String>, ApiError> {
        Ok(PlainText(body.0.name.to_string()))
    }

    /// How long the body was.
    #[oai(path = "/upload/file", method = "put")]
    async fn upload(&self, body: Binary<Vec<u8>>) -> Result<PlainText<String>, ApiError> {
        Ok(PlainText(body.0.len().to_string()))
    }

    /// Takes a minute.
    #[oai(path = "/slow", method = "get")]
    async fn slow(&self) -> PlainText<String> {
        tokio::time::sleep(Duration::from_secs(60)).await;
        PlainText(String::new())
    }

    /// Panics.
    #[oai(path = "/panic", method = "get")]
    async fn panic(&self) -> PlainText<String> {
        panic!("on purpose")
    }

    /// Fails with a secret.
    #[oai(path = "/fail", method = "get")]
    async fn fail(&self) -> Result<PlainText<String>, ApiError> {
        Err(ApiError::internal("no such table: bets at /srv/monps.db"))
    }

    /// Ten megabytes.
    #[oai(path = "/large", method = "get")]
    async fn large(&self) -> PlainText<String> {
        PlainText("x".repeat(10 << 20))
    }

    /// The id of this request, as a handler sees it.
    #[oai(path = "/id", method = "get")]
    async fn id(&self) -> PlainText<String> {
        PlainText(request_id::current().unwrap().to_string())
    }
}

pub(crate) const DOCUMENTED: [&str; 2] = ["/things/", "/health"];

/// The document of the API, in its documented form.
pub(crate) fn document() -> Value {
    let spec = OpenApiService::new(Api, "test", "1").spec();
    let mut document = serde_json::from_str(&spec).unwrap();
    document::complete(&mut document, &DOCUMENTED);
    document
}

/// Six events, a quarter of a second apart.
fn ticks() -> Response {
    let events = stream::iter(0..6).then(|number| async move {
        tokio::time::sleep(Duration::from_millis(250)).await;
        Ok::<_, std::io::Error>(format!("data: {number}\n\n"))
    });
    Response::builder().content_type("text/event-stream").body(Body::from_bytes_stream(events))
}

/// What the observer was told.
#[derive(Debug, Default)]
pub(crate) struct Seen(pub(crate) Mutex<Vec<(String, String, u16)>>);

impl HttpObserver for Seen {
    fn on_request(&self, method: &'static str, route: &str, status: StatusCode, _: Duration) {
        let line = (method.to_owned(), route.to_owned(), status.as_u16());
        self.0.lock().unwrap().push(line);
    }
}

pub(crate) struct TestServer {
    pub(crate) address: SocketAddr,
    pub(crate) seen: Arc<Seen>,
    pub(crate) client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

/// Limits short enough for a test.
pub(crate) fn limits() -> EdgeLimits {
    EdgeLimits {
        head_timeout: Duration::from_secs(1),
        write_stall_timeout: Duration::from_millis(500),
        body_grace: Duration::from_millis(400),
        request_timeout: Duration::from_secs(2),
        drain_timeout: Duration::from_secs(1),
        paths: vec![PathLimits::import("/upload")],
        ..EdgeLimits::default()
    }
}

pub(crate) async fn start() -> TestServer {
    start_with(limits()).await
}

pub(crate) async fn start_with(limits: EdgeLimits) -> TestServer {
    let routes = Routes::from_document(&document()).also_under("/api/v1");
    let seen = Arc::new(Seen::default());
    let hosts = ["odds.example.org".to_owned()];
    let origins = ["https://app.example.org".to_owned()];
    let config = EdgeConfig {
        limits: limits.clone(),
        origins: Origins::new(&hosts, &origins).unwrap(),
        observer: Arc::clone(&seen) as Arc<dyn HttpObserver>,
        ..EdgeConfig::new(routes)
    };
    let router = Route::new()
        .nest("/api/v1", OpenApiService::new(Api, "test", "1"))
        .at("/ticks", make_sync(|_| ticks()))
        .nest("/", OpenApiService::new(Api, "test", "1"));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let shutdown = async {
        let _ = stopped.await;
    };
    let task = tokio::spawn(serve(listener, apply(router, config), limits, shutdown));
    let client = reqwest::Client::builder().no_gzip().no_proxy().build().unwrap();
    TestServer { address, seen, client, stop: Some(stop), task }
}

impl TestServer {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn get(&self, path: &str) -> reqwest::Response {
        self.client.get(self.url(path)).send().await.unwrap()
    }

    pub(crate) async fn post(
        &self,
        path: &str,
        body: impl Into<reqwest::Body>,
    ) -> reqwest::Response {
        let request = self.client.post(self.url(path)).body(body);
        request.header("content-type", "application/json").send().await.unwrap()
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes as they are and reads until the server closes.
    pub(crate) async fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect().await;
        stream.write_all(bytes).await.unwrap();
        Answer::read(&mut stream).await
    }

    /// A request with a head of its own, closed after the answer.
    pub(crate) async fn head(&self, line: &str, headers: &[&str]) -> Answer {
        let mut text = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        for header in headers {
            text.push_str(header);
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
        self.raw(text.as_bytes()).await
    }

    pub(crate) async fn stop(mut self) -> std::io::Result<()> {
        self.stop.take().unwrap().send(()).unwrap();
        self.task.await.unwrap()
    }
}

/// An answer as it came over the wire.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) async fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        // A reset after the answer still leaves what was received.
        let reading = stream.read_to_end(&mut bytes);
        let _ = tokio::time::timeout(Duration::from_secs(10), reading).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Self { status: status.unwrap_or(0), head: head.to_lowercase(), body: body.to_owned() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Checks the shape of an error and gives its `code`.
pub(crate) fn code_of(error: &Value) -> String {
    let fields: Vec<&str> = error.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = ["code", "detail", "errors", "request_id"];
    expected.sort_unstable();
    assert_eq!(fields, expected, "{error}");
    assert!(!error["detail"].as_str().unwrap().is_empty());
    assert!(!error["request_id"].as_str().unwrap().is_empty());
    error["code"].as_str().unwrap().to_owned()
}
