//! Plugins in a running server: the guide followed literally, and the routes.

#![cfg(feature = "wasm")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/running.rs"]
mod running;

mod guide;
mod install;
mod routes;
