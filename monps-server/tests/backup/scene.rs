//! A server's data folder with something of everything in it, and `monps` as a program.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::json;

use super::running::Running;

/// Runs the program; its exit code and everything that it said.
pub(crate) fn monps(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_monps"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

pub(crate) fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let (code, text) = monps(folder, arguments);
    assert_eq!(code, 0, "monps {arguments:?}: {text}");
    text
}

pub(crate) async fn bet(server: &Running, number: u32) -> u16 {
    let body = json!({
        "match_id": format!("match-{number}"), "outcome": "home", "bookmaker": "alpha",
        "odds_value": "2.50", "stake": 1.5, "market_type": "h2h",
        "notes": "« l'été » \"quoted\"\n\tü", "tags": ["a", "b,c"],
    });
    server.send("POST", "/bets/bets/", &body).await.0
}

/// A stopped server's folder: simulated prices, opportunities, bets won, lost and taken back.
pub(crate) async fn filled(data: &Path) {
    let server = Running::start(data).await;
    server.wait_for_some("/opportunities/").await;
    for number in 0..10 {
        assert_eq!(bet(&server, number).await, 201);
    }
    let (_, bets) = server.get("/bets/bets/").await;
    let id = |place: usize| bets[place]["id"].as_i64().unwrap();
    for (place, result) in [(0, "won"), (1, "lost"), (2, "void"), (3, "half_won")] {
        let path = format!("/bets/bets/{}", id(place));
        assert_eq!(server.send("PUT", &path, &json!({ "result": result })).await.0, 200);
    }
    assert_eq!(server.send("DELETE", &format!("/bets/bets/{}", id(4)), &json!(null)).await.0, 204);
    let setting = json!({ "value": { "b": 1.10, "a": [1, "x"] }, "description": "nested" });
    let (status, answer) =
        server.send("PUT", "/settings/anything_else?create=true", &setting).await;
    assert!([200, 201].contains(&status), "{answer}");
    server.stop();
}
