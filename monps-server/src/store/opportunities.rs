//! What was found, open and closed.

use async_trait::async_trait;
use monps_core::detect::Opportunity;
use monps_core::id::{EventId, OpportunityId};
use monps_core::time::Timestamp;

use super::StoreError;

/// An open finding with its own number and times.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenOpportunity {
    /// Ours.
    pub id: OpportunityId,
    /// What makes it the same finding as a moment ago: kind, market, and the selection of a single
    /// price.
    pub key: String,
    /// What was found, as it stands.
    pub found: Opportunity,
    /// When it was first found.
    pub first_seen: Timestamp,
    /// When it was last found.
    pub last_seen: Timestamp,
}

/// An open finding of an earlier run: enough to recognise it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownOpportunity {
    /// Ours.
    pub id: OpportunityId,
    /// Its key.
    pub key: String,
    /// Its event.
    pub event_id: EventId,
    /// When it was first found.
    pub first_seen: Timestamp,
}

/// What changed among the findings.
#[derive(Clone, Debug, Default)]
pub struct OpportunityChanges {
    /// Found for the first time, or with other figures.
    pub put: Vec<OpenOpportunity>,
    /// No longer there.
    pub closed: Vec<(OpportunityId, Timestamp)>,
}

/// Keeping what was found.
#[async_trait]
pub trait OpportunityStore: Send + Sync {
    /// Writes what changed.
    async fn change_opportunities(&self, changes: &OpportunityChanges) -> Result<(), StoreError>;

    /// The findings that are open as far as the store knows.
    async fn open_opportunities(&self) -> Result<Vec<KnownOpportunity>, StoreError>;
}
