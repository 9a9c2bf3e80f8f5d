//! The page of the language: its example is read as it stands there.

use monps_core::adapter::Coverage;
use monps_core::quote::Side;

use super::{declared, drive, market, odds, prices, reasons};

const PAGE: &str = include_str!("../../../src/declarative/language.md");

/// The first block of a kind.
fn block(kind: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("```{kind}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_example_reads_what_the_page_says() {
    let adapter = declared("my-book.toml", block("toml"));
    let mut asked = Vec::new();
    let told = drive(&adapter, &[], &odds(), &mut |request| {
        asked.push(request.path.clone());
        (200, block("json").as_bytes().to_vec())
    });
    let snapshot = &told.unwrap()[0];
    assert_eq!(asked, ["/leagues/premier/events"]);
    assert_eq!((snapshot.events.len(), snapshot.quote_count()), (1, 5));
    assert_eq!(snapshot.coverage, Coverage::Competitions);
    assert_eq!(reasons(snapshot), ["\"MASCOT\" is not in the table kind"]);
    assert_eq!(snapshot.skipped[0].at, "/events/0/markets/2");
    let winner = market(&snapshot.events[0], "my_book", "1x2");
    assert_eq!(winner.venue.title, "My book");
    assert_eq!(prices(winner, Side::Back), ["away 3.75", "draw 3.4", "home 2.1"]);
}

#[test]
fn the_page_names_every_filter() {
    // The message of an unknown filter lists them all.
    let text = block("toml").replace("{event/id}", "{event/id|nothing}");
    let error = monps_adapters::declarative::Declared::read("x.toml", &text).unwrap_err();
    let (_, list) = error.reason.split_once("there are ").unwrap();
    for filter in list.split([',', ' ']).filter(|word| !word.is_empty() && *word != "and") {
        let named = PAGE.contains(&format!("`{filter}`")) || PAGE.contains(&format!("`{filter}:"));
        assert!(named, "{filter} is not on the page of the language");
    }
}
