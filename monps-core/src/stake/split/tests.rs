//! The search against looking at every staking, and the limits.

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::odds::Price;

fn leg(venue: i64, price: Decimal, step: Decimal) -> SplitLeg {
    SplitLeg::new(VenueId::new(venue), Price::new(price).unwrap().into(), step)
}

fn commission(rate: Decimal) -> Commission {
    Commission::new(rate).unwrap()
}

/// Every staking of three legs in whole units up to the total, by brute force.
fn every_staking(legs: &[SplitLeg], total: i64) -> Vec<(Decimal, Decimal)> {
    let mut all = Vec::new();
    for a in 1..=total {
        for b in 1..=(total - a) {
            for c in 1..=(total - a - b) {
                let stakes = [a, b, c].map(Decimal::from);
                let allowed = legs.iter().zip(&stakes).all(|(leg, stake)| {
                    *stake >= leg.stake_min && leg.stake_max.is_none_or(|most| *stake <= most)
                });
                if allowed {
                    all.push((profile::worst(legs, &stakes), Decimal::from(a + b + c)));
                }
            }
        }
    }
    all
}

fn cents(range: std::ops::Range<i64>) -> impl Strategy<Value = Decimal> {
    range.prop_map(|value| Decimal::new(value, 2))
}

prop_compose! {
    fn three_legs()(
        prices in [cents(180..420), cents(240..420), cents(280..500)],
        rates in [cents(0..7), cents(0..7), cents(0..7)],
        stake_min in 0..6_i64,
        stake_max in prop::option::of(6..20_i64),
    ) -> Vec<SplitLeg> {
        let mut legs: Vec<SplitLeg> = (1..).zip(prices).zip(rates).map(|((venue, price), rate)| SplitLeg {
            commission: commission(rate),
            ..leg(venue, price, dec!(1))
        }).collect();
        legs[0].stake_min = Decimal::from(stake_min);
        legs[1].stake_max = stake_max.map(Decimal::from);
        legs
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_staking_beats_the_best_rate(legs in three_legs(), total in 12..30_i64) {
        let best = best_whole(Decimal::from(total), &legs).unwrap();
        prop_assert!(best.proven);
        let brute = every_staking(&legs, total).into_iter().map(|(worst, sum)| worst / sum).max();
        prop_assert_eq!(Some(best.profit_rate), brute);
        prop_assert!(best.profit_rate <= best.profit_rate_bound);
    }

    #[test]
    fn no_staking_of_an_arbitrage_wins_more(legs in three_legs(), total in 12..30_i64) {
        let best = split(Decimal::from(total), &legs).unwrap();
        prop_assert!(best.total <= Decimal::from(total));
        if best.profit_rate_bound > Decimal::ZERO {
            let brute = every_staking(&legs, total).into_iter().map(|(worst, _)| worst).max();
            prop_assert_eq!(Some(best.worst_profit), brute);
        }
    }

    #[test]
    fn a_shared_exchange_is_searched_to_the_end(legs in three_legs(), total in 12..26_i64) {
        let mut legs = legs;
        legs[2].venue_id = legs[0].venue_id;
        legs[2].commission = legs[0].commission;
        let best = split(Decimal::from(total), &legs).unwrap();
        if best.profit_rate_bound > Decimal::ZERO && best.proven {
            let brute = every_staking(&legs, total).into_iter().map(|(worst, _)| worst).max();
            prop_assert_eq!(Some(best.worst_profit), brute);
        }
    }

    #[test]
    fn a_shared_exchange_comes_close_to_every_staking(legs in three_legs(), total in 20..30_i64) {
        let mut legs = legs;
        legs[1].venue_id = legs[0].venue_id;
        legs[1].commission = legs[0].commission;
        let best = best_whole(Decimal::from(total), &legs).unwrap();
        let brute = every_staking(&legs, total).into_iter().map(|(worst, sum)| worst / sum).max();
        prop_assert!(Some(best.profit_rate) <= brute);
        // Not proven, but at whole units and small totals never far: within a hundredth.
        prop_assert!(brute.is_some_and(|most| most - best.profit_rate <= dec!(0.01)));
        prop_assert!(best.profit_rate <= best.profit_rate_bound + dec!(0.00000000000000000001));
    }
}

#[test]
fn other_prices_with_the_same_book_sum_pay_on_one_and_one() {
    let legs = [leg(1, dec!(2.02), dec!(1)), leg(2, dec!(2.01), dec!(1))];
    let best = best_whole(dec!(2), &legs).unwrap();
    assert_eq!(best.stakes, [dec!(1), dec!(1)]);
    assert_eq!(best.profit_rate, dec!(0.005));
}

#[test]
fn commission_is_on_the_net_of_a_venue() {
    // Both legs at one exchange, 5 %: what is lost on the one is set against the other.
    let legs = [dec!(2.30), dec!(2.10)]
        .map(|price| SplitLeg { commission: commission(dec!(0.05)), ..leg(1, price, dec!(0.01)) });
    let found = split(dec!(100), &legs).unwrap();
    let [a, b] = found.stakes[..] else { panic!("two legs") };
    let net = a * dec!(1.30) - b;
    assert_eq!(found.profile[0], net * dec!(0.95));
    // Taken alone, each bet would pay 5 % of all that it wins, which is more.
    let alone = legs.map(|leg| leg.commission.effective(leg.price.price()));
    let apart = [leg(1, alone[0], dec!(0.01)), leg(2, alone[1], dec!(0.01))];
    assert!(found.worst_profit > split(dec!(100), &apart).unwrap().worst_profit);
    assert!(found.proven);
}

#[test]
fn the_largest_payout_and_the_currency_are_limits() {
    let plain = [leg(1, dec!(2.10), dec!(0.01)), leg(2, dec!(2.05), dec!(0.01))];
    let paid = [plain[0].with_payout_max(dec!(42)), plain[1]];
    assert_eq!(split(dec!(100), &paid).unwrap().stakes, [dec!(20), dec!(20.49)]);
    // Whole pounds of 1.20 each.
    let pounds = [leg(1, dec!(2.10), dec!(1)).converted(dec!(1.2)), plain[1]];
    let found = split(dec!(100), &pounds).unwrap();
    assert_eq!(found.stakes[0] % dec!(1.2), dec!(0));
    assert!(found.worst_profit > dec!(3) && found.proven);
}

#[test]
fn a_losing_market_stakes_the_total_as_nearly_as_the_steps_allow() {
    let legs = [leg(1, dec!(1.90), dec!(1)), leg(2, dec!(1.95), dec!(1))];
    let found = split(dec!(100), &legs).unwrap();
    assert!(found.total >= dec!(98), "{found:?}");
    assert!(found.worst_profit < Decimal::ZERO && found.proven);
}

#[test]
fn limits_are_kept() {
    let mut legs = [leg(1, dec!(2.10), dec!(0.01)), leg(2, dec!(2.05), dec!(0.01))];
    legs[0].stake_max = Some(dec!(20));
    let found = split(dec!(100), &legs).unwrap();
    assert_eq!(found.stakes, [dec!(20), dec!(20.49)]);
    assert!(found.worst_profit > Decimal::ZERO);

    legs[0].stake_max = None;
    legs[0].stake_min = dec!(60);
    let found = split(dec!(100), &legs).unwrap();
    assert_eq!(found.stakes, [dec!(60), dec!(40)]);

    legs[1].stake_min = dec!(50);
    assert!(matches!(split(dec!(100), &legs), Err(StakeError::TotalTooSmall { .. })));
    legs[0].stake_max = Some(dec!(10));
    assert!(matches!(split(dec!(200), &legs), Err(StakeError::NoStakeFits { leg: 0, .. })));
}

#[test]
fn fractions_pay_exactly() {
    let four_to_nine = QuotedPrice::fractional(4, 9).unwrap();
    let legs = [SplitLeg::new(VenueId::new(1), four_to_nine, dec!(1)), leg(2, dec!(3.25), dec!(1))];
    let found = split(dec!(130), &legs).unwrap();
    assert_eq!(found.stakes, [dec!(90), dec!(40)]);
    assert_eq!(found.profile, [dec!(0), dec!(0)]);
}

#[test]
fn what_cannot_be_split_is_named() {
    let one = [leg(1, dec!(2), dec!(1))];
    assert!(matches!(split(dec!(10), &one), Err(StakeError::LegCount { given: 1, .. })));
    let legs = [leg(1, dec!(2), dec!(0)), leg(2, dec!(2), dec!(1))];
    assert!(matches!(split(dec!(10), &legs), Err(StakeError::OutOfRange { .. })));
    let legs = [leg(1, dec!(2), dec!(1)), leg(2, dec!(2), dec!(1))];
    assert!(split(dec!(-1), &legs).is_err());
    assert!(split(Decimal::MAX, &legs).is_err());
    let mut mixed = [leg(1, dec!(2), dec!(1)), leg(1, dec!(2), dec!(1))];
    mixed[1].commission = commission(dec!(0.02));
    assert!(matches!(
        split(dec!(10), &mixed),
        Err(StakeError::CommissionMismatch { first: 0, second: 1 })
    ));
}

#[test]
fn a_search_without_end_ends() {
    let legs = [leg(1, dec!(2.0000001), dec!(0.01)), leg(2, dec!(2), dec!(0.01))];
    let found = split(dec!(1000000), &legs).unwrap();
    assert!(found.worst_profit >= dec!(-0.02));
}

#[test]
fn the_ends_of_every_range_do_not_overflow() {
    let tiny = dec!(1.0000000000000000000000000001);
    for prices in [[tiny, tiny], [tiny, dec!(1000000)], [dec!(1000000), dec!(1000000)]] {
        for (total, step) in [
            (crate::money::AMOUNT_MAX, dec!(100000000)),
            (crate::money::AMOUNT_MAX, STEP_MIN),
            (dec!(0.00000002), STEP_MIN),
        ] {
            let legs = [leg(1, prices[0], step), leg(2, prices[1], step)];
            let found = split(total, &legs).unwrap();
            assert!(found.total <= total);
            assert_eq!(found.profile.iter().min(), Some(&found.worst_profit));
        }
    }
}
