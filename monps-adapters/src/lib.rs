//! x

pub mod football_data;
pub mod simulator;
