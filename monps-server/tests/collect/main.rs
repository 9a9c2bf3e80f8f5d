//! From what a source says to stored, current and withdrawn prices.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../../../monps-adapters/tests/it/support/server.rs"]
#[allow(dead_code, reason = "shared with the tests of the adapters")]
mod server;
#[path = "../support/mod.rs"]
mod support;
#[path = "../../../monps-adapters/tests/it/support/tls.rs"]
#[allow(dead_code, reason = "shared with the tests of the adapters")]
mod tls;

mod changes;
mod clock;
mod odds_api;
mod planned;
mod rhythm;
mod scripted;
mod spool;
mod streaming;
