//! `monps import`: files of the past into the database.

mod bets;
mod mon_ps;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, Subcommand};
use monps_adapters::football_data::{FileReader, MatchReading, RowProblem};
use thiserror::Error;
use tokio::sync::mpsc;

use super::CommandError;
use super::progress::bar;
use super::say;
use crate::clock;
use crate::collector::{HistoryImport, HistoryReport, MATCHES_PER_BATCH, VenueDefaults};
use crate::config::Config;
use crate::store::Store;

/// Files read ahead of the writer.
const AHEAD_MAX: usize = 4;
/// Problems printed; the rest is counted.
const PROBLEMS_SHOWN_MAX: usize = 50;

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// football-data.co.uk season files: results and the odds of a dozen books.
    ///
    /// Opening and closing prices and results of the main leagues. Importing a file again changes
    /// nothing; a row that cannot be read is reported with file, line and reason, and the rest goes
    /// on.
    #[command(name = "football-data")]
    FootballData(FootballData),
    /// Bets from a table: a bookmaker's list, a spreadsheet, another program's ledger.
    ///
    /// Columns are known by their headings, or named with `--map`. Each row is shown with what became
    /// of it and what in it does not add up; importing a file again changes nothing.
    Bets(bets::ImportBets),
    /// The database of Mon_PS, the Python system: its settings, prices and bets.
    ///
    /// Without --commit it is a dry run: everything is done on a copy of the database, told, and thrown
    /// away. Tables and columns are looked at first; columns that have other names in some versions are
    /// known by all of them. Settings count unless they were decided here; the bankroll among them opens
    /// the ledger. A bet is recorded with its entries, at the instants when it was placed and settled.
    /// Prices that repeat the one before them are left out, as everywhere in the history.
    ///
    /// What cannot be taken is told row by row with the reason, and stakes and profit are compared with
    /// what that database adds up to, to the cent. Doing it again takes only what is new. Nothing there
    /// is ever written.
    #[command(name = "mon-ps")]
    MonPs(mon_ps::ImportMonPs),
}

