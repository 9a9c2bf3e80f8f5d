//! `monps import mon-ps`: what the system that this one replaces has stored.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use rust_decimal::Decimal;

use super::super::CommandError;
use super::super::say;
use super::super::table::table;
use crate::app::bets::Bets;
use crate::app::elder::{Books, ElderImport, Note, Report, unkept};
use crate::app::ledger::Ledger;
use crate::app::problem::Problem;
use crate::app::settings::{Settings, SettingsOptions};
use crate::backup;
use crate::clock::Clock;
use crate::collector::VenueDefaults;
use crate::config::Config;
use crate::secret::Secret;
use crate::serve::OpeningOfSettings;
use crate::store::Store;
use crate::store::elder::{ElderSchema, ElderTable};
use crate::store::postgres::ElderDatabase;
use crate::store::sqlite::SqliteStore;

/// Tables and columns without a counterpart that are named; the rest is counted.
const NAMED_MAX: usize = 20;

/// A database of Mon_PS, and how to read it.
#[derive(Args, Debug)]
pub struct ImportMonPs {
    /// Its address, `postgres://user:password@host:5432/database`; a user who may only read is enough.
    #[arg(value_name = "URL", env = "MONPS_IMPORT_FROM", hide_env_values = true)]
    from: String,

    /// Write what the dry run has shown.
    #[arg(long)]
    commit: bool,

    /// The tables to take; all four unless told otherwise.
    #[arg(long, value_name = "TABLES", value_delimiter = ',')]
    only: Vec<Table>,

    /// The zone of instants that are stored without one, as that server knows it: Europe/Paris.
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: String,

    /// Where each row that was refused, or does not add up, is told with its reason: a CSV file.
    #[arg(long, value_name = "FILE", default_value = "mon-ps-report.csv")]
    report: PathBuf,
}

/// A table of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Table {
    Settings,
    Odds,
    #[value(name = "odds_history", alias = "odds-history")]
    OddsHistory,
    Bets,
}

impl From<Table> for ElderTable {
    fn from(table: Table) -> Self {
        match table {
            Table::Settings => Self::Settings,
            Table::Odds => Self::Odds,
            Table::OddsHistory => Self::OddsHistory,
            Table::Bets => Self::Bets,
        }
    }
}

