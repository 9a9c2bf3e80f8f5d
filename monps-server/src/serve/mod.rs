//! Serving: the server from its configuration, the API composed, its document, its aliases, and the
//! two listeners.

mod alias;
mod commons;
mod company;
mod document;
mod feeds;
mod figures;
mod finders;
mod listeners;
pub(crate) mod plugged;
mod quota;
mod relay;
mod server;
mod services;
mod watch;

pub use alias::{Aliased, PREFIX};
pub use feeds::FeedError;
pub(crate) use figures::OpeningOfSettings;
pub use listeners::{Guard, ListenError, Served, Sockets};
pub use server::{ServeError, Server};
