//! Real answers of the venues: every price and every result is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use monps_adapters::api_football::ApiFootball;
use monps_adapters::football_data_org::FootballDataOrg;
use monps_adapters::parions_sport::ParionsSport;
use monps_adapters::pinnacle::Pinnacle;
use monps_core::adapter::{Adapter, Capability, Request, Scope, Snapshot, Task};
use monps_core::catalog::{MarketKind, Period, Selection, Sport};
use monps_core::error::adapter::FaultCode;
use monps_core::time::parse_timestamp;
use rust_decimal::{Decimal, RoundingStrategy, dec};
use serde_json::Value;

use crate::football_data_org::scores_of;
use crate::parions_sport::ON;
use crate::support::{Talk, at, check_sound, ok, recording, talk};

fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap()
}

/// Plays fixtures and odds of PS3838 at an instant.
fn ps3838(odds: &str, instant: &str, live: &str) -> Option<(Snapshot, Value)> {
    let fixtures = recording("pinnacle/ps3838_fixtures.json")?;
    let odds = recording(odds)?;
    let context = at(parse_timestamp(instant).unwrap(), &[("live", live)]);
    let answer = |request: &Request| {
        ok(if request.path.ends_with("/odds") { odds.clone() } else { fixtures.clone() })
    };
    let told = talk(&Pinnacle::ps3838(), &context, &Task::odds(Scope::default()), answer).only();
    check_sound(std::slice::from_ref(&told));
    Some((told, json(&odds)))
}

/// Counts the prices of an answer without any of our own code.
fn count_prices(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(count_prices).sum(),
        Value::Object(fields) => {
            let named = ["home", "draw", "away", "over", "under"];
            let here = fields
                .iter()
                .filter(|(key, value)| named.contains(&key.as_str()) && value.is_number());
            here.count() + fields.values().map(count_prices).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn fixtures_of_ps3838() {
    let Some(body) = recording("pinnacle/ps3838_fixtures.json") else { return };
    let raw = json(&body);
    let events: Vec<&Value> = raw["league"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|league| league["events"].as_array().unwrap())
        .collect();
    let of_unit = |unit| events.iter().filter(|event| event["resultingUnit"] == unit).count();
    assert_eq!((events.len(), of_unit("Regular")), (3125, 2675));
    assert_eq!(raw["league"].as_array().unwrap().len(), 474);
    assert_eq!(events.iter().filter(|event| event["parentId"].is_u64()).count(), 535);
    let odds = "pinnacle/ps3838_get_odds.json";
    let (told, _) = ps3838(odds, "2025-03-31T18:00:00Z", "true").unwrap();
    // Those in play are joined to their parents.
    let regular = events.iter().filter(|event| event["resultingUnit"] == "Regular");
    let keys: BTreeSet<u64> = regular
        .map(|event| match event["liveStatus"].as_u64() {
            Some(1) => event["parentId"].as_u64().or_else(|| event["id"].as_u64()).unwrap(),
            _ => event["id"].as_u64().unwrap(),
        })
        .collect();
    assert_eq!(told.events.len(), keys.len());
    let reasons: Vec<&str> = told.skipped.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "67 events are about Bookings, and are not read",
            "383 events are about Corners, and are not read",
        ]
    );
}

#[test]
fn odds_of_ps3838() {
    let odds = "pinnacle/ps3838_get_odds.json";
    let Some((told, raw)) = ps3838(odds, "2025-03-31T18:00:00Z", "false") else { return };
    assert_eq!(raw["leagues"].as_array().unwrap().len(), 1);
    let priced: Vec<_> = told.events.iter().filter(|event| !event.markets.is_empty()).collect();
    assert_eq!(priced.len(), 11);
    assert_eq!(told.quote_count(), count_prices(&raw), "every price is a quote");
    assert_eq!(told.quote_count(), 66 + 308 + 264 + 88);
    // After the last cut-off nothing can be bet on.
    let (late, _) = ps3838(odds, "2025-05-01T00:00:00Z", "false").unwrap();
    assert_eq!(late.quote_count(), 0);
}

