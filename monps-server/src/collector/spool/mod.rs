//! What was collected while the database could not be reached.
//!
//! An answer of a source was paid for and cannot be asked for again, so a snapshot that the store
//! cannot take is put into a file before anything else happens, and taken in as soon as the store
//! answers: the oldest first, and before anything newer of the same feed. Taking one in twice changes
//! nothing (ingest drops repeats), so a file is removed only after its snapshot was stored.
//!
//! A file is written under another name, flushed, and renamed: a crash leaves it whole or absent. Its
//! first line carries the SHA-256 of the rest; a file that does not match is set aside under
//! `.damaged` and named in the log, and so is one under `.refused` that the store will not take:
//! what came after it must not wait for ever.

mod form;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use monps_core::adapter::Snapshot;
use monps_core::time::Timestamp;
use sha2::{Digest, Sha256};
use thiserror::Error;

use form::KeptSnapshot;

/// The first words of a file.
const HEAD: &str = "monps-spool 1 ";
/// How a whole file ends.
const WHOLE: &str = "json";
/// How a file ends that is being written.
const UNFINISHED: &str = "new";
/// How a file ends that cannot be read.
const DAMAGED: &str = "damaged";
/// How a file ends that the store would not take.
const REFUSED: &str = "refused";

/// Why a snapshot could not be put aside, or not be read back.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SpoolError {
    /// The folder cannot be read or written.
    #[error("the spool {} cannot be used: make sure that the folder is writable and has room", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// There are as many bytes as are allowed.
    #[error(
        "the spool {} is full ({bytes_max} bytes wait for the database): what is collected now is \
         lost until the database answers",
        path.display()
    )]
    Full {
        /// The folder.
        path: PathBuf,
        /// The limit.
        bytes_max: u64,
    },
}

/// Snapshots that wait for the store, in a folder of their own for each feed.
#[derive(Clone, Debug)]
pub struct Spool {
    dir: PathBuf,
    bytes_max: u64,
    counted: Arc<Mutex<Counted>>,
}

#[derive(Debug, Default)]
struct Counted {
    bytes: u64,
    next: u64,
}

/// The oldest snapshot of a feed.
#[derive(Debug)]
pub struct Waiting {
    /// What was collected.
    pub snapshot: Snapshot,
    path: PathBuf,
    bytes: u64,
}

impl Spool {
    /// A gibibyte: days of a few feeds.
    pub const BYTES_MAX_DEFAULT: u64 = 1 << 30;

    /// The spool in a folder, which is made when it is first needed.
    ///
    /// # Errors
    /// [`SpoolError::Folder`] when the folder is there and cannot be read.
    pub fn open(dir: &Path, bytes_max: u64) -> Result<Self, SpoolError> {
        let mut counted = Counted::default();
        for feed in entries(dir)? {
            if !feed.is_dir() {
                continue;
            }
            for path in entries(&feed)? {
                match path.extension().and_then(|end| end.to_str()) {
                    // A crash left it: whoever was writing had not been told that it is kept.
                    Some(UNFINISHED) => fs::remove_file(&path).map_err(of_path(&path))?,
                    Some(WHOLE) => {
                        counted.bytes += size(&path)?;
                        counted.next = counted.next.max(number(&path) + 1);
                    }
                    _ => {}
                }
            }
        }
        Ok(Self { dir: dir.to_owned(), bytes_max, counted: Arc::new(Mutex::new(counted)) })
    }

    /// Puts a snapshot aside; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`SpoolError`] when there is no room or the folder cannot be written.
    pub fn put(&self, feed: &str, snapshot: &Snapshot, now: Timestamp) -> Result<(), SpoolError> {
        let folder = self.folder(feed);
        let body = serde_json::to_vec(&KeptSnapshot::of(snapshot, now))
            .map_err(|error| of_path(&folder)(io::Error::other(error)))?;
        let text = [head(&body).as_bytes(), &body].concat();
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = text.len() as u64;
        if counted.bytes + bytes > self.bytes_max {
            return Err(SpoolError::Full { path: self.dir.clone(), bytes_max: self.bytes_max });
        }
        fs::create_dir_all(&folder).map_err(of_path(&folder))?;
        let path = folder.join(format!("{:012}.{WHOLE}", counted.next));
        write_whole(&path, &text).map_err(of_path(&path))?;
        counted.next += 1;
        counted.bytes += bytes;
        Ok(())
    }

