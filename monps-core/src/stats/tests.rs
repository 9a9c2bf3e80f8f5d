//! The figures on a small book of bets worked by hand.

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::error::stats::StatsError;
use crate::money::{Currency, Money};
use crate::odds::{Price, Probability};
use crate::time::{TimeDelta, Timestamp, parse_timestamp};

fn euros(amount: Decimal) -> Money {
    Money::new(amount, Currency::EUR).unwrap()
}

fn day(number: i64) -> Timestamp {
    parse_timestamp("2025-03-01T22:00:00Z").unwrap() + TimeDelta::days(number)
}

fn bet(outcome: SettledOutcome, stake: Decimal, profit: Decimal) -> SettledBet {
    SettledBet {
        stake: euros(stake),
        payout: euros(stake + profit),
        profit: euros(profit),
        price_taken: Price::new(dec!(2)).unwrap(),
        outcome,
        settled_at: day(0),
        closing_price: None,
        fair_closing_probability: None,
    }
}

#[test]
fn halves_count_half_and_pushes_in_one_denominator_only() {
    use SettledOutcome::{HalfLost, HalfWon, Lost, Push, Void, Won};
    let bets = [
        bet(Won, dec!(10), dec!(10)),
        bet(HalfWon, dec!(10), dec!(5)),
        bet(Push, dec!(10), dec!(0)),
        bet(HalfLost, dec!(10), dec!(-5)),
        bet(Lost, dec!(10), dec!(-10)),
        bet(Void, dec!(500), dec!(0)),
    ];
    let found = summarise(Currency::EUR, &bets).unwrap();
    assert_eq!(found.turnover, euros(dec!(50)));
    assert_eq!(found.total_payout, euros(dec!(50)));
    assert_eq!(found.profit, euros(dec!(0)));
    assert_eq!(found.turnover_yield, Some(dec!(0)));
    assert_eq!(found.strike_rate, Some(dec!(0.3)));
    assert_eq!(found.win_rate, Some(dec!(0.5)));
    assert_eq!(found.average_price, Some(dec!(2)));
    assert_eq!((found.counts.settled, found.counts.void, found.counts.push), (6, 1, 1));
}

#[test]
fn nothing_is_not_zero() {
    for bets in [&[][..], &[bet(SettledOutcome::Void, dec!(10), dec!(0))]] {
        let found = summarise(Currency::EUR, bets).unwrap();
        assert_eq!(found.turnover_yield, None);
        assert_eq!(found.strike_rate, None);
        assert_eq!(found.win_rate, None);
        assert_eq!(found.average_price, None);
        assert_eq!(found.clv_price, None);
    }
    let pushed = [bet(SettledOutcome::Push, dec!(10), dec!(0))];
    let found = summarise(Currency::EUR, &pushed).unwrap();
    assert_eq!((found.win_rate, found.strike_rate), (None, Some(dec!(0))));
}

#[test]
fn a_cash_out_counts_as_money_alone() {
    let bets = [
        bet(SettledOutcome::CashedOut, dec!(10), dec!(3)),
        bet(SettledOutcome::DeadHeat { share: dec!(0.25) }, dec!(10), dec!(-5)),
    ];
    let found = summarise(Currency::EUR, &bets).unwrap();
    assert_eq!(found.profit, euros(dec!(-2)));
    assert_eq!(found.win_rate, Some(dec!(0.25)));
    assert_eq!(found.strike_rate, Some(dec!(0.25)));
    let bad = [bets[0], bet(SettledOutcome::DeadHeat { share: dec!(1) }, dec!(10), dec!(0))];
    assert_eq!(
        summarise(Currency::EUR, &bad),
        Err(StatsError::NotAShare { index: 1, share: dec!(1) })
    );
}

#[test]
fn another_currency_is_named_by_its_bet() {
    let mut bets = [bet(SettledOutcome::Won, dec!(10), dec!(10)); 3];
    bets[2].stake = Money::new(dec!(1), Currency::GBP).unwrap();
    assert!(matches!(summarise(Currency::EUR, &bets), Err(StatsError::Money { index: 2, .. })));
}

#[test]
fn closing_line_value_is_weighted_by_stake() {
    let mut bets = [
        bet(SettledOutcome::Lost, dec!(30), dec!(-30)),
        bet(SettledOutcome::Lost, dec!(10), dec!(-10)),
        bet(SettledOutcome::Lost, dec!(1000), dec!(-1000)),
    ];
    bets[0].closing_price = Some(Price::new(dec!(1.60)).unwrap());
    bets[1].closing_price = Some(Price::new(dec!(2.50)).unwrap());
    bets[1].fair_closing_probability = Some(Probability::new(dec!(0.55)).unwrap());
    let found = summarise(Currency::EUR, &bets).unwrap();
    // (30 × 25 % − 10 × 20 %) / 40
    // √(2 · (900 · 0.1125² + 100 · 0.3375²)) / 40
    let standard_error = Some(dec!(0.16875));
    let expected = WeightedMean { mean: dec!(0.1375), count: 2, standard_error };
    assert_eq!(found.clv_price, Some(expected));
    let expected = WeightedMean { mean: dec!(0.1), count: 1, standard_error: None };
    assert_eq!(found.clv_fair, Some(expected));
}

