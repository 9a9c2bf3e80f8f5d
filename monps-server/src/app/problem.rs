//! What can be wrong with a request to the product, whoever asks: API, command line or a task.

use monps_core::error::bet::BetError;
use monps_core::error::ledger::LedgerError;
use monps_core::error::stats::StatsError;
use thiserror::Error;

use crate::collector::CollectError;
use crate::store::StoreError;

/// What is wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field, or its path: `legs[1].odds_value`.
    pub field: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// A request that was not done; nothing of it happened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no such thing.
    #[error("{detail}")]
    NotFound {
        /// A stable word.
        code: &'static str,
        /// A sentence.
        detail: String,
    },
    /// It collides with what is there.
    #[error("{detail}")]
    Conflict {
        /// A stable word.
        code: &'static str,
        /// A sentence.
        detail: String,
    },
    /// Readable, but not valid.
    #[error("{} of the request is not valid", faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>().join(", "))]
    Invalid {
        /// What is wrong with which field.
        faults: Vec<Fault>,
    },
    /// The store could not do it.
    #[error("the store could not do it")]
    Store(#[from] StoreError),
    /// What is stored does not fit together: our fault, or somebody changed it.
    #[error("what is stored does not fit together")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Problem {
    /// One field is not valid.
    #[must_use]
    pub fn invalid(field: impl Into<String>, message: impl ToString) -> Self {
        Self::Invalid { faults: vec![Fault { field: field.into(), message: message.to_string() }] }
    }

    /// What is stored does not fit together.
    #[must_use]
    pub fn broken(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(source.into())
    }

    /// Whether another writer was faster, so that looking again may help.
    #[must_use]
    pub const fn is_race(&self) -> bool {
        matches!(self, Self::Store(StoreError::Conflict { .. }))
    }

    /// What a bet's own rules refuse: a move that does not exist collides, the rest is not valid.
    #[must_use]
    pub fn from_bet(field: &str, error: &BetError) -> Self {
        match error {
            BetError::IllegalMove { .. }
            | BetError::NothingToReverse { .. }
            | BetError::LegsStand { .. } => {
                Self::Conflict { code: "illegal_move", detail: sentence(error) }
            }
            _ => Self::invalid(field, Told(error)),
        }
    }
}

impl From<CollectError> for Problem {
    fn from(error: CollectError) -> Self {
        match error {
            CollectError::Store(error)
            | CollectError::PutAside { reason: error }
            | CollectError::Lost { reason: error, .. } => Self::Store(error),
            CollectError::Spool(error) => Self::broken(error),
        }
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        Self::broken(error)
    }
}

impl From<StatsError> for Problem {
    fn from(error: StatsError) -> Self {
        Self::broken(error)
    }
}

/// An error with all that led to it, for somebody who cannot look at the log.
#[derive(Debug)]
pub struct Told<'a>(pub &'a (dyn std::error::Error + 'static));

impl std::fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        crate::error_chain::Chain(self.0).fmt(f)
    }
}

/// An error as a sentence of its own: a capital letter and a full stop.
#[must_use]
pub fn sentence(error: &(dyn std::error::Error + 'static)) -> String {
    let text = Told(error).to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// Collects what is wrong with several fields, so that a caller learns it all at once.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// The value, or a note of why there is none.
    pub fn take<T, E: std::fmt::Display>(
        &mut self,
        field: &str,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|problem| self.refuse(field, problem)).ok()
    }

    /// Notes what is wrong with a field.
    pub fn refuse(&mut self, field: &str, problem: impl std::fmt::Display) {
        self.0.push(Fault { field: field.to_owned(), message: problem.to_string() });
    }

    /// Ends the checks.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with every field that was noted.
    pub fn finish(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::Invalid { faults: self.0 }) }
    }
}