#[test]
fn odds_of_ps3838_in_play() {
    let odds = "pinnacle/ps3838_live_odds.json";
    let Some((told, raw)) = ps3838(odds, "2025-03-31T18:56:00Z", "true") else { return };
    let events: usize = raw["leagues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["events"].as_array().unwrap().len())
        .sum();
    assert_eq!(events, 81);
    let priced = told.events.iter().filter(|event| !event.markets.is_empty()).count();
    assert!(priced > 0 && told.quote_count() < count_prices(&raw));
    // No handicap of a match whose score is not level is passed on.
    let level: BTreeMap<String, bool> = raw["leagues"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|league| league["events"].as_array().unwrap())
        .filter_map(|event| {
            let period = event["periods"].as_array()?.iter().find(|p| p["number"] == 0)?;
            Some((event["id"].to_string(), period["homeScore"] == period["awayScore"]))
        })
        .collect();
    assert!(level.values().any(|level| !level));
    let handicaps = told.skipped.iter().filter(|one| one.reason.contains("not level")).count();
    assert_eq!(handicaps, 41, "parts with handicaps that count from another score");
}

#[test]
fn odds_of_api_football() {
    let Some(odds) = recording("api-football/api_football_odds_lec.json") else { return };
    // The odds name a fixture by its id alone: this is what its league's answer would say of it.
    let fixtures = r#"{"get":"fixtures","parameters":{},"errors":[],"results":1,"paging":{"current":1,"total":1},"response":[
        {"fixture":{"id":1570341,"timestamp":1786822200,"status":{"short":"NS"}},"league":{"id":140,"name":"La Liga","country":"Spain","season":2026},
         "teams":{"home":{"name":"Home"},"away":{"name":"Away"}},"goals":{"home":null,"away":null},"score":{}}]}"#;
    let context = at(parse_timestamp("2026-08-15T12:00:00Z").unwrap(), &[("leagues", "140")]);
    let answer = |request: &Request| match request.path.as_str() {
        "/odds" => ok(odds.clone()),
        _ => ok(fixtures.as_bytes().to_vec()),
    };
    let told = talk(&ApiFootball::new(), &context, &Task::odds(Scope::default()), answer).only();
    check_sound(std::slice::from_ref(&told));
    let markets = &told.events[0].markets;
    assert_eq!((markets.len(), told.quote_count(), told.skipped.len()), (11, 33, 0));
    assert!(markets.iter().all(|market| market.key.kind == MarketKind::DoubleChance));
    let venues: BTreeSet<&str> = markets.iter().map(|market| market.venue.key.as_str()).collect();
    assert_eq!(venues.len(), 11);
    let first = &markets[0].quotes[0];
    assert_eq!((&first.selection, first.price.price().get()), (&Selection::HomeOrDraw, dec!(1.33)));
}

#[test]
fn fixtures_and_errors_of_api_football() {
    let play = |name: &str, task: &Task| -> Option<Talk> {
        let body = recording(name)?;
        let context = at(parse_timestamp("2024-04-01T00:00:00Z").unwrap(), &[("leagues", "2")]);
        Some(talk(&ApiFootball::new(), &context, task, |_| ok(body.clone())))
    };
    let results = Task::results(Scope::default());
    let Some(told) = play("api-football/fixtures-cl-penalties.json", &results) else { return };
    let told = told.only();
    let (half, full, with) = (Period::FirstHalf, Period::FullTime, Period::WithOvertime);
    // Shoot-outs of 3-2 and 4-2 are in no score.
    assert_eq!(scores_of(&told, "1149519"), [(half, 1, 1), (full, 2, 1), (with, 2, 1)]);
    assert_eq!(scores_of(&told, "1149523"), [(half, 1, 0), (full, 1, 0), (with, 1, 0)]);
    assert_eq!((told.results.len(), told.skipped.len()), (2, 0));
    let told = play("api-football/fixtures-bundes-ns-pst.json", &results).unwrap().only();
    assert_eq!((told.results.len(), told.skipped.len()), (0, 0), "71 are to be played");
    let catalogue = Task::new(Capability::Catalogue, Scope::default());
    let told = play("api-football/leagues-current-de.json", &catalogue).unwrap().only();
    assert_eq!((told.catalogue.len(), told.skipped.len()), (33, 0));
    for name in ["injuries-error.json", "venue-camp-nou-error.json"] {
        let fault = play(&format!("api-football/{name}"), &results).unwrap().fault.unwrap();
        assert_eq!(fault.code, FaultCode::BadConfig, "{fault}");
    }
    // An answer about something else is told apart from one about fixtures.
    for name in ["timezones.json", "countries-full.json", "standings-epl-2022.json"] {
        let told = play(&format!("api-football/{name}"), &results).unwrap().only();
        assert!(told.results.is_empty() && !told.skipped.is_empty(), "{name}");
    }
}

#[test]
fn matches_of_football_data_org() {
    let task = Task::results(Scope::default());
    let context = at(parse_timestamp("2022-09-13T00:00:00Z").unwrap(), &[]);
    for (name, finished) in [
        ("Competition-2001-Matches", 105),
        ("Competition-2002-Matches", 54),
        ("Competition-2013-Matches", 260),
        ("Match-417211", 1),
        ("Match-418515", 1),
        ("Match-418527", 1),
        ("Match-418531", 1),
        ("Match-417211-Head2Head", 5),
        ("Match-418531-Head2Head", 2),
        ("Matches", 0),
        ("Team-5-matches", 7),
    ] {
        let Some(body) = recording(&format!("football-data-org/{name}.body.json")) else { return };
        let told = talk(&FootballDataOrg::new(), &context, &task, |_| ok(body.clone())).only();
        check_sound(std::slice::from_ref(&told));
        assert_eq!((told.results.len(), told.skipped.len()), (finished, 0), "{name}");
        assert_eq!(told.events.len(), finished, "{name}");
    }
    for name in ["Competition-2000", "Competition-2002-Standings", "Competition-2013-Standings"] {
        let body = recording(&format!("football-data-org/{name}.body.json")).unwrap();
        let told = talk(&FootballDataOrg::new(), &context, &task, |_| ok(body.clone()));
        let refused = told.fault.is_some() || !told.snapshots[0].skipped.is_empty();
        assert!(refused, "{name} has no matches, and nothing is made of it");
    }
    let body = recording("football-data-org/Competitions.body.json").unwrap();
    let task = Task::new(Capability::Catalogue, Scope::default());
    let told = talk(&FootballDataOrg::new(), &context, &task, |_| ok(body.clone())).only();
    assert_eq!((told.catalogue.len(), told.skipped.len()), (13, 0));
}

