//! Whatever a source sends, nothing panics and nothing unsound comes out.

use monps_adapters::declarative::{Declared, SOURCES};
use monps_core::adapter::{Scope, Snapshot, Task};
use monps_core::catalog::Selection;
use proptest::prelude::*;
use rust_decimal::dec;

use super::{context, described, fixture, source};

/// Every description with sound answers for its steps.
/// A description, what it is asked, and the answers of its steps.
type Case = (Declared, Task, Vec<(&'static str, &'static str)>);

fn all() -> Vec<Case> {
    let odds = || Task::odds(Scope::default());
    let results = Task::results(Scope::default());
    vec![
        (source("kalshi"), odds(), vec![("markets", "kalshi_markets.json")]),
        (source("polymarket"), odds(), vec![("events", "polymarket_events.json")]),
        (source("matchbook"), odds(), vec![("events", "matchbook_events.json")]),
        (
            source("smarkets"),
            odds(),
            vec![
                ("events", "smarkets_events.json"),
                ("markets", "smarkets_markets.json"),
                ("contracts", "smarkets_contracts.json"),
                ("quotes", "smarkets_quotes.json"),
            ],
        ),
        (source("odds-api-io"), odds(), vec![("odds", "odds_api_io_odds.json")]),
        (
            described("football-data-org.toml"),
            results,
            vec![("matches", "football_data_org_matches.json")],
        ),
    ]
}

/// Every price that comes out is one that may be staked on.
fn check_sound(snapshot: &Snapshot) {
    for market in snapshot.events.iter().flat_map(|event| &event.markets) {
        for (index, quote) in market.quotes.iter().enumerate() {
            assert!(market.key.kind.has(&quote.selection), "{:?}", market.key);
            assert!(quote.price.price().get() > dec!(1));
            assert!(quote.available.is_none_or(|size| size > dec!(0)));
            if let Selection::Named(name) = &quote.selection {
                assert!(name.len() <= 200 && !name.chars().any(char::is_control));
            }
            let again = |other: &monps_core::adapter::SourceQuote| {
                (&other.selection, other.side) == (&quote.selection, quote.side)
            };
            assert!(!market.quotes[..index].iter().any(again), "two prices of one answer");
        }
    }
}

fn read(adapter: &Declared, task: &Task, answers: Vec<(String, Vec<u8>)>) {
    let context = context(&[("series", "1")]);
    if let Ok(snapshot) = adapter.dry_run(&context, task, answers) {
        check_sound(&snapshot);
    }
}

/// Lists within one list would be gone through for days.
#[test]
fn lists_within_one_list_end() {
    let levels: Vec<String> = (0..8).map(|n| format!("\"l{n} in answer/list\"")).collect();
    let text = format!(
        "id = \"x\"\nname = \"X\"\nversion = \"1\"\nsummary = \"X\"\n[endpoints.api]\nbase = \"https://x.example\"\n\
        [odds]\n[[odds.step]]\nname = \"a\"\npath = \"/\"\n[[odds.read]]\nfrom = \"a\"\neach = [{}]\n[odds.read.event]\n\
        key = \"{{l7}}\"\nsport = \"football\"\ncompetition = \"c\"\nstarts_at = \"2026-01-01\"\n",
        levels.join(",")
    );
    let adapter = Declared::read("x.toml", &text).unwrap();
    let body = format!("{{\"list\":[{}0]}}", "0,".repeat(999)).into_bytes();
    let context = context(&[]);
    let task = Task::odds(Scope::default());
    let snapshot = adapter.dry_run(&context, &task, vec![("a".to_owned(), body)]).unwrap();
    assert!(snapshot.skipped.iter().any(|skipped| skipped.reason.contains("gone through")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        for (adapter, task, files) in all() {
            let answers = files.iter().map(|(step, _)| ((*step).to_owned(), body.clone()));
            read(&adapter, &task, answers.collect());
        }
    }

    #[test]
    fn no_mutation_of_a_good_answer_panics(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<Option<prop::sample::Index>>(),
        which in any::<prop::sample::Index>(),
    ) {
        for (adapter, task, files) in all() {
            let which = which.index(files.len());
            let answers = files.iter().enumerate().map(|(number, (step, file))| {
                let mut body = fixture(file);
                if number == which {
                    for (at, byte) in &edits {
                        let at = at.index(body.len());
                        body[at] = *byte;
                    }
                    if let Some(cut) = cut {
                        body.truncate(cut.index(body.len()));
                    }
                }
                ((*step).to_owned(), body)
            });
            read(&adapter, &task, answers.collect());
        }
    }

    /// Values of another type or shape in the place of scalars.
    #[test]
    fn no_wrong_type_panics(
        wrong in prop::sample::select(vec!["null", "[]", "{}", "-1", "1e400", "0", "\"\"", "true", "[[1]]", "99999999999999999999999999999999"]),
        nth in 0_usize..40,
    ) {
        for (adapter, task, files) in all() {
            let answers = files.iter().map(|(step, file)| {
                let text = String::from_utf8(fixture(file)).unwrap();
                ((*step).to_owned(), replaced(&text, nth, wrong).into_bytes())
            });
            read(&adapter, &task, answers.collect());
        }
    }

    /// A description that was damaged is refused or read, never a panic.
    #[test]
    fn no_damaged_description_panics(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), "[ -~]"), 1..6),
        which in any::<prop::sample::Index>(),
    ) {
        let (_, text) = SOURCES[which.index(SOURCES.len())];
        let mut text = text.to_owned();
        for (at, sign) in &edits {
            let at = at.index(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                text.replace_range(at..=at, sign);
            }
        }
        if let Err(error) = Declared::read("damaged.toml", &text) {
            assert!(error.line >= 1 && !error.reason.is_empty());
        }
    }
}

/// Puts something in the place of the n-th value of an object.
fn replaced(text: &str, nth: usize, wrong: &str) -> String {
    let Some((at, _)) = text.match_indices("\": ").nth(nth) else {
        return text.to_owned();
    };
    let (before, after) = text.split_at(at + 3);
    let end = after.find(['\n', '[', '{']).unwrap_or(after.len());
    let comma = if after[..end].trim_end().ends_with(',') { "," } else { "" };
    format!("{before}{wrong}{comma}{}", &after[end..])
}
