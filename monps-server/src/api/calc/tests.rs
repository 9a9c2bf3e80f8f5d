//! The published numbers, and what is refused, through the bodies and answers of the API.

#![allow(clippy::float_cmp, reason = "figures rounded to whole numbers")]

use poem_openapi::types::{ParseFromJSON, ToJSON};
use serde_json::{Value, json};

use super::*;

fn body<T: ParseFromJSON>(value: Value) -> T {
    T::parse_from_json(Some(value)).unwrap_or_else(|error| panic!("{}", error.into_message()))
}

fn told<V: ToJSON>(answer: Result<V, ApiError>) -> Value {
    answer.unwrap_or_else(|error| panic!("{:?}", error.errors())).to_json().unwrap()
}

/// The fields that are refused.
fn fields<V: ToJSON>(answer: Result<V, ApiError>) -> Vec<String> {
    let Err(error) = answer else { panic!("was answered") };
    assert_eq!(error.status().as_u16(), 422);
    error.errors().iter().map(|error| error.field.clone()).collect()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found: f64 = found.to_string().parse().unwrap();
    assert!((found - expected).abs() < 5e-7, "{found} is not {expected}");
}

#[track_caller]
fn all_near(found: &Value, expected: &[f64]) {
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), expected.len());
    found.iter().zip(expected).for_each(|(found, expected)| near(found, *expected));
}

#[test]
fn shin_gives_the_published_probabilities() {
    let ask = |value| devig::answer(&body(value));
    let found = told(ask(json!({"prices": [2.60, "2.40", 4.30]})));
    assert_eq!(found["method"], "shin");
    all_near(&found["probabilities"], &[0.372_994_1, 0.404_779_4, 0.222_226_5]);
    near(&found["book_sum"], 1.033_840_2);
    near(&found["hold_pct"], 3.273_251_6);
    let shin = found["methods"].as_array().unwrap().iter().find(|one| one["method"] == "shin");
    assert_eq!(shin.unwrap()["parameter"], "insider_share");
    near(&shin.unwrap()["value"], 0.016_942_512_763_6);
    assert_eq!(found["methods"].as_array().unwrap().len(), 8);
    let band = &found["band"][0];
    assert!(band["low"].as_f64() < band["high"].as_f64());

    let power = told(ask(json!({"prices": [1.05, 15, 41], "method": "power"})));
    let rounded = |at: usize| (power["probabilities"][at].as_f64().unwrap() * 1000.0).round();
    assert_eq!([rounded(0), rounded(1), rounded(2)], [945.0, 42.0, 13.0]);
    // Places: three of eight are paid, and the probabilities sum to three.
    let places = told(ask(json!({"prices": [1.5, 1.8, 2, 3, 4, 5, 8, 12], "winners": 3})));
    let sum: f64 =
        places["probabilities"].as_array().unwrap().iter().filter_map(Value::as_f64).sum();
    assert!((sum - 3.0).abs() < 1e-9, "{sum}");
}

#[test]
fn prices_that_a_method_has_no_answer_for_say_so() {
    let ask = |value| devig::answer(&body(value));
    // An arbitrage: Shin explains only margins; without a wish the next method answers.
    let under = json!({"prices": [2.2, 4.1, 4.5], "method": "shin"});
    assert_eq!(fields(ask(under)), ["method"]);
    let found = told(ask(json!({"prices": [2.2, 4.1, 4.5]})));
    assert_eq!((&found["method"], &found["under_round"]), (&json!("power"), &json!(true)));
    let additive = json!({"prices": [1.15, 5, 10, 25], "method": "additive"});
    assert_eq!(fields(ask(additive)), ["method"]);
    assert_eq!(fields(ask(json!({"prices": [1, 2]}))), ["prices[0]"]);
    assert_eq!(fields(ask(json!({"prices": [2, 2], "winners": 2}))), ["winners"]);
    let word = json!({"prices": [2, 2], "method": "logarithmic"});
    assert_eq!(fields(ask(word)), ["method"]);
    assert_eq!(fields(ask(json!({"prices": [0, -1, 2_000_000]}))).len(), 3);
}

