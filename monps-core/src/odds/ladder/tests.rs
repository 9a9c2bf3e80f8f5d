//! Published increments, and the laws of every ladder.

use proptest::prelude::*;
use rust_decimal::dec;

use super::*;

fn price(value: Decimal) -> Price {
    Price::new(value).unwrap()
}

/// Where the step changes: the price, the one before and the one after.
fn check_corners(ladder: &Ladder, corners: &[[Decimal; 3]]) {
    for [before, at, after] in corners {
        assert_eq!(ladder.previous(price(*at)).map(Price::get), Some(*before), "before {at}");
        assert_eq!(ladder.next(price(*at)).map(Price::get), Some(*after), "after {at}");
    }
}

#[test]
fn betfair_has_350_prices() {
    let ladder = Ladder::BETFAIR;
    assert_eq!(ladder.len(), 350);
    assert_eq!(ladder.iter().count(), 350);
    check_corners(
        &ladder,
        &[
            [dec!(1.99), dec!(2), dec!(2.02)],
            [dec!(2.98), dec!(3), dec!(3.05)],
            [dec!(3.95), dec!(4), dec!(4.1)],
            [dec!(5.9), dec!(6), dec!(6.2)],
            [dec!(9.8), dec!(10), dec!(10.5)],
            [dec!(19.5), dec!(20), dec!(21)],
            [dec!(29), dec!(30), dec!(32)],
            [dec!(48), dec!(50), dec!(55)],
            [dec!(95), dec!(100), dec!(110)],
        ],
    );
    assert_eq!(ladder.previous(price(dec!(1.01))), None);
    assert_eq!(ladder.next(price(dec!(1000))), None);
}

#[test]
fn betdaq_steps_elsewhere() {
    let ladder = Ladder::BETDAQ;
    // 200 + 20 + 60 + 20 + 30 + 75 + 160.
    assert_eq!(ladder.len(), 565);
    check_corners(
        &ladder,
        &[
            [dec!(2.99), dec!(3), dec!(3.05)],
            [dec!(3.95), dec!(4), dec!(4.1)],
            [dec!(9.9), dec!(10), dec!(10.5)],
            [dec!(19.5), dec!(20), dec!(21)],
            [dec!(49), dec!(50), dec!(52)],
            [dec!(198), dec!(200), dec!(205)],
        ],
    );
}

#[test]
fn finest_is_every_hundredth_and_a_line_range_one_price() {
    let finest = Ladder::BETFAIR_FINEST;
    assert_eq!(finest.len(), 99_900);
    assert_eq!(finest.next(price(dec!(999.99))), Some(price(dec!(1000))));
    let line = Ladder::BETFAIR_LINE_RANGE;
    assert_eq!(line.iter().collect::<Vec<_>>(), [Price::EVENS]);
    assert_eq!(line.nearest(price(dec!(7)), Snap::NearestUp), Ok(Price::EVENS));
}

/// Adding 0.01 a hundred times in floating point does not reach 2.
#[test]
fn a_climb_by_single_steps_meets_every_round_price() {
    let ladder = Ladder::BETFAIR;
    let mut at = price(dec!(1.01));
    let mut seen = vec![at];
    while let Some(next) = ladder.next(at) {
        seen.push(next);
        at = next;
    }
    for round in [dec!(2), dec!(3), dec!(4), dec!(10), dec!(100), dec!(1000)] {
        assert!(seen.contains(&price(round)), "{round}");
    }
    assert_eq!(ladder.ticks_between(price(dec!(1.01)), price(dec!(1000))), Ok(349));
    assert_eq!(ladder.moved(price(dec!(1000)), -349), Ok(price(dec!(1.01))));
    assert!(ladder.moved(price(dec!(1000)), 1).is_err());
    assert!(ladder.moved(price(dec!(1.01)), i64::MIN).is_err());
}

