//! What can go wrong when prices are looked up.

use thiserror::Error;

use crate::store::StoreError;

/// A look-up without an answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LookupError {
    /// There is no such match.
    #[error("there is no match {match_id:?}")]
    NoMatch {
        /// What was asked for.
        match_id: String,
    },
    /// More points than one answer holds.
    #[error(
        "the match has more than {most} {what} in this range: narrow it with market, bookmaker, \
         since and until, or ask for a longer interval"
    )]
    TooMany {
        /// Points, rows or candles.
        what: &'static str,
        /// How many one answer holds.
        most: usize,
    },
    /// The store could not be read.
    #[error("prices could not be read")]
    Store(#[from] StoreError),
}
