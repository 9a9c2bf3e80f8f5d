//! Making, checking and taking in.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use monps_core::time::Timestamp;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::archive::{ArchiveReader, ArchiveWriter};
use super::crypt::Passphrase;
use super::error::BackupError;
use super::folder::{FolderReader, FolderWriter, HEADER, Header, Piece, PieceReader, Sink};
use super::lines;
use super::manifest::{Digests, Manifest};
use crate::store::transfer::{Passing, Rows, Table, TransferStore};

/// Batches of rows between whoever reads and whoever writes.
const WAITING_MAX: usize = 8;

/// Told how many rows have passed.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

/// Makes a backup of a database that may be in use.
///
/// # Errors
/// [`BackupError`]; then there is no such file.
pub async fn back_up(
    store: &dyn TransferStore,
    path: &Path,
    passphrase: Option<&Passphrase>,
    now: Timestamp,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    let made_at = now.to_rfc3339();
    let header = json(&Header::new(store.schema(), &made_at));
    let sink = ArchiveWriter::create(path, passphrase, &header)?;
    give(store, Some(Box::new(sink)), path, made_at, progress).await
}

/// Writes everything into a folder of JSON Lines.
///
/// # Errors
/// [`BackupError`].
pub async fn export(
    store: &dyn TransferStore,
    path: &Path,
    now: Timestamp,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    let made_at = now.to_rfc3339();
    let sink = FolderWriter::create(path, &json(&Header::new(store.schema(), &made_at)))?;
    give(store, Some(Box::new(sink)), path, made_at, progress).await
}

/// What a database holds, without keeping it.
///
/// # Errors
/// [`BackupError::Store`].
pub async fn describe(
    store: &dyn TransferStore,
    now: Timestamp,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    give(store, None, Path::new("the database"), now.to_rfc3339(), progress).await
}

/// Reads a backup or an export from its beginning to its end and compares it with its manifest.
///
/// # Errors
/// [`BackupError`] says what is wrong with it.
pub async fn verify(
    path: &Path,
    passphrase: Option<&Passphrase>,
    schema: i64,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    let reader = reader(path, passphrase)?;
    let (place, progress) = (path.to_owned(), Arc::clone(progress));
    let reading = spawn_blocking(move || read(reader, &place, schema, &progress, &mut |_| Ok(())));
    reading.await.map_err(|_| BackupError::Ended { path: path.to_owned() })?
}

/// Takes a backup or an export into an empty database: all of it or nothing. Afterwards the database
/// is compared with the manifest.
///
/// # Errors
/// [`BackupError`]; then nothing was kept, unless it is [`BackupError::Differs`].
pub async fn restore(
    path: &Path,
    passphrase: Option<&Passphrase>,
    store: &dyn TransferStore,
    place: &str,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    must_be_empty(store, place).await?;
    let reader = reader(path, passphrase)?;
    let (to, from) = mpsc::channel(WAITING_MAX);
    let (file, schema, counted) = (path.to_owned(), store.schema(), Arc::clone(progress));
    let reading = spawn_blocking(move || {
        let mut hand_over = |rows| {
            to.blocking_send(Passing::Rows(rows))
                .map_err(|_| BackupError::Ended { path: file.clone() })
        };
        let manifest = read(reader, &file, schema, &counted, &mut hand_over)?;
        // Only what has been compared with its manifest is kept.
        to.blocking_send(Passing::End).map_err(|_| BackupError::Ended { path: file.clone() })?;
        Ok(manifest)
    });
    let (read, taken) = tokio::join!(reading, store.take(from));
    let read = read.map_err(|_| BackupError::Ended { path: path.to_owned() })?;
    let manifest = match (read, taken) {
        (Ok(manifest), Ok(_)) => manifest,
        // Rows that do not fit together are refused before the end, where the digests are: it is
        // rather the file that is wrong.
        (Ok(_) | Err(BackupError::Ended { .. }), Err(error)) => {
            verify(path, passphrase, store.schema(), progress).await?;
            return Err(error.into());
        }
        (Err(error), _) => return Err(error),
    };
    compare(&manifest, store).await?;
    Ok(manifest)
}