#[test]
fn a_total_is_shared_to_the_cent_and_to_the_euro() {
    let ask = |value| arbitrage::answer(&body(value));
    let found = told(ask(json!({"total": 100, "legs": [{"odds": 2.10}, {"odds": 2.05}]})));
    near(&found["book_sum"], 0.963_995_4);
    near(&found["edge_pct"], 3.734_94);
    assert_eq!(found["legs"][0]["stake"].to_string(), "49.4");
    assert_eq!(found["worst_profit"].to_string(), "3.73");
    assert_eq!((&found["is_profit"], &found["proven"]), (&json!(true), &json!(true)));
    // A book of 99.26 %, and no whole euros that break even.
    let legs = [2.54, 3.54, 3.16].map(|odds| json!({"odds": odds, "step": 1}));
    let found = told(ask(json!({"total": 40, "legs": legs, "best_rate": true})));
    let stakes: Vec<String> =
        found["legs"].as_array().unwrap().iter().map(|leg| leg["stake"].to_string()).collect();
    assert_eq!(stakes, ["15", "11", "12"]);
    assert_eq!(found["is_profit"], false);
    near(&found["return_pct"], -0.210_526);
    let bad = json!({"total": 0, "legs": [{"odds": 1}, {"odds": 2, "step": 0, "stake_min": -1}]});
    let expected = ["total", "legs[0].odds", "legs[1].step", "legs[1].stake_min"];
    assert_eq!(fields(ask(bad)), expected);
}

