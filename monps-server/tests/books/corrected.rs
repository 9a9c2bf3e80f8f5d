//! Results that are corrected, refused, disputed or said by a person, and why bets settled so.

use monps_adapters::football_data::read_file;
use monps_core::catalog::Period;
use monps_core::time::parse_timestamp;
use monps_server::collector::{HistoryImport, VenueDefaults};
use serde_json::{Value, json};

use crate::house::House;
use crate::life::slip;
use crate::support::real_data;

fn said(home: u32, away: u32) -> Value {
    json!({"scores": [{"period": Period::FullTime.as_str(), "home": home, "away": away}]})
}

#[tokio::test]
async fn a_corrected_result_settles_anew_and_both_steps_show() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    house.result(1, "feed", 2, 1, true).await;
    assert_eq!(house.settle().await.settled, 1);
    let entries = house.check().await.entries;
    house.result(1, "feed", 1, 1, true).await;
    let report = house.settle().await;
    assert_eq!((report.settled, report.resettled, report.failed), (0, 1, 0));
    let bet = house.get(&path).await.expect(200);
    assert_eq!((&bet["result"], bet["profit_loss"].to_string()), (&json!("lost"), "-10.00".into()));
    // The reversal and the new settlement; and never again.
    assert_eq!(house.check().await.entries, entries + 2);
    assert_eq!(house.settle().await.looked_at, 0);
    assert_eq!(house.check().await.entries, entries + 2);
    let trace = house.get(&format!("{path}/trace")).await.expect(200);
    let actions: Vec<&str> =
        trace.as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["bet_resettled", "bet_settled", "bet_created"]);
    let detail = trace[0]["detail"].as_str().unwrap();
    assert!(detail.contains("before: won, profit 11.00 EUR"), "{detail}");
    assert!(detail.contains("full_time 1-1 (feed, revision 2)"), "{detail}");
    let stats = house.get("/stats/stats/bankroll").await.expect(200);
    assert_eq!(stats["total_profit"].to_string(), "-10.00");

    let why = house.get(&format!("{path}/explain")).await.expect(200);
    let rulings = why["legs"][0]["rulings"].as_array().unwrap();
    assert_eq!((&rulings[0]["result"], &rulings[1]["result"]), (&json!("won"), &json!("lost")));
    assert_eq!(rulings[1]["revision"], 2);
    assert_eq!(rulings[1]["rules"], "football-regular-time v1, common v1");
    assert_eq!(why["legs"][0]["reports"].as_array().unwrap().len(), 2);
    let reasons: Vec<&str> =
        why["entries"].as_array().unwrap().iter().map(|e| e["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    assert_eq!(why["entries"][2]["reverses"], why["entries"][1]["id"]);
}

#[tokio::test]
async fn a_person_has_the_last_word_and_may_take_it_back() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    house.result(1, "one", 2, 1, true).await;
    house.result(1, "two", 1, 1, true).await;
    assert_eq!(house.settle().await.left_open, 1);
    let disputes = house.get("/results/disputes").await.expect(200);
    assert_eq!(disputes[0]["bets"], json!([1]));
    let reason = disputes[0]["reasons"][0].as_str().unwrap();
    assert!(reason.starts_with("sources disagree: ") && reason.contains("(two)"), "{reason}");

    let answer = house.put("/events/1/result", &said(1, 1)).await.expect(200);
    assert_eq!(answer["reports"][2]["source"], "person");
    assert_eq!(house.get("/results/disputes").await.expect(200), json!([]));
    assert_eq!(house.settle().await.settled, 1);
    assert_eq!(house.get(&path).await.expect(200)["result"], "lost");
    // Both sources agree on something else, and nothing happens, until the word is taken back.
    house.result(1, "two", 2, 1, true).await;
    assert_eq!(house.settle().await.resettled, 0);
    assert_eq!(house.delete("/events/1/result").await.status, 204);
    assert_eq!(house.delete("/events/1/result").await.status, 404);
    assert_eq!(house.settle().await.resettled, 1);
    assert_eq!(house.get(&path).await.expect(200)["result"], "won");
    house.check().await;
    // Who settles a bet by hand is not overruled either.
    house.patch(&path, &json!({"result": "void"})).await.expect(200);
    house.result(1, "one", 0, 0, true).await;
    house.result(1, "two", 0, 0, true).await;
    assert_eq!(house.settle().await.looked_at, 0);
    assert_eq!(house.get(&path).await.expect(200)["result"], "void");
}

