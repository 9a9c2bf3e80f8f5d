//! What is offered, as paper orders find it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use monps_core::adapter::{Coverage, Snapshot, Standing};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::Price;
use monps_core::quote::Side;

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

/// Market and selection in the venue's ids, and the side.
type Place = (String, String, Side);

/// A board kept up to date with the snapshots of an adapter that tells the venue's ids.
#[derive(Debug)]
pub struct SnapshotBoard {
    currency: Currency,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    /// The venue's ids by what we call them: event, market, selection.
    ids: BTreeMap<(String, String, String), (String, String)>,
    offers: BTreeMap<Place, Vec<Offer>>,
    away: bool,
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
        held.away = snapshot.standing == Standing::Away;
        for reference in &snapshot.references {
            let (selection, selection_id) = &reference.selection;
            let ours = (
                reference.event_key.clone(),
                reference.market.to_string(),
                selection.slug().into_owned(),
            );
            held.ids.insert(ours, (reference.market_id.clone(), selection_id.clone()));
        }
        for event in &snapshot.events {
            if snapshot.coverage != Coverage::Delta {
                held.forget(&event.key);
            }
            for market in &event.markets {
                for quote in &market.quotes {
                    let ours = (
                        event.key.clone(),
                        market.key.to_string(),
                        quote.selection.slug().into_owned(),
                    );
                    let Some((market_id, selection_id)) = held.ids.get(&ours).cloned() else {
                        continue;
                    };
                    let available = quote.available.and_then(|amount| {
                        Money::rounded(amount, self.currency, Rounding::Down).ok()
                    });
                    let offer = Offer { price: quote.price.price(), available };
                    held.offers.insert((market_id, selection_id, quote.side), vec![offer]);
                }
            }
        }
    }
}

impl Held {
    fn forget(&mut self, event: &str) {
        let of_event = self.ids.iter().filter(|((of, _, _), _)| of == event);
        for (_, (market, selection)) in of_event {
            for side in [Side::Back, Side::Lay] {
                self.offers.remove(&(market.clone(), selection.clone(), side));
            }
        }
    }
}

impl PaperBoard for SnapshotBoard {
    fn offers(&self, market: &str, selection: &str, side: Side) -> Option<Vec<Offer>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.away {
            return None;
        }
        held.offers.get(&(market.to_owned(), selection.to_owned(), side)).cloned()
    }
}
