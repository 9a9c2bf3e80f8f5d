//! Files as they really arrive: byte order marks, joined seasons, another's rearrangement.

use monps_adapters::football_data::{Reason, read_file};
use monps_core::catalog::Period;
use monps_core::error::adapter::FaultCode;

use crate::data::{folder, observed_at, read};

#[test]
fn raw_files_behave_as_described() {
    let Some(data) = folder("raw_files_behave_as_described") else {
        return;
    };
    let raw = |name: &str| read(&data.join("raw_quirks").join(name));

    let partial = raw("D1_2425_partial_raw.csv");
    assert_eq!((partial.matches.len(), partial.problem_count), (207, 0));
    let drawn = |home: &str, away: &str| {
        let mut matches = partial.matches.iter();
        let one = matches.find(|m| m.opening.home == home && m.opening.away == away).unwrap();
        let score = one.result.as_ref().unwrap().scores.iter();
        score.filter(|s| s.period == Period::FullTime).any(|s| (s.home, s.away) == (1, 1))
    };
    assert!(drawn("Union Berlin", "Bochum"), "as played, before it was awarded");

    let old = raw("E0_0910_raw.csv");
    assert_eq!((old.matches.len(), old.problem_count), (380, 0));
    assert!(old.matches.iter().all(|one| !one.opening.time_known));
    assert!(old.matches.iter().all(|one| one.closing.is_empty()));
    assert_eq!(old.matches[0].opening.key, "E0:2009-08-15:Aston Villa:Wigan");

    let marked = raw("E0_2425_partial_raw.csv");
    assert_eq!((marked.matches.len(), marked.problem_count), (261, 0));
    assert_eq!(marked.matches[0].opening.starts_at.to_rfc3339(), "2024-08-16T19:00:00+00:00");

    let twice_encoded = raw("E0_2526_mojibake_bom_extra_column.csv");
    assert_eq!((twice_encoded.matches.len(), twice_encoded.problem_count), (110, 0));
    assert_eq!(twice_encoded.unknown_columns, ["Season"]);

    let coming = raw("fixtures_upcoming_2026-05-31.csv");
    assert_eq!(coming.problem_count, 0);
    assert_eq!(coming.results().count(), 0);
    let of_belgium = coming.matches.iter().filter(|m| m.opening.competition == "B1");
    assert_eq!(of_belgium.count(), 1);
    assert!(coming.matches.iter().all(|one| one.closing.is_empty()));
    assert_eq!(coming.rows, coming.matches.len());
}

#[test]
fn seasons_joined_under_the_first_header_are_told_row_by_row() {
    let Some(data) = folder("seasons_joined_under_the_first_header_are_told_row_by_row") else {
        return;
    };
    let name = "raw_quirks/E0_five_seasons_concatenated_wrong_header.csv";
    let joined = read(&data.join(name));
    // Three seasons of 106 columns fit; those of 120 and 132 do not.
    assert_eq!((joined.rows, joined.matches.len()), (1_900, 3 * 380));
    assert_eq!(joined.problem_count, 2 * 380);
    let widths = |wanted: usize| {
        let fits = |reason: &Reason| matches!(reason, Reason::TooWide { cells, columns: 106 } if *cells == wanted);
        joined.problems.iter().filter(|problem| fits(&problem.reason)).count()
    };
    assert_eq!((widths(120), widths(132)), (380, 380));
    let seasons = joined.matches.iter().map(|one| one.opening.season.unwrap().year());
    assert_eq!(seasons.collect::<std::collections::BTreeSet<_>>(), [2021, 2022, 2023].into());
}

#[test]
fn another_projects_format_is_refused() {
    let Some(data) = folder("another_projects_format_is_refused") else {
        return;
    };
    let mut refused = 0;
    for entry in std::fs::read_dir(data.join("football_newleagues")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let fault = read_file("Argentina_1_2023.csv", &bytes, observed_at()).unwrap_err();
        assert_eq!(fault.code, FaultCode::SchemaDrift);
        assert!(fault.message.contains("lacks Div, Date, HomeTeam, AwayTeam"), "{fault}");
        refused += 1;
    }
    assert_eq!(refused, 3);
}
