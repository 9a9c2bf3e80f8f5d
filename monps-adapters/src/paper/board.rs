//! What is offered, as paper orders find it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use monps_core::adapter::{Coverage, Snapshot, SourceEvent, SourceReference, Standing};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::Price;
use monps_core::quote::Side;

/// Events whose ids are kept; those that were told longest ago go first.
const EVENTS_MAX: usize = 10_000;

/// A price and how much can be had at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The price.
    pub price: Price,
    /// How much can be had; none where the venue does not say, and then as much as wanted.
    pub available: Option<Money>,
}

/// What is offered now.
pub trait PaperBoard: Send + Sync {
    /// The offers for a market and selection in the venue's own ids, best first. None while no bets are
    /// taken there.
    fn offers(&self, market: &str, selection: &str, side: Side) -> Option<Vec<Offer>>;
}

/// Market and selection, in the venue's ids or as we call them.
type Place = (String, String);

/// A board kept up to date with the snapshots of an adapter that tells the venue's ids.
#[derive(Debug)]
pub struct SnapshotBoard {
    currency: Currency,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    events: BTreeMap<String, Listed>,
    /// By the venue's ids.
    offers: BTreeMap<Place, Sides>,
    away: bool,
    /// How many snapshots were taken.
    taken: u64,
}

/// An event whose ids are known.
#[derive(Debug, Default)]
struct Listed {
    competition: String,
    /// The venue's ids by what we call them.
    ids: BTreeMap<Place, Place>,
    /// The snapshot that told it last.
    told: u64,
}

/// The offers to back and to lay.
#[derive(Debug, Default)]
struct Sides {
    back: Option<Offer>,
    lay: Option<Offer>,
}

impl SnapshotBoard {
    /// An empty board whose amounts are in a currency.
    #[must_use]
    pub fn new(currency: Currency) -> Self {
        Self { currency, held: Mutex::default() }
    }

    /// Takes what an adapter told. While its stream is away no bets are taken.
    pub fn take(&self, snapshot: &Snapshot) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.taken += 1;
        if let Some(standing) = snapshot.heard() {
            held.away = standing == Standing::Away;
        }
        for reference in &snapshot.references {
            held.learn(reference);
        }
        if snapshot.coverage == Coverage::Competitions {
            held.forget_missing(snapshot);
        }
        for event in &snapshot.events {
            if snapshot.coverage != Coverage::Delta {
                held.withdraw(&event.key);
            }
            held.offer(event, self.currency);
        }
        held.bound(EVENTS_MAX);
    }
}

impl Held {
    fn learn(&mut self, reference: &SourceReference) {
        let (selection, selection_id) = &reference.selection;
        let ours = (reference.market.to_string(), selection.slug().into_owned());
        let theirs = (reference.market_id.clone(), selection_id.clone());
        let listed = self.events.entry(reference.event_key.clone()).or_default();
        listed.told = self.taken;
        listed.ids.insert(ours, theirs);
    }

    fn offer(&mut self, event: &SourceEvent, currency: Currency) {
        let Some(listed) = self.events.get_mut(&event.key) else {
            return;
        };
        listed.competition.clone_from(&event.competition);
        listed.told = self.taken;
        for market in &event.markets {
            for quote in &market.quotes {
                let ours = (market.key.to_string(), quote.selection.slug().into_owned());
                let Some(theirs) = listed.ids.get(&ours) else {
                    continue;
                };
                let available = quote
                    .available
                    .and_then(|amount| Money::rounded(amount, currency, Rounding::Down).ok());
                let offer = Some(Offer { price: quote.price.price(), available });
                let sides = self.offers.entry(theirs.clone()).or_default();
                match quote.side {
                    Side::Back => sides.back = offer,
                    Side::Lay => sides.lay = offer,
                }
            }
        }
    }

    /// Takes back what an event offered; its ids stay.
    fn withdraw(&mut self, event: &str) {
        for theirs in self.events.get(event).into_iter().flat_map(|listed| listed.ids.values()) {
            self.offers.remove(theirs);
        }
    }

    fn forget(&mut self, event: &str) {
        self.withdraw(event);
        self.events.remove(event);
    }

    /// Forgets the events that an image of their competition no longer has.
    fn forget_missing(&mut self, image: &Snapshot) {
        let there: BTreeSet<&str> = image.events.iter().map(|event| event.key.as_str()).collect();
        let gone = self.events.iter().filter(|(key, listed)| {
            image.competitions.contains(&listed.competition) && !there.contains(key.as_str())
        });
        let gone: Vec<String> = gone.map(|(key, _)| key.clone()).collect();
        for event in gone {
            self.forget(&event);
        }
    }

