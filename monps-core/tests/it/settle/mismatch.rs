//! The same match at two venues with different rules.

use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::payoff::{Factor, Outcome};
use monps_core::settle::rules::Rules;
use monps_core::settle::{Contestant, EventResult, Incident, Played, settle_result};
use rust_decimal::{Decimal, dec};

use super::{price, rules};

/// 500 on player 1 by one rule and 500 on player 2 by the other, both at 2.05.
fn profit(first: &Rules, second: &Rules, result: &EventResult) -> Decimal {
    let market = MarketKey::full_time(MarketKind::Winner, None).unwrap();
    let stake = Money::new(dec!(500), Currency::EUR).unwrap();
    let returned = |selection: Selection, rules: &Rules| {
        let outcome = settle_result(&market, &selection, result, rules).unwrap();
        Factor::of(price("2.05"), outcome).payout(stake, Rounding::HalfUp).unwrap().amount()
    };
    returned(Selection::Home, first) + returned(Selection::Away, second) - dec!(1000)
}

fn retires(by: Contestant, sets: u8) -> EventResult {
    EventResult::default().with_incident(Incident::Retired { by, after: Played::Sets(sets) })
}

#[test]
fn ball_served_against_one_set() {
    let (ball, set) = (rules("tennis-ball-served"), rules("tennis-one-set"));
    for (result, expected) in [
        (EventResult::default().won_by(Contestant::Home), dec!(25)),
        (EventResult::default().won_by(Contestant::Away), dec!(25)),
        (retires(Contestant::Home, 0), dec!(-500)),
        (retires(Contestant::Away, 0), dec!(525)),
        (retires(Contestant::Home, 1), dec!(25)),
        (EventResult::default().with_incident(Incident::Walkover), dec!(0)),
    ] {
        assert_eq!(profit(&ball, &set, &result), expected, "{result:?}");
    }
    // With one rule at both there is nothing to be surprised by.
    for sets in 0..=2 {
        for by in [Contestant::Home, Contestant::Away] {
            let at_one = profit(&set, &set, &retires(by, sets));
            assert_eq!(at_one, if sets == 0 { dec!(0) } else { dec!(25) });
        }
    }
}

#[test]
fn rules_that_are_silent_leave_it_to_a_person() {
    let market = MarketKey::full_time(MarketKind::Winner, None).unwrap();
    let retired = retires(Contestant::Home, 1);
    let refused = settle_result(&market, &Selection::Home, &retired, &Rules::default());
    assert_eq!(
        refused.unwrap_err().to_string(),
        "no rule says what a retirement makes of a winner market: add one, or settle by hand"
    );
    // The total of an unfinished match: void under a rule of retirement, whichever it is.
    let line = Some("20.5".parse().unwrap());
    let total = MarketKey::new(MarketKind::Total, monps_core::catalog::Period::Games, line);
    let settled =
        settle_result(&total.unwrap(), &Selection::Over, &retired, &rules("tennis-one-set"));
    assert_eq!(settled, Ok(Outcome::Void));
}
