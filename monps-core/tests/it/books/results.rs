//! From final scores to outcomes.

use monps_core::adapter::Score;
use monps_core::bet::{BetStatus, Leg, Verdict};
use monps_core::catalog::{MarketKey, MarketKind, Period, Selection};
use monps_core::error::bet::BetError;
use monps_core::error::settle::SettleError;
use monps_core::id::EventId;
use monps_core::money::Rounding;
use monps_core::payoff::Outcome;
use monps_core::quote::Side;
use monps_core::settle::{period_score, settle_event, settle_leg, void_event};
use rust_decimal::dec;

use super::{euros, leg, market, open, price, terms, total};

const fn score(period: Period, home: u32, away: u32) -> Score {
    Score { period, home, away }
}

#[test]
fn a_period_is_given_or_follows_from_the_others() {
    use Period::{FirstHalf, FullTime, SecondHalf, WithOvertime};
    let (first, whole) = (score(FirstHalf, 1, 0), score(FullTime, 1, 2));
    let second = score(SecondHalf, 0, 2);
    assert_eq!(period_score(&[first, whole], SecondHalf), Ok(second));
    assert_eq!(period_score(&[second, whole], FirstHalf), Ok(first));
    assert_eq!(period_score(&[first, second], FullTime), Ok(whole));
    assert_eq!(period_score(&[whole, whole], FullTime), Ok(whole));

    // Regular time says nothing of overtime, and the other way round.
    let after = score(WithOvertime, 3, 2);
    assert!(matches!(
        period_score(&[whole], WithOvertime),
        Err(SettleError::MissingPeriod { period: WithOvertime, .. })
    ));
    let missing = period_score(&[after], FullTime).unwrap_err();
    assert_eq!(missing.to_string(), "the result has no score for full_time: it has with_overtime");
    assert!(period_score(&[], FullTime).unwrap_err().to_string().ends_with("it has none"));
}

#[test]
fn scores_that_contradict_one_another_settle_nothing() {
    use Period::{FirstHalf, FullTime, SecondHalf};
    for scores in [
        vec![score(FullTime, 1, 0), score(FullTime, 0, 1)],
        vec![score(FullTime, 1, 0), score(FirstHalf, 2, 0)],
        vec![score(FullTime, 2, 0), score(FirstHalf, 1, 0), score(SecondHalf, 0, 0)],
    ] {
        let refused = period_score(&scores, FullTime);
        assert!(matches!(refused, Err(SettleError::Contradictory { .. })), "{scores:?}");
    }
}

#[test]
fn the_market_s_period_is_the_one_that_counts() {
    let scores = [score(Period::FullTime, 1, 2), score(Period::FirstHalf, 1, 0)];
    let half = MarketKey::new(MarketKind::MatchOdds, Period::FirstHalf, None).unwrap();
    let whole = market(MarketKind::MatchOdds, None);
    assert_eq!(settle_leg(&half, &Selection::Home, &scores), Ok(Outcome::Won));
    assert_eq!(settle_leg(&whole, &Selection::Home, &scores), Ok(Outcome::Lost));
    assert_eq!(settle_leg(&total("2.75"), &Selection::Over, &scores), Ok(Outcome::HalfWon));
    let opaque = market(MarketKind::Opaque("corners".to_owned()), None);
    let named = Selection::named("over 9").unwrap();
    assert!(matches!(settle_leg(&opaque, &named, &[]), Err(SettleError::Opaque { .. })));
}

#[test]
fn an_event_decides_its_own_legs() {
    let totals = Leg::new(EventId::new(2), total("2.25"), Selection::Over, price("2.00"));
    let bet = open(terms(Side::Back, dec!(10), vec![leg(1, "1.80", None), totals.unwrap()]));
    let second = settle_event(bet, EventId::new(2), &[score(Period::FullTime, 1, 1)]).unwrap();
    assert_eq!(second.terms().legs[0].outcome, None);
    assert_eq!(second.terms().legs[1].outcome, Some(Outcome::HalfLost));
    let both = void_event(second.clone(), EventId::new(1)).unwrap();
    let settlement = both.settlement(Verdict::Legs, Rounding::HalfUp).unwrap();
    assert_eq!(settlement.payout(), euros(dec!(5)));

    let unsettled = settle_event(second.clone(), EventId::new(1), &[]);
    assert!(matches!(unsettled, Err(BetError::Leg(SettleError::MissingPeriod { .. }))));
    let over = second.moved_to(BetStatus::Settled).unwrap();
    assert!(matches!(void_event(over, EventId::new(1)), Err(BetError::LegsStand { .. })));
}
