//! Figures against a computation by hand.

use monps_core::time::TimeDelta;
use serde_json::{Value, json};

use crate::house::House;

/// Six bets: won, lost, half won, push, void, and one that is open.
async fn six_bets(house: &House) {
    let bets = [
        ("Winamax", "tabac", "10.00", "2.00", Some("won"), Some("1.60")),
        ("Winamax", "value", "20.00", "3.00", Some("lost"), Some("3.75")),
        ("Betclic", "value", "30.00", "1.50", Some("half_won"), None),
        ("Betclic", "arbitrage", "15.00", "2.40", Some("push"), None),
        ("Unibet", "value", "99.00", "9.00", Some("void"), Some("1.01")),
        ("Unibet", "value", "5.00", "4.00", None, None),
    ];
    for (index, (bookmaker, bet_type, stake, odds, result, close)) in bets.into_iter().enumerate() {
        let path = house
            .bet(&json!({
                "match_id": format!("A{index} - B{index}"), "outcome": "1", "bookmaker": bookmaker,
                "bet_type": bet_type, "stake": stake, "odds_value": odds, "odds_close": close,
            }))
            .await;
        house.wait(TimeDelta::days(1));
        if let Some(result) = result {
            house.patch(&path, &json!({"result": result})).await.expect(200);
        }
    }
}

fn check(found: &Value, expected: &[(&str, &str)]) {
    for (field, value) in expected {
        assert_eq!(found[*field].to_string(), *value, "{field}");
    }
}

#[tokio::test]
async fn figures_are_those_computed_by_hand() {
    let house = House::new().await;
    six_bets(&house).await;
    // Staked 10 + 20 + 30 + 15; back came 20 + 0 + 37.50 + 15. Won 1 and 1/2, lost 1.
    let global = house.get("/stats/stats/global").await.expect(200);
    check(
        &global,
        &[
            ("total_bets", "6"),
            ("total_stake", "75.00"),
            ("total_return", "72.50"),
            ("total_profit", "-2.50"),
            ("roi", "-3.3333"),
            ("win_rate", "60"),
            // (2 + 3 + 1.5 + 2.4 + 4) / 5
            ("avg_odds", "2.58"),
            // (10 × 25 % − 20 × 20 %) / 30
            ("avg_clv", "-5"),
            ("clv_n", "2"),
            ("currency", "\"EUR\""),
        ],
    );
    let bankroll = house.get("/stats/stats/bankroll").await.expect(200);
    check(
        &bankroll,
        &[
            ("initial_balance", "1000.00"),
            ("initial_bankroll", "1000.00"),
            ("current_bankroll", "997.50"),
            ("available_balance", "992.50"),
            ("current_exposure", "5.00"),
            ("at_risk", "5.00"),
            ("total_staked", "75.00"),
            ("total_returned", "72.50"),
            ("total_profit", "-2.50"),
            ("roi_percentage", "-3.3333"),
            ("total_bets", "6"),
            ("won_bets", "1"),
            ("lost_bets", "1"),
            ("pending_bets", "1"),
            ("half_won_bets", "1"),
            ("push_bets", "1"),
            ("void_bets", "1"),
            // From 1,010 to 990.
            ("max_drawdown", "20.00"),
            ("max_drawdown_pct", "1.9802"),
        ],
    );
    let bookmakers = house.get("/stats/stats/bookmakers").await.expect(200);
    check(
        &bookmakers[0],
        &[
            ("bookmaker", "\"Betclic\""),
            ("total_bets", "2"),
            ("total_profit", "7.50"),
            ("roi", "16.6667"),
            ("win_rate", "100"),
            ("avg_clv", "null"),
            ("nb_cotes", "0"),
            ("avg_odds", "null"),
        ],
    );
    check(&bookmakers[1], &[("bookmaker", "\"Unibet\""), ("total_bets", "0"), ("roi", "null")]);
    house.check().await;
}

/// Daily returns of 1 %, −20/1010, 7.50/990, 0 (a push) and nothing for the void.
#[tokio::test]
async fn the_sharpe_ratio_is_that_of_daily_returns() {
    let house = House::new().await;
    six_bets(&house).await;
    let days = [0.01, -20.0 / 1010.0, 7.5 / 990.0, 0.0];
    let mean = days.iter().sum::<f64>() / 4.0;
    let variance = days.iter().map(|day| (day - mean) * (day - mean)).sum::<f64>() / 3.0;
    let expected = mean / variance.sqrt() * 365_f64.sqrt();
    let global = house.get("/stats/stats/global").await.expect(200);
    let found: f64 = global["sharpe_ratio"].to_string().parse().unwrap();
    assert!((found - expected).abs() < 1e-4, "{found} {expected}");
}

