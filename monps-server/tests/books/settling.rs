//! Bets settled by results.

use std::sync::Arc;

use monps_core::adapter::Score;
use monps_core::catalog::Period;
use monps_core::id::EventId;
use monps_server::settler::{Settler, SettlerReport};
use monps_server::store::{Batch, ResultRow};
use serde_json::{Value, json};

use crate::house::House;
use crate::life::slip;

impl House {
    pub(crate) async fn result(
        &self,
        event: i64,
        source: &str,
        home: u32,
        away: u32,
        is_final: bool,
    ) {
        let source_id = self.store.ensure_source(source).await.unwrap();
        let score = |period, home, away| ResultRow {
            event_id: EventId::new(event),
            source_id,
            score: Score { period, home, away },
            is_final,
            observed_at: self.now(),
        };
        let batch = Batch {
            results: vec![score(Period::FullTime, home, away), score(Period::FirstHalf, 0, 0)],
            ..Batch::default()
        };
        self.store.append(&batch).await.unwrap();
    }

    pub(crate) async fn settle(&self) -> SettlerReport {
        let settler = Settler::new(Arc::clone(&self.store), Arc::clone(&self.bets));
        settler.run_once().await.unwrap()
    }
}

#[tokio::test]
async fn a_final_result_settles_once() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    house.result(1, "feed", 2, 1, false).await;
    assert_eq!(house.settle().await, SettlerReport::default());
    house.result(1, "feed", 2, 1, true).await;
    let report = house.settle().await;
    assert_eq!((report.looked_at, report.settled), (1, 1));
    let bet = house.get(&path).await.expect(200);
    assert_eq!(bet["result"], "won");
    assert_eq!(bet["profit_loss"].to_string(), "11.00");
    assert_eq!(bet["legs"][0]["result"], "won");
    let entries = house.check().await.entries;
    assert_eq!(house.settle().await, SettlerReport::default());
    assert_eq!(house.check().await.entries, entries);
    // Whoever opens it again has the last word.
    house.patch(&path, &json!({"result": "pending"})).await.expect(200);
    assert_eq!(house.settle().await, SettlerReport::default());
    assert_eq!(house.get(&path).await.expect(200)["legs"][0]["result"], Value::Null);
}

#[tokio::test]
async fn quarter_lines_and_lays_are_settled_by_the_rules() {
    let house = House::new().await;
    let base = json!({"match_id": "PSG - OM", "bookmaker": "Betfair", "stake": 10});
    // 2-1: a quarter beyond −0.75, three goals on the line of three, and one goal beyond +0.25.
    let bets = [
        (
            json!({"outcome": "PSG -0.75", "market_type": "spreads", "odds_value": 2}),
            "half_won",
            "5.00",
        ),
        (
            json!({"outcome": "OM +0.75", "market_type": "spreads", "odds_value": 2}),
            "half_lost",
            "-5.00",
        ),
        (
            json!({"outcome": "OM +0.25", "market_type": "spreads", "odds_value": 2}),
            "lost",
            "-10.00",
        ),
        (
            json!({"outcome": "Over", "point": 3, "market_type": "totals", "odds_value": 2}),
            "push",
            "0.00",
        ),
        (
            json!({"outcome": "2", "odds_value": 5, "side": "lay", "commission_rate": 0}),
            "won",
            "10.00",
        ),
        (json!({"outcome": "yes", "market_type": "btts", "odds_value": 2}), "won", "10.00"),
    ];
    for (more, ..) in &bets {
        let mut body = base.clone();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        house.bet(&body).await;
    }
    house.result(1, "feed", 2, 1, true).await;
    assert_eq!(house.settle().await.settled, 6);
    for (index, (_, result, profit)) in bets.into_iter().enumerate() {
        let bet = house.get(&format!("/bets/bets/{}", index + 1)).await.expect(200);
        assert_eq!(
            (bet["result"].as_str(), bet["profit_loss"].to_string()),
            (Some(result), profit.to_owned()),
            "{bet}"
        );
    }
    house.check().await;
}

#[tokio::test]
async fn sources_that_disagree_decide_nothing() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    house.result(1, "one", 2, 1, true).await;
    house.result(1, "two", 1, 1, true).await;
    for _ in 0..3 {
        let report = house.settle().await;
        assert_eq!((report.settled, report.left_open), (0, 1));
    }
    assert_eq!(house.get(&path).await.expect(200)["status"], "pending");
    let trace = house.get(&format!("{path}/trace")).await.expect(200);
    // Said once, however often it was looked at.
    assert_eq!(trace.as_array().unwrap().len(), 2);
    assert_eq!(trace[0]["detail"], "leg 1: sources disagree: 2-1 (one) and 1-1 (two)");
    house.result(1, "two", 2, 1, true).await;
    assert_eq!(house.settle().await.settled, 1);
    house.check().await;
}

#[tokio::test]
async fn what_is_not_understood_is_left_to_a_person() {
    let house = House::new().await;
    let mut body = slip();
    body["outcome"] = json!("Mbappé");
    body["market_type"] = json!("Buteur");
    let path = house.bet(&body).await;
    house.result(1, "feed", 2, 1, true).await;
    let report = house.settle().await;
    assert_eq!((report.settled, report.left_open), (0, 1));
    house.patch(&path, &json!({"result": "won"})).await.expect(200);
    house.check().await;
}

#[tokio::test]
async fn an_accumulator_waits_for_its_last_leg_unless_it_is_lost() {
    let house = House::new().await;
    let body = |first: &str| {
        json!({"bookmaker": "Winamax", "stake": 10, "legs": [
            {"match_id": "PSG - OM", "outcome": first, "odds_value": "1.50"},
            {"match_id": "Lens - Lille", "outcome": "N", "odds_value": "3.00"},
        ]})
    };
    let good = house.bet(&body("1")).await;
    let bad = house.bet(&body("2")).await;
    house.result(1, "feed", 1, 0, true).await;
    let report = house.settle().await;
    assert_eq!((report.settled, report.partly), (1, 1));
    assert_eq!(house.get(&bad).await.expect(200)["result"], "lost");
    assert_eq!(house.get(&good).await.expect(200)["status"], "pending");
    house.result(2, "feed", 1, 1, true).await;
    assert_eq!(house.settle().await.settled, 1);
    let won = house.get(&good).await.expect(200);
    assert_eq!(won["profit_loss"].to_string(), "35.00");
    house.check().await;
}
