//! What is found beside arbitrages within a market: across markets, backs against lays, middles.

use monps_core::adapter::SourceEvent;
use monps_core::catalog::MarketKey;
use monps_core::catalog::MarketKind;
use monps_core::detect::{BackLay, CrossMarket, LowHold, Middles};
use monps_core::time::TimeDelta;
use rust_decimal::{Decimal, dec};
use serde_json::{Value, json};

use crate::support::{Market, football, quoting, result, same, with_line};

fn plain(kind: MarketKind) -> MarketKey {
    MarketKey::full_time(kind, None).unwrap()
}

/// Home −0.5 at 2.10 against draw or away at 2.05.
fn halves(home: &str, other: &str) -> SourceEvent {
    let event = football("a", "Home", "Away", 48);
    let line = with_line(MarketKind::AsianHandicap, "-0.5");
    let event = quoting(event, "bet365", line.clone(), &format!("home {home}, away 1.70"));
    let event = quoting(event, "unibet", line, "home 1.95, away 1.75");
    let double = plain(MarketKind::DoubleChance);
    let event = quoting(event, "pinnacle", double.clone(), &format!("draw_or_away {other}"));
    quoting(event, "unibet", double, "draw_or_away 1.80")
}

/// The fields that a finding has, by their names.
fn field<'a>(found: &'a Value, path: &str) -> &'a Value {
    found.pointer(path).unwrap_or_else(|| panic!("{path}: {found}"))
}

#[tokio::test]
async fn across_markets_it_is_staked_and_proved() {
    let market = Market::open().await;
    market.look_with(vec![Box::new(CrossMarket::default())]).await;
    market.say("feed", vec![halves("2.10", "2.05")]).await;
    let list = market.list("/opportunities/?type=cross_market").await;
    assert_eq!(list.len(), 1);
    let found = &list[0];
    same("edge", field(found, "/edge_pct"), &json!(3.7349));
    same("bound", field(found, "/guarantee/bound_pct"), &json!(3.7349));
    let markets: Vec<&Value> =
        found["legs"].as_array().unwrap().iter().map(|leg| &leg["market"]).collect();
    assert_eq!(markets, ["asian_handicap -0.5", "double_chance"]);
    same("stakes", field(found, "/stakes/legs/0/stake"), &json!(49.40));
    same("stakes", field(found, "/stakes/legs/1/stake"), &json!(50.60));
    same("value", field(found, "/estimated_value"), &json!(3.73));
    assert_eq!(field(found, "/stakes/proven"), true);
    assert_eq!(field(found, "/profit_profile/0/outcome"), "home");
    assert_eq!(found["middle"], Value::Null);

    // Other prices, other markets: the same finding, with the number and the first sight it had.
    market.wait(TimeDelta::minutes(1));
    market.say("feed", vec![halves("2.12", "2.05")]).await;
    let again = market.list("/opportunities/").await;
    assert_eq!((&again[0]["id"], &again[0]["first_seen"]), (&found["id"], &found["first_seen"]));
    assert_ne!(again[0]["edge_pct"], found["edge_pct"]);
    assert_eq!(market.list("/opportunities/top").await.len(), 1);
}