#[tokio::test]
async fn incidents_wait_for_a_rule_or_follow_it() {
    let house = House::new().await;
    let path = house.bet(&slip()).await;
    let both = json!({"bookmaker": "Winamax", "stake": 10, "legs": [
        {"match_id": "PSG - OM", "outcome": "1", "odds_value": "1.50"},
        {"match_id": "Lens - Lille", "outcome": "N", "odds_value": "3.00"},
    ]});
    let both = house.bet(&both).await;
    // No rule says what an award makes of a bet.
    let mut awarded = said(3, 0);
    awarded["incident"] = json!({"kind": "awarded", "side": "home"});
    house.put("/events/1/result", &awarded).await.expect(200);
    assert_eq!(house.settle().await.left_open, 2);
    let disputes = house.get("/results/disputes").await.expect(200);
    assert!(disputes[0]["reasons"][0].as_str().unwrap().contains("no rule says what an award"));
    // Broken off and never played to its end: void, and the accumulator goes on without it.
    let abandoned = json!({"incident": {"kind": "abandoned"}, "note": "floodlights"});
    house.put("/events/1/result", &abandoned).await.expect(200);
    let report = house.settle().await;
    assert_eq!((report.settled, report.partly), (1, 1));
    assert_eq!(house.get(&path).await.expect(200)["result"], "void");
    house.result(2, "feed", 1, 1, true).await;
    assert_eq!(house.settle().await.settled, 1);
    assert_eq!(house.get(&both).await.expect(200)["profit_loss"].to_string(), "20.00");
    // Played after all, within the hours: the void is taken back.
    let mut played = said(2, 0);
    played["incident"] = json!({"kind": "abandoned", "played_after_hours": 40});
    house.put("/events/1/result", &played).await.expect(200);
    assert_eq!(house.settle().await.resettled, 2);
    assert_eq!(house.get(&path).await.expect(200)["result"], "won");
    assert_eq!(house.get(&both).await.expect(200)["profit_loss"].to_string(), "35.00");
    house.check().await;
}

