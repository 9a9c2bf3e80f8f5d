//! The ledger's tables.

mod append;
mod rows;

use async_trait::async_trait;
use monps_core::id::{BetId, EntryId};
use monps_core::ledger::{Account, Recorded};
use monps_core::time::Timestamp;
use sqlx::AssertSqlSafe;

pub(super) use append::{append, keep_trace};
pub(super) use rows::{ENTRY, account, chained_entries};

use super::SqliteStore;
use super::columns::{from_ms, get, id_list, to_ms};
use super::error::refused;
use crate::store::{
    AccountKey, AuditRow, Booking, ChainHead, ChainedEntry, EntryQuery, KeptAnswer, LedgerStore,
    StoreError,
};

#[async_trait]
impl LedgerStore for SqliteStore {
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
        let mut ids = append(&mut transaction, &[booking], decided_on).await?;
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
            "{ENTRY} WHERE e.id IN (SELECT id FROM entries WHERE id > ? ORDER BY id LIMIT ?)
             ORDER BY e.id, p.position"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(after.get())
            .bind(limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("read entries"))?;
        chained_entries(&rows)
    }

    async fn entries(&self, query: &EntryQuery) -> Result<Vec<ChainedEntry>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(
            "SELECT e.id FROM entries e
             WHERE (?1 IS NULL OR e.id < ?1)
               AND (?2 IS NULL OR e.id IN (SELECT entry_id FROM postings WHERE account_id = ?2))
               AND (?3 IS NULL OR e.bet_id = ?3)
               AND (?4 IS NULL OR e.reason = ?4)
             ORDER BY e.id DESC LIMIT ?5",
        )
        .bind(query.before.map(EntryId::get))
        .bind(query.account_id.map(monps_core::id::AccountId::get))
        .bind(query.bet_id.map(BetId::get))
        .bind(query.reason.map(monps_core::ledger::EntryReason::as_str))
        .bind(query.limit)
        .fetch_all(&self.read)
        .await
        .map_err(refused("read entries"))?;
        let sql = format!(
            "{ENTRY} WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id DESC, p.position"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(id_list(ids))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read entries"))?;
        chained_entries(&rows)
    }

    async fn entries_of_bet(&self, bet: BetId) -> Result<Vec<Recorded>, StoreError> {
        let sql = format!("{ENTRY} WHERE e.bet_id = ? ORDER BY e.id, p.position");
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
        sqlx::query("SELECT * FROM idempotency WHERE scope = ? AND key = ? AND created_at >= ?")
            .bind(scope)
            .bind(key)
            .bind(to_ms(since))
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
        let rows = sqlx::query(
            "SELECT * FROM audit WHERE subject = ? AND subject_id = ? ORDER BY id DESC LIMIT ?",
        )
        .bind(subject)
        .bind(subject_id)
        .bind(limit)
        .fetch_all(&self.read)
        .await
        .map_err(refused("read the audit trail"))?;
        rows.iter()
            .map(|row| {
                Ok(AuditRow {
                    id: get(row, "id")?,
                    at: from_ms(get(row, "at")?)?,
                    actor: get(row, "actor")?,
                    action: get(row, "action")?,
                    detail: get(row, "detail")?,
                })
            })
            .collect()
    }
}
