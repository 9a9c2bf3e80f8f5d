//! What can be wrong with a file of rules.

use thiserror::Error;

/// A file of rules that cannot be taken, or a set of rules that is not there.
///
/// Every sentence names the file, the key and what is allowed there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RulesError {
    /// Not TOML.
    #[error("{file}:{line}: not TOML: {message}")]
    Syntax {
        /// The file, as it was named.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A key whose value cannot be.
    #[error("{file}:{line}: {key} is {given}: {allowed}")]
    Value {
        /// The file, as it was named.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The key, with its tables.
        key: String,
        /// What was given.
        given: String,
        /// What is allowed.
        allowed: String,
    },
    /// A key that is not there and has to be.
    #[error("{file}: {key} is missing: {allowed}")]
    Missing {
        /// The file, as it was named.
        file: String,
        /// The key, with its tables.
        key: String,
        /// What is allowed.
        allowed: String,
    },
    /// A key that nobody knows: a rule that would silently not hold.
    #[error("{file}:{line}: {key} is not a key here: {allowed}")]
    UnknownKey {
        /// The file, as it was named.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The key, with its tables.
        key: String,
        /// The keys there are.
        allowed: String,
    },
    /// Two sets that rule the same thing at the same time.
    #[error(
        "{file}: {name} and {other} both rule {aspect} for the same venues, sports and markets at \
         the same time: narrow one, or end the older with effective_until"
    )]
    Conflict {
        /// The file, as it was named.
        file: String,
        /// The set in the file.
        name: String,
        /// The set that is there already.
        other: String,
        /// What both rule.
        aspect: &'static str,
    },
    /// More files than a book holds.
    #[error("{file}: a book holds at most {most} sets of rules")]
    TooMany {
        /// The file, as it was named.
        file: String,
        /// The most.
        most: usize,
    },
}
