//! Closed forms against the growth that they claim to maximise, and the edges.

use proptest::prelude::*;
use rust_decimal::dec;

use super::*;
use crate::money::{Currency, Money};
use crate::odds::{Commission, Price, Probability};
use crate::stake::{Chance, StakingPlan};

/// The expected logarithm of the bankroll after one market.
fn growth(prices: &[f64], probabilities: &[f64], shares: &[f64], missing: Missing) -> f64 {
    let kept = 1.0 - shares.iter().sum::<f64>();
    let left = 1.0 - probabilities.iter().sum::<f64>();
    let term = |p: f64, wealth: f64| {
        if p > 1e-12 { p * wealth.max(0.0).ln() } else { 0.0 }
    };
    let wins: f64 = prices
        .iter()
        .zip(probabilities)
        .zip(shares)
        .map(|((price, p), share)| term(*p, kept + share * price))
        .sum();
    match missing {
        Missing::Lost => wins + term(left, kept),
        Missing::Refunded => wins,
    }
}

prop_compose! {
    fn market()(
        pairs in prop::collection::vec((1.05..20.0_f64, 0.01..1.0_f64), 1..40),
        mass in 0.5..1.0_f64,
        whole in any::<bool>(),
    ) -> (Vec<f64>, Vec<f64>) {
        let sum: f64 = pairs.iter().map(|(_, weight)| weight).sum();
        let mass = if whole { 1.0 } else { mass };
        pairs.into_iter().map(|(price, weight)| (price, weight * mass / sum)).unzip()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_shift_of_stakes_grows_faster((prices, probabilities) in market(), refunded in any::<bool>()) {
        let missing = if refunded { Missing::Refunded } else { Missing::Lost };
        let mut shares = vec![0.0; prices.len()];
        let found = exclusive(&prices, &probabilities, missing, &mut shares).unwrap();
        prop_assert!(shares.iter().all(|share| (0.0..=1.0 + 1e-12).contains(share)));
        prop_assert!(found.staked <= 1.0 + 1e-9);
        let best = growth(&prices, &probabilities, &shares, missing);
        for at in 0..shares.len() {
            for shift in [1e-4, -1e-4] {
                let mut other = shares.clone();
                other[at] += shift;
                if other[at] < 0.0 || other.iter().sum::<f64>() > 1.0 {
                    continue;
                }
                prop_assert!(growth(&prices, &probabilities, &other, missing) <= best + 1e-9);
            }
        }
    }

    #[test]
    fn one_outcome_is_the_single_bet(price in 1.05..30.0_f64, p in 0.01..0.99_f64) {
        let mut share = [0.0];
        exclusive(&[price], &[p], Missing::Lost, &mut share).unwrap();
        let alone = single(price - 1.0, p, 1.0 - p).unwrap();
        prop_assert!((share[0] - alone).abs() < 1e-12);
        let branches = [
            Branch { probability: p, gain: price - 1.0 },
            Branch { probability: 1.0 - p, gain: -1.0 },
        ];
        prop_assert!((growth_optimal(&branches).unwrap() - alone).abs() < 1e-9);
    }

    #[test]
    fn a_push_is_refunded_probability(b in 0.1..10.0_f64, win in 0.05..0.6_f64, lose in 0.05..0.4_f64) {
        let alone = single(b, win, lose).unwrap();
        let mut share = [0.0];
        let decided = win + lose;
        exclusive(&[b + 1.0], &[win / decided], Missing::Lost, &mut share).unwrap();
        prop_assert!((share[0] - alone).abs() < 1e-12);
    }
}

#[test]
fn no_edge_no_stake() {
    assert!(single(1.0, 0.5, 0.5).unwrap() <= 0.0);
    assert!(lay(2.0, 0.05, 0.5).unwrap() <= 0.0);
    let mut shares = [9.0; 2];
    let found = exclusive(&[1.9, 1.9], &[0.5, 0.5], Missing::Lost, &mut shares).unwrap();
    assert!(shares.iter().all(|share| *share <= 0.0) && found.reserve >= 1.0);
}

#[test]
fn a_lay_is_sized_by_its_liability() {
    // q − p(o−1)/(1−c) = 0.65 − 0.35 × 1.5 / 0.95
    let share = lay(2.5, 0.05, 0.35).unwrap();
    assert!((share - (0.65 - 0.35 * 1.5 / 0.95)).abs() < 1e-12);
}

#[test]
fn bad_numbers_are_named() {
    assert!(single(f64::NAN, 0.5, 0.5).is_err());
    assert!(single(-1.0, 0.5, 0.5).is_err());
    assert!(single(1.0, 1.5, 0.0).is_err());
    assert!(single(1.0, 0.6, 0.6).is_err());
    assert!(lay(1.0, 0.0, 0.5).is_err());
    assert!(lay(2.0, 1.0, 0.5).is_err());
    assert!(growth_optimal(&[Branch { probability: 0.5, gain: -2.0 }]).is_err());
    let mut two = [0.0; 2];
    assert!(exclusive(&[2.0], &[0.5], Missing::Lost, &mut two).is_err());
    assert!(exclusive(&[2.0, 1.0], &[0.5, 0.5], Missing::Lost, &mut two).is_err());
    assert!(exclusive(&[2.0, 2.0], &[0.7, 0.5], Missing::Lost, &mut two).is_err());
}

#[test]
fn a_bet_that_cannot_lose_takes_all() {
    assert!(single(0.5, 0.4, 0.0).unwrap() >= 1.0);
    let sure = [Branch { probability: 1.0, gain: 0.2 }];
    assert!(growth_optimal(&sure).unwrap() >= 1.0);
}

#[test]
fn caps_are_applied_in_order() {
    let caps = KellyCaps::fraction(0.5)
        .unwrap()
        .with_share_max(0.05)
        .unwrap()
        .with_total_max(0.08)
        .unwrap();
    assert!((caps.apply(0.06) - 0.03).abs() < 1e-15);
    assert!((caps.apply(0.5) - 0.05).abs() < 1e-15);
    let mut shares = [0.4, 0.3, 0.0];
    caps.apply_to_all(&mut shares);
    assert!((shares[0] - 0.04).abs() < 1e-15 && (shares[1] - 0.04).abs() < 1e-15);
    assert!(KellyCaps::fraction(0.0).is_err() && KellyCaps::fraction(f64::NAN).is_err());
}

#[test]
fn the_plan_never_stakes_more_than_its_cap_or_the_bankroll() {
    let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
    let price = Price::new(dec!(2.5)).unwrap();
    let chance = Chance::back(price, Commission::NONE, Probability::new(dec!(0.9)).unwrap());
    let plan = KellyPlan::new(KellyCaps::fraction(1.0).unwrap());
    let capped = plan.with_stake_max(euros(dec!(50))).unwrap();
    assert_eq!(capped.put_up(euros(dec!(1000)), &chance).unwrap(), euros(dec!(50)));
    assert_eq!(plan.put_up(euros(dec!(-5)), &chance).unwrap(), euros(dec!(0)));
    let poor = Chance::back(price, Commission::NONE, Probability::new(dec!(0.1)).unwrap());
    assert!(plan.put_up(euros(dec!(1000)), &poor).unwrap().is_zero());
}

#[test]
fn an_unsure_probability_and_a_budget_make_the_plan_smaller() {
    let bankroll = Money::new(dec!(1000), Currency::EUR).unwrap();
    let evens = Chance::back(
        Price::new(dec!(2)).unwrap(),
        Commission::NONE,
        Probability::new(dec!(0.55)).unwrap(),
    );
    let plan = KellyPlan::new(KellyCaps::fraction(1.0).unwrap());
    let put_up = |plan: KellyPlan| plan.put_up(bankroll, &evens).unwrap().amount();
    assert_eq!(put_up(plan), dec!(100));
    assert_eq!(put_up(plan.with_standard_error(0.05).unwrap()), dec!(50));
    let budget = crate::stake::DrawdownBudget::new(0.7, 0.1).unwrap();
    let within = put_up(plan.with_budget(budget));
    assert!(within > dec!(20) && within < dec!(40), "{within}");
    assert!(plan.with_standard_error(f64::NAN).is_err() && plan.with_standard_error(1.0).is_err());
    assert!(shrinkage(1.0, 0.4, 0.1).unwrap() <= 0.0);
}
