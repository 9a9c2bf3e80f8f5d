//! The dashboard's listener: the embedded pages, and the stream of what changes.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/running.rs"]
mod running;

mod pages;
mod stream;
