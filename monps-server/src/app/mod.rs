//! What the product can do, without HTTP and without SQL.

pub mod scan;
pub mod settings;
pub mod venues;
