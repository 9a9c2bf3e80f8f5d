//! The edge towards venues: adapters, and the driver that does their I/O.

pub mod football_data;
