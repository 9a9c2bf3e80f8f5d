//! Several processes on one database: who polls, who takes over, and that all answer the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/redis.rs"]
mod redis_server;
#[path = "../support/running.rs"]
mod running;

mod boards;
mod claims;
mod fleet;
mod outage;
mod stream;
mod takeover;
mod workers;
