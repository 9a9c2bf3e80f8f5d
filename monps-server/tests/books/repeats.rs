//! A request that is sent again acts once.

use std::sync::Arc;

use monps_core::time::TimeDelta;
use poem::http::Method;
use serde_json::json;

use crate::house::{Answered, House};
use crate::life::slip;

async fn post(house: &House, key: &str, stake: &str) -> Answered {
    let mut body = slip();
    body["stake"] = json!(stake);
    let headers = [("idempotency-key", key)];
    house.send(Method::POST, "/bets/bets/", Some(&body), &headers).await
}

#[tokio::test]
async fn the_first_answer_is_given_again() {
    let house = House::new().await;
    let first = post(&house, "k1", "1500.00").await;
    let warning = first.headers["warning"].clone();
    assert!(!first.headers.contains_key("idempotency-replayed"));
    let text = first.text.clone();
    first.expect(201);
    // The bet has changed since; the answer has not.
    house.patch("/bets/bets/1", &json!({"result": "won"})).await.expect(200);
    let again = post(&house, "k1", "1500.00").await;
    assert_eq!(again.text, text);
    assert_eq!(again.headers["warning"], warning);
    assert_eq!(again.headers["idempotency-replayed"], "true");
    again.expect(201);
    let other = post(&house, "k1", "1501.00").await;
    assert_eq!((other.status.as_u16(), other.fields()), (422, vec!["Idempotency-Key"]));
    for key in ["", &"x".repeat(256)] {
        assert_eq!(post(&house, key, "1").await.status.as_u16(), 422, "{key:?}");
    }
    let longest = "~".repeat(255);
    post(&house, &longest, "1").await.expect(201);
    // After a day the key is free again.
    house.wait(TimeDelta::hours(25));
    assert_eq!(post(&house, "k1", "1500.00").await.expect(201)["id"], 3);
    assert_eq!(house.get("/bets/bets/").await.expect(200).as_array().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_at_once_make_one_bet() {
    let house = Arc::new(House::new().await);
    let requests = (0..64).map(|_| {
        let house = Arc::clone(&house);
        tokio::spawn(async move { post(&house, "same", "10").await })
    });
    let mut made = Vec::new();
    for request in requests.collect::<Vec<_>>() {
        let answer = request.await.unwrap();
        match answer.status.as_u16() {
            201 => made.push(answer.text),
            409 => assert_eq!(answer.body["code"], "idempotency_running"),
            status => panic!("{status}: {}", answer.text),
        }
    }
    assert!(!made.is_empty());
    made.dedup();
    assert_eq!(made.len(), 1);
    assert_eq!(post(&house, "same", "10").await.text, made[0]);
    assert_eq!(house.get("/bets/bets/").await.expect(200).as_array().unwrap().len(), 1);
    assert_eq!(house.check().await.entries, 2);
}

/// Two processes over one file know nothing of each other's running requests: the store decides.
#[tokio::test]
async fn two_processes_make_one_bet() {
    let house = House::new().await;
    let other = house.another().await;
    let (one, two) = tokio::join!(post(&house, "k", "10"), post(&other, "k", "10"));
    assert_eq!(one.expect(201), two.expect(201));
    assert_eq!(house.check().await.bets, 1);
}

#[tokio::test]
async fn money_moves_once_too() {
    let house = House::new().await;
    let body = json!({"amount": "200.00", "bookmaker": "Winamax"});
    let headers = [("idempotency-key", "k")];
    let send = async || house.send(Method::POST, "/ledger/deposit", Some(&body), &headers).await;
    let first = send().await.expect(201);
    assert_eq!(send().await.expect(201), first);
    let balances = house.get("/ledger/balances").await.expect(200);
    assert_eq!(balances[0]["available"].to_string(), "1200.00");
    // The same key of another operation is another key.
    house.send(Method::POST, "/ledger/withdrawal", Some(&body), &headers).await.expect(201);
    assert_eq!(house.check().await.entries, 3);
}
