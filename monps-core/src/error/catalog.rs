//! What can be wrong with the words of the catalogue.

use thiserror::Error;

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
}
