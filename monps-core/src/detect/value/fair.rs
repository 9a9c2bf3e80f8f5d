//! What a selection is worth: the books that say so, and how sure the answer is.

use std::cell::OnceCell;

use rust_decimal::prelude::ToPrimitive;

use crate::catalog::VenueKey;
use crate::detect::Venues;
use crate::detect::trust::is_fresh;
use crate::id::VenueId;
use crate::margin::{MarginModel, Method, RESIDUAL_MAX, band};
use crate::odds::{Price, Probability};
use crate::quote::{Board, MarketBoard, Quote, Side};
use crate::time::{Observed, Timestamp};

/// One venue's prices for a whole market, without their margin.
pub(super) struct Book {
    venue_id: VenueId,
    prices: Vec<Price>,
    observed: Vec<Observed>,
    fair: Vec<f64>,
    /// What the least generous method says; asked for by few.
    low: OnceCell<Vec<f64>>,
}

impl Book {
    /// The book of every venue that quotes the whole market, all of it fresh, with a margin that the
    /// method can take out. A book sum under 1 is no opinion: somebody is late.
    pub(super) fn all(
        board: &Board,
        market: &MarketBoard,
        method: Method,
        venues: &Venues,
        now: Timestamp,
    ) -> Vec<Self> {
        venues
            .iter()
            .filter_map(|venue| {
                let quotes = whole(market, venue.id)?;
                let fresh = |quote: &&Quote| {
                    is_fresh(venue.id, &quote.observed, board.starts_at, venues, now)
                };
                if !quotes.iter().all(fresh) {
                    return None;
                }
                let prices: Vec<Price> = quotes.iter().map(|quote| quote.price.price()).collect();
                let fair = method.fair(&prices).ok()?;
                let is_under_round = fair.diagnostics().book_sum < 1.0 - RESIDUAL_MAX;
                (!is_under_round).then(|| Self {
                    venue_id: venue.id,
                    prices,
                    observed: quotes.iter().map(|quote| quote.observed).collect(),
                    fair: fair.probabilities().to_vec(),
                    low: OnceCell::new(),
                })
            })
            .collect()
    }

    /// The smallest fair probability of a selection over all margin models.
    fn low(&self, at: usize) -> f64 {
        let low = self.low.get_or_init(|| {
            band(&self.prices, 1).map_or_else(
                |_| self.fair.clone(),
                |band| band.ranges.iter().map(|range| range.low).collect(),
            )
        });
        low[at]
    }
}

/// A venue's back prices in the order of the kind's selections, if it has them all.
fn whole(market: &MarketBoard, venue_id: VenueId) -> Option<Vec<&Quote>> {
    let selections = market.key.kind.selections().iter();
    selections
        .map(|selection| {
            let mut quotes = market.selection(selection)?.quotes.iter();
            quotes.find(|quote| quote.venue_id == venue_id && quote.side == Side::Back)
        })
        .collect()
}

/// Who is believed about a market.
pub(super) enum Opinion<'a> {
    /// One venue known to be sharp.
    Reference(&'a Book),
    /// The mean over several venues.
    Consensus(Vec<&'a Book>),
}

impl<'a> Opinion<'a> {
    /// The first reference that has a book, and no venue about itself; else the consensus of the
    /// venues other than the one judged, if they are enough.
    pub(super) fn about(
        judged: VenueId,
        books: &'a [Book],
        references: &[VenueKey],
        venues: &Venues,
        venue_count_min: usize,
    ) -> Option<Self> {
        let key_of = |book: &Book| venues.get(book.venue_id).map(|venue| &venue.key);
        let reference =
            references.iter().find_map(|key| books.iter().find(|book| key_of(book) == Some(key)));
        if let Some(book) = reference {
            return (book.venue_id != judged).then_some(Self::Reference(book));
        }
        let others: Vec<&Book> = books.iter().filter(|book| book.venue_id != judged).collect();
        (!others.is_empty() && others.len() >= venue_count_min).then_some(Self::Consensus(others))
    }

    fn mean(&self, of: impl Fn(&Book) -> f64) -> Option<Probability> {
        let estimate = match self {
            Self::Reference(book) => of(book),
            Self::Consensus(books) => {
                books.iter().map(|book| of(book)).sum::<f64>() / books.len().to_f64()?
            }
        };
        Probability::from_estimate(estimate).ok()
    }

    /// The fair probability of a selection, by its place in the market's kind.
    pub(super) fn fair(&self, at: usize) -> Option<Probability> {
        self.mean(|book| book.fair[at])
    }

    /// No margin model makes it less than this.
    pub(super) fn low(&self, at: usize) -> Option<Probability> {
        self.mean(|book| book.low(at))
    }

    /// The prices of a reference, which must have been seen when the judged price was. One laggard
    /// among many hardly moves a mean, so a consensus is only asked to be fresh.
    pub(super) fn observed(&self) -> &[Observed] {
        match self {
            Self::Reference(book) => &book.observed,
            Self::Consensus(_) => &[],
        }
    }

    /// Whether the time of a price is a convention.
    pub(super) fn is_approximate(&self) -> bool {
        let approximate = |book: &Book| book.observed.iter().any(|seen| seen.approximate);
        match self {
            Self::Reference(book) => approximate(book),
            Self::Consensus(books) => books.iter().any(|book| approximate(book)),
        }
    }
}
