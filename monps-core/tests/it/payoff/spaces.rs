//! Spaces other than a grid of scores, and grids that keep odd and even apart.

use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection};
use monps_core::error::settle::SettleError;
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::payoff::{Outcome, PayoffVector, State, StateSpace, settle_selection};
use monps_core::quote::Side;

fn key(kind: &str, period: Period) -> MarketKey {
    MarketKey::new(kind.parse().unwrap(), period, None).unwrap()
}

#[test]
fn leads_at_half_time_and_full_time_make_nine_states() {
    let both = key("half_time_full_time", Period::FullTime);
    let half = key("1x2", Period::FirstHalf);
    let full = key("double_chance", Period::FullTime);
    let space = StateSpace::covering(&[&half, &both, &full]).unwrap();
    assert_eq!((space.len(), space.states().count()), (9, 9));
    // Each of the nine answers wins in one state, which is where such a match is found.
    for (index, selection) in both.kind.selections().iter().enumerate() {
        let outcomes: Vec<_> =
            space.states().map(|s| settle_selection(&both, selection, s).unwrap()).collect();
        assert_eq!(outcomes.iter().filter(|o| **o == Outcome::Won).count(), 1, "{selection}");
        assert_eq!(outcomes[index], Outcome::Won, "{selection}");
    }
    // Home led at half time and lost: both markets of one state.
    let turned = State::Halves { first: (2, 0), full: (2, 5) };
    let inside = space.locate_state(turned).and_then(|index| space.state(index)).unwrap();
    for (market, selection) in [(&half, Selection::Home), (&full, Selection::DrawOrAway)] {
        let settled = settle_selection(market, &selection, inside);
        assert_eq!(settled, settle_selection(market, &selection, turned));
        assert_eq!(settled, Ok(Outcome::Won));
    }
    let price = QuotedPrice::parse("29", OddsFormat::Decimal).unwrap();
    let selection = both.selection("1/2").unwrap();
    let vector = PayoffVector::of(&space, &both, &selection, Side::Back, price).unwrap();
    assert_eq!(vector.outcomes().iter().filter(|o| **o == Outcome::Won).count(), 1);
}

#[test]
fn what_cannot_be_solved_together_is_refused() {
    let both = key("half_time_full_time", Period::FullTime);
    let goals = key("btts", Period::FullTime);
    let second = key("1x2", Period::SecondHalf);
    let qualify = key("to_qualify", Period::FullTime);
    let winner = key("winner", Period::FullTime);
    let outright = key("outright", Period::FullTime);
    let together = |a: &MarketKey, b: &MarketKey| StateSpace::covering(&[a, b]);
    assert!(matches!(together(&both, &goals), Err(SettleError::NotTogether { .. })));
    assert!(matches!(together(&both, &second), Err(SettleError::PeriodMismatch { .. })));
    assert!(matches!(together(&qualify, &winner), Err(SettleError::NotTogether { .. })));
    assert!(matches!(together(&goals, &qualify), Err(SettleError::NotTogether { .. })));
    assert!(matches!(together(&goals, &outright), Err(SettleError::NotTogether { .. })));
    assert!(matches!(together(&outright, &outright), Err(SettleError::NotTogether { .. })));
    let qualifier = together(&qualify, &qualify).unwrap();
    assert_eq!(qualifier, StateSpace::qualifier());
    assert_eq!(qualifier.locate(1, 0), None);
    assert_eq!(qualifier.locate_state(State::AwayWins), Some(1));
}

#[test]
fn an_odd_cap_keeps_odd_and_even_apart() {
    let parity = key("odd_even", Period::FullTime);
    let line = Some(Line::from_quarters(14));
    let total = MarketKey::full_time(MarketKind::Total, line).unwrap();
    let space = StateSpace::covering(&[&total, &parity]).unwrap();
    assert_eq!(space, StateSpace::scores(Period::FullTime, 5).unwrap());
    let even = StateSpace::scores(Period::FullTime, 4).unwrap();
    assert!(matches!(even.covers(&parity), Err(SettleError::NeedsOddCap { cap: 4, .. })));
    // 31-0 is odd and 31-1 even, on the rim as well; four goals and more are over 3.5.
    for (home, away) in [(31, 0), (31, 1), (30, 30), (400, 7)] {
        let inside = space.locate(home, away).and_then(|index| space.state(index)).unwrap();
        let odd = settle_selection(&parity, &Selection::Odd, inside).unwrap();
        assert_eq!(odd == Outcome::Won, (home + away) % 2 == 1, "{home}-{away} {inside:?}");
        let over = settle_selection(&total, &Selection::Over, inside).unwrap();
        assert_eq!(over, Outcome::Won, "{home}-{away} {inside:?}");
    }
}

#[test]
fn a_state_about_something_else_is_refused() {
    let finish = State::Finish(monps_core::payoff::Finish::UNPLACED);
    let score = State::Score { home: 2, away: 1 };
    for (kind, state) in [
        ("1x2", finish),
        ("half_time_full_time", score),
        ("to_qualify", score),
        ("outright", score),
        ("place_3", State::HomeWins),
    ] {
        let market = key(kind, Period::FullTime);
        let selection = market.kind.selections().first().cloned();
        let selection = selection.unwrap_or(Selection::Named("Red Rum".to_owned()));
        let settled = settle_selection(&market, &selection, state);
        assert!(matches!(settled, Err(SettleError::NeedsState { .. })), "{kind} {settled:?}");
    }
}
