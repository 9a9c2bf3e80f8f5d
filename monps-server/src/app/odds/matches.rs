//! Matches with their best prices.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use monps_core::catalog::{MarketKind, Period, Selection, VenueKey};
use monps_core::detect::Venues;
use monps_core::id::EventId;
use monps_core::odds::QuotedPrice;
use monps_core::quote::{Board, Side};
use monps_core::time::Timestamp;

use super::line::lines_of_board;
use super::{LookupError, Odds, OddsLine, is_of};
use crate::app::scan;
use crate::store::{EventOrigin, EventRecord, EventsQuery, StoreError};

/// A match with the best prices of its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchLine {
    /// The event.
    pub event: Arc<EventRecord>,
    /// Whether it is still to come and polled: its prices are current.
    pub is_open: bool,
    /// The best price of the home side.
    pub best_home: Option<QuotedPrice>,
    /// The best price of a draw.
    pub best_draw: Option<QuotedPrice>,
    /// The best price of the away side.
    pub best_away: Option<QuotedPrice>,
    /// Venues that quote it.
    pub bookmaker_count: usize,
    /// Prices to back.
    pub odds_count: usize,
}

/// The best price of a selection and who gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BestPrice {
    /// Who.
    pub venue: VenueKey,
    /// The price.
    pub price: QuotedPrice,
}

/// A match with all its prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchDetail {
    /// The match.
    pub line: MatchLine,
    /// Its prices: those that stand, or the last ones of an event that is over.
    pub odds: Vec<OddsLine>,
    /// The best price to back by market and selection.
    pub best: BTreeMap<String, BTreeMap<String, BestPrice>>,
}

impl Odds {
    /// Matches to come, by start; with `after`, those that follow the one of that start and id.
    #[must_use]
    pub fn coming_matches(
        &self,
        sport: Option<&str>,
        after: Option<(Timestamp, EventId)>,
        limit: usize,
    ) -> Vec<MatchLine> {
        self.coming(after.map(|(start, _)| start))
            .into_iter()
            .filter(|event| is_of(&event.record, sport))
            .filter(|event| {
                let place = (event.record.event.starts_at, event.record.event.id);
                after.is_none_or(|after| place > after)
            })
            .take(limit)
            .map(|event| summary(&event.record, &event.board, true))
            .collect()
    }

    /// Every stored match, the latest start first; those that are not on the boards with their last
    /// prices.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub async fn all_matches(
        &self,
        sport: Option<&str>,
        after: Option<(Timestamp, EventId)>,
        limit: u32,
    ) -> Result<Vec<MatchLine>, StoreError> {
        let query = EventsQuery { sport: sport.map(str::to_owned), after, limit };
        let events = self.store.events_by_start(&query).await?;
        let now = self.clock.now();
        let elsewhere: Vec<EventId> = events
            .iter()
            .map(|event| event.event.id)
            .filter(|id| self.boards.get(*id).is_none())
            .collect();
        let last = self.store.current(&elsewhere).await?;
        Ok(events
            .into_iter()
            .map(|event| match self.boards.get_heard(event.event.id) {
                Some(standing) => summary(&standing.record, &standing.board, is_open(&event, now)),
                None => {
                    let mine = last.iter().filter(|quote| quote.event_id == event.event.id);
                    let board = scan::board(&event, mine);
                    summary(&Arc::new(event), &board, false)
                }
            })
            .collect())
    }

    /// One match with all its prices.
    ///
    /// # Errors
    /// [`LookupError::NoMatch`], or [`LookupError::Store`].
    pub async fn match_detail(&self, match_id: &str) -> Result<MatchDetail, LookupError> {
        let event = self.event(match_id).await?;
        let standing = self.boards.get_heard(event.event.id);
        let (record, board, is_open) = match standing {
            Some(standing) => {
                let is_open = is_open(&standing.record, self.clock.now());
                (Arc::clone(&standing.record), standing.board.clone(), is_open)
            }
            None => {
                let last = self.store.current(&[event.event.id]).await?;
                let board = scan::board(&event, last.iter());
                (Arc::new(event), board, false)
            }
        };
        let quotes = || {
            board.markets.iter().flat_map(|m| &m.selections).flat_map(|selection| &selection.quotes)
        };
        let venues = self.venues.with(quotes().map(|quote| quote.venue_id)).await?;
        Ok(MatchDetail {
            line: summary(&record, &board, is_open),
            odds: lines_of_board(&record, &board, &venues, is_open, |_, _| true),
            best: best(&board, &venues),
        })
    }

    /// The event of a public name or a source's.
    pub(super) async fn event(&self, match_id: &str) -> Result<EventRecord, LookupError> {
        let event = self.store.event_by_name(match_id).await?;
        event.ok_or_else(|| LookupError::NoMatch { match_id: match_id.to_owned() })
    }
}

fn is_open(event: &EventRecord, now: Timestamp) -> bool {
    event.origin != EventOrigin::History && !event.event.has_started(now)
}

/// The best prices of the result, whichever way the sport asks for it, and how much is quoted.
fn summary(event: &Arc<EventRecord>, board: &Board, is_open: bool) -> MatchLine {
    let best = |wanted: &Selection| {
        board
            .markets
            .iter()
            .filter(|market| {
                matches!(market.key.kind, MarketKind::MatchOdds | MarketKind::Winner)
                    && matches!(market.key.period, Period::FullTime | Period::WithOvertime)
            })
            .filter_map(|market| market.selection(wanted)?.best_back())
            .map(|quote| quote.price)
            .max_by_key(|price| price.price())
    };
    let quotes = || {
        board
            .markets
            .iter()
            .flat_map(|market| &market.selections)
            .flat_map(|selection| &selection.quotes)
    };
    MatchLine {
        event: Arc::clone(event),
        is_open,
        best_home: best(&Selection::Home),
        best_draw: best(&Selection::Draw),
        best_away: best(&Selection::Away),
        bookmaker_count: quotes().map(|quote| quote.venue_id).collect::<BTreeSet<_>>().len(),
        odds_count: quotes().filter(|quote| quote.side == Side::Back).count(),
    }
}

fn best(board: &Board, venues: &Venues) -> BTreeMap<String, BTreeMap<String, BestPrice>> {
    let mut markets: BTreeMap<String, BTreeMap<String, BestPrice>> = BTreeMap::new();
    for market in &board.markets {
        for selection in &market.selections {
            let Some(quote) = selection.best_back() else {
                continue;
            };
            let Some(venue) = venues.get(quote.venue_id) else {
                continue;
            };
            let best = BestPrice { venue: venue.key.clone(), price: quote.price };
            let outcomes = markets.entry(market.key.to_string()).or_default();
            outcomes.insert(selection.selection.to_string(), best);
        }
    }
    markets
}
