//! Bounds that are proved hold in simulated lives.

use monps_core::stake::kelly::{Branch, growth_optimal};
use monps_core::stake::risk::{DrawdownBudget, level_ruin_max, share_within};
use monps_core::stake::simulate::{Lives, Round, RoundStake, Simulation};

/// Over 2.25 at 1.95 with its half results.
fn over() -> [Branch; 3] {
    [(0.52, 0.95), (0.25, -0.5), (0.23, -1.0)]
        .map(|(probability, gain)| Branch { probability, gain })
}

fn live(stake: RoundStake, rounds: u32) -> Lives {
    let round = Round::new(&over(), stake).unwrap();
    Simulation::new(vec![round], rounds, 5_000, 11).unwrap().run()
}

#[test]
fn a_budget_is_kept_with_half_results() {
    let budget = DrawdownBudget::new(0.5, 0.05).unwrap();
    let share = share_within(&over(), budget).unwrap();
    assert!(share < growth_optimal(&over()).unwrap());
    let fell = live(RoundStake::Share(share), 1_000).fall_probability(0.5);
    assert!(fell < 0.05 && fell > 0.02, "{fell}");
}

#[test]
fn ruin_stays_under_its_bound_and_near_it() {
    let bound = level_ruin_max(&over(), 8.0).unwrap();
    let lives = live(RoundStake::Level(0.125), 3_000);
    let ruined = lives.ruin_probability();
    assert!(ruined <= bound + 4.0 * lives.standard_error(bound), "{ruined} {bound}");
    assert!(ruined > 0.5 * bound, "{ruined} {bound}");
}

#[test]
fn kelly_ends_higher_than_half_and_double_at_the_median() {
    let kelly = growth_optimal(&over()).unwrap();
    let median =
        |multiple: f64| live(RoundStake::Share(multiple * kelly), 400).wealth(0.5).unwrap();
    let (half, full, double) = (median(0.5), median(1.0), median(2.0));
    assert!(full > half && full > double, "{half} {full} {double}");
    // Twice Kelly grows about as fast as not betting at all.
    assert!(double < 3.0, "{double}");
}
