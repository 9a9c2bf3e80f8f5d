//! Appending entries to the chain, and what is written with them.

use std::collections::BTreeSet;

use monps_core::id::{BetId, EntryId, VenueId};
use monps_core::ledger::{Account, Entry};
use monps_core::time::{TimeDelta, Timestamp};
use sqlx::PgConnection;

use super::super::columns::at;
use super::super::error::refused;
use super::rows::{account, chain_head};
use crate::store::chain::{AccountBook, entry_text, link, numbered};
use crate::store::columns::corrupt;
use crate::store::{AccountKey, AuditNote, Booking, ChainHead, KeptAnswer, LegRuling, StoreError};

/// How long an answer is kept.
const ANSWER_KEPT: TimeDelta = TimeDelta::hours(24);

/// An entry with its place in the chain.
struct EntryRow {
    id: EntryId,
    entry: Entry,
    recorded_at: Timestamp,
    hash: String,
}

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

/// Appends the entries of bookings to the chain, within the caller's transaction, which has locked
/// its end. Answers the ids of each booking's entries.
pub(in crate::store::postgres) async fn append(
    connection: &mut PgConnection,
    mut head: ChainHead,
    bookings: &[&Booking],
    decided_on: Option<EntryId>,
) -> Result<Vec<Vec<EntryId>>, StoreError> {
    let last = head.entry_id.map_or(0, EntryId::get);
    if decided_on.is_some_and(|decided| decided.get() != last) {
        return Err(StoreError::Conflict { what: "the ledger" });
    }
    let accounts = accounts_of(connection, bookings).await?;
    let mut all = Vec::with_capacity(bookings.len());
    let mut rows = Vec::new();
    for booking in bookings {
        let mut ids = Vec::with_capacity(booking.entries.len());
        for entry in &booking.entries {
            let id = EntryId::new(head.entry_id.map_or(0, EntryId::get) + 1);
            let entry = numbered(entry, &ids)?;
            let text = entry_text(id, booking.recorded_at, &entry, &accounts);
            let hash = link(&head.hash, &text);
            rows.push(EntryRow { id, entry, recorded_at: booking.recorded_at, hash: hash.clone() });
            head = ChainHead {
                entry_id: Some(id),
                entry_count: head.entry_count + 1,
                hash,
                version: head.version,
            };
            ids.push(id);
        }
        all.push(ids);
    }
    if !rows.is_empty() {
        write_entries(connection, &rows).await?;
    }
    write_head(connection, &head).await?;
    Ok(all)
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
    bookings: &[&Booking],
) -> Result<AccountBook, StoreError> {
    let entries = bookings.iter().flat_map(|booking| &booking.entries);
    let postings = entries.flat_map(Entry::postings);
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

async fn write_entries(connection: &mut PgConnection, rows: &[EntryRow]) -> Result<(), StoreError> {
    let entries = || rows.iter().map(|row| &row.entry);
    sqlx::query(
        "INSERT INTO entries (id, at, recorded_at, reason, bet_id, reverses, note, hash)
         SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::text[],
             $5::bigint[], $6::bigint[], $7::text[], $8::text[])",
    )
    .bind(rows.iter().map(|row| row.id.get()).collect::<Vec<_>>())
    .bind(entries().map(|entry| at(entry.at())).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| at(row.recorded_at)).collect::<Vec<_>>())
    .bind(entries().map(|entry| entry.reason().as_str()).collect::<Vec<_>>())
    .bind(entries().map(|entry| entry.bet_id().map(BetId::get)).collect::<Vec<_>>())
    .bind(entries().map(|entry| entry.reverses().map(EntryId::get)).collect::<Vec<_>>())
    .bind(entries().map(Entry::note).collect::<Vec<_>>())
    .bind(rows.iter().map(|row| row.hash.as_str()).collect::<Vec<_>>())
    .execute(&mut *connection)
    .await
    .map_err(refused("write an entry"))?;
    let postings = || {
        rows.iter()
            .flat_map(|row| (0_i64..).zip(row.entry.postings()).map(move |at| (row.id.get(), at)))
    };
    sqlx::query(
        "INSERT INTO postings (entry_id, position, account_id, amount)
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::numeric[])",
    )
    .bind(postings().map(|(id, _)| id).collect::<Vec<_>>())
    .bind(postings().map(|(_, (position, _))| position).collect::<Vec<_>>())
    .bind(postings().map(|(_, (_, posting))| posting.account_id().get()).collect::<Vec<_>>())
    .bind(postings().map(|(_, (_, posting))| posting.amount().amount()).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write postings"))?;
    Ok(())
}

