//! What is quoted now.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use async_trait::async_trait;
use monps_core::id::{EventId, MarketId, VenueId};
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;
use tokio::sync::Mutex;

use super::figures::{percent, rounded};
use crate::clock::Clock;
use crate::store::{Store, StoreError, StoredQuote};

/// Events read at once.
const EVENTS_PER_PAGE: usize = 500;
/// How long a count may stand where nobody refreshes it: everything has to be read for a new one.
const FRESH: TimeDelta = TimeDelta::minutes(1);

/// What is stored, over all bookmakers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OddsFigures {
    /// Prices in the history.
    pub total_odds: u64,
    /// Events.
    pub total_matches: u64,
    /// Bookmakers.
    pub total_bookmakers: u64,
    /// Sports.
    pub total_sports: u64,
    /// When a price was last seen to change.
    pub last_update: Option<Timestamp>,
    /// What is left of the feeds' quotas, where they tell.
    pub api_requests_remaining: Option<u64>,
}

/// What one bookmaker quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookmakerOdds {
    /// The bookmaker.
    pub venue_id: VenueId,
    /// Prices that stand.
    pub quotes: u64,
    /// Their mean.
    pub avg_odds: Option<Decimal>,
    /// Events with its prices.
    pub matches: u64,
    /// The mean overround of its complete markets, in percent.
    pub avg_overround_pct: Option<Decimal>,
    /// Since its last change, in seconds.
    pub age_s: Option<i64>,
    /// How often its price is the best of several, in percent.
    pub best_price_share_pct: Option<Decimal>,
}

/// Who knows what is quoted.
#[async_trait]
pub trait OddsSide: Send + Sync + std::fmt::Debug {
    /// Over all bookmakers.
    async fn figures(&self) -> Result<OddsFigures, StoreError>;

    /// Each bookmaker.
    async fn bookmakers(&self) -> Result<Vec<BookmakerOdds>, StoreError>;
}

/// What is stored and what is quoted, counted now and then: by whoever refreshes it, or by the next
/// who asks.
#[derive(Debug)]
pub struct StoreOdds {
    store: Arc<dyn Store>,
    clock: Clock,
    kept: Mutex<Option<(Timestamp, Arc<Counted>)>>,
}

#[derive(Debug, Default)]
struct Counted {
    figures: OddsFigures,
    bookmakers: Vec<BookmakerOdds>,
}

impl StoreOdds {
    /// Over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Clock) -> Self {
        Self { store, clock, kept: Mutex::default() }
    }

    /// Counts anew. Who asks meanwhile gets the last count.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let counted = Arc::new(self.count(now).await?);
        *self.kept.lock().await = Some((now, counted));
        Ok(())
    }

    async fn counted(&self) -> Result<Arc<Counted>, StoreError> {
        let now = self.clock.now();
        let mut kept = self.kept.lock().await;
        if let Some((at, counted)) = kept.as_ref()
            && (now - *at).abs() < FRESH
        {
            return Ok(Arc::clone(counted));
        }
        let counted = Arc::new(self.count(now).await?);
        *kept = Some((now, Arc::clone(&counted)));
        Ok(counted)
    }

    async fn count(&self, now: Timestamp) -> Result<Counted, StoreError> {
        let mut count = Count::default();
        let events = self.store.events_starting_from(now).await?;
        for page in events.chunks(EVENTS_PER_PAGE) {
            let ids: Vec<EventId> = page.iter().map(|record| record.event.id).collect();
            count.add(&self.store.current(&ids).await?);
        }
        let stored = self.store.stored_figures().await?;
        let figures = OddsFigures {
            total_odds: stored.quotes,
            total_matches: stored.events,
            total_bookmakers: stored.venues,
            total_sports: stored.sports,
            last_update: stored.last_observed_at,
            api_requests_remaining: None,
        };
        Ok(Counted { figures, bookmakers: count.finish(now) })
    }
}

#[async_trait]
impl OddsSide for StoreOdds {
    async fn figures(&self) -> Result<OddsFigures, StoreError> {
        Ok(self.counted().await?.figures.clone())
    }

    async fn bookmakers(&self) -> Result<Vec<BookmakerOdds>, StoreError> {
        Ok(self.counted().await?.bookmakers.clone())
    }
}

#[derive(Default)]
struct Count {
    venues: BTreeMap<VenueId, VenueCount>,
}

#[derive(Default)]
struct VenueCount {
    quotes: u64,
    prices: Decimal,
    events: HashSet<EventId>,
    overrounds: Decimal,
    complete: u64,
    contested: u64,
    best: u64,
    last: Option<Timestamp>,
}

impl Count {
    fn add(&mut self, quotes: &[StoredQuote]) {
        let backs = quotes.iter().filter(|quote| quote.row.side == Side::Back);
        let mut markets: HashMap<(MarketId, VenueId), Vec<&StoredQuote>> = HashMap::new();
        let mut contests: HashMap<i64, Vec<(VenueId, Decimal)>> = HashMap::new();
        for quote in backs {
            let Some(price) = quote.row.price.map(|price| price.price().get()) else {
                continue;
            };
            let venue_id = quote.row.venue_id;
            let venue = self.venues.entry(venue_id).or_default();
            venue.quotes += 1;
            venue.prices += price;
            venue.events.insert(quote.event_id);
            venue.last = venue.last.max(Some(quote.row.observed.observed_at));
            markets.entry((quote.market_id, venue_id)).or_default().push(quote);
            contests.entry(quote.row.selection_id.get()).or_default().push((venue_id, price));
        }
        for ((_, venue_id), quotes) in markets {
            if let (Some(overround), Some(venue)) =
                (overround(&quotes), self.venues.get_mut(&venue_id))
            {
                venue.overrounds += overround;
                venue.complete += 1;
            }
        }
        for prices in contests.into_values().filter(|prices| prices.len() > 1) {
            let best = prices.iter().map(|(_, price)| *price).max();
            for (venue_id, price) in prices {
                if let Some(venue) = self.venues.get_mut(&venue_id) {
                    venue.contested += 1;
                    venue.best += u64::from(Some(price) == best);
                }
            }
        }
    }

    fn finish(self, now: Timestamp) -> Vec<BookmakerOdds> {
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        self.venues
            .iter()
            .map(|(venue_id, venue)| BookmakerOdds {
                venue_id: *venue_id,
                quotes: venue.quotes,
                avg_odds: mean(venue.prices, venue.quotes).map(rounded),
                matches: count(venue.events.len()),
                avg_overround_pct: mean(venue.overrounds, venue.complete).map(percent),
                age_s: venue.last.map(|last| (now - last).num_seconds().max(0)),
                best_price_share_pct: mean(Decimal::from(venue.best), venue.contested).map(percent),
            })
            .collect()
    }
}

/// Σ 1/price − 1 of a market of which one venue quotes every selection.
fn overround(quotes: &[&StoredQuote]) -> Option<Decimal> {
    let kind = &quotes.first()?.key.kind;
    let is_complete = kind.is_partition() && quotes.len() == kind.selections().len();
    let prices = quotes.iter().filter_map(|quote| quote.row.price);
    let sum: Decimal = prices.map(|price| price.price().implied()).sum();
    is_complete.then(|| sum - Decimal::ONE)
}

fn mean(sum: Decimal, count: u64) -> Option<Decimal> {
    sum.checked_div(Decimal::from(count))
}
