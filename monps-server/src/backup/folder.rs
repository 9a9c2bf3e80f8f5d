//! The same in a folder of plain files, for other programs; and what both forms have in common.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::archive::of_path;
use super::error::BackupError;
use super::manifest::{FORM, Manifest};
use crate::store::transfer::{TABLES, Table};

pub(super) const HEADER: &str = "header.json";
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const TABLES_FOLDER: &str = "tables";

/// Lines read at once.
const PIECE_LINES: usize = 500;

/// How a backup begins: whether the rest can be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) form: i64,
    pub(super) version: String,
    pub(super) schema: i64,
    pub(super) made_at: String,
}

impl Header {
    pub(super) fn new(schema: i64, made_at: &str) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { form: FORM, version, schema, made_at: made_at.to_owned() }
    }

    /// Refuses what a newer version made.
    pub(super) fn check(&self, path: &Path, schema: i64) -> Result<(), BackupError> {
        for (what, found, known) in
            [("form of backups", self.form, FORM), ("schema", self.schema, schema)]
        {
            if found > known {
                let (path, version) = (path.to_owned(), self.version.clone());
                return Err(BackupError::FromTheFuture { path, version, what, found, known });
            }
        }
        Ok(())
    }
}

/// A part of a backup.
pub(super) enum Piece {
    Header(Header),
    Lines(&'static Table, Vec<u8>),
    Manifest(Manifest),
}

/// Where a backup is written.
pub(super) trait Sink: Send {
    /// Lines of a table; the tables come in their order.
    fn lines(&mut self, table: &'static Table, lines: &[u8]) -> Result<(), BackupError>;
    /// The manifest, and the end.
    fn finish(self: Box<Self>, manifest: &[u8]) -> Result<(), BackupError>;
    /// Something failed: nothing is left behind.
    fn abandon(self: Box<Self>);
}

/// Where a backup is read.
pub(super) trait PieceReader: Send {
    /// Each part in its order: the header, the lines, the manifest.
    fn each(
        self: Box<Self>,
        take: &mut dyn FnMut(Piece) -> Result<(), BackupError>,
    ) -> Result<(), BackupError>;
}

pub(super) fn parse<T: DeserializeOwned>(
    path: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<T, BackupError> {
    serde_json::from_slice(bytes).map_err(|error| BackupError::Damaged {
        path: path.to_owned(),
        reason: format!("{name} cannot be read: {error}"),
    })
}

/// Writes a folder.
pub(super) struct FolderWriter {
    path: PathBuf,
    file: Option<(&'static Table, BufWriter<File>)>,
}

impl FolderWriter {
    pub(super) fn create(path: &Path, header: &[u8]) -> Result<Self, BackupError> {
        if fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(BackupError::InTheWay { path: path.to_owned() });
        }
        let create = || {
            fs::create_dir_all(path.join(TABLES_FOLDER))?;
            for table in TABLES {
                File::create(file(path, table))?;
            }
            fs::write(path.join(HEADER), header)
        };
        create().map_err(of_path(path, "written"))?;
        Ok(Self { path: path.to_owned(), file: None })
    }
}

impl Sink for FolderWriter {
    fn lines(&mut self, table: &'static Table, lines: &[u8]) -> Result<(), BackupError> {
        let mut add = || {
            let (_, out) = match self.file.take() {
                Some((last, out)) if last.name == table.name => self.file.insert((last, out)),
                last => {
                    if let Some((_, mut out)) = last {
                        out.flush()?;
                    }
                    self.file
                        .insert((table, BufWriter::new(File::create(file(&self.path, table))?)))
                }
            };
            out.write_all(lines)
        };
        add().map_err(of_path(&self.path, "written"))
    }

    fn finish(mut self: Box<Self>, manifest: &[u8]) -> Result<(), BackupError> {
        let mut end = || {
            if let Some((_, mut out)) = self.file.take() {
                out.flush()?;
            }
            fs::write(self.path.join(MANIFEST), manifest)
        };
        end().map_err(of_path(&self.path, "written"))
    }

    fn abandon(self: Box<Self>) {
        // Without a manifest it is refused as cut short, whatever of it stays.
        let _ = fs::remove_dir_all(self.path.join(TABLES_FOLDER));
        let _ = fs::remove_file(self.path.join(HEADER));
    }
}

/// Reads a folder.
pub(super) struct FolderReader {
    path: PathBuf,
}

impl FolderReader {
    pub(super) fn open(path: &Path) -> Result<Self, BackupError> {
        if !path.join(HEADER).is_file() {
            let reason = format!("there is no {HEADER} in it");
            return Err(BackupError::NotABackup { path: path.to_owned(), reason });
        }
        if !path.join(MANIFEST).is_file() {
            return Err(BackupError::CutShort { path: path.to_owned() });
        }
        Ok(Self { path: path.to_owned() })
    }
}

impl PieceReader for FolderReader {
    fn each(
        self: Box<Self>,
        take: &mut dyn FnMut(Piece) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let read = |name: &str| {
            let path = self.path.join(name);
            fs::read(&path).map_err(of_path(&path, "read"))
        };
        take(Piece::Header(parse(&self.path, HEADER, &read(HEADER)?)?))?;
        let manifest: Manifest = parse(&self.path, MANIFEST, &read(MANIFEST)?)?;
        for table in TABLES {
            let path = file(&self.path, table);
            let lines = match File::open(&path) {
                Ok(lines) => BufReader::new(lines),
                // A table that there was not yet.
                Err(error)
                    if error.kind() == io::ErrorKind::NotFound
                        && manifest.tables.iter().all(|known| known.name != table.name) =>
                {
                    continue;
                }
                Err(error) => return Err(of_path(&path, "read")(error)),
            };
            each_piece(lines, &path, &mut |bytes| take(Piece::Lines(table, bytes)))?;
        }
        take(Piece::Manifest(manifest))
    }
}

fn each_piece(
    mut lines: impl BufRead,
    path: &Path,
    take: &mut dyn FnMut(Vec<u8>) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    loop {
        let mut piece = Vec::new();
        for _ in 0..PIECE_LINES {
            if lines.read_until(b'\n', &mut piece).map_err(of_path(path, "read"))? == 0 {
                break;
            }
        }
        if piece.is_empty() {
            return Ok(());
        }
        take(piece)?;
    }
}

fn file(path: &Path, table: &Table) -> PathBuf {
    path.join(TABLES_FOLDER).join(format!("{}.jsonl", table.name))
}
