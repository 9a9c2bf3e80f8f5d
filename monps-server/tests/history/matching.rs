//! `monps match report` on real truth, and what must stay apart in it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use monps_core::catalog::Sport;
use monps_core::catalog::matching::{Aliases, Clock, Contest, Decision, match_contests};
use serde_json::Value;

use super::support::real_data;
use super::{monps, succeeded};

fn report(arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [&["match", "report", "--json"], arguments].concat();
    serde_json::from_str(&succeeded(&monps(folder.path(), &arguments))).unwrap()
}

fn share(report: &Value, name: &str) -> f64 {
    report[name].as_str().unwrap().parse().unwrap()
}

fn path(data: &Path, name: &str) -> String {
    data.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_season_of_four_leagues_by_names_and_times() {
    let Some(data) = real_data("match report on events") else { return };
    let report = &report(&["--events", &path(&data, "events_truth.tsv")])["events"];
    assert_eq!(report["pairs"], 1924);
    assert!(share(report, "precision") >= 0.999, "{report}");
    assert!(share(report, "recall") >= 0.97, "{report}");
}

#[test]
fn names_of_many_sources_in_their_rosters() {
    let Some(data) = real_data("match report on aliases") else { return };
    let report = &report(&["--aliases", &path(&data, "aliases.tsv")])["aliases"];
    assert_eq!(report["pairs"], 6332);
    assert!(share(report, "precision") >= 0.995, "{report}");
    for source in report["sources"].as_array().unwrap() {
        let is_latin =
            !["ru_curated", "sofascore_ru", "sofascore_ar", "sofascore_bn", "sofascore_hi"]
                .contains(&source["source"].as_str().unwrap());
        // A handful of names says nothing.
        if is_latin && source["pairs"].as_u64() >= Some(20) {
            assert!(share(source, "recall") >= 0.9, "{source}");
        }
    }
}

/// The rows of the truth as contests of either source.
fn season(data: &Path) -> (Vec<Contest>, Vec<Contest>) {
    let text = std::fs::read_to_string(data.join("events_truth.tsv")).unwrap();
    let contest = |cells: &[&str], format: &str| {
        let at = format!("{} {}", cells[0], cells[1]);
        let at = NaiveDateTime::parse_from_str(&at, format).unwrap().and_utc();
        Contest::new(Sport::FOOTBALL, cells[2], cells[3], at).with_clock(Clock::ZoneUnknown)
    };
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            (contest(&cells[1..5], "%d/%m/%Y %H:%M"), contest(&cells[5..9], "%Y-%m-%d %H:%M:%S"))
        })
        .unzip()
}

#[test]
fn contests_that_the_other_source_lacks_find_no_twin() {
    let Some(data) = real_data("contests without a twin") else { return };
    let (ours, theirs) = season(&data);
    for keep in 2..5 {
        let lacks = |place: usize| place.is_multiple_of(keep);
        let pick = |list: &[Contest], wanted: bool| -> Vec<Contest> {
            let places = (0..list.len()).filter(|place| lacks(*place) == wanted);
            places.map(|place| list[place].clone()).collect()
        };
        let matching =
            match_contests(&pick(&ours, true), &pick(&theirs, false), &Aliases::default());
        let merged: Vec<&Decision> =
            matching.decisions.iter().filter(|one| one.same().is_some()).collect();
        assert!(merged.is_empty(), "{merged:?}");
        assert!(matching.learnt.is_empty(), "{:?}", matching.learnt);
    }
}

#[test]
fn the_odds_api_meets_football_data() {
    let Some(data) = real_data("The Odds API against football-data") else { return };
    let mut heard: BTreeSet<(DateTime<Utc>, String, String)> = BTreeSet::new();
    for file in std::fs::read_dir(data.join("timeseries_theoddsapi_epl")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let at = DateTime::parse_from_rfc3339(cells[2]).unwrap().to_utc();
            heard.insert((at, cells[3].to_owned(), cells[4].to_owned()));
        }
    }
    let ours: Vec<Contest> = heard
        .into_iter()
        .map(|(at, home, away)| Contest::new(Sport::FOOTBALL, home, away, at))
        .collect();
    let text = std::fs::read_to_string(data.join("football/E0_2526.csv")).unwrap();
    let stored: Vec<Contest> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let at = format!("{} {}", cells[1], cells[2]);
            let at = NaiveDateTime::parse_from_str(&at, "%d/%m/%Y %H:%M").unwrap().and_utc();
            Contest::new(Sport::FOOTBALL, cells[3], cells[4], at).with_clock(Clock::ZoneUnknown)
        })
        .collect();
    let last = stored.iter().map(|contest| contest.starts_at).max().unwrap();
    let matching = match_contests(&ours, &stored, &Aliases::default());
    let mut joined = 0;
    for (contest, decision) in ours.iter().zip(&matching.decisions) {
        if let Some(twin) = decision.same() {
            let apart = (stored[twin].starts_at - contest.starts_at).abs();
            assert!(apart <= TimeDelta::hours(2), "{decision:?}");
            joined += 1;
        } else {
            // Not in the file, which ends in the middle of the season.
            assert!(contest.starts_at > last, "{contest:?}: {decision:?}");
        }
    }
    assert!(joined >= 30, "{joined} of {}", ours.len());
}

#[test]
fn a_file_that_is_no_truth_is_refused_with_what_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    for (text, expected) in [
        ("", "has no row below its header"),
        ("a_date\ta_home\n1\t2\n", "exactly two sources"),
        (
            "a_date\ta_home\ta_away\tb_date\tb_home\tb_away\n2024-08-16\tX\tY\t31/02/2024\tX\tY\n",
            "line 2: \"31/02/2024\" is not a date",
        ),
        (
            "a_date\ta_home\ta_away\tb_date\tb_home\tb_away\n2024-08-16\tX\t\t2024-08-16\tX\tY\n",
            "name of a side",
        ),
    ] {
        let file = folder.path().join("truth.tsv");
        std::fs::write(&file, text).unwrap();
        let output = monps(folder.path(), &["match", "report", "--events", file.to_str().unwrap()]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(expected), "{said}");
    }
}
