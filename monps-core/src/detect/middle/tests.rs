//! Gaps, quarter lines, and what chances make of them.

use rust_decimal::{Decimal, dec};

use super::*;
use crate::catalog::{Line, Period};
use crate::detect::samples::{board, bookmakers, now};
use crate::detect::{Detail, Detector, TrustReason};
use crate::error::detect::DetectError;
use crate::id::MarketId;
use crate::odds::Price;

fn key(kind: MarketKind, quarters: i32) -> MarketKey {
    MarketKey::full_time(kind, Some(Line::from_quarters(quarters))).unwrap()
}

fn priced(price: Decimal) -> QuotedPrice {
    Price::new(price).unwrap().into()
}

fn middle(
    kind: MarketKind,
    sides: [(i32, Selection, Decimal); 2],
    chances: Option<&Chances>,
) -> Option<Middle> {
    let keys = [key(kind.clone(), sides[0].0), key(kind, sides[1].0)];
    Middle::of(
        [
            (&keys[0], &sides[0].1, priced(sides[0].2), Commission::NONE),
            (&keys[1], &sides[1].1, priced(sides[1].2), Commission::NONE),
        ],
        chances,
    )
}

/// Independent Poisson goals, summed far beyond the rim.
fn poisson(space: StateSpace, home: f64, away: f64) -> Chances {
    let term = |mean: f64, goals: u32| {
        (1..=goals).fold((-mean).exp(), |term, goal| term * mean / f64::from(goal))
    };
    let scores = (0..40_u32).flat_map(|h| (0..40_u32).map(move |a| (h, a)));
    let scores = scores.map(|(h, a)| ((h, a), term(home, h) * term(away, a)));
    Chances::of_scores(space, scores).unwrap()
}

#[test]
fn a_total_between_two_half_lines() {
    let sides = [(10, Selection::Over, dec!(2.10)), (14, Selection::Under, dec!(1.80))];
    let found = middle(MarketKind::Total, sides, None).unwrap();
    // 1.80/3.90 on the first, 2.10/3.90 on the second: 3.78/3.90 comes back when missed.
    assert_eq!(found.cost.round_sf(6), Some(dec!(0.0307692)));
    assert_eq!(found.gain.round_sf(6), Some(dec!(0.938462)));
    assert_eq!(found.numbers, [3]);
    assert_eq!(found.probability_needed.round_sf(6), Some(dec!(0.0317460)));
}

#[test]
fn whole_and_quarter_lines_pay_part() {
    // Over 2.25 and under 2.75: two goals lose half of the one, three goals half of the other.
    let sides = [(9, Selection::Over, dec!(2.00)), (11, Selection::Under, dec!(2.00))];
    let found = middle(MarketKind::Total, sides, None).unwrap();
    assert_eq!((found.cost, found.gain), (dec!(0), dec!(0.25)));
    assert_eq!(found.numbers, [2, 3]);
    assert_eq!(found.probability_needed, dec!(0));
    // Over 2 and under 3: a push and a win on either number.
    let sides = [(8, Selection::Over, dec!(1.90)), (12, Selection::Under, dec!(1.90))];
    let found = middle(MarketKind::Total, sides, None).unwrap();
    assert_eq!((found.cost, found.gain), (dec!(0.05), dec!(0.45)));
    assert_eq!(found.numbers, [2, 3]);
}

#[test]
fn a_margin_between_two_handicaps() {
    // Home −1.5 and away +2.5: the home side by two exactly.
    let sides = [(-6, Selection::Home, dec!(2.00)), (-10, Selection::Away, dec!(1.90))];
    let found = middle(MarketKind::AsianHandicap, sides, None).unwrap();
    assert_eq!(found.numbers, [2]);
    assert!(found.cost > dec!(0) && found.gain > dec!(0.9));
}

#[test]
fn lines_without_a_gap_have_no_middle() {
    let same = [(10, Selection::Over, dec!(1.95)), (10, Selection::Under, dec!(1.95))];
    assert_eq!(middle(MarketKind::Total, same, None), None);
    let crossed = [(14, Selection::Over, dec!(1.95)), (10, Selection::Under, dec!(1.95))];
    assert_eq!(middle(MarketKind::Total, crossed, None), None);
}

#[test]
fn chances_say_how_often_and_what_it_is_worth() {
    let space = StateSpace::scores(Period::FullTime, 10).unwrap();
    let chances = poisson(space, 1.5, 1.2);
    let sides = [(10, Selection::Over, dec!(1.95)), (14, Selection::Under, dec!(1.95))];
    let found = middle(MarketKind::Total, sides, Some(&chances)).unwrap();
    let expected = found.expected.unwrap();
    // Three goals of a Poisson 2.7: e^−2.7 · 2.7³ / 6 = 0.2204681.
    let hit = (-2.7_f64).exp() * 2.7_f64.powi(3) / 6.0;
    assert!((expected.hit.unwrap().estimate() - hit).abs() < 1e-9);
    let worth = dec!(0.975) * expected.hit.unwrap().get() - dec!(0.025);
    assert!((expected.edge - worth).abs() < dec!(0.00000001), "{expected:?}");
}

#[test]
fn chances_must_be_a_distribution() {
    let space = StateSpace::winner(Period::FullTime);
    for bad in [vec![0.5], vec![0.5, 0.4], vec![1.2, -0.2], vec![f64::NAN, 0.5]] {
        let refused = Chances::new(space, bad).unwrap_err();
        assert!(matches!(refused, DetectError::Chances { wanted: 2, .. }), "{refused}");
    }
    assert!(Chances::new(space, vec![0.25, 0.75]).is_ok());
}

#[test]
fn the_detector_pairs_the_best_prices_of_all_lines() {
    let mut lines = board(key(MarketKind::Total, 10), &[&[dec!(1.90), dec!(2.00)], &[dec!(1.85)]]);
    let mut other = board(key(MarketKind::Total, 14), &[&[dec!(2.60)], &[dec!(1.50), dec!(1.95)]]);
    other.markets[0].market_id = MarketId::new(2);
    lines.markets.append(&mut other.markets);
    let found = Middles::default().detect(&lines, &bookmakers(2), now());
    assert_eq!(found.len(), 1, "over 3.5 with under 2.5 has no gap");
    let Detail::Middle(middle) = &found[0].detail else { panic!("a middle") };
    assert_eq!(found[0].guaranteed, Some(-middle.cost));
    let prices: Vec<_> = found[0].legs.iter().map(|leg| leg.price.price().get()).collect();
    assert_eq!(prices, [dec!(2.00), dec!(1.95)]);
    assert_eq!(found[0].trust.reasons, [TrustReason::NotAProfit]);

    let space = StateSpace::scores(Period::FullTime, 10).unwrap();
    let likely =
        Middles::default().find(&lines, &bookmakers(2), now(), Some(&poisson(space, 1.5, 1.2)));
    assert_eq!(likely[0].trust.reasons, []);
    assert!(likely[0].edge > dec!(0.19) && likely[0].fair_probability > Some(dec!(0.22)));
    let strict = Middles { cost_max: dec!(0.01), ..Middles::default() };
    assert!(strict.detect(&lines, &bookmakers(2), now()).is_empty());
}
