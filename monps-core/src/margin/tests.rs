//! Laws that every method keeps, and the edges.

use proptest::prelude::*;

use super::{MarginModel, Method, Parameter, RESIDUAL_MAX, band, batch, shin};
use crate::error::margin::MarginError;
use crate::odds::Price;

fn solve(method: Method, prices: &[f64], winners: u32) -> Result<Vec<f64>, MarginError> {
    let mut fair = vec![0.0; prices.len()];
    method.solve(prices, winners, &mut fair).map(|_| fair)
}

/// Prices as venues quote them: three decimals, from 1.001 to 1,000.
fn market() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(
        prop_oneof![1_001..3_000_u32, 1_001..30_000_u32, 1_001..1_000_000_u32],
        2..24,
    )
    .prop_map(|prices| prices.into_iter().map(|p| f64::from(p) / 1_000.0).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_answer_is_a_distribution_in_the_order_of_the_prices(
        prices in market(),
        winners in 1_u32..4,
    ) {
        for method in Method::ALL {
            match solve(method, &prices, winners) {
                Ok(fair) => {
                    let sum: f64 = fair.iter().sum();
                    prop_assert!((sum - f64::from(winners)).abs() <= RESIDUAL_MAX, "{method}");
                    for (price, p) in prices.iter().zip(&fair) {
                        prop_assert!(*p > 0.0 && *p < 1.0, "{method}");
                        for (other_price, other) in prices.iter().zip(&fair) {
                            prop_assert!(!(price < other_price && p < other), "{method}: order");
                        }
                    }
                }
                Err(
                    MarginError::NotAMarket { .. }
                    | MarginError::UnderRound { .. }
                    | MarginError::OutsideUnit { .. }
                    | MarginError::Unreachable { .. }
                    | MarginError::Unsupported { .. },
                ) => {}
                Err(other) => prop_assert!(false, "{method} on {prices:?}: {other}"),
            }
        }
    }

    #[test]
    fn methods_that_keep_the_range_always_answer(prices in market()) {
        for method in [Method::Proportional, Method::OddsRatio] {
            prop_assert!(solve(method, &prices, 1).is_ok(), "{method} on {prices:?}");
        }
        // Two near-certainties send the exponent into the hundreds, where `f64` ends.
        let sane: Vec<f64> = prices.iter().map(|price| price.max(1.05)).collect();
        prop_assert!(solve(Method::Power, &sane, 1).is_ok(), "power on {sane:?}");
    }

    #[test]
    fn shin_answers_every_book_with_a_margin(prices in market()) {
        let sum: f64 = prices.iter().map(|price| price.recip()).sum();
        let answer = solve(Method::Shin, &prices, 1);
        if sum >= 1.0 {
            prop_assert!(answer.is_ok(), "{answer:?}");
        } else if sum < 1.0 - 1e-9 {
            let refused = matches!(answer, Err(MarginError::UnderRound { .. }));
            prop_assert!(refused);
        }
    }

    #[test]
    fn with_two_runners_shin_is_additive(a in 1_001..5_000_u32, b in 1_001..5_000_u32) {
        let prices = [f64::from(a) / 1_000.0, f64::from(b) / 1_000.0];
        if let Ok(shin) = solve(Method::Shin, &prices, 1) {
            let additive = solve(Method::Additive, &prices, 1).unwrap();
            for (x, y) in shin.iter().zip(&additive) {
                prop_assert!((x - y).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn additive_is_margin_weights_proportional(prices in market()) {
        let n = prices.len() as f64;
        let margin = prices.iter().map(|price| price.recip()).sum::<f64>() - 1.0;
        if let Ok(additive) = solve(Method::Additive, &prices, 1) {
            for (p, o) in additive.iter().zip(&prices) {
                // Buchdahl's fair price.
                let fair_price = n * o / (n - margin * o);
                prop_assert!((p - fair_price.recip()).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn the_odds_ratio_shifts_every_log_odds_alike(prices in market()) {
        let mut fair = vec![0.0; prices.len()];
        let found = Method::OddsRatio.solve(&prices, 1, &mut fair).unwrap();
        let shift = found.parameter.value().ln();
        for (p, o) in fair.iter().zip(&prices) {
            let quoted = -(o - 1.0).ln();
            let logistic = 1.0 / (1.0 + (shift - quoted).exp());
            prop_assert!((p - logistic).abs() < 1e-10);
        }
    }

    #[test]
    fn jensen_shannon_moves_every_runner_equally_far(prices in market()) {
        if let Ok(fair) = solve(Method::JensenShannon, &prices, 1) {
            // The textbook form, which loses digits: hence the tolerance.
            let divergence = |p: f64, q: f64| {
                let m = f64::midpoint(p, q);
                let kl = |a: f64| a * (a / m).ln() + (1.0 - a) * ((1.0 - a) / (1.0 - m)).ln();
                f64::midpoint(kl(p), kl(q))
            };
            let first = divergence(fair[0], prices[0].recip());
            for (p, o) in fair.iter().zip(&prices) {
                prop_assert!((divergence(*p, o.recip()) - first).abs() < 1e-13);
            }
        }
    }
}

#[test]
fn shin_without_a_margin_is_what_the_prices_say() {
    for prices in [vec![2.0, 2.0], vec![3.0, 3.0, 3.0], vec![2.0, 4.0, 4.0]] {
        let mut fair = vec![0.0; prices.len()];
        let found = shin::solve(&prices, &mut fair).unwrap();
        assert!(found.parameter.value() < 1e-12);
        for (p, o) in fair.iter().zip(&prices) {
            assert!((p * o - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn shin_takes_absurd_margins() {
    for prices in [
        vec![1.0001; 3],
        vec![1.000_000_1; 5],
        vec![1.001, 1.001, 1_000.0],
        vec![1.01; 40],
        vec![1.000_001, 1_000_000.0, 1_000_000.0],
    ] {
        let answer = solve(Method::Shin, &prices, 1);
        assert!(answer.is_ok(), "{prices:?}: {answer:?}");
    }
}

#[test]
fn bad_input_is_named() {
    let mut three = [0.0; 3];
    for bad in [1.0, 0.0, -2.0, f64::NAN, f64::INFINITY] {
        let error = shin::solve(&[2.0, bad, 3.0], &mut three).unwrap_err();
        assert!(matches!(error, MarginError::NotAPrice { index: 1, .. }), "{error}");
    }
    assert!(matches!(
        shin::solve(&[2.0, 2.0], &mut three),
        Err(MarginError::SliceLength { runners: 2, given: 3 })
    ));
    for (runners, winners) in [(0, 1), (1, 1), (2, 0), (2, 2), (3, 7)] {
        let prices = vec![1.5; runners];
        let mut fair = vec![0.0; runners];
        assert!(matches!(
            Method::Power.solve(&prices, winners, &mut fair),
            Err(MarginError::NotAMarket { .. })
        ));
    }
}

#[test]
fn several_winners_are_taken_or_refused_by_name() {
    let places = [1.3, 1.5, 2.2, 3.0, 6.0];
    for method in [Method::Proportional, Method::Power, Method::OddsRatio, Method::Goto] {
        assert!(solve(method, &places, 2).is_ok(), "{method}");
    }
    assert!(matches!(
        solve(Method::Shin, &places, 2),
        Err(MarginError::Unsupported { winners: 2, .. })
    ));
}

#[test]
fn names_and_aliases_are_read() {
    for method in Method::ALL {
        assert_eq!(method.to_string().parse(), Ok(method));
        for alias in method.known_as() {
            let full = format!("{}:{}", alias.author, alias.name);
            assert_eq!(full.parse(), Ok(method));
        }
    }
    let error = "logarithmic".parse::<Method>().unwrap_err().to_string();
    assert!(error.contains("buchdahl:logarithmic") && error.contains("penaltyblog:logarithmic"));
    assert!(matches!("nobody:shin".parse::<Method>(), Err(MarginError::UnknownMethod { .. })));
}

#[test]
fn a_batch_goes_on_after_a_bad_market() {
    let read =
        |texts: &[&str]| -> Vec<Price> { texts.iter().map(|text| text.parse().unwrap()).collect() };
    let markets = [read(&["2.2", "4.1", "4.5"]), read(&["2.6", "2.4", "4.3"]), read(&["2.0"])];
    let answers: Vec<bool> = batch(&Method::Shin, markets.iter().map(Vec::as_slice))
        .map(|answer| answer.is_ok())
        .collect();
    assert_eq!(answers, [false, true, false]);
}

#[test]
fn the_band_holds_every_answer_and_every_refusal() {
    let prices: Vec<Price> =
        ["1.15", "5", "10", "25"].iter().map(|text| text.parse().unwrap()).collect();
    let band = band(&prices, 1).unwrap();
    assert_eq!(band.answers.len() + band.refusals.len(), Method::ALL.len());
    assert!(band.refusals.iter().any(|(method, _)| *method == Method::Additive));
    for (_, answer) in &band.answers {
        for (range, p) in band.ranges.iter().zip(answer.probabilities()) {
            assert!(range.low <= *p && *p <= range.high);
        }
    }
    assert!(super::band(&prices[..1], 1).is_err());
}

#[test]
fn an_under_round_book_is_flagged() {
    let mut fair = [0.0; 2];
    let found = Method::Additive.solve(&[2.1, 2.05], 1, &mut fair).unwrap();
    assert!(found.under_round() && found.overround() < 0.0 && found.hold() < 0.0);
    assert!(matches!(found.parameter, Parameter::Shift(shift) if shift < 0.0));
}
