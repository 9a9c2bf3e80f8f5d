//! What holds whatever happened.

use monps_core::adapter::Score;
use monps_core::catalog::{MarketKey, Period, Selection};
use monps_core::odds::QuotedPrice;
use monps_core::payoff::{DeadHeat, Factor, Finish, Outcome};
use monps_core::settle::rules::{Retirement, Rules};
use monps_core::settle::withdrawal::{deduct, deducted};
use monps_core::settle::{Contestant, EventResult, Incident, Played, Race, settle_result};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::payoff::{any_market, any_selection};

fn any_contestant() -> impl Strategy<Value = Contestant> {
    prop_oneof![Just(Contestant::Home), Just(Contestant::Away)]
}

fn any_incident() -> impl Strategy<Value = Incident> {
    let played = prop_oneof![Just(Played::Nothing), (0_u8..6).prop_map(Played::Sets)];
    let hours = || proptest::option::of(0_u32..100);
    prop_oneof![
        (any_contestant(), played).prop_map(|(by, after)| Incident::Retired { by, after }),
        Just(Incident::Walkover),
        hours().prop_map(|played_after_hours| Incident::Abandoned { played_after_hours }),
        hours().prop_map(|played_after_hours| Incident::Postponed { played_after_hours }),
        any_contestant().prop_map(|to| Incident::Awarded { to }),
    ]
}

fn any_result() -> impl Strategy<Value = EventResult> {
    let score = (proptest::sample::select(Period::ALL.to_vec()), any::<(u32, u32)>());
    let score = score.prop_map(|(period, (home, away))| Score { period, home, away });
    let finish = (1_u32..30, 1_u8..5).prop_map(|(place, tied)| Finish::new(place, tied).unwrap());
    (
        prop::collection::vec(score, 0..6),
        proptest::option::of(any_contestant()),
        proptest::option::of(any_incident()),
        proptest::option::of(finish),
    )
        .prop_map(|(scores, winner, incident, finish)| {
            let finishes = finish.map(|finish| ("Red Rum".to_owned(), finish));
            let race = Race { finishes: finishes.into_iter().collect(), ..Race::default() };
            EventResult { scores, winner, race, incident }
        })
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let retirement = proptest::sample::select(vec![
        None,
        Some(Retirement::BallServed),
        Some(Retirement::OneSet),
        Some(Retirement::TwoSets),
        Some(Retirement::MatchCompleted),
    ]);
    let hours = || proptest::option::of(0_u32..100);
    (retirement, hours(), hours(), any::<[Option<bool>; 3]>()).prop_map(
        |(retirement, abandonment_hours, postponement_hours, [decided, overtime, awarded])| Rules {
            retirement,
            abandonment_hours,
            postponement_hours,
            decided_stands: decided,
            overtime_counts: overtime,
            awarded_counts: awarded,
            ..Rules::default()
        },
    )
}

fn any_price() -> impl Strategy<Value = QuotedPrice> {
    prop_oneof![
        (1_u32..500, 1_u32..500).prop_map(|(n, d)| QuotedPrice::fractional(n, d).unwrap()),
        (100_i32..5_000).prop_map(|line| QuotedPrice::american(line).unwrap()),
        (-5_000_i32..-100).prop_map(|line| QuotedPrice::american(line).unwrap()),
        (101_i64..100_000).prop_map(|cents| super::price(&Decimal::new(cents, 2).to_string())),
    ]
}

