//! Prices entered by hand: when each stops counting.

use async_trait::async_trait;
use monps_core::id::{EventId, SelectionId, SourceId, VenueId};
use monps_core::quote::Side;
use monps_core::time::Timestamp;

use super::StoreError;

/// A price entered by hand and how long it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManualQuote {
    /// The event.
    pub event_id: EventId,
    /// The selection.
    pub selection_id: SelectionId,
    /// Who quotes.
    pub venue_id: VenueId,
    /// Back or lay.
    pub side: Side,
    /// When it stops counting.
    pub expires_at: Timestamp,
}

/// Keeping when prices entered by hand stop counting.
#[async_trait]
pub trait ManualStore: Send + Sync {
    /// Gives an event a source's name, if that name is free.
    async fn name_event(
        &self,
        source: SourceId,
        name: &str,
        event: EventId,
    ) -> Result<(), StoreError>;

    /// Notes until when prices count; a later note replaces an earlier one.
    async fn note_manual(&self, quotes: &[ManualQuote]) -> Result<(), StoreError>;

    /// Those that count no longer, the longest first.
    async fn expired_manual(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<ManualQuote>, StoreError>;

    /// Forgets notes, unless a later one has replaced them meanwhile.
    async fn forget_manual(&self, quotes: &[ManualQuote]) -> Result<(), StoreError>;
}
