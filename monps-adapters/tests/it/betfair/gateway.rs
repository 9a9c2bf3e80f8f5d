//! Orders: placed once, and never in doubt without being said to be.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use monps_adapters::betfair::BetfairGateway;
use monps_adapters::driver::{
    CassetteTransport, Driver, HttpOptions, HttpTransport, RetryPolicy, RunOptions, Traded,
};
use monps_core::adapter::Context;
use monps_core::adapter::trading::{
    Acceptance, Command, Gateway, Intent, Lifetime, OrderHandle, OrderState,
};
use monps_core::error::adapter::FaultCode;
use monps_core::money::{Currency, Money};
use monps_core::odds::Price;
use monps_core::quote::Side;
use rust_decimal::{Decimal, dec};
use serde_json::{Value, json};

use super::{TOKEN, answer, recording, secrets, towards};
use crate::support::server::{Server, at_once, http};
use crate::support::{clock, now};

const BETTING: &str = "/exchange/betting/json-rpc/v1";

fn intent(side: Side, price: Decimal, stake: Decimal) -> Intent {
    Intent {
        client_ref: "b-000042".parse().unwrap(),
        event: "33".to_owned(),
        market: "1.101".to_owned(),
        selection: "58805".to_owned(),
        side,
        price: Price::new(price).unwrap(),
        stake: Money::new(stake, Currency::GBP).unwrap(),
        accept: Acceptance::OrBetter,
        lifetime: Lifetime::GoodTillStart,
        quoted_at: now(),
    }
}

fn back() -> Command {
    Command::Place(intent(Side::Back, dec!(3.5), dec!(10)))
}

fn handle(client_ref: &str, bet_id: Option<&str>) -> OrderHandle {
    OrderHandle {
        client_ref: client_ref.parse().unwrap(),
        venue_ref: bet_id.map(str::to_owned),
        market: "1.101".to_owned(),
    }
}

/// Plays answers one after another; the last one stands for all later ones.
async fn play(command: &Command, bodies: &[Vec<u8>]) -> Traded {
    let cassette = bodies.iter().fold(CassetteTransport::new(now()), |cassette, body| {
        cassette.answer(BETTING, 200, &[], body.clone())
    });
    let driver = Driver::new(Arc::new(cassette), clock()).with_secrets(secrets());
    let options = RunOptions { deadline: Duration::from_secs(120), ..RunOptions::default() };
    driver.trade(&BetfairGateway, &BTreeMap::new(), command, &options).await
}

fn placed(status: &str, error: Option<&str>, instruction: Value) -> Vec<u8> {
    answer(
        &json!({"status": status, "errorCode": error, "marketId": "1.101", "instructionReports": [instruction]}),
    )
}

fn current(order: Value) -> Vec<u8> {
    let orders = if order.is_null() { json!([]) } else { json!([order]) };
    answer(&json!({"currentOrders": orders, "moreAvailable": false}))
}

fn order(status: &str, matched: f64, remaining: f64, lapsed: f64) -> Value {
    json!({
        "betId": "77", "status": status, "customerOrderRef": "b-000042", "averagePriceMatched": 3.55,
        "sizeMatched": matched, "sizeRemaining": remaining, "sizeLapsed": lapsed,
        "sizeCancelled": 0.0, "sizeVoided": 0.0,
    })
}

