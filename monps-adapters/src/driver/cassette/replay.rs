//! Playing recordings instead of asking the network.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use flate2::read::GzDecoder;
use monps_core::adapter::{Method, Payload, Response, TransportFailure, TransportFailureKind};
use monps_core::time::Timestamp;

use super::FILE_ENDING;
use super::format::{Body, Exchange, FORMAT, Outcome, StreamLine, nanos};
use super::stream::Reels;
use crate::driver::transport::{Prepared, StreamTransport, Transport};
use crate::error::CassetteError;

/// Bytes that one cassette holds at most, after decompression.
const BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Recordings named in the message about a missing one.
const NAMED_MAX: usize = 5;

/// Answers from recordings, in the order in which they were recorded; the last one of a request
/// stands for all later ones.
#[derive(Debug)]
pub struct CassetteTransport {
    /// By path and sorted query; without a query for answers that serve any.
    tracks: BTreeMap<Track, Vec<Outcome>>,
    played: Mutex<BTreeMap<Track, usize>>,
    streams: Reels,
    answered_at: Timestamp,
}

/// A path, and what else was asked; nothing else for answers that serve whatever is asked there.
type Track = (String, Option<Asked>);

/// What is asked beside a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    method: Method,
    query: Vec<(String, String)>,
    sent: Option<Vec<u8>>,
}

impl CassetteTransport {
    /// Without any recording; answers added by hand are received at this instant.
    #[must_use]
    pub fn new(answered_at: Timestamp) -> Self {
        Self {
            tracks: BTreeMap::new(),
            played: Mutex::new(BTreeMap::new()),
            streams: Reels::default(),
            answered_at,
        }
    }

    /// The same with one more opening of a stream, by the conversation's number for it: these frames
    /// come, and then the stream is lost, or the recording over.
    #[must_use]
    pub fn opening(mut self, stream: u32, frames: Vec<Vec<u8>>) -> Self {
        self.streams.add_opening(stream, self.answered_at, frames);
        self
    }