impl ImportMonPs {
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, CommandError> {
        if !["postgres://", "postgresql://"].iter().any(|scheme| self.from.starts_with(scheme)) {
            return Err("the address of a PostgreSQL database is wanted: \
                        postgres://user:password@host:5432/database"
                .into());
        }
        let wanted: Vec<ElderTable> = match self.only.as_slice() {
            [] => ElderTable::ALL.to_vec(),
            only => only.iter().copied().map(ElderTable::from).collect(),
        };
        // Everything that could be wrong there is found before anything is done here.
        let options = config.postgres.options(Secret::new(self.from.clone()));
        let mut from = ElderDatabase::open(&options, &wanted, &self.time_zone).await?;
        print_schema(from.schema());
        let ground = Ground::of(config, self.commit).await?;
        let import = service(config, &ground).await?;
        let mut notes = Notes::create(&self.report)?;
        let bar = spinner();
        let report = {
            let mut tell = |note: Note| notes.write(&note);
            let seen = |rows| bar.set_position(rows);
            import.run(&mut from, &mut tell, &seen).await
        };
        bar.finish_and_clear();
        let told = notes.finish()?;
        let report = report.map_err(super::bets::told)?;
        ground.store.close().await;
        print(&report);
        if told > 0 {
            let path = self.report.display();
            say::line(format_args!("{told} rows are told with their reasons in {path}"));
        }
        if !self.commit {
            say::line("nothing was written: --commit does it");
        }
        let is_even = report.books.is_none_or(|books| books.are_even());
        let is_whole = report.tables.iter().all(|(_, tally)| tally.refused == 0);
        Ok(if is_even && is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Where it goes: the database, or a copy of it that is thrown away.
struct Ground {
    store: Arc<dyn Store>,
    secret_key_file: PathBuf,
    /// Kept as long as the copy in it is in use.
    _folder: Option<tempfile::TempDir>,
}

impl Ground {
    /// A dry run does everything, on a copy: what it says is what will happen.
    async fn of(config: &Config, is_real: bool) -> Result<Self, CommandError> {
        let (database, secret_key_file) = (config.database(), config.secret_key_file());
        if is_real {
            let store = database.open().await?;
            return Ok(Self { store, secret_key_file, _folder: None });
        }
        let folder = tempfile::tempdir()?;
        let copy = SqliteStore::open(&folder.path().join(crate::platform::DATABASE)).await?;
        if database.exists() {
            let store = database.connect().await?;
            let states = store.migrations().await?;
            let (ran, pending): (Vec<_>, Vec<_>) =
                states.into_iter().partition(|state| state.applied);
            if !ran.is_empty() && !pending.is_empty() {
                return Err(format!("{database} is of an older version: monps migrate up").into());
            }
            if !ran.is_empty() {
                let silent: backup::Progress = Arc::new(|_| ());
                let now = Clock::system().now();
                backup::copy(store.as_ref(), &copy, "the copy", now, &silent).await?;
            }
            store.close().await;
        }
        let key = folder.path().join("secret.key");
        if secret_key_file.exists() {
            fs::copy(&secret_key_file, &key)?;
        }
        Ok(Self { store: Arc::new(copy), secret_key_file: key, _folder: Some(folder) })
    }
}

async fn service(config: &Config, ground: &Ground) -> Result<ElderImport, CommandError> {
    let (store, clock) = (Arc::clone(&ground.store), Clock::system());
    let options = SettingsOptions {
        secret_key_file: ground.secret_key_file.clone(),
        odds_api_key: config.secrets.odds_api_key.clone(),
    };
    let settings = Settings::open(Arc::clone(&store), clock.clone(), options).await?;
    let settings = Arc::new(settings);
    let opening = Arc::new(OpeningOfSettings(Arc::clone(&settings)));
    let defaults = VenueDefaults::default();
    let ledger = Ledger::new(Arc::clone(&store), clock.clone(), opening, defaults.clone());
    let bets = Arc::new(Bets::new(Arc::clone(&store), clock.clone(), Arc::new(ledger)));
    Ok(ElderImport::new(store, clock, settings, bets, defaults))
}

/// The report's file: made with its first line, and removed again where there is nothing to tell.
struct Notes {
    path: PathBuf,
    writer: csv::Writer<fs::File>,
    count: u64,
}

impl Notes {
    fn create(path: &Path) -> Result<Self, CommandError> {
        let failed = |error| format!("the report {} cannot be written: {error}", path.display());
        let mut writer = csv::Writer::from_path(path).map_err(failed)?;
        writer.write_record(["table", "row", "state", "reason", "says"]).map_err(failed)?;
        Ok(Self { path: path.to_owned(), writer, count: 0 })
    }

    fn write(&mut self, note: &Note) -> Result<(), Problem> {
        self.count += 1;
        let state = if note.is_refused { "refused" } else { "taken" };
        let cells = [note.table.name(), &note.number, state, &note.reason, &note.row];
        self.writer.write_record(cells).map_err(|error| unkept(error.into()))
    }

    fn finish(mut self) -> Result<u64, CommandError> {
        self.writer.flush()?;
        if self.count == 0 {
            fs::remove_file(&self.path)?;
        }
        Ok(self.count)
    }
}

fn spinner() -> ProgressBar {
    let bar = super::super::progress::bar(0, "rows");
    bar.set_message("importing");
    bar
}

fn print_schema(schema: &ElderSchema) {
    let named = |names: &[String]| {
        let more = names.len().saturating_sub(NAMED_MAX);
        let shown = names.iter().take(NAMED_MAX).cloned().collect::<Vec<_>>().join(", ");
        if more == 0 { shown } else { format!("{shown} and {more} more") }
    };
    for columns in &schema.tables {
        if !columns.unread.is_empty() {
            let (table, unread) = (columns.table.name(), named(&columns.unread));
            say::line(format_args!("{table}: no counterpart for its columns {unread}"));
        }
    }
    if !schema.left.is_empty() {
        say::line(format_args!("not read: {}", named(&schema.left)));
    }
}

fn print(report: &Report) {
    let header = ["table", "rows", "new", "known", "unchanged", "refused", "remarks"];
    let rows = report.tables.iter().map(|(table, tally)| {
        let counts =
            [tally.read, tally.taken, tally.known, tally.unchanged, tally.refused, tally.remarked];
        let counts = counts.iter().map(ToString::to_string);
        std::iter::once(table.name().to_owned()).chain(counts).collect()
    });
    say::line(table(&header, &[1, 2, 3, 4, 5, 6], rows.collect()));
    if let Some(books) = &report.books {
        print_books(books);
    }
}

fn print_books(books: &Books) {
    say::line(format_args!(
        "stakes there {} = here {} + refused {}{}",
        books.there.stakes.normalize(),
        books.here.stakes.normalize(),
        books.refused.stakes.normalize(),
        less(books.differing.stakes),
    ));
    let unsaid = if books.at_price.is_zero() {
        String::new()
    } else {
        format!(" + {} that it does not say", books.at_price.normalize())
    };
    say::line(format_args!(
        "profit there {}{unsaid} = here {} + refused {}{}",
        books.there.profit.normalize(),
        books.here.profit.normalize(),
        books.refused.profit.normalize(),
        less(books.differing.profit),
    ));
    if books.are_even() {
        say::line("every cent is accounted for");
    } else {
        say::line(format_args!(
            "NOT accounted for: {} of stakes, {} of profit",
            books.stakes_unexplained().normalize(),
            books.profit_unexplained().normalize(),
        ));
    }
}

/// What bets here have more or less than there, since somebody changed them on one side.
fn less(differing: Decimal) -> String {
    if differing.is_zero() {
        String::new()
    } else {
        format!(" − {} changed since", differing.normalize())
    }
}
