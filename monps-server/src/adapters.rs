//! The adapters there are: those of the program, and descriptions in a folder of the operator's.
//!
//! A file of that folder that cannot be read keeps nothing else from working: it is left out, and told
//! with its line and what to do by `monps check`, by `monps adapter list` and at `/adapters`.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use monps_adapters::declarative::Declared;
use monps_adapters::registry::Registry;
use thiserror::Error;

/// Files of one folder.
const FILES_MAX: usize = 200;
/// Bytes read of one file; a description is smaller.
const BYTES_MAX: u64 = 512 * 1024;
/// How the name of a description ends.
const ENDING: &str = "toml";

/// Why a file of the folder is no adapter.
#[derive(Debug, Error)]
pub enum AdapterFileError {
    /// It cannot be read.
    #[error("{} cannot be read: check that it is a file of text, and its rights", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// It is not a sound description.
    #[error(transparent)]
    Description(#[from] monps_adapters::error::DescriptionError),
    /// Its id is taken.
    #[error(transparent)]
    Taken(#[from] monps_adapters::error::RegistryError),
    /// It asks for a secret that is not its own.
    #[error(
        "{file} asks for the secret {secret}: a file may ask for those that begin with its id alone, so call it {own}_key"
    )]
    Secret {
        /// The file.
        file: String,
        /// What it asks for.
        secret: String,
        /// How its secrets begin.
        own: String,
    },
    /// There are too many files.
    #[error("{} has more than {FILES_MAX} files of adapters: the rest is not read", folder.display())]
    TooMany {
        /// The folder.
        folder: PathBuf,
    },
}

/// A file of the folder, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdapterFile {
    /// The name of the file.
    pub file: String,
    /// The id of its adapter; none where it was refused.
    pub id: Option<String>,
    /// Why it was refused and what to do.
    pub error: Option<String>,
}

/// The adapters there are.
#[derive(Clone, Debug, Default)]
pub struct Adapters {
    /// By id.
    pub registry: Registry,
    /// The files of the folder.
    pub files: Vec<AdapterFile>,
}

impl Adapters {
    /// Those of a registry and of a folder; a folder that is not there has none.
    #[must_use]
    pub fn look(folder: &Path, registry: Registry) -> Self {
        let mut adapters = Self { registry, files: Vec::new() };
        let paths = match paths(folder) {
            Ok(paths) => paths,
            Err(source) if source.kind() == io::ErrorKind::NotFound => return adapters,
            Err(source) => {
                let error = AdapterFileError::Io { path: folder.to_owned(), source };
                adapters.refuse(folder, &error);
                return adapters;
            }
        };
        for path in paths.iter().take(FILES_MAX) {
            match read(path) {
                Ok(declared) => adapters.take(path, declared),
                Err(error) => adapters.refuse(path, &error),
            }
        }
        if paths.len() > FILES_MAX {
            let error = AdapterFileError::TooMany { folder: folder.to_owned() };
            adapters.refuse(folder, &error);
        }
        adapters
    }

    fn take(&mut self, path: &Path, declared: Declared) {
        let adapter: Arc<dyn monps_core::adapter::Adapter> = Arc::new(declared);
        let id = adapter.manifest().id.to_string();
        // A stranger's file must not send away what another adapter, or the program, was given.
        let own = id.replace('-', "_");
        let foreign = |secret: &&str| !secret.starts_with(&format!("{own}_"));
        if let Some(secret) = adapter.manifest().secrets().into_iter().find(foreign) {
            let secret = secret.to_owned();
            let error = AdapterFileError::Secret { file: name(path), secret, own };
            return self.refuse(path, &error);
        }
        match self.registry.clone().with(adapter) {
            Ok(registry) => {
                self.registry = registry;
                self.files.push(AdapterFile { file: name(path), id: Some(id), error: None });
            }
            Err(error) => self.refuse(path, &error.into()),
        }
    }

    fn refuse(&mut self, path: &Path, error: &AdapterFileError) {
        let error = crate::error_chain::Chain(error).to_string();
        tracing::warn!(file = %path.display(), %error, "an adapter's file is left out");
        self.files.push(AdapterFile { file: name(path), id: None, error: Some(error) });
    }

    /// The file of an adapter, where it has one.
    #[must_use]
    pub fn file_of(&self, id: &str) -> Option<&str> {
        self.files.iter().find(|file| file.id.as_deref() == Some(id)).map(|file| &*file.file)
    }

    /// The files that were refused.
    pub fn refused(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|file| Some((&*file.file, file.error.as_deref()?)))
    }
}

/// Reads one description.
///
/// # Errors
/// [`AdapterFileError`] says what is wrong, where, and what to do.
pub fn read(path: &Path) -> Result<Declared, AdapterFileError> {
    let failed = |source| AdapterFileError::Io { path: path.to_owned(), source };
    let mut text = String::new();
    let file = File::open(path).map_err(failed)?;
    file.take(BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
    Ok(Declared::read(&name(path), &text)?)
}

/// The descriptions of a folder, by name.
fn paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "id = \"mine\"\nname = \"Mine\"\nversion = \"1\"\nsummary = \"Odds\"\n\
        [endpoints.api]\nbase = \"https://api.example\"\n[odds]\n[[odds.step]]\nname = \"a\"\n\
        path = \"/a\"\n[[odds.read]]\nfrom = \"a\"\neach = \"event in answer\"\n[odds.read.event]\n\
        key = \"{event/id}\"\nsport = \"football\"\ncompetition = \"c\"\nstarts_at = \"{event/at}\"\n";

    #[test]
    fn a_folder_brings_adapters_and_a_bad_file_harms_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
        write("a.toml", GOOD.as_bytes());
        write("b.toml", GOOD.replace("[odds]", "[ods]").as_bytes());
        write("c.toml", GOOD.replace("\"mine\"", "\"the-odds-api\"").as_bytes());
        write("d.toml", b"\xff\xfe");
        let base = "base = \"https://api.example\"";
        let auth =
            format!("{base}\nauth = {{ header = \"X-Key\", secret = \"the_odds_api_key\" }}");
        write("e.toml", GOOD.replace(base, &auth).as_bytes());
        write("notes.txt", b"not an adapter");
        let adapters = Adapters::look(folder.path(), Registry::builtin());
        assert_eq!(adapters.registry.find("mine").unwrap().manifest().name, "Mine");
        assert_eq!(adapters.file_of("mine"), Some("a.toml"));
        let refused: Vec<_> = adapters.refused().collect();
        let said = |number: usize, file: &str, words: &str| {
            assert_eq!(refused[number].0, file);
            assert!(refused[number].1.contains(words), "{refused:?}");
        };
        assert_eq!(refused.len(), 4);
        said(0, "b.toml", "\"ods\" is not known");
        said(1, "c.toml", "\"the-odds-api\" is taken");
        said(2, "d.toml", "cannot be read");
        said(3, "e.toml", "call it mine_key");
    }

    #[test]
    fn a_folder_that_is_not_there_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let adapters = Adapters::look(&folder.path().join("none"), Registry::empty());
        assert!(adapters.files.is_empty() && adapters.registry.iter().next().is_none());
    }
}
