//! x

pub mod football_data;
