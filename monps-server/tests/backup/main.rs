//! Backups: of a server at work, taken in elsewhere, and refused when anything is wrong with them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/program.rs"]
mod monps;
#[path = "../support/running.rs"]
mod running;

mod damage;
mod program;
mod scene;
mod under_load;
