//! The boards of coming events.
//!
//! Readers take an [`Arc`] and keep it as long as they like; a change makes a new board and swaps it
//! in, so that nobody ever sees half a change and nobody waits for a writer.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use monps_core::adapter::Standing;
use monps_core::catalog::{MarketKey, Selection};
use monps_core::id::{EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use monps_core::time::Timestamp;

use crate::store::{EventRecord, StoredQuote};

/// What names a quote within an event.
pub type QuoteId = (SelectionId, VenueId, Side);

/// One event as it stands now.
#[derive(Clone, Debug)]
pub struct EventNow {
    /// The event.
    pub record: Arc<EventRecord>,
    /// Its current quotes.
    pub board: Board,
    /// Whom each quote came from: only its own source can withdraw it.
    pub sources: HashMap<QuoteId, SourceId>,
    /// Since when each quote has its price, by its source's clock: the row of history that is current.
    pub since: HashMap<QuoteId, Timestamp>,
}

impl EventNow {
    /// An event without quotes.
    #[must_use]
    pub fn new(record: EventRecord) -> Self {
        let board = Board {
            event_id: record.event.id,
            starts_at: record.event.starts_at,
            markets: Vec::new(),
        };
        Self { record: Arc::new(record), board, sources: HashMap::new(), since: HashMap::new() }
    }

    /// Events with their quotes, as they are stored.
    #[must_use]
    pub fn of_store(events: Vec<EventRecord>, quotes: &[StoredQuote]) -> Vec<Self> {
        let mut all: HashMap<EventId, Self> =
            events.into_iter().map(|record| (record.event.id, Self::new(record))).collect();
        for stored in quotes {
            let row = &stored.row;
            let (Some(event), Some(price)) = (all.get_mut(&stored.event_id), row.price) else {
                continue;
            };
            let quote = Quote {
                venue_id: row.venue_id,
                side: row.side,
                price,
                available: row.available,
                stake_max: row.stake_max,
                observed: row.observed,
            };
            let market = (stored.market_id, &stored.key);
            event.put(market, (row.selection_id, &stored.selection), row.source_id, quote);
        }
        all.into_values().collect()
    }

    /// Every quote, to be changed in place: its id and itself.
    pub fn quotes_mut(&mut self) -> impl Iterator<Item = (QuoteId, &mut Quote)> {
        self.board.markets.iter_mut().flat_map(|market| &mut market.selections).flat_map(
            |selection| {
                let id = selection.selection_id;
                selection
                    .quotes
                    .iter_mut()
                    .map(move |quote| ((id, quote.venue_id, quote.side), quote))
            },
        )
    }

    /// Every quote with its id.
    pub fn quotes(&self) -> impl Iterator<Item = (QuoteId, &Quote)> {
        self.board.markets.iter().flat_map(|market| &market.selections).flat_map(|selection| {
            let id = selection.selection_id;
            selection.quotes.iter().map(move |quote| ((id, quote.venue_id, quote.side), quote))
        })
    }

    /// The quote of a selection at a venue.
    #[must_use]
    pub fn quote(&self, market: MarketId, id: QuoteId) -> Option<&Quote> {
        let (selection, venue, side) = id;
        self.board
            .markets
            .iter()
            .find(|board| board.market_id == market)?
            .selections
            .iter()
            .find(|board| board.selection_id == selection)?
            .quotes
            .iter()
            .find(|quote| quote.venue_id == venue && quote.side == side)
    }

    /// Puts a quote on the board, in place of the one that stood.
    pub fn put(
        &mut self,
        market: (MarketId, &MarketKey),
        selection: (SelectionId, &Selection),
        source: SourceId,
        quote: Quote,
    ) {
        let markets = &mut self.board.markets;
        let index = markets.iter().position(|board| board.market_id == market.0);
        let index = index.unwrap_or_else(|| {
            let (market_id, key) = (market.0, market.1.clone());
            markets.push(MarketBoard { market_id, key, selections: Vec::new() });
            markets.len() - 1
        });
        let selections = &mut markets[index].selections;
        let index = selections.iter().position(|board| board.selection_id == selection.0);
        let index = index.unwrap_or_else(|| {
            selections.push(SelectionBoard {
                selection_id: selection.0,
                selection: selection.1.clone(),
                quotes: Vec::new(),
            });
            selections.len() - 1
        });
        let quotes = &mut selections[index].quotes;
        let id = (selection.0, quote.venue_id, quote.side);
        match quotes.iter_mut().find(|q| q.venue_id == quote.venue_id && q.side == quote.side) {
            Some(standing) => {
                if standing.price != quote.price {
                    self.since.insert(id, quote.observed.source_at);
                }
                *standing = quote;
            }
            None => {
                self.since.insert(id, quote.observed.source_at);
                quotes.push(quote);
            }
        }
        self.sources.insert(id, source);
    }

    /// The event without the quotes of some sources.
    #[must_use]
    pub fn without(&self, sources: &BTreeSet<SourceId>) -> Cow<'_, Self> {
        let is_gone = |id: &QuoteId| self.sources.get(id).is_some_and(|of| sources.contains(of));
        if sources.is_empty() || !self.sources.keys().any(is_gone) {
            return Cow::Borrowed(self);
        }
        let mut event = self.clone();
        for market in &mut event.board.markets {
            for selection in &mut market.selections {
                let id = selection.selection_id;
                selection.quotes.retain(|quote| !is_gone(&(id, quote.venue_id, quote.side)));
            }
            market.selections.retain(|selection| !selection.quotes.is_empty());
        }
        event.board.markets.retain(|market| !market.selections.is_empty());
        event.sources.retain(|_, of| !sources.contains(of));
        event.since.retain(|id, _| !is_gone(id));
        Cow::Owned(event)
    }

    /// Takes a quote off the board.
    pub fn remove(&mut self, id: QuoteId) {
        let (selection_id, venue_id, side) = id;
        self.sources.remove(&id);
        self.since.remove(&id);
        for market in &mut self.board.markets {
            for selection in &mut market.selections {
                if selection.selection_id == selection_id {
                    selection.quotes.retain(|q| q.venue_id != venue_id || q.side != side);
                }
            }
            market.selections.retain(|selection| !selection.quotes.is_empty());
        }
        self.board.markets.retain(|market| !market.selections.is_empty());
    }
}

