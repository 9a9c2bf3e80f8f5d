//! Appending entries to the chain, and what is written with them.

use std::collections::BTreeSet;

use monps_core::id::{BetId, EntryId, VenueId};
use monps_core::ledger::{Account, Entry};
use monps_core::time::TimeDelta;
use sqlx::PgConnection;

use super::super::columns::at;
use super::super::error::refused;
use super::rows::{account, chain_head};
use crate::store::chain::{AccountBook, entry_text, link, numbered};
use crate::store::columns::corrupt;
use crate::store::{AccountKey, Booking, ChainHead, StoreError};

/// How long an answer is kept.
const ANSWER_KEPT: TimeDelta = TimeDelta::hours(24);

/// Finds or makes an account.
pub(super) async fn ensure_account(
    connection: &mut PgConnection,
    key: &AccountKey,
) -> Result<Account, StoreError> {
    if let Some(account) = find_account(connection, key).await? {
        return Ok(account);
    }
    // Accounts are never changed, not even to the same, so nothing comes back of one that another
    // process made meanwhile: it is looked for once more.
    sqlx::query(
        "INSERT INTO accounts (kind, venue_id, login, currency, book) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
    )
    .bind(key.kind.as_str())
    .bind(key.venue.as_ref().map(|(id, _)| id.get()))
    .bind(login(key))
    .bind(key.currency.code())
    .bind(key.book.as_str())
    .execute(&mut *connection)
    .await
    .map_err(refused("write an account"))?;
    let made = find_account(connection, key).await?;
    made.ok_or(StoreError::Conflict { what: "an account" })
}

fn login(key: &AccountKey) -> &str {
    key.venue.as_ref().map_or("", |(_, login)| login)
}

async fn find_account(
    connection: &mut PgConnection,
    key: &AccountKey,
) -> Result<Option<Account>, StoreError> {
    sqlx::query(
        "SELECT * FROM accounts WHERE kind = $1 AND coalesce(venue_id, 0) = coalesce($2, 0)
         AND login = $3 AND currency = $4 AND book = $5",
    )
    .bind(key.kind.as_str())
    .bind(key.venue.as_ref().map(|(id, _)| VenueId::get(*id)))
    .bind(login(key))
    .bind(key.currency.code())
    .bind(key.book.as_str())
    .fetch_optional(connection)
    .await
    .map_err(refused("read an account"))?
    .as_ref()
    .map(account)
    .transpose()
}

/// Locks the end of the chain until the transaction ends and reads it: of many processes one at a time
/// goes on from there.
pub(in crate::store::postgres) async fn lock_head(
    connection: &mut PgConnection,
) -> Result<ChainHead, StoreError> {
    let row = sqlx::query("SELECT * FROM books WHERE id = 1 FOR UPDATE")
        .fetch_one(connection)
        .await
        .map_err(refused("read the end of the ledger"))?;
    chain_head(&row)
}

/// Appends the entries of a booking to the chain, within the caller's transaction, which has locked
/// its end.
pub(in crate::store::postgres) async fn append(
    connection: &mut PgConnection,
    mut head: ChainHead,
    booking: &Booking,
    decided_on: Option<EntryId>,
) -> Result<Vec<EntryId>, StoreError> {
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

async fn write_head(connection: &mut PgConnection, head: &ChainHead) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE books SET version = version + 1, entry_count = $1, head_id = $2, head_hash = $3
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
    connection: &mut PgConnection,
    booking: &Booking,
) -> Result<AccountBook, StoreError> {
    let postings = booking.entries.iter().flat_map(Entry::postings);
    let ids: BTreeSet<i64> = postings.map(|posting| posting.account_id().get()).collect();
    if ids.is_empty() {
        return Ok(AccountBook::new());
    }
    sqlx::query("SELECT * FROM accounts WHERE id = ANY($1)")
        .bind(ids.into_iter().collect::<Vec<_>>())
        .fetch_all(connection)
        .await
        .map_err(refused("read accounts"))?
        .iter()
        .map(|row| account(row).map(|account| (account.id(), account)))
        .collect()
}

async fn write_entry(
    connection: &mut PgConnection,
    id: EntryId,
    entry: &Entry,
    booking: &Booking,
    hash: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO entries (id, at, recorded_at, reason, bet_id, reverses, note, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.get())
    .bind(at(entry.at()))
    .bind(at(booking.recorded_at))
    .bind(entry.reason().as_str())
    .bind(entry.bet_id().map(BetId::get))
    .bind(entry.reverses().map(EntryId::get))
    .bind(entry.note())
    .bind(hash)
    .execute(&mut *connection)
    .await
    .map_err(refused("write an entry"))?;
    let postings = || entry.postings().iter();
    sqlx::query(
        "INSERT INTO postings (entry_id, position, account_id, amount)
         SELECT $1, p.position - 1, p.account_id, p.amount
         FROM unnest($2::bigint[], $3::numeric[]) WITH ORDINALITY
             AS p (account_id, amount, position)",
    )
    .bind(id.get())
    .bind(postings().map(|posting| posting.account_id().get()).collect::<Vec<_>>())
    .bind(postings().map(|posting| posting.amount().amount()).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write postings"))?;
    Ok(())
}

/// Writes the audit trail and the kept answer of a booking, within the caller's transaction.
pub(in crate::store::postgres) async fn keep_trace(
    connection: &mut PgConnection,
    booking: &Booking,
) -> Result<(), StoreError> {
    for note in &booking.audit {
        sqlx::query(
            "INSERT INTO audit (at, actor, action, subject, subject_id, detail)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(at(booking.recorded_at))
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
    sqlx::query("DELETE FROM idempotency WHERE created_at < $1")
        .bind(at(booking.recorded_at - ANSWER_KEPT))
        .execute(&mut *connection)
        .await
        .map_err(refused("forget old idempotency keys"))?;
    sqlx::query(
        "INSERT INTO idempotency (scope, key, request_hash, status, warning, body, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&answer.scope)
    .bind(&answer.key)
    .bind(&answer.request_hash)
    .bind(i32::from(answer.status))
    .bind(&answer.warning)
    .bind(&answer.body)
    .bind(at(answer.at))
    .execute(connection)
    .await
    .map_err(refused("keep an answer"))?;
    Ok(())
}
