//! Low hold: markets that cost next to nothing to cover.
//!
//! With the best price of every selection the hold is 1 − 1/Σ(1/o). Where it is near nothing, turnover
//! is almost free: to clear the conditions of a bonus, to keep an account alive, to have both sides of
//! a line. It is not a profit, and a market with a profit is [`Arbitrage`](super::Arbitrage)'s.

use rust_decimal::{Decimal, dec};

use super::leg::{commission_of, leg, venue_count};
use super::{
    Detail, Detector, Opportunity, OpportunityKind, OpportunityLeg, TrustPolicy, TrustReason,
    Venues,
};
use crate::catalog::VenueAccess;
use crate::id::VenueId;
use crate::quote::{Board, MarketBoard, Side};
use crate::time::Timestamp;

/// Lists complete markets whose hold at best prices is small.
#[derive(Clone, Debug)]
pub struct LowHold {
    /// The limits that trust is judged by.
    pub policy: TrustPolicy,
    /// The largest hold that is listed; 0.01 unless said otherwise.
    pub hold_max: Decimal,
    /// Looks at every venue alike, wherever the person may bet.
    pub ignore_access: bool,
}

impl Default for LowHold {
    fn default() -> Self {
        Self { policy: TrustPolicy::default(), hold_max: dec!(0.01), ignore_access: false }
    }
}

impl Detector for LowHold {
    fn kind(&self) -> OpportunityKind {
        OpportunityKind::LowHold
    }

    /// At most one finding a market, of venues where an account is held; the lowest hold first.
    fn detect(&self, board: &Board, venues: &Venues, now: Timestamp) -> Vec<Opportunity> {
        let mut found: Vec<Opportunity> = board
            .markets
            .iter()
            .filter(|market| market.key.kind.is_partition() && market.is_complete())
            .filter_map(|market| self.look(board, market, venues, now))
            .collect();
        found.sort_by_key(|opportunity| -opportunity.edge);
        found
    }
}

impl LowHold {
    fn look(
        &self,
        board: &Board,
        market: &MarketBoard,
        venues: &Venues,
        now: Timestamp,
    ) -> Option<Opportunity> {
        let mut legs = self.best(market, venues)?;
        let worth = |leg: &OpportunityLeg| leg.commission.effective(leg.price.price());
        let book_sum: Decimal = legs.iter().map(|leg| Decimal::ONE / worth(leg)).sum();
        let edge = Decimal::ONE / book_sum - Decimal::ONE;
        let hold = Decimal::ONE - Decimal::ONE / book_sum;
        if hold < Decimal::ZERO || hold > self.hold_max {
            return None;
        }
        for leg in &mut legs {
            leg.share = Decimal::ONE / worth(leg) / book_sum;
        }
        let venue_count = venue_count(market);
        let trust = self
            .policy
            .judge(&legs, edge, venue_count, board.starts_at, venues, now)
            .with([TrustReason::NotAProfit]);
        Some(Opportunity {
            kind: OpportunityKind::LowHold,
            event_id: board.event_id,
            market_id: market.market_id,
            market: market.key.clone(),
            legs,
            edge,
            guaranteed: Some(edge),
            fair_probability: None,
            venue_count,
            trust,
            found_at: now,
            detail: Detail::None,
        })
    }

    /// The best price of every selection after commission, each taken alone.
    fn best(&self, market: &MarketBoard, venues: &Venues) -> Option<Vec<OpportunityLeg>> {
        let admitted = |id: VenueId| {
            self.ignore_access
                || venues.get(id).is_some_and(|venue| venue.access == VenueAccess::Held)
        };
        let selections = market.key.kind.selections().iter();
        selections
            .map(|selection| {
                let board = market.selection(selection)?;
                let backs = board.quotes.iter().filter(|quote| quote.side == Side::Back);
                let legs = backs
                    .filter(|quote| admitted(quote.venue_id))
                    .map(|quote| leg(market, board, quote, commission_of(venues, quote.venue_id)));
                legs.reduce(|best, other| {
                    let worth = |l: &OpportunityLeg| l.commission.effective(l.price.price());
                    if worth(&other) > worth(&best) { other } else { best }
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::samples::{board, bookmakers, now, only, winner};

    #[test]
    fn a_market_at_one_percent_is_listed_and_an_arbitrage_is_not() {
        // 2.00 against 1.98: Σ 1/o = 1.00505, hold 0.5 %.
        let near = board(winner(), &[&[dec!(2.00), dec!(1.80)], &[dec!(1.90), dec!(1.98)]]);
        let found = only(LowHold::default().detect(&near, &bookmakers(2), now()));
        assert_eq!(found.edge.round_sf(4), Some(dec!(-0.005025)));
        assert_eq!(found.trust.reasons, [TrustReason::NotAProfit]);
        let shares: Decimal = found.legs.iter().map(|leg| leg.share).sum();
        assert!((shares - dec!(1)).abs() < dec!(0.000000000000000000000001));

        let dear = board(winner(), &[&[dec!(1.95)], &[dec!(1.98)]]);
        assert!(LowHold::default().detect(&dear, &bookmakers(2), now()).is_empty());
        let arbitrage = board(winner(), &[&[dec!(2.10)], &[dec!(2.05)]]);
        assert!(LowHold::default().detect(&arbitrage, &bookmakers(2), now()).is_empty());
    }

    #[test]
    fn the_lowest_hold_stands_first() {
        let mut both = board(winner(), &[&[dec!(2.00)], &[dec!(1.98)]]);
        let second = board(winner(), &[&[dec!(2.00)], &[dec!(2.00)]]).markets.remove(0);
        both.markets.push(second);
        let found = LowHold::default().detect(&both, &bookmakers(1), now());
        let edges: Vec<_> = found.iter().map(|found| found.edge.is_zero()).collect();
        assert_eq!(edges, [true, false]);
    }
}
