//! Arbitrages that are there, that are not, and that are not to be trusted.

use rust_decimal::{Decimal, dec};

use super::*;
use crate::catalog::MarketKey;
use crate::detect::samples::{board, bookmakers, match_odds, now, only, venue, winner};
use crate::detect::{Grade, TrustReason};
use crate::money::Rounding;
use crate::time::TimeDelta;

#[test]
fn the_published_pair_pays_3_73_percent() {
    let board = board(winner(), &[&[dec!(2.10), dec!(1.80)], &[dec!(1.75), dec!(2.05)]]);
    let found = only(Arbitrage::default().detect(&board, &bookmakers(2), now()));
    assert_eq!(Rounding::HalfEven.apply(found.edge, 4), dec!(0.0373));
    assert_eq!(found.trust.grade, Grade::Bettable);
    let shares: Vec<Decimal> =
        found.legs.iter().map(|leg| Rounding::HalfEven.apply(leg.share, 4)).collect();
    assert_eq!(shares, [dec!(0.4940), dec!(0.5060)]);
}

#[test]
fn a_book_of_exactly_one_is_no_arbitrage() {
    let board = board(match_odds(), &[&[dec!(3.6)], &[dec!(1.8)], &[dec!(6)]]);
    assert!(Arbitrage::default().detect(&board, &bookmakers(1), now()).is_empty());
}

#[test]
fn an_incomplete_market_is_no_arbitrage() {
    let board = board(match_odds(), &[&[dec!(3.6)], &[], &[dec!(6)]]);
    assert!(Arbitrage::default().detect(&board, &bookmakers(1), now()).is_empty());
}

#[test]
fn commission_is_on_the_net_winnings_of_the_market() {
    // Two legs at an exchange, one at a bookmaker: stakes of the shares found return the same
    // whichever wins, with 5 % taken from the exchange's net winnings only.
    let venues: Venues = [
        venue(1, VenueKind::Exchange, dec!(0.05), VenueAccess::Held),
        venue(2, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
    ]
    .into_iter()
    .collect();
    let board = board(
        match_odds(),
        &[&[dec!(3.4), dec!(2.9)], &[dec!(3.9), dec!(3.3)], &[dec!(2.2), dec!(2.5)]],
    );
    let found = only(Arbitrage::default().detect(&board, &venues, now()));
    let venue_of = |leg: &OpportunityLeg| leg.venue_id.get();
    assert_eq!(found.legs.iter().map(venue_of).collect::<Vec<_>>(), [1, 1, 2]);
    assert_eq!(Rounding::HalfEven.apply(found.legs.iter().map(|leg| leg.share).sum(), 20), dec!(1));
    for won in 0..3 {
        let net = |venue: i64| -> Decimal {
            found
                .legs
                .iter()
                .enumerate()
                .filter(|(_, leg)| venue_of(leg) == venue)
                .map(|(index, leg)| {
                    let back = if index == won { leg.price.price().get() } else { Decimal::ZERO };
                    leg.share * (back - Decimal::ONE)
                })
                .sum()
        };
        let exchange = net(1);
        let after = if exchange > Decimal::ZERO { exchange * dec!(0.95) } else { exchange };
        assert_eq!(Rounding::HalfEven.apply(after + net(2) - found.edge, 20), dec!(0));
    }
}

#[test]
fn only_held_venues_are_bettable() {
    let venues: Venues = [
        venue(1, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
        venue(2, VenueKind::Bookmaker, dec!(0), VenueAccess::Barred),
        venue(3, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
    ]
    .into_iter()
    .collect();
    let home = [dec!(2.10), dec!(2.20), dec!(1.9)];
    let with_held = board(winner(), &[&home, &[dec!(1.75), dec!(1.9), dec!(2.05)]]);
    let found = only(Arbitrage::default().detect(&with_held, &venues, now()));
    assert_eq!(found.trust.grade, Grade::Bettable);
    assert_eq!(found.legs[0].venue_id, VenueId::new(1));

    let without = board(winner(), &[&home, &[dec!(1.75), dec!(1.9), dec!(1.85)]]);
    let found = only(Arbitrage::default().detect(&without, &venues, now()));
    let barred = TrustReason::BarredVenue { venue_id: VenueId::new(2) };
    assert_eq!(found.trust.reasons, [barred]);
}

#[test]
fn what_is_too_good_old_or_started_is_indicative() {
    let phantom = board(winner(), &[&[dec!(3)], &[dec!(0), dec!(2.05)]]);
    let found = only(Arbitrage::default().detect(&phantom, &bookmakers(2), now()));
    assert_eq!(found.trust.reasons, [TrustReason::Phantom]);

    let pair = board(winner(), &[&[dec!(2.10)], &[dec!(0), dec!(2.05)]]);
    let later = now() + TimeDelta::hours(1);
    let found = only(Arbitrage::default().detect(&pair, &bookmakers(2), later));
    assert!(found.trust.reasons.iter().all(|reason| reason.as_str() == "stale"));
    assert_eq!(found.trust.reasons.len(), 2);

    let started = now() + TimeDelta::days(3);
    let found = only(Arbitrage::default().detect(&pair, &bookmakers(2), started));
    assert!(found.trust.reasons.contains(&TrustReason::Started));
}

#[test]
fn a_push_guarantees_nothing_but_the_stakes() {
    for (line, worst) in [("0", dec!(0)), ("-0.5", dec!(1)), ("-0.25", dec!(0.5))] {
        let key =
            MarketKey::full_time(MarketKind::AsianHandicap, Some(line.parse().unwrap())).unwrap();
        let board = board(key, &[&[dec!(2.10)], &[dec!(0), dec!(2.05)]]);
        let found = only(Arbitrage::default().detect(&board, &bookmakers(2), now()));
        assert_eq!(found.guaranteed, Some(found.edge * worst), "{line}");
    }
}
