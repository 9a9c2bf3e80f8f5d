//! Adapters in code said in the language of descriptions: the same answers give the same snapshots.

use monps_adapters::the_odds_api::TheOddsApi;
use monps_core::adapter::{Adapter, Scope, Score, Snapshot, SourceEvent, Task};
use monps_core::catalog::Period;
use serde_json::Value;

use super::{described, drive, fixture, odds, reasons};
use crate::support::{fixture as native_fixture, recording, sample};

/// Both adapters on one answer.
fn both(task: &Task, pairs: &[(&str, &str)], body: &[u8]) -> [Snapshot; 2] {
    let told = |adapter: &dyn Adapter| {
        let told = drive(adapter, pairs, task, &mut |_| (200, body.to_vec())).unwrap();
        let [snapshot] = <[Snapshot; 1]>::try_from(told).unwrap();
        snapshot
    };
    [told(&TheOddsApi::new()), told(&described("the-odds-api.toml"))]
}

/// The order in which markets and prices stand means nothing.
fn sorted(mut events: Vec<SourceEvent>) -> Vec<SourceEvent> {
    for event in &mut events {
        event.markets.sort_by(|a, b| (&a.venue.key, &a.key).cmp(&(&b.venue.key, &b.key)));
        for market in &mut event.markets {
            market.quotes.sort_by(|a, b| (&a.selection, a.side).cmp(&(&b.selection, b.side)));
        }
    }
    events
}

#[test]
fn the_odds_api_on_recorded_odds() {
    for (name, sport, format, quotes) in [
        ("soccer_epl_2024-10-13.json", "soccer_epl", "decimal", 1014),
        ("nfl_odds_2022-10_american.json", "americanfootball_nfl", "american", 2498),
        ("ocl_RetrieveSportEventOddsAsyncResponse.json", "icehockey_nhl", "decimal", 28),
    ] {
        let Some(body) = recording(name) else {
            return;
        };
        let [code, words] = both(&odds(), &[("sports", sport), ("odds_format", format)], &body);
        assert_eq!(words.quote_count(), quotes, "{name}: {:?}", reasons(&words));
        assert_eq!(sorted(code.events), sorted(words.events), "{name}");
        assert_eq!(code.skipped, words.skipped, "{name}");
        assert_eq!((code.coverage, &code.competitions), (words.coverage, &words.competitions));
        assert_eq!(code.observed_at, words.observed_at);
    }
}

#[test]
fn the_odds_api_on_recorded_scores() {
    let Some(body) = recording("ocl_RetrieveSportScoresAsyncResponse.json") else {
        return;
    };
    let results = Task::results(Scope::default());
    let [code, words] = both(&results, &[("sports", "icehockey_nhl")], &body);
    let by_key = |mut snapshot: Snapshot| {
        snapshot.results.sort_by(|a, b| a.event_key.cmp(&b.event_key));
        snapshot.results
    };
    assert!(!code.results.is_empty());
    assert_eq!(by_key(code), by_key(words));
}

/// On an answer full of mistakes the same is kept.
#[test]
fn the_odds_api_on_an_answer_full_of_mistakes() {
    let [mut code, mut words] =
        both(&odds(), &[("sports", "soccer_epl")], &native_fixture("odds_football.json"));
    // A description takes a number for an id; the code does not.
    assert_eq!(words.events.iter().filter(|event| event.key == "7").count(), 1);
    words.events.retain(|event| event.key != "7");
    // A market whose key is no slug is left out by it, and kept as a foreign one by the code.
    for event in &mut code.events {
        event.markets.retain(|market| market.key.to_string() != "x-Not a slug");
    }
    assert_eq!(sorted(code.events), sorted(words.events));
    assert!(words.skipped.len() >= 15, "{:?}", words.skipped);
}

fn scores(snapshot: &Snapshot, key: &str) -> Vec<(Period, u32, u32)> {
    let result = snapshot.results.iter().find(|result| result.event_key == key).unwrap();
    let told = result.scores.iter();
    told.map(|score: &Score| (score.period, score.home, score.away)).collect()
}

#[test]
fn football_data_org_keeps_ninety_minutes_apart() {
    let adapter = described("football-data-org.toml");
    let results = Task::results(Scope::default());
    let mut path = String::new();
    let told = drive(&adapter, &[], &results, &mut |request| {
        path = format!("{} {:?}", request.path, request.query);
        (200, fixture("football_data_org_matches.json"))
    });
    let snapshot = &told.unwrap()[0];
    assert!(path.starts_with("/competitions/PL/matches") && path.contains("2024-10-10"), "{path}");
    assert_eq!(scores(snapshot, "1"), [(Period::FullTime, 2, 1), (Period::FirstHalf, 1, 0)]);
    let shootout =
        [(Period::FullTime, 2, 1), (Period::FirstHalf, 0, 0), (Period::WithOvertime, 2, 1)];
    assert_eq!(scores(snapshot, "2"), shootout);
    let extra = [(Period::FullTime, 2, 1), (Period::FirstHalf, 2, 0), (Period::WithOvertime, 4, 1)];
    assert_eq!(scores(snapshot, "3"), extra);
    let finals: Vec<bool> = snapshot.results.iter().map(|result| result.is_final).collect();
    assert_eq!(finals, [true, true, true, false]);
    assert_eq!(reasons(snapshot), ["the event is over and has no score"]);
}

/// Against the raw answer, read without any of our code.
#[test]
fn football_data_org_on_recorded_matches() {
    for (name, finished) in
        [("Competition-2001", 105), ("Competition-2002", 54), ("Competition-2013", 260)]
    {
        let Some(body) = sample(&format!("football-data-org/{name}-Matches.body.json")) else {
            return;
        };
        let raw: Value = serde_json::from_slice(&body).unwrap();
        let results = Task::results(Scope::default());
        let adapter = described("football-data-org.toml");
        let told = drive(&adapter, &[], &results, &mut |_| (200, body.clone())).unwrap();
        let snapshot = &told[0];
        let finals = snapshot.results.iter().filter(|result| result.is_final).count();
        assert_eq!(finals + snapshot.skipped.len(), finished, "{name}");
        for played in raw["matches"].as_array().unwrap() {
            if played["status"] != "FINISHED" || played["score"]["fullTime"]["home"].is_null() {
                continue;
            }
            let part = |part: &str, side: &str| played["score"][part][side].as_u64().unwrap_or(0);
            let ninety = |side: &str| {
                part("fullTime", side) - part("extraTime", side) - part("penalties", side)
            };
            let told = scores(snapshot, &played["id"].to_string())[0];
            let (home, away) = (u64::from(told.1), u64::from(told.2));
            assert_eq!((told.0, home, away), (Period::FullTime, ninety("home"), ninety("away")));
        }
        if name == "Competition-2001" {
            assert_eq!(scores(snapshot, "418518")[0], (Period::FullTime, 2, 1));
        }
    }
}
