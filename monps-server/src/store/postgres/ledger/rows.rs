//! Reading accounts and entries back.

use monps_core::id::{AccountId, BetId, EntryId, VenueId};
use monps_core::ledger::{Account, AccountKind, Entry, Header, Posting, Recorded};
use monps_core::money::{Currency, Money};
use sqlx::postgres::PgRow;

use super::super::columns::{count, get, parse};
use crate::store::columns::corrupt;
use crate::store::{ChainHead, ChainedEntry, KeptAnswer, StoreError};

/// Entries with their postings, a row for each posting.
pub(in crate::store::postgres) const ENTRY: &str = "SELECT e.id, e.at, e.recorded_at, e.reason, e.bet_id, e.reverses, \
     e.note, e.hash, p.amount, p.account_id, a.kind, a.venue_id, a.login, a.currency, a.book \
     FROM entries e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.id = p.account_id";

/// Reads an account whose id is in `id`.
pub(super) fn account(row: &PgRow) -> Result<Account, StoreError> {
    account_under(row, "id")
}

fn account_under(row: &PgRow, id: &str) -> Result<Account, StoreError> {
    let id = AccountId::new(get(row, id)?);
    let kind: AccountKind = parse("a kind of account", get(row, "kind")?)?;
    let currency: Currency = parse("a currency", get(row, "currency")?)?;
    let book = parse("a book", get(row, "book")?)?;
    let venue_id: Option<i32> = get(row, "venue_id")?;
    match venue_id {
        Some(venue_id) if kind == AccountKind::Venue => {
            let login: &str = get(row, "login")?;
            let venue_id = VenueId::new(i64::from(venue_id));
            Ok(Account::at_venue(id, venue_id, login, currency, book))
        }
        None => {
            Account::new(id, kind, currency, book).map_err(|error| corrupt("an account", error))
        }
        Some(venue_id) => Err(corrupt("a venue's account", venue_id)),
    }
}

/// Reads rows of [`ENTRY`], those of one entry standing together.
pub(in crate::store::postgres) fn chained_entries(
    rows: &[PgRow],
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

fn chained_entry(rows: &[PgRow]) -> Result<ChainedEntry, StoreError> {
    let Some(first) = rows.first() else {
        return Err(corrupt("an entry", "without postings"));
    };
    let postings = rows.iter().map(posting).collect::<Result<Vec<_>, _>>()?;
    let bet_id: Option<i64> = get(first, "bet_id")?;
    let reverses: Option<i64> = get(first, "reverses")?;
    let header =
        Header { at: get(first, "at")?, bet_id: bet_id.map(BetId::new), note: get(first, "note")? };
    let reason = parse("the reason of an entry", get(first, "reason")?)?;
    let entry = Entry::undoing(reverses.map(EntryId::new), reason, header, postings)
        .map_err(|error| corrupt("an entry", error))?;
    Ok(ChainedEntry {
        recorded: Recorded { id: EntryId::new(get(first, "id")?), entry },
        recorded_at: get(first, "recorded_at")?,
        hash: get(first, "hash")?,
    })
}

fn posting(row: &PgRow) -> Result<Posting, StoreError> {
    let account = account_under(row, "account_id")?;
    let amount = Money::new(get(row, "amount")?, account.currency())
        .map_err(|error| corrupt("an amount", error))?;
    Posting::new(&account, amount).map_err(|error| corrupt("a posting", error))
}

pub(super) fn chain_head(row: &PgRow) -> Result<ChainHead, StoreError> {
    let head: i64 = get(row, "head_id")?;
    Ok(ChainHead {
        version: get(row, "version")?,
        entry_count: count(row, "entry_count")?,
        entry_id: (head > 0).then(|| EntryId::new(head)),
        hash: get(row, "head_hash")?,
    })
}

pub(super) fn kept_answer(row: &PgRow) -> Result<KeptAnswer, StoreError> {
    let status: i32 = get(row, "status")?;
    Ok(KeptAnswer {
        scope: get(row, "scope")?,
        key: get(row, "key")?,
        request_hash: get(row, "request_hash")?,
        status: u16::try_from(status).map_err(|_| corrupt("a status", status))?,
        warning: get(row, "warning")?,
        body: get(row, "body")?,
        at: get(row, "created_at")?,
    })
}
