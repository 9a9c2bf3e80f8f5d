//! What has been recognised so far, each thing once.

use std::collections::BTreeMap;

use monps_core::adapter::{
    Scope, Skipped, Snapshot, SourceEvent, SourceMarket, SourceQuote, SourceResult,
};
use monps_core::catalog::{MarketKey, VenueKey};
use monps_core::quote::Side;

use super::market::Market;
use crate::kit::{Reason, Skips};

/// Things gone through: lists within lists that are one list would never end.
pub(super) const VISITS_MAX: usize = 3_000_000;
/// Prices and events of one snapshot.
const QUOTES_MAX: usize = 200_000;
const EVENTS_MAX: usize = 20_000;

/// What has been recognised so far.
#[derive(Debug)]
pub(super) struct Harvest<'h> {
    scope: &'h Scope,
    events: Vec<SourceEvent>,
    /// By the source's id; none where the event was refused.
    known: BTreeMap<String, Option<usize>>,
    markets: BTreeMap<(usize, VenueKey, MarketKey), usize>,
    results: BTreeMap<String, SourceResult>,
    quotes: usize,
    visits: usize,
    skips: Skips,
}

impl<'h> Harvest<'h> {
    pub(super) fn new(scope: &'h Scope, notes: Vec<Skipped>) -> Self {
        Self {
            scope,
            events: Vec::new(),
            known: BTreeMap::new(),
            markets: BTreeMap::new(),
            results: BTreeMap::new(),
            quotes: 0,
            visits: 0,
            skips: Skips::from(notes),
        }
    }

    pub(super) fn skip(&mut self, at: &str, reason: impl Into<String>) {
        self.skips.push(at, reason);
    }

    /// Counts a thing that is gone through; whether there may be more.
    pub(super) fn visit(&mut self) -> bool {
        self.visits += 1;
        if self.visits == VISITS_MAX {
            self.skip(
                "",
                format!("more than {VISITS_MAX} things were to be gone through: the rest was not"),
            );
        }
        self.visits < VISITS_MAX
    }

    /// Whether the task leaves an event out.
    pub(super) fn leaves_out(&self, event: &str) -> bool {
        !self.scope.events.is_empty() && !self.scope.events.iter().any(|asked| asked == event)
    }

    /// Whether the task leaves a venue out.
    pub(super) fn leaves_out_venue(&self, venue: &VenueKey) -> bool {
        let venues = &self.scope.venues;
        !venues.is_empty() && !venues.iter().any(|asked| asked == venue.as_str())
    }

    /// The number of an event that was met before; none where it was refused then.
    pub(super) fn met(&self, key: &str) -> Option<Option<usize>> {
        self.known.get(key).copied()
    }

    pub(super) fn event(&self, index: usize) -> &SourceEvent {
        &self.events[index]
    }

    /// Keeps an event, or that it was refused.
    pub(super) fn keep(
        &mut self,
        key: &str,
        event: Result<SourceEvent, Reason>,
    ) -> Result<usize, Reason> {
        let event = event.and_then(|event| {
            if self.events.len() >= EVENTS_MAX {
                return Err(format!("there are more than {EVENTS_MAX} events"));
            }
            Ok(event)
        });
        match event {
            Ok(event) => {
                self.known.insert(key.to_owned(), Some(self.events.len()));
                self.events.push(event);
                Ok(self.events.len() - 1)
            }
            Err(reason) => {
                self.known.insert(key.to_owned(), None);
                Err(reason)
            }
        }
    }

    /// Adds a price. The older of the clocks of a market counts.
    pub(super) fn add(
        &mut self,
        event: usize,
        market: &Market,
        key: MarketKey,
        quote: SourceQuote,
    ) -> Result<(), Reason> {
        if self.quotes >= QUOTES_MAX {
            return Err(format!("there are more than {QUOTES_MAX} prices"));
        }
        let place = (event, market.venue.key.clone(), key);
        let markets = &mut self.events[event].markets;
        let index = match self.markets.get(&place) {
            Some(index) => *index,
            None => {
                markets.push(SourceMarket {
                    venue: market.venue.clone(),
                    key: place.2.clone(),
                    source_at: market.source_at,
                    approximate: false,
                    quotes: Vec::new(),
                });
                self.markets.insert(place, markets.len() - 1);
                markets.len() - 1
            }
        };
        let held = &mut markets[index];
        let same = |other: &&mut SourceQuote| {
            other.selection == quote.selection && other.side == quote.side
        };
        match held.quotes.iter_mut().find(same) {
            None => {
                held.quotes.push(quote);
                self.quotes += 1;
            }
            Some(other) if market.best => {
                if is_better(&quote, other) {
                    *other = quote;
                }
            }
            Some(_) => {
                return Err(format!(
                    "the market {} has a price for {} already: which one stands is not said",
                    held.key, quote.selection
                ));
            }
        }
        held.source_at = held.source_at.min(market.source_at);
        Ok(())
    }

    /// Keeps a result; a later one of the same event adds what is new.
    pub(super) fn result(&mut self, result: SourceResult) {
        if self.results.len() < EVENTS_MAX {
            self.results.entry(result.event_key.clone()).or_insert(result);
        } else {
            self.skips.push("", format!("there are more than {EVENTS_MAX} results"));
        }
    }

    pub(super) fn finish(self) -> Snapshot {
        Snapshot {
            events: self.events,
            results: self.results.into_values().collect(),
            skipped: self.skips.finish(),
            ..Snapshot::default()
        }
    }
}

/// Whoever backs wants more, whoever lays wants to pay less.
fn is_better(quote: &SourceQuote, held: &SourceQuote) -> bool {
    match quote.side {
        Side::Back => quote.price.price() > held.price.price(),
        Side::Lay => quote.price.price() < held.price.price(),
    }
}
