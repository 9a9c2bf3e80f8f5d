//! Bets as a file, and back.

use serde_json::{Value, json};

use crate::house::House;

/// What differs between a bet and the same bet imported elsewhere: its number, its stamps, and the label
/// that it was imported under.
fn told(mut bet: Value) -> Value {
    let bare = bet.as_object_mut().unwrap();
    for field in ["id", "created_at", "updated_at", "settled_at"] {
        bare.remove(field);
    }
    let tags = bare["tags"].as_array_mut().unwrap();
    tags.retain(|tag| !tag.as_str().unwrap().starts_with("import:"));
    plain(bet)
}

/// Numbers without the digits that nobody needs; and match odds are what no market means.
fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(all) => all.into_iter().map(plain).collect(),
        Value::Object(all) => all
            .into_iter()
            .filter(|(name, value)| !(name == "market_type" && value == "h2h"))
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, plain(value)))
            .collect(),
        value => value,
    }
}

async fn all(house: &House) -> Vec<Value> {
    let bets = house.get("/bets/bets/?sort=created_at&limit=100").await.expect(200);
    bets.as_array().unwrap().iter().cloned().map(told).collect()
}

/// A bet of every kind.
async fn fill(house: &House) {
    let base = json!({"match_id": "PSG - OM", "outcome": "1", "bookmaker": "Winamax FR",
                      "odds_value": "2.10", "stake": 10, "placed_at": "2026-06-28T20:45:00Z"});
    for more in [
        json!({"result": "won", "tags": ["derby", "a,b"], "notes": "=1+1\nsecond \"line\""}),
        json!({"result": "void", "notes": "'=quoted", "tags": ["one", "two"]}),
        json!({"outcome": "OM +0.25", "market_type": "spreads", "commence_time": "2026-06-29T19:00:00Z"}),
        json!({"outcome": "Under", "market_type": "totals", "point": "2.25", "result": "half_won"}),
        json!({"outcome": "Over 2.5", "odds_value": "1.234", "stake": "12.34"}),
        json!({"outcome": "Mbappé", "market_type": "Buteur", "strategy": "value", "login": "second"}),
        json!({"bookmaker": "Betfair", "side": "lay", "odds_value": 5, "result": "won",
               "commission_rate": "0.02"}),
        json!({"bookmaker": "Betfair", "side": "lay", "odds_value": 3, "result": "lost"}),
        json!({"free_bet": true, "result": "won", "channel": "tabac"}),
        json!({"boost_rate": "0.5", "boost_max": 4, "result": "won", "odds_close": "1.95"}),
        json!({"result": "cashed_out", "payout": "12.50", "clv": "-3.25"}),
        json!({"result": "won", "actual_odds": "2.00", "currency": "NOK"}),
        json!({"result": "dead_heat_1_2", "sport": "golf", "match_id": "Open", "market_type": "Outright",
               "outcome": "Arnaud", "competition": "The Open"}),
        json!({"paper": true, "sport": "tennis", "match_id": "Gasquet v Monfils", "outcome": "Gasquet"}),
        json!({}),
        json!({}),
    ] {
        let mut body = base.clone();
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        house.bet(&body).await;
    }
    for result in [Value::Null, json!("won")] {
        let both = json!({"bookmaker": "Winamax FR", "stake": 10, "result": result,
            "placed_at": "2026-06-28T20:45:00Z", "legs": [
            {"match_id": "PSG - OM", "outcome": "1", "odds_value": "1.50"},
            {"match_id": "Lens - Lille", "outcome": "Lille +1.5", "odds_value": "1.333",
             "market_type": "spreads", "commence_time": "2026-06-29T19:00:00Z"},
        ]});
        house.bet(&both).await;
    }
}

#[tokio::test]
async fn what_was_exported_is_imported_as_it_was() {
    let house = House::new().await;
    fill(&house).await;
    let bets = all(&house).await;
    for style in ["", "&separator=semicolon&decimals=comma", "&separator=tab"] {
        let file = house.get(&format!("/bets/export?sort=created_at{style}")).await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"bets.csv\"");
        assert!(file.text.starts_with('\u{feff}') && file.text.contains("'=1+1"), "{}", file.text);
        let body = json!({"csv": file.text, "commit": true});

        let elsewhere = House::new().await;
        let done = elsewhere.post("/bets/import", &body).await.expect(200);
        assert_eq!(done["imported"], json!(bets.len()), "{done:#}");
        assert_eq!((&done["ignored_columns"], &done["remarked"]), (&json!([]), &json!(1)));
        let copies = all(&elsewhere).await;
        for (bet, copy) in bets.iter().zip(&copies) {
            assert_eq!(bet, copy, "{style}");
        }
        elsewhere.check().await;
        // There and here, every row is known.
        for known in [&elsewhere, &house] {
            let again = known.post("/bets/import", &body).await.expect(200);
            assert_eq!(again["known"], json!(bets.len()), "{again:#}");
        }
        // An imported bet keeps its number.
        let copy = elsewhere.get("/bets/export?sort=created_at").await;
        let again = elsewhere.post("/bets/import", &json!({"csv": copy.text})).await.expect(200);
        assert_eq!(again["known"], json!(bets.len()), "{again:#}");
    }
}

#[tokio::test]
async fn a_file_has_the_bets_of_its_list_from_every_page() {
    let house = House::new().await;
    let row = "2026-06-28,Lyon - Nice,1,2.5,4,shop\n";
    let csv = format!("date,match,selection,odds,stake,book\n{}", row.repeat(620));
    house.post("/bets/import", &json!({"csv": csv, "commit": true})).await.expect(200);
    house.bet(&crate::life::slip()).await;
    let lines = |text: &str| text.trim_end().split("\r\n").count() - 1;
    assert_eq!(lines(&house.get("/bets/export").await.text), 621);
    assert_eq!(lines(&house.get("/bets/export?bookmaker=shop").await.text), 620);
    assert_eq!(lines(&house.get("/bets/export?bookmaker=nowhere").await.text), 0);
    let refused = house.get("/bets/export?result=sunk").await;
    assert_eq!((refused.status.as_u16(), refused.fields()), (422, vec!["result"]));
    assert_eq!(house.get("/bets/export?separator=colon").await.status, 422);
}

#[tokio::test]
async fn an_accumulator_without_its_selections_is_no_single() {
    let house = House::new().await;
    let head = "date,match,selection,odds,stake,kind,legs";
    for (row, field) in [
        ("2026-06-28,A - B + C - D,1 + N,6,4,,", "legs"),
        ("2026-06-28,two matches,both,6,4,accumulator,", "legs"),
        ("2026-06-28,A - B,1,6,4,,oops", "legs"),
        (
            "2026-06-28,A - B,1,6,4,,\"[{\"\"match_id\"\":\"\"A\"\",\"\"outcome\"\":\"\"1\"\",\
          \"\"odds_value\"\":\"\"x\"\"}]\"",
            "legs",
        ),
    ] {
        let csv = format!("{head}\n{row}\n");
        let body = json!({"csv": csv, "bookmaker": "shop"});
        let preview = house.post("/bets/import", &body).await.expect(200);
        assert_eq!(preview["rows"][0]["errors"][0]["field"], field, "{row}: {preview}");
    }
}
