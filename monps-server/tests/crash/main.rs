//! The server is killed in the middle of things; nothing that it acknowledged is missing afterwards.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/running.rs"]
mod running;

mod bets;
mod disk;
mod import;
mod shutdown;
