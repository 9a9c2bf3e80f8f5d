//! The life of a bet: recorded, settled in every way, opened again, taken back.

use serde_json::{Value, json};

use crate::house::House;

/// 10.00 at 2.10 on the first side.
pub(crate) fn slip() -> Value {
    json!({
        "match_id": "PSG - OM", "outcome": "1", "bookmaker": "Winamax",
        "odds_value": "2.10", "stake": 10, "market_type": "h2h",
    })
}

#[tokio::test]
async fn a_bet_is_recorded_and_read_back() {
    let house = House::new().await;
    let made = house.post("/bets/bets/", &slip()).await;
    assert_eq!(made.headers["location"], "/bets/bets/1");
    assert!(!made.headers.contains_key("warning"));
    let made = made.expect(201);
    assert_eq!(made["id"], json!(1));
    assert_eq!(made["odds_value"].to_string(), "2.10");
    assert_eq!(made["stake"].to_string(), "10.00");
    for (field, value) in [
        ("match_id", json!("PSG - OM")),
        ("outcome", json!("1")),
        ("bookmaker", json!("Winamax")),
        ("bet_type", json!("value")),
        ("status", json!("pending")),
        ("result", Value::Null),
        ("payout", Value::Null),
        ("profit_loss", Value::Null),
        ("actual_profit", Value::Null),
        ("clv", Value::Null),
        ("market_type", json!("h2h")),
        ("created_at", json!("2026-11-22T12:00:00Z")),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    assert_eq!(made["legs"][0]["selection"], "home");
    assert_eq!(made["legs"][0]["home_team"], "PSG");
    assert_eq!(house.get("/bets/bets/1").await.expect(200), made);
    let list = house.get("/bets/bets/").await;
    assert_eq!(list.headers["x-total-count"], "1");
    assert_eq!(list.expect(200), json!([made]));
    // The opening of the books, and the placing.
    assert_eq!(house.check().await.entries, 2);
}

/// What a bankroll of 1,000 is after profits, by every route that tells it.
async fn bankroll_is(house: &House, equity: &str, available: &str, profit: &str) {
    house.check().await;
    let bankroll = house.get("/stats/stats/bankroll").await.expect(200);
    assert_eq!(bankroll["current_bankroll"].to_string(), equity);
    assert_eq!(bankroll["available_balance"].to_string(), available);
    assert_eq!(bankroll["total_profit"].to_string(), profit);
    let balances = house.get("/ledger/balances").await.expect(200);
    assert_eq!(balances[0]["equity"].to_string(), equity);
    assert_eq!(balances[0]["available"].to_string(), available);
    assert_eq!(balances[0]["profit"].to_string(), profit);
    let accounts = house.get("/ledger/accounts").await.expect(200);
    let on_all = accounts.as_array().unwrap().iter();
    let sum: rust_decimal::Decimal = on_all
        .map(|account| account["balance"].to_string().parse::<rust_decimal::Decimal>().unwrap())
        .sum();
    assert!(sum.is_zero(), "{accounts}");
}

#[tokio::test]
async fn every_result_pays_what_it_must() {
    // 10.00 at 2.10.
    let outcomes = [
        ("won", "21.00", "11.00", "1011.00"),
        ("half_won", "15.50", "5.50", "1005.50"),
        ("push", "10.00", "0.00", "1000.00"),
        ("half_lost", "5.00", "-5.00", "995.00"),
        ("lost", "0.00", "-10.00", "990.00"),
        ("void", "10.00", "0.00", "1000.00"),
    ];
    for (index, (result, payout, profit, equity)) in outcomes.into_iter().enumerate() {
        let house = House::new().await;
        let path = house.bet(&slip()).await;
        bankroll_is(&house, "1000.00", "990.00", "0.00").await;
        house.wait(monps_core::time::TimeDelta::hours(2));
        let body = json!({"result": result});
        // Both methods do the same.
        let settled = if index % 2 == 0 {
            house.put(&path, &body).await.expect(200)
        } else {
            house.patch(&path, &body).await.expect(200)
        };
        assert_eq!(settled["result"], json!(result));
        let status = if result == "void" { "void" } else { "settled" };
        assert_eq!(settled["status"], json!(status));
        assert_eq!(settled["payout"].to_string(), payout, "{result}");
        assert_eq!(settled["profit_loss"].to_string(), profit, "{result}");
        assert_eq!(settled["actual_profit"], settled["profit_loss"]);
        assert_eq!(settled["settled_at"], json!("2026-11-22T14:00:00Z"));
        bankroll_is(&house, equity, equity, profit).await;
        house.delete(&path).await.expect(204);
        house.get(&path).await.expect(404);
        house.delete(&path).await.expect(404);
        house.put(&path, &body).await.expect(404);
        assert_eq!(house.get("/bets/bets/").await.expect(200), json!([]));
        bankroll_is(&house, "1000.00", "1000.00", "0.00").await;
        let trace = house.get(&format!("{path}/trace")).await.expect(200);
        assert_eq!(trace[0]["action"], "bet_deleted");
        assert_eq!(trace.as_array().unwrap().last().unwrap()["action"], "bet_created");
    }
}

#[tokio::test]
async fn settling_again_reverses_and_leaves_a_trace() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    for (body, profit, equity) in [
        (json!({"result": "won"}), "11.00", "1011.00"),
        (json!({"result": "lost"}), "-10.00", "990.00"),
        (json!({"result": "void"}), "0.00", "1000.00"),
        (json!({"result": "won", "actual_odds": "1.95"}), "9.50", "1009.50"),
        // The result stands, what came back is corrected.
        (json!({"payout": "20.00"}), "10.00", "1010.00"),
        // Another result forgets figures that were given for the old one.
        (json!({"result": "half_won"}), "5.50", "1005.50"),
    ] {
        let settled = house.patch(&path, &body).await.expect(200);
        assert_eq!(settled["profit_loss"].to_string(), profit, "{body}");
        bankroll_is(&house, equity, equity, profit).await;
    }
    let open = house.put(&path, &json!({"result": "pending"})).await.expect(200);
    for field in ["result", "payout", "profit_loss", "actual_profit", "actual_odds", "settled_at"] {
        assert_eq!(open[field], Value::Null, "{field}");
    }
    assert_eq!(open["status"], "pending");
    bankroll_is(&house, "1000.00", "990.00", "0.00").await;
    let entries = house.get("/ledger/entries?bet_id=1").await.expect(200);
    let reasons: Vec<&str> =
        entries.as_array().unwrap().iter().map(|entry| entry["reason"].as_str().unwrap()).collect();
    assert_eq!(
        reasons,
        [
            "reverse", "settle", "reverse", "settle", "reverse", "settle", "reverse", "void",
            "reverse", "settle", "reverse", "settle", "place"
        ]
    );
}

