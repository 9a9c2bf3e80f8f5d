//! The two listeners: the API with the documented paths at the root, and the dashboard with the same
//! API under its prefix.

use std::net::SocketAddr;
use std::sync::Arc;

use poem::endpoint::make_sync;
use poem::http::{Method, header};
use poem::{Endpoint, EndpointExt, Response, Route};
use poem_openapi::{OpenApi, OpenApiService};
use serde_json::Value;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::alias::{Aliased, PREFIX};
use super::document;
use crate::api::stream::Announcing;
use crate::cache::Changes;
use crate::dashboard::Dashboard;
use crate::edge::limits::EdgeLimits;
use crate::edge::listener;
use crate::edge::observe::HttpObserver;
use crate::edge::origin::{BindError, Origins, check_bind};
use crate::edge::routes::Routes;
use crate::edge::stack::{self, EdgeConfig};
use crate::{api, home};

/// The paths beside the document's.
const BESIDE: [&str; 3] = ["/docs", "/openapi.json", "/openapi.yaml"];

/// Why the server cannot listen.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ListenError {
    /// The address may not be listened on.
    #[error(transparent)]
    Refused(#[from] BindError),
    /// The address is taken or not ours.
    #[error(
        "cannot listen on {address}: is another program there? Another port can be set with \
             --api or --dashboard"
    )]
    Taken {
        /// The address.
        address: SocketAddr,
        /// The system's words.
        #[source]
        source: std::io::Error,
    },
    /// The OpenAPI document could not be written.
    #[error("the OpenAPI document could not be written")]
    Document(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A listener ended.
    #[error("a listener failed")]
    Failed(#[source] std::io::Error),
}

/// The API with its document, before anybody listens.
pub struct Served {
    endpoint: Arc<dyn poem::endpoint::DynEndpoint<Output = Response>>,
    /// The OpenAPI document.
    pub document: Value,
    docs: Arc<str>,
}

impl std::fmt::Debug for Served {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Served").finish_non_exhaustive()
    }
}

/// How the listeners are guarded.
#[derive(Clone)]
pub struct Guard {
    /// Sizes and times.
    pub limits: EdgeLimits,
    /// Names and origins that are served.
    pub origins: Origins,
    /// Who counts requests.
    pub observer: Arc<dyn HttpObserver>,
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Served {
    /// The API made of its parts.
    ///
    /// # Errors
    /// [`ListenError::Document`] when the generated document is not JSON.
    pub fn new<T: OpenApi + 'static>(apis: T, changes: &Arc<Changes>) -> Result<Self, ListenError> {
        let service = OpenApiService::new(apis, "Mon_PS", env!("CARGO_PKG_VERSION"))
            .description(include_str!("description.md"));
        let generated = service.spec();
        let mut document: Value = serde_json::from_str(&generated)
            .map_err(|error| ListenError::Document(Box::new(error)))?;
        api::document::complete(&mut document, api::DOCUMENTED_PATHS);
        let docs = service.swagger_ui_html().replace(&generated, &document.to_string());
        let endpoint = Announcing::new(service.map_to_response(), Arc::clone(changes));
        Ok(Self {
            endpoint: Arc::new(poem::endpoint::ToDynEndpoint(endpoint)),
            document,
            docs: docs.into(),
        })
    }

    /// The document as YAML.
    ///
    /// # Errors
    /// [`ListenError::Document`].
    pub fn yaml(&self) -> Result<String, ListenError> {
        document::yaml(&self.document).map_err(|error| ListenError::Document(Box::new(error)))
    }

