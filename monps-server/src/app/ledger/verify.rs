//! Checking the books: the chain, the sums, and the bets against their entries.

use std::collections::HashMap;
use std::sync::Arc;

use monps_core::bet::BetStatus;
use monps_core::id::{AccountId, BetId, EntryId};
use monps_core::ledger::{
    Account, AccountClass, AccountKind, Balances, BetHistory, Book, Entry, EntryReason, Recorded,
};
use monps_core::money::{Currency, Money, Rounding};

use crate::store::chain::{entry_text, link};
use crate::store::{BetRecord, ChainHead, ChainedEntry, SettledRecord, Store, StoreError};

/// Rows read at once.
const PAGE: u32 = 1000;

/// What checking the books came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BooksReport {
    /// Entries checked.
    pub entries: u64,
    /// Bets checked.
    pub bets: u64,
    /// The hash of the last entry checked: the same books always give the same.
    pub head_hash: String,
    /// The first thing that is wrong, in words; none when all is well.
    pub fault: Option<String>,
}

impl BooksReport {
    /// Whether all is well.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.fault.is_none()
    }
}

/// Checks every entry against the chain, every sum, and every bet against its entries.
///
/// A store that answers something unreadable has been tampered with or is damaged: that is a finding,
/// not a failure of the check.
///
/// # Errors
/// [`StoreError`] when the store does not answer at all.
pub async fn verify(store: &Arc<dyn Store>) -> Result<BooksReport, StoreError> {
    let mut check = Check::default();
    let fault = match check.run(store).await {
        Ok(fault) => fault,
        Err(error @ StoreError::Corrupt { .. }) => Some(error.to_string()),
        Err(error) => return Err(error),
    };
    Ok(BooksReport { entries: check.entries, bets: check.bets, head_hash: check.hash, fault })
}

#[derive(Default)]
struct Check {
    entries: u64,
    bets: u64,
    last: i64,
    hash: String,
    balances: Balances,
    of_bets: HashMap<BetId, Vec<Recorded>>,
}

impl Check {
    async fn run(&mut self, store: &Arc<dyn Store>) -> Result<Option<String>, StoreError> {
        // Taken before the entries: what is written meanwhile lies beyond it.
        let head = store.chain_head().await?;
        let accounts: HashMap<AccountId, Account> =
            store.accounts().await?.into_iter().map(|account| (account.id(), account)).collect();
        if let Some(fault) = self.chain(store, &head, &accounts).await? {
            return Ok(Some(fault));
        }
        if let Some(fault) = self.sums(&accounts) {
            return Ok(Some(fault));
        }
        self.bets(store, &head).await
    }

    async fn chain(
        &mut self,
        store: &Arc<dyn Store>,
        head: &ChainHead,
        accounts: &HashMap<AccountId, Account>,
    ) -> Result<Option<String>, StoreError> {
        let end = head.entry_id.map_or(0, EntryId::get);
        while self.last < end {
            let page = store.entries_after(EntryId::new(self.last), PAGE).await?;
            let wanted = page.iter().filter(|entry| entry.recorded.id.get() <= end);
            let before = self.last;
            for entry in wanted {
                if let Some(fault) = self.link(entry, accounts) {
                    return Ok(Some(fault));
                }
            }
            if self.last == before {
                break;
            }
        }
        let is_whole =
            self.last == end && self.hash == head.hash && self.entries == head.entry_count;
        Ok((!is_whole).then(|| {
            format!(
                "the chain ends at entry {} after {} entries, where its head says entry {end} after {}",
                self.last, self.entries, head.entry_count
            )
        }))
    }

    fn link(
        &mut self,
        entry: &ChainedEntry,
        accounts: &HashMap<AccountId, Account>,
    ) -> Option<String> {
        let id = entry.recorded.id;
        if id.get() != self.last + 1 {
            return Some(format!("entry {} is missing before entry {id}", self.last + 1));
        }
        let text = entry_text(id, entry.recorded_at, &entry.recorded.entry, accounts);
        let hash = link(&self.hash, &text);
        if hash != entry.hash {
            return Some(format!("entry {id} was changed after it was written"));
        }
        if let Err(error) = self.balances.apply(&entry.recorded.entry) {
            return Some(format!("entry {id} cannot be added up: {error}"));
        }
        self.last = id.get();
        self.hash = hash;
        self.entries += 1;
        if let Some(bet_id) = entry.recorded.entry.bet_id() {
            let of_bet = self.of_bets.entry(bet_id).or_default();
            of_bet.push(entry.recorded.clone());
        }
        None
    }

