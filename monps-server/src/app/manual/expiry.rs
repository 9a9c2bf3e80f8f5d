//! Withdrawing prices entered by hand once they are past their end.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use monps_core::id::EventId;
use monps_core::time::Timestamp;

use super::{Manual, ManualError};
use crate::cache::QuoteId;

/// Prices withdrawn in one go.
const BATCH_MAX: u32 = 1_000;

/// The task that withdraws prices past their end. It may run twice: what is gone stays gone.
#[derive(Clone, Debug)]
pub struct Expiry {
    manual: Arc<Manual>,
}

impl Expiry {
    /// Of the prices that a service takes.
    #[must_use]
    pub const fn new(manual: Arc<Manual>) -> Self {
        Self { manual }
    }

    /// Withdraws what is past its end at an instant; returns how many prices left the boards.
    ///
    /// A price that a feed has meanwhile taken over stays.
    ///
    /// # Errors
    /// [`ManualError`] when the store cannot be read or written; what is left is withdrawn next time.
    pub async fn run_once(&self, now: Timestamp) -> Result<u64, ManualError> {
        let manual = &self.manual;
        let mut withdrawn = 0;
        loop {
            let resolver = manual.resolver.lock().await;
            let due = manual.store.expired_manual(now, BATCH_MAX).await?;
            if due.is_empty() {
                return Ok(withdrawn);
            }
            let mut gone: BTreeMap<EventId, HashSet<QuoteId>> = BTreeMap::new();
            for quote in &due {
                let id = (quote.selection_id, quote.venue_id, quote.side);
                gone.entry(quote.event_id).or_default().insert(id);
            }
            withdrawn += manual.ingest.withdraw(&resolver, &gone, now).await?;
            manual.store.forget_manual(&due).await?;
        }
    }
}