#[tokio::test]
async fn a_price_that_takes_ten_carries_ten() {
    let market = Market::open().await;
    let total = Some(dec!(100));
    market.look_with(vec![Box::new(CrossMarket { total, ..CrossMarket::default() })]).await;
    let mut event = halves("2.10", "2.05");
    event.markets[0].quotes[0].stake_max = Some(dec!(10));
    market.say("feed", vec![event]).await;
    let list = market.list("/opportunities/").await;
    assert_eq!(list.len(), 1);
    let stakes: Vec<f64> = list[0]["stakes"]["legs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|leg| leg["stake"].as_f64().unwrap())
        .collect();
    // 10 at 2.10 and about 10 × 2.10 / 2.05 against them; the rest of the hundred stays in the pocket.
    assert!((stakes[0] - 10.0).abs() < 1e-9, "{stakes:?}");
    assert!((stakes[1] - 10.24).abs() < 0.02, "{stakes:?}");
    assert!(list[0]["stakes"]["total"].as_f64().unwrap() < 21.0);
}

#[tokio::test]
async fn a_lay_is_staked_with_its_liability() {
    let market = Market::open().await;
    market.look_with(vec![Box::new(BackLay::default())]).await;
    let event = football("a", "Home", "Away", 48);
    let event = quoting(event, "bet365", result(), "home 2.20, draw 3.1, away 3.1");
    let event = quoting(event, "matchbook_ex_eu", result(), "home lay 2.10");
    market.say("feed", vec![event]).await;
    let list = market.list("/opportunities/?type=back_lay").await;
    assert_eq!(list.len(), 1);
    let legs = list[0]["stakes"]["legs"].as_array().unwrap();
    let put_up: f64 = legs.iter().map(|leg| leg["put_up"].as_f64().unwrap()).sum();
    assert!((99.0..=100.0).contains(&put_up), "{put_up}");
    let sides: Vec<&Value> =
        list[0]["legs"].as_array().unwrap().iter().map(|leg| &leg["side"]).collect();
    assert_eq!(sides, ["back", "lay"]);
    let (stake, laid) = (legs[0]["stake"].as_f64().unwrap(), legs[1]["stake"].as_f64().unwrap());
    let rate = list[0]["legs"][1]["commission_pct"].as_f64().unwrap() / 100.0;
    assert!((laid - stake * 2.20 / (2.10 - rate)).abs() < 0.02, "{stake} {laid} {rate}");
    // Level: home, and everything else, bring the same; results with one profit are one line.
    let lines = list[0]["profit_profile"].as_array().unwrap();
    assert!(!lines.is_empty() && lines.iter().all(|line| line["profit"].as_f64().unwrap() > 0.0));
    let results: i64 = lines.iter().map(|line| line["results_count"].as_i64().unwrap()).sum();
    assert!(results >= 9, "every score is in a line: {lines:?}");
    // The lay's liability hangs in the air last or first: each leg has its turn.
    let mut turns: Vec<i64> = legs.iter().map(|leg| leg["order"].as_i64().unwrap()).collect();
    turns.sort_unstable();
    assert_eq!(turns, [1, 2]);
}

#[tokio::test]
async fn a_middle_says_what_it_costs_and_when_it_is_hit() {
    let market = Market::open().await;
    market
        .look_with(vec![
            Box::new(Middles::default()),
            Box::new(LowHold { hold_max: dec!(0.03), ..LowHold::default() }),
        ])
        .await;
    let event = football("a", "Home", "Away", 48);
    let total = |line| with_line(MarketKind::Total, line);
    let event = quoting(event, "bet365", total("2.5"), "over 1.95, under 2.00");
    let event = quoting(event, "pinnacle", total("2.5"), "over 1.96, under 1.90");
    let event = quoting(event, "bet365", total("3.5"), "over 3.00, under 1.30");
    let event = quoting(event, "pinnacle", total("3.5"), "over 2.00, under 1.95");
    market.say("feed", vec![event]).await;
    let list = market.list("/opportunities/?type=middle").await;
    assert_eq!(list.len(), 1, "{list:?}");
    let middle = &list[0]["middle"];
    assert_eq!(middle["numbers"], json!([3]));
    let (cost, gain) = (middle["cost_pct"].as_f64().unwrap(), middle["gain_pct"].as_f64().unwrap());
    // 1.96 against 1.95: 1/(1/1.96 + 1/1.95) − 1 = −2.25 %, and as much again as a stake on three goals.
    assert!((cost - 2.25).abs() < 0.01 && (gain - 95.5).abs() < 0.5, "{middle}");
    same("edge", &list[0]["edge_pct"], &json!(-cost));
    let hit = list[0]["profit_profile"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["profit"].as_f64().unwrap() > 50.0);
    assert!(hit.unwrap()["results"].as_array().unwrap().contains(&json!("2-1")), "{hit:?}");

    // What costs next to nothing is listed, last, and is no rival to a profit.
    let low = market.list("/opportunities/?type=low_hold").await;
    assert!(!low.is_empty());
    assert!(low.iter().all(|one| one["trust"]["grade"] == "indicative"));
    assert!(market.list("/opportunities/top").await.is_empty());
    let worst = |one: &Value| Decimal::from_str_exact(&one["edge_pct"].to_string()).unwrap();
    assert!(low.iter().all(|one| worst(one) < Decimal::ZERO));
}
