//! The store: one contract for every engine, and what only a server of many can get wrong.
//!
//! Each noun of the contract is a function over any store; it finds its own ground and leaves the rest
//! alone, so that the nouns can follow each other on one database.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/absent.rs"]
mod absent;
mod chain;
mod contract;
mod engines;
mod history;
mod migrations;
#[path = "../support/pglite.rs"]
mod pglite;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/running.rs"]
mod running;
#[path = "../backup/scene.rs"]
mod scene;
mod serve;
mod size;
mod statements;
mod together;
mod transfer;
