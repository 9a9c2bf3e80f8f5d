//! What a run may do, and what it did.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use monps_core::adapter::Snapshot;

use crate::error::DriveError;

/// The bounds and circumstances of one conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOptions {
    /// How long it may take in all.
    pub deadline: Duration,
    /// For whatever wants randomness: the adapter's, and the jitter of retries.
    pub seed: u64,
    /// Steps it may take.
    pub steps_max: u32,
    /// Requests it may make; retries are counted apart, by the retry policy.
    pub requests_max: u32,
    /// Other base addresses by endpoint name, from the operator's configuration. A secret follows to
    /// loopback and to hosts of the manifest, nowhere else.
    pub base_urls: BTreeMap<String, String>,
    /// A folder to record the conversation in.
    pub record_dir: Option<PathBuf>,
    /// Where an earlier conversation for the same task stopped.
    pub cursor: Option<String>,
}

impl Default for RunOptions {
    /// Two minutes, 256 steps, 256 requests, nothing recorded.
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(120),
            seed: 0,
            steps_max: 256,
            requests_max: 256,
            base_urls: BTreeMap::new(),
            record_dir: None,
            cursor: None,
        }
    }
}

/// What a conversation took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Steps taken.
    pub steps: u32,
    /// Requests the conversation made.
    pub requests: u32,
    /// How many of them the cache answered, those confirmed by the source (304) included.
    pub from_cache: u32,
    /// How many of them got no answer.
    pub failures: u32,
    /// Times a request was sent again.
    pub retries: u32,
    /// Snapshots handed over.
    pub snapshots: u32,
    /// Times a stream was opened.
    pub connections: u32,
    /// Frames that streams brought.
    pub frames: u64,
    /// Bytes of the answers and frames, decompressed.
    pub bytes: u64,
    /// Where a later conversation for the same task may take up the thread.
    pub cursor: Option<String>,
}

/// All the snapshots of a conversation, and how it ended.
#[derive(Debug)]
pub struct Collected {
    /// What was understood; good even where the outcome is an error.
    pub snapshots: Vec<Snapshot>,
    /// How it ended.
    pub outcome: Result<Report, DriveError>,
}
