//! What becomes of a selection, and what comes back.

use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection};
use monps_core::error::settle::SettleError;
use monps_core::money::{Money, Rounding};
use monps_core::odds::{Commission, QuotedPrice};
use monps_core::payoff::{Factor, Outcome, PayoffVector, State, StateSpace, settle_selection};
use monps_core::quote::Side;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::{euros, handicap, market, price, total};

fn settle(market: &MarketKey, selection: Selection, home: u32, away: u32) -> Outcome {
    settle_selection(market, &selection, State::Score { home, away }).unwrap()
}

#[test]
fn quarter_lines_split_on_the_neighbouring_half_steps() {
    use Outcome::{HalfLost, HalfWon, Lost, Push, Won};
    use Selection::{Away, Home, Over, Under};
    for (market, selection, score, expected) in [
        (handicap("-0.25"), Home, (1, 1), HalfLost),
        (handicap("-0.25"), Away, (1, 1), HalfWon),
        (handicap("-0.25"), Home, (1, 0), Won),
        (handicap("0.25"), Home, (0, 0), HalfWon),
        (handicap("0.25"), Home, (0, 1), Lost),
        (handicap("-0.75"), Home, (2, 1), HalfWon),
        (handicap("-0.75"), Away, (2, 1), HalfLost),
        (handicap("-0.75"), Home, (2, 0), Won),
        (handicap("-1.25"), Home, (1, 0), HalfLost),
        (handicap("1.25"), Home, (0, 1), HalfWon),
        (handicap("-1"), Home, (1, 0), Push),
        (handicap("-1"), Home, (0, 0), Lost),
        (handicap("0"), Away, (2, 2), Push),
        (handicap("-0.5"), Home, (0, 0), Lost),
        (handicap("1.5"), Away, (0, 2), Won),
        (total("2.25"), Over, (2, 0), HalfLost),
        (total("2.25"), Under, (1, 1), HalfWon),
        (total("2.25"), Over, (3, 0), Won),
        (total("2.75"), Over, (3, 0), HalfWon),
        (total("2.75"), Under, (2, 1), HalfLost),
        (total("2.75"), Over, (1, 1), Lost),
        (total("3"), Over, (3, 0), Push),
        (total("2.5"), Under, (1, 1), Won),
    ] {
        let name = format!("{market} {selection} at {score:?}");
        assert_eq!(settle(&market, selection, score.0, score.1), expected, "{name}");
    }
}

#[test]
fn every_other_market_settles() {
    use Outcome::{Lost, Push, Won};
    let odds = market(MarketKind::MatchOdds, None);
    let chance = market(MarketKind::DoubleChance, None);
    let no_bet = market(MarketKind::DrawNoBet, None);
    let winner = market(MarketKind::Winner, None);
    let both = market(MarketKind::BothTeamsToScore, None);
    for (market, selection, home_win, draw, away_win) in [
        (&odds, Selection::Home, Won, Lost, Lost),
        (&odds, Selection::Draw, Lost, Won, Lost),
        (&odds, Selection::Away, Lost, Lost, Won),
        (&chance, Selection::HomeOrDraw, Won, Won, Lost),
        (&chance, Selection::HomeOrAway, Won, Lost, Won),
        (&chance, Selection::DrawOrAway, Lost, Won, Won),
        (&no_bet, Selection::Home, Won, Push, Lost),
        (&no_bet, Selection::Away, Lost, Push, Won),
        (&winner, Selection::Home, Won, Push, Lost),
        (&winner, Selection::Away, Lost, Push, Won),
    ] {
        assert_eq!(settle(market, selection.clone(), 2, 1), home_win, "{selection}");
        assert_eq!(settle(market, selection.clone(), 0, 0), draw, "{selection}");
        assert_eq!(settle(market, selection.clone(), 0, 3), away_win, "{selection}");
    }
    assert_eq!(settle(&both, Selection::Yes, 1, 1), Won);
    assert_eq!(settle(&both, Selection::Yes, 4, 0), Lost);
    assert_eq!(settle(&both, Selection::No, 0, 0), Won);
}