#[test]
fn quiet_days_count_in_the_sharpe_ratio() {
    // Days 0, 1 and 3 at +10 %, −10 % and +10 % of the equity at their start; day 2 is quiet.
    let bets: Vec<SettledBet> = [(3, dec!(9.9)), (0, dec!(10)), (1, dec!(-11))]
        .map(|(number, profit)| SettledBet {
            settled_at: day(number),
            ..bet(SettledOutcome::Won, dec!(10), profit)
        })
        .to_vec();
    let found = daily_returns(euros(dec!(100)), &bets).unwrap().unwrap();
    assert_eq!(found.day_count, 4);
    let daily = [0.1, -0.1, 0.0, 0.1];
    let mean = 0.025;
    let variance = daily.iter().map(|r| (r - mean) * (r - mean)).sum::<f64>() / 3.0;
    let sharpe = mean / variance.sqrt() * 365_f64.sqrt();
    assert!((found.sharpe_ratio().unwrap() - sharpe).abs() < 1e-12);
}

#[test]
fn a_sharpe_ratio_needs_days_that_differ_and_a_bankroll() {
    let one = [bet(SettledOutcome::Won, dec!(10), dec!(10))];
    let none = daily_returns(euros(dec!(100)), &[]).unwrap().unwrap();
    assert_eq!((none.mean(), none.sharpe_ratio()), (None, None));
    let single = daily_returns(euros(dec!(100)), &one).unwrap().unwrap();
    assert_eq!(single.sharpe_ratio(), None);
    let flat = [0, 1].map(|number| SettledBet {
        settled_at: day(number),
        ..bet(SettledOutcome::Push, dec!(10), dec!(0))
    });
    let flat = daily_returns(euros(dec!(100)), &flat).unwrap().unwrap();
    assert_eq!(flat.sharpe_ratio(), None);
    assert_eq!(daily_returns(euros(dec!(0)), &one).unwrap(), None);
}

fn series(amounts: &[Decimal]) -> Vec<EquityPoint> {
    (0..)
        .zip(amounts)
        .map(|(number, amount)| EquityPoint { at: day(number), equity: euros(*amount) })
        .collect()
}

#[test]
fn the_deepest_the_steepest_and_the_longest_differ() {
    let found = drawdowns(&series(&[
        dec!(100),
        dec!(60),
        dec!(100), // 40 of 100: the steepest
        dec!(1000),
        dec!(990),
        dec!(995),
        dec!(995),
        dec!(1000), // four days: the longest
        dec!(1100),
        dec!(900),
        dec!(1200), // 200: the deepest
        dec!(1190), // open
    ]))
    .unwrap();
    let deepest = found.deepest.unwrap();
    assert_eq!(deepest.depth, euros(dec!(200)));
    assert_eq!((deepest.peak.at, deepest.trough.at), (day(8), day(9)));
    assert_eq!(deepest.recovered_at, Some(day(10)));
    assert_eq!(found.steepest.unwrap().ratio, Some(dec!(0.4)));
    assert_eq!(found.longest.unwrap().length(), TimeDelta::days(4));
    let current = found.current.unwrap();
    assert_eq!((current.depth, current.recovered_at), (euros(dec!(10)), None));
}

#[test]
fn a_series_that_never_falls_has_no_drawdown() {
    for amounts in [&[][..], &[dec!(5)], &[dec!(5), dec!(5), dec!(6)]] {
        assert_eq!(drawdowns(&series(amounts)).unwrap(), Drawdowns::default());
    }
}

#[test]
fn a_drawdown_below_nothing_has_no_share() {
    let found = drawdowns(&series(&[dec!(-5), dec!(-8)])).unwrap();
    assert_eq!(found.deepest.unwrap().ratio, None);
    assert_eq!(found.steepest, None);
}

#[test]
fn a_series_must_be_in_order() {
    let mut points = series(&[dec!(1), dec!(2)]);
    points[1].at = day(-1);
    assert_eq!(drawdowns(&points), Err(StatsError::OutOfOrder { index: 1 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn parts_sum_to_the_whole(rows in prop::collection::vec((0..4_u8, 1..5_000_i64, -5_000..5_000_i64), 0..60)) {
        let bets: Vec<(u8, SettledBet)> = rows
            .into_iter()
            .map(|(key, stake, profit)| {
                let outcome = if profit > 0 { SettledOutcome::Won } else { SettledOutcome::Lost };
                (key, bet(outcome, Decimal::new(stake, 2), Decimal::new(profit, 2)))
            })
            .collect();
        let whole = summarise(Currency::EUR, bets.iter().map(|(_, bet)| bet)).unwrap();
        let parts = breakdown(Currency::EUR, bets.iter().map(|(key, bet)| (*key, bet))).unwrap();
        let sum = |figure: fn(&Returns) -> Money| Money::sum(Currency::EUR, parts.values().map(figure)).unwrap();
        prop_assert_eq!(sum(|part| part.turnover), whole.turnover);
        prop_assert_eq!(sum(|part| part.profit), whole.profit);
        prop_assert_eq!(parts.values().map(|part| part.counts.settled).sum::<usize>(), whole.counts.settled);
    }

    #[test]
    fn the_deepest_drawdown_is_the_largest_fall(profits in prop::collection::vec(-900..900_i64, 1..60)) {
        let bets: Vec<SettledBet> = (0..)
            .zip(profits)
            .map(|(number, profit)| SettledBet {
                settled_at: day(number),
                ..bet(SettledOutcome::Won, dec!(10), Decimal::from(profit))
            })
            .collect();
        let start = EquityPoint { at: day(-1), equity: euros(dec!(100)) };
        let points = equity(start, &bets).unwrap();
        let largest = points
            .iter()
            .enumerate()
            .flat_map(|(at, high)| points[at..].iter().map(|low| high.equity.amount() - low.equity.amount()))
            .max()
            .unwrap();
        let deepest = drawdowns(&points).unwrap().deepest.map_or(dec!(0), |fall| fall.depth.amount());
        prop_assert_eq!(deepest, largest);
    }
}