#[tokio::test]
async fn the_same_again_books_nothing() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    let body = json!({"result": "won", "actual_odds": "1.90", "notes": "n"});
    let first = house.patch(&path, &body).await.expect(200);
    let entries = house.check().await.entries;
    house.wait(monps_core::time::TimeDelta::hours(1));
    assert_eq!(house.patch(&path, &body).await.expect(200), first);
    assert_eq!(house.patch(&path, &json!({"result": "won"})).await.expect(200), first);
    assert_eq!(house.patch(&path, &json!({})).await.expect(200), first);
    assert_eq!(house.check().await.entries, entries);
}

#[tokio::test]
async fn a_bet_recorded_after_its_end_is_settled_at_once() {
    let house = House::new().await;
    for (more, profit, status) in [
        (json!({"result": "won"}), "11.00", "settled"),
        (json!({"result": "void"}), "0.00", "void"),
        (json!({"status": "void"}), "0.00", "void"),
        (json!({"result": "won", "status": "settled", "actual_profit": "9.99"}), "9.99", "settled"),
        (json!({"result": "cashed_out", "payout": "12.34"}), "2.34", "settled"),
    ] {
        let mut body = slip();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let bet = house.post("/bets/bets/", &body).await.expect(201);
        assert_eq!(bet["profit_loss"].to_string(), profit, "{more}");
        assert_eq!(bet["status"], json!(status), "{more}");
    }
    bankroll_is(&house, "1023.33", "1023.33", "23.33").await;
}

