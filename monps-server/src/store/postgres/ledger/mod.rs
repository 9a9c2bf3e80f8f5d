//! The ledger's tables.

mod append;
mod rows;

use async_trait::async_trait;
use monps_core::id::{AccountId, BetId, EntryId};
use monps_core::ledger::{Account, EntryReason, Recorded};
use monps_core::time::Timestamp;
use sqlx::AssertSqlSafe;

pub(super) use append::{append, keep_trace, lock_head};
pub(super) use rows::{ENTRY, chained_entries};

use super::PgStore;
use super::columns::{at, get};
use super::error::refused;
use crate::store::{
    AccountKey, AuditRow, Booking, ChainHead, ChainedEntry, EntryQuery, KeptAnswer, LedgerStore,
    StoreError,
};
use rows::account;

#[async_trait]
impl LedgerStore for PgStore {
    async fn ensure_accounts(&self, keys: &[AccountKey]) -> Result<Vec<Account>, StoreError> {
        let mut transaction = self.begin().await?;
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            found.push(append::ensure_account(&mut transaction, key).await?);
        }
        transaction.commit().await.map_err(refused("write accounts"))?;
        Ok(found)
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        sqlx::query("SELECT * FROM accounts ORDER BY id")
            .fetch_all(&self.read)
            .await
            .map_err(refused("read accounts"))?
            .iter()
            .map(account)
            .collect()
    }

    async fn book(
        &self,
        booking: &Booking,
        decided_on: Option<EntryId>,
    ) -> Result<Vec<EntryId>, StoreError> {
        let mut transaction = self.begin().await?;
        let head = lock_head(&mut transaction).await?;
        let mut ids = append(&mut transaction, head, &[booking], decided_on).await?;
        keep_trace(&mut transaction, &[booking]).await?;
        transaction.commit().await.map_err(refused("commit entries"))?;
        Ok(ids.pop().unwrap_or_default())
    }

    async fn chain_head(&self) -> Result<ChainHead, StoreError> {
        let row = sqlx::query("SELECT * FROM books WHERE id = 1")
            .fetch_one(&self.read)
            .await
            .map_err(refused("read the end of the ledger"))?;
        rows::chain_head(&row)
    }

    async fn entries_after(
        &self,
        after: EntryId,
        limit: u32,
    ) -> Result<Vec<ChainedEntry>, StoreError> {
        // The pages are cut by entry, in the inner query; the rows are postings.
        let sql = format!(
            "{ENTRY} WHERE e.id IN (SELECT id FROM entries WHERE id > $1 ORDER BY id LIMIT $2)
             ORDER BY e.id, p.position"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(after.get())
            .bind(i64::from(limit))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read entries"))?;
        chained_entries(&rows)
    }

    async fn entries(&self, query: &EntryQuery) -> Result<Vec<ChainedEntry>, StoreError> {
        let sql = format!(
            "{ENTRY} WHERE e.id IN (
                 SELECT x.id FROM entries x
                 WHERE ($1::bigint IS NULL OR x.id < $1)
                   AND ($2::bigint IS NULL
                        OR x.id IN (SELECT entry_id FROM postings WHERE account_id = $2))
                   AND ($3::bigint IS NULL OR x.bet_id = $3)
                   AND ($4::text IS NULL OR x.reason = $4)
                 ORDER BY x.id DESC LIMIT $5)
             ORDER BY e.id DESC, p.position"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(query.before.map(EntryId::get))
            .bind(query.account_id.map(AccountId::get))
            .bind(query.bet_id.map(BetId::get))
            .bind(query.reason.map(EntryReason::as_str))
            .bind(i64::from(query.limit))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read entries"))?;
        chained_entries(&rows)
    }

    async fn entries_of_bet(&self, bet: BetId) -> Result<Vec<Recorded>, StoreError> {
        let sql = format!("{ENTRY} WHERE e.bet_id = $1 ORDER BY e.id, p.position");
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(bet.get())
            .fetch_all(&self.read)
            .await
            .map_err(refused("read the entries of a bet"))?;
        let entries = chained_entries(&rows)?;
        Ok(entries.into_iter().map(|entry| entry.recorded).collect())
    }

    async fn kept_answer(
        &self,
        scope: &str,
        key: &str,
        since: Timestamp,
    ) -> Result<Option<KeptAnswer>, StoreError> {
        sqlx::query("SELECT * FROM idempotency WHERE scope = $1 AND key = $2 AND created_at >= $3")
            .bind(scope)
            .bind(key)
            .bind(at(since))
            .fetch_optional(&self.read)
            .await
            .map_err(refused("read an idempotency key"))?
            .as_ref()
            .map(rows::kept_answer)
            .transpose()
    }

    async fn audit(
        &self,
        subject: &str,
        subject_id: i64,
        limit: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        sqlx::query(
            "SELECT * FROM audit WHERE subject = $1 AND subject_id = $2 ORDER BY id DESC LIMIT $3",
        )
        .bind(subject)
        .bind(subject_id)
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read the audit trail"))?
        .iter()
        .map(|row| {
            Ok(AuditRow {
                id: get(row, "id")?,
                at: get(row, "at")?,
                actor: get(row, "actor")?,
                action: get(row, "action")?,
                detail: get(row, "detail")?,
            })
        })
        .collect()
    }
}
