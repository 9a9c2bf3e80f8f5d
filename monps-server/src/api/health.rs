//! `/`, `/health`, `/livez`, `/readyz`: what runs here, and whether it is well.

use std::sync::Arc;
use std::time::Duration;

use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi, Tags};

use super::error::{ApiError, FieldError};
use super::instant::Instant;
use crate::health::{Health, HealthReport, PartState};

#[derive(Tags)]
enum Tag {
    /// What runs here, and whether it is well
    Health,
}

const APP: &str = "Mon_PS";
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// When to ask again whether the server is ready.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// What runs here.
#[derive(Debug, Object)]
struct About {
    /// The product.
    app: String,
    /// Its version.
    version: String,
    /// `running`.
    status: String,
}

/// Each part: `ok`, `degraded`, `down`; `not used` where this process has no such part.
#[derive(Debug, Object)]
struct HealthChecks {
    /// The database.
    store: String,
    /// The current prices.
    cache: String,
    /// Whatever polls the feeds.
    collector: String,
}

impl HealthChecks {
    fn of(report: &HealthReport) -> Self {
        let part = |name| {
            let found = report.parts.iter().find(|(part, _)| *part == name);
            found.map_or("not used", |(_, state)| state.as_str()).to_owned()
        };
        Self { store: part("store"), cache: part("cache"), collector: part("collector") }
    }
}

/// Whether the server is well.
#[derive(Debug, Object)]
#[oai(rename = "Health")]
struct HealthView {
    /// `ok` where every part is, else `degraded`.
    status: String,
    /// When the parts were asked, at most a second ago.
    timestamp: Instant,
    /// The version of the product.
    version: String,
    /// How each part is.
    checks: HealthChecks,
}

/// Whether the process answers at all.
#[derive(Debug, Object)]
struct Alive {
    /// `ok`.
    status: String,
}

impl Alive {
    fn yes() -> Json<Self> {
        Json(Self { status: "ok".to_owned() })
    }
}

/// How a part is.
#[derive(Debug, Object)]
#[oai(rename = "ReadyPart")]
struct PartView {
    /// The part.
    part: String,
    /// `ok` or `degraded`.
    status: String,
    /// What is wrong.
    reason: Option<String>,
}

/// Whether requests can be served.
#[derive(Debug, Object)]
struct Ready {
    /// `ready`.
    status: String,
    /// How each part is.
    parts: Vec<PartView>,
}

/// The routes of health.
#[derive(Clone, Debug)]
pub struct HealthApi {
    health: Arc<Health>,
}

impl HealthApi {
    /// The routes over these parts.
    #[must_use]
    pub const fn new(health: Arc<Health>) -> Self {
        Self { health }
    }
}

#[OpenApi(tag = "Tag::Health")]
impl HealthApi {
    /// What runs here
    #[oai(path = "/", method = "get", operation_id = "about")]
    async fn about(&self) -> Result<Json<About>, ApiError> {
        Ok(Json(About {
            app: APP.to_owned(),
            version: VERSION.to_owned(),
            status: "running".to_owned(),
        }))
    }

    /// Whether the server is well
    ///
    /// Always 200; the body says how each part is. An orchestrator asks `/readyz`.
    #[oai(path = "/health", method = "get", operation_id = "health")]
    async fn health(&self) -> Result<Json<HealthView>, ApiError> {
        let report = self.health.report().await;
        Ok(Json(HealthView {
            status: report.status().to_owned(),
            timestamp: report.checked_at.into(),
            version: VERSION.to_owned(),
            checks: HealthChecks::of(&report),
        }))
    }

    /// Whether the process answers
    ///
    /// Asks no part: a process whose database is away should not be restarted for it.
    #[oai(path = "/livez", method = "get", operation_id = "livez")]
    async fn livez(&self) -> Result<Json<Alive>, ApiError> {
        Ok(Alive::yes())
    }

    /// Whether the process answers
    ///
    /// Another name of `/livez`.
    #[oai(path = "/healthz", method = "get", operation_id = "healthz")]
    async fn healthz(&self) -> Result<Json<Alive>, ApiError> {
        Ok(Alive::yes())
    }

    /// Whether requests can be served
    ///
    /// 503 while a part is down; `errors` names it.
    #[oai(path = "/readyz", method = "get", operation_id = "readyz")]
    async fn readyz(&self) -> Result<Json<Ready>, ApiError> {
        let report = self.health.report().await;
        if !report.is_ready() {
            return Err(not_ready(&report));
        }
        let part = |(part, state): &(&'static str, PartState)| PartView {
            part: (*part).to_owned(),
            status: state.as_str().to_owned(),
            reason: state.reason().map(str::to_owned),
        };
        let parts = report.parts.iter().map(part).collect();
        Ok(Json(Ready { status: "ready".to_owned(), parts }))
    }
}

fn not_ready(report: &HealthReport) -> ApiError {
    let errors: Vec<FieldError> = report
        .parts
        .iter()
        .filter_map(|(part, state)| {
            let message = format!("{}: {}", state.as_str(), state.reason()?);
            Some(FieldError { field: (*part).to_owned(), message })
        })
        .collect();
    let detail = "The server is not ready; `errors` names the parts that are not.";
    ApiError::unavailable("not_ready", detail, RETRY_AFTER).with_errors(errors)
}
