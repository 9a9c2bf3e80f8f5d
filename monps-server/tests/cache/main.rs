//! What processes share: one contract for Redis and its in-process twin, and Redis away.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/redis.rs"]
mod redis_server;

mod away;
mod contract;
mod owner;
