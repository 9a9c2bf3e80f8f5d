//! Several venues: who is heard, how much, and what they say together.

use monps_core::error::margin::MarginError;
use monps_core::id::VenueId;
use monps_core::margin::{LeftOut, MarginModel, Method, Opinion, Pool, Pooling, RESIDUAL_MAX};
use monps_core::odds::Price;
use monps_core::time::TimeDelta;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn prices(texts: &[&str]) -> Vec<Price> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn opinion(id: i64, prices: &[Price]) -> Opinion<'_> {
    Opinion { venue_id: VenueId::new(id), prices, weight: 1.0, age: TimeDelta::zero() }
}

#[track_caller]
fn close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (x, y) in found.iter().zip(expected) {
        assert!((x - y).abs() <= tolerance, "{found:?} is not {expected:?}");
    }
}

/// 1.80 against 2.25 is 5/9 against 4/9; 1.50 against 3.00 is 2/3 against 1/3: no margin anywhere.
fn two_books() -> [Vec<Price>; 2] {
    [prices(&["1.80", "2.25"]), prices(&["1.50", "3.00"])]
}

#[test]
fn the_linear_pool_is_the_mean() {
    let books = two_books();
    let opinions = [opinion(1, &books[0]), Opinion { weight: 3.0, ..opinion(2, &books[1]) }];
    let found = Pooling::default().of(2, &opinions).unwrap();
    // (5/9 + 3 · 2/3) / 4.
    let mean = (5.0 / 9.0 + 2.0) / 4.0;
    close(found.probabilities(), &[mean, 1.0 - mean], 1e-12);
    let heard: Vec<f64> = found.heard().iter().map(|heard| heard.share).collect();
    close(&heard, &[0.25, 0.75], 1e-15);
    // √(¼ · ¾) · (2/3 − 5/9).
    let apart = (0.25_f64 * 0.75).sqrt() / 9.0;
    close(found.deviations(), &[apart, apart], 1e-12);
    assert_eq!(found.reference(), None);
}

#[test]
fn the_logarithmic_pool_is_the_mean_of_log_odds() {
    let books = two_books();
    let opinions = [opinion(1, &books[0]), opinion(2, &books[1])];
    let pooling = Pooling { pool: Pool::Logarithmic, ..Pooling::default() };
    let found = pooling.of(2, &opinions).unwrap();
    // Odds of 5/4 and 2: their geometric mean is √2.5.
    let odds = 2.5_f64.sqrt();
    close(found.probabilities(), &[odds / (1.0 + odds), 1.0 / (1.0 + odds)], 1e-12);
}

#[test]
fn an_opinion_counts_half_at_its_half_life() {
    let books = two_books();
    let pooling = Pooling { half_life: Some(TimeDelta::minutes(10)), ..Pooling::default() };
    let share = |minutes| {
        let old = Opinion { age: TimeDelta::minutes(minutes), ..opinion(1, &books[0]) };
        pooling.of(2, &[old, opinion(2, &books[1])]).unwrap().heard()[0].share
    };
    close(&[share(0), share(10), share(20), share(-5)], &[0.5, 1.0 / 3.0, 0.2, 0.5], 1e-12);
}

#[test]
fn a_reference_decides_alone_while_it_can_be_heard() {
    let books = two_books();
    let sharp = VenueId::new(2);
    let references = [VenueId::new(9), sharp];
    let pooling = Pooling {
        references: &references,
        age_max: Some(TimeDelta::minutes(5)),
        venue_count_min: 2,
        ..Pooling::default()
    };
    let [soft, reference] = [opinion(1, &books[0]), opinion(2, &books[1])];
    let found = pooling.of(2, &[soft, reference]).unwrap();
    assert_eq!(found.reference(), Some(sharp));
    close(found.probabilities(), &[2.0 / 3.0, 1.0 / 3.0], 1e-12);
    assert_eq!(found.left_out(), [(VenueId::new(1), LeftOut::NotTheReference(sharp))]);

    // Too old to be heard, it leaves the market to the others, who are too few.
    let late = Opinion { age: TimeDelta::minutes(6), ..reference };
    let refused = pooling.of(2, &[soft, late]).unwrap_err();
    assert!(matches!(&refused, MarginError::NoConsensus { count: 1, wanted: 2, left_out }
        if matches!(left_out[..], [(id, LeftOut::TooOld { .. })] if id == sharp)));
    assert!(refused.to_string().contains("venue 2 is 360 s old, over 300 s"), "{refused}");
}

