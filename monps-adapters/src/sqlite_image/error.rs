//! Why a database is not read.

use thiserror::Error;

/// Why a database is not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum ImageError {
    /// The bytes begin otherwise.
    #[error("these bytes are no SQLite database: they do not begin with its signature")]
    NotADatabase,
    /// A database of another kind than read.
    #[error("this SQLite database is of a kind that is not read: {why}")]
    Unsupported {
        /// Which.
        why: String,
    },
    /// What the bytes say does not hold together.
    #[error("the SQLite database is damaged at page {page}: {why}; fetch it again")]
    Damaged {
        /// Where, counted from 1.
        page: u32,
        /// In which way.
        why: &'static str,
    },
    /// A row does not hold together.
    #[error("a row of the SQLite database is damaged: {why}; fetch it again")]
    DamagedRow {
        /// In which way.
        why: &'static str,
    },
    /// More of something than is read.
    #[error("the SQLite database has more than {most} {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many are read.
        most: usize,
    },
    /// The schema has no such table.
    #[error("the database has no table {table:?}: it has {known}")]
    NoTable {
        /// The name looked for.
        table: String,
        /// Those there are.
        known: String,
    },
    /// The table has no such column.
    #[error("the table {table:?} has no column {column:?}: it has {known}")]
    NoColumn {
        /// The table.
        table: String,
        /// The name looked for.
        column: String,
        /// Those there are.
        known: String,
    },
}
