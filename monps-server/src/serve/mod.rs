//! Serving: the API composed, its document, its aliases, and the two listeners.

mod alias;
mod document;
mod listeners;

pub use alias::{Aliased, PREFIX};
pub use listeners::{Guard, ListenError, Served, Sockets};
