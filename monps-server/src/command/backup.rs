//! `monps backup`, `verify`, `restore`, `export` and `copy`: everything that is stored, elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{CommandError, say};
use crate::app::ledger::verify as verify_books;
use crate::backup::{
    self, BackupError, EXTENSION, Keep, Manifest, Passphrase, Progress, back_up, outdated,
};
use crate::clock::Clock;
use crate::config::Config;
use crate::secret::Secret;
use crate::store::sqlite::SqliteStore;
use crate::store::transfer::TransferStore;
use crate::store::{Database, Store};

/// Where backups go, in the data folder, unless told otherwise.
const FOLDER: &str = "backups";

/// The file that holds the passphrase of a backup.
#[derive(Args, Debug)]
struct Encryption {
    /// A file that holds the passphrase that the backup is encrypted with, and nothing else.
    #[arg(long, value_name = "FILE", env = "MONPS_BACKUP_PASSPHRASE_FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Makes a backup of everything that is stored, while the server runs.
///
/// All tables as they stand at one instant, with checksums, in one compressed file that either engine
/// takes in again. The key that encrypts stored secrets (secret.key in the data folder) is not in it:
/// keep a copy of it elsewhere.
#[derive(Args, Debug)]
pub struct Backup {
    /// A folder, in which the file is named by the instant, or a file ending in .monps; `backups` in
    /// the data folder unless told otherwise.
    #[arg(value_name = "PATH")]
    to: Option<PathBuf>,
    /// Afterwards remove backups of that folder, except the newest of each of the last so many days,
    /// weeks and months.
    #[arg(long, value_name = "DAYS,WEEKS,MONTHS")]
    keep: Option<Keep>,
    #[command(flatten)]
    encryption: Encryption,
}

/// Checks that a backup is whole and that its books are sound.
///
/// Reads it from the beginning to the end, compares it with its checksums, takes it into a database in
/// the folder for temporary files and checks the ledger there. Nothing else is touched.
#[derive(Args, Debug)]
pub struct Verify {
    /// A backup, or the folder of an export.
    #[arg(value_name = "PATH")]
    from: PathBuf,
    /// Only the checksums: without taking it in.
    #[arg(long)]
    quick: bool,
    #[command(flatten)]
    encryption: Encryption,
}

/// Takes a backup or an export into a new database.
///
/// All of it or nothing; afterwards the database is compared with the backup, row by row.
#[derive(Args, Debug)]
pub struct Restore {
    /// A backup, or the folder of an export.
    #[arg(value_name = "PATH")]
    from: PathBuf,
    #[command(flatten)]
    encryption: Encryption,
}

/// Writes everything that is stored into a folder of JSON Lines.
///
/// For other programs: one file a table, with a manifest. `monps restore` takes it in again.
#[derive(Args, Debug)]
pub struct Export {
    /// A folder that does not exist yet or is empty.
    #[arg(value_name = "DIR")]
    to: PathBuf,
}

/// Copies everything that is stored into another, new database, of either engine.
///
/// From SQLite to PostgreSQL or back. All of it or nothing; afterwards both are compared, row by row.
/// Stop the server first: what it writes meanwhile stays behind.
#[derive(Args, Debug)]
pub struct Copy {
    /// A data folder, or the address of a PostgreSQL database (postgres://…).
    #[arg(value_name = "DIR or URL", env = "MONPS_COPY_TO", hide_env_values = true)]
    to: String,
}

impl Encryption {
    fn passphrase(&self) -> Result<Option<Passphrase>, CommandError> {
        let Some(path) = &self.passphrase_file else {
            return Ok(None);
        };
        let secret = Secret::from_file(path)?;
        let refused = |reason| format!("{}: {reason}", path.display());
        Ok(Some(Passphrase::new(secret).map_err(refused)?))
    }
}

impl Backup {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let passphrase = self.encryption.passphrase()?;
        let store = open_existing(config).await?;
        let now = Clock::system().now();
        let to = self.to.unwrap_or_else(|| config.data.dir.join(FOLDER));
        let path = if to.extension().is_some_and(|end| end == EXTENSION) {
            to
        } else {
            to.join(backup::name(now))
        };
        let (bar, progress) = progress("backing up");
        let made = back_up(store.as_ref(), &path, passphrase.as_ref(), now, &progress).await;
        bar.finish_and_clear();
        store.close().await;
        say::line(format_args!("{}: {}", path.display(), told(&made?)));
        if let Some(keep) = self.keep {
            remove_outdated(&path, keep)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Verify {
    pub(super) async fn run(self) -> Result<ExitCode, CommandError> {
        let passphrase = self.encryption.passphrase()?;
        let (bar, progress) = progress("checking");
        let temporary = tempfile::tempdir()?;
        let store = SqliteStore::open(&temporary.path().join(crate::platform::DATABASE)).await?;
        let (from, phrase) = (self.from.as_path(), passphrase.as_ref());
        if self.quick {
            let manifest = backup::verify(from, phrase, store.schema(), &progress).await;
            bar.finish_and_clear();
            store.close().await;
            say::line(format_args!("{} is whole: {}", from.display(), told(&manifest?)));
            return Ok(ExitCode::SUCCESS);
        }
        let restored =
            backup::restore(from, phrase, &store, "the temporary database", &progress).await;
        bar.finish_and_clear();
        let manifest = restored?;
        let shared: Arc<dyn Store> = Arc::new(store.clone());
        let books = verify_books(&shared).await?;
        store.close().await;
        say::line(format_args!("{} is whole: {}", from.display(), told(&manifest)));
        Ok(match books.fault {
            None => {
                say::line(format_args!(
                    "Its books are sound: {} entries, {} bets.",
                    books.entries, books.bets
                ));
                ExitCode::SUCCESS
            }
            Some(fault) => {
                say::line(format_args!("Its books are not sound: {fault}"));
                ExitCode::FAILURE
            }
        })
    }
}

impl Restore {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let passphrase = self.encryption.passphrase()?;
        if !self.from.exists() {
            return Err(format!("{} does not exist", self.from.display()).into());
        }
        let (store, place) = (config.database().open().await?, config.database().to_string());
        let (bar, progress) = progress("restoring");
        let restored =
            backup::restore(&self.from, passphrase.as_ref(), store.as_ref(), &place, &progress)
                .await;
        bar.finish_and_clear();
        store.close().await;
        say::line(format_args!("{place} holds the same now: {}", told(&restored?)));
        Ok(ExitCode::SUCCESS)
    }
}

impl Export {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let store = open_existing(config).await?;
        let (bar, progress) = progress("exporting");
        let now = Clock::system().now();
        let made = backup::export(store.as_ref(), &self.to, now, &progress).await;
        bar.finish_and_clear();
        store.close().await;
        say::line(format_args!("{}: {}", self.to.display(), told(&made?)));
        Ok(ExitCode::SUCCESS)
    }
}

impl Copy {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let target = if self.to.starts_with("postgres://") || self.to.starts_with("postgresql://") {
            Database::Postgres(Box::new(config.postgres.options(Secret::new(self.to))))
        } else {
            Database::Sqlite(Path::new(&self.to).join(crate::platform::DATABASE))
        };
        let from = open_existing(config).await?;
        let to = target.open().await?;
        let (bar, progress) = progress("copying");
        let (now, place) = (Clock::system().now(), target.to_string());
        let copied = backup::copy(from.as_ref(), to.as_ref(), &place, now, &progress).await;
        bar.finish_and_clear();
        from.close().await;
        to.close().await;
        say::line(format_args!("{place} holds the same now: {}", told(&copied?)));
        Ok(ExitCode::SUCCESS)
    }
}

