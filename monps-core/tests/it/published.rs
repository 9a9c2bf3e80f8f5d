//! Numbers that others have published, and the failures of other libraries that ours must not have.

use monps_core::error::margin::MarginError;
use monps_core::id::VenueId;
use monps_core::margin::{Diagnostics, MarginModel, Method, shin};
use monps_core::money::Rounding;
use monps_core::odds::Price;
use monps_core::stake::kelly::{Branch, Missing, exclusive, growth_optimal};
use monps_core::stake::split::{SplitLeg, best_whole, split};
use monps_core::stats::{clv_fair, clv_price};
use rust_decimal::{Decimal, dec};

fn prices(texts: &[&str]) -> Vec<Price> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn solve(method: Method, prices: &[f64]) -> Result<(Vec<f64>, Diagnostics), MarginError> {
    let mut fair = vec![0.0; prices.len()];
    let found = method.solve(prices, 1, &mut fair)?;
    Ok((fair, found))
}

#[track_caller]
fn close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (x, y) in found.iter().zip(expected) {
        assert!((x - y).abs() <= tolerance, "{found:?} is not {expected:?}");
    }
}

/// The example of the `shin` package's README and tests.
#[test]
fn shin_on_the_example_of_the_shin_package() {
    let fair = Method::Shin.fair(&prices(&["2.60", "2.40", "4.30"])).unwrap();
    close(fair.probabilities(), &[0.372_994_1, 0.404_779_4, 0.222_226_5], 5e-8);
    let found = fair.diagnostics();
    close(&[found.parameter.value()], &[0.016_942_512_763_60], 1e-14);
    close(
        &[found.book_sum, found.overround(), found.hold()],
        &[1.033_840_2, 0.033_840_2, 0.032_732_5],
        5e-8,
    );
    assert!(found.iterations <= 7);
}

#[test]
fn shin_z_of_longer_books() {
    let books: [(&[f64], f64); 3] = [
        (&[1.05, 15.0, 41.0], 0.025_790_612_557_47),
        (&[1.15, 5.0, 10.0, 25.0], 0.089_145_415_343_09),
        (
            &[1.2, 7.0, 12.0, 26.0, 51.0, 67.0, 101.0, 151.0, 201.0, 251.0, 501.0, 1001.0],
            0.028_631_450_264_90,
        ),
    ];
    for (book, z) in books {
        let (_, found) = solve(Method::Shin, book).unwrap();
        // The package stops its fixed point at 1e-12; the digits here are of forty-digit arithmetic.
        close(&[found.parameter.value()], &[z], 2e-14);
    }
}

const NEAR: [f64; 3] = [2.60, 2.40, 4.30];
const FAR: [f64; 3] = [1.05, 15.0, 41.0];

/// Method, prices, parameter and fair probabilities, by forty-digit arithmetic on the formulas in
/// the papers.
const FORTY_DIGITS: [(Method, [f64; 3], f64, [f64; 3]); 12] = [
    (
        Method::Shin,
        NEAR,
        0.016_942_512_763_600_94,
        [0.372_994_060_332_236_1, 0.404_779_410_920_157_6, 0.222_226_528_747_606_3],
    ),
    (
        Method::Power,
        NEAR,
        1.032_136_953_976_922,
        [0.372_984_404_068_709_5, 0.405_107_167_456_797_6, 0.221_908_428_474_492_9],
    ),
    (
        Method::OddsRatio,
        NEAR,
        1.053_173_788_664_17,
        [0.372_428_650_847_598_8, 0.404_131_304_334_596_6, 0.223_440_044_817_804_7],
    ),
    (
        Method::BalancedBooks,
        NEAR,
        0.016_920_095_408_467_5,
        [0.374_023_807_718_553_3, 0.406_626_734_399_878_7, 0.219_349_457_881_568],
    ),
    (
        Method::Goto,
        NEAR,
        0.013_958_950_175_121_22,
        [0.373_665_083_179_659_6, 0.406_005_342_366_731_7, 0.220_329_574_453_608_7],
    ),
    (
        Method::JensenShannon,
        NEAR,
        0.008_569_136_488_507_062,
        [0.372_858_776_555_102_5, 0.404_743_066_897_994_5, 0.222_398_156_546_903],
    ),
    (
        Method::Shin,
        FAR,
        0.025_790_612_557_469_16,
        [0.931_463_245_683_793_3, 0.054_197_690_098_749_4, 0.014_339_064_217_457_34],
    ),
    (
        Method::Power,
        FAR,
        1.167_879_354_431_077,
        [0.944_611_992_800_23, 0.042_312_364_925_152_21, 0.013_075_642_274_617_82],
    ),
    (
        Method::OddsRatio,
        FAR,
        1.407_517_338_679_808,
        [0.934_251_257_798_275_4, 0.048_296_946_453_800_36, 0.017_451_795_747_924_23],
    ),
    (
        Method::BalancedBooks,
        FAR,
        0.021_718_931_475_029_04,
        [0.951_323_756_381_336_8, 0.045_945_625_074_201_59, 0.002_730_618_544_461_593],
    ),
    (
        Method::Goto,
        FAR,
        0.019_998_654_513_626_94,
        [0.948_016_888_185_430_2, 0.047_346_130_868_410_01, 0.004_636_980_946_159_791],
    ),
    (
        Method::JensenShannon,
        FAR,
        0.025_580_152_176_740_33,
        [0.935_786_430_349_605_4, 0.049_754_413_706_132_87, 0.014_459_155_944_261_71],
    ),
];