#[test]
fn what_cannot_be_settled_says_why() {
    let draw = State::Score { home: 0, away: 0 };
    let opaque = market(MarketKind::Opaque("corners".to_owned()), None);
    let named = Selection::named("over 9").unwrap();
    assert!(matches!(settle_selection(&opaque, &named, draw), Err(SettleError::Opaque { .. })));
    let odds = market(MarketKind::MatchOdds, None);
    assert!(matches!(
        settle_selection(&odds, &Selection::Over, draw),
        Err(SettleError::NoSuchSelection { .. })
    ));
    assert!(matches!(
        settle_selection(&total("2.5"), &Selection::Over, State::HomeWins),
        Err(SettleError::NeedsScore { .. })
    ));
    let bare = MarketKey { line: None, ..total("2.5") };
    assert!(matches!(
        settle_selection(&bare, &Selection::Over, draw),
        Err(SettleError::NoLine { .. })
    ));
}

#[test]
fn ninety_at_four_to_nine_wins_forty() {
    for (at, stake, outcome, payout) in [
        ("4/9", dec!(90), Outcome::Won, dec!(130)),
        ("4/9", dec!(90), Outcome::HalfWon, dec!(110)),
        ("4/9", dec!(90), Outcome::HalfLost, dec!(45)),
        ("-110", dec!(110), Outcome::Won, dec!(210)),
        ("+150", dec!(100), Outcome::Won, dec!(250)),
        ("2.10", dec!(49.40), Outcome::Won, dec!(103.74)),
        ("1.95", dec!(10), Outcome::HalfWon, dec!(14.75)),
        ("0.40", dec!(10), Outcome::Won, dec!(25)),
        ("2.00", dec!(10), Outcome::Push, dec!(10)),
        ("2.00", dec!(10), Outcome::Void, dec!(10)),
        ("2.00", dec!(10), Outcome::Lost, dec!(0)),
    ] {
        let paid = Factor::of(price(at), outcome).payout(euros(stake), Rounding::Down);
        assert_eq!(paid.unwrap(), euros(payout), "{stake} at {at} {outcome}");
    }
}

#[test]
fn a_payout_is_rounded_once_by_the_rounding_named() {
    // 3.33 at 1.95 half won is 3.33 × 1.475 = 4.91175.
    let factor = Factor::of(price("1.95"), Outcome::HalfWon);
    let stake = euros(dec!(3.33));
    assert_eq!(factor.payout(stake, Rounding::HalfUp).unwrap(), euros(dec!(4.91)));
    // 0.05 half lost is 0.025: up to 0.03, half to even 0.02.
    let half = Factor::HALF;
    let stake = euros(dec!(0.05));
    assert_eq!(half.payout(stake, Rounding::HalfUp).unwrap(), euros(dec!(0.03)));
    assert_eq!(half.payout(stake, Rounding::HalfEven).unwrap(), euros(dec!(0.02)));
}

#[test]
fn a_long_accumulator_goes_on_as_a_decimal() {
    // Forty legs at -115: the denominators alone would need 83 digits.
    let leg = Factor::won(price("-115"));
    let product = (0..40).try_fold(Factor::ONE, |product, _| product.times(leg)).unwrap();
    let expected = (0..40).fold(Decimal::ONE, |p, _| p * (dec!(215) / dec!(115)));
    assert!((product.get() / expected - Decimal::ONE).abs() < dec!(0.000000000000000000001));
    // And a product that no number holds is an error, not a panic.
    let long = Factor::won(price("1000000"));
    let beyond = (0..40).try_fold(Factor::ONE, |product, _| product.times(long));
    assert!(matches!(beyond, Err(SettleError::FactorOutOfRange { .. })));
}

