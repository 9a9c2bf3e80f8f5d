//! Spread: how far apart the venues' prices for one selection lie.
//!
//! (best − worst) / worst over current back prices, each worth what it is after commission. It tells
//! where venues disagree, and so where to look: one of them is late, generous or mistaken. It says
//! nothing about which, and a bet on the best price may still lose money in the long run. Hence no
//! spread is ever bettable: its trust carries [`TrustReason::NotAProfit`], whatever else it says.

use rust_decimal::{Decimal, dec};

use super::leg::{commission_of, distinct, leg, venue_count};
use super::{Detail, Detector, Opportunity, OpportunityKind, TrustPolicy, TrustReason, Venues};
use crate::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use crate::time::Timestamp;

/// Finds selections whose prices lie far apart, in any market: no other selection need be quoted, so
/// that markets we do not understand take part.
#[derive(Clone, Debug)]
pub struct Spread {
    /// The limits that trust is judged by.
    pub policy: TrustPolicy,
    /// The least (best − worst) / worst that is found; 0.05 unless said otherwise.
    pub spread_min: Decimal,
    /// How many venues must back the selection; 3 unless said otherwise.
    pub venue_count_min: usize,
}

impl Default for Spread {
    fn default() -> Self {
        Self { policy: TrustPolicy::default(), spread_min: dec!(0.05), venue_count_min: 3 }
    }
}

impl Detector for Spread {
    fn kind(&self) -> OpportunityKind {
        OpportunityKind::Spread
    }

    /// At most one finding a selection, with two legs: the best price first, then the worst.
    fn detect(&self, board: &Board, venues: &Venues, now: Timestamp) -> Vec<Opportunity> {
        let mut found = Vec::new();
        for market in &board.markets {
            for selection in &market.selections {
                found.extend(self.spread(board, market, selection, venues, now));
            }
        }
        found
    }
}

impl Spread {
    fn spread(
        &self,
        board: &Board,
        market: &MarketBoard,
        selection: &SelectionBoard,
        venues: &Venues,
        now: Timestamp,
    ) -> Option<Opportunity> {
        let backs = || selection.quotes.iter().filter(|quote| quote.side == Side::Back);
        if distinct(backs()) < self.venue_count_min {
            return None;
        }
        let worth =
            |quote: &Quote| commission_of(venues, quote.venue_id).effective(quote.price.price());
        // Of equal prices the first stands at either end.
        let best =
            backs().reduce(|best, quote| if worth(quote) > worth(best) { quote } else { best })?;
        let worst = backs().reduce(
            |worst, quote| {
                if worth(quote) < worth(worst) { quote } else { worst }
            },
        )?;
        let edge = (worth(best) - worth(worst)) / worth(worst);
        if edge < self.spread_min || best.venue_id == worst.venue_id {
            return None;
        }
        let legs: Vec<_> = [best, worst]
            .map(|quote| leg(market, selection, quote, commission_of(venues, quote.venue_id)))
            .into();
        let venue_count = venue_count(market);
        // Nothing is promised, so nothing is too good to be true.
        let promised = Decimal::ZERO;
        let trust = self
            .policy
            .judge(&legs, promised, venue_count, board.starts_at, venues, now)
            .with([TrustReason::NotAProfit]);
        Some(Opportunity {
            kind: OpportunityKind::Spread,
            event_id: board.event_id,
            market_id: market.market_id,
            market: market.key.clone(),
            legs,
            edge,
            guaranteed: None,
            fair_probability: None,
            venue_count,
            trust,
            found_at: now,
            detail: Detail::None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{MarketKey, MarketKind, VenueAccess, VenueKind};
    use crate::detect::Grade;
    use crate::detect::samples::{board, bookmakers, match_odds, now, only, venue};
    use crate::time::TimeDelta;

    #[test]
    fn the_best_and_the_worst_of_three() {
        let board = board(
            match_odds(),
            &[
                &[dec!(2.10), dec!(2.00), dec!(2.20)],
                &[dec!(3.4), dec!(3.4), dec!(3.5)],
                &[dec!(3.0), dec!(9.0)],
            ],
        );
        let found = only(Spread::default().detect(&board, &bookmakers(3), now()));
        assert_eq!(found.edge, dec!(0.10));
        let legs: Vec<_> = found.legs.iter().map(|leg| leg.price.price().get()).collect();
        assert_eq!(legs, [dec!(2.20), dec!(2.00)]);
        assert_eq!((found.guaranteed, found.fair_probability), (None, None));
        assert_eq!(found.trust.reasons, [TrustReason::NotAProfit]);
        assert_eq!(found.trust.grade, Grade::Indicative);

        let closer = Spread { spread_min: dec!(0.1001), ..Spread::default() };
        assert!(closer.detect(&board, &bookmakers(3), now()).is_empty());
        let pairs = Spread { venue_count_min: 2, ..Spread::default() };
        assert_eq!(pairs.detect(&board, &bookmakers(3), now()).len(), 2);
    }

    #[test]
    fn an_exchange_is_compared_after_commission() {
        let venues: Venues = [
            venue(1, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
            venue(2, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
            venue(3, VenueKind::Exchange, dec!(0.05), VenueAccess::Held),
        ]
        .into_iter()
        .collect();
        // 2.10 less 5 % of the winnings is 2.045: 2.25 % above 2.00, not 5 %.
        let board = board(match_odds(), &[&[dec!(2.00), dec!(2.00), dec!(2.10)]]);
        assert!(Spread::default().detect(&board, &venues, now()).is_empty());
        let found = only(Spread { spread_min: dec!(0.02), ..Spread::default() }.detect(
            &board,
            &venues,
            now(),
        ));
        assert_eq!(found.edge, dec!(0.0225));
    }

    #[test]
    fn what_is_not_understood_takes_part_and_old_prices_say_so() {
        let key =
            MarketKey::full_time(MarketKind::Opaque("first_scorer".to_owned()), None).unwrap();
        let mut board = board(match_odds(), &[&[dec!(8), dec!(9), dec!(10)]]);
        board.markets[0].key = key;
        let later = now() + TimeDelta::hours(1);
        let found = only(Spread::default().detect(&board, &bookmakers(3), later));
        assert_eq!(found.edge, dec!(0.25));
        let slugs: Vec<_> = found.trust.reasons.iter().map(|reason| reason.as_str()).collect();
        assert_eq!(slugs, ["stale", "stale", "not_a_profit"]);
    }
}
