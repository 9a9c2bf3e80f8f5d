//! Bets from a table: previewed, recorded once, and told what does not add up.

use monps_core::time::TimeDelta;
use serde_json::{Value, json};

use super::house::House;
use crate::support::real_data;

const TABLE: &str = "\u{feff}Date;Match;Pick;Cote finale;Mise_EUR;Result;Payout;Ref
28/06/2026 20:45;PSG - OM;PSG;1,80;10;won;18;A1
28/06/2026;Nantes - Lens (Ligue 1);Over 2.5;2,00;5;lost;0;A2
28/06/2026;Nantes - Lens (Ligue 1);First goal by a defender;11,0;2;won;20;A3
29/06/2026;Lyon - Nice;N;3,10;4;pending;;A4
29/06/2026;Lyon - Nice;N;3,10;4;pending;;A4
30/06/2026;Lyon - Metz;N;abc;-4;sunk;;A5
";

fn body(commit: bool) -> Value {
    json!({"csv": TABLE, "bookmaker": "Parions Sport", "channel": "tabac",
           "columns": {"odds": "Cote finale", "stake": "Mise_EUR"}, "commit": commit})
}

fn states(report: &Value) -> Vec<&str> {
    let rows = report["rows"].as_array().unwrap();
    rows.iter().map(|row| row["state"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_preview_writes_nothing_and_a_commit_is_done_once() {
    let house = House::new().await;
    let preview = house.post("/bets/import", &body(false)).await.expect(200);
    assert_eq!(states(&preview), ["new", "new", "new", "new", "repeated", "refused"]);
    assert_eq!(preview["rows"][4]["repeats_line"], 5);
    assert_eq!(preview["columns"]["odds"], "Cote finale");
    let wrong: Vec<&Value> = preview["rows"][5]["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| &error["field"])
        .collect();
    assert_eq!(wrong, ["odds", "result", "stake"]);
    assert!(house.get("/bets/bets/").await.expect(200).as_array().unwrap().is_empty());

    let done = house.post("/bets/import", &body(true)).await.expect(200);
    assert_eq!(
        states(&done),
        ["imported", "imported", "imported", "imported", "repeated", "refused"]
    );
    assert_eq!(
        (&done["imported"], &done["known"], &done["refused"]),
        (&json!(4), &json!(1), &json!(1))
    );
    let remark = done["rows"][2]["remarks"].as_array().unwrap();
    assert_eq!(remark[0], "the payout 20 disagrees with stake × odds, which is 22");
    assert!(remark[1].as_str().unwrap().contains("a person settles it"));
    let first = house.get(&format!("/bets/bets/{}", done["rows"][0]["bet_id"])).await.expect(200);
    assert_eq!((&first["outcome"], &first["result"]), (&json!("PSG"), &json!("won")));
    assert_eq!(first["payout"].as_f64(), Some(18.0));
    assert_eq!((&first["bet_type"], &first["market_type"]), (&json!("tabac"), &Value::Null));
    house.check().await;

    let again = house.post("/bets/import", &body(true)).await.expect(200);
    assert_eq!(states(&again), ["known", "known", "known", "known", "repeated", "refused"]);
    let bets = house.get("/bets/bets/").await.expect(200);
    assert_eq!(bets.as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_bet_that_was_recorded_by_hand_is_known() {
    let house = House::new().await;
    let by_hand = json!({"match_id": "PSG - OM", "outcome": "PSG", "bookmaker": "Parions Sport",
                         "odds_value": 1.80, "stake": 10, "placed_at": "2026-06-28T20:40:00Z"});
    let bet = house.post("/bets/bets/", &by_hand).await.expect(201);
    let preview = house.post("/bets/import", &body(false)).await.expect(200);
    assert_eq!(
        (&preview["rows"][0]["state"], &preview["rows"][0]["bet_id"]),
        (&json!("known"), &bet["id"])
    );
    assert_eq!(preview["rows"][0]["remarks"][0], "the same bet was recorded by hand");
    assert_eq!(preview["rows"][1]["state"], "new");
}

#[tokio::test]
async fn equal_rows_without_a_number_are_bets_of_their_own() {
    let house = House::new().await;
    let csv = "date,home team,away team,selection,odds,stake\n\
               2026-06-28,Lyon,Nice,1,2.5,4\n2026-06-28,Lyon,Nice,1,2.5,4\n";
    let body = json!({"csv": csv, "bookmaker": "shop", "commit": true});
    let done = house.post("/bets/import", &body).await.expect(200);
    assert_eq!(states(&done), ["imported", "imported"]);
    let again = house.post("/bets/import", &body).await.expect(200);
    assert_eq!(states(&again), ["known", "known"]);
}

#[tokio::test]
async fn what_is_no_table_is_refused_by_name() {
    let house = House::new().await;
    for (body, field) in [
        (json!({"csv": "date,match", "bookmaker": "shop"}), "csv"),
        (json!({"csv": "a,b\n1,2\n", "bookmaker": "shop"}), "mapping.odds"),
        (json!({"csv": "date,match,selection,odds,stake\n,,,,\n"}), "bookmaker"),
        (json!({"csv": TABLE, "bookmaker": "shop", "columns": {"odds": "?"}}), "mapping.odds"),
        (json!({"csv": TABLE, "bookmaker": "shop", "columns": {"price": "x"}}), "columns.price"),
    ] {
        let answer = house.post("/bets/import", &body).await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.text);
        assert!(answer.fields().contains(&field), "{field}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_real_ledger_with_what_disagrees_in_it() {
    let Some(data) = real_data("a real ledger") else { return };
    let csv = std::fs::read_to_string(data.join("ledgers/norsk_tipping_bets_2026.csv")).unwrap();
    let house = House::new().await;
    let body = json!({"csv": csv, "bookmaker": "Norsk Tipping", "commit": true});
    let done = house.post("/bets/import", &body).await.expect(200);
    assert_eq!((&done["imported"], &done["refused"]), (&json!(28), &json!(0)), "{done}");
    let sums = &done["sums"][0];
    assert_eq!((&sums["currency"], &sums["stakes"]), (&json!("NOK"), &json!(329)));
    assert_eq!(sums["profit"].to_string(), "-12.23");
    let rows = done["rows"].as_array().unwrap();
    let disagrees = |row: &&Value| {
        let mut remarks = row["remarks"].as_array().unwrap().iter();
        remarks.any(|remark| remark.as_str().unwrap().contains("disagrees with stake × odds"))
    };
    assert_eq!(rows.iter().filter(disagrees).count(), 4);
    // What was booked is what the venue paid.
    house.wait(TimeDelta::seconds(1));
    let bets = house.get("/bets/bets/?limit=100").await.expect(200);
    let profit: f64 =
        bets.as_array().unwrap().iter().map(|bet| bet["profit_loss"].as_f64().unwrap()).sum();
    assert!((profit + 12.23).abs() < 1e-9, "{profit}");
    house.check().await;
}
