//! What holds for every market, line and score.

use monps_core::catalog::{Line, MarketKey, MarketKind, Needs, Period, Selection};
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::payoff::{Factor, Finish, Outcome, State, StateSpace, settle_selection};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::{any_margin, any_market, any_selection};

fn any_state() -> impl Strategy<Value = State> {
    prop_oneof![
        (any::<u32>(), any::<u32>()).prop_map(|(home, away)| State::Score { home, away }),
        Just(State::HomeWins),
        Just(State::AwayWins),
        (any::<(u32, u32)>(), any::<(u32, u32)>())
            .prop_map(|(first, full)| State::Halves { first, full }),
        (1_u32.., 1_u8..).prop_map(|(p, n)| State::Finish(Finish::new(p, n).unwrap())),
    ]
}

/// The selections to try on a market: its list, or some that it may have.
fn answers(market: &MarketKey, extra: Selection) -> Vec<Selection> {
    let mut answers = market.kind.selections().to_vec();
    if market.kind.has(&extra) {
        answers.push(extra);
    }
    answers
}

fn price(cents: i64) -> QuotedPrice {
    QuotedPrice::parse(&Decimal::new(cents, 2).to_string(), OddsFormat::Decimal).unwrap()
}

/// How much of the stake wins, a push counting as half.
fn share_won(outcome: Outcome) -> Decimal {
    match outcome {
        Outcome::Won => dec!(1),
        Outcome::HalfWon => dec!(0.75),
        Outcome::Push | Outcome::Void => dec!(0.5),
        Outcome::HalfLost => dec!(0.25),
        Outcome::Lost => dec!(0),
        Outcome::DeadHeat(heat) => Decimal::from(heat.places()) / Decimal::from(heat.tied()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn settling_is_total(
        market in any_market(),
        selection in any_selection(),
        state in any_state(),
    ) {
        let settled = settle_selection(&market, &selection, state);
        if settled.is_ok() {
            prop_assert!(market.kind.has(&selection), "{} has no {}", market, selection);
        }
    }

    #[test]
    fn a_quarter_line_is_the_mean_of_its_neighbours(
        kind in proptest::sample::select(vec![
            MarketKind::Total,
            MarketKind::HomeTotal,
            MarketKind::AwayTotal,
            MarketKind::AsianHandicap,
        ]),
        half in -40_i32..=40,
        home in 0_u32..30,
        away in 0_u32..30,
        cents in 101_i64..10_000,
    ) {
        let state = State::Score { home, away };
        let quarter = 2 * half + 1;
        let factor = |quarters: i32, selection: &Selection| {
            let line = Some(Line::from_quarters(quarters));
            let market = MarketKey::full_time(kind.clone(), line).unwrap();
            Factor::of(price(cents), settle_selection(&market, selection, state).unwrap())
        };
        for selection in kind.selections() {
            let neighbours = factor(quarter - 1, selection).plus(factor(quarter + 1, selection));
            let twice = factor(quarter, selection).plus(factor(quarter, selection));
            prop_assert!(twice.unwrap().cmp_exact(neighbours.unwrap()).is_eq());
        }
    }

    #[test]
    fn nobody_has_fewer_goals_at_the_end_than_at_half_time(
        home in 1_u32..9,
        away in 0_u32..9,
        selection in any_selection(),
    ) {
        let state = State::Halves { first: (home, away), full: (home - 1, away) };
        for kind in [MarketKind::HalfTimeFullTime, MarketKind::MatchOdds] {
            let period = if kind == MarketKind::MatchOdds { Period::SecondHalf } else { Period::FullTime };
            let market = MarketKey::new(kind, period, None).unwrap();
            prop_assert!(settle_selection(&market, &selection, state).is_err());
        }
    }

    #[test]
    fn exactly_one_selection_of_a_partition_wins(market in any_market(), state in any_state()) {
        prop_assume!(market.kind.is_partition());
        let settled: Vec<_> = market
            .kind
            .selections()
            .iter()
            .filter_map(|selection| settle_selection(&market, selection, state).ok())
            .collect();
        // Either the state says nothing about the market, or it decides every selection.
        prop_assert!(settled.is_empty() || settled.len() == market.kind.selections().len());
        if !settled.is_empty() {
            prop_assert_eq!(settled.into_iter().map(share_won).sum::<Decimal>(), Decimal::ONE);
        }
    }

    #[test]
    fn a_grid_is_complete_for_every_market_it_covers(
        markets in prop::collection::vec(any_market(), 1..5),
        extra in prop_oneof![any_selection(), any_margin()],
        home in 0_u32..400,
        away in 0_u32..400,
    ) {
        let first = markets[0].period;
        let of_period: Vec<&MarketKey> = markets
            .iter()
            .filter(|market| market.kind.needs() == Needs::Score && market.period == first)
            .collect();
        prop_assume!(!of_period.is_empty());
        let space = StateSpace::covering(&of_period).unwrap();
        let Some(inside) = space.locate(home, away).and_then(|index| space.state(index)) else {
            prop_assert!(home == away && of_period.iter().all(|m| m.kind == MarketKind::Winner));
            return Ok(());
        };
        for market in of_period {
            for selection in answers(market, extra.clone()) {
                prop_assert_eq!(
                    settle_selection(market, &selection, inside).unwrap(),
                    settle_selection(market, &selection, State::Score { home, away }).unwrap(),
                    "{} {} at {}-{} in {:?}", market, selection, home, away, inside
                );
            }
        }
    }
}