#[test]
fn what_stands_is_hedged() {
    let ask = |value| hedge::answer(&body(value));
    let legs = json!([
        {"odds": 2.10, "placed": 50, "open": false, "outcomes": ["won", "lost"]},
        {"odds": 2.20, "step": 1, "outcomes": ["lost", "won"]},
    ]);
    let level = told(ask(json!({"total": 100, "legs": legs})));
    assert_eq!(level["legs"][1]["stake"].to_string(), "48");
    let profits: Vec<String> =
        level["profits"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(profits, ["7.00", "7.60"]);
    let cover = told(ask(json!({"total": 100, "legs": legs, "goal": "keep_upside"})));
    assert_eq!(cover["legs"][1]["stake"].to_string(), "42");
    assert_eq!(cover["proven"], true);
    // A lay of what is backed: 100 at 2.10, laid at 2.05 with 5 %: 105.
    let lay = json!([
        {"odds": 2.10, "placed": 100, "open": false, "outcomes": ["won", "lost"]},
        {"odds": 2.05, "side": "lay", "commission_rate": 0.05, "outcomes": ["won", "lost"]},
    ]);
    let found = told(ask(json!({"total": 1000, "legs": lay})));
    assert_eq!(found["legs"][1]["stake"].to_string(), "105");
    near(&found["legs"][1]["put_up"], 110.25);

    let uneven = json!({"total": 1, "legs": [
        {"odds": 2, "outcomes": ["won", "lost"]}, {"odds": 2, "outcomes": ["won"]}]});
    assert_eq!(fields(ask(uneven)), ["legs[1].outcomes"]);
    let floor = json!({"total": 1, "legs": legs, "goal": "keep_upside", "floor": 50});
    assert_eq!(fields(ask(floor)), ["floor"]);
    let goal = json!({"total": 1, "legs": legs, "goal": "weighted"});
    assert_eq!(fields(ask(goal)), ["weights"]);
    let word = json!({"total": 1, "legs": [{"odds": 2, "outcomes": ["maybe"]}]});
    assert_eq!(fields(ask(word)), ["legs[0].outcomes[0]"]);
}

#[test]
fn stakes_by_kelly_are_the_published_ones() {
    let ask = |value| kelly::answer(&body(value));
    let outcomes = |pairs: &[(f64, f64)]| -> Vec<Value> {
        pairs.iter().map(|(odds, p)| json!({"odds": odds, "probability": p})).collect()
    };
    let three = outcomes(&[(2.5, 0.45), (3.2, 0.30), (2.8, 0.25)]);
    let found = told(ask(json!({"outcomes": three, "bankroll": 1000})));
    let shares = found["bets"].as_array().unwrap();
    near(&shares[0]["share"], 0.102_174);
    near(&shares[1]["share"], 0.028_261);
    near(&shares[2]["share"], 0.0);
    near(&found["reserve"], 0.869_565);
    assert_eq!(shares[0]["stake"].to_string(), "102.17");
    let two = outcomes(&[(1.5, 0.9), (10.0, 0.02)]);
    near(&told(ask(json!({"outcomes": two})))["staked"], 0.70);
    let refunded = told(ask(json!({"outcomes": two, "missing": "refunded"})));
    assert_eq!((refunded["bets"][0]["share"].as_f64().unwrap() * 1000.0).round(), 978.0);
    // Nothing else can happen then, and the prices are an arbitrage: all of it is staked.
    near(&refunded["staked"], 1.0);
    // A quarter line: −0.25 at 2.00, won .45, drawn .27 (half lost), lost .28.
    let quarter = json!({"odds": 2, "won": 0.45, "half_lost": 0.27, "lost": 0.28});
    let found = told(ask(json!({"bet": quarter})));
    assert_eq!((found["staked"].as_f64().unwrap() * 100_000.0).round(), 4414.0);
    let half = told(ask(json!({"bet": quarter, "fraction": 0.5})));
    assert_eq!((half["staked"].as_f64().unwrap() * 100_000.0).round(), 2207.0);
    // A lay at 3.00 of what happens once in four: (0.75·0.5 − 0.25) / 0.5 of the bankroll at risk.
    let lay = json!({"odds": 3, "side": "lay", "won": 0.75});
    let found = told(ask(json!({"bet": lay, "bankroll": 100})));
    near(&found["staked"], 0.25);
    assert_eq!(found["bets"][0]["stake"].to_string(), "12.50");

    assert_eq!(fields(ask(json!({}))), ["outcomes"]);
    let sum = outcomes(&[(2.0, 0.6), (3.0, 0.6)]);
    assert_eq!(fields(ask(json!({"outcomes": sum}))), ["outcomes"]);
    let beyond = json!({"bet": {"odds": 2, "won": 0.9, "lost": 0.2}, "fraction": 2});
    assert_eq!(fields(ask(beyond)), ["fraction", "bet.won"]);
}

#[test]
fn systems_have_their_lines() {
    let ask = |value| system::answer(&body(value));
    let legs = json!([
        {"odds": 2, "result": "won"}, {"odds": 1.8, "result": "won"}, {"odds": 3, "result": "lost"},
    ]);
    let found = told(ask(json!({"kind": "2/3", "legs": legs, "stake_per_line": 5})));
    let text = |field: &str| found[field].to_string();
    assert_eq!((text("staked"), text("payout")), ("15.00".to_owned(), "18.00".to_owned()));
    assert_eq!((&found["won_count"], &found["lines_count"]), (&json!(1), &json!(3)));
    assert_eq!(found["lines"][0]["legs"], json!([0, 1]));
    let open = json!([{"odds": 2}, {"odds": 2}, {"odds": 2}, {"odds": 2}]);
    let yankee = told(ask(json!({"kind": "yankee", "legs": open, "stake": 12})));
    assert_eq!((&yankee["lines_count"], &yankee["payout"]), (&json!(11), &json!(null)));
    // Eleven lines at 1.09: six doubles, four trebles and a fourfold; a cent does not divide.
    assert_eq!(yankee["left_over"].to_string(), "0.01");
    assert_eq!(yankee["best_payout"].to_string(), "78.48");
    assert_eq!(fields(ask(json!({"kind": "yankees", "legs": open}))), ["kind", "stake"]);
    assert_eq!(fields(ask(json!({"kind": "trixie", "legs": open, "stake": 5}))), ["kind"]);
    let long: Vec<Value> = (0..20).map(|_| json!({"odds": 2})).collect();
    assert_eq!(fields(ask(json!({"kind": "10/20", "legs": long, "stake": 5000}))), ["kind"]);
}

#[test]
fn bets_come_to_what_they_come_to() {
    let ask = |value| settle::answer(&body(value));
    let heat = json!({"stake": 300, "legs": [{"odds": 4, "result": "dead_heat_1_3"}]});
    assert_eq!(told(ask(heat))["payout"].to_string(), "400.00");
    let leg = |line: f64, score: &str| {
        json!({"stake": 100, "legs": [{"odds": 1.9, "market": "asian_handicap", "line": line,
            "selection": "home", "score": score}]})
    };
    for (line, score, result, profit) in [
        (-0.25, "1-1", "half_lost", "-50.00"),
        (0.25, "1-1", "half_won", "45.00"),
        (-0.75, "2-1", "half_won", "45.00"),
        (-1.0, "2-1", "push", "0.00"),
    ] {
        let found = told(ask(leg(line, score)));
        assert_eq!(
            (&found["result"], found["profit"].to_string()),
            (&json!(result), profit.into())
        );
    }
    let free = json!({"stake": 50, "free_bet": true, "legs": [{"odds": 6, "result": "won"}]});
    let found = told(ask(free));
    assert_eq!(
        (found["payout"].to_string(), found["at_risk"].to_string()),
        ("250.00".into(), "0.00".into())
    );
    let boost = json!({"stake": 10, "boost_rate": 0.5, "boost_max": 4, "legs": [{"odds": 2, "result": "won"}]});
    assert_eq!(told(ask(boost))["profit"].to_string(), "14.00");
    let lay = json!({"stake": 10, "side": "lay", "commission_rate": 0.05,
        "legs": [{"odds": 3, "result": "lost"}]});
    let found = told(ask(lay));
    assert_eq!((&found["result"], found["profit"].to_string()), (&json!("won"), "9.50".into()));
    // 25 pence off each pound of winnings: 4.00 becomes 3.25.
    let rule_4 =
        json!({"stake": 10, "legs": [{"odds": 4, "result": "won", "deduction_pence": 25}]});
    assert_eq!(told(ask(rule_4))["payout"].to_string(), "32.50");

    let none = json!({"stake": 10, "legs": [{"odds": 2}, {"odds": 2, "score": "1-0"}]});
    assert_eq!(fields(ask(none)), ["legs[0].result", "legs[1].market"]);
    let laid = json!({"stake": 10, "side": "lay",
        "legs": [{"odds": 2, "result": "won"}, {"odds": 2, "result": "won"}]});
    assert_eq!(fields(ask(laid)), ["side"]);
    let line = json!({"stake": 10, "legs": [{"odds": 2, "market": "total", "line": 2.3,
        "selection": "over", "score": "2-1"}]});
    assert_eq!(fields(ask(line)), ["legs[0].line"]);
}

#[test]
fn a_free_bet_is_worth_three_quarters() {
    let ask = |value| freebet::answer(&body(value));
    let offer = json!({"kind": "free_bet", "amount": 50});
    let short = json!({"odds": 2, "lay": {"odds": 2.06, "commission_rate": 0.02}});
    let long = json!({"odds": 6, "lay": {"odds": 6.4, "commission_rate": 0.02}});
    let found = told(ask(json!({"offer": offer, "bets": [short, long]})));
    // The long price first: the stake does not come back.
    assert_eq!((&found["bets"][0]["bet"], &found["bets"][1]["bet"]), (&json!(1), &json!(0)));
    assert_eq!(found["bets"][0]["stakes"][0].to_string(), "39.18");
    near(&found["bets"][0]["guaranteed"], 38.3964);
    near(&found["bets"][0]["conversion_pct"], 76.7928);
    let neither = json!({"offer": offer, "bets": [{"odds": 2}]});
    assert_eq!(fields(ask(neither)), ["bets[0].lay"]);
    let bad = json!({"offer": {"kind": "cashback", "amount": 10, "refund_rate": 2}, "bets": [
        {"odds": 2, "backs": [{"odds": 1}]}]});
    assert_eq!(fields(ask(bad)), ["offer.refund_rate", "bets[0].backs[0].odds"]);
}

/// The largest requests that are taken are answered, or refused, in a few seconds.
#[test]
fn work_is_bounded() {
    let prices: Vec<Value> = (0..1000).map(|at| json!(900 + at)).collect();
    told(devig::answer(&body(json!({"prices": prices}))));
    let legs: Vec<Value> = (0..10)
        .map(|leg| {
            let outcomes: Vec<&str> =
                (0..24).map(|state| if state % 10 == leg { "won" } else { "lost" }).collect();
            json!({"odds": 9.7 + f64::from(leg) / 7.0, "outcomes": outcomes,
                "commission_rate": 0.02, "step": 0.37, "stake_min": 2, "stake_max": 400 + leg})
        })
        .collect();
    told(hedge::answer(&body(json!({"total": 3000, "legs": legs}))));
    let legs: Vec<Value> = (0..20).map(|leg| json!({"odds": 19 + leg, "step": 0.01})).collect();
    told(arbitrage::answer(&body(json!({"total": 100_000, "legs": legs}))));
    let legs: Vec<Value> = (0..20).map(|_| json!({"odds": 1.5, "result": "won"})).collect();
    told(system::answer(&body(json!({"kind": "5/20", "legs": legs, "stake_per_line": 1}))));
}
