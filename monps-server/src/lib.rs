//! The running thing: the server around the library.

pub mod api;
pub mod edge;
