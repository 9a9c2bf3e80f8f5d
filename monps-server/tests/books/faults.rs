//! What the older system answered with 500, or took although it was wrong.

use poem::http::Method;
use serde_json::{Value, json};

use crate::house::House;
use crate::life::slip;

fn with(field: &str, value: Value) -> Value {
    let mut body = slip();
    body[field] = value;
    body
}

#[tokio::test]
async fn numbers_and_texts_that_cannot_be_are_named() {
    let house = House::new().await;
    for (field, value) in [
        ("odds_value", json!(-3)),
        ("odds_value", json!(0)),
        ("odds_value", json!(0.5)),
        ("odds_value", json!(1)),
        ("odds_value", json!("1000000.01")),
        ("odds_value", json!(100_000_000)),
        ("odds_value", json!("NaN")),
        ("odds_value", json!("1e300")),
        ("odds_value", Value::Null),
        ("stake", json!(0.001)),
        ("stake", json!("10.005")),
        ("stake", json!(0)),
        ("stake", json!(-5)),
        ("stake", json!("1e40")),
        ("stake", json!("999999999999999")),
        ("stake", json!("inf")),
        ("match_id", json!("")),
        ("match_id", json!("x".repeat(256))),
        ("match_id", json!("a\u{0}b")),
        ("outcome", json!("a\u{0}b")),
        ("outcome", json!("x".repeat(201))),
        ("bookmaker", json!("")),
        ("bet_type", json!("x".repeat(51))),
        ("bet_type", json!("Two Words")),
        ("result", json!("banana")),
        ("result", json!("x".repeat(21))),
        ("status", json!("banana")),
        ("currency", json!("euro")),
        ("currency", json!("eur")),
        ("commission_rate", json!(5)),
        ("placed_at", json!("2027-01-01T00:00:00Z")),
        ("notes", json!("a\u{0}b")),
        ("odds_close", json!(1)),
        ("clv", json!(-100)),
    ] {
        let answer = house.post("/bets/bets/", &with(field, value.clone())).await;
        assert_eq!(answer.status.as_u16(), 422, "{field} {value}: {}", answer.text);
        assert_eq!(answer.fields(), [field], "{value}");
    }
    let mut body = slip();
    body["result"] = json!("won");
    for (field, value) in [
        ("actual_odds", json!(-2)),
        ("actual_odds", json!(0)),
        ("payout", json!("20.005")),
        ("payout", json!(-1)),
        ("payout", json!(5)),
        ("actual_profit", json!("1.001")),
        ("actual_profit", json!(-5)),
    ] {
        body[field] = value.clone();
        let answer = house.post("/bets/bets/", &body).await;
        assert_eq!((answer.status.as_u16(), answer.fields()), (422, vec![field]), "{value}");
        body.as_object_mut().unwrap().remove(field);
    }
    assert_eq!(house.get("/bets/bets/").await.expect(200), json!([]));
    assert_eq!(house.check().await.bets, 0);
}

#[tokio::test]
async fn prices_keep_their_digits() {
    let house = House::new().await;
    let bet = house.post("/bets/bets/", &with("odds_value", json!("2.505"))).await.expect(201);
    assert_eq!(bet["odds_value"].to_string(), "2.505");
    let settled = house.put("/bets/bets/1", &json!({"result": "won"})).await.expect(200);
    assert_eq!(settled["payout"].to_string(), "25.05");
}

#[tokio::test]
async fn everything_that_is_sent_is_kept() {
    let house = House::new().await;
    let mut body = slip();
    for (field, value) in [
        ("bet_type", json!("tabac")),
        ("status", json!("settled")),
        ("result", json!("won")),
        ("actual_profit", json!("11.00")),
        ("clv", json!("5.00")),
        ("odds_close", json!("2.00")),
        ("notes", json!("two\nlines")),
        ("login", json!("me")),
        ("tags", json!(["a", "b"])),
        ("placed_at", json!("2026-11-20T10:00:00Z")),
        ("currency", json!("EUR")),
    ] {
        body[field] = value;
    }
    let bet = house.post("/bets/bets/", &body).await.expect(201);
    for field in [
        "bet_type",
        "status",
        "result",
        "notes",
        "login",
        "tags",
        "placed_at",
        "currency",
        "market_type",
    ] {
        assert_eq!(bet[field], body[field], "{field}");
    }
    assert_eq!(bet["odds_close"].to_string(), "2.00");
    assert_eq!(bet["profit_loss"].to_string(), "11.00");
}

