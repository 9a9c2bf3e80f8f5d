//! Prices entered by hand: a shop's board, a phone call, a book without a feed.
//!
//! They go the way of any other price, under the source `manual`: resolved, stored, put on the board,
//! looked at by the detectors. What a feed does by itself a person does not: say that a price is gone.
//! So every price entered by hand has an end, and [`Expiry`] withdraws those that are past it.

mod check;
mod error;
mod expiry;
mod matches;

pub use error::{EntryFault, ManualError};
pub use expiry::Expiry;

use std::collections::BTreeMap;
use std::sync::Arc;

use monps_core::adapter::{Coverage, Snapshot, SourceEvent, SourceMarket, SourceQuote};
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;
use tokio::sync::Mutex;

use super::by_hand::{ByHand, SOURCE};
use crate::clock::Clock;
use crate::collector::{Ingest, Ingested, Resolver, VenueDefaults};
use crate::store::{EventOrigin, ManualQuote, Store};
use check::Checked;

/// Prices in one request.
pub const QUOTES_MAX: usize = 500;
/// How long a price counts when nobody says.
pub const LASTS: TimeDelta = TimeDelta::hours(1);
/// How long a price may count.
pub const LASTS_MAX: TimeDelta = TimeDelta::days(7);
/// How far ahead of ours the clock of whoever enters a price may be.
pub const CLOCK_APART_MAX: TimeDelta = TimeDelta::minutes(1);

/// A price as it was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteEntry {
    /// Who quotes: key or title; an unknown one becomes a bookmaker of that name.
    pub venue: String,
    /// Which match, by its public name or a source's.
    pub match_id: Option<String>,
    /// The side listed first, for a match that is not named.
    pub home_team: Option<String>,
    /// The side listed second.
    pub away_team: Option<String>,
    /// Its sport.
    pub sport: Option<String>,
    /// Its competition.
    pub league: Option<String>,
    /// When it starts.
    pub starts_at: Option<Timestamp>,
    /// Which question: our slug, or a word of the documented API.
    pub market: String,
    /// The line, for totals and handicaps; of a handicap the home side's.
    pub line: Option<Decimal>,
    /// Which part of the match; all of it when empty.
    pub period: Option<String>,
    /// Which answer: its slug, a customary sign, or the name of a side.
    pub selection: String,
    /// Back or lay.
    pub side: Side,
    /// The price.
    pub price: QuotedPrice,
    /// The most that the venue takes.
    pub stake_max: Option<Decimal>,
    /// When it was seen; now when empty.
    pub seen_at: Option<Timestamp>,
    /// When it stops counting; [`LASTS`] after it was seen when empty.
    pub expires_at: Option<Timestamp>,
}

/// What became of prices entered by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What changed on the boards and in the history.
    pub report: Ingested,
    /// Each price, in the order given.
    pub quotes: Vec<EnteredQuote>,
}

/// A price entered by hand, as it is known from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredQuote {
    /// Its number among the current prices.
    pub id: i64,
    /// Its match.
    pub match_id: String,
    /// Its venue.
    pub venue: String,
    /// When it stops counting.
    pub expires_at: Timestamp,
}

/// Takes prices entered by hand.
#[derive(Debug)]
pub struct Manual {
    store: Arc<dyn Store>,
    ingest: Arc<Ingest>,
    clock: Clock,
    names: ByHand,
    /// Held while prices are entered or withdrawn, so that neither undoes the other.
    resolver: Mutex<Resolver>,
}

impl Manual {
    /// Into a store and, through the ingest, onto the boards.
    ///
    /// # Errors
    /// [`ManualError::Collect`] when the store cannot be asked.
    pub async fn new(
        store: Arc<dyn Store>,
        ingest: Arc<Ingest>,
        clock: Clock,
        defaults: VenueDefaults,
    ) -> Result<Self, ManualError> {
        let origin = EventOrigin::Manual;
        let names = ByHand::new(Arc::clone(&store), defaults.clone());
        let resolver = Resolver::new(Arc::clone(&store), SOURCE, origin, defaults).await?;
        Ok(Self { store, ingest, clock, names, resolver: Mutex::new(resolver) })
    }

    /// Takes prices: all of them, or none when one is not valid.
    ///
    /// # Errors
    /// [`ManualError::Invalid`] naming every entry and field that is wrong; otherwise the store.
    pub async fn enter(&self, entries: &[QuoteEntry]) -> Result<Entered, ManualError> {
        let mut resolver = self.resolver.lock().await;
        let now = self.clock.now();
        let checked = self.check(entries, now).await?;
        for one in &checked {
            if let Some(event) = one.known_event {
                self.store.name_event(resolver.source_id(), &one.event.key, event).await?;
            }
        }
        let snapshot = snapshot(&checked, now);
        let report = self.ingest.snapshot(&mut resolver, &snapshot, now).await?;
        // After the prices, because only now do they have numbers. Were the process to die in
        // between, they would grow stale like any other price and end with their match.
        let mut notes = Vec::with_capacity(checked.len());
        let mut quotes = Vec::with_capacity(checked.len());
        for one in &checked {
            let placed = resolver.place(&one.event.key, &one.market.key, &one.selection);
            let selection_id = placed.as_ref().and_then(|placed| placed.selection_id);
            let venue_id = resolver.venue(&one.market.venue.key);
            let (Some(placed), Some(selection_id), Some(venue_id)) =
                (placed, selection_id, venue_id)
            else {
                continue;
            };
            let event_id = placed.event_id;
            let (side, expires_at) = (one.side, one.expires_at);
            notes.push(ManualQuote { event_id, selection_id, venue_id, side, expires_at });
            quotes.push(EnteredQuote {
                id: super::odds::quote_id(selection_id, venue_id, side),
                match_id: one.event.key.clone(),
                venue: one.market.venue.key.to_string(),
                expires_at,
            });
        }
        self.store.note_manual(&notes).await?;
        Ok(Entered { report, quotes })
    }
}

/// The prices as a source's answer that says nothing of what it does not carry.
fn snapshot(checked: &[Checked], now: Timestamp) -> Snapshot {
    let mut events: BTreeMap<&str, SourceEvent> = BTreeMap::new();
    for one in checked {
        let event = events.entry(&one.event.key).or_insert_with(|| one.event.clone());
        let quote = SourceQuote {
            selection: one.selection.clone(),
            side: one.side,
            price: one.price,
            available: None,
            stake_max: one.stake_max,
        };
        event.markets.push(SourceMarket { quotes: vec![quote], ..one.market.clone() });
    }
    Snapshot {
        observed_at: Some(now),
        events: events.into_values().collect(),
        coverage: Coverage::Delta,
        ..Snapshot::default()
    }
}
