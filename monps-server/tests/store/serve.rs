//! `monps serve` on PostgreSQL, from collecting to a settled bet.

use std::process::Command;

use serde_json::{Value, json};

use crate::postgres::Cluster;
use crate::running::Running;

#[tokio::test]
async fn a_bet_from_its_price_to_the_ledger() {
    let Some(cluster) = Cluster::start("serve::a_bet_from_its_price_to_the_ledger") else {
        return;
    };
    cluster.database("monps").await;
    let folder = tempfile::tempdir().unwrap();
    let environment = [("MONPS_DATABASE_URL", cluster.url("monps"))];
    let server = Running::start_with(folder.path(), &environment).await;
    let odds = server.wait_for_some("/odds/latest?limit=20").await;
    assert!(odds.iter().all(|row| row["odds_value"].is_number()), "{odds:?}");
    let first = &odds[0];
    let body = json!({
        "match_id": first["match_id"], "outcome": first["outcome"], "bookmaker": first["bookmaker"],
        "market_type": "1x2", "odds_value": 2.10, "stake": 10.00, "notes": "« œuf » 😀",
    });
    let (status, bet) = server.send("POST", "/bets/bets/", &body).await;
    assert_eq!(status, 201, "{bet}");
    let id = bet["id"].clone();
    let path = format!("/bets/bets/{id}");
    let (status, settled) = server.send("PUT", &path, &json!({"result": "won"})).await;
    assert_eq!(status, 200, "{settled}");
    let (status, entries) = server.get(&format!("/ledger/entries?bet_id={id}")).await;
    assert_eq!(status, 200, "{entries}");
    assert_eq!(entries.as_array().map(Vec::len), Some(2), "placed and settled: {entries}");
    let (_, books) = server.get("/ledger/verify").await;
    assert_eq!(books["sound"], true, "{books}");
    every_list_answers(&server).await;
    // What was acknowledged is there after the server has been killed, on any other.
    server.kill();
    let again = Running::start_with(folder.path(), &environment).await;
    let (status, kept) = again.get(&path).await;
    assert_eq!((status, &kept["id"]), (200, &id));
    assert_eq!(kept["result"], "won", "{kept}");
    assert!(!folder.path().join("monps.sqlite").exists(), "no file beside the server");
    drop(again);
    commands_know_the_server(&cluster, folder.path());
}

/// Each noun once: every read goes through the store.
async fn every_list_answers(server: &Running) {
    for path in [
        "/odds/odds/?limit=5",
        "/odds/odds/matches",
        "/bets/bets/?sort=-stake&search=brest",
        "/opportunities/",
        "/ledger/accounts",
        "/ledger/balances",
        "/stats/stats/global",
        "/stats/stats/bankroll",
        "/stats/stats/bookmakers",
        "/settings",
        "/settings/api_key_odds/history",
        "/venues",
        "/feeds",
        "/feeds/simulator/log",
        "/metrics/status",
        "/health",
        "/readyz",
    ] {
        let (status, body) = server.get(path).await;
        assert_eq!(status, 200, "{path}: {body}");
    }
}

fn commands_know_the_server(cluster: &Cluster, folder: &std::path::Path) {
    let run = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_monps"))
            .args(arguments)
            .current_dir(folder)
            .env_remove("THE_ODDS_API_KEY")
            .env("MONPS_DATABASE_URL", cluster.url("monps"))
            .output()
            .unwrap();
        (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
    };
    let (good, text) = run(&["migrate", "check"]);
    assert!(good, "{text}");
    let (good, text) = run(&["migrate", "status"]);
    assert!(good && text.contains("catalogue") && !text.contains("pending"), "{text}");
    let (_, text) = run(&["check"]);
    assert!(text.contains("partitions of plain PostgreSQL"), "{text}");
    assert!(text.contains("MONPS_DATABASE_URL: set"), "{text}");
    let (good, text) = run(&["scan", "--json"]);
    assert!(good && serde_json::from_str::<Value>(&text).is_ok(), "{text}");
}
