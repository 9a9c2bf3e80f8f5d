//! Appending entries to the chain, and what is written with them.

use std::collections::BTreeSet;

use monps_core::id::{EntryId, VenueId};
use monps_core::ledger::{Account, Entry};
use monps_core::time::TimeDelta;
use sqlx::SqliteConnection;

use super::super::bulk::Insert;
use super::super::columns::{id_list, to_ms};
use super::super::error::refused;
use super::rows::{account, chain_head, corrupt};
use crate::store::chain::{AccountBook, entry_text, link, numbered};
use crate::store::{AccountKey, Booking, ChainHead, StoreError};

/// How long an answer is kept.
const ANSWER_KEPT: TimeDelta = TimeDelta::hours(24);

static POSTINGS: Insert =
    Insert::new("INSERT INTO postings (entry_id, position, account_id, amount)", 4, "");

/// Finds or makes an account.
pub(super) async fn ensure_account(
    connection: &mut SqliteConnection,
    key: &AccountKey,
) -> Result<Account, StoreError> {
    let (venue_id, login) = match &key.venue {
        Some((venue_id, login)) => (Some(venue_id.get()), login.as_str()),
        None => (None, ""),
    };
    let found = sqlx::query(
        "SELECT * FROM accounts WHERE kind = ? AND ifnull(venue_id, 0) = ifnull(?, 0)
         AND login = ? AND currency = ? AND book = ?",
    )
    .bind(key.kind.as_str())
    .bind(venue_id)
    .bind(login)
    .bind(key.currency.code())
    .bind(key.book.as_str())
    .fetch_optional(&mut *connection)
    .await
    .map_err(refused("read an account"))?;
    if let Some(row) = found {
        return account(&row);
    }
    let row = sqlx::query(
        "INSERT INTO accounts (kind, venue_id, login, currency, book) VALUES (?, ?, ?, ?, ?)
         RETURNING *",
    )
    .bind(key.kind.as_str())
    .bind(key.venue.as_ref().map(|(id, _)| VenueId::get(*id)))
    .bind(login)
    .bind(key.currency.code())
    .bind(key.book.as_str())
    .fetch_one(connection)
    .await
    .map_err(refused("write an account"))?;
    account(&row)
}

/// Appends the entries of a booking to the chain, within the caller's transaction, which holds the
/// write lock: nobody else can read the same head.
pub(in crate::store::sqlite) async fn append(
    connection: &mut SqliteConnection,
    booking: &Booking,
    decided_on: Option<EntryId>,
) -> Result<Vec<EntryId>, StoreError> {
    let mut head = head(connection).await?;
    let last = head.entry_id.map_or(0, EntryId::get);
    if decided_on.is_some_and(|decided| decided.get() != last) {
        return Err(StoreError::Conflict { what: "the ledger" });
    }
    let accounts = accounts_of(connection, booking).await?;
    let mut ids = Vec::with_capacity(booking.entries.len());
    for entry in &booking.entries {
        let id = EntryId::new(head.entry_id.map_or(0, EntryId::get) + 1);
        let entry = numbered(entry, &ids)?;
        let text = entry_text(id, booking.recorded_at, &entry, &accounts);
        let hash = link(&head.hash, &text);
        write_entry(connection, id, &entry, booking, &hash).await?;
        head = ChainHead {
            entry_id: Some(id),
            entry_count: head.entry_count + 1,
            hash,
            version: head.version,
        };
        ids.push(id);
    }
    write_head(connection, &head).await?;
    Ok(ids)
}

async fn head(connection: &mut SqliteConnection) -> Result<ChainHead, StoreError> {
    let row = sqlx::query("SELECT * FROM books WHERE id = 1")
        .fetch_one(connection)
        .await
        .map_err(refused("read the end of the ledger"))?;
    chain_head(&row)
}

async fn write_head(connection: &mut SqliteConnection, head: &ChainHead) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE books SET version = version + 1, entry_count = ?, head_id = ?, head_hash = ?
         WHERE id = 1",
    )
    .bind(i64::try_from(head.entry_count).map_err(|_| corrupt("a count", head.entry_count))?)
    .bind(head.entry_id.map_or(0, EntryId::get))
    .bind(&head.hash)
    .execute(connection)
    .await
    .map_err(refused("write the end of the ledger"))?;
    Ok(())
}

async fn accounts_of(
    connection: &mut SqliteConnection,
    booking: &Booking,
) -> Result<AccountBook, StoreError> {
    let postings = booking.entries.iter().flat_map(Entry::postings);
    let ids: BTreeSet<i64> = postings.map(|posting| posting.account_id().get()).collect();
    if ids.is_empty() {
        return Ok(AccountBook::new());
    }
    sqlx::query("SELECT * FROM accounts WHERE id IN (SELECT value FROM json_each(?))")
        .bind(id_list(ids))
        .fetch_all(connection)
        .await
        .map_err(refused("read accounts"))?
        .iter()
        .map(|row| account(row).map(|account| (account.id(), account)))
        .collect()
}

async fn write_entry(
    connection: &mut SqliteConnection,
    id: EntryId,
    entry: &Entry,
    booking: &Booking,
    hash: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO entries (id, at, recorded_at, reason, bet_id, reverses, note, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id.get())
    .bind(to_ms(entry.at()))
    .bind(to_ms(booking.recorded_at))
    .bind(entry.reason().as_str())
    .bind(entry.bet_id().map(monps_core::id::BetId::get))
    .bind(entry.reverses().map(EntryId::get))
    .bind(entry.note())
    .bind(hash)
    .execute(&mut *connection)
    .await
    .map_err(refused("write an entry"))?;
    let postings: Vec<_> = (0_i64..).zip(entry.postings()).collect();
    POSTINGS
        .run(connection, "write postings", &postings, |query, (position, posting)| {
            query
                .bind(id.get())
                .bind(*position)
                .bind(posting.account_id().get())
                .bind(posting.amount().amount().to_string())
        })
        .await?;
    Ok(())
}

/// Writes the audit trail and the kept answer of a booking, within the caller's transaction.
pub(in crate::store::sqlite) async fn keep_trace(
    connection: &mut SqliteConnection,
    booking: &Booking,
) -> Result<(), StoreError> {
    for note in &booking.audit {
        sqlx::query(
            "INSERT INTO audit (at, actor, action, subject, subject_id, detail)
             VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(to_ms(booking.recorded_at))
        .bind(&note.actor)
        .bind(note.action)
        .bind(note.subject)
        .bind(note.subject_id)
        .bind(&note.detail)
        .execute(&mut *connection)
        .await
        .map_err(refused("write the audit trail"))?;
    }
    let Some(answer) = &booking.answer else {
        return Ok(());
    };
    sqlx::query("DELETE FROM idempotency WHERE created_at < ?")
        .bind(to_ms(booking.recorded_at - ANSWER_KEPT))
        .execute(&mut *connection)
        .await
        .map_err(refused("forget old idempotency keys"))?;
    sqlx::query(
        "INSERT INTO idempotency (scope, key, request_hash, status, warning, body, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&answer.scope)
    .bind(&answer.key)
    .bind(&answer.request_hash)
    .bind(answer.status)
    .bind(&answer.warning)
    .bind(&answer.body)
    .bind(to_ms(answer.at))
    .execute(connection)
    .await
    .map_err(refused("keep an answer"))?;
    Ok(())
}
