//! The edge over real sockets: what hostile and careless clients meet, and what honest ones get.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

mod bodies;
mod connections;
mod errors;
mod negotiation;
mod origins;
mod values;