#[tokio::test]
async fn a_lay_risks_its_liability_and_pays_commission_on_what_it_wins() {
    let house = House::new().await;
    let body = json!({
        "match_id": "PSG - OM", "outcome": "2", "bookmaker": "Betfair", "odds_value": 5,
        "stake": 10, "side": "lay", "commission_rate": "0.05",
    });
    let path = house.bet(&body).await;
    let bet = house.get(&path).await.expect(200);
    assert_eq!(bet["liability"].to_string(), "40.00");
    bankroll_is(&house, "1000.00", "960.00", "0.00").await;
    let won = house.patch(&path, &json!({"result": "won"})).await.expect(200);
    assert_eq!(won["payout"].to_string(), "50.00");
    assert_eq!(won["commission"].to_string(), "0.50");
    assert_eq!(won["profit_loss"].to_string(), "9.50");
    bankroll_is(&house, "1009.50", "1009.50", "9.50").await;
    // What was gained after commission finds the payout before it.
    let by_profit = json!({"result": "won", "actual_profit": "9.50"});
    let same = house.patch(&path, &by_profit).await.expect(200);
    assert_eq!(same["payout"].to_string(), "50.00");
    let lost = house.patch(&path, &json!({"result": "lost"})).await.expect(200);
    assert_eq!(lost["profit_loss"].to_string(), "-40.00");
    bankroll_is(&house, "960.00", "960.00", "-40.00").await;
}

#[tokio::test]
async fn an_accumulator_multiplies_its_legs() {
    let house = House::new().await;
    let mut body = json!({
        "bookmaker": "Winamax", "stake": 10, "legs": [
            {"match_id": "PSG - OM", "outcome": "1", "odds_value": "1.50"},
            {"match_id": "Lens - Lille", "outcome": "Over 2.5", "market_type": "totals", "odds_value": "1.81"},
        ],
    });
    let path = house.bet(&body).await;
    let bet = house.get(&path).await.expect(200);
    assert_eq!(bet["kind"], "accumulator");
    assert_eq!(bet["odds_value"].to_string(), "2.7150");
    assert_eq!(bet["match_id"], "PSG - OM + Lens - Lille");
    assert_eq!(bet["legs"][1]["market"], "total");
    assert_eq!(bet["legs"][1]["line"].to_string(), "2.5");
    let won = house.patch(&path, &json!({"result": "won"})).await.expect(200);
    assert_eq!(won["profit_loss"].to_string(), "17.15");
    // A price that the legs do not make, and two legs of one event.
    body["odds_value"] = json!("2.80");
    assert_eq!(house.post("/bets/bets/", &body).await.fields(), ["odds_value"]);
    body["odds_value"] = json!("2.72");
    house.post("/bets/bets/", &body).await.expect(201);
    body["legs"][1]["match_id"] = json!("PSG - OM");
    body["odds_value"] = Value::Null;
    assert_eq!(house.post("/bets/bets/", &body).await.fields(), ["legs"]);
}

