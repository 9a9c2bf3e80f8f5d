//! The files that come with the library, and what is said of those that are wrong.

use super::*;
use crate::catalog::{Listed, MarketKind, Sport, VenueKey};
use crate::error::rules::RulesError;
use crate::money::Rounding;
use crate::time::NaiveDate;

const FULL: &str = r#"schema = 1
name = "my-venue"
version = 3
title = "My venue"
source = "its general rules"
effective_from = "2024-06-01"
effective_until = "2026-01-01"

[applies_to]
venues = ["my_venue", "its_exchange"]
sports = ["tennis"]
markets = ["winner", "correct_score", "x-aces"]

[retirement]
stands_after = "two_sets"
[abandonment]
played_within_hours = 36
[postponement]
played_within_hours = 24
[decided]
stands = true
[overtime]
counts = false
[awarded]
counts = true
[field]
runners_min = 5
[payout]
rounding = "down"
"#;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn venue(text: &str) -> VenueKey {
    text.parse().unwrap()
}

fn refused(text: &str) -> RulesError {
    RuleSet::parse("my.toml", text).unwrap_err()
}

#[test]
fn every_key_is_read() {
    let set = RuleSet::parse("my.toml", FULL).unwrap();
    assert_eq!((set.name.as_str(), set.version), ("my-venue", 3));
    assert_eq!(set.applies_to.venues.as_ref().map(Vec::len), Some(2));
    assert_eq!(
        set.rules,
        Rules {
            retirement: Some(Retirement::TwoSets),
            abandonment_hours: Some(36),
            postponement_hours: Some(24),
            decided_stands: Some(true),
            overtime_counts: Some(false),
            awarded_counts: Some(true),
            runners_min: Some(5),
            rounding: Some(Rounding::Down),
        }
    );
    assert!(!set.holds_on(day("2024-05-31")) && set.holds_on(day("2024-06-01")));
    assert!(set.holds_on(day("2025-12-31")) && !set.holds_on(day("2026-01-01")));
}

#[test]
fn a_wrong_file_is_named_with_its_line_key_and_what_is_allowed() {
    for (from, to, says) in [
        ("schema = 1", "schema = 2", "my.toml:1: schema is 2: 1, the version of this format"),
        ("schema = 1\n", "", "my.toml: schema is missing: 1, the version of this format"),
        ("name = \"my-venue\"", "name = \"My venue\"", "my.toml:2: name is \"My venue\": a slug"),
        ("version = 3", "version = 0", "my.toml:3: version is 0: a whole number from 1"),
        ("version = 3", "version = 3.0", "my.toml:3: version is 3.0: a whole number from 1"),
        ("2024-06-01", "2024-6-31", "my.toml:6: effective_from is \"2024-6-31\": a day such as"),
        ("2026-01-01", "2024-06-01", "effective_until is \"2024-06-01\": a day after"),
        (
            "\"two_sets\"",
            "\"three_sets\"",
            "my.toml:15: retirement.stands_after is \"three_sets\": \
            ball_served, one_set, two_sets or match_completed",
        ),
        ("= 36", "= 9000", "abandonment.played_within_hours is 9000: a number of hours from 0"),
        ("= 36", "= -1", "abandonment.played_within_hours is -1: a number of hours from 0"),
        ("stands = true", "stands = \"yes\"", "decided.stands is \"yes\": true or false"),
        ("stands = true", "", "decided.stands is missing: true or false"),
        ("stands = true", "stand = true", "decided.stands is missing"),
        ("\"down\"", "\"up\"", "payout.rounding is \"up\": half_up, half_even or down"),
        (
            "[\"tennis\"]",
            "[\"*\", \"tennis\"]",
            "applies_to.sports is [\"*\", \"tennis\"]: \"*\" alone",
        ),
        ("\"winner\",", "\"winer\",", "applies_to.markets is \"winer\": a list of market kinds"),
        ("[payout]", "[pay]", "pay is not a key here: abandonment, applies_to, awarded"),
        ("[decided]", "[decided", "my.toml:20: not TOML: "),
        ("[applies_to]", "[applied_to]", "applies_to is missing: a table with venues"),
    ] {
        let said = refused(&FULL.replacen(from, to, 1)).to_string();
        assert!(said.contains(says), "{from} -> {to}: {said}");
    }
    assert!(matches!(refused(&" ".repeat(300_000)), RulesError::Syntax { .. }));
}

