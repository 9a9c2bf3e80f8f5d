//! Findings and their legs.

use async_trait::async_trait;
use monps_core::id::{EventId, OpportunityId};
use sqlx::PgConnection;

use super::PgStore;
use super::columns::{at, get, quoted_text, side_code};
use super::error::refused;
use crate::store::detail::detail_json;
use crate::store::{
    KnownOpportunity, OpenOpportunity, OpportunityChanges, OpportunityStore, StoreError,
};

#[async_trait]
impl OpportunityStore for PgStore {
    async fn change_opportunities(&self, changes: &OpportunityChanges) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for (id, closed_at) in &changes.closed {
            sqlx::query("UPDATE opportunities SET closed_at = $1 WHERE id = $2")
                .bind(at(*closed_at))
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
                first_seen: get(row, "first_seen")?,
            })
        })
        .collect()
    }
}

async fn put(connection: &mut PgConnection, open: &OpenOpportunity) -> Result<(), StoreError> {
    let found = &open.found;
    let reasons: Vec<&str> = found.trust.reasons.iter().map(|reason| reason.as_str()).collect();
    sqlx::query(
        "INSERT INTO opportunities (id, key, kind, event_id, market_id, edge, guaranteed,
         fair_probability, venue_count, grade, reasons, first_seen, last_seen, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb)
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
    .bind(found.edge)
    .bind(found.guaranteed)
    .bind(found.fair_probability)
    .bind(i64::try_from(found.venue_count).unwrap_or(i64::MAX))
    .bind(found.trust.grade.as_str())
    .bind(reasons.join(" "))
    .bind(at(open.first_seen))
    .bind(at(open.last_seen))
    .bind(detail_json(&found.detail))
    .execute(&mut *connection)
    .await
    .map_err(refused("write a finding"))?;
    sqlx::query("DELETE FROM opportunity_legs WHERE opportunity_id = $1")
        .bind(open.id.get())
        .execute(&mut *connection)
        .await
        .map_err(refused("write a finding"))?;
    let legs = || found.legs.iter();
    sqlx::query(
        "INSERT INTO opportunity_legs (opportunity_id, position, selection_id, venue_id, side,
             price, quoted, share, source_at, observed_at)
         SELECT $1, l.position - 1, l.selection_id, l.venue_id, l.side, l.price, l.quoted, l.share,
             l.source_at, l.observed_at
         FROM unnest($2::bigint[], $3::bigint[], $4::smallint[], $5::numeric[], $6::text[],
             $7::numeric[], $8::timestamptz[], $9::timestamptz[]) WITH ORDINALITY
             AS l (selection_id, venue_id, side, price, quoted, share, source_at, observed_at,
                 position)",
    )
    .bind(open.id.get())
    .bind(legs().map(|leg| leg.selection_id.get()).collect::<Vec<_>>())
    .bind(legs().map(|leg| leg.venue_id.get()).collect::<Vec<_>>())
    .bind(legs().map(|leg| side_code(leg.side)).collect::<Vec<_>>())
    .bind(legs().map(|leg| leg.price.price().get()).collect::<Vec<_>>())
    .bind(legs().map(|leg| quoted_text(leg.price)).collect::<Vec<_>>())
    .bind(legs().map(|leg| leg.share).collect::<Vec<_>>())
    .bind(legs().map(|leg| at(leg.observed.source_at)).collect::<Vec<_>>())
    .bind(legs().map(|leg| at(leg.observed.observed_at)).collect::<Vec<_>>())
    .execute(&mut *connection)
    .await
    .map_err(refused("write a finding's legs"))?;
    Ok(())
}