#[tokio::test]
async fn nothing_is_no_reason_to_fail() {
    let house = House::new().await;
    assert_eq!(house.get("/bets/bets/").await.expect(200), json!([]));
    assert_eq!(house.get("/bets/bets/1").await.expect(404)["code"], "bet_not_found");
    house.put("/bets/bets/1", &json!({"result": "won"})).await.expect(404);
    house.delete("/bets/bets/1").await.expect(404);
    assert_eq!(house.get("/stats/stats/bookmakers").await.expect(200), json!([]));
    let bankroll = house.get("/stats/stats/bankroll").await.expect(200);
    assert_eq!(bankroll["current_bankroll"].to_string(), "1000.00");
    assert_eq!(bankroll["initial_is_default"], true);
    assert_eq!((&bankroll["roi"], &bankroll["win_rate"]), (&Value::Null, &Value::Null));
    let global = house.get("/stats/stats/global").await.expect(200);
    assert_eq!(global["total_bets"], 0);
    assert_eq!(global["avg_odds"], Value::Null);
    let analytics = house.get("/stats/stats/analytics/comprehensive").await.expect(200);
    assert_eq!((&analytics["status"], &analytics["period_days"]), (&json!("success"), &json!(30)));
    assert_eq!(analytics["bets_analyzed"], 0);
    assert_eq!(analytics["monthly_performance"], json!([]));
    assert_eq!(analytics["global_stats"]["total_profit"].to_string(), "0.00");
    assert_eq!(analytics["performance_by_type"]["tabac"]["roi"], Value::Null);
}

#[tokio::test]
async fn parameters_that_cannot_be_are_named() {
    let house = House::new().await;
    for query in [
        "limit=-1",
        "limit=0",
        "limit=1001",
        "limit=x",
        "q=%00",
        "bookmaker=%00",
        "status=banana",
        "result=banana",
        "sort=stake;drop",
        "sort=id",
        "cursor=AAAA",
        "from=yesterday",
        "bet_type=A%20B",
    ] {
        let answer = house.get(&format!("/bets/bets/?{query}")).await;
        assert!(matches!(answer.status.as_u16(), 400 | 422), "{query}: {}", answer.text);
    }
    for period in ["0", "-1", "3651", "x", "1e9"] {
        let path = format!("/stats/stats/analytics/comprehensive?period_days={period}");
        let answer = house.get(&path).await;
        assert!(matches!(answer.status.as_u16(), 400 | 422), "{period}: {}", answer.text);
    }
    for path in ["/bets/bets/x", "/bets/bets/0", "/bets/bets/9999999999999999999999"] {
        let answer = house.get(path).await;
        assert!(matches!(answer.status.as_u16(), 400 | 404 | 422), "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn illegal_moves_collide_and_change_nothing() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    for body in [
        json!({"payout": 20}),
        json!({"actual_odds": 2}),
        json!({"result": "pending", "actual_profit": 1}),
    ] {
        house.patch(&path, &body).await.expect(409);
    }
    for (body, field) in [
        (json!({"status": "settled"}), "result"),
        (json!({"status": "pending", "result": "won"}), "status"),
        (json!({"status": "void", "result": "won"}), "status"),
        (json!({"result": "cashed_out"}), "payout"),
        (json!({"result": "lost", "payout": 5}), "payout"),
        (json!({"result": "won", "payout": 21, "actual_profit": 5}), "actual_profit"),
        (json!({"result": "won", "payout": 21, "actual_odds": 3}), "actual_odds"),
        (json!({"stake": 20}), "stake"),
    ] {
        let answer = house.patch(&path, &body).await;
        assert_eq!(answer.status.as_u16(), 422, "{body} {}", answer.text);
        if field != "stake" {
            assert_eq!(answer.fields(), [field], "{body}");
        }
    }
    assert_eq!(house.check().await.entries, 2);
    assert_eq!(house.get(&path).await.expect(200)["status"], "pending");
}

/// What is sent is only ever bound: no text does more than be a text.
#[tokio::test]
async fn texts_do_not_reach_the_query() {
    let house = House::new().await;
    house.bet(&slip()).await;
    let payloads = [
        "' OR '1'='1",
        "'; DROP TABLE bets; --",
        "\" OR \"\"=\"",
        "1) OR (1=1",
        "%",
        "_",
        "\\",
        "*",
        "');DELETE FROM entries;--",
        "${7*7}",
        "{{7*7}}",
        "../../etc/passwd",
        "<script>",
    ];
    for payload in payloads {
        let quoted: String = payload.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for name in ["q", "sport", "market_type", "bookmaker"] {
            let list = house.get(&format!("/bets/bets/?{name}={quoted}")).await.expect(200);
            assert_eq!(list, json!([]), "{name}={payload}");
        }
        let mut body = slip();
        for field in ["match_id", "outcome", "bookmaker", "market_type", "notes", "login"] {
            body[field] = json!(payload);
        }
        let path = house.bet(&body).await;
        let bet = house.get(&path).await.expect(200);
        assert_eq!(bet["match_id"], json!(payload));
        assert_eq!(bet["outcome"], json!(payload));
        house.delete(&path).await.expect(204);
    }
    assert_eq!(house.get("/bets/bets/").await.expect(200).as_array().unwrap().len(), 1);
    house.check().await;
    let unknown = house.send(Method::POST, "/bets/bets/", Some(&json!([])), &[]).await;
    unknown.expect(422);
}