#[test]
fn every_method_against_forty_digits() {
    for (method, book, parameter, expected) in FORTY_DIGITS {
        let (fair, found) = solve(method, &book).unwrap();
        close(&fair, &expected, 1e-14);
        close(&[found.parameter.value()], &[parameter], 1e-13);
    }
}

/// One library prints 0.702 / 0.186 / 0.112 here.
#[test]
fn power_on_a_heavy_favourite() {
    let (fair, _) = solve(Method::Power, &[1.05, 15.0, 41.0]).unwrap();
    close(&fair, &[0.945, 0.042, 0.013], 5e-4);
}

/// The `shin` package answers a distribution that sums to 0.825, without a word.
#[test]
fn shin_refuses_an_arbitrage() {
    let error = solve(Method::Shin, &[2.2, 4.1, 4.5]).unwrap_err();
    assert!(
        matches!(error, MarginError::UnderRound { book_sum, .. } if (book_sum - 0.920_7).abs() < 1e-4)
    );
    // And with a book of no margin it answers a sum of 0.950.
    let sum: f64 = solve(Method::Power, &[2.1, 3.6, 4.2]).unwrap().0.iter().sum();
    close(&[sum], &[1.0], 1e-12);
}

/// The `shin` package stops after a thousand steps on 1.6 % of ordinary low-margin markets, up to 2e-6
/// off. Prices are made here from Shin's own formula, so that the answer is known.
#[test]
fn shin_is_not_capped_on_low_margins() {
    for market in 0..2_000_u32 {
        let share = |salt: u32| f64::from(market.wrapping_mul(salt) % 1_009) / 1_009.0 + 0.05;
        let weights = [share(7_919), share(104_729), share(1_299_709)];
        let sum: f64 = weights.iter().sum();
        let fair = weights.map(|weight| weight / sum);
        let (mut quoted, mut found) = ([0.0; 3], [0.0; 3]);
        let book_sum = 1.0 + 0.005 * f64::from(market + 1) / 2_000.0;
        Method::Shin.price(&fair, 1, book_sum, &mut quoted).unwrap();
        let diagnostics = shin::solve(&quoted, &mut found).unwrap();
        close(&found, &fair, 1e-11);
        assert!(diagnostics.iterations <= 7, "{quoted:?}: {diagnostics:?}");
    }
}

/// R's `implied` fails on every market of two runners by default.
#[test]
fn shin_takes_two_runners() {
    let mut fair = [0.0; 2];
    shin::solve(&[1.5, 2.74], &mut fair).unwrap();
    let (additive, _) = solve(Method::Additive, &[1.5, 2.74]).unwrap();
    close(&fair, &additive, 1e-15);
}

/// One library returns −0.0124 for the outsider.
#[test]
fn additive_refuses_to_go_below_nothing() {
    let error = solve(Method::Additive, &[1.15, 5.0, 10.0, 25.0]).unwrap_err();
    assert!(matches!(
        error,
        MarginError::OutsideUnit { index: 3, probability, .. } if (probability + 0.012_4).abs() < 5e-5
    ));
}

/// What penaltyblog calls logarithmic is the odds ratio; what Buchdahl calls so is the power.
#[test]
fn one_word_for_two_methods() {
    let named = |name: &str| name.parse::<Method>().unwrap();
    for (name, method) in [
        ("penaltyblog:logarithmic", Method::OddsRatio),
        ("buchdahl:logarithmic", Method::Power),
        ("penaltyblog:differential_margin_weighting", Method::Additive),
        ("buchdahl:margin_weights_proportional", Method::Additive),
    ] {
        assert_eq!(named(name), method);
    }
    // The logarithmic form: ln(p/(1−p)) = ln(π/(1−π)) − ln c, for every runner.
    let (fair, found) = solve(Method::OddsRatio, &NEAR).unwrap();
    for (p, price) in fair.iter().zip(NEAR) {
        let shift = (p / (1.0 - p)).ln() + (price - 1.0_f64).ln();
        close(&[shift], &[-found.parameter.value().ln()], 1e-13);
    }
}

#[test]
fn additive_flags_an_under_round_book() {
    let (fair, found) = solve(Method::Additive, &[2.1, 2.05]).unwrap();
    close(&fair, &[0.494_19, 0.505_81], 5e-6);
    assert!(found.under_round());
}

