//! The chain: each entry carries the hash of its own text and of the entry before it.
//!
//! Whoever changes an entry, one of its postings or an account after the fact breaks every hash from
//! there on, and whoever cuts entries off the end misses the head that is kept apart.

use std::collections::HashMap;
use std::fmt::Write;

use monps_core::id::{AccountId, EntryId, VenueId};
use monps_core::ledger::{Account, Entry, Header};
use monps_core::time::Timestamp;
use sha2::{Digest, Sha256};

use super::columns::corrupt;
use super::{PROVISIONAL, StoreError};

/// The accounts that entries post to.
pub type AccountBook = HashMap<AccountId, Account>;

/// The canonical text of an entry: everything that it says, in one order and one spelling.
///
/// Texts that people typed stand with their length before them, so that no note can pass for a
/// posting.
#[must_use]
pub fn entry_text(
    id: EntryId,
    recorded_at: Timestamp,
    entry: &Entry,
    accounts: &AccountBook,
) -> String {
    let number = |id: Option<i64>| id.unwrap_or_default();
    let mut text = format!(
        "{}|{}|{}|{}|{}|{}|{}:{}",
        id.get(),
        entry.at().timestamp_millis(),
        recorded_at.timestamp_millis(),
        entry.reason(),
        number(entry.bet_id().map(monps_core::id::BetId::get)),
        number(entry.reverses().map(EntryId::get)),
        entry.note().len(),
        entry.note(),
    );
    for posting in entry.postings() {
        let account = accounts.get(&posting.account_id());
        let login = account.and_then(Account::login).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "\n{}|{}|{}|{}|{}:{}|{}",
            posting.account_id().get(),
            posting.kind(),
            posting.book().as_str(),
            number(account.and_then(Account::venue_id).map(VenueId::get)),
            login.len(),
            login,
            posting.amount(),
        );
    }
    text
}

/// The hash of an entry's text after the hash of the entry before it, in hexadecimal.
#[must_use]
pub fn link(before: &str, text: &str) -> String {
    let digest = Sha256::new()
        .chain_update(before.as_bytes())
        .chain_update([0])
        .chain_update(text.as_bytes())
        .finalize();
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The entry with the real id of the entry of its own booking that it undoes.
pub(super) fn numbered(entry: &Entry, ids: &[EntryId]) -> Result<Entry, StoreError> {
    let Some(index) = entry.reverses().and_then(provisional) else {
        return Ok(entry.clone());
    };
    let undone = ids.get(index).copied();
    let undone = undone.ok_or_else(|| corrupt("a reversal of a later entry", index))?;
    let header = Header { at: entry.at(), bet_id: entry.bet_id(), note: entry.note().to_owned() };
    Entry::undoing(Some(undone), entry.reason(), header, entry.postings().to_vec())
        .map_err(|error| corrupt("an entry", error))
}

fn provisional(id: EntryId) -> Option<usize> {
    let index = id.get().checked_sub(PROVISIONAL)?;
    usize::try_from(index).ok()
}
