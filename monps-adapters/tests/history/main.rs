//! History files and the market simulator.

mod data;
mod football_truth;
