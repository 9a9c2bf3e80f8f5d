//! One file of the folder, and what an operator is shown of it.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::{ALLOWED, HASH, SIGNATURE};
use crate::component::Tally;
use crate::component::adapter::ComponentAdapter;
use crate::component::file::{Asks, PluginManifest, sha256};

/// A file of the folder.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) seen: Seen,
    pub(super) about: Option<About>,
    pub(super) adapter: Option<ComponentAdapter>,
    /// Why the file that lies there does not run, and what to do.
    pub(super) problem: Option<String>,
    pub(super) waits_for: Vec<String>,
}

/// Whether a file is the one that was looked at, and what is allowed still what was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    modified: Option<SystemTime>,
    bytes: u64,
    /// When what stands beside it was written: permissions, hash, signature.
    beside: [Option<SystemTime>; 3],
}

impl Seen {
    pub(super) fn at(path: &Path) -> std::io::Result<Self> {
        let meta = fs::metadata(path)?;
        let written = |ending| fs::metadata(path.with_extension(ending)).ok()?.modified().ok();
        let beside = [ALLOWED, HASH, SIGNATURE].map(written);
        Ok(Self { modified: meta.modified().ok(), bytes: meta.len(), beside })
    }
}

#[derive(Clone, Debug)]
/// What a file says that it is.
pub(super) struct About {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) version: String,
    pub(super) summary: String,
    pub(super) sha256: String,
    pub(super) asks: Asks,
}

/// What became of a plugin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluginState {
    /// It can be asked.
    Running,
    /// It waits for the operator to allow what it asks for.
    Waiting,
    /// It broke down too often and is left alone.
    Quarantined,
    /// It was refused.
    Refused,
}

impl PluginState {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::Quarantined => "quarantined",
            Self::Refused => "refused",
        }
    }
}

/// A plugin as an operator sees it.
#[derive(Clone, Debug)]
pub struct PluginView {
    /// Its id; the file's name where the manifest cannot be read.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The version of the file that lies there.
    pub version: String,
    /// One sentence on what it brings.
    pub summary: String,
    /// The content hash of the file that lies there.
    pub sha256: String,
    /// The version that is asked, where one is.
    pub running_version: Option<String>,
    /// What became of it.
    pub state: PluginState,
    /// What it asks for.
    pub asks: Vec<String>,
    /// What of that is not allowed yet.
    pub waits_for: Vec<String>,
    /// Why the file that lies there does not run, and what to do.
    pub problem: Option<String>,
    /// What it took and gave.
    pub tally: Tally,
}

impl About {
    pub(super) fn of(declared: &PluginManifest, bytes: &[u8]) -> Self {
        let manifest = &declared.manifest;
        Self {
            id: manifest.id.to_string(),
            name: manifest.name.to_string(),
            version: manifest.version.to_string(),
            summary: manifest.summary.to_string(),
            sha256: sha256(bytes),
            asks: declared.asks(),
        }
    }
}

impl Entry {
    pub(super) fn is(&self, id: &str) -> bool {
        self.about.as_ref().is_some_and(|about| about.id == id)
    }

    pub(super) fn view(&self, path: &Path) -> PluginView {
        let running = self.adapter.as_ref().and_then(ComponentAdapter::running);
        let quarantined = self.adapter.as_ref().is_some_and(ComponentAdapter::is_quarantined);
        let state = match (&running, self.waits_for.is_empty()) {
            _ if quarantined => PluginState::Quarantined,
            (_, false) => PluginState::Waiting,
            (Some(_), true) => PluginState::Running,
            (None, true) => PluginState::Refused,
        };
        let about = self.about.clone().unwrap_or_else(|| About {
            id: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            name: String::new(),
            version: String::new(),
            summary: String::new(),
            sha256: String::new(),
            asks: Asks::default(),
        });
        let tally = self.adapter.as_ref().map(|adapter| adapter.health().tally());
        PluginView {
            id: about.id,
            name: about.name,
            version: about.version,
            summary: about.summary,
            sha256: about.sha256,
            running_version: running.map(|(version, _)| version),
            state,
            asks: about.asks.0,
            waits_for: self.waits_for.clone(),
            problem: self.problem.clone(),
            tally: tally.unwrap_or_default(),
        }
    }
}
