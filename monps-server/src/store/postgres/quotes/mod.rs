//! The history of prices.

mod append;
mod catalogue;
mod read;
mod rows;
mod streams;

pub(super) use append::LATE;
pub(super) use read::stored_quote;
pub(super) use streams::Streams;