/// A backup of a database that is not there would be one of nothing.
async fn open_existing(config: &Config) -> Result<Arc<dyn Store>, CommandError> {
    let database = config.database();
    if !database.exists() {
        return Err(format!("{database} does not exist: name the data folder with --data").into());
    }
    Ok(database.open().await?)
}

fn told(manifest: &Manifest) -> String {
    let books = match &manifest.ledger {
        None => "no ledger entries yet".to_owned(),
        Some(head) => format!("{} ledger entries up to {:.12}…", head.entries, head.hash),
    };
    format!(
        "{} rows in {} tables, {books}, as of {}",
        manifest.rows(),
        manifest.tables.iter().filter(|table| table.rows > 0).count(),
        manifest.made_at
    )
}

fn remove_outdated(made: &Path, keep: Keep) -> Result<(), BackupError> {
    // The parent of a bare name is the empty path, which is no folder.
    let folder = made.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let failed = |what| {
        let path = folder.to_owned();
        move |source| BackupError::File { path, what, source }
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed("read"))? {
        paths.push(entry.map_err(failed("read"))?.path());
    }
    for path in outdated(&paths, keep) {
        fs::remove_file(&path).map_err(|source| BackupError::File {
            path: path.clone(),
            what: "removed",
            source,
        })?;
        say::line(format_args!("{}: removed, as --keep says", path.display()));
    }
    Ok(())
}

/// Rows counted on a terminal: how many there are is known only at the end.
fn progress(what: &'static str) -> (ProgressBar, Progress) {
    let bar = ProgressBar::new_spinner().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {human_pos} rows, {elapsed}")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(200));
    let counted = bar.clone();
    (bar, Arc::new(move |rows| counted.set_position(rows)))
}
