//! Simulated lives against closed forms, and against themselves.

use super::*;
use crate::stake::kelly::Branch;
use crate::stake::risk::{DrawdownBudget, gamblers_ruin, kelly_fall_probability, share_within};

fn coin(win: f64) -> [Branch; 2] {
    [Branch { probability: win, gain: 1.0 }, Branch { probability: 1.0 - win, gain: -1.0 }]
}

fn live(win: f64, stake: RoundStake, rounds: u32, paths: u32) -> Lives {
    let round = Round::new(&coin(win), stake).unwrap();
    Simulation::new(vec![round], rounds, paths, 2_026).unwrap().run()
}

#[test]
fn level_stakes_are_ruined_as_often_as_the_gambler() {
    let lives = live(0.55, RoundStake::Level(0.1), 3_000, 20_000);
    let exact = gamblers_ruin(0.55, 10, None).unwrap();
    let error = lives.standard_error(exact);
    assert!((lives.ruin_probability() - exact).abs() < 4.0 * error, "{exact}");
}

#[test]
fn falls_are_as_likely_as_the_bounds_say() {
    let budget = DrawdownBudget::new(0.7, 0.1).unwrap();
    let share = share_within(&coin(0.55), budget).unwrap();
    let lives = live(0.55, RoundStake::Share(share), 2_000, 20_000);
    let fell = lives.fall_probability(0.7);
    assert!(fell < 0.1 && fell > 0.08, "{fell}");
    let full = live(0.51, RoundStake::Share(0.02), 20_000, 2_000);
    let limit = kelly_fall_probability(1.0, 0.5).unwrap();
    assert!((full.fall_probability(0.5) - limit).abs() < 0.06);
}

#[test]
fn the_mean_is_the_product_of_means() {
    // E W = (1 + f·edge)^n: 1.002^100.
    let lives = live(0.51, RoundStake::Share(0.1), 100, 50_000);
    assert!((lives.mean_wealth() - 1.002_f64.powi(100)).abs() < 0.02);
    assert!(lives.wealth(0.25).unwrap() < lives.wealth(0.75).unwrap());
    assert!(lives.profit_probability() < 0.5 && lives.path_count() == 50_000);
}

#[test]
fn a_seed_is_a_story() {
    // The figures stand here so that another machine, or another number of threads, must repeat them.
    let lives = live(0.55, RoundStake::Share(0.05), 200, 1_000);
    let round = Round::new(&coin(0.55), RoundStake::Share(0.05)).unwrap();
    let again = Simulation::new(vec![round], 200, 1_000, 2_026).unwrap().run_on_one();
    assert_eq!(lives, again);
    assert_eq!(lives.wealth(0.5).unwrap().to_bits(), MEDIAN.to_bits());
    assert_eq!(lives.mean_wealth().to_bits(), MEAN.to_bits());
}

const MEDIAN: f64 = 2.118104455089471;
const MEAN: f64 = 2.653902484437438;

#[test]
fn rounds_take_turns_and_a_push_changes_nothing() {
    let win =
        Round::new(&[Branch { probability: 1.0, gain: 1.0 }], RoundStake::Level(0.5)).unwrap();
    let push = Round::new(&[], RoundStake::Share(1.0)).unwrap();
    let lives = Simulation::new(vec![win, push], 5, 3, 1).unwrap().run();
    assert!((lives.wealth(0.0).unwrap() - 2.5).abs() < 1e-15);
    assert!(lives.drawdown(1.0).unwrap() <= 0.0);
}

#[test]
fn a_level_stake_never_exceeds_what_is_left() {
    let lose =
        Round::new(&[Branch { probability: 1.0, gain: -1.0 }], RoundStake::Level(0.4)).unwrap();
    let lives = Simulation::new(vec![lose.clone()], 5, 2, 1).unwrap().run();
    assert!(lives.wealth(1.0).unwrap() <= 0.0 && lives.ruin_probability() >= 1.0);
    let stops = Simulation::new(vec![lose], 5, 2, 1).unwrap().with_ruin_at(0.5).unwrap().run();
    assert!((stops.wealth(0.5).unwrap() - 0.2).abs() < 1e-15);
}

#[test]
fn bad_numbers_are_named() {
    let round = || Round::new(&coin(0.5), RoundStake::Share(0.1)).unwrap();
    assert!(Simulation::new(Vec::new(), 1, 1, 1).is_err());
    assert!(Simulation::new(vec![round()], 1, 0, 1).is_err());
    assert!(Simulation::new(vec![round()], u32::MAX, PATHS_MAX, 1).is_err());
    assert!(Simulation::new(vec![round()], 1, 1, 1).unwrap().with_ruin_at(1.0).is_err());
    assert!(Round::new(&coin(0.5), RoundStake::Share(1.5)).is_err());
    assert!(Round::kelly(&coin(0.6), f64::NAN).is_err());
    assert!(live(0.5, RoundStake::Share(0.1), 1, 1).wealth(1.5).is_err());
}
