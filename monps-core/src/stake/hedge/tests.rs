//! The search against looking at every staking, and what the goals promise.

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::id::MarketId;
use crate::odds::{Commission, Price, QuotedPrice};
use crate::payoff::Outcome::{self, HalfLost, HalfWon, Lost, Push, Void, Won};
use crate::stake::split::{SplitLeg, best_whole, split};

fn price(price: Decimal) -> QuotedPrice {
    Price::new(price).unwrap().into()
}

/// A leg at a venue of its own, in whole units.
fn leg(venue: i64, at: Decimal, outcomes: &[Outcome]) -> HedgeLeg {
    let place = (VenueId::new(venue), MarketId::new(1));
    HedgeLeg { step: dec!(1), ..HedgeLeg::back(place, price(at), outcomes.to_vec()) }
}

/// Legs of which exactly one wins.
fn exclusive(prices: &[Decimal]) -> Vec<HedgeLeg> {
    let outcomes = |winner: usize| -> Vec<Outcome> {
        (0..prices.len()).map(|state| if state == winner { Won } else { Lost }).collect()
    };
    let legs = (1..).zip(prices).enumerate();
    legs.map(|(at, (venue, price))| leg(venue, *price, &outcomes(at))).collect()
}

fn rate(rate: Decimal) -> Commission {
    Commission::new(rate).unwrap()
}

/// The best value of any whole steps within the total and the balances, by trying them all.
fn every_staking(
    legs: &[HedgeLeg],
    total: Decimal,
    balances: &[(VenueId, Decimal)],
    goal: &Goal,
) -> Option<Decimal> {
    let position = Position::new(legs, total, balances).unwrap();
    let placed = position.profile(&vec![0; legs.len()]);
    let wants = Wants::of(goal, &placed).unwrap();
    let choices: Vec<Vec<i64>> = legs
        .iter()
        .map(|leg| {
            let (least, most) = leg.steps(total);
            std::iter::once(0).chain((least..=most).filter(|steps| *steps > 0)).collect()
        })
        .collect();
    let count: usize = choices.iter().map(Vec::len).product();
    let staking = |mut index: usize| -> Vec<i64> {
        let pick = |of: &Vec<i64>| {
            let picked = of[index % of.len()];
            index /= of.len();
            picked
        };
        choices.iter().map(pick).collect()
    };
    (0..count)
        .map(staking)
        .filter(|steps| position.allows(steps))
        .filter_map(|steps| wants.value(&position.profile(&steps)))
        .max()
}

fn cents(range: std::ops::Range<i64>) -> impl Strategy<Value = Decimal> {
    range.prop_map(|value| Decimal::new(value, 2))
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop::sample::select(vec![Won, Won, Lost, Lost, Lost, HalfWon, HalfLost, Push, Void])
}

prop_compose! {
    /// Three legs over four states, with everything that a leg can have.
    fn any_legs()(
        prices in prop::array::uniform3(cents(130..450)),
        outcomes in prop::array::uniform3(prop::collection::vec(outcome(), 4)),
        commission in prop::array::uniform3(prop::sample::select(vec![0_i64, 0, 2, 5])),
        one_venue in any::<bool>(),
        lay in any::<bool>(),
        step in 1..3_i64,
        stake_min in 0..4_i64,
        stake_max in prop::option::of(0..9_i64),
        payout_max in prop::option::of(4..30_i64),
        placed in 0..8_i64,
        foreign in any::<bool>(),
    ) -> Vec<HedgeLeg> {
        let mut legs: Vec<HedgeLeg> = (1..)
            .zip(prices)
            .zip(outcomes)
            .zip(commission)
            .map(|(((venue, price), outcomes), percent)| HedgeLeg {
                commission: rate(Decimal::new(percent, 2)),
                ..leg(venue, price, &outcomes)
            })
            .collect();
        legs[0].placed = Decimal::from(placed);
        legs[0].stake_max = stake_max.map(Decimal::from);
        legs[1].payout_max = payout_max.map(Decimal::from);
        legs[2].step = Decimal::from(step);
        legs[2].stake_min = Decimal::from(stake_min);
        if foreign {
            legs[2].rate = dec!(1.2);
        }
        if lay {
            legs[1] = legs[1].clone().lay();
        }
        if one_venue {
            legs[1].venue_id = legs[0].venue_id;
            legs[1].commission = legs[0].commission;
        }
        legs
    }
}