#[tokio::test]
async fn a_race_is_settled_with_its_dead_heats_and_withdrawals() {
    let house = House::new().await;
    let bet = |runner: &str, market: &str| {
        json!({"match_id": "The 3:15", "outcome": runner, "bookmaker": "Winamax", "sport": "horse_racing",
               "odds_value": "4.00", "stake": 300, "market_type": market})
    };
    let tied = house.bet(&bet("Red Rum", "outright")).await;
    let placed = house.bet(&bet("Red Rum", "place 3")).await;
    let gone = house.bet(&bet("Desert Orchid", "outright")).await;
    let result = json!({
        "finishes": [{"runner": "Red Rum", "place": 1, "tied": 3}, {"runner": "Arkle"}],
        "withdrawn": ["Desert Orchid"],
    });
    house.put("/events/1/result", &result).await.expect(200);
    assert_eq!(house.settle().await.settled, 3);
    let payout = async |path: &str| house.get(path).await.expect(200)["payout"].to_string();
    // Three tie for one place: a hundred stands at 4.00.
    assert_eq!(payout(&tied).await, "400.00");
    assert_eq!((payout(&placed).await, payout(&gone).await), ("1200.00".into(), "300.00".into()));
    house.check().await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_reason() {
    let house = House::new().await;
    let mut later = slip();
    later["match_id"] = json!("Lens - Lille");
    later["commence_time"] = json!("2026-11-23T20:00:00Z");
    house.bet(&slip()).await;
    house.bet(&later).await;
    for (event, body, field) in [
        (1, said(187, 6), "scores"),
        (1, json!({}), "scores"),
        (1, json!({"scores": [{"period": "half", "home": 1, "away": 0}]}), "scores[0].period"),
        (1, json!({"incident": {"kind": "awarded"}}), "incident"),
        (1, json!({"finishes": [{"runner": "A", "place": 1, "tied": 300}]}), "finishes"),
        (1, json!({"scores": [{"period": "full_time", "home": -1, "away": 0}]}), "scores"),
        (2, said(1, 0), "scores"),
    ] {
        let refused = house.put(&format!("/events/{event}/result"), &body).await;
        assert!(matches!(refused.status.as_u16(), 400 | 422), "{body}: {}", refused.text);
        assert!(refused.text.contains(field), "{field}: {}", refused.text);
    }
    assert_eq!(house.put("/events/99/result", &said(1, 0)).await.status, 404);
    // That it is put off is known before its start.
    let postponed = json!({"incident": {"kind": "postponed"}});
    house.put("/events/2/result", &postponed).await.expect(200);
    assert_eq!(house.settle().await.settled, 1);
    assert_eq!(house.get("/bets/bets/2").await.expect(200)["result"], "void");
}

#[tokio::test]
async fn union_berlin_against_bochum_is_settled_by_the_pitch_and_then_by_the_table() {
    let name = "union_berlin_against_bochum_is_settled_by_the_pitch_and_then_by_the_table";
    let Some(real) = real_data(name) else { return };
    let house = House::new().await;
    let import = async |file: &str, name: &str, at: &str| {
        let bytes = std::fs::read(real.join(file)).unwrap();
        let at = parse_timestamp(at).unwrap();
        let reading = read_file(name, &bytes, at).unwrap();
        let mut import =
            HistoryImport::new(house.store.clone(), VenueDefaults::default()).await.unwrap();
        import.store(&reading.matches, at).await.unwrap()
    };
    let february = "raw_quirks/D1_2425_partial_raw.csv";
    import(february, "D1_2425.csv", "2025-02-17T12:00:00Z").await;
    let events = house.store.history_events(None, 1000).await.unwrap();
    let event = events
        .iter()
        .map(|record| &record.event)
        .find(|event| event.home == "Union Berlin" && event.away == "Bochum")
        .unwrap();
    let bet = |outcome: &str, odds: &str| {
        json!({"match_id": event.slug, "outcome": outcome, "bookmaker": "Bet365",
               "odds_value": odds, "stake": 10, "placed_at": "2024-12-14T12:00:00Z"})
    };
    let draw = house.bet(&bet("N", "3.80")).await;
    let away = house.bet(&bet("2", "6.00")).await;
    let half = json!({"match_id": event.slug, "outcome": "under 2.5", "bookmaker": "Bet365",
        "market_type": "totals", "odds_value": "1.90", "stake": 10});
    let under = house.bet(&half).await;
    assert_eq!(house.settle().await.settled, 3);
    let came_to = async |path: &str| {
        let bet = house.get(path).await.expect(200);
        (bet["result"].as_str().unwrap().to_owned(), bet["profit_loss"].to_string())
    };
    assert_eq!(came_to(&draw).await, ("won".to_owned(), "28.00".to_owned()));
    assert_eq!(came_to(&away).await, ("lost".to_owned(), "-10.00".to_owned()));
    let profit =
        async || house.get("/stats/stats/bankroll").await.expect(200)["total_profit"].to_string();
    assert_eq!(profit().await, "27.00");

    import("football/D1_2425.csv", "D1_2425.csv", "2025-06-01T12:00:00Z").await;
    let report = house.settle().await;
    assert_eq!((report.resettled, report.left_open, report.failed), (2, 0, 0));
    assert_eq!(came_to(&draw).await, ("lost".to_owned(), "-10.00".to_owned()));
    assert_eq!(came_to(&away).await, ("won".to_owned(), "50.00".to_owned()));
    assert_eq!(came_to(&under).await, ("won".to_owned(), "9.00".to_owned()));
    assert_eq!(profit().await, "49.00");
    let why = house.get(&format!("{away}/explain")).await.expect(200);
    let said: Vec<&str> = why["legs"][0]["rulings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["said"].as_str().unwrap())
        .collect();
    assert_eq!(said, ["first_half 1-1, full_time 1-1", "full_time 0-2"]);
    // Placed, settled, undone, settled again.
    assert_eq!(why["entries"].as_array().unwrap().len(), 4);
    let again = house.check().await.entries;
    import("football/D1_2425.csv", "D1_2425.csv", "2025-06-02T12:00:00Z").await;
    assert_eq!(house.settle().await.looked_at, 0);
    assert_eq!(house.check().await.entries, again);
    // Both are measured by the close of the file.
    let bet = house.get(&away).await.expect(200);
    assert_eq!(bet["close_reference"], "pinnacle");
    assert!(bet["clv_fair"].is_number() && bet["clv"].is_number(), "{bet}");
}

#[tokio::test]
async fn a_dispute_is_found_behind_events_on_which_sources_agree() {
    let house = House::new().await;
    for (event, name) in (1..).zip(["A - B", "C - D", "E - F", "G - H", "I - J"]) {
        let mut named = slip();
        named["match_id"] = json!(name);
        house.bet(&named).await;
        house.result(event, "one", 2, 1, true).await;
        let disagrees = event >= 4;
        house.result(event, "two", if disagrees { 0 } else { 2 }, 1, true).await;
    }
    let first = house.get("/results/disputes?limit=1").await;
    let next = first.headers["link"].to_str().unwrap().to_owned();
    assert_eq!(first.expect(200)[0]["bets"], json!([4]));
    let path = next.split(['<', '>']).nth(1).unwrap();
    let second = house.get(path).await;
    assert!(!second.headers.contains_key("link"));
    assert_eq!(second.expect(200)[0]["bets"], json!([5]));
}