#[tokio::test(start_paused = true)]
async fn a_placement_says_how_the_order_stands() {
    let report = |status: &str, matched: f64| json!({"status": "SUCCESS", "betId": "77", "orderStatus": status, "averagePriceMatched": 3.55, "sizeMatched": matched});
    for (status, matched, state) in [
        ("EXECUTION_COMPLETE", 10.0, OrderState::Matched),
        ("EXECUTABLE", 4.0, OrderState::PartMatched),
        ("EXECUTABLE", 0.0, OrderState::Accepted),
        ("EXECUTION_COMPLETE", 0.0, OrderState::Lapsed),
        ("EXPIRED", 0.0, OrderState::Lapsed),
        ("PENDING", 0.0, OrderState::Pending),
    ] {
        let traded = play(&back(), &[placed("SUCCESS", None, report(status, matched))]).await;
        traded.outcome.unwrap();
        let told = &traded.reports[0];
        assert_eq!(
            (told.state, told.venue_ref.as_deref()),
            (state, Some("77")),
            "{status} {matched}"
        );
        assert_eq!(told.matched.unwrap().amount(), Decimal::try_from(matched).unwrap());
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_told_with_its_reason() {
    for word in [
        "INSUFFICIENT_FUNDS",
        "MARKET_SUSPENDED",
        "INVALID_ODDS",
        "INVALID_BET_SIZE",
        "LOSS_LIMIT_EXCEEDED",
    ] {
        let instruction = json!({"status": "FAILURE", "errorCode": word});
        let traded =
            play(&back(), &[placed("FAILURE", Some("BET_ACTION_ERROR"), instruction)]).await;
        let told = &traded.reports[0];
        assert_eq!((told.state, told.reason.as_deref()), (OrderState::Rejected, Some(word)));
    }
    let error = json!({"jsonrpc": "2.0", "error": {"code": -32099, "message": "ANGX-0012", "data": {
        "APINGException": {"errorCode": "ACCESS_DENIED"}}}, "id": 1});
    let traded = play(&back(), &[error.to_string().into_bytes()]).await;
    assert_eq!(traded.reports[0].state, OrderState::Rejected);
}

/// Everything that leaves it open whether there is an order: it is looked for, and never sent again.
#[tokio::test(start_paused = true)]
async fn what_is_in_doubt_is_looked_for() {
    let doubtful = |status: &str, error: Option<&str>, instruction: Option<&str>| {
        let instruction = json!({"status": if instruction.is_some() {"FAILURE"} else {"TIMEOUT"}, "errorCode": instruction});
        placed(status, error, instruction)
    };
    let aping = |code: &str| {
        json!({"error": {"message": "ANGX-0001", "data": {"APINGException": {"errorCode": code}}}})
            .to_string()
            .into_bytes()
    };
    let doubts = [
        doubtful("TIMEOUT", None, None),
        doubtful("SUCCESS", None, None),
        doubtful("FAILURE", Some("DUPLICATE_TRANSACTION"), None),
        doubtful("FAILURE", Some("PROCESSED_WITH_ERRORS"), Some("BET_IN_PROGRESS")),
        doubtful("FAILURE", None, Some("A_WORD_OF_TOMORROW")),
        aping("TIMEOUT_ERROR"),
        aping("UNEXPECTED_ERROR"),
        b"<html>gateway</html>".to_vec(),
    ];
    for doubt in doubts {
        let shown = String::from_utf8_lossy(&doubt).into_owned();
        let found = current(order("EXECUTION_COMPLETE", 10.0, 0.0, 0.0));
        let traded = play(&back(), &[doubt.clone(), current(Value::Null), found]).await;
        traded.outcome.unwrap();
        assert_eq!(traded.reports.len(), 1);
        assert_eq!(traded.reports[0].state, OrderState::Matched, "{shown}");
        let traded = play(&back(), &[doubt, current(Value::Null)]).await;
        let told = &traded.reports[0];
        assert_eq!(told.state, OrderState::Unconfirmed, "{shown}");
        assert!(told.message.as_deref().unwrap().contains("never send it again"));
        assert_eq!(traded.outcome.unwrap().requests, 4, "once placed, three times looked for");
    }
}

#[tokio::test(start_paused = true)]
async fn the_list_of_orders_settles_it() {
    for (order, state) in [
        (order("EXECUTABLE", 0.0, 10.0, 0.0), OrderState::Accepted),
        (order("EXECUTABLE", 4.0, 6.0, 0.0), OrderState::PartMatched),
        (order("EXECUTION_COMPLETE", 10.0, 0.0, 0.0), OrderState::Matched),
        (order("EXECUTION_COMPLETE", 4.0, 0.0, 6.0), OrderState::Lapsed),
        (order("SOMETHING_NEW", 4.0, 0.0, 6.0), OrderState::Unconfirmed),
        (Value::Null, OrderState::Unconfirmed),
    ] {
        let command = Command::Reconcile(vec![handle("b-000042", None)]);
        let traded = play(&command, &[current(order.clone())]).await;
        assert_eq!(traded.reports[0].state, state, "{order}");
        assert_eq!(traded.outcome.unwrap().requests, 1);
    }
    let cancelled = answer(
        &json!({"status": "SUCCESS", "instructionReports": [{"status": "SUCCESS", "sizeCancelled": 6.0}]}),
    );
    let mut over = order("EXECUTION_COMPLETE", 4.0, 0.0, 0.0);
    over["sizeCancelled"] = json!(6.0);
    let traded =
        play(&Command::Cancel(handle("b-000042", Some("77"))), &[cancelled, current(over)]).await;
    assert_eq!(traded.reports[0].state, OrderState::Cancelled);
    assert_eq!(traded.reports[0].matched.unwrap().amount(), dec!(4));
    let unknown = play(&Command::Cancel(handle("b-000042", None)), &[]).await;
    assert_eq!(unknown.outcome.unwrap_err().fault().unwrap().code, FaultCode::Conflict);
}

#[tokio::test(start_paused = true)]
async fn recorded_answers_are_understood() {
    let Some(success) = recording("nautilus/betting_place_order_success.json") else { return };
    let traded = play(&back(), &[success]).await;
    let told = &traded.reports[0];
    assert_eq!(
        (told.state, told.venue_ref.as_deref()),
        (OrderState::Accepted, Some("228302937743"))
    );
    let error = recording("nautilus/betting_place_order_error.json").unwrap();
    let traded = play(&back(), &[error]).await;
    assert_eq!(traded.reports[0].state, OrderState::Rejected);
    assert_eq!(traded.reports[0].reason.as_deref(), Some("PERMISSION_DENIED"));
    let lapsed = recording("nautilus/list_current_orders_lapsed.json").unwrap();
    let command = Command::Reconcile(vec![handle("O-20210730-001", None)]);
    assert_eq!(play(&command, &[lapsed]).await.reports[0].state, OrderState::Lapsed);
    let executable = recording("nautilus/list_current_orders_executable.json").unwrap();
    let command = Command::Reconcile(vec![handle("x", Some("228059754671"))]);
    assert_eq!(play(&command, &[executable]).await.reports[0].state, OrderState::Accepted);
    let taken = recording("nautilus/betting_cancel_orders_bet_taken_or_lapsed.json").unwrap();
    let empty = recording("nautilus/list_current_orders_empty.json").unwrap();
    let traded = play(&Command::Cancel(handle("x", Some("1"))), &[taken, empty]).await;
    assert_eq!(traded.reports[0].reason.as_deref(), Some("BET_TAKEN_OR_LAPSED"));
    let replaced = recording("nautilus/betting_replace_orders_success.json").unwrap();
    let Command::Place(new) = back() else { unreachable!() };
    let new = Intent { client_ref: "b-000043".parse().unwrap(), ..new };
    let command = Command::Replace(handle("b-000042", Some("1")), new.clone());
    let traded = play(&command, &[replaced, current(Value::Null)]).await;
    let told = traded.report(&new.client_ref).unwrap();
    assert_eq!(
        (told.state, told.venue_ref.as_deref()),
        (OrderState::Accepted, Some("240808766933"))
    );
}

/// Of ten, four were matched at the old price: six are placed at the new one, and that is no part.
#[tokio::test(start_paused = true)]
async fn a_replacement_is_of_what_was_left() {
    let new = Intent {
        client_ref: "b-000043".parse().unwrap(),
        ..intent(Side::Back, dec!(3.6), dec!(10))
    };
    let replaced = answer(&json!({"status": "SUCCESS", "instructionReports": [{
        "status": "SUCCESS",
        "cancelInstructionReport": {"status": "SUCCESS", "sizeCancelled": 6.0},
        "placeInstructionReport": {"status": "SUCCESS", "betId": "78", "orderStatus": "EXECUTION_COMPLETE",
            "averagePriceMatched": 3.6, "sizeMatched": 6.0},
    }]}));
    // Betfair's number tells the two apart: both carry the reference of the first.
    let mut old = order("EXECUTION_COMPLETE", 4.0, 0.0, 0.0);
    old["sizeCancelled"] = json!(6.0);
    let mut replacement = order("EXECUTION_COMPLETE", 6.0, 0.0, 0.0);
    replacement["betId"] = json!("78");
    let list = answer(&json!({"currentOrders": [replacement, old], "moreAvailable": false}));
    let command = Command::Replace(handle("b-000042", Some("77")), new.clone());
    let traded = play(&command, &[replaced, list]).await;
    traded.outcome.as_ref().unwrap();
    let told = traded.report(&new.client_ref).unwrap();
    assert_eq!((told.state, told.matched.unwrap().amount()), (OrderState::Matched, dec!(6)));
    assert_eq!(told.remaining, None);
    let told = traded.report(&"b-000042".parse().unwrap()).unwrap();
    assert_eq!((told.state, told.venue_ref.as_deref()), (OrderState::Cancelled, Some("77")));
    assert_eq!(told.matched.unwrap().amount(), dec!(4));
}

/// An exchange on loopback that takes the order and hangs up: the answer is lost, the order is not.
#[tokio::test]
async fn an_order_whose_answer_is_lost_is_found_and_sent_once() {
    let server = Server::start(|_, asked| {
        at_once(if asked.starts_with("POST /api/login") {
            http(
                200,
                &[],
                format!("{{\"token\":\"{TOKEN}\",\"status\":\"SUCCESS\",\"error\":\"\"}}")
                    .as_bytes(),
            )
        } else if asked.contains("placeOrders") {
            b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"jsonrpc\"".to_vec()
        } else {
            http(200, &[], &current(order("EXECUTABLE", 0.0, 10.0, 0.0)))
        })
    })
    .await;
    let transport = HttpTransport::new(clock(), HttpOptions { allow_loopback: true }).unwrap();
    let driver = Driver::new(Arc::new(transport), clock())
        .with_retry(RetryPolicy { base: Duration::from_millis(2), ..RetryPolicy::CUSTOMARY })
        .with_secrets(secrets());
    let options = towards(&server.base_url);
    let traded = driver.trade(&BetfairGateway, &BTreeMap::new(), &back(), &options).await;
    assert_eq!(traded.reports[0].state, OrderState::Accepted, "{traded:?}");
    let asked = server.asked();
    let orders: Vec<&String> = asked.iter().filter(|asked| asked.contains("placeOrders")).collect();
    assert_eq!(orders.len(), 1, "an order is sent once");
    for part in [
        r#""customerRef":"b-000042""#,
        r#""customerOrderRef":"b-000042""#,
        r#""price":3.5"#,
        r#""size":10"#,
        r#""selectionId":58805"#,
        r#""side":"BACK""#,
        r#""persistenceType":"LAPSE""#,
        r#""marketId":"1.101""#,
    ] {
        assert!(orders[0].contains(part), "{part} in {}", orders[0]);
    }
    assert!(orders[0].contains(&format!("x-authentication: {TOKEN}\r\n")), "{}", orders[0]);
    assert!(!format!("{traded:?} {driver:?}").contains("canary"));

    // Nobody there: certainly not heard, and said so.
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let mut options = towards(&nobody);
    options.base_urls.insert("identity".to_owned(), server.base_url.clone());
    let traded = driver.trade(&BetfairGateway, &BTreeMap::new(), &back(), &options).await;
    assert_eq!(traded.reports[0].state, OrderState::Rejected);
    assert_eq!(traded.reports[0].reason.as_deref(), Some("not-sent"));
}

#[tokio::test]
async fn an_order_under_way_at_the_deadline_is_unconfirmed() {
    let server = Server::start(|_, asked| {
        if asked.starts_with("POST /api/login") {
            return at_once(http(
                200,
                &[],
                format!("{{\"token\":\"{TOKEN}\",\"status\":\"SUCCESS\"}}").as_bytes(),
            ));
        }
        vec![(Duration::from_secs(30), Vec::new())]
    })
    .await;
    let transport = HttpTransport::new(clock(), HttpOptions { allow_loopback: true }).unwrap();
    let driver = Driver::new(Arc::new(transport), clock()).with_secrets(secrets());
    let options = RunOptions { deadline: Duration::from_millis(500), ..towards(&server.base_url) };
    let traded = driver.trade(&BetfairGateway, &BTreeMap::new(), &back(), &options).await;
    assert_eq!(traded.reports[0].state, OrderState::Unconfirmed, "{traded:?}");
}

#[test]
fn a_plan_is_on_the_ladder_and_never_worse_than_wanted() {
    let context = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        Context::new(now(), 0, pairs.collect())
    };
    let price = |side, wanted| {
        let plan = BetfairGateway.prepare(&context(&[]), &intent(side, wanted, dec!(10)));
        plan.unwrap().price.get()
    };
    assert_eq!(price(Side::Back, dec!(3.51)), dec!(3.55));
    assert_eq!(price(Side::Lay, dec!(3.54)), dec!(3.5));
    assert_eq!(price(Side::Lay, dec!(3.5)), dec!(3.5));
    let line =
        Intent { selection: "1:-0.5".to_owned(), ..intent(Side::Back, dec!(3.51), dec!(10)) };
    assert_eq!(BetfairGateway.prepare(&context(&[]), &line).unwrap().price.get(), dec!(3.51));
    let refused = |intent: &Intent, pairs: &[(&str, &str)]| {
        BetfairGateway.prepare(&context(pairs), intent).unwrap_err().to_string()
    };
    let good = intent(Side::Back, dec!(3.5), dec!(10));
    assert!(refused(&intent(Side::Back, dec!(3.5), dec!(0.5)), &[]).contains("at least"));
    assert!(refused(&good, &[("currency", "EUR")]).contains("bets in EUR"));
    assert!(
        refused(&Intent { market: "1.1\"".to_owned(), ..good.clone() }, &[]).contains("market")
    );
    assert!(refused(&Intent { selection: "home".to_owned(), ..good }, &[]).contains("selection"));
}