fn any_goal() -> impl Strategy<Value = Goal> {
    prop_oneof![
        Just(Goal::Level),
        prop::collection::vec((1..4_i64).prop_map(Decimal::from), 4).prop_map(Goal::Weighted),
        (prop::collection::vec(0..4_usize, 1..3), -6..2_i64)
            .prop_map(|(states, floor)| Goal::Favour { states, floor: Decimal::from(floor) }),
        (-6..1_i64).prop_map(|floor| Goal::KeepUpside { floor: Decimal::from(floor) }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_staking_does_better(
        legs in any_legs(),
        goal in any_goal(),
        total in 0..16_i64,
        balance in prop::option::of(2..12_i64),
    ) {
        let total = Decimal::from(total);
        let balances: Vec<_> =
            balance.map(|balance| (VenueId::new(1), Decimal::from(balance))).into_iter().collect();
        let brute = every_staking(&legs, total, &balances, &goal);
        match plan(&legs, total, &balances, &goal) {
            Ok(plan) => {
                prop_assert!(plan.proven);
                let brute = brute.unwrap();
                prop_assert!(plan.value == brute || (plan.value - brute).abs() < dec!(0.00000005),
                    "{} is not {}", plan.value, brute);
                prop_assert!(plan.bound >= brute && plan.ideal >= plan.bound);
                prop_assert!(plan.put_up <= total);
            }
            Err(HedgeError::FloorOutOfReach { .. }) => prop_assert_eq!(brute, None),
            Err(error) => prop_assert!(false, "{error}"),
        }
    }

    /// Two ways to the same answer: the sweep over payout levels, and this.
    #[test]
    fn it_agrees_with_the_split(
        prices in prop::array::uniform3(cents(280..420)),
        total in 5..400_i64,
    ) {
        let total = Decimal::from(total);
        let split_legs: Vec<SplitLeg> = (1..)
            .zip(prices)
            .map(|(venue, at)| SplitLeg::new(VenueId::new(venue), price(at), dec!(0.1)))
            .collect();
        let split = split(total, &split_legs).unwrap();
        let mut legs = exclusive(&prices);
        legs.iter_mut().for_each(|leg| leg.step = dec!(0.1));
        let level = plan(&legs, total, &[], &Goal::Level).unwrap();
        // Where nothing can be won, staking nothing is level.
        prop_assert_eq!(level.value, split.worst_profit.max(Decimal::ZERO));
        prop_assert!(level.proven);
    }
}

#[test]
fn no_whole_euros_break_even() {
    let prices = [dec!(2.54), dec!(3.54), dec!(3.16)];
    let mut legs = exclusive(&prices);
    let best = plan(&legs, dec!(40), &[], &Goal::Level).unwrap();
    // Nothing at all is the best of what is level, and of any size 0.75 % would be won.
    assert_eq!((best.put_up, best.value, best.bound), (dec!(0), dec!(0), dec!(0)));
    assert!(best.proven);
    assert!(best.ideal > dec!(0.29) && best.ideal < dec!(0.30), "{}", best.ideal);
    // With a euro on each at least, the sweep by rate proves 15/11/12 the best.
    let split_legs: Vec<SplitLeg> = (1..)
        .zip(prices)
        .map(|(venue, at)| SplitLeg::new(VenueId::new(venue), price(at), dec!(1)))
        .collect();
    let whole = best_whole(dec!(40), &split_legs).unwrap();
    assert_eq!(whole.stakes, [dec!(15), dec!(11), dec!(12)]);
    assert!(whole.proven);
    // In cents there is a profit.
    legs.iter_mut().for_each(|leg| leg.step = dec!(0.01));
    let best = plan(&legs, dec!(40), &[], &Goal::Level).unwrap();
    assert!(best.proven && best.worst_profit > dec!(0.28) && best.worst_profit < best.ideal);
}

#[test]
fn weights_shape_the_profit() {
    let mut legs = exclusive(&[dec!(2.10), dec!(2.05)]);
    legs.iter_mut().for_each(|leg| leg.step = dec!(0.01));
    let goal = Goal::Weighted(vec![dec!(3), dec!(1)]);
    let found = plan(&legs, dec!(100), &[], &goal).unwrap();
    // Three times as much on the first; a cent of stake moves two cents of profit.
    assert!((found.profile[0] - found.profile[1] * dec!(3)).abs() < dec!(0.1), "{found:?}");
    assert!(found.worst_profit > dec!(1.8));
}

#[test]
fn cover_is_level_but_one() {
    let mut legs = exclusive(&[dec!(2.60), dec!(3.80), dec!(3.30)]);
    legs.iter_mut().for_each(|leg| leg.step = dec!(0.01));
    let cover = Goal::Favour { states: vec![0], floor: dec!(0) };
    let found = plan(&legs, dec!(100), &[], &cover).unwrap();
    // 26.32 × 3.80 and 30.30 × 3.30 save 99.99, the rest is on the first: a cent more on the last
    // would have to be taken from it.
    assert_eq!(found.stakes, [dec!(43.37), dec!(26.32), dec!(30.30)]);
    assert!(found.profile[0] > dec!(12.7) && found.proven);
    assert!(found.profile[1] >= dec!(0) && found.profile[1] < dec!(0.03));
    let unreachable = Goal::Favour { states: vec![0], floor: dec!(90) };
    let refused = plan(&legs, dec!(100), &[], &unreachable).unwrap_err();
    assert!(
        matches!(refused, HedgeError::FloorOutOfReach { best, .. } if best > dec!(4)),
        "{refused}"
    );
}

#[test]
fn what_is_placed_is_hedged_across_markets() {
    // Over 2.5 stands at 2.00; under 3.5 leaves a middle on three goals. States: two, three, four.
    let mut over = leg(1, dec!(2.00), &[Lost, Won, Won]);
    (over.placed, over.stake_max) = (dec!(50), Some(dec!(0)));
    let under = leg(2, dec!(2.00), &[Won, Won, Lost]);
    let found = plan(&[over, under], dec!(100), &[], &Goal::Level).unwrap();
    assert_eq!(found.stakes, [dec!(0), dec!(50)]);
    assert_eq!(found.profile, [dec!(0), dec!(100), dec!(0)]);
}

#[test]
fn limits_balances_and_currencies_are_kept() {
    let mut legs = exclusive(&[dec!(2.20), dec!(2.20)]);
    let unlimited = plan(&legs, dec!(100), &[], &Goal::Level).unwrap();
    assert_eq!(unlimited.stakes, [dec!(50), dec!(50)]);
    let poor = [(VenueId::new(2), dec!(20))];
    assert_eq!(plan(&legs, dec!(100), &poor, &Goal::Level).unwrap().stakes, [dec!(20), dec!(20)]);
    legs[0].payout_max = Some(dec!(70));
    assert_eq!(plan(&legs, dec!(100), &[], &Goal::Level).unwrap().stakes, [dec!(31), dec!(31)]);
    legs[0].stake_min = dec!(32);
    assert_eq!(plan(&legs, dec!(100), &[], &Goal::Level).unwrap().stakes, [dec!(0), dec!(0)]);
    // A pound is 1.25 of the total's euros.
    let mut legs = exclusive(&[dec!(2.20), dec!(2.20)]);
    legs[1].rate = dec!(1.25);
    let found = plan(&legs, dec!(100), &[], &Goal::Level).unwrap();
    assert_eq!((found.stakes, found.put_up), (vec![dec!(50), dec!(40)], dec!(100)));
}

#[test]
fn a_lay_puts_up_its_liability() {
    let back = leg(1, dec!(2.20), &[Won, Lost]);
    let mut lay = leg(2, dec!(2.10), &[Won, Lost]).lay();
    (lay.commission, lay.step) = (rate(dec!(0.05)), dec!(0.01));
    let legs = [HedgeLeg { stake_max: Some(dec!(0)), placed: dec!(100), ..back }, lay];
    let found = plan(&legs, dec!(200), &[], &Goal::Level).unwrap();
    // 100 × 2.20 / 2.05 = 107.317 by the formula.
    assert_eq!(found.stakes[1], dec!(107.32));
    assert_eq!(found.put_up, dec!(118.052));
    assert!(found.worst_profit > dec!(1.94) && found.proven);
}

#[test]
fn a_large_total_in_cents_is_proved() {
    let mut legs = exclusive(&[dec!(2.54), dec!(3.54), dec!(3.16)]);
    for leg in &mut legs {
        leg.step = dec!(0.01);
    }
    legs[0].venue_id = legs[1].venue_id;
    (legs[0].commission, legs[1].commission) = (rate(dec!(0.001)), rate(dec!(0.001)));
    let found = plan(&legs, dec!(1000), &[], &Goal::Level).unwrap();
    assert!(found.proven, "{found:?}");
    assert!(found.ideal - found.value < dec!(0.02), "{found:?}");
}

#[test]
fn exposures_follow_the_order() {
    let legs = exclusive(&[dec!(2.54), dec!(3.54), dec!(3.16)]);
    let stakes = [dec!(15), dec!(11), dec!(12)];
    let found = exposures(&legs, &stakes, &[1, 2, 0]).unwrap();
    let exposed: Vec<Decimal> = found.iter().map(|step| step.exposed).collect();
    assert_eq!(exposed, [dec!(0), dec!(11), dec!(23)]);
    // Without the first leg, 23 is to be saved by what the others bring: 11 × 3.54 − 23 = 15.94 and
    // 12 × 3.16 − 23 = 14.92 can be staked on it.
    assert_eq!(found[2].break_even, BreakEven::At(dec!(1) + dec!(23) / dec!(14.92)));
    assert_eq!(safest_order(&legs, &stakes).unwrap(), [1, 2, 0]);
    assert!(matches!(
        exposures(&legs, &stakes, &[0, 0, 1]),
        Err(HedgeError::NotAnOrder { legs: 3 })
    ));
}

#[test]
fn break_even_of_a_lay_and_of_nothing() {
    let back = leg(1, dec!(2.20), &[Won, Lost]);
    let mut lay = leg(2, dec!(2.10), &[Won, Lost]).lay();
    lay.commission = rate(dec!(0.05));
    let legs = [back, lay];
    let found = exposures(&legs, &[dec!(100), dec!(107)], &[0, 1]).unwrap();
    // 100/0.95 must be laid, and 120 pay for it.
    let BreakEven::At(most) = found[1].break_even else { panic!("{found:?}") };
    assert_eq!(most.round_sf(10), Some(dec!(2.14)));
    let alone = exposures(&legs[..1], &[dec!(0)], &[0]).unwrap();
    assert_eq!(alone[0].break_even, BreakEven::NotNeeded);
}

#[test]
fn what_cannot_be_hedged_is_named() {
    let legs = exclusive(&[dec!(2), dec!(3)]);
    let refuse = |legs: &[HedgeLeg]| plan(legs, dec!(10), &[], &Goal::Level).unwrap_err();
    assert!(matches!(refuse(&[]), HedgeError::Count { what: "legs", .. }));
    assert!(matches!(refuse(&[leg(1, dec!(2), &[])]), HedgeError::Count { what: "states", .. }));
    let uneven = [leg(1, dec!(2), &[Won]), leg(2, dec!(2), &[Won, Lost])];
    assert!(matches!(refuse(&uneven), HedgeError::StateMismatch { leg: 1, given: 2, wanted: 1 }));
    let mut bad = legs.clone();
    bad[1].step = dec!(0);
    assert_eq!(
        refuse(&bad).to_string(),
        "0 is not a stake step of leg 1: it must be at least 0.00000001"
    );
    let mut bad = legs.clone();
    (bad[1].venue_id, bad[1].commission) = (bad[0].venue_id, rate(dec!(0.02)));
    assert!(matches!(refuse(&bad), HedgeError::VenueMismatch { first: 0, second: 1 }));
    let nowhere = Goal::Favour { states: vec![2], floor: dec!(0) };
    let refused = plan(&legs, dec!(10), &[], &nowhere).unwrap_err();
    assert!(matches!(refused, HedgeError::NoSuchState { state: 2, count: 2 }));
    assert!(plan(&legs, dec!(-1), &[], &Goal::Level).is_err());
    assert!(plan(&legs, dec!(1), &[], &Goal::Weighted(vec![dec!(1), dec!(0)])).is_err());
}

#[test]
fn the_ends_of_every_range_do_not_overflow() {
    let tiny = dec!(1.0000000000000000000000000001);
    for at in [tiny, dec!(1000000)] {
        for (total, step) in [
            (crate::money::AMOUNT_MAX, dec!(0.00000001)),
            (crate::money::AMOUNT_MAX, crate::money::AMOUNT_MAX),
            (dec!(0.00000001), dec!(0.00000001)),
        ] {
            for rate in [dec!(0.0000011), dec!(1000000)] {
                let mut legs = exclusive(&[at, at]);
                for leg in &mut legs {
                    (leg.step, leg.rate) = (step, rate);
                }
                legs[0].placed = crate::money::AMOUNT_MAX;
                match plan(&legs, total, &[], &Goal::Level) {
                    Ok(plan) => {
                        assert!(plan.put_up <= total && plan.bound >= plan.value, "{plan:?}");
                        let order = safest_order(&legs, &plan.stakes).unwrap();
                        assert_eq!(exposures(&legs, &plan.stakes, &order).unwrap().len(), 2);
                    }
                    Err(error) => assert_eq!(error, HedgeError::Unsolved),
                }
            }
        }
    }
    let laid = leg(1, tiny, &[Won, Lost]).lay();
    assert!(matches!(
        plan(&[laid], dec!(1), &[], &Goal::Level),
        Err(HedgeError::OutOfRange { .. })
    ));
}
