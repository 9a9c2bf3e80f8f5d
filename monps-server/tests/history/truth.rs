//! The whole collection of real files against an independent count in exact fractions.

use std::collections::{BTreeMap, BTreeSet};

use monps_adapters::football_data::venue_prefix;
use serde_json::{Value, json};

use super::support::real_data;
use super::{monps, scan, succeeded};

/// League, date, sides and odds set.
type Key = (String, String, String, String, String);
/// Profit in percent and the three prices.
type Found = (String, Vec<String>);

/// `18/09/04` as `2004-09-18`.
fn iso(date: &str) -> String {
    let parts: Vec<&str> = date.split('/').collect();
    let year: u32 = parts[2].parse().unwrap();
    let year = if year >= 100 { year } else { 2000 + year };
    format!("{year:04}-{}-{}", parts[1], parts[0])
}

/// Blanks around a name are nothing, and a C1 apostrophe of Windows-1252 is an apostrophe.
fn name(text: &str) -> String {
    text.trim().replace('\u{92}', "'")
}

/// `3.50` as `3.5`.
fn digits(number: &str) -> String {
    if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        number.to_owned()
    }
}

fn key(row: &Value) -> Key {
    let text = |field: &str| row[field].as_str().unwrap().to_owned();
    (text("competition"), text("date"), text("home"), text("away"), text("odds"))
}

fn truth(table: &str) -> BTreeMap<Key, (Found, Vec<String>)> {
    let mut rows = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let league = cells[0].split('_').next().unwrap().to_owned();
        let best: Vec<(&str, &str)> =
            cells[7..10].iter().map(|cell| cell.split_once('@').unwrap()).collect();
        let prices = best.iter().map(|(price, _)| digits(price)).collect();
        let venues = best.iter().map(|(_, venue)| (*venue).to_owned()).collect();
        let key = (league, iso(cells[2]), name(cells[3]), name(cells[4]), cells[5].to_owned());
        let known = rows.insert(key.clone(), ((digits(cells[6]), prices), venues));
        assert!(known.is_none(), "{key:?} stands twice in the truth");
    }
    rows
}

fn found(row: &Value) -> Found {
    let legs = row["legs"].as_array().unwrap();
    let prices = legs.iter().map(|leg| digits(&leg["price"].to_string())).collect();
    (digits(&row["profit_pct"].to_string()), prices)
}

fn count(rows: &[Value], odds: &str) -> usize {
    rows.iter().filter(|row| row["odds"] == odds).count()
}

#[test]
fn every_arbitrage_of_the_real_files_is_found_and_no_other() {
    let Some(real) = real_data("every_arbitrage_of_the_real_files_is_found_and_no_other") else {
        return;
    };
    let data = tempfile::tempdir().unwrap();
    let folder = real.join("football");
    let import = ["import", "football-data", folder.to_str().unwrap()];
    let summary = succeeded(&monps(data.path(), &import));
    assert!(summary.contains("158 files, 61861 matches"), "{summary}");

    let rows = scan(data.path(), &["--history", "--market", "1x2", "--without-exchanges"]);
    let truth = truth(&std::fs::read_to_string(real.join("ground_truth_arbs.tsv")).unwrap());
    assert_eq!(truth.len(), 3978);
    let mine: BTreeMap<Key, &Value> = rows.iter().map(|row| (key(row), row)).collect();
    assert_eq!(mine.len(), rows.len(), "one object an event, market and odds set");
    let keys = |wanted: BTreeSet<&Key>| wanted.into_iter().take(5).cloned().collect::<Vec<_>>();
    let (known, seen): (BTreeSet<&Key>, BTreeSet<&Key>) =
        (truth.keys().collect(), mine.keys().collect());
    assert_eq!(keys(&known - &seen), [], "missing");
    assert_eq!(keys(&seen - &known), [], "too many");
    let mut other_venues = 0;
    for (key, (expected, venues)) in &truth {
        let row = mine[key];
        assert_eq!(found(row), *expected, "{key:?}");
        for (leg, venue) in row["legs"].as_array().unwrap().iter().zip(venues) {
            let slug = leg["venue"].as_str().unwrap();
            other_venues += usize::from(venue_prefix(slug) != Some(venue.as_str()));
        }
    }
    // Where several venues offer the best price any of them is right; elsewhere it must be the one.
    assert!(other_venues <= 1224, "{other_venues} legs name another venue");

    // Commission is taken from the net winnings of the market, five percent unless told otherwise.
    let with_exchange = scan(data.path(), &["--history", "--market", "1x2"]);
    assert_eq!(count(&with_exchange, "opening"), 2757);
    assert_eq!(count(&with_exchange, "closing"), 1421);
    let at_two = scan(data.path(), &["--history", "--market", "1x2", "--commission", "2"]);
    assert_eq!((count(&at_two, "opening"), count(&at_two, "closing")), (2921, 1805));

    // The other market that the truth counts, where it wants two complete books: one row has one
    // (EC_2021.csv line 51, Weymouth), whose two prices are an arbitrage by themselves.
    let totals = scan(data.path(), &["--history", "--market", "total", "--without-exchanges"]);
    assert_eq!((count(&totals, "opening"), count(&totals, "closing")), (44 + 1, 94));
    let alone = totals.iter().filter(|row| {
        let legs = row["legs"].as_array().unwrap();
        row["home"] == "Weymouth"
            && (&legs[0]["price"], &legs[1]["price"]) == (&json!(2.6), &json!(3.2))
    });
    assert_eq!(alone.count(), 1);

    // Importing again changes nothing.
    let again = succeeded(&monps(data.path(), &import));
    assert!(again.contains("0 rows and 0 results were new"), "{again}");
}