    /// The oldest snapshot of a feed; none when nothing waits. A damaged file is set aside.
    ///
    /// # Errors
    /// [`SpoolError::Folder`] when the folder cannot be read.
    pub fn oldest(&self, feed: &str) -> Result<Option<Waiting>, SpoolError> {
        for path in self.waiting(feed)? {
            let text = fs::read(&path).map_err(of_path(&path))?;
            let bytes = text.len() as u64;
            match read(&text) {
                Ok(snapshot) => return Ok(Some(Waiting { snapshot, path, bytes })),
                Err(reason) => {
                    let aside = self.set_aside(&path, bytes, DAMAGED)?;
                    tracing::error!(
                        file = %aside.display(),
                        reason,
                        "a snapshot of the spool is damaged and was set aside"
                    );
                }
            }
        }
        Ok(None)
    }

    /// Removes a snapshot that was stored.
    ///
    /// # Errors
    /// [`SpoolError::Folder`] when its file cannot be removed; it will be taken in again, which
    /// changes nothing.
    pub fn stored(&self, waiting: &Waiting) -> Result<(), SpoolError> {
        fs::remove_file(&waiting.path).map_err(of_path(&waiting.path))?;
        self.forget(waiting.bytes);
        Ok(())
    }

    /// Sets a snapshot aside that the store will not take, and says where it is kept.
    ///
    /// # Errors
    /// [`SpoolError::Folder`] when its file cannot be renamed.
    pub fn refused(&self, waiting: &Waiting) -> Result<PathBuf, SpoolError> {
        self.set_aside(&waiting.path, waiting.bytes, REFUSED)
    }

    /// How many snapshots of a feed wait.
    ///
    /// # Errors
    /// [`SpoolError::Folder`] when the folder cannot be read.
    pub fn count(&self, feed: &str) -> Result<usize, SpoolError> {
        Ok(self.waiting(feed)?.len())
    }

    fn set_aside(&self, path: &Path, bytes: u64, end: &str) -> Result<PathBuf, SpoolError> {
        let aside = path.with_extension(end);
        fs::rename(path, &aside).map_err(of_path(path))?;
        self.forget(bytes);
        Ok(aside)
    }

    fn forget(&self, bytes: u64) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        counted.bytes = counted.bytes.saturating_sub(bytes);
    }

    fn waiting(&self, feed: &str) -> Result<Vec<PathBuf>, SpoolError> {
        let mut paths = entries(&self.folder(feed))?;
        paths.retain(|path| path.extension().is_some_and(|end| end == WHOLE));
        paths.sort_unstable_by_key(|path| number(path));
        Ok(paths)
    }

    /// A folder name that any feed's name can be: what is not plain is written as its bytes.
    fn folder(&self, feed: &str) -> PathBuf {
        let mut name = String::with_capacity(feed.len());
        for byte in feed.bytes() {
            if byte.is_ascii_alphanumeric() || byte == b'-' {
                name.push(char::from(byte));
            } else {
                name.push_str(&format!("_{byte:02x}"));
            }
        }
        self.dir.join(name)
    }
}

fn head(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{HEAD}{digits}\n")
}

fn read(text: &[u8]) -> Result<Snapshot, String> {
    let end = text.iter().position(|byte| *byte == b'\n').ok_or("it has no first line")?;
    let (first, body) = text.split_at(end + 1);
    if head(body).as_bytes() != first {
        return Err("its contents do not match its first line".to_owned());
    }
    let kept: KeptSnapshot = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    kept.snapshot().map_err(|error| error.to_string())
}

fn write_whole(path: &Path, text: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension(UNFINISHED);
    let written = File::create(&unfinished).and_then(|mut file| {
        file.write_all(text)?;
        file.sync_all()
    });
    if let Err(error) = written {
        // Half of it is worth nothing, and its room is needed.
        let _ = fs::remove_file(&unfinished);
        return Err(error);
    }
    fs::rename(&unfinished, path)?;
    let folder = path.parent().unwrap_or(path);
    File::open(folder)?.sync_all()
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, SpoolError> {
    let listed = match fs::read_dir(dir) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(of_path(dir)(error)),
    };
    listed.map(|entry| entry.map(|entry| entry.path()).map_err(of_path(dir))).collect()
}

fn size(path: &Path) -> Result<u64, SpoolError> {
    Ok(fs::metadata(path).map_err(of_path(path))?.len())
}

/// The number that a file's name begins with; its place in the order.
fn number(path: &Path) -> u64 {
    path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok()).unwrap_or(0)
}

fn of_path(path: &Path) -> impl FnOnce(io::Error) -> SpoolError + use<> {
    let path = path.to_owned();
    move |source| SpoolError::Folder { path, source }
}

#[cfg(test)]
mod tests;
