//! Back and lay: backing a selection at one venue and laying it at another, or laying the whole field.
//!
//! A back of `B` at `b` is level with a lay at `l` and commission `c` when the lay stake is
//! `B·b / (l − c)` (see [`crate::stake::hedge::lay_stake`]); it pays when `b > (l − c) / (1 − c)`.
//! Laying every selection pays when `Σ 1/l` is above 1, by less after commission. Both are cases of one
//! question, which stakes on the backs and lays of a market guarantee most with commission on each
//! venue's net winnings, and that is how they are found: by the programme of
//! [`CrossMarket`](super::CrossMarket) within one market, with its proof.

use rust_decimal::Decimal;

use super::cross_market::{held_first, within};
use super::{Detector, Opportunity, OpportunityKind, TrustPolicy, Venues};
use crate::quote::{Board, MarketBoard, Side};
use crate::time::Timestamp;

/// Finds markets that pay whatever happens, with at least one lay among the legs.
#[derive(Clone, Debug, Default)]
pub struct BackLay {
    /// The limits that trust is judged by.
    pub policy: TrustPolicy,
    /// The least guaranteed profit rate, of all that is put up; anything above 0 unless said otherwise.
    pub edge_min: Decimal,
    /// Looks at every venue alike, wherever the person may bet.
    pub ignore_access: bool,
    /// What is to be put up at the most: see [`CrossMarket::total`](super::CrossMarket::total).
    pub total: Option<Decimal>,
}

impl Detector for BackLay {
    fn kind(&self) -> OpportunityKind {
        OpportunityKind::BackLay
    }

    /// At most one finding a market. What backs alone give is [`Arbitrage`](super::Arbitrage)'s.
    fn detect(&self, board: &Board, venues: &Venues, now: Timestamp) -> Vec<Opportunity> {
        let has_lay = |market: &&MarketBoard| {
            let mut quotes = market.selections.iter().flat_map(|selection| &selection.quotes);
            quotes.any(|quote| quote.side == Side::Lay)
        };
        board
            .markets
            .iter()
            .filter(has_lay)
            .filter_map(|market| {
                let solution = held_first(venues, self.ignore_access, |admitted| {
                    within(board, market, venues, admitted, self.total)
                })?;
                let is_wanted = solution.guaranteed >= self.edge_min
                    && solution.legs.iter().any(|leg| leg.side == Side::Lay);
                let place = (board, venues, now);
                let kind = OpportunityKind::BackLay;
                is_wanted.then(|| self.policy.opportunity(kind, solution, place)).flatten()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::{VenueAccess, VenueKind};
    use crate::detect::samples::{board, match_odds, now, only, quote, venue, winner};
    use crate::money::Rounding;
    use crate::quote::Quote;

    fn lay(venue: i64, price: Decimal) -> Quote {
        Quote { side: Side::Lay, ..quote((venue, &price)) }
    }

    /// A bookmaker, and an exchange that takes 5 %.
    fn venues() -> Venues {
        [
            venue(1, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
            venue(2, VenueKind::Exchange, dec!(0.05), VenueAccess::Held),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn a_back_above_the_lay_after_commission() {
        let mut found = board(winner(), &[&[dec!(2.20)], &[]]);
        found.markets[0].selections[0].quotes.push(lay(2, dec!(2.10)));
        let found = only(BackLay::default().detect(&found, &venues(), now()));
        // 1 backed, 2.20/2.05 laid: what is left of 1.20 after the liability, over all put up.
        let laid = dec!(2.20) / dec!(2.05);
        let expected = (dec!(1.20) - laid * dec!(1.10)) / (dec!(1) + laid * dec!(1.10));
        let rounded = |value| Rounding::HalfEven.apply(value, 9);
        assert_eq!(rounded(found.edge), rounded(expected));
        assert_eq!(rounded(found.edge), dec!(0.008948546));
        let sides: Vec<_> = found.legs.iter().map(|leg| leg.side).collect();
        assert_eq!(sides, [Side::Back, Side::Lay]);
        assert_eq!(found.trust.reasons, []);
    }

    #[test]
    fn a_back_that_commission_eats_is_not_found() {
        // 2.10 against 2.05 at 5 %: the lay costs (2.05 − 0.05)/0.95 = 2.105.
        let mut lost = board(winner(), &[&[dec!(2.10)], &[]]);
        lost.markets[0].selections[0].quotes.push(lay(2, dec!(2.05)));
        assert!(BackLay::default().detect(&lost, &venues(), now()).is_empty());
        lost.markets[0].selections[0].quotes[1] = lay(2, dec!(2.04));
        assert_eq!(BackLay::default().detect(&lost, &venues(), now()).len(), 1);
    }

    #[test]
    fn the_whole_field_is_laid() {
        // Σ 1/o = 1/2.2 + 1/3.2 + 1/3.6 = 1.0448; the profit is K·0.0448·0.95 with stakes K/o.
        let mut field = board(match_odds(), &[&[], &[], &[]]);
        for (selection, price) in [dec!(2.2), dec!(3.2), dec!(3.6)].into_iter().enumerate() {
            field.markets[0].selections[selection].quotes.push(lay(2, price));
        }
        let found = only(BackLay::default().detect(&field, &venues(), now()));
        let prices = [dec!(2.2), dec!(3.2), dec!(3.6)];
        let sum: Decimal = prices.iter().map(|price| dec!(1) / price).sum();
        let put_up: Decimal = prices.iter().map(|price| (price - dec!(1)) / price).sum();
        let expected = (sum - dec!(1)) * dec!(0.95) / put_up;
        let rounded = |value| Rounding::HalfEven.apply(value, 9);
        assert_eq!(rounded(found.edge), rounded(expected));
        assert_eq!(found.legs.len(), 3);
    }

    #[test]
    fn backs_alone_are_left_to_the_other_detector() {
        let mut found = board(winner(), &[&[dec!(2.20)], &[dec!(2.20)]]);
        found.markets[0].selections[0].quotes.push(lay(2, dec!(2.60)));
        assert!(BackLay::default().detect(&found, &venues(), now()).is_empty());
    }
}
