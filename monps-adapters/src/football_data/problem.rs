//! What can be wrong with a row or a cell, in words that say what to do.

use std::fmt;

use thiserror::Error;

/// Something in a file that was left out, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The line of the file; the header is line 1.
    pub line: u32,
    /// The column, where one cell is to blame.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: Reason,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Why a row, a result or a cell was left out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Reason {
    /// More cells than the header has names for, and not blank.
    #[error(
        "the row has {cells} cells under a header of {columns}: the row is left out; \
         if seasons were joined into one file, give each its own header and file"
    )]
    TooWide {
        /// Cells of the row.
        cells: usize,
        /// Names in the header.
        columns: usize,
    },
    /// Another header in the middle of the file.
    #[error(
        "another header stands here: give each season a file of its own; \
         what follows it is not read unless it equals the first"
    )]
    HeaderRepeated,
    /// A division that the site does not have, or that the file should not hold.
    #[error("division {found:?} is not {expected}: the row is left out")]
    WrongDivision {
        /// What stands there.
        found: String,
        /// What should, in words.
        expected: String,
    },
    /// A date that is none.
    #[error("{found:?} is not a date such as 16/08/2024 or 16/08/24: the row is left out")]
    UnreadableDate {
        /// What stands there.
        found: String,
    },
    /// A time that is none.
    #[error("{found:?} is not a time such as 20:00: the match is taken without its hour")]
    UnreadableTime {
        /// What stands there.
        found: String,
    },
    /// No usable name of a side.
    #[error("{found:?} is not the name of a side: the row is left out")]
    BadName {
        /// What stands there.
        found: String,
    },
    /// A side against itself.
    #[error("{name:?} cannot play itself: the row is left out")]
    SameSides {
        /// The name.
        name: String,
    },
    /// A match that the file already gave.
    #[error("the same match stands on line {first}: this row is left out")]
    Duplicate {
        /// The line it was first on.
        first: u32,
    },
    /// A price that is none.
    #[error("{found:?} is not decimal odds such as 2.10: the cell is left out")]
    UnreadablePrice {
        /// What stands there.
        found: String,
    },
    /// A line that is none.
    #[error(
        "{found:?} is not a handicap line, a multiple of a quarter such as -0.75: \
         the prices on it are left out"
    )]
    UnreadableLine {
        /// What stands there.
        found: String,
    },
    /// Prices on a line that is not given.
    #[error("the handicap line is missing: the prices on it are left out")]
    LineMissing,
    /// A number of goals that is none, or only one side's.
    #[error("{found:?} is not a number of goals: the score is left out")]
    UnreadableGoals {
        /// What stands there.
        found: String,
    },
    /// A letter and a score that say different things.
    #[error("the score {home}-{away} is not {found:?} (H, D or A): the score is left out")]
    ResultMismatch {
        /// Goals of the home side.
        home: u32,
        /// Goals of the away side.
        away: u32,
        /// The letter.
        found: String,
    },
    /// A half-time score above the final one.
    #[error("the half-time score {home}-{away} is above the final one: it is left out")]
    HalfTimeAbove {
        /// Goals of the home side at half-time.
        home: u32,
        /// Goals of the away side at half-time.
        away: u32,
    },
}

impl Reason {
    /// Whether the whole row was left out, and not only a cell or the score.
    #[must_use]
    pub const fn loses_row(&self) -> bool {
        matches!(
            self,
            Self::TooWide { .. }
                | Self::HeaderRepeated
                | Self::WrongDivision { .. }
                | Self::UnreadableDate { .. }
                | Self::BadName { .. }
                | Self::SameSides { .. }
                | Self::Duplicate { .. }
        )
    }
}

/// Where the problems of one row go.
pub(super) struct Problems<'p> {
    pub line: u32,
    pub list: &'p mut Vec<RowProblem>,
}

impl Problems<'_> {
    /// Notes a problem with a cell.
    pub(super) fn cell(&mut self, column: &str, reason: Reason) {
        self.list.push(RowProblem { line: self.line, column: Some(column.to_owned()), reason });
    }

    /// Notes a problem with the row.
    pub(super) fn row(&mut self, reason: Reason) {
        self.list.push(RowProblem { line: self.line, column: None, reason });
    }
}
