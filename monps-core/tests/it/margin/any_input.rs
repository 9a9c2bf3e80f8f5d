//! Whatever is passed, the answer is a distribution or an error that says why.

use monps_core::error::margin::MarginError;
use monps_core::margin::{MarginModel, Method, RESIDUAL_MAX};
use proptest::prelude::*;

/// Anything that fits in the type: bit patterns, the ends of the range, prices.
fn anything() -> impl Strategy<Value = f64> {
    prop_oneof![
        2 => any::<u64>().prop_map(f64::from_bits),
        1 => prop::sample::select(vec![
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::MIN_POSITIVE / 1e9,
            -0.0,
            0.0,
            1.0,
            1.0 + f64::EPSILON,
            1.0 - f64::EPSILON,
            -2.0,
        ]),
        6 => 1.000_001..1_000.0_f64,
        2 => (0.0..300.0_f64).prop_map(|exponent| 10_f64.powf(exponent)),
    ]
}

/// The law: a distribution of the right sum in the order of the prices, or an error.
fn check(method: Method, prices: &[f64], winners: u32) -> Result<bool, TestCaseError> {
    let mut fair = vec![0.0; prices.len()];
    let Ok(found) = method.solve(prices, winners, &mut fair) else { return Ok(false) };
    let sum = sum(&fair);
    prop_assert!((sum - f64::from(winners)).abs() <= RESIDUAL_MAX, "{method}: {sum}");
    prop_assert!(found.residual.abs() <= RESIDUAL_MAX);
    let mut runners: Vec<(f64, f64)> = prices.iter().copied().zip(fair).collect();
    runners.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    for pair in runners.windows(2) {
        let [(price, p), (longer, q)] = pair else { continue };
        // Prices that a venue can tell apart keep their order; those of 10^200 to the last bit or so.
        let told_apart = *longer <= 1e6 && longer / price > 1.0 + 1e-9;
        let slack = if told_apart { 1.0 } else { 1.0 + 1e-14 };
        prop_assert!(*q <= p * slack, "{method} turns {pair:?} round");
        prop_assert!(price < longer || p.to_bits() == q.to_bits(), "{method} tells equals apart");
    }
    prop_assert!(runners.iter().all(|(_, p)| *p > 0.0 && *p < 1.0), "{method}");
    Ok(true)
}

/// The sum of many numbers, by pairs, so that its own rounding is not what is judged.
fn sum(values: &[f64]) -> f64 {
    let mut parts = values.to_vec();
    while parts.len() > 1 {
        parts = parts.chunks(2).map(|pair| pair.iter().sum()).collect();
    }
    parts.first().copied().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn anything_gives_a_distribution_or_a_reason(
        prices in prop::collection::vec(anything(), 0..12),
        winners in prop_oneof![Just(1), 0_u32..13, any::<u32>()],
    ) {
        for method in Method::ALL {
            check(method, &prices, winners)?;
        }
    }

    #[test]
    fn any_probabilities_give_prices_or_a_reason(
        fair in prop::collection::vec(anything(), 0..8),
        winners in 0_u32..4,
        book_sum in anything(),
    ) {
        let mut prices = vec![0.0; fair.len()];
        for method in Method::ALL {
            let priced = method.price(&fair, winners, book_sum, &mut prices);
            // Numbers at random are no distribution.
            prop_assert!(priced.is_err(), "{method}: {fair:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// A field larger than any race, at the prices that a venue would quote on it.
    #[test]
    fn ten_thousand_runners(
        weights in prop::collection::vec(0.01..1.0_f64, 10_000),
        winners in prop::sample::select(vec![1_u32, 3, 100]),
        overround in 0.0..0.3_f64,
    ) {
        let sum: f64 = weights.iter().sum::<f64>() / f64::from(winners);
        let prices: Vec<f64> =
            weights.iter().map(|weight| sum / weight / (1.0 + overround)).collect();
        for method in Method::ALL {
            let answered = check(method, &prices, winners)?;
            let always = matches!(method, Method::Proportional | Method::OddsRatio | Method::Power)
                || method == Method::Shin && winners == 1;
            prop_assert!(answered || !always, "{method} with {winners} winners");
        }
    }
}

#[test]
fn the_offending_price_is_named() {
    for bad in [1.0, 0.999, 0.0, -3.0, f64::NAN, f64::INFINITY, f64::MIN_POSITIVE / 1e9] {
        for method in Method::ALL {
            let mut fair = [0.0; 3];
            let refused = method.solve(&[2.0, 3.0, bad], 1, &mut fair);
            let named = matches!(
                refused,
                Err(MarginError::NotAPrice { index: 2, price }) if price.to_bits() == bad.to_bits()
            );
            assert!(named, "{method} on {bad}: {refused:?}");
        }
    }
}

/// Markets in which several win: to finish in the first three, to qualify from a group.
#[test]
fn every_method_with_several_winners_or_a_reason() {
    let places = [1.4, 1.6, 1.9, 2.6, 4.5, 9.0];
    for method in Method::ALL {
        let mut fair = [0.0; 6];
        match (method, method.solve(&places, 3, &mut fair)) {
            (Method::Shin, Err(MarginError::Unsupported { winners: 3, .. })) => {}
            (Method::Shin, other) => panic!("shin has no form for this: {other:?}"),
            (_, found) => {
                found.unwrap();
                assert!((fair.iter().sum::<f64>() - 3.0).abs() <= RESIDUAL_MAX, "{method}");
            }
        }
    }
}
