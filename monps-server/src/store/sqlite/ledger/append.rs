//! Appending entries to the chain, and what is written with them.

use std::collections::BTreeSet;

use monps_core::id::{EntryId, VenueId};
use monps_core::ledger::{Account, Entry};
use monps_core::time::{TimeDelta, Timestamp};
use sqlx::SqliteConnection;

use super::super::bulk::Insert;
use super::super::columns::{id_list, to_ms};
use super::super::error::refused;
use super::rows::{account, chain_head, corrupt};
use crate::store::chain::{AccountBook, entry_text, link, numbered};
use crate::store::{AccountKey, AuditNote, Booking, ChainHead, KeptAnswer, LegRuling, StoreError};

/// How long an answer is kept.
const ANSWER_KEPT: TimeDelta = TimeDelta::hours(24);

static ENTRIES: Insert = Insert::new(
    "INSERT INTO entries (id, at, recorded_at, reason, bet_id, reverses, note, hash)",
    8,
    "",
);
static POSTINGS: Insert =
    Insert::new("INSERT INTO postings (entry_id, position, account_id, amount)", 4, "");
static AUDIT: Insert =
    Insert::new("INSERT INTO audit (at, actor, action, subject, subject_id, detail)", 6, "");
static RULINGS: Insert = Insert::new(
    "INSERT INTO leg_rulings (bet_id, position, version, outcome, source, revision, said, rules, \
     decided_at)",
    9,
    "",
);

/// An entry with its place in the chain.
struct EntryRow {
    id: EntryId,
    entry: Entry,
    recorded_at: Timestamp,
    hash: String,
}

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

/// Appends the entries of bookings to the chain, within the caller's transaction, which holds the
/// write lock: nobody else can read the same head. Answers the ids of each booking's entries.
pub(in crate::store::sqlite) async fn append(
    connection: &mut SqliteConnection,
    bookings: &[&Booking],
    decided_on: Option<EntryId>,
) -> Result<Vec<Vec<EntryId>>, StoreError> {
    let mut head = head(connection).await?;
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
    write_entries(connection, &rows).await?;
    write_head(connection, &head).await?;
    Ok(all)
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
    bookings: &[&Booking],
) -> Result<AccountBook, StoreError> {
    let entries = bookings.iter().flat_map(|booking| &booking.entries);
    let postings = entries.flat_map(Entry::postings);
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

async fn write_entries(
    connection: &mut SqliteConnection,
    rows: &[EntryRow],
) -> Result<(), StoreError> {
    ENTRIES
        .run(connection, "write an entry", rows, |query, row| {
            let entry = &row.entry;
            query
                .bind(row.id.get())
                .bind(to_ms(entry.at()))
                .bind(to_ms(row.recorded_at))
                .bind(entry.reason().as_str())
                .bind(entry.bet_id().map(monps_core::id::BetId::get))
                .bind(entry.reverses().map(EntryId::get))
                .bind(entry.note().to_owned())
                .bind(row.hash.clone())
        })
        .await?;
    let postings: Vec<_> = rows
        .iter()
        .flat_map(|row| (0_i64..).zip(row.entry.postings()).map(move |at| (row.id.get(), at)))
        .collect();
    POSTINGS
        .run(connection, "write postings", &postings, |query, (id, (position, posting))| {
            query
                .bind(*id)
                .bind(*position)
                .bind(posting.account_id().get())
                .bind(posting.amount().amount().to_string())
        })
        .await?;
    Ok(())
}

/// Writes the audit trail, the rulings and the kept answers of bookings, within the caller's
/// transaction.
pub(in crate::store::sqlite) async fn keep_trace(
    connection: &mut SqliteConnection,
    bookings: &[&Booking],
) -> Result<(), StoreError> {
    let notes: Vec<(Timestamp, &AuditNote)> = bookings
        .iter()
        .flat_map(|booking| booking.audit.iter().map(|note| (booking.recorded_at, note)))
        .collect();
    AUDIT
        .run(connection, "write the audit trail", &notes, |query, (at, note)| {
            query
                .bind(to_ms(*at))
                .bind(note.actor.clone())
                .bind(note.action)
                .bind(note.subject)
                .bind(note.subject_id)
                .bind(note.detail.clone())
        })
        .await?;
    let rulings: Vec<&LegRuling> = bookings.iter().flat_map(|booking| &booking.rulings).collect();
    RULINGS
        .run(connection, "write why bets were settled", &rulings, |query, ruling| {
            query
                .bind(ruling.bet_id.get())
                .bind(i64::try_from(ruling.position).unwrap_or(i64::MAX))
                .bind(ruling.version)
                .bind(ruling.outcome.to_string())
                .bind(ruling.source.clone())
                .bind(ruling.revision)
                .bind(ruling.said.clone())
                .bind(ruling.rules.clone())
                .bind(to_ms(ruling.decided_at))
        })
        .await?;
    for booking in bookings {
        if let Some(answer) = &booking.answer {
            keep_answer(connection, answer, booking.recorded_at).await?;
        }
    }
    Ok(())
}

async fn keep_answer(
    connection: &mut SqliteConnection,
    answer: &KeptAnswer,
    recorded_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM idempotency WHERE created_at < ?")
        .bind(to_ms(recorded_at - ANSWER_KEPT))
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