/// Writes the audit trail, the rulings and the kept answers of bookings, within the caller's
/// transaction.
pub(in crate::store::postgres) async fn keep_trace(
    connection: &mut PgConnection,
    bookings: &[&Booking],
) -> Result<(), StoreError> {
    write_audit(connection, bookings).await?;
    write_rulings(connection, bookings).await?;
    for booking in bookings {
        if let Some(answer) = &booking.answer {
            keep_answer(connection, answer, booking.recorded_at).await?;
        }
    }
    Ok(())
}

async fn write_audit(
    connection: &mut PgConnection,
    bookings: &[&Booking],
) -> Result<(), StoreError> {
    let notes: Vec<(Timestamp, &AuditNote)> = bookings
        .iter()
        .flat_map(|booking| booking.audit.iter().map(|note| (booking.recorded_at, note)))
        .collect();
    if notes.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO audit (at, actor, action, subject, subject_id, detail)
         SELECT n.at, n.actor, n.action, n.subject, n.subject_id, n.detail
         FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::bigint[],
             $6::text[]) WITH ORDINALITY
             AS n (at, actor, action, subject, subject_id, detail, position)
         ORDER BY n.position",
    )
    .bind(notes.iter().map(|(instant, _)| at(*instant)).collect::<Vec<_>>())
    .bind(notes.iter().map(|(_, note)| note.actor.as_str()).collect::<Vec<_>>())
    .bind(notes.iter().map(|(_, note)| note.action).collect::<Vec<_>>())
    .bind(notes.iter().map(|(_, note)| note.subject).collect::<Vec<_>>())
    .bind(notes.iter().map(|(_, note)| note.subject_id).collect::<Vec<_>>())
    .bind(notes.iter().map(|(_, note)| note.detail.as_str()).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write the audit trail"))?;
    Ok(())
}

async fn write_rulings(
    connection: &mut PgConnection,
    bookings: &[&Booking],
) -> Result<(), StoreError> {
    let rulings: Vec<&LegRuling> = bookings.iter().flat_map(|booking| &booking.rulings).collect();
    if rulings.is_empty() {
        return Ok(());
    }
    let place = |ruling: &&LegRuling| i64::try_from(ruling.position).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO leg_rulings (bet_id, position, version, outcome, source, revision, said,
             rules, decided_at)
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[],
             $6::bigint[], $7::text[], $8::text[], $9::timestamptz[])",
    )
    .bind(rulings.iter().map(|ruling| ruling.bet_id.get()).collect::<Vec<_>>())
    .bind(rulings.iter().map(place).collect::<Vec<_>>())
    .bind(rulings.iter().map(|ruling| ruling.version).collect::<Vec<_>>())
    .bind(rulings.iter().map(|ruling| ruling.outcome.to_string()).collect::<Vec<_>>())
    .bind(rulings.iter().map(|ruling| ruling.source.as_str()).collect::<Vec<_>>())
    .bind(rulings.iter().map(|ruling| ruling.revision).collect::<Vec<_>>())
    .bind(rulings.iter().map(|ruling| ruling.said.as_str()).collect::<Vec<_>>())
    .bind(rulings.iter().map(|ruling| ruling.rules.as_str()).collect::<Vec<_>>())
    .bind(rulings.iter().map(|ruling| at(ruling.decided_at)).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write why bets were settled"))?;
    Ok(())
}

async fn keep_answer(
    connection: &mut PgConnection,
    answer: &KeptAnswer,
    recorded_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM idempotency WHERE created_at < $1")
        .bind(at(recorded_at - ANSWER_KEPT))
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
