//! Value: a price that pays more than its fair price.
//!
//! Edge = fair probability × price − 1, the price being worth what it is after commission. The fair
//! probability is an opinion, and the finding is as good as the opinion is:
//!
//! 1. The first *reference* venue, in order of preference, that quotes the whole market, freshly and
//!    not under-round. Pinnacle and the exchanges, unless said otherwise: they take large stakes from
//!    people who win, so their prices are corrected by money.
//! 2. Failing those, the *consensus*: the mean of the fair probabilities over the venues that do so,
//!    at least three, the one that is judged left out. A venue has no say about itself.
//!
//! The margin is taken out by the power method unless said otherwise: it has an answer for any number
//! of runners and every book, leaves no probability outside 0 and 1, and takes more from outsiders
//! than the proportional method does, as bookmakers do. Where the edge is not there by every other
//! method too, trust carries [`TrustReason::MethodDependent`].
//!
//! Probabilities are estimates until [`Probability::from_estimate`](crate::odds::Probability::from_estimate);
//! from there on all is exact. Where a push is possible (draw no bet, whole lines) probability and
//! edge hold for the case that there is none.

mod fair;

use rust_decimal::{Decimal, dec};

use super::leg::{commission_of, leg, venue_count};
use super::{
    Detail, Detector, Grade, Opportunity, OpportunityKind, TrustPolicy, TrustReason, Venues,
};
use crate::catalog::{VenueAccess, VenueKey};
use crate::margin::Method;
use crate::odds::Probability;
use crate::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use crate::time::Timestamp;
use fair::{Book, Opinion};

/// The venues that are believed, most believed first.
const REFERENCES: [&str; 5] =
    ["pinnacle", "betfair_ex_eu", "betfair_ex_uk", "smarkets", "matchbook"];

/// Finds prices above the fair price in complete markets of which one selection wins.
#[derive(Clone, Debug)]
pub struct Value {
    /// The limits that trust is judged by. An edge above its bound for phantoms is one.
    pub policy: TrustPolicy,
    /// The least edge that is found; 0.02 unless said otherwise.
    pub edge_min: Decimal,
    /// Whose prices are believed, in order of preference; unless said otherwise Pinnacle, then
    /// exchanges. None: always the consensus.
    pub reference: Vec<VenueKey>,
    /// How the margin is taken out; power unless said otherwise.
    pub method: Method,
    /// How many venues make a consensus, the judged one not counted; 3 unless said otherwise.
    pub venue_count_min: usize,
}

impl Default for Value {
    fn default() -> Self {
        Self {
            policy: TrustPolicy::default(),
            edge_min: dec!(0.02),
            reference: REFERENCES.iter().filter_map(|key| key.parse().ok()).collect(),
            method: Method::Power,
            venue_count_min: 3,
        }
    }
}

impl Detector for Value {
    fn kind(&self) -> OpportunityKind {
        OpportunityKind::Value
    }

    /// At most one finding a selection: a bettable one before one that is not, then one where an
    /// account is held, then the one with the largest edge.
    fn detect(&self, board: &Board, venues: &Venues, now: Timestamp) -> Vec<Opportunity> {
        let mut found = Vec::new();
        for market in &board.markets {
            if market.key.kind.is_partition() && market.is_complete() {
                let books = Book::all(board, market, self.method, venues, now);
                let look = Look { value: self, board, market, books, venues, now };
                found.extend(look.findings());
            }
        }
        found
    }
}

/// One market under judgement.
struct Look<'a> {
    value: &'a Value,
    board: &'a Board,
    market: &'a MarketBoard,
    books: Vec<Book>,
    venues: &'a Venues,
    now: Timestamp,
}

impl Look<'_> {
    fn findings(&self) -> impl Iterator<Item = Opportunity> {
        let selections = self.market.key.kind.selections().iter().enumerate();
        selections.filter_map(|(at, selection)| {
            let selection = self.market.selection(selection)?;
            let backs = selection.quotes.iter().filter(|quote| quote.side == Side::Back);
            let judged = backs.filter_map(|quote| self.judge(at, selection, quote));
            judged.reduce(
                |best, other| {
                    if self.rank(&other) > self.rank(&best) { other } else { best }
                },
            )
        })
    }

    fn rank(&self, found: &Opportunity) -> (Grade, bool, Decimal) {
        let is_held = found.legs.iter().all(|leg| {
            let venue = self.venues.get(leg.venue_id);
            venue.is_some_and(|venue| venue.access == VenueAccess::Held)
        });
        (found.trust.grade, is_held, found.edge)
    }

    fn judge(&self, at: usize, selection: &SelectionBoard, quote: &Quote) -> Option<Opportunity> {
        let Value { reference, venue_count_min, policy, .. } = self.value;
        let opinion =
            Opinion::about(quote.venue_id, &self.books, reference, self.venues, *venue_count_min)?;
        let commission = commission_of(self.venues, quote.venue_id);
        let worth = commission.effective(quote.price.price());
        let fair = opinion.fair(at)?.get();
        let edge = fair * worth - Decimal::ONE;
        if edge < self.value.edge_min {
            return None;
        }
        let legs = vec![leg(self.market, selection, quote, commission)];
        let venue_count = venue_count(self.market);
        let (starts_at, now) = (self.board.starts_at, self.now);
        let mut against = policy.judge_ages(opinion.observed().iter().chain([&quote.observed]));
        if opinion.is_approximate() {
            against.push(TrustReason::ApproximateTime);
        }
        let low = opinion.low(at).map_or(Decimal::ZERO, Probability::get);
        let edge_low = low * worth - Decimal::ONE;
        if edge_low <= Decimal::ZERO {
            against.push(TrustReason::MethodDependent);
        }
        let trust =
            policy.judge(&legs, edge, venue_count, starts_at, self.venues, now).with(against);
        Some(Opportunity {
            kind: OpportunityKind::Value,
            event_id: self.board.event_id,
            market_id: self.market.market_id,
            market: self.market.key.clone(),
            legs,
            edge,
            guaranteed: None,
            fair_probability: Some(fair),
            venue_count,
            trust,
            found_at: now,
            detail: Detail::Value { edge_low },
        })
    }
}

#[cfg(test)]
mod tests;
