//! Balances kept up to date by adding only what is new.

use std::sync::Arc;

use monps_core::id::EntryId;
use monps_core::ledger::Balances;

use super::super::problem::Problem;
use crate::store::Store;

/// Entries read at once.
const PAGE: u32 = 2000;

/// The balances after the entries read so far.
///
/// Entries only ever come at the end, in the order of their ids, so whoever wrote them, reading on
/// from the last one known gives the balances of now.
#[derive(Debug, Default)]
pub(super) struct Running {
    balances: Balances,
    last: i64,
}

impl Running {
    pub(super) async fn upto_now(&mut self, store: &Arc<dyn Store>) -> Result<Balances, Problem> {
        loop {
            let page = store.entries_after(EntryId::new(self.last), PAGE).await?;
            for entry in &page {
                self.balances.apply(&entry.recorded.entry)?;
                self.last = entry.recorded.id.get();
            }
            if page.len() < PAGE as usize {
                return Ok(self.balances.clone());
            }
        }
    }
}
