//! What a venue puts in: free bets and boosts, from the slip to the figures.

use serde_json::json;

use crate::house::House;
use crate::life::slip;

#[tokio::test]
async fn a_free_bet_risks_nothing_and_pays_its_winnings() {
    let house = House::new().await;
    let mut free = slip();
    free["free_bet"] = json!(true);
    let made = house.post("/bets/bets/", &free).await.expect(201);
    assert_eq!((&made["free_bet"], &made["boost_rate"]), (&json!(true), &json!(null)));
    assert_eq!(made["liability"].to_string(), "0.00");
    // Nothing of ours is at risk; the books balance with the venue's stake on accounts of its own.
    let bankroll = house.get("/stats/stats/bankroll").await.expect(200);
    assert_eq!(bankroll["available_balance"].to_string(), "1000.00");
    assert_eq!(bankroll["current_exposure"].to_string(), "0.00");
    house.check().await;

    let won = house.patch("/bets/bets/1", &json!({"result": "won"})).await.expect(200);
    assert_eq!(
        (won["payout"].to_string(), won["profit_loss"].to_string()),
        ("11.00".into(), "11.00".into())
    );
    house.check().await;
    let global = house.get("/stats/stats/global").await.expect(200);
    // The stake was not ours: it is no turnover.
    assert_eq!(global["total_stake"].to_string(), "0.00");
    assert_eq!(
        (global["total_return"].to_string(), global["total_profit"].to_string()),
        ("11.00".into(), "11.00".into())
    );
    assert_eq!(global["roi"], json!(null));

    // Settled again the other way: nothing is lost with it.
    let lost = house.patch("/bets/bets/1", &json!({"result": "lost"})).await.expect(200);
    assert_eq!(lost["profit_loss"].to_string(), "0.00");
    house.check().await;
    let bankroll = house.get("/stats/stats/bankroll").await.expect(200);
    assert_eq!(bankroll["current_bankroll"].to_string(), "1000.00");
    house.delete("/bets/bets/1").await.expect(204);
    house.check().await;
}

#[tokio::test]
async fn a_boost_is_paid_on_top_of_the_winnings() {
    let house = House::new().await;
    let mut boosted = slip();
    boosted["boost_rate"] = json!("0.50");
    boosted["boost_max"] = json!(4);
    boosted["result"] = json!("won");
    // 11.00 won, half as much again but 4.00 at the most.
    let made = house.post("/bets/bets/", &boosted).await.expect(201);
    assert_eq!(
        (made["payout"].to_string(), made["profit_loss"].to_string()),
        ("25.00".into(), "15.00".into())
    );
    assert_eq!(
        (made["boost_rate"].to_string(), made["boost_max"].to_string()),
        ("0.50".into(), "4.00".into())
    );
    assert_eq!(house.get("/bets/bets/1").await.expect(200), made);
    house.check().await;
}

#[tokio::test]
async fn offers_that_cannot_be_are_refused_by_field() {
    let house = House::new().await;
    for (patch, field) in [
        (json!({"boost_max": 5}), "boost_rate"),
        (json!({"boost_rate": 0}), "boost_rate"),
        (json!({"boost_rate": 11}), "boost_rate"),
        (json!({"boost_rate": 0.1, "boost_max": 0}), "boost_max"),
        (json!({"free_bet": true, "side": "lay"}), "free_bet"),
        (json!({"boost_rate": 0.1, "side": "lay"}), "boost_rate"),
    ] {
        let mut body = slip();
        body.as_object_mut().unwrap().extend(patch.as_object().unwrap().clone());
        let answer = house.post("/bets/bets/", &body).await;
        assert_eq!((answer.status.as_u16(), answer.fields()), (422, vec![field]), "{patch}");
    }
}

#[tokio::test]
async fn a_dead_heat_counts_by_its_share() {
    let house = House::new().await;
    for (index, heat) in ["dead_heat_1_4", "dead_heat_3_4"].into_iter().enumerate() {
        let mut tied = slip();
        tied["match_id"] = json!(format!("Race {index}"));
        tied["odds_value"] = json!(4);
        tied["result"] = json!(heat);
        house.post("/bets/bets/", &tied).await.expect(201);
    }
    let global = house.get("/stats/stats/global").await.expect(200);
    // A quarter and three quarters won, three quarters and a quarter lost; 10 and 30 of 20 came back.
    assert_eq!(global["win_rate"].to_string(), "50");
    assert_eq!(global["total_return"].to_string(), "40.00");
}

#[tokio::test]
async fn cash_and_free_bets_of_one_login_settle_in_one_run() {
    let house = House::new().await;
    let mut free = slip();
    free["free_bet"] = json!(true);
    for body in [slip(), free.clone(), slip(), free] {
        house.bet(&body).await;
    }
    house.result(1, "feed", 2, 1, true).await;
    let report = house.settle().await;
    assert_eq!((report.settled, report.failed), (4, 0));
    for (id, payout) in [(1, "21.00"), (2, "11.00"), (3, "21.00"), (4, "11.00")] {
        let bet = house.get(&format!("/bets/bets/{id}")).await.expect(200);
        assert_eq!(
            (bet["payout"].to_string(), bet["result"].as_str()),
            (payout.into(), Some("won"))
        );
    }
    house.check().await;
}