#[tokio::test]
async fn play_money_stays_apart() {
    let house = House::new().await;
    let mut body = slip();
    body["paper"] = json!(true);
    body["stake"] = json!(5000);
    let path = house.bet(&body).await;
    house.patch(&path, &json!({"result": "won"})).await.expect(200);
    bankroll_is(&house, "1000.00", "1000.00", "0.00").await;
    let global = house.get("/stats/stats/global").await.expect(200);
    assert_eq!(global["total_bets"], 0);
    let balances = house.get("/ledger/balances").await.expect(200);
    assert_eq!(balances[1]["paper"], true);
    assert_eq!(balances[1]["profit"].to_string(), "5500.00");
    let count = async |query: &str| {
        let list = house.get(&format!("/bets/bets/{query}")).await.expect(200);
        list.as_array().unwrap().len()
    };
    assert_eq!(count("").await, 1);
    assert_eq!(count("?paper=true").await, 1);
    assert_eq!(count("?paper=false").await, 0);
}

#[tokio::test]
async fn a_stake_above_what_is_there_is_recorded_with_a_warning() {
    let house = House::new().await;
    let mut body = slip();
    body["stake"] = json!("1200.50");
    let made = house.post("/bets/bets/", &body).await;
    let warning = made.headers["warning"].to_str().unwrap().to_owned();
    assert_eq!(
        warning,
        "299 - \"1200.50 EUR is more than the 1000.00 EUR available: the bet was recorded\""
    );
    made.expect(201);
    bankroll_is(&house, "1000.00", "-200.50", "0.00").await;
}

/// Four bets, the first of them won.
async fn four_bets() -> House {
    let house = House::new().await;
    let made = [
        ("Arsenal - Spurs", "Winamax", "tabac", "12.00", "1.80", "2026-11-01T10:00:00Z"),
        ("Nadal - Alcaraz", "Betclic", "arbitrage", "7.50", "3.10", "2026-11-02T10:00:00Z"),
        ("Celtics - Lakers", "winamax", "value", "100.00", "1.05", "2026-11-03T10:00:00Z"),
        ("PSG - OM", "Unibet", "ligne", "9.99", "2.00", "2026-11-04T10:00:00Z"),
    ];
    for (index, (match_id, bookmaker, bet_type, stake, odds, placed)) in
        made.into_iter().enumerate()
    {
        house.wait(monps_core::time::TimeDelta::seconds(1));
        let path = house.bet(&json!({
            "match_id": match_id, "outcome": "1", "bookmaker": bookmaker, "bet_type": bet_type,
            "stake": stake, "odds_value": odds, "placed_at": placed, "tags": [format!("t{index}")],
            "sport": if index == 1 { "tennis" } else { "football" },
            "market_type": if index == 2 { "btts" } else { "h2h" },
            "notes": "100% sûr_",
        })).await;
        if index == 0 {
            house.patch(&path, &json!({"result": "won"})).await.expect(200);
        }
    }
    house
}

#[tokio::test]
async fn lists_are_filtered_and_sorted() {
    let house = four_bets().await;
    for (query, expected) in [
        ("", vec![4, 3, 2, 1]),
        ("?sort=created_at", vec![1, 2, 3, 4]),
        ("?sort=-stake", vec![3, 1, 4, 2]),
        ("?sort=odds_value", vec![3, 1, 4, 2]),
        ("?sort=-profit_loss", vec![1, 4, 3, 2]),
        ("?status=pending", vec![4, 3, 2]),
        ("?status=active", vec![4, 3, 2]),
        ("?status=settled", vec![1]),
        ("?status=void", vec![]),
        ("?result=won", vec![1]),
        ("?result=pending&sort=created_at", vec![2, 3, 4]),
        ("?result=pending&status=settled", vec![]),
        ("?bet_type=tabac", vec![1]),
        ("?bet_type=ligne", vec![4, 3, 2]),
        ("?bet_type=arbitrage", vec![2]),
        ("?bookmaker=WINAMAX", vec![3, 1]),
        ("?sport=tennis", vec![2]),
        ("?market_type=h2h", vec![4, 2, 1]),
        ("?market_type=1x2", vec![4, 1]),
        ("?from=2026-11-02T10:00:00Z&to=2026-11-04T10:00:00Z", vec![3, 2]),
        ("?q=lakers", vec![3]),
        ("?q=T3", vec![4]),
        ("?q=100%25%20S%C3%9BR_", vec![4, 3, 2, 1]),
        ("?q=100%25%20_", vec![]),
    ] {
        let list = house.get(&format!("/bets/bets/{query}")).await;
        let total = list.headers["x-total-count"].to_str().unwrap().to_owned();
        let list = list.expect(200);
        let ids: Vec<i64> =
            list.as_array().unwrap().iter().map(|bet| bet["id"].as_i64().unwrap()).collect();
        assert_eq!(ids, expected, "{query}");
        assert_eq!(total, expected.len().to_string(), "{query}");
    }
}

