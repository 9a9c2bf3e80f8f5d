//! Closed forms against one another, against a chain solved step by step, and at their edges.

use super::*;
use crate::stake::kelly::{Branch, growth_optimal};

fn bet(win: f64, gain: f64) -> [Branch; 2] {
    [Branch { probability: win, gain }, Branch { probability: 1.0 - win, gain: -1.0 }]
}

#[test]
fn the_gamblers_ruin_is_fellers_table() {
    // Feller, volume I, XIV.2, table 1: p, units, target, ruin.
    for (p, units, target, ruin) in [
        (0.5, 9, 10, 0.1),
        (0.5, 90, 100, 0.1),
        (0.5, 900, 1_000, 0.1),
        (0.5, 950, 1_000, 0.05),
        (0.5, 8_000, 10_000, 0.2),
        (0.45, 9, 10, 0.210),
        (0.45, 90, 100, 0.866),
        (0.45, 99, 100, 0.182),
        (0.4, 90, 100, 0.983),
        (0.4, 99, 100, 0.333),
    ] {
        let found = gamblers_ruin(p, units, Some(target)).unwrap();
        assert!((found - ruin).abs() < 1e-3, "{p} {units} {target}: {found}");
    }
    assert!((gamblers_ruin(0.6, 3, None).unwrap() - (2.0_f64 / 3.0).powi(3)).abs() < 1e-15);
    assert!(gamblers_ruin(0.4, 1_000, None).unwrap() >= 1.0);
    assert!(gamblers_ruin(1.0, 1, Some(5)).unwrap() <= 0.0);
    assert!(gamblers_ruin(0.0, 1, Some(5)).unwrap() >= 1.0);
    assert!(gamblers_ruin(0.5, 5, Some(5)).is_err() && gamblers_ruin(f64::NAN, 5, None).is_err());
}

#[test]
fn lundbergs_bound_lies_above_the_chain_and_is_exact_at_evens() {
    let exact = gamblers_ruin(0.53, 25, None).unwrap();
    assert!((level_ruin_max(&bet(0.53, 1.0), 25.0).unwrap() - exact).abs() < 1e-12);
    // At a gain of 2 the chain steps −1 or +2; its ruin is the root z of p·z³ − z + q = 0 to the n.
    let (win, units) = (0.36, 30);
    let mut root: f64 = 0.5;
    for _ in 0..10_000 {
        root = 0.64 + win * root.powi(3);
    }
    let bound = level_ruin_max(&bet(win, 2.0), f64::from(units)).unwrap();
    assert!((bound - root.powi(units)).abs() < 1e-9, "{bound} {}", root.powi(units));
    assert!(level_ruin_max(&bet(0.5, 1.0), 25.0).unwrap() >= 1.0);
    assert!(level_ruin_max(&[Branch { probability: 0.4, gain: 0.5 }], 1.0).unwrap() <= 0.0);
    assert!(level_ruin_max(&bet(0.5, 1.1), 0.0).is_err());
}

#[test]
fn a_budget_shrinks_kelly_until_the_bound_is_the_budget() {
    for (win, gain) in [(0.55, 1.0), (0.40, 2.0), (0.12, 9.0)] {
        let bet = bet(win, gain);
        let kelly = growth_optimal(&bet).unwrap();
        let budget = DrawdownBudget::new(0.7, 0.1).unwrap();
        let share = share_within(&bet, budget).unwrap();
        assert!(share > 0.0 && share < kelly);
        assert!((fall_probability_max(&bet, share, 0.7).unwrap() - 0.1).abs() < 1e-8);
        // Thorp's limit for the same fraction is near while the bets are small.
        let thorp = kelly_fall_probability(share / kelly, 0.7).unwrap();
        assert!((thorp - 0.1).abs() < 0.02, "{thorp}");
    }
    // A budget that Kelly keeps leaves it alone.
    let loose = DrawdownBudget::new(0.2, 0.9).unwrap();
    let kelly = growth_optimal(&bet(0.55, 1.0)).unwrap();
    assert!((share_within(&bet(0.55, 1.0), loose).unwrap() - kelly).abs() < 1e-15);
    assert!(share_within(&bet(0.45, 1.0), loose).unwrap() <= 0.0);
}

#[test]
fn edges_of_falling() {
    assert!(fall_probability_max(&bet(0.5, 1.0), 0.1, 0.5).unwrap() >= 1.0);
    let sure = [Branch { probability: 0.3, gain: 1.0 }];
    assert!(fall_probability_max(&sure, 0.1, 0.5).unwrap() <= 0.0);
    assert!(fall_probability_max(&bet(0.6, 1.0), 1.0, 0.5).is_err());
    assert!(DrawdownBudget::new(0.99, 0.01).is_err() && DrawdownBudget::new(1.0, 0.5).is_err());
    assert!(DrawdownBudget::new(f64::NAN, 0.5).is_err());
    assert!(kelly_fall_probability(2.0, 0.5).is_err() && kelly_fall_probability(1.0, 0.0).is_err());
}
