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
    assert_eq!((&first["channel"], &first["market_type"]), (&json!("tabac"), &Value::Null));
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
    for (mut body, field) in [
        (json!({"csv": "date,match", "bookmaker": "shop"}), "csv"),
        (json!({"csv": "a,b\n1,2\n", "bookmaker": "shop"}), "mapping.odds"),
        (json!({"csv": "date,match,selection,odds,stake\n,,,,\n"}), "bookmaker"),
        (json!({"csv": TABLE, "bookmaker": "shop", "columns": {"odds": "?"}}), "mapping.odds"),
        (json!({"csv": TABLE, "bookmaker": "shop", "columns": {"price": "x"}}), "columns.price"),
    ] {
        body["commit"] = json!(true);
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

#[tokio::test]
async fn a_preview_refuses_what_recording_refuses() {
    let house = House::new().await;
    let csv = "date,match,selection,odds,stake,currency,sport,result,payout\n\
               2026-06-28,A - B,1,1.00,4,EUR,football,,\n\
               2026-06-28,A - B,1,2.00,4,EURO,football,,\n\
               2026-06-28,A - B,1,2.00,4,EUR,curling stones!,,\n\
               2027-06-28,A - B,1,2.00,4,EUR,football,,\n\
               2026-06-28,A - B,1,2.00,4,EUR,football,cashed out,\n\
               2026-06-28,A - B,1,2.00,4.125,EUR,football,,\n\
               28/06/26,A - B,1,2.00,4,EUR,football,,\n\
               2026-06-28,A - B,1,2.00,4,EUR,football,won,9999999999999\n\
               2026-06-28,A - B,1,99999999999999999999999999999,4,EUR,football,won,\n\
               2026-06-28,A - B,1,1000000,1000000000000,EUR,football,won,\n";
    let body = |commit| json!({"csv": csv, "bookmaker": "shop", "commit": commit});
    let preview = house.post("/bets/import", &body(false)).await.expect(200);
    let fields: Vec<&Value> =
        preview["rows"].as_array().unwrap().iter().map(|row| &row["errors"][0]["field"]).collect();
    assert_eq!(
        fields,
        [
            "odds_value",
            "currency",
            "sport",
            "placed_at",
            "payout",
            "stake",
            "placed_at",
            "payout",
            "odds",
            "actual_odds"
        ],
        "{preview}"
    );
    assert_eq!((&preview["refused"], &preview["new"]), (&json!(10), &json!(0)));
    let done = house.post("/bets/import", &body(true)).await.expect(200);
    assert_eq!((&done["refused"], &done["imported"]), (&json!(10), &json!(0)));
}

#[tokio::test]
async fn a_venue_has_one_name_however_it_is_written() {
    let house = House::new().await;
    let venue = |key: &str, title: &str| monps_core::adapter::SourceVenue {
        key: key.parse().unwrap(),
        title: title.to_owned(),
        kind: monps_core::catalog::VenueKind::Bookmaker,
    };
    let defaults = monps_server::collector::VenueDefaults::default();
    let stored = defaults.venue(&venue("williamhill", "William Hill"));
    house.store.ensure_venues(&[stored]).await.unwrap();
    let by_hand = json!({"match_id": "PSG - OM", "outcome": "1", "bookmaker": "William Hill",
                         "odds_value": 1.80, "stake": 10, "placed_at": "2026-06-28T20:40:00Z"});
    let bet = house.post("/bets/bets/", &by_hand).await.expect(201);
    let row = "2026-06-28,PSG - OM,1,1.8,10,william hill\n";
    let csv = format!("date,match,selection,odds,stake,book\n{row}{row}");
    let body = json!({"csv": csv, "commit": true});
    let done = house.post("/bets/import", &body).await.expect(200);
    // One of two equal rows is the one that was recorded by hand; the other is another bet.
    assert_eq!(states(&done), ["known", "imported"]);
    assert_eq!(done["rows"][0]["bet_id"], bet["id"]);
    let again = house.post("/bets/import", &body).await.expect(200);
    assert_eq!(states(&again), ["known", "known"]);
}

#[tokio::test]
async fn a_file_that_is_imported_twice_at_once_is_recorded_once() {
    let house = House::new().await;
    // Another process over the same file, and another request of this one.
    let other = house.another().await;
    let body = body(true);
    let (one, two, three) = tokio::join!(
        house.post("/bets/import", &body),
        house.post("/bets/import", &body),
        other.post("/bets/import", &body),
    );
    let reports = [one, two, three].map(|answer| answer.expect(200));
    let imported: u64 = reports.iter().map(|report| report["imported"].as_u64().unwrap()).sum();
    let refused: u64 = reports.iter().map(|report| report["refused"].as_u64().unwrap()).sum();
    assert_eq!((imported, refused), (4, 3), "{reports:#?}");
    let bets = house.get("/bets/bets/").await;
    assert_eq!(bets.headers["x-total-count"], "4");
    house.check().await;

    // What was deleted may be imported again.
    let id = &bets.expect(200)[0]["id"];
    house.delete(&format!("/bets/bets/{id}")).await.expect(204);
    let again = house.post("/bets/import", &body).await.expect(200);
    assert_eq!((&again["imported"], &again["known"]), (&json!(1), &json!(4)));
}

#[tokio::test]
async fn twenty_thousand_equal_rows_are_planned_in_bounded_work() {
    let house = House::new().await;
    let row = "2026-06-28,Lyon - Nice,1,2.5,4\n";
    let csv = format!("date,match,selection,odds,stake\n{}", row.repeat(20_000));
    let preview =
        house.post("/bets/import", &json!({"csv": csv, "bookmaker": "shop"})).await.expect(200);
    assert_eq!(preview["new"], 20_000);
    assert_eq!(preview["sums"][0]["stakes"], json!(80_000));
}

#[tokio::test]
async fn a_heading_that_is_a_fields_own_word_goes_before_others() {
    let house = House::new().await;
    let csv = "id,placed_at,match_id,home_team,away_team,market_type,outcome,bookmaker,odds_value,\
               stake,status,result,payout,profit_loss\n\
               7,2026-06-28T12:00:00Z,A - B,A,B,h2h,1,shop,2.5,4,settled,won,10,6\n";
    let preview = house.post("/bets/import", &json!({"csv": csv})).await.expect(200);
    assert_eq!(preview["columns"]["result"], "result");
    assert_eq!(preview["ignored_columns"], json!(["status"]));
    assert_eq!(states(&preview), ["new"], "{preview}");
}

#[tokio::test]
async fn a_french_spreadsheet_is_read_as_it_is() {
    let house = House::new().await;
    let csv = "Date;Équipe 1;Équipe 2;Pronostic;Opérateur;Cote;Montant;Résultat;Ligne;Canal;\
               Pari gratuit;Clôture;Étiquettes;Note\r\n\
               22/11/2026 10:45;Lyon;Nice;over;FDJ;1,85;1 250,50;Gagné;2,5;tabac;oui;1,80;\
               derby, pluie;'=1+1\r\n";
    let body = json!({"csv": csv, "commit": true});
    let done = house.post("/bets/import", &body).await.expect(200);
    assert_eq!((&done["ignored_columns"], &done["imported"]), (&json!([]), &json!(1)), "{done}");
    let bet = house.get("/bets/bets/1").await.expect(200);
    assert_eq!((&bet["channel"], &bet["free_bet"]), (&json!("tabac"), &json!(true)));
    assert_eq!((&bet["match_id"], &bet["notes"]), (&json!("Lyon - Nice"), &json!("=1+1")));
    assert_eq!(
        (&bet["legs"][0]["market"], &bet["legs"][0]["line"]),
        (&json!("total"), &json!(2.5))
    );
    assert_eq!(bet["odds_close"].to_string(), "1.80");
    assert_eq!(bet["profit_loss"].to_string(), "1062.93");
    let tags: Vec<&str> =
        bet["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect();
    assert_eq!(tags[..2], ["derby", "pluie"]);
}

#[tokio::test]
async fn what_no_column_tells_is_asked_for() {
    let house = House::new().await;
    let csv = "when,teams,selection,cote finale,stake\n2026-06-28,A - B,1,2.5,4\n";
    let preview = house.post("/bets/import", &json!({"csv": csv})).await.expect(200);
    assert_eq!(preview["missing"], json!(["placed_at", "match", "odds", "bookmaker"]));
    assert_eq!(preview["ignored_columns"], json!(["when", "teams", "cote finale"]));
    assert_eq!((&preview["total"], &preview["rows"]), (&json!(1), &json!([])));
    let columns = json!({"placed_at": "when", "match": "teams", "odds": "cote finale"});
    let body = json!({"csv": csv, "columns": columns, "bookmaker": "shop"});
    let preview = house.post("/bets/import", &body).await.expect(200);
    assert_eq!((&preview["missing"], states(&preview)), (&json!([]), vec!["new"]));
}