#[tokio::test]
async fn analytics_tell_bets_apart() {
    let house = House::new().await;
    six_bets(&house).await;
    let path = "/stats/stats/analytics/comprehensive";
    let all = house.get(path).await.expect(200);
    check(&all, &[("bets_analyzed", "5"), ("period_days", "30"), ("status", "\"success\"")]);
    check(&all["global_stats"], &[("total_profit", "-2.50"), ("win_rate", "60")]);
    check(&all["bankroll_stats"], &[("current_bankroll", "997.50")]);
    let by_type = &all["performance_by_type"];
    check(&by_type["tabac"], &[("bets_count", "1"), ("profit", "10.00"), ("roi", "100")]);
    check(&by_type["ligne"], &[("bets_count", "3"), ("profit", "-12.50")]);
    assert_eq!(all["monthly_performance"].as_array().unwrap().len(), 1);
    let month = &all["monthly_performance"][0];
    check(month, &[("month", "\"2026-11\""), ("profit", "-2.50"), ("bets_count", "4")]);
    check(&all["by_sport"][0], &[("name", "\"football\""), ("bets_count", "4")]);
    check(&all["by_market"][0], &[("name", "\"1x2\""), ("bets_count", "4")]);
    let names = |list: &Value| -> Vec<String> {
        let all = list.as_array().unwrap().iter();
        all.map(|group| group["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&all["by_price_band"]), ["1.50-1.99", "2.00-2.99", "3.00-4.99", "5.00-9.99"]);
    assert_eq!(names(&all["by_strategy"]), ["arbitrage", "unstated", "value"]);
    let days = all["daily_performance"].as_array().unwrap();
    let day_of = |day: &Value| day["day"].as_str().unwrap().to_owned();
    assert!(days.windows(2).all(|pair| day_of(&pair[0]) < day_of(&pair[1])), "{days:?}");
    check(&days[0], &[("day", "\"2026-11-23\""), ("bets_count", "1"), ("profit", "10.00")]);
    // Settled from Monday, 23 November, on.
    assert_eq!(names(&all["by_weekday"])[0], "monday");
}

#[tokio::test]
async fn the_equity_its_falls_and_streaks_are_told() {
    let house = House::new().await;
    six_bets(&house).await;
    let path = "/stats/stats/analytics/comprehensive";
    let all = house.get(path).await.expect(200);
    let equity = all["equity_curve"].as_array().unwrap();
    let curve: Vec<String> = equity.iter().map(|point| point["equity"].to_string()).collect();
    assert_eq!(curve, ["1000.00", "1010.00", "990.00", "997.50", "997.50"]);
    let falls: Vec<String> = equity.iter().map(|point| point["drawdown"].to_string()).collect();
    assert_eq!(falls, ["0.00", "0.00", "20.00", "12.50", "12.50"]);
    check(&all["drawdown"], &[("max_drawdown", "20.00")]);
    check(&all["drawdown"]["current"], &[("peak", "1010.00"), ("trough", "990.00")]);
    check(
        &all["streaks"],
        &[
            ("current", "\"won\""),
            ("current_length", "1"),
            ("longest_won", "1"),
            ("longest_lost", "1"),
        ],
    );
    check(
        &all["clv_by_bookmaker"][0],
        &[("name", "\"Winamax\""), ("avg_clv", "-5"), ("clv_n", "2")],
    );
}

#[tokio::test]
async fn a_period_begins_where_the_one_before_ended() {
    let house = House::new().await;
    six_bets(&house).await;
    let path = "/stats/stats/analytics/comprehensive";
    // Two days back, only the push and the void are left, and the equity starts where it was then.
    let days = house.get(&format!("{path}?period_days=2")).await.expect(200);
    check(&days, &[("bets_analyzed", "2")]);
    check(&days["global_stats"], &[("total_bets", "2"), ("total_stake", "15.00"), ("roi", "0")]);
    assert_eq!(days["equity_curve"][0]["equity"].to_string(), "997.50");
    // What is settled now is in the next answer.
    house.patch("/bets/bets/6", &json!({"result": "won"})).await.expect(200);
    let now = house.get(path).await.expect(200);
    check(&now, &[("bets_analyzed", "6")]);
    check(&now["global_stats"], &[("total_profit", "12.50")]);
}

#[tokio::test]
async fn other_currencies_are_counted_and_left_out() {
    let house = House::new().await;
    let path = house
        .bet(&json!({
            "match_id": "A - B", "outcome": "1", "bookmaker": "Betfair", "stake": 10,
            "odds_value": 2, "currency": "GBP",
        }))
        .await;
    house.patch(&path, &json!({"result": "won"})).await.expect(200);
    let global = house.get("/stats/stats/global").await.expect(200);
    check(
        &global,
        &[("total_bets", "0"), ("foreign_currency_bets", "1"), ("total_profit", "0.00")],
    );
    let balances = house.get("/ledger/balances").await.expect(200);
    let pounds = balances.as_array().unwrap().iter().find(|one| one["currency"] == "GBP").unwrap();
    assert_eq!(pounds["profit"].to_string(), "10.00");
    house.check().await;
}

#[tokio::test]
async fn how_sure_one_can_be_is_told() {
    let house = House::new().await;
    six_bets(&house).await;
    let all = house.get("/stats/stats/analytics/comprehensive").await.expect(200);
    let roi = &all["evidence"]["roi"];
    // Profits of 10, -20, 7.5 and 0 on stakes of 10, 20, 30 and 15: the standard error of the ratio is
    // √(4 / 3 · Σ(profit − mean · stake)²) / 75.
    let mean = -2.5 / 75.0;
    let bets = [(10.0, 10.0), (-20.0, 20.0), (7.5, 30.0), (0.0, 15.0)];
    let squares: f64 = bets.iter().map(|(won, put): &(f64, f64)| (won - mean * put).powi(2)).sum();
    let error = (4.0 / 3.0 * squares).sqrt() / 75.0 * 100.0;
    let read = |value: &Value| value.to_string().parse::<f64>().unwrap();
    assert!((read(&roi["standard_error_pct"]) - error).abs() < 1e-3, "{roi}");
    assert!((read(&roi["low_pct"]) - (mean * 100.0 - 1.96 * error)).abs() < 1e-2, "{roi}");
    assert!((read(&roi["high_pct"]) - (mean * 100.0 + 1.96 * error)).abs() < 1e-2, "{roi}");
    assert!(read(&roi["p_value"]) > 0.5, "a loss is no evidence of skill: {roi}");
    let needed = ((1.96 + 0.8416) * error / 100.0 * 2.0 / mean).powi(2).ceil();
    assert!((read(&roi["bets_needed"]) - needed).abs() <= needed / 1000.0 + 1.0, "{roi} {needed}");
    // Two bets were won or lost as a whole, at 2.00 and 3.00; no fair close is known.
    assert_eq!(all["evidence"]["calibration_by_close"], Value::Null);
    let by_price = &all["evidence"]["calibration_by_price"];
    check(by_price, &[("bets", "2"), ("brier", "0.1806")]);
    let bins = by_price["bins"].as_array().unwrap();
    check(
        &bins[0],
        &[("from_pct", "30"), ("given_pct", "33.3333"), ("won_pct", "0"), ("bets", "1")],
    );
    check(&bins[1], &[("from_pct", "50"), ("given_pct", "50"), ("won_pct", "100"), ("bets", "1")]);
    let none = house.get("/stats/stats/analytics/comprehensive?period_days=1").await.expect(200);
    assert_eq!(none["evidence"]["roi"], Value::Null);
}

#[tokio::test]
async fn exposure_is_told_by_bookmaker_and_by_match() {
    let house = House::new().await;
    let bet = |pair: &str, outcome: &str, bookmaker: &str, stake: u32| {
        json!({"match_id": pair, "outcome": outcome, "bookmaker": bookmaker, "odds_value": 3,
               "stake": stake})
    };
    house.bet(&bet("A - B", "1", "Winamax", 10)).await;
    house.bet(&bet("A - B", "2", "Betclic", 25)).await;
    house.bet(&bet("C - D", "N", "Winamax", 5)).await;
    let bankroll = house.get("/stats/stats/bankroll").await.expect(200);
    let told = |list: &str| -> Vec<String> {
        let all = bankroll[list].as_array().unwrap().iter();
        all.map(|one| format!("{} {} {}", one["name"], one["bets"], one["amount"])).collect()
    };
    assert_eq!(told("exposure_by_bookmaker"), ["\"Betclic\" 1 25.00", "\"Winamax\" 2 15.00"]);
    // A draw loses both bets on the first match.
    assert_eq!(told("exposure_by_match"), ["\"A - B\" 2 35.00", "\"C - D\" 1 5.00"]);
    check(&bankroll, &[("current_exposure", "40.00")]);
}
