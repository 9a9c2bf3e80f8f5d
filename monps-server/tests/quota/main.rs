//! The quota economist against real kick-offs: what credits buy, whoever spends them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/mod.rs"]
mod support;

mod economy;
mod world;
