//! Laws that hold for any bets and any forecasts.

use monps_core::stats::{
    Calibration, Confidence, LongestRun, Trial, Weighted, luck_band, roc, simulated_p_value,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{bet, forecast};

fn forecasts() -> impl Strategy<Value = Vec<(f64, bool)>> {
    prop::collection::vec((0.0..=1.0_f64, any::<bool>()), 1..200)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn scores_stay_in_their_ranges(given in forecasts(), bins in 1..50_usize) {
        let given: Vec<_> = given.into_iter().map(forecast).collect();
        let found = Calibration::of(&given, bins, Confidence::P95).unwrap().unwrap();
        prop_assert!((0.0..=1.0).contains(&found.brier));
        prop_assert!(found.reliability >= 0.0 && found.resolution >= 0.0);
        prop_assert!(found.resolution <= found.uncertainty + 1e-12);
        prop_assert!((0.0..=1.0).contains(&found.calibration_error));
        // By Jensen, the mean distance squared is at most the mean of the squares.
        prop_assert!(found.calibration_error.powi(2) <= found.reliability + 1e-12);
        prop_assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<usize>(), given.len());
        for bin in &found.bins {
            prop_assert!(bin.frequency_interval.contains(bin.frequency));
            prop_assert!(bin.mean_forecast >= bin.range.low - 1e-12);
            prop_assert!(bin.mean_forecast <= bin.range.high + 1e-12);
        }
    }

    #[test]
    fn the_area_is_the_share_of_pairs_the_right_way_round(given in forecasts()) {
        // Coarse probabilities, so that there are ties.
        let given: Vec<_> = given.into_iter().map(|(p, o)| forecast(((p * 8.0).round() / 8.0, o))).collect();
        let pairs = given.iter().filter(|a| a.happened).flat_map(|a| {
            given.iter().filter(|b| !b.happened).map(move |b| {
                if a.probability > b.probability { 1.0 } else if a.probability < b.probability { 0.0 } else { 0.5 }
            })
        });
        let pairs: Vec<f64> = pairs.collect();
        match roc(&given).unwrap() {
            None => prop_assert!(pairs.is_empty()),
            Some(curve) => {
                let share = pairs.iter().sum::<f64>() / pairs.len() as f64;
                prop_assert!((curve.area - share).abs() < 1e-9);
                prop_assert!(curve.points.windows(2).all(|two| two[0].true_rate <= two[1].true_rate));
            }
        }
    }

    #[test]
    fn longer_runs_are_rarer_and_more_bets_make_them_likelier(n in 1..300_u32, q in 0.05..0.95_f64, k in 1..20_u32) {
        let runs = LongestRun::new(n, q).unwrap();
        prop_assert!(runs.at_least(k + 1) <= runs.at_least(k) + 1e-12);
        prop_assert!(LongestRun::new(n + 1, q).unwrap().at_least(k) >= runs.at_least(k) - 1e-12);
        prop_assert!(runs.expected() <= f64::from(n));
    }

    #[test]
    fn the_bootstrap_and_the_normal_agree_on_many_bets(wins in 60..140_usize, seed in any::<u64>()) {
        let bets: Vec<_> = (0..200).map(|i| bet(Decimal::TWO, i < wins, None)).collect();
        let yields = Weighted::yields(&bets);
        let normal = yields.estimate().unwrap().interval(Confidence::P95);
        let drawn = yields.bootstrap(Confidence::P95, 2_000, seed).unwrap().unwrap();
        prop_assert!((normal.low - drawn.low).abs() < 0.04 && (normal.high - drawn.high).abs() < 0.04);
        prop_assert_eq!(yields.bootstrap(Confidence::P95, 2_000, seed).unwrap(), Some(drawn));
    }

    #[test]
    fn the_simulated_tail_is_near_the_normal_one(wins in 80..120_usize) {
        let trials: Vec<_> = (0..200)
            .map(|i| Trial::of_back(&bet(Decimal::TWO, i < wins, Some(Decimal::new(5, 1)))).unwrap())
            .collect();
        let normal = luck_band(&trials, Confidence::P95).unwrap().unwrap().p_value;
        let drawn = simulated_p_value(&trials, 4_000, 3).unwrap().unwrap();
        // The normal ignores that profits come in steps: half a step is 0.028 here.
        prop_assert!((normal - drawn).abs() < 0.06, "{normal} {drawn}");
    }
}