#[test]
fn a_payoff_vector_is_the_return_in_every_state() {
    let space = StateSpace::scores(Period::FullTime, 4).unwrap();
    let line = handicap("-0.25");
    let back =
        PayoffVector::of(&space, &line, &Selection::Home, Side::Back, price("2.00")).unwrap();
    let at = |home, away| space.locate(home, away).unwrap();
    assert_eq!(back.profits()[at(1, 0)], dec!(1));
    assert_eq!(back.profits()[at(2, 2)], dec!(-0.5));
    assert_eq!(back.profits()[at(0, 3)], dec!(-1));
    let returns: Vec<_> = back.returns().collect();
    assert_eq!(returns[at(2, 2)], dec!(0.5));

    let lay = PayoffVector::of(&space, &line, &Selection::Home, Side::Lay, price("3.00")).unwrap();
    assert_eq!(lay.staked(), dec!(2));
    assert_eq!(lay.profits()[at(1, 0)], dec!(-2));
    assert_eq!(lay.profits()[at(2, 2)], dec!(0.5));
    assert_eq!(lay.outcomes()[at(2, 2)], Outcome::HalfWon);
    let net = lay.after_commission(Commission::new(dec!(0.05)).unwrap());
    assert_eq!(net.profits()[at(0, 1)], dec!(0.95));
    assert_eq!(net.profits()[at(1, 0)], dec!(-2));
}

#[test]
fn a_space_refuses_what_it_does_not_cover() {
    let space = StateSpace::scores(Period::FullTime, 4).unwrap();
    let half = MarketKey::new(MarketKind::MatchOdds, Period::FirstHalf, None).unwrap();
    assert!(matches!(space.covers(&half), Err(SettleError::PeriodMismatch { .. })));
    assert!(matches!(space.covers(&total("4")), Err(SettleError::BeyondGrid { cap: 4, .. })));
    assert!(space.covers(&total("3.5")).is_ok());
    assert!(matches!(space.covers(&handicap("-1.75")), Err(SettleError::BeyondGrid { .. })));
    assert!(space.covers(&handicap("1.5")).is_ok());
    assert!(StateSpace::scores(Period::FullTime, 1).is_err());
    assert!(StateSpace::scores(Period::FullTime, 256).is_err());

    let two = StateSpace::winner(Period::FullTime);
    assert!(two.covers(&market(MarketKind::Winner, None)).is_ok());
    assert!(matches!(
        two.covers(&market(MarketKind::MatchOdds, None)),
        Err(SettleError::NeedsScore { .. })
    ));
    assert_eq!(two.locate(3, 3), None);
    assert!(matches!(StateSpace::covering(&[]), Err(SettleError::NoMarkets)));
}

fn any_market() -> impl Strategy<Value = MarketKey> {
    let quarters = |kind: MarketKind, range: std::ops::RangeInclusive<i32>| {
        range.prop_map(move |q| {
            MarketKey::full_time(kind.clone(), Some(Line::from_quarters(q))).unwrap()
        })
    };
    prop_oneof![
        Just(market(MarketKind::MatchOdds, None)),
        Just(market(MarketKind::Winner, None)),
        Just(market(MarketKind::DrawNoBet, None)),
        Just(market(MarketKind::DoubleChance, None)),
        Just(market(MarketKind::BothTeamsToScore, None)),
        quarters(MarketKind::Total, -8..=60),
        quarters(MarketKind::AsianHandicap, -40..=40),
    ]
}

fn any_price() -> impl Strategy<Value = QuotedPrice> {
    prop_oneof![
        (101_i64..100_000).prop_map(|cents| price(&Decimal::new(cents, 2).to_string())),
        (1_u32..500, 1_u32..500).prop_map(|(n, d)| QuotedPrice::fractional(n, d).unwrap()),
        (100_i32..5_000).prop_map(|line| QuotedPrice::american(line).unwrap()),
        (-5_000_i32..-100).prop_map(|line| QuotedPrice::american(line).unwrap()),
        (1_i64..999).prop_map(|p| price(&Decimal::new(p, 3).to_string())),
    ]
}