/// Copies one database into another, empty one, of whatever engine, and compares them.
///
/// # Errors
/// [`BackupError`]; then nothing was kept, unless it is [`BackupError::Differs`].
pub async fn copy(
    from: &dyn TransferStore,
    to: &dyn TransferStore,
    place: &str,
    now: Timestamp,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    must_be_empty(to, place).await?;
    let (give, given) = mpsc::channel::<Rows>(WAITING_MAX);
    let (pass, passed) = mpsc::channel(WAITING_MAX);
    let mut digests = Digests::new();
    let giving = from.give(give);
    let passing = async {
        // Dropped when this ends: whoever gives must not wait for a receiver that has stopped.
        let (mut given, mut count) = (given, 0);
        while let Some(rows) = given.recv().await {
            count += rows.rows.len() as u64;
            digests.pass(&rows).map_err(|error| unreadable(Path::new("the database"), &error))?;
            progress(count);
            if pass.send(Passing::Rows(rows)).await.is_err() {
                break;
            }
        }
        Ok::<_, BackupError>(pass)
    };
    let giving_all = async {
        let (given, passed) = tokio::join!(giving, passing);
        given?;
        // Whoever receives may be gone; its own error says why.
        let _ = passed?.send(Passing::End).await;
        Ok::<_, BackupError>(())
    };
    let (given, taken) = tokio::join!(giving_all, to.take(passed));
    given?;
    taken?;
    let manifest = digests.manifest(from.schema(), now.to_rfc3339());
    compare(&manifest, to).await?;
    Ok(manifest)
}

async fn must_be_empty(store: &dyn TransferStore, place: &str) -> Result<(), BackupError> {
    if store.is_untouched().await? {
        Ok(())
    } else {
        Err(BackupError::NotEmpty { place: place.to_owned() })
    }
}

async fn compare(manifest: &Manifest, store: &dyn TransferStore) -> Result<(), BackupError> {
    let silent: Progress = Arc::new(|_| ());
    let path = Path::new("the database");
    let taken = give(store, None, path, manifest.made_at.clone(), &silent).await?;
    match manifest.first_difference(&taken) {
        None => Ok(()),
        Some(table) => Err(BackupError::Differs { table: table.to_owned() }),
    }
}

/// Reads a database; into a sink, or only for its digests.
async fn give(
    store: &dyn TransferStore,
    sink: Option<Box<dyn Sink>>,
    path: &Path,
    made_at: String,
    progress: &Progress,
) -> Result<Manifest, BackupError> {
    let (to, from) = mpsc::channel(WAITING_MAX);
    let (place, progress, schema) = (path.to_owned(), Arc::clone(progress), store.schema());
    let writing = spawn_blocking(move || Writing::new(sink).run(from, &place, &progress));
    let (given, written) = tokio::join!(store.give(to), writing);
    let Writing { sink, digests } =
        written.map_err(|_| BackupError::Ended { path: path.to_owned() })??;
    if let Err(error) = given {
        if let Some(sink) = sink {
            sink.abandon();
        }
        return Err(error.into());
    }
    let manifest = digests.manifest(schema, made_at);
    if let Some(sink) = sink {
        let text = json(&manifest);
        let finishing = spawn_blocking(move || sink.finish(&text));
        finishing.await.map_err(|_| BackupError::Ended { path: path.to_owned() })??;
    }
    Ok(manifest)
}

struct Writing {
    sink: Option<Box<dyn Sink>>,
    digests: Digests,
}

impl Writing {
    fn new(sink: Option<Box<dyn Sink>>) -> Self {
        Self { sink, digests: Digests::new() }
    }