#[tokio::test]
async fn pages_put_together_are_the_list() {
    let house = four_bets().await;
    for sort in ["created_at", "-created_at", "stake", "-odds_value", "profit_loss", "settled_at"] {
        let mut path = format!("/bets/bets/?limit=1&sort={sort}");
        let mut ids = Vec::new();
        loop {
            let page = house.get(&path).await;
            let link = page.headers.get("link").map(|link| link.to_str().unwrap().to_owned());
            ids.extend(page.expect(200).as_array().unwrap().iter().map(|bet| bet["id"].as_i64()));
            let Some(link) = link else { break };
            path = link[1..link.find('>').unwrap()].to_owned();
        }
        let whole = house.get(&format!("/bets/bets/?sort={sort}")).await.expect(200);
        let all: Vec<_> = whole.as_array().unwrap().iter().map(|bet| bet["id"].as_i64()).collect();
        assert_eq!(ids, all, "{sort}");
    }
}

#[tokio::test]
async fn notes_and_the_close_are_set_and_cleared() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    let bet = house.patch(&path, &json!({"notes": "seen late", "odds_close": "2.00"})).await;
    let bet = bet.expect(200);
    assert_eq!(bet["clv"].to_string(), "5");
    assert_eq!(bet["odds_close"].to_string(), "2.00");
    let kept = house.patch(&path, &json!({"clv": 5})).await.expect(200);
    assert_eq!(kept["notes"], "seen late");
    assert_eq!(house.patch(&path, &json!({"clv": -5})).await.fields(), ["clv"]);
    let cleared = json!({"notes": null, "odds_close": null});
    let cleared = house.patch(&path, &cleared).await.expect(200);
    assert_eq!((&cleared["notes"], &cleared["clv"]), (&Value::Null, &Value::Null));
    let given = house.patch(&path, &json!({"clv": "-3.25", "notes": ""})).await.expect(200);
    assert_eq!(given["clv"].to_string(), "-3.25");
    assert_eq!(given["notes"], Value::Null);
}

#[tokio::test]
async fn the_clv_of_a_lay_has_the_other_sign() {
    let house = House::new().await;
    let lay = json!({"match_id": "PSG - OM", "outcome": "1", "bookmaker": "Betfair", "side": "lay",
                     "odds_value": "5.00", "stake": 10});
    let path = house.bet(&lay).await;
    // Laid at five times the close: 400 % too dear.
    let given = house.patch(&path, &json!({"clv": -400})).await.expect(200);
    assert_eq!(given["clv"].to_string(), "-400");
    let refused = house.patch(&path, &json!({"clv": 100})).await;
    assert_eq!(refused.fields(), ["clv"]);
    assert!(refused.text.contains("below 100"), "{}", refused.text);
    let by_price = house.patch(&path, &json!({"odds_close": 1.25, "clv": -300})).await.expect(200);
    assert_eq!(by_price["clv"].to_string(), "-300");
    let refused = house.patch(&path, &json!({"clv": 300})).await;
    assert!(refused.text.contains("of a lay (1 - taken / close)"), "{}", refused.text);
}