/// The rule as it is written in the rule books: two bets of half the stake, on whole and half lines.
fn split(market: &MarketKey, selection: &Selection, home: u32, away: u32) -> Decimal {
    let quarters = market.line.unwrap().quarters();
    let halves = if quarters % 2 == 0 { [quarters; 2] } else { [quarters - 1, quarters + 1] };
    let mut score = Decimal::ZERO;
    for half in halves {
        let line = Decimal::from(half) / dec!(4);
        let (home, away) = (Decimal::from(home), Decimal::from(away));
        let beyond = match selection {
            Selection::Over => home + away - line,
            Selection::Under => line - home - away,
            Selection::Home => home + line - away,
            _ => away - line - home,
        };
        score += match beyond {
            b if b > Decimal::ZERO => dec!(0.5),
            b if b < Decimal::ZERO => dec!(-0.5),
            _ => Decimal::ZERO,
        };
    }
    score
}

fn score_of(outcome: Outcome) -> Decimal {
    match outcome {
        Outcome::Won => dec!(1),
        Outcome::HalfWon => dec!(0.5),
        Outcome::Push | Outcome::Void => dec!(0),
        Outcome::HalfLost => dec!(-0.5),
        Outcome::Lost => dec!(-1),
        Outcome::DeadHeat(_) => unreachable!("a score makes no dead heat"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_line_settles_as_two_half_stakes_do(
        quarters in -60_i32..=60,
        is_total: bool,
        home in 0_u32..12,
        away in 0_u32..12,
    ) {
        let kind = if is_total { MarketKind::Total } else { MarketKind::AsianHandicap };
        let market = MarketKey::full_time(kind, Some(Line::from_quarters(quarters))).unwrap();
        for selection in market.kind.selections() {
            let outcome = settle(&market, selection.clone(), home, away);
            prop_assert_eq!(score_of(outcome), split(&market, selection, home, away));
        }
    }

    #[test]
    fn a_grid_is_complete(
        markets in prop::collection::vec(any_market(), 1..6),
        home in 0_u32..400,
        away in 0_u32..400,
    ) {
        let listed: Vec<&MarketKey> = markets.iter().collect();
        let space = StateSpace::covering(&listed).unwrap();
        prop_assert_eq!(space.states().count(), space.len());
        if let Some(index) = space.locate(home, away) {
            let inside = space.state(index).unwrap();
            for market in &markets {
                space.covers(market).unwrap();
                for selection in market.kind.selections() {
                    prop_assert_eq!(
                        settle_selection(market, selection, inside).unwrap(),
                        settle(market, selection.clone(), home, away),
                        "{} {} at {}-{} in {:?}", market, selection, home, away, inside
                    );
                }
            }
        } else {
            prop_assert!(home == away && markets.iter().all(|m| m.kind == MarketKind::Winner));
        }
    }

    #[test]
    fn a_state_is_where_it_is_located(cap in 2_u32..40, home in 0_u32..40, away in 0_u32..40) {
        prop_assume!(home <= cap && away <= cap);
        let space = StateSpace::scores(Period::FullTime, cap).unwrap();
        let index = space.locate(home, away).unwrap();
        prop_assert_eq!(space.state(index), Some(State::Score { home, away }));
        prop_assert_eq!(space.state(space.len()), None);
    }

    #[test]
    fn a_factor_pays_what_the_quote_says(quoted in any_price(), cents in 1_i64..100_000_000) {
        let stake = euros(Decimal::new(cents, 2));
        let won = Factor::won(quoted).payout(stake, Rounding::HalfUp).unwrap();
        let said = stake.amount() + quoted.winnings(stake.amount());
        prop_assert_eq!(won, Money::rounded(said, stake.currency(), Rounding::HalfUp).unwrap());
    }

    #[test]
    fn better_outcomes_never_pay_less(quoted in any_price(), cents in 1_i64..100_000_000) {
        let stake = euros(Decimal::new(cents, 2));
        let paid: Vec<_> = Outcome::ALL[..5]
            .iter()
            .map(|o| Factor::of(quoted, *o).payout(stake, Rounding::Down).unwrap().amount())
            .collect();
        prop_assert!(paid.is_sorted_by(|better, worse| better >= worse), "{:?}", paid);
    }
}
