//! Figures that were published, or worked by hand.

use monps_core::stats::{
    Calibration, Confidence, Estimate, LongestRun, SettledBet, SettledOutcome, Trial, Weighted,
    longest_run, luck_band, roc, simulated_p_value, wilson,
};
use rust_decimal::dec;

use super::{bet, forecast};

fn near(found: f64, expected: f64, error: f64) {
    assert!((found - expected).abs() <= error, "{found} is not {expected}");
}

#[test]
fn a_yield_of_level_stakes_has_the_error_of_a_mean() {
    // Profits of a unit: +1, +1, +1, −1. Mean 0.5, sample deviation 1, error 1/√4.
    let bets = [true, true, true, false].map(|won| bet(dec!(2), won, None));
    let found = Weighted::yields(&bets).estimate().unwrap();
    near(found.mean, 0.5, 1e-12);
    near(found.standard_error, 0.5, 1e-12);
    near(found.deviation(), 1.0, 1e-12);
    let interval = found.interval(Confidence::P95);
    near(interval.low, 0.5 - 0.979_981_992, 1e-8);
    near(found.p_value(0.0), 0.158_655_254, 1e-8);
}

#[test]
fn what_is_not_defined_is_none() {
    let won = bet(dec!(2), true, None);
    let void = SettledBet { outcome: SettledOutcome::Void, ..won };
    assert_eq!(Weighted::yields(&[]).estimate(), None);
    assert_eq!(Weighted::yields(&[won, void]).estimate(), None);
    assert_eq!(Weighted::yields(&[won, won, won]).estimate(), None);
    assert_eq!(Weighted::clv_fairs(&[won, won]).estimate(), None);
    assert_eq!(Weighted::yields(&[won]).bootstrap(Confidence::P95, 1_000, 1).unwrap(), None);
    assert_eq!(luck_band(&[], Confidence::P95).unwrap(), None);
    assert_eq!(simulated_p_value(&[], 1_000, 1).unwrap(), None);
    assert_eq!(Calibration::of(&[], 10, Confidence::P95).unwrap(), None);
    assert_eq!(roc(&[forecast((0.5, true))]).unwrap(), None);
    assert_eq!(wilson(0, 0, Confidence::P95), None);
    let nothing = Estimate { mean: 0.0, standard_error: 0.1, count: 10 };
    assert_eq!(nothing.bets_needed(Confidence::P95, 0.8).unwrap(), None);
}

#[test]
fn bets_needed_are_those_of_the_power_formula() {
    // (1.959964 / 0.05)² and ((1.959964 + 0.841621) / 0.05)², for a deviation of 1.
    let found = Estimate { mean: 0.05, standard_error: 0.1, count: 100 };
    assert_eq!(found.bets_needed(Confidence::P95, 0.5).unwrap(), Some(1_537));
    assert_eq!(found.bets_needed(Confidence::P95, 0.8).unwrap(), Some(3_140));
    assert!(found.bets_needed(Confidence::P95, 1.0).is_err());
    assert!(Confidence::new(95.0).is_err() && Confidence::new(0.3).is_err());
}

#[test]
fn closing_line_values_have_errors_too() {
    // Taken at 2.20 and 2.10, closing at 2.00: +10 % and +5 %; sample deviation 0.0353553.
    let bets = [bet(dec!(2.20), true, Some(dec!(0.5))), bet(dec!(2.10), false, Some(dec!(0.5)))];
    let price = Weighted::clv_prices(&bets).estimate().unwrap();
    near(price.mean, 0.075, 1e-12);
    near(price.standard_error, 0.025, 1e-12);
    near(Weighted::clv_fairs(&bets).estimate().unwrap().mean, 0.075, 1e-12);
}

#[test]
fn wilsons_interval_is_newcombes_table() {
    // Newcombe (1998), table I, method 3.
    for (successes, count, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ] {
        let found = wilson(successes, count, Confidence::P95).unwrap();
        near(found.low, low, 5e-5);
        near(found.high, high, 5e-5);
    }
}

#[test]
fn simulation_finds_the_binomial_tail() {
    // P(X ≥ 60 of 100) = 0.028444 and P(X ≥ 8 of 10) = 56/1024, which the normal misses.
    for (won, count, tail) in [(60, 100, 0.028_444), (8, 10, 0.054_687_5)] {
        let trials: Vec<Trial> = (0..count)
            .map(|index| Trial::of_back(&bet(dec!(2), index < won, Some(dec!(0.5)))).unwrap())
            .collect();
        let found = simulated_p_value(&trials, 40_000, 5).unwrap().unwrap();
        near(found, tail, 4.0 * (tail / 40_000.0_f64).sqrt());
        assert_eq!(simulated_p_value(&trials, 40_000, 5).unwrap(), Some(found));
    }
}

#[test]
fn bets_that_beat_the_close_are_expected_to_win() {
    // Taken at 2.20 when the close says one half: +10 % on each 10 staked.
    let trials = [true, false, true, false].map(|won| bet(dec!(2.20), won, Some(dec!(0.5))));
    let trials = trials.map(|bet| Trial::of_back(&bet).unwrap());
    let band = luck_band(&trials, Confidence::P95).unwrap().unwrap();
    near(band.expected, 4.0, 1e-9);
    near(band.actual, 4.0, 1e-9);
    near(band.deviation, 22.0, 1e-9);
    near(band.p_value, 0.5, 1e-9);
    assert!(band.band.contains(0.0) && band.count == 4);
}