#[test]
fn everyone_left_out_is_named_with_the_reason() {
    let good = prices(&["2.60", "2.40", "4.30"]);
    let short = prices(&["2.60", "2.40"]);
    let arbitrage = prices(&["2.2", "4.1", "4.5"]);
    let palpable = prices(&["26.0", "1.50", "3.30"]);
    let far = prices(&["1.0001", "900", "1.5"]);
    let opinions = [
        opinion(1, &good),
        opinion(2, &good),
        opinion(3, &good),
        opinion(1, &good),
        opinion(4, &short),
        opinion(5, &arbitrage),
        opinion(6, &palpable),
        Opinion { weight: f64::NAN, ..opinion(7, &good) },
        Opinion { weight: -1.0, ..opinion(8, &good) },
        opinion(9, &far),
    ];
    let pooling =
        Pooling { model: &Method::Additive, difference_max: Some(0.1), ..Pooling::default() };
    let found = pooling.of(3, &opinions).unwrap();
    let reason = |id: i64| {
        let ids = found.left_out().iter().filter(|(venue, _)| *venue == VenueId::new(id));
        ids.map(|(_, reason)| reason).next().unwrap()
    };
    assert_eq!(found.heard().len(), 3);
    assert_eq!(found.left_out().len(), opinions.len() - 3);
    assert_eq!(reason(1), &LeftOut::Twice);
    assert_eq!(reason(4), &LeftOut::Incomplete { given: 2, runners: 3 });
    assert!(matches!(reason(5), LeftOut::UnderRound { .. }));
    assert!(matches!(reason(6), LeftOut::Stray { index: 0, .. }));
    assert!(matches!(reason(7), LeftOut::Weightless { .. }));
    assert!(matches!(reason(8), LeftOut::Weightless { .. }));
    assert!(matches!(reason(9), LeftOut::NoAnswer(MarginError::OutsideUnit { .. })));
    close(found.probabilities(), Method::Additive.fair(&good).unwrap().probabilities(), 1e-14);
}

#[test]
fn two_that_disagree_are_both_heard() {
    let books = two_books();
    let opinions = [opinion(1, &books[0]), opinion(2, &books[1])];
    let pooling = Pooling { difference_max: Some(0.01), ..Pooling::default() };
    assert_eq!(pooling.of(2, &opinions).unwrap().heard().len(), 2);
}

#[test]
fn nobody_has_no_consensus() {
    let refused = Pooling::default().of(2, &[]);
    assert!(matches!(refused, Err(MarginError::NoConsensus { count: 0, wanted: 1, .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A distribution, whatever the weights, ages, pool and number of winners; and as narrow as the
    /// opinions it is made of.
    #[test]
    fn a_consensus_is_a_distribution_among_its_opinions(
        books in prop::collection::vec(
            (prop::collection::vec(1_050_i64..2_000, 6), 1e-300..1e300_f64, 0_i64..100_000),
            1..6,
        ),
        winners in 1_u32..4,
        logarithmic: bool,
    ) {
        let read = |thousandths: &Vec<i64>| -> Vec<Price> {
            thousandths.iter().map(|&p| Price::new(Decimal::new(p, 3)).unwrap()).collect()
        };
        let quoted: Vec<Vec<Price>> = books.iter().map(|(prices, ..)| read(prices)).collect();
        let opinions: Vec<Opinion> = (1..)
            .zip(&quoted)
            .zip(&books)
            .map(|((id, prices), (_, weight, seconds))| Opinion {
                weight: *weight,
                age: TimeDelta::seconds(*seconds),
                ..opinion(id, prices)
            })
            .collect();
        let pooling = Pooling {
            model: &Method::OddsRatio,
            winners,
            half_life: Some(TimeDelta::hours(1)),
            pool: if logarithmic { Pool::Logarithmic } else { Pool::Linear },
            ..Pooling::default()
        };
        // Six runners at these prices have a book sum over 3: always a margin, always an answer.
        let found = pooling.of(6, &opinions).unwrap();
        let sum: f64 = found.probabilities().iter().sum();
        prop_assert!((sum - f64::from(winners)).abs() <= RESIDUAL_MAX);
        for (at, p) in found.probabilities().iter().enumerate() {
            prop_assert!(*p > 0.0 && *p < 1.0);
            let said = found.heard().iter().map(|heard| heard.fair.probabilities()[at]);
            let (low, high) = said.fold((1.0_f64, 0.0_f64), |(l, h), p| (l.min(p), h.max(p)));
            let within = low - 1e-9 <= *p && *p <= high + 1e-9;
            prop_assert!(logarithmic || within, "{low} {p} {high}");
        }
        let shares: f64 = found.heard().iter().map(|heard| heard.share).sum();
        prop_assert!((shares - 1.0).abs() < 1e-12);
    }
}
