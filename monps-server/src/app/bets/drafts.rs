//! The entries of a bet, written one after the other before any of them is stored.

use monps_core::bet::{Bet, BetOutcome, Settlement};
use monps_core::error::ledger::LedgerError;
use monps_core::id::{BetId, EntryId};
use monps_core::ledger::{BetHistory, Entry, Header, Recorded, rules};
use monps_core::payoff::Outcome;
use monps_core::time::Timestamp;

use super::super::ledger::BetAccountSet;
use super::ROUNDING;
use crate::store::PROVISIONAL;

/// What the ledger holds of a bet, and what it is to hold.
#[derive(Debug)]
pub(super) struct Drafts {
    bet_id: BetId,
    all: Vec<Recorded>,
    fresh: Vec<Entry>,
}

impl Drafts {
    pub(super) const fn after(bet_id: BetId, recorded: Vec<Recorded>) -> Self {
        Self { bet_id, all: recorded, fresh: Vec::new() }
    }

    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.fresh
    }

    /// The stake goes at risk.
    pub(super) fn place(
        &mut self,
        bet: &Bet,
        accounts: &BetAccountSet,
        at: Timestamp,
    ) -> Result<(), LedgerError> {
        let header = Header::at(at);
        let entry = rules::place(bet, &self.history()?, &accounts.refs(), ROUNDING, header)?;
        self.push(entry);
        Ok(())
    }

    /// Whatever stood of an earlier end is undone first.
    pub(super) fn settle(
        &mut self,
        settlement: &Settlement,
        accounts: &BetAccountSet,
        at: Timestamp,
    ) -> Result<(), LedgerError> {
        if self.is_over()? {
            self.reopen(at)?;
        }
        let history = self.history()?;
        let header = Header::at(at);
        let entry = if settlement.outcome() == BetOutcome::Played(Outcome::Void) {
            rules::void(&history, header)?
        } else {
            rules::settle(&history, settlement, &accounts.refs(), header)?
        };
        self.push(entry);
        Ok(())
    }

    /// The settlement or void is undone.
    pub(super) fn reopen(&mut self, at: Timestamp) -> Result<(), LedgerError> {
        let entry = rules::reverse(&self.history()?, Header::at(at))?;
        self.push(entry);
        Ok(())
    }

    /// Everything is undone: as if the bet had never been recorded.
    pub(super) fn undo(&mut self, at: Timestamp) -> Result<(), LedgerError> {
        if self.history()?.settling().is_some() {
            self.reopen(at)?;
        }
        if self.history()?.placing().is_some() {
            let header = Header::at(at).noting("the bet was deleted");
            let entry = rules::void(&self.history()?, header)?;
            self.push(entry);
        }
        Ok(())
    }

    fn is_over(&self) -> Result<bool, LedgerError> {
        let history = self.history()?;
        Ok(history.settling().is_some() || history.voiding().is_some())
    }

    fn history(&self) -> Result<BetHistory<'_>, LedgerError> {
        BetHistory::of(self.bet_id, &self.all)
    }

    fn push(&mut self, entry: Entry) {
        let index = i64::try_from(self.fresh.len()).unwrap_or_default();
        self.all.push(Recorded { id: EntryId::new(PROVISIONAL + index), entry: entry.clone() });
        self.fresh.push(entry);
    }
}