    /// The documentation beside the API.
    fn beside(&self, route: Route) -> Result<Route, ListenError> {
        let text = |content_type: &'static str, body: Arc<str>| {
            make_sync(move |_| {
                Response::builder()
                    .header(header::CONTENT_TYPE, content_type)
                    .body(body.to_string())
            })
        };
        let json: Arc<str> = document::json(&self.document).into();
        let yaml: Arc<str> = self.yaml()?.into();
        Ok(route
            .at("/docs", text("text/html; charset=utf-8", Arc::clone(&self.docs)))
            .at("/openapi.json", text("application/json", json))
            .at("/openapi.yaml", text("application/yaml", yaml)))
    }

    /// The endpoint of the API's listener.
    ///
    /// # Errors
    /// [`ListenError::Document`].
    pub fn api(&self, guard: &Guard) -> Result<impl Endpoint + use<>, ListenError> {
        let router = self.beside(Route::new())?.nest("/", Arc::clone(&self.endpoint));
        let routes = with_get(Routes::from_document(&self.document), &BESIDE);
        Ok(Aliased::new(stack::apply(router, guard.edge(routes, "")), false))
    }

    /// The endpoint of the dashboard's listener.
    ///
    /// # Errors
    /// [`ListenError::Document`].
    pub fn dashboard(&self, guard: &Guard) -> Result<impl Endpoint + use<>, ListenError> {
        let dashboard = Dashboard::embedded();
        let routes = Routes::from_document(&self.document).also_under(PREFIX);
        let routes = with_get(with_get(routes, &BESIDE), &home::PATHS);
        let routes = with_get(routes, &dashboard.pages());
        let pages = home::add_to(self.beside(Route::new())?);
        let pages =
            if dashboard.is_built() { dashboard.add_to(pages) } else { home::at_root(pages) };
        let router = pages.nest(PREFIX, Arc::clone(&self.endpoint));
        Ok(Aliased::new(stack::apply(router, guard.edge(routes, PREFIX)), true))
    }
}

impl Guard {
    fn edge(&self, routes: Routes, prefix: &'static str) -> EdgeConfig {
        EdgeConfig {
            limits: self.limits.clone(),
            origins: self.origins.clone(),
            routes,
            prefix,
            observer: Arc::clone(&self.observer),
        }
    }
}

fn with_get(routes: Routes, paths: &[impl AsRef<str>]) -> Routes {
    paths.iter().fold(routes, |routes, path| routes.with(path.as_ref(), &[Method::GET]))
}

/// Both sockets, open and not yet served.
#[derive(Debug)]
pub struct Sockets {
    api: TcpListener,
    dashboard: Option<TcpListener>,
}

impl Sockets {
    /// Opens both; port 0 takes a free one.
    ///
    /// # Errors
    /// [`ListenError`] when an address is refused or taken.
    pub async fn open(api: SocketAddr, dashboard: SocketAddr) -> Result<Self, ListenError> {
        Ok(Self { api: open(api).await?, dashboard: Some(open(dashboard).await?) })
    }

    /// Opens the API's alone: of a process that is only asked how it is.
    ///
    /// # Errors
    /// [`ListenError`] when the address is refused or taken.
    pub async fn open_api(api: SocketAddr) -> Result<Self, ListenError> {
        Ok(Self { api: open(api).await?, dashboard: None })
    }

    /// The addresses in use: of the API, and of the dashboard where there is one.
    ///
    /// # Errors
    /// [`ListenError::Failed`].
    pub fn addresses(&self) -> Result<(SocketAddr, Option<SocketAddr>), ListenError> {
        let address = |socket: &TcpListener| socket.local_addr().map_err(ListenError::Failed);
        Ok((address(&self.api)?, self.dashboard.as_ref().map(address).transpose()?))
    }

    /// Serves until told to stop; open requests are finished.
    ///
    /// # Errors
    /// [`ListenError::Failed`] when a listener ends by itself.
    pub async fn serve(
        self,
        served: &Served,
        guard: &Guard,
        stop: &CancellationToken,
    ) -> Result<(), ListenError> {
        let limits = || guard.limits.clone();
        let api = served.api(guard)?;
        let Some(socket) = self.dashboard else {
            let serving = listener::serve(self.api, api, limits(), stop.cancelled());
            return serving.await.map_err(ListenError::Failed);
        };
        let dashboard = served.dashboard(guard)?;
        tokio::try_join!(
            listener::serve(self.api, api, limits(), stop.cancelled()),
            listener::serve(socket, dashboard, limits(), stop.cancelled()),
        )
        .map(|_| ())
        .map_err(ListenError::Failed)
    }
}

async fn open(address: SocketAddr) -> Result<TcpListener, ListenError> {
    check_bind(address)?;
    TcpListener::bind(address).await.map_err(|source| ListenError::Taken { address, source })
}
