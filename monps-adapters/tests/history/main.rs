//! History files and the market simulator.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]
#![expect(clippy::print_stdout, reason = "a test that cannot run says so")]

mod cross_market;
mod data;
mod football_adapter;
mod football_fixtures;
mod football_quirks;
mod football_truth;
mod simulator;
