//! Truth files: pairs of contests, or names of sides, that are known to be one.
//!
//! Tab-separated with a header. Contests: for each of two sources the columns `X_date`, `X_home` and
//! `X_away`, and a time of day in a column that begins with `X_time`, `X` being the source's prefix.
//! Names: `sport`, `country_or_league`, `canonical`, `source`, `name`.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use monps_core::catalog::Sport;
use monps_core::catalog::matching::{Clock, Contest};
use thiserror::Error;

/// No truth file is larger.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What can be wrong with a truth file.
#[derive(Debug, Error)]
pub(super) enum TruthError {
    #[error("{} cannot be read", path.display())]
    Unreadable {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("{} has {bytes} bytes: a truth file has at most {FILE_BYTES_MAX}", path.display())]
    TooLarge { path: PathBuf, bytes: u64 },
    #[error("{} has no column {wanted}: its header must name {expected}", path.display())]
    NoColumn { path: PathBuf, wanted: String, expected: &'static str },
    #[error("{} line {line}: {text:?} is not a {what}", path.display())]
    BadCell { path: PathBuf, line: usize, text: String, what: &'static str },
    #[error("{} has no row below its header", path.display())]
    Empty { path: PathBuf },
}

/// Contests of two sources: those of one place are one.
pub(super) struct EventTruth {
    pub(super) left: Vec<Contest>,
    pub(super) right: Vec<Contest>,
}

/// A name and whom it stands for.
pub(super) struct NameTruth {
    pub(super) sport: Sport,
    pub(super) roster: String,
    pub(super) canonical: String,
    pub(super) source: String,
    pub(super) name: String,
}

struct Table {
    path: PathBuf,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(path: &Path) -> Result<Self, TruthError> {
        let unreadable = |source| TruthError::Unreadable { path: path.to_owned(), source };
        let bytes = std::fs::metadata(path).map_err(unreadable)?.len();
        if bytes > FILE_BYTES_MAX {
            return Err(TruthError::TooLarge { path: path.to_owned(), bytes });
        }
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(|line| {
            line.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<String>>()
        });
        let header = lines.next().unwrap_or_default();
        let rows: Vec<Vec<String>> = lines.collect();
        if rows.is_empty() {
            return Err(TruthError::Empty { path: path.to_owned() });
        }
        Ok(Self { path: path.to_owned(), header, rows })
    }

    fn column(&self, name: &str, expected: &'static str) -> Result<usize, TruthError> {
        self.header.iter().position(|column| column == name).ok_or_else(|| TruthError::NoColumn {
            path: self.path.clone(),
            wanted: name.to_owned(),
            expected,
        })
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        self.rows[row].get(column).map_or("", String::as_str)
    }

    fn bad(&self, row: usize, text: &str, what: &'static str) -> TruthError {
        let path = self.path.clone();
        TruthError::BadCell { path, line: row + 2, text: text.to_owned(), what }
    }
}

const EVENT_COLUMNS: &str = "X_date, X_home and X_away for two sources X";

/// Reads pairs of contests. Times are taken as found, in zones that nobody told.
pub(super) fn read_events(path: &Path, sport: &Sport) -> Result<EventTruth, TruthError> {
    let table = Table::read(path)?;
    let prefixes: Vec<&str> =
        table.header.iter().filter_map(|column| column.strip_suffix("_date")).collect();
    let [left, right] = prefixes[..] else {
        let wanted = "X_date of exactly two sources".to_owned();
        return Err(TruthError::NoColumn { path: table.path, wanted, expected: EVENT_COLUMNS });
    };
    Ok(EventTruth { left: contests(&table, left, sport)?, right: contests(&table, right, sport)? })
}

fn contests(table: &Table, prefix: &str, sport: &Sport) -> Result<Vec<Contest>, TruthError> {
    let column = |name: &str| table.column(&format!("{prefix}_{name}"), EVENT_COLUMNS);
    let (date, home, away) = (column("date")?, column("home")?, column("away")?);
    let time_prefix = format!("{prefix}_time");
    let time = table.header.iter().position(|column| column.starts_with(&time_prefix));
    let contest = |row: usize| {
        let text = table.cell(row, date);
        let day = ["%Y-%m-%d", "%d/%m/%Y"]
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
            .ok_or_else(|| table.bad(row, text, "date such as 2024-08-16 or 16/08/2024"))?;
        let text = time.map_or("", |time| table.cell(row, time));
        let (hour, clock) = if text.is_empty() {
            (NaiveTime::MIN, Clock::DayOnly)
        } else {
            let hour = ["%H:%M", "%H:%M:%S"]
                .iter()
                .find_map(|format| NaiveTime::parse_from_str(text, format).ok())
                .ok_or_else(|| table.bad(row, text, "time of day such as 20:00"))?;
            (hour, Clock::ZoneUnknown)
        };
        let sides = [home, away].map(|column| table.cell(row, column));
        if sides.contains(&"") {
            return Err(table.bad(row, "", "name of a side"));
        }
        let starts_at = day.and_time(hour).and_utc();
        Ok(Contest::new(sport.clone(), sides[0], sides[1], starts_at).with_clock(clock))
    };
    (0..table.rows.len()).map(contest).collect()
}

const NAME_COLUMNS: &str = "sport, country_or_league, canonical, source and name";

/// Reads names of sides.
pub(super) fn read_names(path: &Path) -> Result<Vec<NameTruth>, TruthError> {
    let table = Table::read(path)?;
    let column = |name: &str| table.column(name, NAME_COLUMNS);
    let (sport, roster) = (column("sport")?, column("country_or_league")?);
    let (canonical, source, name) = (column("canonical")?, column("source")?, column("name")?);
    let read = |row: usize| {
        let cell = |column| table.cell(row, column).to_owned();
        let sport = table.cell(row, sport);
        Ok(NameTruth {
            sport: sport.parse().map_err(|_| table.bad(row, sport, "sport such as football"))?,
            roster: cell(roster),
            canonical: cell(canonical),
            source: cell(source),
            name: cell(name),
        })
    };
    (0..table.rows.len()).map(read).collect()
}