    /// Every entry sums to zero, or it could not have been read; so must the whole.
    fn sums(&self, accounts: &HashMap<AccountId, Account>) -> Option<String> {
        let mut sets: Vec<(Book, Currency)> =
            accounts.values().map(|account| (account.book(), account.currency())).collect();
        sets.sort_unstable();
        sets.dedup();
        sets.into_iter().find_map(|(book, currency)| {
            match self.balances.sum(book, currency, |_| true) {
                Ok(sum) if sum.is_zero() => None,
                Ok(sum) => Some(format!("the {} accounts sum to {sum}", book.as_str())),
                Err(error) => Some(format!("the accounts cannot be added up: {error}")),
            }
        })
    }

    async fn bets(
        &mut self,
        store: &Arc<dyn Store>,
        head: &ChainHead,
    ) -> Result<Option<String>, StoreError> {
        let mut after = BetId::new(0);
        loop {
            let page = store.all_bets(after, PAGE).await?;
            let Some((last, _)) = page.last() else { break };
            after = last.bet.id();
            for (record, deleted) in &page {
                let entries = self.of_bets.remove(&record.bet.id()).unwrap_or_default();
                self.bets += 1;
                let Some(fault) = against_entries(record, *deleted, &entries) else {
                    continue;
                };
                // Perhaps it was only just written.
                if store.chain_head().await?.version == head.version {
                    return Ok(Some(format!("bet {}: {fault}", record.bet.id())));
                }
            }
        }
        let orphan = self.of_bets.keys().min();
        Ok(orphan.map(|id| format!("there are entries of bet {id}, and no such bet")))
    }
}

/// What is wrong between a bet and its entries.
fn against_entries(record: &BetRecord, deleted: bool, entries: &[Recorded]) -> Option<String> {
    let history = match BetHistory::of(record.bet.id(), entries) {
        Ok(history) => history,
        Err(error) => return Some(error.to_string()),
    };
    let status = record.bet.status();
    let has_stake = !deleted && (status.is_live() || status == BetStatus::Settled);
    let is_settled = !deleted && status == BetStatus::Settled;
    if history.placing().is_some() != has_stake || history.settling().is_some() != is_settled {
        let gone = if deleted { "deleted" } else { status.as_str() };
        return Some(format!("it is {gone}, and its entries say otherwise"));
    }
    let liability = record.bet.liability(Rounding::HalfUp).ok();
    // Also of a bet whose placing was undone since.
    let places = |recorded: &&Recorded| recorded.entry.reason() == EntryReason::Place;
    let placing = entries.iter().find(places);
    let placed = placing.and_then(|placing| on(&placing.entry, |kind| kind == AccountKind::AtRisk));
    if placed != liability {
        return Some("its stake is not what its entries put at risk".to_owned());
    }
    let agrees = match (history.settling(), record.settled) {
        (Some(settling), Some(settled)) => is_what_was_booked(&settled, &settling.entry),
        (Some(_), None) => false,
        // Nothing is booked beside the undoing: the stake came back and that was all.
        (None, Some(settled)) if !deleted => {
            Some(settled.payout) == liability
                && settled.profit.is_zero()
                && settled.commission.is_zero()
        }
        (None, settled) => deleted || (settled.is_none() == status.is_live()),
    };
    (!agrees).then(|| "what it came to is not what its entries booked".to_owned())
}

fn is_what_was_booked(settled: &SettledRecord, entry: &Entry) -> bool {
    let gained =
        |kind: AccountKind| matches!(kind.class(), AccountClass::Income | AccountClass::Expense);
    on(entry, gained).map(std::ops::Neg::neg) == Some(settled.profit)
        && on(entry, |kind| kind == AccountKind::Commission) == Some(settled.commission)
        && on(entry, AccountKind::is_cash) == settled.payout.minus(settled.commission).ok()
}

/// What an entry moves on accounts of some kinds.
fn on(entry: &Entry, wanted: impl Fn(AccountKind) -> bool) -> Option<Money> {
    let currency = entry.postings().first()?.amount().currency();
    let amounts = entry
        .postings()
        .iter()
        .filter(|posting| wanted(posting.kind()))
        .map(monps_core::ledger::Posting::amount);
    Money::sum(currency, amounts).ok()
}
