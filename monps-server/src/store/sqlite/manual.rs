//! When prices entered by hand stop counting.

use async_trait::async_trait;
use monps_core::id::{EventId, SelectionId, SourceId, VenueId};
use monps_core::time::Timestamp;

use super::SqliteStore;
use super::columns::{from_ms, get, side, side_code, to_ms};
use super::error::refused;
use crate::store::{ManualQuote, ManualStore, StoreError};

#[async_trait]
impl ManualStore for SqliteStore {
    async fn name_event(
        &self,
        source: SourceId,
        name: &str,
        event: EventId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO event_refs (source_id, ref, event_id, leads) VALUES (?, ?, ?, FALSE)
             ON CONFLICT (source_id, ref) DO NOTHING",
        )
        .bind(source.get())
        .bind(name)
        .bind(event.get())
        .execute(&self.write)
        .await
        .map_err(refused("name an event"))?;
        Ok(())
    }

    async fn note_manual(&self, quotes: &[ManualQuote]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for quote in quotes {
            sqlx::query(
                "INSERT INTO manual_quotes (selection_id, venue_id, side, event_id, expires_at)
                 VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (selection_id, venue_id, side)
                 DO UPDATE SET expires_at = excluded.expires_at",
            )
            .bind(quote.selection_id.get())
            .bind(quote.venue_id.get())
            .bind(side_code(quote.side))
            .bind(quote.event_id.get())
            .bind(to_ms(quote.expires_at))
            .execute(&mut *transaction)
            .await
            .map_err(refused("note when a price expires"))?;
        }
        transaction.commit().await.map_err(refused("note when prices expire"))
    }

    async fn expired_manual(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<ManualQuote>, StoreError> {
        sqlx::query("SELECT * FROM manual_quotes WHERE expires_at <= ? ORDER BY expires_at LIMIT ?")
            .bind(to_ms(now))
            .bind(limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("read expired prices"))?
            .iter()
            .map(|row| {
                Ok(ManualQuote {
                    event_id: EventId::new(get(row, "event_id")?),
                    selection_id: SelectionId::new(get(row, "selection_id")?),
                    venue_id: VenueId::new(get(row, "venue_id")?),
                    side: side(get(row, "side")?),
                    expires_at: from_ms(get(row, "expires_at")?)?,
                })
            })
            .collect()
    }

    async fn forget_manual(&self, quotes: &[ManualQuote]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for quote in quotes {
            sqlx::query(
                "DELETE FROM manual_quotes
                 WHERE selection_id = ? AND venue_id = ? AND side = ? AND expires_at = ?",
            )
            .bind(quote.selection_id.get())
            .bind(quote.venue_id.get())
            .bind(side_code(quote.side))
            .bind(to_ms(quote.expires_at))
            .execute(&mut *transaction)
            .await
            .map_err(refused("forget an expired price"))?;
        }
        transaction.commit().await.map_err(refused("forget expired prices"))
    }
}
