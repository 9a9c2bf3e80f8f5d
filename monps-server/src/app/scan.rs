//! What stored odds hold, past or present: arbitrages, and what else is asked for.

use std::sync::Arc;

use monps_core::catalog::{MarketKind, VenueKind};
use monps_core::detect::{
    Arbitrage, BackLay, CrossMarket, Detector, LowHold, Middles, Opportunity, OpportunityKind,
    Venues,
};
use monps_core::id::EventId;
use monps_core::odds::Commission;
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard};
use monps_core::time::{Observed, Timestamp};

use crate::store::{EventRecord, HistoryMarket, QuoteRow, Store, StoreError, StoredQuote};

/// Events looked at in one go.
const EVENTS_PER_PAGE: u32 = 500;

/// What can be looked for in stored odds.
pub const KINDS: [OpportunityKind; 5] = [
    OpportunityKind::Arbitrage,
    OpportunityKind::CrossMarket,
    OpportunityKind::BackLay,
    OpportunityKind::Middle,
    OpportunityKind::LowHold,
];

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct ScanOptions {
    /// The kinds of findings, of [`KINDS`]; arbitrages alone when empty.
    pub kinds: Vec<OpportunityKind>,
    /// Only markets of a kind.
    pub market: Option<MarketKind>,
    /// Leaves exchanges out.
    pub without_exchanges: bool,
    /// The commission of every exchange, in place of each venue's own.
    pub commission: Option<Commission>,
}

/// Which picture of a market a finding was made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OddsSet {
    /// The first prices seen.
    Opening,
    /// The last prices before the start.
    Closing,
    /// The prices that stand now.
    Current,
}

impl OddsSet {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::Current => "current",
        }
    }
}

/// A finding of a scan.
#[derive(Clone, Debug)]
pub struct ScanRow {
    /// The event.
    pub event: EventRecord,
    /// Which picture of the market.
    pub set: OddsSet,
    /// What was found.
    pub opportunity: Opportunity,
}

/// Looks through the whole history: each market's opening and closing prices, and across markets the
/// opening or closing prices of all markets of an event together. Age and start do not count; trust is
/// noted and removes nothing. Rows are handed over page by page.
///
/// # Errors
/// [`StoreError`] when the store cannot be read.
pub async fn scan_history(
    store: &Arc<dyn Store>,
    options: &ScanOptions,
    mut found: impl FnMut(Vec<ScanRow>) + Send,
) -> Result<(), StoreError> {
    let venues = venues(store, options).await?;
    let (alone, together) = detectors(options);
    let mut after = None;
    loop {
        let events = store.history_events(after, EVENTS_PER_PAGE).await?;
        let Some(last) = events.last() else {
            return Ok(());
        };
        after = Some(last.event.id);
        let ids: Vec<EventId> = events.iter().map(|record| record.event.id).collect();
        let markets = store.history_of(&ids, options.market.as_ref()).await?;
        let mut rows = Vec::new();
        for (event_id, market) in &markets {
            let Ok(index) = ids.binary_search(event_id) else {
                continue;
            };
            for picture in pictures(&events[index], &[market]) {
                rows.extend(picture.findings(&alone, &events[index], &venues));
            }
        }
        for event in events.iter().filter(|_| !together.is_empty()) {
            let mine = markets.iter().filter(|(event_id, _)| *event_id == event.event.id);
            let mine: Vec<&HistoryMarket> = mine.map(|(_, market)| market).collect();
            for picture in pictures(event, &mine) {
                rows.extend(picture.findings(&together, event, &venues));
            }
        }
        found(rows);
    }
}

/// Looks at the prices that stand now for events that have not started.
///
/// # Errors
/// [`StoreError`] when the store cannot be read.
pub async fn scan_current(
    store: &Arc<dyn Store>,
    options: &ScanOptions,
    now: Timestamp,
) -> Result<Vec<ScanRow>, StoreError> {
    let venues = venues(store, options).await?;
    let (mut detectors, together) = detectors(options);
    detectors.extend(together);
    let events = store.events_starting_from(now).await?;
    let mut rows = Vec::new();
    for page in events.chunks(EVENTS_PER_PAGE as usize) {
        let ids: Vec<EventId> = page.iter().map(|record| record.event.id).collect();
        let quotes = store.current(&ids).await?;
        for event in page {
            let mine = quotes.iter().filter(|quote| {
                quote.event_id == event.event.id
                    && options.market.as_ref().is_none_or(|kind| quote.key.kind == *kind)
            });
            let picture = Picture { set: OddsSet::Current, now, board: board(event, mine) };
            rows.extend(picture.findings(&detectors, event, &venues));
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.opportunity.edge));
    Ok(rows)
}

/// The board of stored quotes.
pub fn board<'a>(event: &EventRecord, quotes: impl Iterator<Item = &'a StoredQuote>) -> Board {
    let mut board =
        Board { event_id: event.event.id, starts_at: event.event.starts_at, markets: Vec::new() };
    for stored in quotes {
        let Some(quote) = quote(&stored.row) else {
            continue;
        };
        let market = find_or_add(
            &mut board.markets,
            |market| market.market_id == stored.market_id,
            || MarketBoard {
                market_id: stored.market_id,
                key: stored.key.clone(),
                selections: Vec::new(),
            },
        );
        find_or_add(
            &mut market.selections,
            |selection| selection.selection_id == stored.row.selection_id,
            || SelectionBoard {
                selection_id: stored.row.selection_id,
                selection: stored.selection.clone(),
                quotes: Vec::new(),
            },
        )
        .quotes
        .push(quote);
    }
    board
}

