//! Whose opinion counts, and what is made of it.

use super::*;
use crate::catalog::{MarketKey, MarketKind, Venue, VenueKind};
use crate::detect::samples::{board, match_odds, now, only, venue, winner};
use crate::id::VenueId;
use crate::margin::MarginModel;
use crate::money::Rounding;
use crate::odds::Price;
use crate::time::TimeDelta;

fn named(id: i64, key: &str, access: VenueAccess) -> Venue {
    Venue { key: key.parse().unwrap(), ..venue(id, VenueKind::Bookmaker, dec!(0), access) }
}

/// Pinnacle for reference, and three where an account is held.
fn with_pinnacle() -> Venues {
    let held = (2..=4).map(|id| venue(id, VenueKind::Bookmaker, dec!(0), VenueAccess::Held));
    [named(1, "pinnacle", VenueAccess::Reference)].into_iter().chain(held).collect()
}

/// Held venues nobody believes more than another.
fn crowd(count: i64) -> Venues {
    (1..=count).map(|id| venue(id, VenueKind::Bookmaker, dec!(0), VenueAccess::Held)).collect()
}

fn detect(board: &Board, venues: &Venues) -> Vec<Opportunity> {
    Value::default().detect(board, venues, now())
}

fn by_power(prices: &[Decimal], at: usize) -> Decimal {
    let prices: Vec<Price> = prices.iter().map(|&price| Price::new(price).unwrap()).collect();
    Method::Power.fair(&prices).unwrap().exact_probabilities().unwrap()[at].get()
}

#[test]
fn every_reference_has_a_key() {
    assert_eq!(Value::default().reference.len(), REFERENCES.len());
}

#[test]
fn the_edge_is_fair_times_price_less_one() {
    // Both sides alike: half each by every method. 0.5 × 2.08 − 1 = 4 %.
    let board =
        board(winner(), &[&[dec!(1.95), dec!(2.04), dec!(2.08)], &[dec!(1.95), dec!(1.80)]]);
    let found = only(detect(&board, &with_pinnacle()));
    assert_eq!((found.edge, found.fair_probability), (dec!(0.04), Some(dec!(0.5))));
    assert_eq!((found.legs.len(), found.legs[0].venue_id), (1, VenueId::new(3)));
    assert_eq!(found.guaranteed, None);
    assert_eq!((found.trust.grade, found.trust.reasons.len()), (Grade::Bettable, 0));

    let demanding = Value { edge_min: dec!(0.0401), ..Value::default() };
    assert!(demanding.detect(&board, &with_pinnacle(), now()).is_empty());
}

#[test]
fn an_exchange_is_judged_after_commission() {
    let venues: Venues = [
        named(1, "pinnacle", VenueAccess::Reference),
        venue(2, VenueKind::Exchange, dec!(0.05), VenueAccess::Held),
    ]
    .into_iter()
    .collect();
    let offering = |price| board(winner(), &[&[dec!(1.95), price], &[dec!(1.95)]]);
    // 2.10 is worth 2.045 there: an edge of 2.25 %.
    assert_eq!(only(detect(&offering(dec!(2.10)), &venues)).edge, dec!(0.0225));
    assert!(detect(&offering(dec!(2.09)), &venues).is_empty());
}

#[test]
fn the_consensus_leaves_the_judged_venue_out() {
    // Four venues; the last one stands apart, and its own opinion would hide that.
    let home = [dec!(2.00), dec!(2.02), dec!(1.98), dec!(2.12)];
    let away = [dec!(1.90), dec!(1.88), dec!(1.92), dec!(1.80)];
    let found = only(detect(&board(winner(), &[&home, &away]), &crowd(4)));
    let others: Decimal = (0..3).map(|venue| by_power(&[home[venue], away[venue]], 0)).sum();
    let expected = others / dec!(3) * dec!(2.12) - Decimal::ONE;
    assert_eq!(Rounding::HalfEven.apply(found.edge - expected, 10), dec!(0));
    assert_eq!(found.legs[0].venue_id, VenueId::new(4));

    // With one venue less there are but two others: no consensus.
    assert!(detect(&board(winner(), &[&home[1..], &away[1..]]), &crowd(3)).is_empty());
}

