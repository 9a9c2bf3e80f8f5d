//! `monps import bets`, `monps match review` and `monps match join`.

use serde_json::Value;

use super::{monps, succeeded};

const TABLE: &str = "date,match,selection,odds,stake_nok,result,payout_nok\n\
    2026-06-28,Lyon vs Nice,1,1.82,15,Win,27\n\
    2026-06-28,Lyon vs Metz,Draw,3.1,10,Loss,0\n";

#[test]
fn a_table_of_bets_is_previewed_and_imported_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bets.csv");
    std::fs::write(&file, TABLE).unwrap();
    let import = |more: &[&str]| {
        let file = file.to_str().unwrap();
        let arguments = [&["import", "bets", file, "--bookmaker", "Shop"], more].concat();
        succeeded(&monps(folder.path(), &arguments))
    };
    let preview = import(&["--dry-run"]);
    assert!(
        preview.contains("2 rows: 2 new, 0 imported, 0 known, 0 refused; 1 with remarks"),
        "{preview}"
    );
    assert!(
        preview.contains("NOK: stakes 25, profit 2 as recorded, 2.3 at the prices"),
        "{preview}"
    );
    assert!(import(&[]).contains("0 new, 2 imported, 0 known"));
    assert!(import(&[]).contains("0 new, 0 imported, 2 known"));
    let output = monps(folder.path(), &["import", "bets", file.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("bookmaker"), "{said}");
}

#[test]
fn questions_and_joins_are_listed_and_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let listed = succeeded(&monps(folder.path(), &["match", "review", "list"]));
    assert_eq!(listed.trim(), "no question is open");
    let json = succeeded(&monps(folder.path(), &["match", "review", "list", "--json"]));
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), serde_json::json!([]));
    for (arguments, expected) in [
        (&["match", "review", "accept", "7"][..], "no question 7"),
        (&["match", "review", "list", "--state", "lost"], "one of open, accepted, rejected, moot"),
        (&["match", "join", "undo", "7"], "no merge or split 7"),
        (&["match", "join", "merge", "a", "b"], "no match \"a\""),
        (&["match", "join", "split", "a", "--name", "b"], "SOURCE=NAME is wanted"),
    ] {
        let output = monps(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(expected), "{arguments:?}: {said}");
    }
}
