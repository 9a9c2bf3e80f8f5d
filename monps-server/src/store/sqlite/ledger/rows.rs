//! Reading accounts and entries back.

use monps_core::id::{AccountId, BetId, EntryId, VenueId};
use monps_core::ledger::{Account, AccountKind, Entry, Header, Posting, Recorded};
use monps_core::money::{Currency, Money};
use sqlx::sqlite::SqliteRow;

use super::super::columns::{decimal, from_ms, get, parse};
pub(super) use crate::store::columns::corrupt;
use crate::store::{ChainHead, ChainedEntry, KeptAnswer, StoreError};

/// Entries with their postings, a row for each posting.
pub(in crate::store::sqlite) const ENTRY: &str = "SELECT e.id, e.at, e.recorded_at, e.reason, e.bet_id, e.reverses, \
     e.note, e.hash, p.amount, p.account_id, a.kind, a.venue_id, a.login, a.currency, a.book \
     FROM entries e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.id = p.account_id";

/// Reads an account whose id is in `id`.
pub(in crate::store::sqlite) fn account(row: &SqliteRow) -> Result<Account, StoreError> {
    account_under(row, "id")
}

fn account_under(row: &SqliteRow, id: &str) -> Result<Account, StoreError> {
    let id = AccountId::new(get(row, id)?);
    let kind: AccountKind = parse("a kind of account", get(row, "kind")?)?;
    let currency: Currency = parse("a currency", get(row, "currency")?)?;
    let book = parse("a book", get(row, "book")?)?;
    let venue_id: Option<i64> = get(row, "venue_id")?;
    match venue_id {
        Some(venue_id) if kind == AccountKind::Venue => {
            let login: &str = get(row, "login")?;
            let venue_id = VenueId::new(venue_id);
            Ok(Account::at_venue(id, venue_id, login, currency, book))
        }
        None => {
            Account::new(id, kind, currency, book).map_err(|error| corrupt("an account", error))
        }
        Some(venue_id) => Err(corrupt("a venue's account", venue_id)),
    }
}

/// Reads rows of [`ENTRY`], those of one entry standing together.
pub(in crate::store::sqlite) fn chained_entries(
    rows: &[SqliteRow],
) -> Result<Vec<ChainedEntry>, StoreError> {
    let ids: Vec<i64> = rows.iter().map(|row| get(row, "id")).collect::<Result<_, _>>()?;
    let mut entries = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let length = ids[start..].iter().take_while(|id| **id == ids[start]).count();
        entries.push(chained_entry(&rows[start..start + length])?);
        start += length;
    }
    Ok(entries)
}

fn chained_entry(rows: &[SqliteRow]) -> Result<ChainedEntry, StoreError> {
    let Some(first) = rows.first() else {
        return Err(corrupt("an entry", "without postings"));
    };
    let postings = rows.iter().map(posting).collect::<Result<Vec<_>, _>>()?;
    let bet_id: Option<i64> = get(first, "bet_id")?;
    let reverses: Option<i64> = get(first, "reverses")?;
    let header = Header {
        at: from_ms(get(first, "at")?)?,
        bet_id: bet_id.map(BetId::new),
        note: get(first, "note")?,
    };
    let reason = parse("the reason of an entry", get(first, "reason")?)?;
    let entry = Entry::undoing(reverses.map(EntryId::new), reason, header, postings)
        .map_err(|error| corrupt("an entry", error))?;
    Ok(ChainedEntry {
        recorded: Recorded { id: EntryId::new(get(first, "id")?), entry },
        recorded_at: from_ms(get(first, "recorded_at")?)?,
        hash: get(first, "hash")?,
    })
}

fn posting(row: &SqliteRow) -> Result<Posting, StoreError> {
    let account = account_under(row, "account_id")?;
    let amount = decimal("an amount", get(row, "amount")?)?;
    let amount =
        Money::new(amount, account.currency()).map_err(|error| corrupt("an amount", error))?;
    Posting::new(&account, amount).map_err(|error| corrupt("a posting", error))
}

pub(super) fn chain_head(row: &SqliteRow) -> Result<ChainHead, StoreError> {
    let count: i64 = get(row, "entry_count")?;
    let head: i64 = get(row, "head_id")?;
    Ok(ChainHead {
        version: get(row, "version")?,
        entry_count: u64::try_from(count).map_err(|_| corrupt("a count", count))?,
        entry_id: (head > 0).then(|| EntryId::new(head)),
        hash: get(row, "head_hash")?,
    })
}

pub(super) fn kept_answer(row: &SqliteRow) -> Result<KeptAnswer, StoreError> {
    Ok(KeptAnswer {
        scope: get(row, "scope")?,
        key: get(row, "key")?,
        request_hash: get(row, "request_hash")?,
        status: get(row, "status")?,
        warning: get(row, "warning")?,
        body: get(row, "body")?,
        at: from_ms(get(row, "created_at")?)?,
    })
}
