//! Files that are not as they should be: what is wrong is said with its place, the rest is kept.

use std::fs;

use super::{monps, scan, succeeded};

const HEADER: &str = "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,B365H,B365D,B365A,WHH,WHD,WHA";

#[test]
fn a_bad_row_is_reported_with_its_place_and_the_rest_is_kept() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("E0_2425.csv");
    let rows = [
        HEADER,
        "E0,16/08/2024,20:00,Reds,Blues,1,0,H,2.10,3.6,4.6,2.2,3.9,4.4",
        "E0,99/99/2024,20:00,Reds,Greens,1,0,H,2.0,3.4,4.0,2.0,3.4,4.0",
        "E0,17/08/2024,15:00,Greens,Blues,0,0,D,2.1x,3.4,-4,2.0,3.4,4.0",
        "E0,18/08/2024,15:00,Greens,Reds,2,2,D,2.0,3.4,4.0,NaN,0,",
    ];
    fs::write(&file, rows.join("\r\n")).unwrap();
    let output = monps(data.path(), &["import", "football-data", "E0_2425.csv"]);
    let summary = succeeded(&output);
    assert!(summary.starts_with("1 files, 3 matches"), "{summary}");
    let said = String::from_utf8(output.stderr).unwrap();
    for place in
        ["E0_2425.csv:3", "E0_2425.csv:4 B365H", "E0_2425.csv:4 B365A", "E0_2425.csv:5 WHH"]
    {
        assert!(said.contains(place), "{place} is not in: {said}");
    }
    let found = scan(data.path(), &["--history"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["home"], "Reds");
}

#[test]
fn a_file_of_another_kind_is_refused_and_the_others_are_read() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("a.csv"), "name,price\nReds,2.0\n").unwrap();
    fs::write(data.path().join("b.csv"), "").unwrap();
    let good = format!("{HEADER}\nE0,16/08/2024,20:00,Reds,Blues,1,0,H,2.1,3.6,4.6,2.2,3.9,4.4\n");
    fs::write(data.path().join("c.csv"), good).unwrap();
    let output = monps(data.path(), &["import", "football-data", "."]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("a.csv") && said.contains("HomeTeam"), "{said}");
    assert!(said.contains("b.csv"), "{said}");
    assert_eq!(scan(data.path(), &["--history"]).len(), 1);
}

#[test]
fn a_path_that_is_not_there_is_named() {
    let data = tempfile::tempdir().unwrap();
    let output = monps(data.path(), &["import", "football-data", "nowhere.csv"]);
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("nowhere.csv"));
    let output = monps(data.path(), &["import", "football-data", "."]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("no CSV file"));
}

#[test]
fn given_files_are_looked_through_without_being_stored() {
    let data = tempfile::tempdir().unwrap();
    let good = format!("{HEADER}\nE0,16/08/2024,20:00,Reds,Blues,1,0,H,2.1,3.6,4.6,2.2,3.9,4.4\n");
    fs::write(data.path().join("E0_2425.csv"), good).unwrap();
    let found = scan(data.path(), &["E0_2425.csv"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["season"], "2024-25");
    assert!(!data.path().join("monps.sqlite").exists());
    let table = succeeded(&monps(data.path(), &["scan", "E0_2425.csv"]));
    assert!(table.contains("Reds - Blues") && table.contains("1 arbitrages"), "{table}");
}

#[test]
fn an_empty_database_says_what_to_do_next() {
    let data = tempfile::tempdir().unwrap();
    assert!(succeeded(&monps(data.path(), &["scan"])).contains("monps serve"));
    let history = succeeded(&monps(data.path(), &["scan", "--history"]));
    assert!(history.contains("monps import football-data"));
}

#[test]
fn a_database_of_a_newer_version_is_refused_untouched() {
    let data = tempfile::tempdir().unwrap();
    succeeded(&monps(data.path(), &["scan"]));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        use sqlx::Connection;
        let url = format!("sqlite://{}", data.path().join("monps.sqlite").display());
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        sqlx::query("INSERT INTO schema_migrations VALUES (9999, 'future', '')")
            .execute(&mut connection)
            .await
            .unwrap();
    });
    let output = monps(data.path(), &["scan"]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("9999") && said.contains("newer monps"), "{said}");
}
