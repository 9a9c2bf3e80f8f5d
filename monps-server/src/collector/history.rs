//! Whole files of the past, stored as they are.
//!
//! A history file pictures each market at up to two moments. Both images are stored in full, with
//! the disappearances in between: here an unchanged price at kick-off is evidence that it still
//! stood, which the rule "a row when a price changes" would throw away. A file is one transaction
//! for every [`MATCHES_PER_BATCH`] matches; storing it again changes nothing.

use std::borrow::Cow;
use std::sync::Arc;

use monps_adapters::football_data::MatchReading;
use monps_core::adapter::{SourceEvent, SourceMarket};
use monps_core::quote::Side;
use monps_core::time::{Observed, Timestamp};

use super::refusal::{Brought, take_results};
use super::resolve::{self, Wanted};
use super::{CollectError, Resolver, VenueDefaults};
use crate::store::{Batch, EventOrigin, QuoteRow, Store, StoreError};

/// Matches stored in one transaction.
pub const MATCHES_PER_BATCH: usize = 1000;
/// How often a batch is tried when another writer is faster.
const ATTEMPTS_MAX: u32 = 3;
/// The name under which football-data's events are known.
const SOURCE: &str = "football-data";

/// Stores matches of history files.
#[derive(Debug)]
pub struct HistoryImport {
    store: Arc<dyn Store>,
    resolver: Resolver,
}

/// What was stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryReport {
    /// Matches read.
    pub matches: u64,
    /// Prices read, opening and closing.
    pub quotes: u64,
    /// Rows of history that are new or corrected, disappearances included.
    pub rows_written: u64,
    /// Results that are new or corrected.
    pub results_written: u64,
}

impl HistoryReport {
    /// Adds another report's figures.
    pub const fn add(&mut self, other: Self) {
        self.matches += other.matches;
        self.quotes += other.quotes;
        self.rows_written += other.rows_written;
        self.results_written += other.results_written;
    }
}

impl HistoryImport {
    /// An import into a store.
    ///
    /// # Errors
    /// [`CollectError::Store`] when the store cannot be asked.
    pub async fn new(store: Arc<dyn Store>, defaults: VenueDefaults) -> Result<Self, CollectError> {
        let origin = EventOrigin::History;
        let resolver = Resolver::new(Arc::clone(&store), SOURCE, origin, defaults).await?;
        Ok(Self { store, resolver })
    }

    /// Stores matches in one transaction.
    ///
    /// # Errors
    /// [`CollectError`] when the store cannot keep them; none of them was kept.
    pub async fn store(
        &mut self,
        matches: &[MatchReading],
        observed_at: Timestamp,
    ) -> Result<HistoryReport, CollectError> {
        let mut attempt = 1;
        loop {
            let outcome = self.try_store(matches, observed_at).await;
            // Each event is named once in the past: nothing is worth remembering between batches,
            // and after a failure the memory would be wrong.
            self.resolver.forget();
            match outcome {
                Err(CollectError::Store(StoreError::Conflict { .. })) if attempt < ATTEMPTS_MAX => {
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    }

    async fn try_store(
        &mut self,
        matches: &[MatchReading],
        observed_at: Timestamp,
    ) -> Result<HistoryReport, CollectError> {
        let mut batch = Batch::default();
        let events: Vec<&SourceEvent> = matches.iter().map(|one| &one.opening).collect();
        self.resolver.resolve(&events, observed_at, &mut batch).await?;
        let matches: Vec<Cow<'_, MatchReading>> =
            matches.iter().map(|one| self.in_our_words(one)).collect();
        let wanted: Vec<Wanted<'_>> = matches
            .iter()
            .flat_map(|one| {
                let event = &one.opening;
                [&event.markets, &one.closing].map(|markets| Wanted { event, markets })
            })
            .collect();
        self.resolver.extend(&wanted, &mut batch).await?;
        let mut quotes = 0;
        for one in &matches {
            quotes += one.quote_count() as u64;
            self.images(one, observed_at, &mut batch);
        }
        let brought: Vec<Brought<'_>> =
            matches.iter().filter_map(|one| self.result(one, observed_at)).collect();
        take_results(self.store.as_ref(), &brought, &mut batch).await?;
        let appended = self.store.append(&batch).await?;
        Ok(HistoryReport {
            matches: matches.len() as u64,
            quotes,
            rows_written: appended.quotes,
            results_written: appended.results,
        })
    }

    /// A match with home and away as the event has them.
    fn in_our_words<'a>(&self, one: &'a MatchReading) -> Cow<'a, MatchReading> {
        let reference = &one.opening.key;
        if !self.resolver.is_turned(reference) {
            return Cow::Borrowed(one);
        }
        let markets = |markets| self.resolver.markets(reference, markets).into_owned();
        let mut ours = one.clone();
        ours.opening.markets = markets(&one.opening.markets);
        ours.closing = markets(&one.closing);
        for score in ours.result.iter_mut().flat_map(|result| &mut result.scores) {
            *score = resolve::score(*score, true);
        }
        Cow::Owned(ours)
    }

    fn images(&self, one: &MatchReading, observed_at: Timestamp, batch: &mut Batch) {
        let reference = &one.opening.key;
        for market in one.opening.markets.iter().chain(&one.closing) {
            let observed = observed(market.source_at, observed_at);
            for quote in &market.quotes {
                let row = self.row(reference, market, &quote.selection, observed);
                batch.quotes.extend(row.map(|row| QuoteRow {
                    price: Some(quote.price),
                    side: quote.side,
                    ..row
                }));
            }
        }
        let closed_at = one.closing.iter().find_map(|market| market.source_at);
        for gone in one.withdrawn() {
            let opened = one
                .opening
                .markets
                .iter()
                .find(|market| market.key == *gone.key && market.venue.key == *gone.venue);
            let observed = observed(closed_at, observed_at);
            batch.quotes.extend(
                opened.and_then(|market| self.row(reference, market, gone.selection, observed)),
            );
        }
    }

    /// A row without a price.
    fn row(
        &self,
        reference: &str,
        market: &SourceMarket,
        selection: &monps_core::catalog::Selection,
        observed: Observed,
    ) -> Option<QuoteRow> {
        let (_, selection_id) = self.resolver.selection(reference, &market.key, selection)?;
        Some(QuoteRow {
            selection_id,
            venue_id: self.resolver.venue(&market.venue.key)?,
            side: Side::Back,
            source_id: self.resolver.source_id(),
            observed,
            price: None,
            available: None,
            stake_max: None,
        })
    }

    fn result<'a>(&self, one: &'a MatchReading, observed_at: Timestamp) -> Option<Brought<'a>> {
        let result = one.result.as_ref()?;
        Some(Brought {
            event_id: self.resolver.event(&one.opening.key)?,
            source_id: self.resolver.source_id(),
            scores: Cow::Borrowed(&result.scores),
            is_final: result.is_final,
            observed_at: result.source_at.unwrap_or(observed_at),
        })
    }
}

/// Both clocks of an image: its own moment, which is a convention, and the file's.
fn observed(source_at: Option<Timestamp>, observed_at: Timestamp) -> Observed {
    let source_at = source_at.unwrap_or(observed_at);
    Observed { source_at, observed_at, approximate: true }
}
