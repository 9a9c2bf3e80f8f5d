//! Findings and their legs.

use async_trait::async_trait;
use monps_core::id::{EventId, OpportunityId};
use sqlx::SqliteConnection;

use super::SqliteStore;
use super::columns::{from_ms, get, quoted_text, side_code, to_ms};
use super::error::refused;
use crate::store::detail::detail_json;
use crate::store::{
    KnownOpportunity, OpenOpportunity, OpportunityChanges, OpportunityStore, StoreError,
};

#[async_trait]
impl OpportunityStore for SqliteStore {
    async fn change_opportunities(&self, changes: &OpportunityChanges) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for (id, closed_at) in &changes.closed {
            sqlx::query("UPDATE opportunities SET closed_at = ? WHERE id = ?")
                .bind(to_ms(*closed_at))
                .bind(id.get())
                .execute(&mut *transaction)
                .await
                .map_err(refused("close a finding"))?;
        }
        for open in &changes.put {
            put(&mut transaction, open).await?;
        }
        transaction.commit().await.map_err(refused("write findings"))
    }

    async fn open_opportunities(&self) -> Result<Vec<KnownOpportunity>, StoreError> {
        sqlx::query(
            "SELECT id, key, event_id, first_seen FROM opportunities
             WHERE closed_at IS NULL ORDER BY id",
        )
        .fetch_all(&self.read)
        .await
        .map_err(refused("read findings"))?
        .iter()
        .map(|row| {
            Ok(KnownOpportunity {
                id: OpportunityId::new(get(row, "id")?),
                key: get(row, "key")?,
                event_id: EventId::new(get(row, "event_id")?),
                first_seen: from_ms(get(row, "first_seen")?)?,
            })
        })
        .collect()
    }
}

async fn put(connection: &mut SqliteConnection, open: &OpenOpportunity) -> Result<(), StoreError> {
    let found = &open.found;
    let reasons: Vec<&str> = found.trust.reasons.iter().map(|reason| reason.as_str()).collect();
    sqlx::query(
        "INSERT INTO opportunities (id, key, kind, event_id, market_id, edge, guaranteed,
         fair_probability, venue_count, grade, reasons, first_seen, last_seen, detail)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET market_id = excluded.market_id, edge = excluded.edge, guaranteed = excluded.guaranteed,
         fair_probability = excluded.fair_probability, venue_count = excluded.venue_count,
         grade = excluded.grade, reasons = excluded.reasons, last_seen = excluded.last_seen,
         detail = excluded.detail",
    )
    .bind(open.id.get())
    .bind(&open.key)
    .bind(found.kind.as_str())
    .bind(found.event_id.get())
    .bind(found.market_id.get())
    .bind(found.edge.to_string())
    .bind(found.guaranteed.map(|rate| rate.to_string()))
    .bind(found.fair_probability.map(|p| p.to_string()))
    .bind(i64::try_from(found.venue_count).unwrap_or(i64::MAX))
    .bind(found.trust.grade.as_str())
    .bind(reasons.join(" "))
    .bind(to_ms(open.first_seen))
    .bind(to_ms(open.last_seen))
    .bind(detail_json(&found.detail))
    .execute(&mut *connection)
    .await
    .map_err(refused("write a finding"))?;
    sqlx::query("DELETE FROM opportunity_legs WHERE opportunity_id = ?")
        .bind(open.id.get())
        .execute(&mut *connection)
        .await
        .map_err(refused("write a finding"))?;
    for (position, leg) in (0_i64..).zip(&found.legs) {
        sqlx::query(
            "INSERT INTO opportunity_legs (opportunity_id, position, selection_id, venue_id, side,
             price, quoted, share, source_at, observed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(open.id.get())
        .bind(position)
        .bind(leg.selection_id.get())
        .bind(leg.venue_id.get())
        .bind(side_code(leg.side))
        .bind(leg.price.price().to_string())
        .bind(quoted_text(leg.price))
        .bind(leg.share.to_string())
        .bind(to_ms(leg.observed.source_at))
        .bind(to_ms(leg.observed.observed_at))
        .execute(&mut *connection)
        .await
        .map_err(refused("write a finding's leg"))?;
    }
    Ok(())
}
