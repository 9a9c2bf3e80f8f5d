//! Writing a recording.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;
use monps_core::adapter::{Request, Response, TransportFailure};
use monps_core::time::Timestamp;

use super::FILE_ENDING;
use super::format::{Exchange, StreamLine};
use crate::error::CassetteError;

/// Recordings of one adapter that may begin in the same second.
const SAME_SECOND_MAX: u32 = 1000;

/// Writes the exchanges of one conversation as they happen; the file gets its name at the end, so
/// that a folder of recordings never holds half a one.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    partial: Arc<PathBuf>,
    target: Arc<PathBuf>,
    file: Arc<Mutex<GzEncoder<BufWriter<File>>>>,
}

impl Recorder {
    /// Begins `<adapter>-<instant>-<number>.jsonl.gz` in a folder.
    pub(crate) fn begin(dir: &Path, adapter: &str, now: Timestamp) -> Result<Self, CassetteError> {
        std::fs::create_dir_all(dir).map_err(|source| failed(dir, source))?;
        let instant = now.format("%Y%m%dT%H%M%SZ");
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let adapter = adapter.replace(|c| !fits(c), "_");
        for number in 0..SAME_SECOND_MAX {
            let target = dir.join(format!("{adapter}-{instant}-{number:03}{FILE_ENDING}"));
            let partial = dir.join(format!("{adapter}-{instant}-{number:03}.partial"));
            if target.exists() {
                continue;
            }
            match OpenOptions::new().write(true).create_new(true).open(&partial) {
                Ok(file) => {
                    let file = GzEncoder::new(BufWriter::new(file), Compression::default());
                    return Ok(Self {
                        partial: Arc::new(partial),
                        target: Arc::new(target),
                        file: Arc::new(Mutex::new(file)),
                    });
                }
                Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => {}
                Err(source) => return Err(failed(&partial, source)),
            }
        }
        Err(failed(dir, io::ErrorKind::AlreadyExists.into()))
    }

    /// Adds an exchange.
    pub(crate) async fn write(
        &self,
        request: &Request,
        outcome: &Result<Response, TransportFailure>,
    ) -> Result<(), CassetteError> {
        let exchange = Exchange::new(request, outcome);
        self.blocking(move |file| {
            serde_json::to_writer(&mut *file, &exchange)?;
            file.write_all(b"\n")
        })
        .await
    }

    /// Adds what streams brought.
    pub(crate) async fn write_stream(&self, lines: Vec<StreamLine>) -> Result<(), CassetteError> {
        self.blocking(move |file| {
            for line in &lines {
                serde_json::to_writer(&mut *file, line)?;
                file.write_all(b"\n")?;
            }
            Ok(())
        })
        .await
    }

    /// Completes the file and gives it its name.
    pub(crate) async fn finish(self) -> Result<(), CassetteError> {
        let (partial, target) = (Arc::clone(&self.partial), Arc::clone(&self.target));
        self.blocking(move |file| {
            file.try_finish()?;
            file.get_mut().flush()?;
            std::fs::rename(&*partial, &*target)
        })
        .await
    }

    /// Compression and disk are kept off the runtime's threads.
    async fn blocking(
        &self,
        work: impl FnOnce(&mut GzEncoder<BufWriter<File>>) -> io::Result<()> + Send + 'static,
    ) -> Result<(), CassetteError> {
        let file = Arc::clone(&self.file);
        tokio::task::spawn_blocking(move || {
            work(&mut file.lock().unwrap_or_else(PoisonError::into_inner))
        })
        .await
        .unwrap_or_else(|stopped| Err(io::Error::other(stopped)))
        .map_err(|source| failed(&self.partial, source))
    }
}

fn failed(path: &Path, source: io::Error) -> CassetteError {
    CassetteError::Io { path: path.to_owned(), source }
}