/// The profit of one unit backed, and of the same unit laid.
fn both_sides(factor: Factor) -> (Decimal, Decimal) {
    let profit = factor.get() - Decimal::ONE;
    (profit, -profit)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Any market, any selection, any result, any rules: an outcome or an error, never a panic.
    #[test]
    fn settling_is_total(
        market in any_market(),
        selection in any_selection(),
        result in any_result(),
        rules in any_rules(),
    ) {
        match settle_result(&market, &selection, &result, &rules) {
            Ok(outcome) => {
                prop_assert!(market.kind.has(&selection));
                let factor = Factor::of(super::price("2.10"), outcome).get();
                prop_assert!((Decimal::ZERO..=dec!(2.10)).contains(&factor));
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    /// A match that ended as planned is settled alike under all rules that leave overtime alone.
    #[test]
    fn rules_are_for_incidents(
        market in any_market(),
        selection in any_selection(),
        result in any_result(),
        rules in any_rules(),
    ) {
        let result = EventResult { incident: None, ..result };
        let rules = Rules { overtime_counts: None, ..rules };
        let plain = settle_result(&market, &selection, &result, &Rules::default());
        prop_assert_eq!(settle_result(&market, &selection, &result, &rules), plain);
    }

    /// The tied runners together are paid as so many winners as there are places; nothing is lost
    /// between backer and layer.
    #[test]
    fn a_dead_heat_conserves_money(price in any_price(), places in 1_u8..20, more in 1_u8..20) {
        let tied = places + more;
        let heat = DeadHeat::new(places, tied).unwrap();
        let outcome = Outcome::DeadHeat(heat);
        let factor = Factor::of(price, outcome);
        let all = (0..tied).try_fold(Factor::ZERO, |sum, _| sum.plus(factor)).unwrap();
        let winners = (0..places)
            .try_fold(Factor::ZERO, |sum, _| sum.plus(Factor::won(price)))
            .unwrap();
        prop_assert!(all.cmp_exact(winners).is_eq(), "{:?} {:?}", all, winners);
        let (backer, layer) = both_sides(factor);
        prop_assert_eq!(backer + layer, Decimal::ZERO);
        // The layer wins on the part of the stake that the backer loses.
        let mirrored = heat.mirrored();
        prop_assert_eq!(mirrored.places() + heat.places(), tied);
        prop_assert_eq!(outcome.mirrored().mirrored(), outcome);
    }

    /// What is deducted from the backer's winnings stays with the layer, to the last digit, and the
    /// reduced price pays what the deducted return says.
    #[test]
    fn rule_4_conserves_money(price in any_price(), pence in 0_u8..=90) {
        let whole = Factor::won(price);
        let left = deducted(whole, pence).unwrap();
        let share = Decimal::from(pence) / dec!(100);
        let taken = whole.get() - left.get();
        prop_assert!((taken - whole.winnings().get() * share).abs() < dec!(0.000000000000000001));
        let reduced = deduct(price, pence).unwrap();
        prop_assert!(Factor::won(reduced).cmp_exact(left).is_eq(), "{} {:?}", reduced, left);
        let (backer, layer) = both_sides(left);
        prop_assert_eq!(backer + layer, Decimal::ZERO);
    }
}

#[test]
fn a_completed_part_stands_where_the_rules_say_so() {
    let half = MarketKey::new("1x2".parse().unwrap(), Period::FirstHalf, None).unwrap();
    let scores = vec![Score { period: Period::FirstHalf, home: 1, away: 0 }];
    let incident = Incident::Abandoned { played_after_hours: None };
    let result = EventResult::played(scores).with_incident(incident);
    let settle = |market: &MarketKey, decided_stands| {
        let rules = Rules { abandonment_hours: Some(48), decided_stands, ..Rules::default() };
        settle_result(market, &Selection::Home, &result, &rules)
    };
    assert_eq!(settle(&half, Some(true)), Ok(Outcome::Won));
    assert_eq!(settle(&half, Some(false)), Ok(Outcome::Void));
    assert_eq!(settle(&half, None), Ok(Outcome::Void));
    let whole = MarketKey { period: Period::FullTime, ..half };
    assert_eq!(settle(&whole, Some(true)), Ok(Outcome::Void));
}

#[test]
fn a_small_field_and_a_stranger() {
    let outright = MarketKey::full_time("outright".parse().unwrap(), None).unwrap();
    let named = |name: &str| Selection::named(name).unwrap();
    let finishes = (1..=4).map(|n| (format!("Horse {n}"), Finish::new(n, 1).unwrap())).collect();
    let result = EventResult::of_race(Race { finishes, ..Race::default() });
    let rules = |runners_min| Rules { runners_min, ..Rules::default() };
    let settle = |name, least| settle_result(&outright, &named(name), &result, &rules(least));
    assert_eq!(settle("Horse 1", None), Ok(Outcome::Won));
    assert_eq!(settle("Horse 2", Some(4)), Ok(Outcome::Lost));
    assert_eq!(settle("Horse 1", Some(5)), Ok(Outcome::Void));
    let stranger = settle("Red Rum", None).unwrap_err().to_string();
    assert!(stranger.starts_with("the result has no runner \"Red Rum\""), "{stranger}");
}
