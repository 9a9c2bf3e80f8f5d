//! What is promised to clients: paths, fields, types, the OpenAPI document, the page.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/running.rs"]
mod running;

mod document;
mod page;
mod parameters;
mod routes;
mod shape;