#[test]
fn the_files_of_the_library_are_right() {
    let book = RuleBook::builtin().unwrap();
    assert_eq!(book.sets().len(), 8);
    let on = day("2026-11-22");
    let rules =
        |at: &str, sport: &Sport, kind: &MarketKind| book.rules(&venue(at), sport, kind, on);
    // The shop: abandonment from its own set, the period from the sport's.
    let shop = rules("fdj_pdv", &Sport::FOOTBALL, &MarketKind::Total);
    assert_eq!((shop.abandonment_hours, shop.overtime_counts), (Some(48), Some(false)));
    let elsewhere = rules("pinnacle", &Sport::FOOTBALL, &MarketKind::Total);
    assert_eq!((elsewhere.abandonment_hours, elsewhere.overtime_counts), (None, Some(false)));
    // Overtime counts where there is no draw.
    let american = Sport::BASKETBALL;
    assert_eq!(rules("pinnacle", &american, &MarketKind::Total).overtime_counts, Some(true));
    assert_eq!(rules("pinnacle", &american, &MarketKind::MatchOdds).overtime_counts, None);
    // Four tennis rules, each by its name and for nobody unasked.
    assert_eq!(rules("pinnacle", &Sport::TENNIS, &MarketKind::Winner), Rules::default());
    for (name, retirement) in [
        ("tennis-ball-served", Retirement::BallServed),
        ("tennis-one-set", Retirement::OneSet),
        ("tennis-two-sets", Retirement::TwoSets),
        ("tennis-match-completed", Retirement::MatchCompleted),
    ] {
        let set = book.named(name, on).unwrap();
        assert_eq!(set.rules.retirement, Some(retirement), "{name}");
        assert!(!set.source.is_empty() && !set.title.is_empty(), "{name}");
        assert!(book.named(name, day("1999-12-31")).is_none(), "{name}");
    }
}

#[test]
fn the_more_particular_set_rules() {
    let general = FULL
        .replace("my-venue", "everyone")
        .replace("[\"my_venue\", \"its_exchange\"]", "[\"*\"]")
        .replace("36", "12");
    let book = RuleBook::empty().with("g.toml", &general).unwrap().with("my.toml", FULL).unwrap();
    let on = day("2025-01-01");
    let hours = |at: &str| {
        book.rules(&venue(at), &Sport::TENNIS, &MarketKind::Winner, on).abandonment_hours
    };
    assert_eq!((hours("my_venue"), hours("another")), (Some(36), Some(12)));
    // Exact scores with any list are one kind of market.
    let listed = MarketKind::CorrectScore(Some(Listed::new(3).unwrap()));
    let rules = |kind: &MarketKind| book.rules(&venue("my_venue"), &Sport::TENNIS, kind, on);
    assert_eq!(rules(&listed).abandonment_hours, Some(36));
    assert_eq!(rules(&MarketKind::Total), Rules::default());
    assert_eq!(rules(&MarketKind::Opaque("aces".to_owned())).abandonment_hours, Some(36));
    assert_eq!(rules(&MarketKind::Opaque("faults".to_owned())), Rules::default());
}

#[test]
fn sets_that_contradict_one_another_are_refused() {
    let book = RuleBook::empty().with("my.toml", FULL).unwrap();
    let other = FULL.replace("my-venue", "another-name");
    let said = book.clone().with("other.toml", &other).unwrap_err().to_string();
    assert!(
        said.starts_with("other.toml: another-name and my-venue both rule retirement"),
        "{said}"
    );
    // The same name again, while it holds.
    assert!(book.clone().with("again.toml", FULL).is_err());
    // After it has ended, or for another venue, both stand.
    let later = FULL
        .replace("effective_until = \"2026-01-01\"\n", "")
        .replace("2024-06-01", "2026-01-01")
        .replace("version = 3", "version = 4");
    let book = book.with("later.toml", &later).unwrap();
    assert_eq!(book.named("my-venue", day("2026-01-01")).map(|set| set.version), Some(4));
    assert_eq!(book.named("my-venue", day("2025-12-31")).map(|set| set.version), Some(3));
    let abroad = other.replace("[\"my_venue\", \"its_exchange\"]", "[\"abroad\"]");
    assert!(book.with("abroad.toml", &abroad).is_ok());
}

#[test]
fn sets_are_asked_by_name_before_and_after_all_others() {
    let book = RuleBook::builtin().unwrap();
    let (here, on) = (venue("pinnacle"), day("2026-11-22"));
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let ask = |sport: &Sport, market: &MarketKind, first: &[&str], last: &[&str]| {
        let (first, last) = (names(first), names(last));
        let asked = Asked { venue: &here, sport, market, day: on, first: &first, last: &last };
        let applied = book.applied(&asked);
        let sets: Vec<String> = applied.sets.into_iter().map(|(name, _)| name).collect();
        (applied.rules, sets.join(" "))
    };
    let (tennis, winner) = (Sport::TENNIS, MarketKind::Winner);
    let (rules, sets) = ask(&tennis, &winner, &["tennis-one-set"], &["common"]);
    assert_eq!(rules.retirement, Some(Retirement::OneSet));
    assert_eq!((rules.abandonment_hours, sets.as_str()), (Some(48), "tennis-one-set common"));
    // Of two that rule the same the one named first; a set is not asked of what it is not for.
    let both = ["tennis-two-sets", "tennis-one-set"];
    let (rules, sets) = ask(&tennis, &winner, &["tennis-two-sets"], &both);
    assert_eq!((rules.retirement, sets.as_str()), (Some(Retirement::TwoSets), "tennis-two-sets"));
    assert_eq!(ask(&tennis, &MarketKind::Total, &both, &[]), (Rules::default(), String::new()));
    // What the sport says is not overruled by what most do.
    let (rules, sets) = ask(&Sport::FOOTBALL, &MarketKind::Total, &[], &["common"]);
    assert_eq!((rules.overtime_counts, rules.decided_stands), (Some(false), Some(true)));
    assert_eq!(sets, "football-regular-time common");
}
