//! Settings, venues, configuration, metrics and health: through the edge, as callers meet them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

mod canary;
mod commands;
mod config;
mod health;
mod history;
mod known;
mod metrics;
mod settings;
mod venues;
