//! kill −9 during an import.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use sqlx::Connection;

/// A file of one division with many matches and prices.
fn season(year: u32) -> String {
    let mut csv = "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,B365H,B365D,B365A,WHH,WHD,WHA,\
                   B365CH,B365CD,B365CA\n"
        .to_owned();
    for home in 0..40 {
        for away in (0..40).filter(|away| *away != home) {
            let day = 1 + (home * 7 + away) % 28;
            let month = 1 + (home + away) % 12;
            writeln!(
                csv,
                "E0,{day:02}/{month:02}/{year},15:00,Team {home},Team {away},1,0,H,2.1,3.{away:02},\
                 3.6,2.0{home:02},3.4,3.5,2.05,3.3,3.7"
            )
            .unwrap();
        }
    }
    csv
}

fn import(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_monps"));
    command
        .arg("--data")
        .arg(data)
        .args(["import", "football-data", "files"])
        .current_dir(data)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

async fn count(data: &Path, what: &'static str) -> i64 {
    let url = format!("sqlite://{}", data.join("monps.sqlite").display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    sqlx::query_scalar(what).fetch_one(&mut connection).await.unwrap()
}

const ROWS: &str = "SELECT count(*) FROM odds_history";
/// Matches whose prices are stored in part: a match is stored whole or not at all.
const HALVES: &str = "SELECT count(*) FROM (
    SELECT m.event_id FROM odds_history o JOIN selections s ON s.id = o.selection_id
    JOIN markets m ON m.id = s.market_id GROUP BY m.event_id HAVING count(*) <> 12)";
const ORPHANS: &str = "SELECT (SELECT count(*) FROM odds_history o
    WHERE NOT EXISTS (SELECT 1 FROM selections s WHERE s.id = o.selection_id))
    + (SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_refs r WHERE r.event_id = e.id))";

#[tokio::test]
async fn an_import_that_is_killed_is_finished_by_the_next() {
    let data = tempfile::tempdir().unwrap();
    let files = data.path().join("files");
    std::fs::create_dir(&files).unwrap();
    for year in 2020..2026_u32 {
        std::fs::write(files.join(format!("E0_{year}.csv")), season(year)).unwrap();
    }
    let mut seen = 0;
    for wait_ms in [150, 300, 450, 600] {
        let mut child = import(data.path()).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(wait_ms)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        if !data.path().join("monps.sqlite").exists() {
            continue;
        }
        let monps = Command::new(env!("CARGO_BIN_EXE_monps"))
            .arg("--data")
            .arg(data.path())
            .args(["migrate", "up"])
            .output()
            .unwrap();
        assert!(monps.status.success(), "{}", String::from_utf8_lossy(&monps.stderr));
        let rows = count(data.path(), ROWS).await;
        assert!(rows >= seen, "what was stored is stored: {seen}, then {rows}");
        seen = rows;
        assert_eq!(count(data.path(), HALVES).await, 0);
        assert_eq!(count(data.path(), ORPHANS).await, 0);
    }
    assert!(import(data.path()).status().unwrap().success());
    assert_eq!(count(data.path(), HALVES).await, 0);
    assert_eq!(count(data.path(), ORPHANS).await, 0);
    assert_eq!(count(data.path(), ROWS).await, 6 * 40 * 39 * 12);
    assert_eq!(
        count(
            data.path(),
            "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
        )
        .await,
        0
    );
}