#[test]
fn a_shoot_out_of_football_data_org_is_taken_out_of_the_score() {
    let name = "football-data-org/Competition-2001-Matches.body.json";
    let Some(body) = recording(name) else { return };
    let context = at(parse_timestamp("2022-09-13T00:00:00Z").unwrap(), &[]);
    let task = Task::results(Scope::default());
    let told = talk(&FootballDataOrg::new(), &context, &task, |_| ok(body.clone())).only();
    let scores = |home: &str| {
        let events = told.events.iter().filter(|event| event.home.contains(home));
        let all = events.map(|event| scores_of(&told, &event.key));
        all.filter(|scores| scores.len() == 3).collect::<Vec<_>>()
    };
    let (half, full, with) = (Period::FirstHalf, Period::FullTime, Period::WithOvertime);
    // 6-6 with 4-5 in the shoot-out: 2-1 after ninety minutes and after extra time.
    assert_eq!(scores("Rīgas"), [[(half, 0, 0), (full, 2, 1), (with, 2, 1)]]);
    // 2-2 after extra time with 0-1 in it, decided over two legs.
    assert_eq!(scores("Zürich"), [[(half, 1, 0), (full, 2, 1), (with, 2, 2)]]);
    let all = told.results.iter().filter(|result| result.scores.iter().any(|s| s.period == with));
    assert_eq!(all.count(), 11);
}

#[test]
fn the_offer_of_fdj_in_2017() {
    let Some(body) = recording("fdj-parionssport/pointdevente_1n2_offre_2017-07.json") else {
        return;
    };
    let raw = json(&body);
    let games = raw.as_array().unwrap();
    assert_eq!(games.len(), 274);
    assert_eq!(games.iter().filter(|game| game["sportId"] == "100").count(), 206);
    assert_eq!(games.iter().filter(|game| game["marketType"] == "1/N/2").count(), 233);
    let context = at(parse_timestamp("2017-07-28T12:00:00Z").unwrap(), &ON);
    let task = Task::odds(Scope::default());
    let told = talk(&ParionsSport::new(), &context, &task, |_| ok(body.clone())).only();
    check_sound(std::slice::from_ref(&told));
    let football = told.events.iter().filter(|event| event.sport == Sport::FOOTBALL).count();
    // One whose dashes do not tell its sides, and one about the winner of a cup.
    assert_eq!(football, 204);
    assert!(told.skipped.iter().any(|one| one.reason.contains("Sochaux-Bourg-en-Bresse")));
    // Every match was read, or left out and said so.
    let left_out = told.skipped.iter().filter(|one| !one.at.contains("/market")).count();
    assert_eq!(told.events.len() + left_out, 274);
    let mut sums: Vec<Decimal> = Vec::new();
    for event in &told.events {
        let heads = event.markets.iter().filter(|market| {
            let whole = market.key.period != Period::FirstHalf;
            matches!(market.key.kind, MarketKind::MatchOdds) && whole
        });
        sums.extend(heads.map(|market| {
            market.quotes.iter().map(|quote| quote.price.price().implied()).sum::<Decimal>()
        }));
    }
    sums.sort();
    let strategy = RoundingStrategy::MidpointNearestEven;
    let median = (sums[(sums.len() - 1) / 2] + sums[sums.len() / 2]) / dec!(2);
    assert_eq!((sums.len(), median.round_dp_with_strategy(3, strategy)), (224, dec!(1.199)));
    let formula = recording("fdj-parionssport/formule.json").unwrap();
    let refused = talk(&ParionsSport::new(), &context, &task, |_| ok(formula.clone()));
    assert_eq!(refused.fault.unwrap().code, FaultCode::SchemaDrift, "one bet is no offer");
}

#[test]
fn every_manifest_of_a_recorded_venue_is_registered() {
    let registry = monps_adapters::registry::Registry::builtin();
    for adapter in [
        &ApiFootball::new() as &dyn Adapter,
        &FootballDataOrg::new(),
        &ParionsSport::new(),
        &Pinnacle::ps3838(),
        &Pinnacle::own(),
    ] {
        assert!(registry.get(&adapter.manifest().id).is_some());
    }
}