    fn run(
        mut self,
        mut from: mpsc::Receiver<Rows>,
        path: &Path,
        progress: &Progress,
    ) -> Result<Self, BackupError> {
        let mut count = 0;
        while let Some(rows) = from.blocking_recv() {
            count += rows.rows.len() as u64;
            let written = self.rows(&rows, path);
            if let Err(error) = written {
                if let Some(sink) = self.sink.take() {
                    sink.abandon();
                }
                return Err(error);
            }
            progress(count);
        }
        Ok(self)
    }

    fn rows(&mut self, rows: &Rows, path: &Path) -> Result<(), BackupError> {
        let lines = self.digests.pass(rows).map_err(|error| unreadable(path, &error))?;
        match &mut self.sink {
            Some(sink) => sink.lines(rows.table, &lines),
            None => Ok(()),
        }
    }
}

/// Reads a backup, handing its rows over, and compares it with its manifest.
fn read(
    reader: Box<dyn PieceReader>,
    path: &Path,
    schema: i64,
    progress: &Progress,
    hand_over: &mut dyn FnMut(Rows) -> Result<(), BackupError>,
) -> Result<Manifest, BackupError> {
    let (mut digests, mut count, mut manifest) = (Digests::new(), 0, None);
    let mut is_known = false;
    reader.each(&mut |piece| match piece {
        Piece::Header(header) => {
            is_known = true;
            header.check(path, schema)
        }
        _ if !is_known => {
            let reason = format!("it does not begin with {HEADER}");
            Err(BackupError::NotABackup { path: path.to_owned(), reason })
        }
        Piece::Lines(table, bytes) => {
            let rows = rows(path, table, &bytes, digests.rows(table))?;
            count += rows.len() as u64;
            progress(count);
            digests.count(table, &rows, &bytes);
            hand_over(Rows { table, rows })
        }
        Piece::Manifest(found) => {
            manifest = Some(found);
            Ok(())
        }
    })?;
    let cut_short = || BackupError::CutShort { path: path.to_owned() };
    let manifest: Manifest = manifest.ok_or_else(cut_short)?;
    let found = digests.manifest(manifest.schema, manifest.made_at.clone());
    // An older schema has fewer tables; those that it has must agree.
    let differs = found
        .tables
        .iter()
        .find(|table| table.rows > 0 && !manifest.tables.contains(table))
        .or_else(|| manifest.tables.iter().find(|table| !found.tables.contains(table)));
    match differs {
        None => Ok(manifest),
        Some(table) => Err(BackupError::Damaged {
            path: path.to_owned(),
            reason: format!("the rows of {} are not those of its manifest", table.name),
        }),
    }
}

fn rows(
    path: &Path,
    table: &'static Table,
    bytes: &[u8],
    before: u64,
) -> Result<Vec<Vec<crate::store::transfer::Cell>>, BackupError> {
    let damaged = |reason: String| BackupError::Damaged { path: path.to_owned(), reason };
    let text = std::str::from_utf8(bytes)
        .map_err(|error| damaged(format!("{} is not text: {error}", table.name)))?;
    text.lines()
        .zip(before + 1..)
        .map(|(line, number)| {
            lines::read(table, line)
                .map_err(|reason| damaged(format!("{}, row {number}: {reason}", table.name)))
        })
        .collect()
}

fn reader(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Box<dyn PieceReader>, BackupError> {
    let is_folder = fs::metadata(path).is_ok_and(|file| file.is_dir());
    Ok(if is_folder {
        Box::new(FolderReader::open(path)?)
    } else {
        Box::new(ArchiveReader::open(path, passphrase)?)
    })
}

fn unreadable(path: &Path, error: &lines::Unwritable) -> BackupError {
    BackupError::Damaged { path: path.to_owned(), reason: error.to_string() }
}

/// A header or a manifest; it has only texts and numbers, which can always be written.
fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(value).unwrap_or_default()
}