    /// Keeps no more events than this.
    fn bound(&mut self, most: usize) {
        let more = self.events.len().saturating_sub(most);
        if more == 0 {
            return;
        }
        let mut by_age: Vec<(u64, String)> =
            self.events.iter().map(|(key, listed)| (listed.told, key.clone())).collect();
        by_age.sort_unstable();
        for (_, event) in by_age.into_iter().take(more) {
            self.forget(&event);
        }
    }
}

impl PaperBoard for SnapshotBoard {
    fn offers(&self, market: &str, selection: &str, side: Side) -> Option<Vec<Offer>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.away {
            return None;
        }
        let sides = held.offers.get(&(market.to_owned(), selection.to_owned()))?;
        match side {
            Side::Back => sides.back,
            Side::Lay => sides.lay,
        }
        .map(|offer| vec![offer])
    }
}

#[cfg(test)]
mod tests {
    use monps_core::adapter::{Skipped, SourceMarket, SourceQuote, SourceVenue};
    use monps_core::catalog::{MarketKey, MarketKind, Period, Selection, Sport, VenueKind};
    use monps_core::odds::{OddsFormat, QuotedPrice};
    use monps_core::time::parse_timestamp;

    use super::*;

    fn key() -> MarketKey {
        MarketKey::new(MarketKind::MatchOdds, Period::FullTime, None).unwrap()
    }

    /// One event whose market has its own number, with a price for the home side.
    fn told(event: u32, competition: &str) -> Snapshot {
        let quote = SourceQuote {
            selection: Selection::Home,
            side: Side::Back,
            price: QuotedPrice::parse("2.5", OddsFormat::Decimal).unwrap(),
            available: None,
            stake_max: None,
        };
        let venue = SourceVenue {
            key: "betfair".parse().unwrap(),
            title: "Betfair".to_owned(),
            kind: VenueKind::Exchange,
        };
        let reference = SourceReference {
            event_key: event.to_string(),
            venue: venue.key.clone(),
            market: key(),
            market_id: format!("1.{event}"),
            selection: (Selection::Home, "7".to_owned()),
        };
        let market = SourceMarket {
            venue,
            key: key(),
            source_at: None,
            approximate: false,
            quotes: vec![quote],
        };
        let event = SourceEvent {
            key: event.to_string(),
            sport: Sport::FOOTBALL,
            competition: competition.to_owned(),
            competition_title: competition.to_owned(),
            season: None,
            home: "Reds".to_owned(),
            away: "Blues".to_owned(),
            starts_at: parse_timestamp("2026-11-22T15:00:00Z").unwrap(),
            time_known: true,
            markets: vec![market],
        };
        Snapshot { events: vec![event], references: vec![reference], ..Snapshot::default() }
    }

    fn offered(board: &SnapshotBoard, event: u32) -> bool {
        board.offers(&format!("1.{event}"), "7", Side::Back).is_some()
    }

    #[test]
    fn what_an_image_no_longer_has_is_not_offered() {
        let board = SnapshotBoard::new(Currency::GBP);
        for (event, competition) in [(1, "epl"), (2, "epl"), (3, "ligue-1")] {
            board.take(&told(event, competition));
        }
        let image = Snapshot {
            coverage: Coverage::Competitions,
            competitions: vec!["epl".to_owned()],
            ..told(2, "epl")
        };
        board.take(&image);
        assert_eq!([1, 2, 3].map(|event| offered(&board, event)), [false, true, true]);
        assert_eq!(board.held.lock().unwrap().events.len(), 2);
    }

    #[test]
    fn what_was_not_understood_does_not_bring_a_stream_back() {
        let board = SnapshotBoard::new(Currency::GBP);
        board.take(&told(1, "epl"));
        board.take(&Snapshot { standing: Standing::Away, ..Snapshot::default() });
        assert!(!offered(&board, 1));
        let skipped = Skipped { at: "stream".to_owned(), reason: "TIMEOUT".to_owned() };
        board.take(&Snapshot { skipped: vec![skipped], ..Snapshot::default() });
        assert!(!offered(&board, 1));
        board.take(&Snapshot::default());
        assert!(offered(&board, 1), "it is heard again, and nothing had changed");
    }

    #[test]
    fn the_events_told_longest_ago_make_room() {
        let board = SnapshotBoard::new(Currency::GBP);
        for event in [1, 2, 3, 1] {
            board.take(&told(event, "epl"));
        }
        board.held.lock().unwrap().bound(2);
        assert_eq!([1, 2, 3].map(|event| offered(&board, event)), [true, false, true]);
        assert_eq!(board.held.lock().unwrap().offers.len(), 2);
    }
}
