//! From fair probabilities to prices and back.

use monps_core::error::margin::MarginError;
use monps_core::error::odds::OddsError;
use monps_core::margin::{Book, MarginModel, Method, Parameter, Solved};
use monps_core::money::Rounding;
use monps_core::odds::{Ladder, Probability, Snap};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

/// A distribution over a few runners, none below a thousandth, scaled to its winners.
fn distribution() -> impl Strategy<Value = (Vec<f64>, u32)> {
    (prop::collection::vec(0.02..1.0_f64, 2..20), 1_u32..4).prop_filter_map(
        "a runner would be certain",
        |(weights, winners)| {
            let sum: f64 = weights.iter().sum();
            let fair: Vec<f64> =
                weights.iter().map(|weight| weight / sum * f64::from(winners)).collect();
            fair.iter().all(|p| *p < 0.98).then_some((fair, winners))
        },
    )
}

/// What is lost on the way may be this much.
const DIFFERENCE_MAX: f64 = 1e-10;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// The prices that a model quotes are those that it brings back to the same probabilities, with
    /// the same parameter.
    #[test]
    fn pricing_and_taking_the_margin_out_is_the_identity(
        (fair, winners) in distribution(),
        overround in -0.05..0.25_f64,
    ) {
        let book_sum = f64::from(winners) * (1.0 + overround);
        let mut answered = 0;
        for method in Method::ALL {
            let mut prices = vec![0.0; fair.len()];
            let priced = match method.price(&fair, winners, book_sum, &mut prices) {
                Ok(priced) => priced,
                Err(
                    MarginError::Unsupported { .. }
                    | MarginError::UnderRound { .. }
                    | MarginError::NotABookSum { .. }
                    | MarginError::Unpriceable { .. },
                ) => continue,
                Err(other) => return Err(TestCaseError::fail(format!("{method}: {other}"))),
            };
            answered += 1;
            let implied: f64 = prices.iter().map(|price| price.recip()).sum();
            prop_assert!((implied - book_sum).abs() < 1e-11, "{method}");
            let mut again = vec![0.0; fair.len()];
            let found = method.solve(&prices, winners, &mut again).unwrap();
            for (p, q) in fair.iter().zip(&again) {
                prop_assert!((p - q).abs() < DIFFERENCE_MAX, "{method}: {p} came back as {q}");
            }
            // Hardly any margin leaves little of a parameter.
            if overround.abs() > 0.001 {
                let (there, back) = (priced.parameter.value(), found.parameter.value());
                prop_assert!((there - back).abs() < 1e-7, "{method}: {there} and {back}");
            }
        }
        prop_assert!(answered >= 3, "{answered} methods answered");
    }

    #[test]
    fn a_longer_chance_never_gets_a_shorter_price((fair, winners) in distribution()) {
        for method in Method::ALL {
            let mut prices = vec![0.0; fair.len()];
            if method.price(&fair, winners, f64::from(winners) * 1.08, &mut prices).is_ok() {
                for (p, price) in fair.iter().zip(&prices) {
                    for (q, other) in fair.iter().zip(&prices) {
                        prop_assert!(p <= q || price <= other, "{method}");
                    }
                }
            }
        }
    }
}

/// With every method, the published market comes back to its own prices.
#[test]
fn a_published_market_there_and_back() {
    let quoted = [2.60, 2.40, 4.30];
    let book_sum: f64 = quoted.iter().map(|price: &f64| price.recip()).sum();
    for method in Method::ALL {
        let (mut fair, mut prices) = ([0.0; 3], [0.0; 3]);
        method.solve(&quoted, 1, &mut fair).unwrap();
        method.price(&fair, 1, book_sum, &mut prices).unwrap();
        for (price, expected) in prices.iter().zip(quoted) {
            assert!((price - expected).abs() < 1e-12, "{method}: {prices:?}");
        }
    }
}

