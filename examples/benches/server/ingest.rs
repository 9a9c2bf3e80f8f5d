//! Storing: bare inserts as the baseline, snapshots, files.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use monps_adapters::football_data::FileReader;
use monps_core::time::TimeDelta;
use monps_server::clock;
use monps_server::collector::{HistoryImport, MATCHES_PER_BATCH, VenueDefaults};
use monps_server::platform::DATABASE;
use monps_server::store::sqlite::SqliteStore;
use monps_server::store::{QuoteStore, Store};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use crate::market::{SNAPSHOT, SNAPSHOTS, catalogue, snapshot};

/// Rows of the bare baseline.
const BARE_ROWS: u32 = 500_000;
/// Rows of one of its statements.
const BARE_CHUNK: u32 = 250;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Rows of numbers and a text under a primary key, in statements of many rows, one commit for 18,000.
pub(crate) async fn bare(folder: &Path, out: &mut impl Write) -> Outcome<()> {
    let url = format!("sqlite://{}?mode=rwc", folder.join("bare.sqlite").display());
    let mut connection = SqliteConnection::connect(&url).await?;
    sqlx::raw_sql(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         CREATE TABLE prices (a INTEGER, b INTEGER, c INTEGER, d INTEGER, price TEXT,
         PRIMARY KEY (a, b, c, d)) WITHOUT ROWID",
    )
    .execute(&mut connection)
    .await?;
    let row = "(?, ?, 0, ?, ?)";
    let rows = vec![row; BARE_CHUNK as usize].join(",");
    let sql: Arc<str> = format!("INSERT INTO prices VALUES {rows}").into();
    let started = Instant::now();
    let mut number = 0;
    while number < BARE_ROWS {
        let mut transaction = connection.begin().await?;
        for _ in 0..SNAPSHOT / BARE_CHUNK {
            let mut statement = sqlx::query(AssertSqlSafe(Arc::clone(&sql)));
            for _ in 0..BARE_CHUNK {
                statement = statement.bind(number / 90).bind(number % 90).bind(number).bind("2.10");
                number += 1;
            }
            statement.execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
    }
    report(out, "bare batched inserts, primary key", number, started, None)
}

/// The whole market, one picture after another, through the store.
pub(crate) async fn snapshots(folder: &Path, out: &mut impl Write) -> Outcome<Arc<dyn Store>> {
    let store = SqliteStore::open(&folder.join(DATABASE)).await?;
    let now = clock::now();
    let market = catalogue(&store, now).await?;
    let mut times = Vec::new();
    let started = Instant::now();
    for number in 0..SNAPSHOTS {
        let at = now - TimeDelta::minutes(i64::from(SNAPSHOTS - number));
        let batch = snapshot(&market, number, at)?;
        let begun = Instant::now();
        store.append(&batch).await?;
        times.push(begun.elapsed());
    }
    report(out, "snapshots into the store, durable", SNAPSHOT * SNAPSHOTS, started, None)?;
    let again = snapshot(&market, SNAPSHOTS - 1, now - TimeDelta::minutes(1))?;
    let begun = Instant::now();
    let appended = store.append(&again).await?;
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    writeln!(
        out,
        "  {:<44} {:>9.0} ms median, {:.0} ms the same again ({} rows new)",
        "one snapshot of 18,000 prices",
        median.as_secs_f64() * 1e3,
        begun.elapsed().as_secs_f64() * 1e3,
        appended.quotes
    )?;
    Ok(Arc::new(store))
}

/// A season of a league with seven books, opening and closing.
fn season(year: u32) -> Outcome<String> {
    let books = ["B365", "BW", "IW", "PS", "WH", "VC", "LB"];
    let mut csv = "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR".to_owned();
    for closing in ["", "C"] {
        for book in books {
            write!(csv, ",{book}{closing}H,{book}{closing}D,{book}{closing}A")?;
        }
    }
    csv.push('\n');
    for home in 0..20_u32 {
        for away in (0..20).filter(|away| *away != home) {
            let (day, month) = (1 + (home * 7 + away) % 28, 1 + (home + away) % 12);
            write!(csv, "E0,{day:02}/{month:02}/{year},15:00,Team {home},Team {away},1,0,H")?;
            for place in 0..books.len() * 2 {
                write!(csv, ",2.{:02},3.{:02},3.{:02}", 10 + place, 30 + place, 40 + place)?;
            }
            csv.push('\n');
        }
    }
    Ok(csv)
}

/// Files of football-data.co.uk's form, from bytes to rows.
pub(crate) async fn import(folder: &Path, out: &mut impl Write) -> Outcome<()> {
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&folder.join("import.sqlite")).await?);
    let files: Vec<String> = (2000..2025).map(season).collect::<Outcome<_>>()?;
    let mut import = HistoryImport::new(store, VenueDefaults::default()).await?;
    let started = Instant::now();
    let mut quotes = 0;
    for (year, csv) in (2000..).zip(&files) {
        let reader = FileReader::new(&format!("E0_{year}.csv"), csv.as_bytes())?;
        let matches: Vec<_> = reader.filter_map(|row| row.matched).collect();
        for batch in matches.chunks(MATCHES_PER_BATCH) {
            quotes += import.store(batch, clock::now()).await?.quotes;
        }
    }
    report(out, "files of the past, from CSV", u32::try_from(quotes)?, started, Some(150_000.0))
}

fn report(
    out: &mut impl Write,
    name: &str,
    rows: u32,
    started: Instant,
    wanted: Option<f64>,
) -> Outcome<()> {
    let rate = f64::from(rows) / started.elapsed().as_secs_f64();
    let wanted = wanted.map(|wanted| format!(" (wanted: {wanted:.0})")).unwrap_or_default();
    Ok(writeln!(out, "  {name:<44} {rate:>9.0} rows/s{wanted}")?)
}