#[derive(Debug, Default)]
struct Inner {
    by_start: BTreeMap<(Timestamp, EventId), Arc<EventNow>>,
    starts: HashMap<EventId, Timestamp>,
}

/// The boards of coming events, by start.
#[derive(Debug, Default)]
pub struct Boards {
    inner: RwLock<Inner>,
    version: AtomicU64,
    /// What this process put on them since somebody last asked; none where nobody asks.
    touched: Mutex<Option<BTreeSet<EventId>>>,
    /// The feeds that stream and cannot be heard now, each with its source.
    away: RwLock<BTreeSet<(SourceId, String)>>,
}

impl Boards {
    /// Boards from what is stored.
    #[must_use]
    pub fn load(events: Vec<EventRecord>, quotes: &[StoredQuote]) -> Self {
        let boards = Self::default();
        boards.adopt(EventNow::of_store(events, quotes));
        boards
    }

    /// A number that is another one after every change: what was made from the boards still holds
    /// while it stays.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// One event.
    #[must_use]
    pub fn get(&self, id: EventId) -> Option<Arc<EventNow>> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let start = inner.starts.get(&id)?;
        inner.by_start.get(&(*start, id)).cloned()
    }

    /// Notes whether a feed that streams can be heard. While it cannot, the prices of its source stay
    /// where they are and count for nothing. True where that is new.
    pub fn hear(&self, source: SourceId, feed: &str, standing: Standing) -> bool {
        let mut away = self.away.write().unwrap_or_else(PoisonError::into_inner);
        let entry = (source, feed.to_owned());
        let is_new = match standing {
            Standing::Away => away.insert(entry),
            Standing::Live => away.remove(&entry),
        };
        if is_new {
            self.version.fetch_add(1, Ordering::Release);
        }
        is_new
    }

    /// Whether a feed that streams can be heard.
    #[must_use]
    pub fn standing(&self, source: SourceId, feed: &str) -> Standing {
        let away = self.away.read().unwrap_or_else(PoisonError::into_inner);
        let is_away = away.contains(&(source, feed.to_owned()));
        if is_away { Standing::Away } else { Standing::Live }
    }

    /// The sources that cannot be heard now.
    fn unheard(&self) -> BTreeSet<SourceId> {
        let away = self.away.read().unwrap_or_else(PoisonError::into_inner);
        away.iter().map(|(source, _)| *source).collect()
    }

    /// One event with the prices that stand for certain: without those of sources that cannot be heard.
    #[must_use]
    pub fn get_heard(&self, id: EventId) -> Option<Arc<EventNow>> {
        self.get(id).map(|event| heard(event, &self.unheard()))
    }

    /// Every event as [`Boards::list`] has it, with the prices that stand for certain.
    #[must_use]
    pub fn list_heard(&self, from: Option<Timestamp>) -> Vec<Arc<EventNow>> {
        let away = self.unheard();
        self.list(from).into_iter().map(|event| heard(event, &away)).collect()
    }

    /// The events that have a price of a source.
    #[must_use]
    pub fn quoted_by(&self, source: SourceId) -> Vec<EventId> {
        let all = self.list(None).into_iter();
        all.filter(|event| event.sources.values().any(|of| *of == source))
            .map(|event| event.record.event.id)
            .collect()
    }

    /// Every event, by start; with `from`, only those that start then or later.
    #[must_use]
    pub fn list(&self, from: Option<Timestamp>) -> Vec<Arc<EventNow>> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        match from {
            None => inner.by_start.values().cloned().collect(),
            Some(from) => inner
                .by_start
                .range((from, EventId::new(i64::MIN))..)
                .map(|(_, event)| Arc::clone(event))
                .collect(),
        }
    }

    /// Swaps events in, wherever they stood before: what this process has seen.
    pub fn replace(&self, events: impl IntoIterator<Item = EventNow>) {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        self.adopt(events.into_iter().inspect(|event| {
            if let Some(touched) = &mut *touched {
                touched.insert(event.record.event.id);
            }
        }));
    }

    /// What was put on the boards by [`Boards::replace`] since this was last asked; nothing the first
    /// time.
    pub fn take_touched(&self) -> BTreeSet<EventId> {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        touched.replace(BTreeSet::new()).unwrap_or_default()
    }

    /// Takes events off, because this process has seen that there are none such any more.
    pub fn remove(&self, events: impl IntoIterator<Item = EventId>) {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        let gone: Vec<EventId> = events.into_iter().collect();
        self.forget(&gone);
        if let Some(touched) = &mut *touched {
            touched.extend(gone);
        }
    }

    /// Takes events off that another process has seen to be gone.
    pub fn forget(&self, events: &[EventId]) {
        if events.is_empty() {
            return;
        }
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        for id in events {
            if let Some(start) = inner.starts.remove(id) {
                inner.by_start.remove(&(start, *id));
            }
        }
        self.version.fetch_add(1, Ordering::Release);
    }

    /// Swaps events in that another process has seen.
    pub fn adopt(&self, events: impl IntoIterator<Item = EventNow>) {
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        for event in events {
            let (id, start) = (event.record.event.id, event.record.event.starts_at);
            if let Some(before) = inner.starts.insert(id, start)
                && before != start
            {
                inner.by_start.remove(&(before, id));
            }
            inner.by_start.insert((start, id), Arc::new(event));
        }
        self.version.fetch_add(1, Ordering::Release);
    }

    /// Forgets events that started before an instant; returns how many.
    pub fn forget_before(&self, instant: Timestamp) -> usize {
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        let kept = inner.by_start.split_off(&(instant, EventId::new(i64::MIN)));
        let gone = std::mem::replace(&mut inner.by_start, kept);
        for (_, id) in gone.keys() {
            inner.starts.remove(id);
        }
        self.version.fetch_add(1, Ordering::Release);
        gone.len()
    }
}

fn heard(event: Arc<EventNow>, away: &BTreeSet<SourceId>) -> Arc<EventNow> {
    match event.without(away) {
        Cow::Borrowed(_) => event,
        Cow::Owned(event) => Arc::new(event),
    }
}
