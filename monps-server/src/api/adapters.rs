//! `/adapters`: who can speak to which source, and which files of one's own were refused.

use monps_core::adapter::Manifest;
use poem_openapi::Object;

use crate::adapters::Adapters;

/// What can speak to a source, or a file that cannot and why.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Adapter {
    /// Its id, by which a feed names it; null for a file that was refused.
    pub id: Option<String>,
    /// The source's name as people know it; null for a file that was refused.
    pub title: Option<String>,
    /// Its version; null for a file that was refused.
    pub version: Option<String>,
    /// What it brings, in a sentence; null for a file that was refused.
    pub summary: Option<String>,
    /// What it can do: `odds`, `results` and the like.
    pub capabilities: Vec<String>,
    /// The file it is described in; null for an adapter of the program.
    pub file: Option<String>,
    /// The secrets that the operator gives, by name.
    pub secrets: Vec<String>,
    /// What a feed with it may configure.
    pub config: Vec<AdapterKey>,
    /// Why the file was refused: the line, the key and what to do.
    pub error: Option<String>,
}

/// A key that an adapter reads.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct AdapterKey {
    /// The key.
    pub key: String,
    /// What it says.
    pub description: String,
    /// What counts when it is not set.
    pub default: Option<String>,
    /// Whether nothing can be asked without it.
    pub required: bool,
}

impl Adapter {
    fn of(manifest: &Manifest, file: Option<&str>) -> Self {
        let key = |key: &monps_core::adapter::ConfigKey| AdapterKey {
            key: key.key.to_string(),
            description: key.description.to_string(),
            default: key.default.as_ref().map(ToString::to_string),
            required: key.required,
        };
        let capabilities = manifest.capabilities.iter();
        Self {
            id: Some(manifest.id.to_string()),
            title: Some(manifest.name.to_string()),
            version: Some(manifest.version.to_string()),
            summary: Some(manifest.summary.to_string()),
            capabilities: capabilities.map(|can| can.as_str().to_owned()).collect(),
            file: file.map(str::to_owned),
            secrets: manifest.secrets().into_iter().map(str::to_owned).collect(),
            config: manifest.config.iter().map(key).collect(),
            error: None,
        }
    }

    fn refused(file: &str, error: &str) -> Self {
        Self {
            id: None,
            title: None,
            version: None,
            summary: None,
            capabilities: Vec::new(),
            file: Some(file.to_owned()),
            secrets: Vec::new(),
            config: Vec::new(),
            error: Some(error.to_owned()),
        }
    }

    /// Every adapter, then every file that was refused.
    pub(super) fn all(adapters: &Adapters) -> Vec<Self> {
        let known = adapters.registry.iter().map(|adapter| {
            let manifest = adapter.manifest();
            Self::of(manifest, adapters.file_of(&manifest.id))
        });
        let refused = adapters.refused().map(|(file, error)| Self::refused(file, error));
        known.chain(refused).collect()
    }
}
