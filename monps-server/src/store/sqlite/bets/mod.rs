//! The tables of bets.

mod rows;
mod select;
mod write;

use async_trait::async_trait;
use monps_core::id::{BetId, EntryId};
use sqlx::AssertSqlSafe;

use super::SqliteStore;
use super::columns::get;
use super::error::refused;
use crate::store::{BetFact, BetPage, BetQuery, BetRecord, BetStore, BetWrite, StoreError};

/// Bets that await their result.
const OPEN: &str = "b.deleted_at IS NULL AND b.status IN ('open', 'unmatched', 'unconfirmed')";

#[async_trait]
impl BetStore for SqliteStore {
    async fn write_bet(&self, write: &BetWrite) -> Result<Vec<EntryId>, StoreError> {
        self.write_bet_whole(write).await
    }

    async fn bet(&self, id: BetId) -> Result<Option<BetRecord>, StoreError> {
        let rows = sqlx::query("SELECT b.* FROM bets b WHERE b.id = ? AND b.deleted_at IS NULL")
            .bind(id.get())
            .fetch_all(&self.read)
            .await
            .map_err(refused("read a bet"))?;
        Ok(self.records(&rows).await?.pop())
    }

    async fn bets(&self, query: &BetQuery) -> Result<BetPage, StoreError> {
        self.page(query).await
    }

    async fn open_bets(&self) -> Result<Vec<BetRecord>, StoreError> {
        let sql = format!("SELECT b.* FROM bets b WHERE {OPEN} AND b.paper = 0 ORDER BY b.id");
        let rows = sqlx::query(AssertSqlSafe(sql))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read open bets"))?;
        self.records(&rows).await
    }

    async fn bet_facts(&self) -> Result<Vec<BetFact>, StoreError> {
        sqlx::query(
            "SELECT b.id, b.venue_id, b.side, b.stake, b.currency, b.stake_kind, b.boost_rate,
                b.boost_extra_max, b.price, b.channel, b.strategy,
                    b.sport, b.status, b.result, b.payout, b.commission_paid, b.profit,
                    b.settled_at, b.actual_odds, b.clv, b.odds_close, b.clv_fair, b.placed_at,
                    CASE WHEN count(*) = 1 THEN max(l.kind) END AS kind
             FROM bets b JOIN bet_legs l ON l.bet_id = b.id
             WHERE b.deleted_at IS NULL AND b.paper = 0
             GROUP BY b.id ORDER BY b.id",
        )
        .fetch_all(&self.read)
        .await
        .map_err(refused("read bets for statistics"))?
        .iter()
        .map(rows::fact)
        .collect()
    }

    async fn all_bets(
        &self,
        after: BetId,
        limit: u32,
    ) -> Result<Vec<(BetRecord, bool)>, StoreError> {
        let rows = sqlx::query("SELECT b.* FROM bets b WHERE b.id > ? ORDER BY b.id LIMIT ?")
            .bind(after.get())
            .bind(limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("read bets"))?;
        let deleted: Vec<Option<i64>> =
            rows.iter().map(|row| get(row, "deleted_at")).collect::<Result<_, _>>()?;
        let records = self.records(&rows).await?;
        Ok(records
            .into_iter()
            .zip(deleted)
            .map(|(record, deleted)| (record, deleted.is_some()))
            .collect())
    }
}