#[test]
fn an_under_round_reference_is_refused() {
    // Pinnacle's prices are an arbitrage by themselves: the three others are asked instead, and see
    // no value anywhere but there.
    let board = board(
        winner(),
        &[
            &[dec!(2.10), dec!(1.95), dec!(1.95), dec!(1.95)],
            &[dec!(2.00), dec!(1.95), dec!(1.95), dec!(1.95)],
        ],
    );
    let found = only(detect(&board, &with_pinnacle()));
    assert_eq!((found.legs[0].venue_id, found.edge), (VenueId::new(1), dec!(0.05)));
    let reference = TrustReason::ReferenceVenue { venue_id: VenueId::new(1) };
    assert_eq!(found.trust.reasons, [reference]);
}

#[test]
fn a_stale_reference_is_not_used() {
    let mut board = board(winner(), &[&[dec!(1.95), dec!(2.08)], &[dec!(1.95), dec!(1.80)]]);
    assert_eq!(detect(&board, &with_pinnacle()).len(), 1);
    // Ten minutes are allowed. Short of that the price counts, but it was not seen with the other.
    let away = |board: &mut Board, minutes| {
        let quote = &mut board.markets[0].selections[1].quotes[0];
        quote.observed = crate::time::Observed::at(now() - TimeDelta::minutes(minutes));
    };
    away(&mut board, 9);
    let found = only(detect(&board, &with_pinnacle()));
    assert_eq!(found.trust.reasons, [TrustReason::AgesApart { apart_s: 540 }]);
    away(&mut board, 11);
    assert!(detect(&board, &with_pinnacle()).is_empty());
}

#[test]
fn a_market_that_is_not_whole_has_no_value() {
    let reference = [dec!(2.0), dec!(3.6), dec!(4.0)];
    let whole =
        board(match_odds(), &[&[reference[0], dec!(3.0)], &[reference[1]], &[reference[2]]]);
    assert_eq!(detect(&whole, &with_pinnacle()).len(), 1);
    let no_draw = board(match_odds(), &[&[reference[0], dec!(3.0)], &[], &[reference[2]]]);
    assert!(detect(&no_draw, &with_pinnacle()).is_empty());
    // Complete between them, but neither venue says what the whole market is worth.
    let shared = board(match_odds(), &[&[reference[0]], &[dec!(0), dec!(4.5)], &[reference[2]]]);
    assert!(detect(&shared, &with_pinnacle()).is_empty());
    let key = MarketKey::full_time(MarketKind::DoubleChance, None).unwrap();
    let mut two_winners = whole;
    two_winners.markets[0].key = key;
    assert!(detect(&two_winners, &with_pinnacle()).is_empty());
}

#[test]
fn an_edge_of_the_method_alone_says_so() {
    // An outsider: proportionally it is worth 1/27, by power and others far less.
    let book = [dec!(1.10), dec!(8.0), dec!(26.0)];
    let board = board(match_odds(), &[&[book[0]], &[book[1]], &[book[2], dec!(31)]]);
    let generous = Value { method: Method::Proportional, ..Value::default() };
    let found = only(generous.detect(&board, &with_pinnacle(), now()));
    assert!(found.trust.reasons.contains(&TrustReason::MethodDependent), "{found:?}");
    assert!(detect(&board, &with_pinnacle()).is_empty());
}

#[test]
fn a_bettable_finding_comes_before_a_larger_phantom() {
    let with_phantom: &[Decimal] = &[dec!(1.95), dec!(2.06), dec!(2.60)];
    let board = board(winner(), &[with_phantom, &[dec!(1.95)]]);
    let found = only(detect(&board, &with_pinnacle()));
    assert_eq!((found.legs[0].venue_id, found.trust.grade), (VenueId::new(2), Grade::Bettable));

    let alone = self::board(winner(), &[&[dec!(1.95), dec!(0), dec!(2.60)], &[dec!(1.95)]]);
    assert_eq!(only(detect(&alone, &with_pinnacle())).trust.reasons, [TrustReason::Phantom]);
}
