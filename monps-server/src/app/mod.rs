//! What the product can do, without HTTP and without SQL.

pub mod manual;
pub mod odds;
pub mod opportunities;
pub mod scan;

mod venue_names;