#[test]
fn margins_that_cannot_be_are_refused_by_name() {
    let mut prices = [0.0; 3];
    let fair = [0.5, 0.3, 0.2];
    let mut refused = |method: Method, fair: &[f64], book_sum| {
        method.price(fair, 1, book_sum, &mut prices).unwrap_err()
    };
    for book_sum in [0.0, -1.0, 3.0, 9.0, f64::NAN, f64::INFINITY] {
        let error = refused(Method::Power, &fair, book_sum);
        assert!(matches!(error, MarginError::NotABookSum { runners: 3, .. }), "{error}");
    }
    for method in [Method::Proportional, Method::Additive, Method::JensenShannon, Method::Shin] {
        let error = refused(method, &fair, 2.95);
        assert!(matches!(error, MarginError::Unpriceable { .. }), "{method}: {error}");
    }
    let error = refused(Method::Shin, &fair, 0.95);
    assert!(matches!(error, MarginError::UnderRound { .. }));
    let error = refused(Method::Power, &[0.5, 0.3, 0.1], 1.05);
    assert!(matches!(error, MarginError::NotADistribution { winners: 1, .. }));
    let error = refused(Method::Power, &[0.7, 0.3, f64::NAN], 1.05);
    assert!(matches!(error, MarginError::NotAProbability { index: 2, .. }));
}

/// Those that keep the range price up to the last: a book sum of almost one for each runner.
#[test]
fn methods_that_keep_the_range_take_any_margin() {
    let fair = [0.9, 0.07, 0.03];
    for method in [Method::Power, Method::OddsRatio, Method::Goto, Method::BalancedBooks] {
        for book_sum in [0.5, 0.9, 1.0, 1.5, 2.0, 2.9, 2.999] {
            let mut prices = [0.0; 3];
            let priced = method.price(&fair, 1, book_sum, &mut prices);
            let keeps = matches!(method, Method::Power | Method::OddsRatio) || book_sum >= 1.0;
            assert!(priced.is_ok() || !keeps, "{method} to {book_sum}: {priced:?}");
        }
    }
}

#[test]
fn prices_leave_rounded_by_name_or_on_a_ladder() {
    let fair = [dec!(0.90), dec!(0.07), dec!(0.03)].map(|p| Probability::new(p).unwrap());
    let market = Method::Proportional.quote(&fair, 1, 1.06).unwrap();
    let texts = |prices: Vec<monps_core::odds::Price>| -> Vec<Decimal> {
        prices.into_iter().map(monps_core::odds::Price::get).collect()
    };
    // 1.0482…, 13.4771…, 31.4465…
    let shown = market.prices(2, Rounding::Down).unwrap();
    assert_eq!(texts(shown), [dec!(1.04), dec!(13.47), dec!(31.44)]);
    let on = market.prices_on(&Ladder::BETFAIR, Snap::NearestDown).unwrap();
    assert_eq!(texts(on), [dec!(1.05), dec!(13.5), dec!(32)]);
    let refused = market.prices(0, Rounding::Down);
    assert!(matches!(refused, Err(OddsError::OutOfRange { .. })));
}

/// A model of someone's own that has no inverse says so.
#[test]
fn a_model_without_an_inverse_says_so() {
    #[derive(Debug)]
    struct OneWay;
    impl MarginModel for OneWay {
        fn name(&self) -> &'static str {
            "one_way"
        }

        fn remove(&self, book: &mut Book<'_>) -> Result<Solved, MarginError> {
            Method::Proportional.remove(book)
        }
    }
    let mut prices = [0.0; 2];
    let refused = OneWay.price(&[0.5, 0.5], 1, 1.05, &mut prices);
    assert_eq!(refused, Err(MarginError::NoInverse { method: "one_way" }));
    let found = OneWay.solve(&[1.9, 1.9], 1, &mut prices).unwrap();
    assert!(matches!(found.parameter, Parameter::Scale(_)));
}
