//! The network and the database misbehave between a server of ours and PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::print_stdout, reason = "tests print what they measured")]

#[path = "../support/absent.rs"]
mod absent;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/proxy.rs"]
mod proxy;
#[path = "../support/redis.rs"]
mod redis_server;
#[path = "../support/running.rs"]
mod running;

mod away;
mod commit;
mod installation;
mod long;
mod scene;
