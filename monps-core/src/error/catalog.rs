//! What can be wrong with the words of the catalogue.

use thiserror::Error;

use crate::catalog::Line;

/// A word of the catalogue that is not one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// Not a lower-case slug.
    #[error(
        "{text:?} is not a {what}: lower-case letters, digits, '_' and '-', at most {most} of them"
    )]
    NotASlug {
        /// The human name of the word.
        what: &'static str,
        /// What was given.
        text: String,
        /// The longest allowed.
        most: usize,
    },
    /// A number that is no handicap or total.
    #[error("{text} is not a line: a multiple of a quarter between -1000 and 1000")]
    NotALine {
        /// What was given.
        text: String,
    },
    /// A selection that this market does not have.
    #[error("a {market} market has no selection {selection:?}; it has {known}")]
    NoSuchSelection {
        /// The market kind.
        market: String,
        /// What was given.
        selection: String,
        /// The selections it has.
        known: String,
    },
    /// A line where there is none, or none where there is one.
    #[error("a {market} market {}", if *.wants_line { "needs a line such as 2.5" } else { "has no line" })]
    LineMismatch {
        /// The market kind.
        market: String,
        /// Whether the kind wants one.
        wants_line: bool,
    },
    /// A European handicap between two whole numbers, where there is no draw.
    #[error("a {market} line is a whole number, not {line}: take an asian_handicap")]
    NotAWholeLine {
        /// The market kind.
        market: String,
        /// What was given.
        line: Line,
    },
    /// A question about the whole event asked of a part of it.
    #[error("a {market} market is about the whole event, not {given}: use full_time")]
    WholeEventOnly {
        /// The market kind.
        market: String,
        /// The period given.
        given: &'static str,
    },
    /// A word that is no period.
    #[error(
        "{text:?} is not a period: full_time, first_half, second_half, with_overtime, sets, games \
         or set_1 to set_5"
    )]
    NotAPeriod {
        /// What was given.
        text: String,
    },
    /// A small number out of its bounds.
    #[error("{value} is not a {what}: from {least} to {most}")]
    OutOfRange {
        /// The human name of the number.
        what: &'static str,
        /// What was given.
        value: u8,
        /// The smallest allowed.
        least: u8,
        /// The largest allowed.
        most: u8,
    },
}