/// Files to import.
#[derive(Args, Debug)]
pub struct FootballData {
    /// CSV files, and folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// What can be wrong with the files themselves.
#[derive(Debug, Error)]
enum ImportError {
    #[error("{} cannot be read", path.display())]
    Unreadable {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("there is no CSV file in {}", paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "))]
    NoFiles { paths: Vec<PathBuf> },
    #[error("reading ended unexpectedly")]
    ReaderGone,
}

/// What the reader hands to the writer.
enum Parsed {
    Matches(Vec<MatchReading>),
    File { path: PathBuf, problems: Vec<RowProblem>, unknown_columns: Vec<String> },
    Refused { path: PathBuf, reason: String },
}

/// What an import came to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What was stored.
    pub report: HistoryReport,
    /// Files read.
    pub files: usize,
    /// What was left out, in words: file, line, reason.
    pub problems: Vec<String>,
    /// How many problems there were in all.
    pub problem_count: usize,
    /// Files that were refused whole, in words.
    pub refused: Vec<String>,
}

impl Import {
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, CommandError> {
        let paths = match self {
            Self::FootballData(FootballData { paths }) => paths,
            Self::Bets(bets) => return bets.run(config).await,
            Self::MonPs(elder) => return elder.run(config).await,
        };
        let store = config.database().open().await?;
        let started = Instant::now();
        let outcome = football_data(store, paths).await?;
        print(&outcome, started);
        Ok(if outcome.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Imports files and folders of football-data.co.uk into a store, with a progress bar.
///
/// # Errors
/// When a file cannot be read or the store cannot keep it. What was stored stays.
pub(super) async fn football_data(
    store: Arc<dyn Store>,
    paths: &[PathBuf],
) -> Result<Outcome, CommandError> {
    let files = files(paths)?;
    let mut import = HistoryImport::new(store, VenueDefaults::default()).await?;
    let bar = bar(files.len() as u64, "files");
    let (sender, mut receiver) = mpsc::channel(AHEAD_MAX);
    let reading = tokio::task::spawn_blocking(move || read_all(&files, &sender));
    let mut outcome = Outcome::default();
    while let Some(parsed) = receiver.recv().await {
        match parsed {
            Parsed::Matches(matches) => {
                outcome.report.add(import.store(&matches, clock::now()).await?);
                bar.set_message(format!("{} prices", outcome.report.quotes));
            }
            Parsed::File { path, problems, unknown_columns } => {
                outcome.files += 1;
                outcome.note(&path, &problems, &unknown_columns);
                bar.inc(1);
            }
            Parsed::Refused { path, reason } => {
                outcome.refused.push(format!("{}: {reason}", path.display()));
                bar.inc(1);
            }
        }
    }
    bar.finish_and_clear();
    reading.await.map_err(|_| ImportError::ReaderGone)??;
    Ok(outcome)
}

impl Outcome {
    fn note(&mut self, path: &Path, problems: &[RowProblem], unknown_columns: &[String]) {
        if !unknown_columns.is_empty() {
            let columns = unknown_columns.join(", ");
            let sentence = format!("{}:1: unknown columns left out: {columns}", path.display());
            self.problems.push(sentence);
        }
        self.problem_count += problems.len();
        let room = PROBLEMS_SHOWN_MAX.saturating_sub(self.problems.len());
        self.problems.extend(problems.iter().take(room).map(|problem| {
            let column = problem.column.as_deref().map(|c| format!(" {c}")).unwrap_or_default();
            format!("{}:{}{column}: {}", path.display(), problem.line, problem.reason)
        }));
    }
}

/// The CSV files named, and those in the folders named, each folder's in order of name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, ImportError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| ImportError::Unreadable { path, source }
    };
    let mut files = Vec::new();
    for path in paths {
        if std::fs::metadata(path).map_err(unreadable(path))?.is_dir() {
            let mut inside = Vec::new();
            for entry in std::fs::read_dir(path).map_err(unreadable(path))? {
                let file = entry.map_err(unreadable(path))?.path();
                if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
                    inside.push(file);
                }
            }
            inside.sort();
            files.append(&mut inside);
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() { Err(ImportError::NoFiles { paths: paths.to_vec() }) } else { Ok(files) }
}

/// Reads every file and hands over its matches in batches. Ends early when nobody listens.
fn read_all(files: &[PathBuf], sender: &mpsc::Sender<Parsed>) -> Result<(), ImportError> {
    for path in files {
        let bytes = std::fs::read(path)
            .map_err(|source| ImportError::Unreadable { path: path.clone(), source })?;
        let name = path.to_string_lossy();
        let mut reader = match FileReader::new(&name, &bytes) {
            Ok(reader) => reader,
            Err(fault) => {
                let reason = fault.to_string();
                if sender.blocking_send(Parsed::Refused { path: path.clone(), reason }).is_err() {
                    return Ok(());
                }
                continue;
            }
        };
        let unknown_columns = reader.unknown_columns().to_vec();
        let mut problems = Vec::new();
        loop {
            let mut matches = Vec::with_capacity(MATCHES_PER_BATCH);
            for row in reader.by_ref() {
                matches.extend(row.matched);
                problems.extend(row.problems);
                if matches.len() == MATCHES_PER_BATCH {
                    break;
                }
            }
            if matches.is_empty() {
                break;
            }
            if sender.blocking_send(Parsed::Matches(matches)).is_err() {
                return Ok(());
            }
        }
        let parsed = Parsed::File { path: path.clone(), problems, unknown_columns };
        if sender.blocking_send(parsed).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn print(outcome: &Outcome, started: Instant) {
    for problem in &outcome.problems {
        say::aside(format_args!("{problem}"));
    }
    let unshown = outcome.problem_count.saturating_sub(PROBLEMS_SHOWN_MAX);
    if unshown > 0 {
        say::aside(format_args!("… and {unshown} more problems"));
    }
    for refused in &outcome.refused {
        say::aside(format_args!("refused: {refused}"));
    }
    let seconds = started.elapsed().as_secs_f64();
    let report = &outcome.report;
    say::line(format_args!(
        "{} files, {} matches, {} prices read in {seconds:.1} s; {} rows and {} results were new",
        outcome.files, report.matches, report.quotes, report.rows_written, report.results_written
    ));
    if outcome.problem_count > 0 {
        say::line(format_args!(
            "{} rows or cells were left out (listed above)",
            outcome.problem_count
        ));
    }
}

impl std::fmt::Debug for Parsed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Matches(matches) => write!(f, "Matches({})", matches.len()),
            Self::File { path, .. } => write!(f, "File({})", path.display()),
            Self::Refused { path, .. } => write!(f, "Refused({})", path.display()),
        }
    }
}