fn shares(prices: &[f64], probabilities: &[f64], missing: Missing) -> (Vec<f64>, f64) {
    let mut shares = vec![0.0; prices.len()];
    let found = exclusive(prices, probabilities, missing, &mut shares).unwrap();
    (shares, found.reserve)
}

/// One library takes 129 ms for this, by an optimiser.
#[test]
fn kelly_on_exclusive_outcomes() {
    let (found, reserve) = shares(&[2.5, 3.2, 2.8], &[0.45, 0.30, 0.25], Missing::Lost);
    close(&found, &[0.102_174, 0.028_261, 0.0], 5e-7);
    close(&[reserve], &[0.869_565], 5e-7);
}

/// One library stops at half of the bankroll.
#[test]
fn kelly_on_a_near_certainty() {
    let (lost, _) = shares(&[1.5, 10.0], &[0.9, 0.02], Missing::Lost);
    close(&lost, &[0.70, 0.0], 1e-12);
    let (refunded, _) = shares(&[1.5, 10.0], &[0.9, 0.02], Missing::Refunded);
    // The two outcomes are then certain between them, and no reserve is left for anything else:
    // 0.9/0.92 on the first, and the rest insures on the second.
    let first = 0.9 / 0.92;
    close(&refunded[..1], &[first], 5e-4);
}

/// With every outcome listed and a book sum under 1, the whole bankroll in proportion.
#[test]
fn kelly_on_an_arbitrage_stakes_it_all() {
    let (found, reserve) = shares(&[2.10, 2.05], &[0.5, 0.5], Missing::Lost);
    close(&found, &[0.5, 0.5], 1e-12);
    close(&[reserve], &[0.0], 1e-12);
}

/// A library refuses these, which sum to 1.0000000000000002.
#[test]
fn kelly_takes_probabilities_that_sum_to_one_in_floating_point() {
    let halves = [0.5, 0.5 + f64::EPSILON];
    assert!(halves.iter().sum::<f64>() > 1.0);
    let (found, _) = shares(&[2.2, 2.0], &halves, Missing::Lost);
    assert!(found[0] > 0.0);
}

/// Folding the half results into won, push and lost gives 0.04046 on the first.
#[test]
fn kelly_with_half_results() {
    let branch = |probability, gain| Branch { probability, gain };
    let handicap = [branch(0.45, 1.0), branch(0.27, -0.5), branch(0.28, -1.0)];
    let total = [branch(0.52, 0.95), branch(0.25, -0.5), branch(0.23, -1.0)];
    close(&[growth_optimal(&handicap).unwrap()], &[0.044_14], 5e-6);
    close(&[growth_optimal(&total).unwrap()], &[0.185_3], 5e-5);
}

fn legs(prices: &[Decimal], step: Decimal) -> Vec<SplitLeg> {
    (1..)
        .zip(prices)
        .map(|(venue, price)| {
            SplitLeg::new(VenueId::new(venue), Price::new(*price).unwrap().into(), step)
        })
        .collect()
}

#[test]
fn a_hundred_euros_on_an_arbitrage() {
    let found = split(dec!(100.00), &legs(&[dec!(2.10), dec!(2.05)], dec!(0.01))).unwrap();
    assert_eq!(found.stakes, [dec!(49.40), dec!(50.60)]);
    assert_eq!(found.payouts, [dec!(103.74), dec!(103.73)]);
    // A book sum of 0.9639954: the bound is what stakes of any size would give.
    assert_eq!(Rounding::HalfEven.apply(found.profit_rate_bound, 4), dec!(0.0373));
    assert!(found.proven);
}

#[test]
fn whole_euros_can_lose_an_arbitrage() {
    let found =
        best_whole(dec!(40), &legs(&[dec!(2.54), dec!(3.54), dec!(3.16)], dec!(1))).unwrap();
    assert_eq!(found.stakes, [dec!(15), dec!(11), dec!(12)]);
    assert_eq!(Rounding::HalfEven.apply(found.profit_rate, 4), dec!(-0.0021));
    assert_eq!(Rounding::HalfEven.apply(found.profit_rate_bound, 4), dec!(0.0074));
    let other = best_whole(dec!(2), &legs(&[dec!(2.02), dec!(2.01)], dec!(1))).unwrap();
    assert_eq!(other.profit_rate, dec!(0.005));
}

#[test]
fn closing_line_value_by_three_definitions() {
    let percent = |ratio: Decimal| Rounding::HalfEven.apply(ratio * dec!(100), 2);
    let taken = prices(&["2.40"])[0];
    let closes = prices(&["2.20", "1.74"]);
    assert_eq!(percent(clv_price(taken, closes[0])), dec!(9.09));
    let fair = |method: Method| method.fair(&closes).unwrap().exact_probabilities().unwrap()[0];
    let proportional = fair(Method::Proportional);
    assert_eq!(Rounding::HalfEven.apply(proportional.get(), 6), dec!(0.441624));
    assert_eq!(percent(clv_fair(taken, proportional)), dec!(5.99));
    assert_eq!(percent(clv_fair(taken, fair(Method::Additive))), dec!(5.58));
}