#[test]
fn a_price_between_two_goes_where_it_is_told() {
    let ladder = Ladder::BETFAIR;
    let snap = |at: Decimal, snap| ladder.nearest(price(at), snap).map(Price::get);
    assert_eq!(snap(dec!(2.03), Snap::Down), Ok(dec!(2.02)));
    assert_eq!(snap(dec!(2.03), Snap::Up), Ok(dec!(2.04)));
    assert_eq!(snap(dec!(2.03), Snap::NearestDown), Ok(dec!(2.02)));
    assert_eq!(snap(dec!(2.03), Snap::NearestUp), Ok(dec!(2.04)));
    assert_eq!(snap(dec!(2.0300001), Snap::NearestDown), Ok(dec!(2.04)));
    assert_eq!(snap(dec!(1.005), Snap::NearestDown), Ok(dec!(1.01)));
    assert!(matches!(snap(dec!(1.005), Snap::Down), Err(OddsError::BeyondLadder { .. })));
    assert_eq!(snap(dec!(5000), Snap::NearestUp), Ok(dec!(1000)));
    assert!(matches!(snap(dec!(5000), Snap::Up), Err(OddsError::BeyondLadder { .. })));
    let off = ladder.ticks_between(price(dec!(2.03)), price(dec!(3)));
    assert_eq!(
        off,
        Err(OddsError::OffLadder { price: dec!(2.03), below: dec!(2.02), above: dec!(2.04) })
    );
}

#[test]
fn a_ladder_that_is_none_is_refused() {
    let step = |by, up_to| Step { by, up_to };
    let first = price(dec!(1.01));
    for (band, steps) in [
        (0, vec![]),
        (1, vec![step(dec!(0), dec!(2))]),
        (1, vec![step(dec!(-0.01), dec!(2))]),
        (1, vec![step(dec!(0.01), dec!(1))]),
        (1, vec![step(dec!(0.02), dec!(2))]),
        (1, vec![step(dec!(0.01), dec!(1_000_001))]),
        (1, vec![step(dec!(0.0000001), dec!(2))]),
        (1, vec![step(dec!(0.000001), dec!(1_000_000))]),
        (2, vec![step(dec!(0.01), dec!(2)), step(dec!(0.01), dec!(2))]),
        (2, vec![step(dec!(0.01), dec!(2)), step(dec!(0.03), dec!(2.5))]),
        // In millionths, a step that leaves no room for anything before it.
        (2, vec![step(dec!(0.000001), dec!(2)), step(dec!(18_446_744_073_709.551615), dec!(3))]),
        (65, vec![step(dec!(0.01), dec!(2)); 65]),
    ] {
        let refused = Ladder::new(first, &steps);
        assert!(
            matches!(refused, Err(OddsError::BadLadder { band: found, .. }) if found == band),
            "{steps:?}: {refused:?}"
        );
    }
}

#[test]
fn a_custom_ladder_is_the_built_in_one_when_its_steps_are() {
    let steps = BETFAIR_STEPS.map(|(up_to, by)| Step {
        by: Decimal::new(i64::try_from(by).unwrap(), 2),
        up_to: Decimal::new(i64::try_from(up_to).unwrap(), 2),
    });
    assert_eq!(Ladder::new(price(dec!(1.01)), &steps), Ok(Ladder::BETFAIR));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn neighbours_enclose_and_rungs_count(units in 1_000_001_u64..2_000_000_000, betdaq: bool) {
        let ladder = if betdaq { Ladder::BETDAQ } else { Ladder::BETFAIR };
        let at = price(Decimal::from_i128_with_scale(units.into(), 6));
        let (below, above) = (ladder.previous(at), ladder.next(at));
        prop_assert!(below.is_none_or(|below| below < at && ladder.is_on_ladder(below)));
        prop_assert!(above.is_none_or(|above| above > at && ladder.is_on_ladder(above)));
        if let (Some(below), Some(above)) = (below, above) {
            let apart = if ladder.is_on_ladder(at) { 2 } else { 1 };
            prop_assert_eq!(ladder.ticks_between(below, above), Ok(apart));
        }
    }

    #[test]
    fn a_rung_is_the_rung_of_its_price(rung in 0_u32..350) {
        let at = Ladder::BETFAIR.at(rung).unwrap();
        prop_assert_eq!(Ladder::BETFAIR.rung(at), Some(rung));
    }
}
