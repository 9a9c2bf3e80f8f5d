//! Whatever is read or converted, the answer is a price or an error that says why.

use monps_core::error::odds::OddsError;
use monps_core::money::Rounding;
use monps_core::odds::{Fractions, Ladder, OddsFormat, Price, QuotedPrice, Snap, Step};
use proptest::prelude::*;
use rust_decimal::Decimal;

const SNAPS: [Snap; 4] = [Snap::Down, Snap::Up, Snap::NearestDown, Snap::NearestUp];

/// Text that may be meant as a price, and text that cannot be.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-+−]?[0-9]{0,30}",
        "[-+−]?[0-9]{0,12}[.,][0-9]{0,30}",
        "[0-9]{0,12}[/-][0-9]{0,12}",
        "[ ]?(EVS|evens|even|NaN|inf|1e9)[ ]?",
        ".{0,20}",
    ]
}

/// Any price that there is, with up to 28 digits.
fn price() -> impl Strategy<Value = Price> {
    let decimal = (any::<u64>(), any::<u32>(), 0_u32..29).prop_map(|(low, high, scale)| {
        let digits = i128::from(high) << 64 | i128::from(low);
        Decimal::try_from_i128_with_scale(digits, scale)
    });
    prop_oneof![
        decimal.prop_filter_map("no price", |number| Price::new(number.ok()?).ok()),
        (101_i64..100_000_000).prop_map(|cents| Price::new(Decimal::new(cents, 2)).unwrap()),
    ]
}

fn rounding() -> impl Strategy<Value = Rounding> {
    prop::sample::select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// What is read prints as itself, and has a price that pays what it says.
    #[test]
    fn any_text(text in text()) {
        for format in OddsFormat::ALL {
            let Ok(quoted) = QuotedPrice::parse(&text, format) else { continue };
            prop_assert_eq!(quoted.format(), format);
            prop_assert_eq!(QuotedPrice::parse(&quoted.to_string(), format), Ok(quoted));
            let ratio = quoted.ratio();
            prop_assert!(ratio.winnings > 0 && ratio.stake > 0, "{}", quoted);
            let (returned, stake) = quoted.returned();
            let apart = (returned / stake - quoted.price().get()).abs();
            prop_assert!(apart <= Decimal::new(1, 20), "{} returns {}/{}", quoted, returned, stake);
        }
    }

    #[test]
    fn any_conversion(price in price(), decimals in any::<u32>(), rounding in rounding()) {
        let quoted = QuotedPrice::from(price);
        for format in OddsFormat::ALL {
            match quoted.to_format(format, decimals, rounding) {
                Ok(there) => {
                    prop_assert_eq!(there.format(), format);
                    // Rounded or not, evens do not change sides.
                    let side = |price: Price| price.cmp(&Price::EVENS);
                    let moved = side(price).is_lt() && side(there.price()).is_gt()
                        || side(price).is_gt() && side(there.price()).is_lt();
                    prop_assert!(!moved, "{} became {}", price, there);
                }
                Err(
                    OddsError::NotInFormat { .. }
                    | OddsError::OutOfRange { .. }
                    | OddsError::Unreadable { .. },
                ) => {}
                Err(other) => prop_assert!(false, "{other}"),
            }
        }
    }

    /// A ladder and a table of fractions: the neighbour asked for, and nothing nearer.
    #[test]
    fn any_price_finds_its_neighbours(price in price()) {
        for snap in SNAPS {
            for ladder in [Ladder::BETFAIR, Ladder::BETFAIR_FINEST, Ladder::BETDAQ] {
                match ladder.nearest(price, snap) {
                    Ok(found) => {
                        prop_assert!(ladder.is_on_ladder(found));
                        prop_assert!(snap != Snap::Down || found <= price);
                        prop_assert!(snap != Snap::Up || found >= price);
                        let others = [ladder.previous(price), ladder.next(price)];
                        let distance = |at: Price| (at.get() - price.get()).abs();
                        let nearest = matches!(snap, Snap::NearestDown | Snap::NearestUp);
                        for other in others.into_iter().flatten().filter(|_| nearest) {
                            prop_assert!(distance(found) <= distance(other));
                        }
                    }
                    Err(OddsError::BeyondLadder { .. }) => {
                        prop_assert!(matches!(snap, Snap::Down | Snap::Up));
                    }
                    Err(other) => prop_assert!(false, "{other}"),
                }
            }
            if let Ok(found) = Fractions::CUSTOMARY.nearest(price.into(), snap) {
                prop_assert!(snap != Snap::Down || found.price() <= price);
                prop_assert!(snap != Snap::Up || found.price() >= price);
            }
        }
    }

    /// Steps at random make a ladder that rises by them, or say which band is wrong.
    #[test]
    fn any_ladder(
        first in price(),
        steps in prop::collection::vec((any::<i32>(), any::<i32>(), 0_u32..8), 0..5),
    ) {
        let steps: Vec<Step> = steps
            .into_iter()
            .map(|(by, up_to, scale)| Step {
                by: Decimal::new(by.into(), scale),
                up_to: Decimal::new(up_to.into(), scale),
            })
            .collect();
        match Ladder::new(first, &steps) {
            Ok(ladder) => prop_assert_eq!(ladder.at(0), Some(first)),
            Err(OddsError::BadLadder { band, .. }) => prop_assert!(band <= steps.len().max(1)),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
