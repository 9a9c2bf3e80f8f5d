//! The edge: everything between a socket and a handler.
//!
//! A handler behind it sees requests that are whole, small enough, from somebody who may send them,
//! and on time; a caller in front of it always gets an answer in one shape. `poem` is a framework, not
//! a guard: by itself it has no limit on the time a head may take, its compression also decompresses
//! requests without a bound, its size limit reads a header rather than the body, and its 405 has no
//! `Allow`. Each file here closes one such gap, and [`stack`] puts them in order.
//!
//! | file | keeps out |
//! |---|---|
//! | [`listener`] | slow heads, idle and stalled connections, too many of them |
//! | [`origin`] | foreign `Host` names and pages of other sites |
//! | [`routes`] | methods that a path does not have |
//! | [`body`] | bodies that are too large, too slow or compressed |
//! | [`gate`] | more requests at once than can be served; handlers that hang or panic |
//! | [`shape`] | error bodies in another shape than ours |
//! | [`etag`], [`compress`], [`headers`] | wasted bytes, and browsers that guess |
//! | [`request_id`], [`observe`] | requests that nobody can find again |
//!
//! ```
//! use monps_server::edge::listener::serve;
//! use monps_server::edge::origin::check_bind;
//! use monps_server::edge::routes::Routes;
//! use monps_server::edge::stack::{EdgeConfig, apply};
//! use poem::{Route, endpoint::make_sync};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let address = "127.0.0.1:0".parse()?;
//! check_bind(address)?;
//! let document = serde_json::json!({"paths": {"/health": {"get": {}}}});
//! let router = Route::new().at("/health", make_sync(|_| "ok"));
//!
//! let config = EdgeConfig::new(Routes::from_document(&document).also_under("/api/v1"));
//! let limits = config.limits.clone();
//! let listener = tokio::net::TcpListener::bind(address).await?;
//! let shutdown = async { /* the signal of whoever started us */ };
//! serve(listener, apply(router, config), limits, shutdown).await?;
//! # Ok(())
//! # }
//! ```

pub mod limits;
pub mod listener;

pub mod observe;
pub mod request_id;
pub mod stack;

pub mod origin;
pub mod routes;
pub mod slash;

pub mod body;
pub mod gate;

pub mod compress;
pub mod etag;
pub mod headers;
pub mod shape;
