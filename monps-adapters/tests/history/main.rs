//! History files and the market simulator.

mod data;
mod football_adapter;
mod football_fixtures;
mod football_quirks;
mod football_truth;
mod simulator;