    /// The same with one more answer for a path, whatever the query.
    #[must_use]
    pub fn answer(
        mut self,
        path: &str,
        status: u16,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Self {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), (*value).to_owned()))
            .collect();
        let outcome = Outcome::Answer {
            status,
            headers,
            received_at_ns: nanos(self.answered_at),
            from_cache: false,
            body: Body::new(&body),
        };
        let track = (path.to_owned(), None);
        self.tracks.entry(track).or_default().push(outcome);
        self
    }

    /// Reads a recording, or all the recordings of a folder in the order of their names.
    ///
    /// # Errors
    /// [`CassetteError`] naming file and line.
    pub fn load(path: &Path) -> Result<Self, CassetteError> {
        let mut cassette = Self::new(Timestamp::default());
        let mut left = BYTES_MAX;
        for file in recordings(path)? {
            cassette.read(&file, &mut left)?;
        }
        Ok(cassette)
    }

    /// How many answers it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tracks.values().map(Vec::len).sum()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tracks.is_empty()
    }

    fn read(&mut self, path: &Path, left: &mut u64) -> Result<(), CassetteError> {
        let failed = |source| CassetteError::Io { path: path.to_owned(), source };
        let too_large = || CassetteError::TooLarge { path: path.to_owned(), bytes_max: BYTES_MAX };
        let file = File::open(path).map_err(failed)?;
        let mut lines = BufReader::new(GzDecoder::new(file));
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let mut capped = lines.by_ref().take(left.saturating_add(1));
            let read = capped.read_until(b'\n', &mut line).map_err(failed)?;
            if read == 0 {
                break;
            }
            let bytes = u64::try_from(read).map_err(|_| too_large())?;
            *left = left.checked_sub(bytes).ok_or_else(too_large)?;
            let malformed = |source| CassetteError::Malformed {
                path: path.to_owned(),
                line: number,
                format: FORMAT,
                source,
            };
            if let Some(stream) = parse_stream(&line) {
                if !self.streams.add(stream) {
                    let damaged = serde::de::Error::custom("the body of a frame is damaged");
                    return Err(malformed(damaged));
                }
                continue;
            }
            let exchange = parse(&line).map_err(malformed)?;
            let method = exchange.method.as_deref().and_then(Method::from_name);
            let asked = Asked {
                method: method.unwrap_or_default(),
                query: sorted(&exchange.query),
                sent: exchange.sent.as_ref().and_then(Body::bytes),
            };
            let track = (exchange.path, Some(asked));
            self.tracks.entry(track).or_default().push(exchange.outcome);
        }
        Ok(())
    }

    fn next(&self, request: &Prepared) -> Option<Result<Response, TransportFailure>> {
        let sent = request.body.as_bytes();
        let asked = Asked {
            method: request.method,
            query: sorted(&request.query),
            sent: (request.body != Payload::None).then(|| sent.to_vec()),
        };
        let exact = (request.path.clone(), Some(asked));
        let any = (request.path.clone(), None);
        let (track, outcomes) = [exact, any]
            .into_iter()
            .find_map(|track| self.tracks.get(&track).map(|found| (track, found)))?;
        let mut played = self.played.lock().unwrap_or_else(PoisonError::into_inner);
        let count = played.entry(track).or_default();
        let outcome = outcomes.get(*count).or_else(|| outcomes.last())?;
        *count += 1;
        outcome.play(request.id)
    }

    fn missing(&self, request: &Prepared) -> TransportFailure {
        let mut held: Vec<&str> = self.tracks.keys().map(|(path, _)| path.as_str()).collect();
        held.dedup();
        let more = if held.len() > NAMED_MAX { ", …" } else { "" };
        held.truncate(NAMED_MAX);
        TransportFailure {
            id: request.id,
            kind: TransportFailureKind::Blocked,
            message: format!(
                "there is no recording of {} {} with the query {:?} (there are: {}{more}): record this conversation again",
                request.method.as_str(),
                request.path,
                request.query,
                held.join(", ")
            ),
        }
    }
}

#[async_trait]
impl Transport for CassetteTransport {
    async fn send(&self, request: &Prepared) -> Result<Response, TransportFailure> {
        self.next(request).unwrap_or_else(|| Err(self.missing(request)))
    }

    fn streams(&self) -> Option<&dyn StreamTransport> {
        Some(&self.streams)
    }

    fn replays(&self) -> bool {
        true
    }
}

/// A line of a stream; none where it is an exchange, or neither.
fn parse_stream(line: &[u8]) -> Option<StreamLine> {
    serde_json::from_slice(line).ok().filter(|line: &StreamLine| line.format == FORMAT)
}

fn parse(line: &[u8]) -> Result<Exchange, serde_json::Error> {
    let exchange: Exchange = serde_json::from_slice(line)?;
    let invalid = |what: &str| Err(serde::de::Error::custom(what));
    if exchange.format != FORMAT {
        return invalid("the format is another one");
    }
    if exchange.outcome.play(0).is_none() {
        return invalid("the body or the kind of failure is damaged");
    }
    Ok(exchange)
}

fn sorted(query: &[(String, String)]) -> Vec<(String, String)> {
    let mut sorted = query.to_vec();
    sorted.sort();
    sorted
}

fn recordings(path: &Path) -> Result<Vec<PathBuf>, CassetteError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let failed = |source| CassetteError::Io { path: path.to_owned(), source };
    let entries: Result<Vec<_>, io::Error> = std::fs::read_dir(path).map_err(failed)?.collect();
    let mut files: Vec<PathBuf> = entries
        .map_err(failed)?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|file| file.to_string_lossy().ends_with(FILE_ENDING))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(CassetteError::Empty { path: path.to_owned() });
    }
    Ok(files)
}
