//! The edge in one piece: each guard in its place around a router.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, EndpointExt, IntoEndpoint, Request, Response};
use tracing::Instrument;

use super::body::{Bodies, Unread};
use super::gate::{self, Gate};
use super::limits::EdgeLimits;
use super::observe::{HttpObserver, InFlight, UNMATCHED, Unobserved, method_label};
use super::origin::Origins;
use super::routes::{Route, Routes};
use super::{compress, etag, headers, request_id, routes, shape, slash};
use crate::api::error::ApiError;

/// The header that makes a repeated request act once.
const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// What an edge is made of.
#[derive(Clone)]
pub struct EdgeConfig {
    /// Sizes and times.
    pub limits: EdgeLimits,
    /// Names and origins that are served.
    pub origins: Origins,
    /// The paths of the OpenAPI document.
    pub routes: Routes,
    /// What stands before the API's paths on this listener; limits name paths without it.
    pub prefix: &'static str,
    /// Who counts requests.
    pub observer: Arc<dyn HttpObserver>,
}

impl EdgeConfig {
    /// The customary limits, loopback names only, nobody counting.
    #[must_use]
    pub fn new(routes: Routes) -> Self {
        Self {
            limits: EdgeLimits::default(),
            origins: Origins::default(),
            routes,
            prefix: "",
            observer: Arc::new(Unobserved),
        }
    }
}

impl fmt::Debug for EdgeConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EdgeConfig")
            .field("limits", &self.limits)
            .field("origins", &self.origins)
            .finish_non_exhaustive()
    }
}

/// Puts the edge around a router.
pub fn apply<E>(router: E, config: EdgeConfig) -> Edge
where
    E: IntoEndpoint,
    E::Endpoint: 'static,
{
    Edge {
        router: router.into_endpoint().map_to_response().boxed(),
        bodies: Bodies::new(&config.limits),
        gate: Gate::new(&config.limits),
        config,
    }
}

/// A router with the edge around it.
pub struct Edge {
    router: BoxEndpoint<'static, Response>,
    bodies: Bodies,
    gate: Gate,
    config: EdgeConfig,
}

impl fmt::Debug for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edge").field("config", &self.config).finish_non_exhaustive()
    }
}

impl Endpoint for Edge {
    type Output = Response;

    /// The outermost layer: whatever happens inside, the request has an id, its answer the headers of
    /// every answer, and the log and the observer learn of it.
    async fn call(&self, request: Request) -> poem::Result<Response> {
        let started = Instant::now();
        let _in_flight = InFlight::begin(&*self.config.observer);
        let id = request_id::of(&request);
        let method = request.method().clone();
        let uri = request.uri().clone();
        let route = self.config.routes.find(uri.path());
        let template = route.map_or(UNMATCHED, |route| &*route.template);
        let span = tracing::info_span!("request", request_id = %id, route = template);
        let answer = self.answer(request, route).instrument(span);
        let mut response = request_id::scope(Arc::clone(&id), uri, answer).await;
        headers::complete(&method, &mut response);
        let id_header = request_id::header_value(&id);
        response.headers_mut().insert(request_id::HEADER, id_header);
        let (method, status, took) = (method_label(&method), response.status(), started.elapsed());
        self.config.observer.on_request(method, template, status, took);
        tracing::info!(
            target: "monps::access",
            request_id = %id,
            method,
            route = template,
            status = status.as_u16(),
            duration_ms = took.as_secs_f64() * 1000.0,
        );
        Ok(response)
    }
}

impl Edge {
    /// What is done to every answer, refusals included, from the inside out: our shape first, since it
    /// decides the body; `Allow` and `Connection`, which belong to a status; the tag, which is of the
    /// plain body; compression, which comes last to touch the body; and CORS, without which a page
    /// would not even see the refusal.
    async fn answer(&self, request: Request, route: Option<&Route>) -> Response {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        let asked = request.headers().clone();
        let allowed = self.config.origins.allowed(&asked);
        let outcome = self.admit(request, route).await;
        let response = outcome.unwrap_or_else(|error| error.to_response());
        let mut response = shape::apply(response, route).await;
        routes::complete(&mut response, route);
        close_after_refused_body(&mut response);
        if is_read {
            response = etag::apply(&asked, response).await;
        }
        let mut response = compress::apply(&asked, response);
        self.config.origins.share(allowed, &mut response);
        response
    }

    /// What a request must pass, from the cheapest to the dearest: who asks, before anything else is
    /// answered; the method, before a byte of the body is read; the body, which takes the client's time
    /// but no place; a place, only once the request is whole; and then the handler.
    async fn admit(
        &self,
        mut request: Request,
        route: Option<&Route>,
    ) -> Result<Response, ApiError> {
        let config = &self.config;
        let unread = Unread::of(&mut request);
        config.origins.check(&request)?;
        if let Some(preflight) = config.origins.preflight(&request) {
            return preflight;
        }
        config.routes.check(request.method(), route)?;
        check_key(&request)?;
        if *request.method() == Method::HEAD {
            // The answer to GET; the connection leaves the body out and keeps its length.
            request.set_method(Method::GET);
        }
        if let Some(uri) = slash::normalised(request.uri()) {
            *request.uri_mut() = uri;
        }
        let path = bare(request.uri().path(), config.prefix).to_owned();
        let timeout = config.limits.request_timeout(&path);
        let bytes_max = config.limits.body_bytes_max(&path);
        // Both the memory and the place are held until the handler has answered.
        let _body = self.bodies.read(&mut request, bytes_max, timeout).await?;
        unread.all_read();
        let _place = self.gate.enter(&path)?;
        gate::run(self.router.get_response(request), timeout).await
    }
}

/// A path as the document has it.
fn bare<'p>(path: &'p str, prefix: &str) -> &'p str {
    path.strip_prefix(prefix).filter(|rest| rest.starts_with('/')).unwrap_or(path)
}

/// A key that cannot be read must not count as none: the request would be carried out twice.
fn check_key(request: &Request) -> Result<(), ApiError> {
    let mut keys = request.headers().get_all(IDEMPOTENCY_KEY).iter();
    let is_printable = |key: &HeaderValue| key.as_bytes().iter().all(|b| (0x20..0x7f).contains(b));
    match (keys.next(), keys.next()) {
        (None, _) => Ok(()),
        (Some(key), None) if is_printable(key) => Ok(()),
        _ => Err(ApiError::invalid_field(
            IDEMPOTENCY_KEY,
            "must be sent once, in printable ASCII characters",
        )),
    }
}

/// The rest of a refused body is not worth reading for the sake of the connection.
fn close_after_refused_body(response: &mut Response) {
    if matches!(response.status(), StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
}
