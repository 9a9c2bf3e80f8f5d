//! Series of prices of the past, seen by somebody else's collector.
//!
//! A series holds what one match was quoted at, in the order of time. What repeats the price before it
//! is dropped, as in live polls: a row is a change. Storing a series again changes nothing, because a
//! row is known by selection, venue, side and the source's instant.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::SubsecRound;
use monps_core::adapter::{SourceEvent, SourceMarket, SourceQuote, SourceVenue};
use monps_core::catalog::{MarketKey, Selection, VenueKey};
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::{Observed, Timestamp};

use super::resolve::Wanted;
use super::{CollectError, Resolver, VenueDefaults};
use crate::store::{Batch, EventOrigin, QuoteRow, Store, StoreError};

/// How often a batch is tried when another writer is faster.
const ATTEMPTS_MAX: u32 = 3;

/// What one match was quoted at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The match, without markets.
    pub event: SourceEvent,
    /// Prices by time; not all that there are, where a match has very many.
    pub prices: Vec<SeenPrice>,
}

/// A price that somebody saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenPrice {
    /// The row that it stands in.
    pub number: String,
    /// Who quoted.
    pub venue: SourceVenue,
    /// Which question.
    pub market: MarketKey,
    /// Which answer, and its price.
    pub quote: SourceQuote,
    /// When it was seen.
    pub observed: Observed,
}

/// What became of series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeriesReport {
    /// Prices given.
    pub prices: u64,
    /// Rows that are new in the history, or corrected.
    pub written: u64,
    /// Rows that were there already.
    pub known: u64,
    /// Prices that repeat the one before them.
    pub unchanged: u64,
    /// Prices that contradict another of the same instant, by the row they stand in.
    pub contradicting: Vec<String>,
}

/// Takes in series of one source.
#[derive(Debug)]
pub struct SeriesImport {
    store: Arc<dyn Store>,
    resolver: Resolver,
    last: Last,
}

/// What stood last in each stream of the match that was read last.
#[derive(Debug, Default)]
struct Last {
    event: String,
    prices: HashMap<Stream, (Timestamp, QuotedPrice)>,
}

type Stream = (VenueKey, MarketKey, Selection, Side);

impl SeriesImport {
    /// An import into a store, of events that a source names.
    ///
    /// # Errors
    /// [`CollectError::Store`] when the store cannot be asked.
    pub async fn new(
        store: Arc<dyn Store>,
        source: &str,
        defaults: VenueDefaults,
    ) -> Result<Self, CollectError> {
        let origin = EventOrigin::History;
        let resolver = Resolver::new(Arc::clone(&store), source, origin, defaults).await?;
        Ok(Self { store, resolver, last: Last::default() })
    }

    /// Stores series in one transaction. A match whose prices come in parts comes in parts that follow
    /// one another.
    ///
    /// # Errors
    /// [`CollectError`] when the store cannot keep them; none of them was kept.
    pub async fn store(
        &mut self,
        series: Vec<Series>,
        now: Timestamp,
    ) -> Result<SeriesReport, CollectError> {
        let mut report = SeriesReport::default();
        let changes: Vec<Series> = series
            .into_iter()
            .map(|one| {
                report.prices += one.prices.len() as u64;
                self.last.changes(one, &mut report)
            })
            .collect();
        let mut attempt = 1;
        loop {
            let outcome = self.try_store(&changes, now).await;
            self.resolver.forget();
            match outcome {
                Err(CollectError::Store(StoreError::Conflict { .. })) if attempt < ATTEMPTS_MAX => {
                    attempt += 1;
                }
                Err(error) => return Err(error),
                Ok((rows, written)) => {
                    report.written = written;
                    report.known = rows.saturating_sub(written);
                    return Ok(report);
                }
            }
        }
    }

    async fn try_store(
        &mut self,
        series: &[Series],
        now: Timestamp,
    ) -> Result<(u64, u64), CollectError> {
        let mut batch = Batch::default();
        let events: Vec<&SourceEvent> = series.iter().map(|one| &one.event).collect();
        self.resolver.resolve(&events, now, &mut batch).await?;
        let markets: Vec<Vec<SourceMarket>> =
            series.iter().map(|one| self.in_our_words(one)).collect();
        let wanted: Vec<Wanted<'_>> = series
            .iter()
            .zip(&markets)
            .map(|(one, markets)| Wanted { event: &one.event, markets })
            .collect();
        self.resolver.extend(&wanted, &mut batch).await?;
        for (one, markets) in series.iter().zip(&markets) {
            for (price, market) in one.prices.iter().zip(markets) {
                batch.quotes.extend(self.row(&one.event.key, market, price.observed));
            }
        }
        let appended = self.store.append(&batch).await?;
        Ok((batch.quotes.len() as u64, appended.quotes))
    }

    /// A market of one quote for each price, with home and away as the event has them. A question that
    /// cannot be turned stays as it is: it is told apart by its words.
    fn in_our_words(&self, one: &Series) -> Vec<SourceMarket> {
        let market = |price: &SeenPrice| SourceMarket {
            venue: price.venue.clone(),
            key: price.market.clone(),
            source_at: Some(price.observed.source_at),
            approximate: price.observed.approximate,
            quotes: vec![price.quote.clone()],
        };
        one.prices
            .iter()
            .map(market)
            .map(|market| {
                let ours = self.resolver.markets(&one.event.key, std::slice::from_ref(&market));
                ours.first().cloned().unwrap_or(market)
            })
            .collect()
    }

    fn row(&self, reference: &str, market: &SourceMarket, observed: Observed) -> Option<QuoteRow> {
        let quote = market.quotes.first()?;
        let (_, selection_id) =
            self.resolver.selection(reference, &market.key, &quote.selection)?;
        Some(QuoteRow {
            selection_id,
            venue_id: self.resolver.venue(&market.venue.key)?,
            side: quote.side,
            source_id: self.resolver.source_id(),
            observed,
            price: Some(quote.price),
            available: quote.available,
            stake_max: quote.stake_max,
        })
    }
}

impl Last {
    /// The prices of a series that say something new.
    fn changes(&mut self, one: Series, report: &mut SeriesReport) -> Series {
        if self.event != one.event.key {
            self.event.clone_from(&one.event.key);
            self.prices.clear();
        }
        let prices = one.prices.into_iter().filter_map(|price| self.change(price, report));
        Series { prices: prices.collect(), event: one.event }
    }

    fn change(&mut self, mut price: SeenPrice, report: &mut SeriesReport) -> Option<SeenPrice> {
        // As fine as the store keeps them: what falls together there falls together here.
        price.observed.source_at = price.observed.source_at.trunc_subsecs(3);
        price.observed.observed_at = price.observed.observed_at.trunc_subsecs(3);
        let quote = &price.quote;
        let stream =
            (price.venue.key.clone(), price.market.clone(), quote.selection.clone(), quote.side);
        if let Some((at, before)) = self.prices.get(&stream) {
            if *before == quote.price {
                report.unchanged += 1;
                return None;
            }
            if price.observed.source_at <= *at {
                // The source's clock stood still while its price changed: ours tells when.
                price.observed.source_at = price.observed.observed_at;
                price.observed.approximate = true;
            }
            if price.observed.source_at <= *at {
                report.contradicting.push(price.number);
                return None;
            }
        }
        self.prices.insert(stream, (price.observed.source_at, quote.price));
        Some(price)
    }
}
