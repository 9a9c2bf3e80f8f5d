//! A server's data folder with something of everything in it.

use std::path::Path;

use serde_json::json;

use super::running::Running;

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
