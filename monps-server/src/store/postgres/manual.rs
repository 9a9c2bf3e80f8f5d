//! When prices entered by hand stop counting.

use std::collections::BTreeMap;

use async_trait::async_trait;
use monps_core::id::{EventId, SelectionId, SourceId, VenueId};
use monps_core::time::Timestamp;

use super::PgStore;
use super::columns::{at, get, side, side_code, small_id};
use super::error::refused;
use crate::store::{ManualQuote, ManualStore, StoreError};

#[async_trait]
impl ManualStore for PgStore {
    async fn name_event(
        &self,
        source: SourceId,
        name: &str,
        event: EventId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO event_refs (source_id, ref, event_id, leads) VALUES ($1, $2, $3, FALSE)
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
        // The last note of a price counts; by key, so that two writers lock in one order.
        let notes: BTreeMap<_, _> = quotes.iter().map(|quote| (key(quote), quote)).collect();
        let columns = Columns::of(notes.into_values());
        sqlx::query(
            "INSERT INTO manual_quotes (selection_id, venue_id, side, event_id, expires_at)
             SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[],
                                  $5::timestamptz[])
             ON CONFLICT (selection_id, venue_id, side)
             DO UPDATE SET expires_at = excluded.expires_at",
        )
        .bind(columns.selections)
        .bind(columns.venues)
        .bind(columns.sides)
        .bind(columns.events)
        .bind(columns.expiries)
        .execute(&self.write)
        .await
        .map_err(refused("note when prices expire"))?;
        Ok(())
    }

    async fn expired_manual(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<ManualQuote>, StoreError> {
        sqlx::query(
            "SELECT * FROM manual_quotes WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2",
        )
        .bind(at(now))
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read expired prices"))?
        .iter()
        .map(|row| {
            Ok(ManualQuote {
                event_id: EventId::new(get(row, "event_id")?),
                selection_id: SelectionId::new(get(row, "selection_id")?),
                venue_id: VenueId::new(small_id(row, "venue_id")?),
                side: side(row)?,
                expires_at: get(row, "expires_at")?,
            })
        })
        .collect()
    }

    async fn forget_manual(&self, quotes: &[ManualQuote]) -> Result<(), StoreError> {
        let columns = Columns::of(quotes);
        sqlx::query(
            "DELETE FROM manual_quotes m
             USING unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::timestamptz[])
                 AS gone (selection_id, venue_id, side, expires_at)
             WHERE m.selection_id = gone.selection_id AND m.venue_id = gone.venue_id
               AND m.side = gone.side AND m.expires_at = gone.expires_at",
        )
        .bind(columns.selections)
        .bind(columns.venues)
        .bind(columns.sides)
        .bind(columns.expiries)
        .execute(&self.write)
        .await
        .map_err(refused("forget expired prices"))?;
        Ok(())
    }
}

fn key(quote: &ManualQuote) -> (i64, i64, i16) {
    (quote.selection_id.get(), quote.venue_id.get(), side_code(quote.side))
}

/// Notes as columns.
#[derive(Default)]
struct Columns {
    selections: Vec<i64>,
    venues: Vec<i64>,
    sides: Vec<i16>,
    events: Vec<i64>,
    expiries: Vec<Timestamp>,
}

impl Columns {
    fn of<'q>(quotes: impl IntoIterator<Item = &'q ManualQuote>) -> Self {
        let mut columns = Self::default();
        for quote in quotes {
            columns.selections.push(quote.selection_id.get());
            columns.venues.push(quote.venue_id.get());
            columns.sides.push(side_code(quote.side));
            columns.events.push(quote.event_id.get());
            columns.expiries.push(at(quote.expires_at));
        }
        columns
    }
}
