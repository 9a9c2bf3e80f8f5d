//! What stands now: every current price of the events to come.

use std::sync::Arc;

use monps_core::id::EventId;
use monps_core::quote::{MarketBoard, Quote};
use monps_core::time::{TimeDelta, Timestamp};

use super::line::lines_of_board;
use super::{Odds, OddsFilter, OddsLine, is_of};
use crate::cache::EventNow;
use crate::store::{EventOrigin, StoreError};

/// Where a list of current prices goes on: after this quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LatestKey {
    /// When its event starts.
    pub starts_at: Timestamp,
    /// Its event.
    pub event_id: EventId,
    /// Its number, [`super::quote_id`].
    pub id: i64,
}

impl LatestKey {
    /// The place of a line in the list.
    #[must_use]
    pub fn of(line: &OddsLine) -> Self {
        let event = &line.event.event;
        Self { starts_at: event.starts_at, event_id: event.id, id: line.id }
    }
}

impl Odds {
    /// Current prices by start of their event, at most `limit`: never of an event that has started or
    /// that is only in a file of the past.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn latest(
        &self,
        filter: &OddsFilter,
        after: Option<LatestKey>,
        limit: usize,
    ) -> Result<Vec<OddsLine>, StoreError> {
        let Some(narrowed) = self.narrow(filter).await? else {
            return Ok(Vec::new());
        };
        let from = after.map(|key| key.starts_at);
        let only = narrowed.event.as_ref().map(|event| event.event.id);
        let wanted = |market: &MarketBoard, quote: &Quote| {
            quote.side == filter.side
                && narrowed.venue.is_none_or(|venue| venue == quote.venue_id)
                && (filter.kinds.is_empty() || filter.kinds.contains(&market.key.kind))
        };
        let mut lines = Vec::new();
        for event in self.coming(from) {
            let is_wanted = only.is_none_or(|id| id == event.record.event.id)
                && is_of(&event.record, filter.sport.as_deref());
            if !is_wanted {
                continue;
            }
            let venues = self.venues.with(event.sources.keys().map(|(_, venue, _)| *venue)).await?;
            let of_event = lines_of_board(&event.record, &event.board, &venues, true, wanted);
            lines.extend(
                of_event
                    .into_iter()
                    .filter(|line| after.is_none_or(|after| LatestKey::of(line) > after)),
            );
            if lines.len() >= limit {
                lines.truncate(limit);
                break;
            }
        }
        Ok(lines)
    }

    /// Events on the boards that have not started, by start.
    pub(super) fn coming(&self, from: Option<Timestamp>) -> Vec<Arc<EventNow>> {
        let now = self.clock.now();
        // An event without an hour begins its day at midnight and has not started until it is over.
        let earliest = now - TimeDelta::days(1);
        let from = from.map_or(earliest, |from| from.max(earliest));
        let mut events = self.boards.list_heard(Some(from));
        events.retain(|event| {
            event.record.origin != EventOrigin::History && !event.record.event.has_started(now)
        });
        events
    }

    /// The instant now, by the clock that lists are made with.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
