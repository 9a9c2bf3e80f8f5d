//! kill −9 during 200 concurrent bets.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use super::running::Running;

const BETS: u32 = 200;

#[tokio::test]
async fn acknowledged_bets_survive_a_kill_and_the_books_balance() {
    let data = tempfile::tempdir().unwrap();
    let acknowledged: Arc<Mutex<BTreeMap<i64, Value>>> = Arc::default();
    for round in 0..3_u32 {
        let server = Arc::new(Running::start(data.path()).await);
        let mut posting = JoinSet::new();
        for number in 0..BETS {
            let (server, acknowledged) = (Arc::clone(&server), Arc::clone(&acknowledged));
            posting.spawn(async move {
                let body = json!({
                    "match_id": format!("match-{}", number % 7), "outcome": "home",
                    "bookmaker": "alpha", "odds_value": 2.5, "stake": 1 + number % 5,
                    "market_type": "h2h", "notes": format!("round {round} bet {number}"),
                });
                let (status, bet) = server.send("POST", "/bets/bets/", &body).await;
                if status == 201 {
                    acknowledged.lock().await.insert(bet["id"].as_i64().unwrap(), bet);
                }
            });
        }
        // Killed after another share of them has been answered each round.
        let enough = (BETS * (2 * round + 1) / 7) as usize;
        let before = acknowledged.lock().await.len();
        while acknowledged.lock().await.len() - before < enough && !posting.is_empty() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        posting.abort_all();
        while posting.join_next().await.is_some() {}
        Arc::into_inner(server).unwrap().kill();
    }
    let server = Running::start(data.path()).await;
    let acknowledged = acknowledged.lock().await;
    assert!(acknowledged.len() > 100, "only {} were acknowledged", acknowledged.len());
    for (id, bet) in acknowledged.iter() {
        let (status, kept) = server.get(&format!("/bets/bets/{id}")).await;
        assert_eq!(status, 200, "bet {id} is gone");
        for field in ["match_id", "stake", "odds_value", "notes", "created_at"] {
            assert_eq!(kept[field], bet[field], "bet {id}: {field}");
        }
    }
    let (_, books) = server.get("/ledger/verify").await;
    assert_eq!(books["sound"], true, "{books}");
}
