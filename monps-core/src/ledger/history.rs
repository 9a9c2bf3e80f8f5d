//! The entries of one bet, and which of them stand.

use std::collections::BTreeMap;

use super::entry::{EntryReason, Recorded};
use crate::error::ledger::LedgerError;
use crate::id::{BetId, EntryId};

/// The entries of one bet: at most one live placing entry, at most one live settling entry, and at
/// most one of a void.
///
/// An entry is live unless a live entry reverses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BetHistory<'a> {
    bet_id: BetId,
    placing: Option<&'a Recorded>,
    settling: Option<&'a Recorded>,
    voiding: Option<&'a Recorded>,
}

impl<'a> BetHistory<'a> {
    /// Reads the entries of a bet, in any order.
    ///
    /// # Errors
    /// When they cannot be the history of one bet: [`LedgerError::ForeignEntry`],
    /// [`LedgerError::AlreadyPlaced`], [`LedgerError::AlreadySettled`],
    /// [`LedgerError::AlreadyReversed`].
    pub fn of(bet_id: BetId, entries: &'a [Recorded]) -> Result<Self, LedgerError> {
        let mut newest_first: Vec<&Recorded> = entries.iter().collect();
        newest_first.sort_by_key(|recorded| std::cmp::Reverse(recorded.id));
        let mut history = Self { bet_id, placing: None, settling: None, voiding: None };
        // Only a later entry reverses an earlier one: newest first, each is judged by live entries.
        let mut reversed: BTreeMap<EntryId, EntryId> = BTreeMap::new();
        for recorded in newest_first {
            if recorded.entry.bet_id() != Some(bet_id) {
                return Err(LedgerError::ForeignEntry { bet_id });
            }
            if reversed.contains_key(&recorded.id) {
                continue;
            }
            if let Some(undone) = recorded.entry.reverses() {
                if undone >= recorded.id || !entries.iter().any(|entry| entry.id == undone) {
                    return Err(LedgerError::ForeignEntry { bet_id });
                }
                if let Some(by) = reversed.insert(undone, recorded.id) {
                    return Err(LedgerError::AlreadyReversed { entry_id: undone, by });
                }
            }
            history.admit(recorded)?;
        }
        Ok(history)
    }

    fn admit(&mut self, live: &'a Recorded) -> Result<(), LedgerError> {
        let (bet_id, entry_id) = (self.bet_id, live.id);
        match live.entry.reason() {
            EntryReason::Place if self.placing.replace(live).is_some() => {
                Err(LedgerError::AlreadyPlaced { bet_id, entry_id })
            }
            EntryReason::Settle | EntryReason::CashOut if self.settling.replace(live).is_some() => {
                Err(LedgerError::AlreadySettled { bet_id, entry_id })
            }
            EntryReason::Void => {
                // Placed, void and placed again leaves an older void behind: the newest counts.
                self.voiding = self.voiding.or(Some(live));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The bet.
    #[must_use]
    pub const fn bet_id(&self) -> BetId {
        self.bet_id
    }

    /// The live entry that put its stake at risk.
    #[must_use]
    pub const fn placing(&self) -> Option<&'a Recorded> {
        self.placing
    }

    /// The live entry that settled it or cashed it out.
    #[must_use]
    pub const fn settling(&self) -> Option<&'a Recorded> {
        self.settling
    }

    /// The live entry that undid the placing, where the bet is void.
    #[must_use]
    pub const fn voiding(&self) -> Option<&'a Recorded> {
        match self.placing {
            None => self.voiding,
            Some(_) => None,
        }
    }

    /// The placing entry of a bet that is neither settled nor void.
    pub(super) fn open(&self) -> Result<&'a Recorded, LedgerError> {
        let bet_id = self.bet_id;
        match (self.placing, self.settling) {
            (Some(placing), None) => Ok(placing),
            (None, _) => Err(LedgerError::NotPlaced { bet_id }),
            (Some(_), Some(settling)) => {
                Err(LedgerError::AlreadySettled { bet_id, entry_id: settling.id })
            }
        }
    }
}
