//! A backup as one file.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::crypt::{Decrypting, Encrypting, HEAD, Passphrase};
use super::error::BackupError;
use super::folder::{HEADER, MANIFEST, Piece, PieceReader, Sink, TABLES_FOLDER, parse};
use super::manifest::Manifest;
use crate::store::transfer::{Table, table};

/// Lines of a table in one entry.
const PART_BYTES: usize = 4 << 20;
/// An entry of another program's archive may say anything of its size.
const ENTRY_BYTES_MAX: u64 = 64 << 20;
/// The default of the zstd program.
const LEVEL: i32 = 3;
/// How a zstd frame begins (RFC 8878).
const ZSTD_HEAD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Writes a backup; it gets its name when it is whole.
pub(super) struct ArchiveWriter {
    path: PathBuf,
    unfinished: PathBuf,
    tar: tar::Builder<zstd::Encoder<'static, Out>>,
    table: Option<&'static Table>,
    part: Vec<u8>,
    number: u32,
}

enum Out {
    Plain(BufWriter<File>),
    Encrypted(Encrypting<BufWriter<File>>),
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Encrypted(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Encrypted(out) => out.flush(),
        }
    }
}

impl ArchiveWriter {
    pub(super) fn create(
        path: &Path,
        passphrase: Option<&Passphrase>,
        header: &[u8],
    ) -> Result<Self, BackupError> {
        if path.exists() {
            return Err(BackupError::InTheWay { path: path.to_owned() });
        }
        let unfinished = path.with_extension("unfinished");
        let open = || {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let file = BufWriter::new(File::create(&unfinished)?);
            let out = match passphrase {
                None => Out::Plain(file),
                Some(passphrase) => Out::Encrypted(Encrypting::new(file, passphrase)?),
            };
            let mut encoder = zstd::Encoder::new(out, LEVEL)?;
            encoder.include_checksum(true)?;
            let mut tar = tar::Builder::new(encoder);
            append(&mut tar, HEADER, header)?;
            Ok(tar)
        };
        let tar = open().map_err(of_path(path, "written"))?;
        let path = path.to_owned();
        Ok(Self { path, unfinished, tar, table: None, part: Vec::new(), number: 0 })
    }

    fn end_part(&mut self) -> io::Result<()> {
        if let Some(table) = self.table
            && !self.part.is_empty()
        {
            let name = format!("{TABLES_FOLDER}/{}/{:04}.jsonl", table.name, self.number);
            append(&mut self.tar, &name, &self.part)?;
            self.part.clear();
            self.number += 1;
        }
        Ok(())
    }

    fn end(self: Box<Self>, manifest: &[u8]) -> io::Result<()> {
        let mut this = *self;
        this.end_part()?;
        append(&mut this.tar, MANIFEST, manifest)?;
        let out = match this.tar.into_inner()?.finish()? {
            Out::Plain(out) => out,
            Out::Encrypted(out) => out.finish()?,
        };
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&this.unfinished, &this.path)
    }
}

impl Sink for ArchiveWriter {
    fn lines(&mut self, table: &'static Table, lines: &[u8]) -> Result<(), BackupError> {
        let mut add = || {
            if self.table.is_none_or(|last| last.name != table.name) {
                self.end_part()?;
                (self.table, self.number) = (Some(table), 0);
            }
            self.part.extend_from_slice(lines);
            if self.part.len() >= PART_BYTES { self.end_part() } else { Ok(()) }
        };
        add().map_err(of_path(&self.path, "written"))
    }

    fn finish(self: Box<Self>, manifest: &[u8]) -> Result<(), BackupError> {
        let path = self.path.clone();
        self.end(manifest).map_err(of_path(&path, "written"))
    }

    fn abandon(self: Box<Self>) {
        // Half a backup is worth nothing; if it cannot be removed its name tells what it is.
        let _ = fs::remove_file(&self.unfinished);
    }
}

fn append<W: Write>(tar: &mut tar::Builder<W>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut header = tar::Header::new_ustar();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o600);
    tar.append_data(&mut header, name, bytes)
}

/// Reads a backup.
pub(super) struct ArchiveReader {
    path: PathBuf,
    tar: tar::Archive<zstd::Decoder<'static, BufReader<Box<dyn Read + Send>>>>,
}

impl ArchiveReader {
    pub(super) fn open(path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, BackupError> {
        let failed = || of_path(path, "read");
        let mut file = BufReader::new(File::open(path).map_err(failed())?);
        let mut head = Vec::new();
        file.by_ref().take(HEAD.len() as u64).read_to_end(&mut head).map_err(failed())?;
        let plain: Box<dyn Read + Send> = match (head == HEAD, passphrase) {
            (true, None) => return Err(BackupError::Encrypted { path: path.to_owned() }),
            (true, Some(passphrase)) => {
                let opened = Decrypting::new(file, passphrase).map_err(of_reading(path))?;
                let wrong = || BackupError::WrongPassphrase { path: path.to_owned() };
                Box::new(opened.ok_or_else(wrong)?)
            }
            (false, _) if head.starts_with(&ZSTD_HEAD) => {
                Box::new(io::Cursor::new(head).chain(file))
            }
            (false, _) => {
                let reason = "it does not begin as one".to_owned();
                return Err(BackupError::NotABackup { path: path.to_owned(), reason });
            }
        };
        let decoder = zstd::Decoder::new(plain).map_err(failed())?;
        Ok(Self { path: path.to_owned(), tar: tar::Archive::new(decoder) })
    }
}

impl PieceReader for ArchiveReader {
    fn each(
        mut self: Box<Self>,
        take: &mut dyn FnMut(Piece) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let path = self.path.clone();
        let failed = || of_reading(&path);
        let damaged = |reason: String| BackupError::Damaged { path: path.clone(), reason };
        let mut manifest = None;
        for entry in self.tar.entries().map_err(failed())? {
            let mut entry = entry.map_err(failed())?;
            let name = entry.path().map_err(failed())?.display().to_string();
            if entry.size() > ENTRY_BYTES_MAX {
                return Err(damaged(format!("{name} is larger than any part of a backup")));
            }
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(failed())?;
            match name.as_str() {
                HEADER => take(Piece::Header(parse(&path, &name, &bytes)?))?,
                MANIFEST => manifest = Some(parse::<Manifest>(&path, &name, &bytes)?),
                _ => {
                    let mut parts = name.split('/');
                    let known = match (parts.next(), parts.next()) {
                        (Some(TABLES_FOLDER), Some(part)) => table(part),
                        _ => None,
                    };
                    let table =
                        known.ok_or_else(|| damaged(format!("{name} is no part of a backup")))?;
                    take(Piece::Lines(table, bytes))?;
                }
            }
        }
        // To the last byte: the checksum of the whole comes after everything else.
        io::copy(&mut self.tar.into_inner(), &mut io::sink()).map_err(failed())?;
        take(Piece::Manifest(manifest.ok_or_else(|| BackupError::CutShort { path: path.clone() })?))
    }
}

pub(super) fn of_path(
    path: &Path,
    what: &'static str,
) -> impl FnOnce(io::Error) -> BackupError + use<> {
    let path = path.to_owned();
    move |source| BackupError::File { path, what, source }
}

/// What the system says while the middle of a file is read: it was cut off, or it is damaged.
fn of_reading(path: &Path) -> impl FnOnce(io::Error) -> BackupError + use<> {
    let path = path.to_owned();
    move |error| match error.kind() {
        io::ErrorKind::UnexpectedEof => BackupError::CutShort { path },
        _ => BackupError::Damaged { path, reason: error.to_string() },
    }
}
