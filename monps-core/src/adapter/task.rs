//! What an adapter is asked for.

use std::collections::BTreeMap;

use super::Capability;
use crate::time::Timestamp;

/// Everything that is not deterministic, and the configuration: a conversation is a function of this
/// and its inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The instant of this step.
    pub now: Timestamp,
    /// For whatever wants randomness.
    pub seed: u64,
    /// The configuration of the feed; never a secret.
    pub config: BTreeMap<String, String>,
    /// Where an earlier conversation for the same task stopped, if it said so.
    pub cursor: Option<String>,
    /// When the conversation must be over; none for a stream.
    pub deadline: Option<Timestamp>,
}

impl Context {
    /// A context without an earlier conversation and without a deadline.
    #[must_use]
    pub const fn new(now: Timestamp, seed: u64, config: BTreeMap<String, String>) -> Self {
        Self { now, seed, config, cursor: None, deadline: None }
    }

    /// A value of the configuration, if it is set and not blank.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.config.get(key).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// A comma-separated value of the configuration, as its parts.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<&str> {
        self.value(key)
            .map(|value| value.split(',').map(str::trim).filter(|part| !part.is_empty()).collect())
            .unwrap_or_default()
    }
}

/// A thing to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is wanted.
    pub want: Capability,
    /// Of what.
    pub scope: Scope,
}

impl Task {
    /// Something of a scope.
    #[must_use]
    pub const fn new(want: Capability, scope: Scope) -> Self {
        Self { want, scope }
    }

    /// Current prices of a scope.
    #[must_use]
    pub const fn odds(scope: Scope) -> Self {
        Self::new(Capability::Odds, scope)
    }

    /// Final results of a scope.
    #[must_use]
    pub const fn results(scope: Scope) -> Self {
        Self::new(Capability::Results, scope)
    }

    /// Prices of a scope as they change.
    #[must_use]
    pub const fn stream(scope: Scope) -> Self {
        Self::new(Capability::Stream, scope)
    }
}

/// What a task covers, in the source's own names. Empty means all that the feed is configured for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The sport, in the source's own word.
    pub sport: Option<String>,
    /// Competitions, such as The Odds API's sport keys.
    pub competitions: Vec<String>,
    /// Single events, to re-price just them.
    pub events: Vec<String>,
    /// Kinds of market.
    pub markets: Vec<String>,
    /// Venues.
    pub venues: Vec<String>,
    /// The part of the world whose venues or prices are meant.
    pub region: Option<String>,
    /// Only what changed, or starts, since.
    pub since: Option<Timestamp>,
    /// Only what starts until.
    pub until: Option<Timestamp>,
}
