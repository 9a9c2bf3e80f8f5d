//! The history of prices as a list, newest first.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use monps_core::id::EventId;
use monps_core::time::Timestamp;

use super::line::line_of_row;
use super::{Odds, OddsFilter, OddsLine};
use crate::store::{EventRecord, OddsQuery, StoreError};

impl Odds {
    /// Prices newest first by our clock, at most `limit`; with `after`, only what follows the row of
    /// that instant and number. Disappearances are not among them.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn history(
        &self,
        filter: &OddsFilter,
        since: Option<Timestamp>,
        after: Option<(Timestamp, i64)>,
        limit: u32,
    ) -> Result<Vec<OddsLine>, StoreError> {
        let Some(narrowed) = self.narrow(filter).await? else {
            return Ok(Vec::new());
        };
        let query = OddsQuery {
            event: narrowed.event.as_ref().map(|event| event.event.id),
            sport: filter.sport.clone(),
            venue: narrowed.venue,
            kinds: filter.kinds.clone(),
            side: filter.side,
            since,
            after,
            limit,
        };
        let rows = self.store.odds(&query).await?;
        let ids: BTreeSet<EventId> = rows.iter().map(|row| row.event_id).collect();
        let current: HashMap<EventId, _> =
            ids.iter().filter_map(|id| Some((*id, self.boards.get(*id)?))).collect();
        let mut events: HashMap<EventId, Arc<EventRecord>> =
            current.iter().map(|(id, event)| (*id, Arc::clone(&event.record))).collect();
        let elsewhere: Vec<EventId> =
            ids.into_iter().filter(|id| !events.contains_key(id)).collect();
        if !elsewhere.is_empty() {
            let stored = self.store.events(&elsewhere).await?;
            events.extend(stored.into_iter().map(|event| (event.event.id, Arc::new(event))));
        }
        let venues = self.venues.with(rows.iter().map(|row| row.row.venue_id)).await?;
        let now = self.clock.now();
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                let current = current.get(&row.event_id).map(Arc::as_ref);
                line_of_row(row, &events, &venues, current, now)
            })
            .collect())
    }
}