fn find_or_add<T>(
    list: &mut Vec<T>,
    is_it: impl Fn(&T) -> bool,
    make: impl FnOnce() -> T,
) -> &mut T {
    let index = list.iter().position(is_it).unwrap_or_else(|| {
        list.push(make());
        list.len() - 1
    });
    &mut list[index]
}

fn quote(row: &QuoteRow) -> Option<Quote> {
    Some(Quote {
        venue_id: row.venue_id,
        side: row.side,
        price: row.price?,
        available: row.available,
        stake_max: row.stake_max,
        observed: row.observed,
    })
}

/// A board as it stood.
struct Picture {
    set: OddsSet,
    now: Timestamp,
    board: Board,
}

impl Picture {
    fn findings(
        &self,
        detectors: &[Box<dyn Detector>],
        event: &EventRecord,
        venues: &Venues,
    ) -> Vec<ScanRow> {
        detectors
            .iter()
            .flat_map(|detector| detector.detect(&self.board, venues, self.now))
            .map(|opportunity| ScanRow { event: event.clone(), set: self.set, opportunity })
            .collect()
    }
}

/// The opening and the closing picture of some markets of an event, as far as there are such: the
/// markets each at their own instant, the whole at the last of them.
fn pictures(event: &EventRecord, markets: &[&HistoryMarket]) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    for market in markets {
        for (set, instant) in instants(market, event) {
            let picture = find_or_add(
                &mut pictures,
                |picture| picture.set == set,
                || Picture {
                    set,
                    now: instant,
                    board: Board {
                        event_id: event.event.id,
                        starts_at: event.event.starts_at,
                        markets: Vec::new(),
                    },
                },
            );
            picture.now = picture.now.max(instant);
            picture.board.markets.push(as_of(market, instant));
        }
    }
    pictures
}

type Detectors = Vec<Box<dyn Detector>>;

/// The detectors that look at markets one by one, and those that need all of an event.
fn detectors(options: &ScanOptions) -> (Detectors, Detectors) {
    let (mut alone, mut together): (Detectors, Detectors) = (Vec::new(), Vec::new());
    let only = [OpportunityKind::Arbitrage];
    let kinds = if options.kinds.is_empty() { &only[..] } else { &options.kinds };
    let (ignore_access, without_exchanges) = (true, options.without_exchanges);
    for kind in KINDS.iter().filter(|kind| kinds.contains(kind)) {
        match kind {
            OpportunityKind::CrossMarket => together.push(Box::new(CrossMarket {
                without_exchanges,
                ignore_access,
                ..CrossMarket::default()
            })),
            OpportunityKind::Middle => {
                together.push(Box::new(Middles { ignore_access, ..Middles::default() }));
            }
            OpportunityKind::BackLay => {
                alone.push(Box::new(BackLay { ignore_access, ..BackLay::default() }));
            }
            OpportunityKind::LowHold => {
                alone.push(Box::new(LowHold { ignore_access, ..LowHold::default() }));
            }
            _ => alone.push(Box::new(Arbitrage {
                without_exchanges,
                ignore_access,
                ..Arbitrage::default()
            })),
        }
    }
    (alone, together)
}

async fn venues(store: &Arc<dyn Store>, options: &ScanOptions) -> Result<Venues, StoreError> {
    let mut venues = store.venues().await?;
    if let Some(commission) = options.commission {
        for venue in venues.iter_mut().filter(|venue| venue.kind == VenueKind::Exchange) {
            venue.commission = commission;
        }
    }
    Ok(venues.into_iter().collect())
}

/// The instants at which a market is pictured: its first, and its last up to the start.
///
/// A market seen only at the start was seen closing.
fn instants(market: &HistoryMarket, event: &EventRecord) -> Vec<(OddsSet, Timestamp)> {
    let starts_at = event.event.starts_at;
    let before = market.rows.iter().filter(|row| row.observed.source_at <= starts_at);
    let instants = before.map(|row| row.observed.source_at);
    let (Some(first), Some(last)) = (instants.clone().min(), instants.max()) else {
        return Vec::new();
    };
    if first == starts_at {
        vec![(OddsSet::Closing, first)]
    } else if first == last {
        vec![(OddsSet::Opening, first)]
    } else {
        vec![(OddsSet::Opening, first), (OddsSet::Closing, last)]
    }
}

/// The market as it stood at an instant: of each selection, venue and side the last row until then.
fn as_of(market: &HistoryMarket, instant: Timestamp) -> MarketBoard {
    let mut selections: Vec<SelectionBoard> = market
        .selections
        .iter()
        .map(|(id, selection)| SelectionBoard {
            selection_id: *id,
            selection: selection.clone(),
            quotes: Vec::new(),
        })
        .collect();
    for selection in &mut selections {
        let mut last: Vec<&QuoteRow> = Vec::new();
        let mine = market.rows.iter().filter(|row| {
            row.selection_id == selection.selection_id && row.observed.source_at <= instant
        });
        for row in mine {
            // Rows come by instant: a later one replaces an earlier one.
            let same = |old: &QuoteRow| old.venue_id == row.venue_id && old.side == row.side;
            match last.iter().position(|old| same(old)) {
                Some(index) => last[index] = row,
                None => last.push(row),
            }
        }
        selection.quotes = last.into_iter().filter_map(quote).collect();
        // What stood at the instant was seen to stand then, whenever it last changed.
        for quote in &mut selection.quotes {
            quote.observed = Observed { observed_at: instant, ..quote.observed };
        }
    }
    MarketBoard { market_id: market.id, key: market.key.clone(), selections }
}
