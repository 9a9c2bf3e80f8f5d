//! football-data.co.uk: results and the prices of a dozen books, opening and closing, by season.
//!
//! The files are plain CSV with a header that changes by season. [`read_file`] reads a whole one,
//! [`FileReader`] row by row; the adapter fetches them.

mod books;
mod calendar;
mod cell;
mod convert;
mod divisions;
mod problem;
mod reader;
mod reading;
mod wire;

pub use books::{BOOKS, Book, venue_prefix};
pub use divisions::DIVISIONS;
pub use problem::{Reason, RowProblem};
pub use reader::{FileReader, RowReading, read_file};
pub use reading::{FileReading, MatchReading, PROBLEMS_MAX, Withdrawn};
