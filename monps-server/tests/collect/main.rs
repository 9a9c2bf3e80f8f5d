//! From what a source says to stored, current and withdrawn prices.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/mod.rs"]
mod support;

mod changes;
mod clock;
mod odds_api;
mod planned;
mod rhythm;
mod scripted;
mod spool;