#[test]
fn half_a_bet_is_tried_and_a_push_is_not() {
    let won = bet(dec!(2), true, Some(dec!(0.5)));
    let half = SettledBet { outcome: SettledOutcome::HalfWon, ..won };
    near(Trial::of_back(&half).unwrap().profit_if_lost, -5.0, 1e-12);
    for outcome in [SettledOutcome::Push, SettledOutcome::Void, SettledOutcome::CashedOut] {
        assert_eq!(Trial::of_back(&SettledBet { outcome, ..won }), None);
    }
    assert_eq!(Trial::of_back(&bet(dec!(2), true, None)), None);
}

#[test]
fn runs_are_fellers() {
    // Three tosses by hand: (3 + 2 + 2 + 1 + 1 + 1 + 1 + 0) / 8.
    near(LongestRun::new(3, 0.5).unwrap().expected(), 1.375, 1e-15);
    near(LongestRun::new(200, 0.5).unwrap().expected(), 6.984_205_528, 1e-8);
    // A hundred tosses have a run of six heads in 54.6 % of cases.
    near(LongestRun::new(100, 0.5).unwrap().at_least(6), 0.546_093_6, 1e-7);
    // Schilling (1990): about log₁/q(n·p) + γ/ln(1/q) − 1/2.
    let (n, q) = (1_000.0_f64, 0.6_f64);
    let about = (n * (1.0 - q)).ln() / -q.ln() + 0.577_215_665 / -q.ln() - 0.5;
    near(LongestRun::new(1_000, q).unwrap().expected(), about, 0.1);
    assert_eq!(longest_run([]), 0);
    assert_eq!(longest_run([false, false, true, false]), 2);
    assert!(LongestRun::new(10, 0.0).is_err() && LongestRun::new(u32::MAX, 0.5).is_err());
    near(LongestRun::new(5, 0.5).unwrap().at_least(6), 0.0, 0.0);
}

#[test]
fn the_brier_score_comes_apart_as_murphy_says() {
    // Two probabilities, each in a bin of its own: 0.8 on three (two happened), 0.2 on two (none).
    let forecasts = [(0.8, true), (0.8, true), (0.8, false), (0.2, false), (0.2, false)];
    let found = Calibration::of(&forecasts.map(forecast), 10, Confidence::P95).unwrap().unwrap();
    near(found.brier, 0.16, 1e-12);
    // Mean frequency 0.4. Reliability (3 × (0.8 − 2/3)² + 2 × 0.2²) / 5.
    near(found.reliability, (3.0 * (0.8_f64 - 2.0 / 3.0).powi(2) + 0.08) / 5.0, 1e-12);
    near(found.resolution, (3.0 * (2.0_f64 / 3.0 - 0.4).powi(2) + 2.0 * 0.16) / 5.0, 1e-12);
    near(found.uncertainty, 0.24, 1e-12);
    near(found.within_bins, 0.0, 1e-12);
    near(found.calibration_error, (3.0 * (0.8 - 2.0 / 3.0) + 0.4) / 5.0, 1e-12);
    let log_loss = -(2.0 * 0.8_f64.ln() + 0.2_f64.ln() + 2.0 * 0.8_f64.ln()) / 5.0;
    near(found.log_loss.unwrap(), log_loss, 1e-12);
    assert_eq!(found.bins.iter().map(|bin| bin.count).collect::<Vec<_>>(), [2, 3]);
    assert!(found.bins[1].frequency_interval.contains(0.8));
    // Spiegelhalter: Σ(o−p)(1−2p) = −0.36·... worked by hand below.
    let off = (0.2 + 0.2 - 0.8) * -0.6 + (-0.2 - 0.2) * 0.6;
    let spread = (5.0_f64 * 0.36 * 0.16).sqrt();
    near(found.spiegelhalter_z.unwrap(), off / spread, 1e-12);
    let sure = [(0.0, true), (1.0, true)].map(forecast);
    let sure = Calibration::of(&sure, 10, Confidence::P95).unwrap().unwrap();
    assert_eq!((sure.log_loss, sure.spiegelhalter_z), (None, None));
    assert!(Calibration::of(&[forecast((1.2, true))], 10, Confidence::P95).is_err());
    assert!(Calibration::of(&sure_forecasts(), 0, Confidence::P95).is_err());
}

fn sure_forecasts() -> [monps_core::stats::Forecast; 1] {
    [forecast((0.5, true))]
}

#[test]
fn the_roc_curve_is_fawcetts() {
    // Fawcett (2006), figure 3: twenty scores, area 0.68.
    let yes = [0.9, 0.8, 0.6, 0.55, 0.54, 0.51, 0.4, 0.38, 0.34, 0.30];
    let no = [0.7, 0.53, 0.52, 0.505, 0.39, 0.37, 0.36, 0.35, 0.33, 0.1];
    let of = |scores: [f64; 10], happened| scores.map(|p| forecast((p, happened)));
    let forecasts = [of(yes, true), of(no, false)].concat();
    let curve = roc(&forecasts).unwrap().unwrap();
    near(curve.area, 0.68, 1e-12);
    assert_eq!(curve.points.len(), 20);
    near(curve.points[4].true_rate, 0.4, 1e-12);
    near(curve.points[4].false_rate, 0.1, 1e-12);
    let last = curve.points[19];
    near(last.true_rate.min(last.false_rate), 1.0, 1e-12);
    // Hanley and McNeil by hand: Q1 = 0.68/1.32, Q2 = 0.9248/1.68.
    let area = 0.68_f64;
    let (q1, q2) = (area / 1.32, 2.0 * area * area / 1.68);
    let variance = (area * 0.32 + 9.0 * (q1 - area * area) + 9.0 * (q2 - area * area)) / 100.0;
    near(curve.standard_error, variance.sqrt(), 1e-12);
}
