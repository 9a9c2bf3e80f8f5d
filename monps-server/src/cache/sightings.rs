//! When each standing price was last seen, and how much of it there was.
//!
//! The store keeps a row when a price changes; that it still stood a minute ago is known only to the
//! process that looked. It tells the others by a *sighting* of the event: every standing quote with
//! its times. Who knows the same prices takes the times over without asking the store.

use std::collections::HashMap;

use bytes::Bytes;
use monps_core::id::{EventId, SelectionId, VenueId};
use monps_core::quote::{Quote, Side};
use monps_core::time::{Observed, Timestamp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{EventNow, KeptAnswer, QuoteId};

/// An event as a process last saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    starts_at_ms: i64,
    quotes: Vec<Sighted>,
}

/// A standing quote as it was last seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sighted {
    selection: i64,
    venue: i64,
    lay: bool,
    /// Since when the price stands: what names the price.
    since_ms: i64,
    source_ms: i64,
    observed_ms: i64,
    approximate: bool,
    /// Exact digits.
    available: Option<String>,
    stake_max: Option<String>,
}

impl Sighting {
    /// The key under which the sighting of an event is kept.
    #[must_use]
    pub fn key(event: EventId) -> String {
        format!("sighting {event}")
    }

    /// What stands on a board.
    #[must_use]
    pub fn of(event: &EventNow) -> Self {
        let sighted = |(id, quote): (QuoteId, &Quote)| Sighted {
            selection: id.0.get(),
            venue: id.1.get(),
            lay: id.2 == Side::Lay,
            since_ms: event.since.get(&id).unwrap_or(&quote.observed.source_at).timestamp_millis(),
            source_ms: quote.observed.source_at.timestamp_millis(),
            observed_ms: quote.observed.observed_at.timestamp_millis(),
            approximate: quote.observed.approximate,
            available: quote.available.as_ref().map(Decimal::to_string),
            stake_max: quote.stake_max.as_ref().map(Decimal::to_string),
        };
        Self {
            starts_at_ms: event.record.event.starts_at.timestamp_millis(),
            quotes: event.quotes().map(sighted).collect(),
        }
    }

    /// As it is kept.
    #[must_use]
    pub fn to_answer(&self) -> KeptAnswer {
        let body = serde_json::to_vec(self).unwrap_or_default();
        KeptAnswer { etag: None, body: Bytes::from(body) }
    }

    /// Reads what was kept; none for what cannot be read, which counts as not kept.
    #[must_use]
    pub fn read(answer: &KeptAnswer) -> Option<Self> {
        serde_json::from_slice(&answer.body).ok()
    }

    /// Takes the later times over onto quotes that stand since the same instant. True when the board
    /// then shows all that was seen and nothing else, so that the store need not be asked.
    pub fn apply(&self, event: &mut EventNow) -> bool {
        let seen: HashMap<QuoteId, &Sighted> =
            self.quotes.iter().map(|seen| (seen.id(), seen)).collect();
        let since = std::mem::take(&mut event.since);
        let (mut known, mut standing) = (0, 0);
        for (id, quote) in event.quotes_mut() {
            standing += 1;
            let stands_since = since.get(&id).map(Timestamp::timestamp_millis);
            let seen = seen.get(&id).filter(|seen| Some(seen.since_ms) == stands_since);
            let Some((seen, now)) = seen.and_then(|seen| Some((seen, seen.observed()?))) else {
                continue;
            };
            known += 1;
            if now.observed_at > quote.observed.observed_at {
                quote.observed = now;
                quote.available = decimal(seen.available.as_ref());
                quote.stake_max = decimal(seen.stake_max.as_ref());
            }
        }
        event.since = since;
        let starts_at = event.record.event.starts_at.timestamp_millis();
        known == standing && known == self.quotes.len() && starts_at == self.starts_at_ms
    }
}

impl Sighted {
    fn id(&self) -> QuoteId {
        let side = if self.lay { Side::Lay } else { Side::Back };
        (SelectionId::new(self.selection), VenueId::new(self.venue), side)
    }

    fn observed(&self) -> Option<Observed> {
        Some(Observed {
            source_at: Timestamp::from_timestamp_millis(self.source_ms)?,
            observed_at: Timestamp::from_timestamp_millis(self.observed_ms)?,
            approximate: self.approximate,
        })
    }
}

fn decimal(digits: Option<&String>) -> Option<Decimal> {
    digits.and_then(|digits| digits.parse().ok())
}
