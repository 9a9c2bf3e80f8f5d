//! A folder of plugins: what each asks for, what the operator allowed, what became of it.
//!
//! A plugin is one `.wasm` file. Beside it may stand `.wasm.minisig` (its signature) and `.wasm.sha256` (the
//! hash it must have), as `monps plugin pack` and minisign name them. What was allowed is kept in
//! `.allowed`, one sentence a line; a new version that asks for no more than that runs at once, one that
//! asks for more waits.
//!
//! Compiling takes seconds: who changes the folder waits for it, who looks at it does not.

mod entry;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use monps_core::adapter::Adapter;

use crate::component::adapter::ComponentAdapter;
use crate::component::error::ComponentError;
use crate::component::file::{Asks, PluginManifest, check_hash, check_signature, manifest_text};
use crate::component::host::Host;
use entry::{About, Entry, Seen};

pub use entry::{PluginState, PluginView};

/// How the name of a signature ends, in the place of the plugin's `.wasm`.
const SIGNATURE: &str = "wasm.minisig";
/// How the name of the file ends that holds the hash.
const HASH: &str = "wasm.sha256";
/// How the name of the file ends that holds what was allowed.
const ALLOWED: &str = "allowed";

/// How a folder is kept.
#[derive(Clone, Debug, Default)]
pub struct FolderOptions {
    /// minisign public keys; when there are any, a plugin without a signature of one is refused.
    pub trusted_keys: Vec<String>,
    /// Ids that plugins may not take: those of the built-in adapters.
    pub taken: Vec<String>,
}

/// The plugins of a folder.
#[derive(Debug)]
pub struct Plugins {
    host: Host,
    folder: PathBuf,
    options: FolderOptions,
    /// Whoever changes something holds this, while it compiles too.
    entries: Mutex<BTreeMap<PathBuf, Entry>>,
    /// What is shown: the entries as they were after the last change.
    shown: RwLock<Arc<BTreeMap<PathBuf, Entry>>>,
}

impl Plugins {
    /// Looks into a folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`ComponentError::Io`] when the folder cannot be made or read. A plugin that is refused is no
    /// error: it is listed with its problem.
    pub fn open(
        host: Host,
        folder: impl Into<PathBuf>,
        options: FolderOptions,
    ) -> Result<Self, ComponentError> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(ComponentError::io(&folder))?;
        let plugins =
            Self { host, folder, options, entries: Mutex::default(), shown: RwLock::default() };
        plugins.scan()?;
        Ok(plugins)
    }

    /// Looks again: takes files that are new or changed, and lets go of those that are gone. Blocks while
    /// something is compiled.
    ///
    /// # Errors
    /// [`ComponentError::Io`] when the folder cannot be read.
    pub fn scan(&self) -> Result<(), ComponentError> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(&self.folder).map_err(ComponentError::io(&self.folder))? {
            let path = entry.map_err(ComponentError::io(&self.folder))?.path();
            if path.extension().is_some_and(|ending| ending == "wasm")
                && path.is_file()
                && let Ok(seen) = Seen::at(&path)
            {
                files.insert(path, seen);
            }
        }
        let mut entries = self.entries();
        entries.retain(|path, entry| {
            let stays = files.contains_key(path);
            if !stays && let Some(adapter) = &entry.adapter {
                adapter.hold("its file was removed: put it back, or remove the feed".to_owned());
            }
            stays
        });
        self.show(&entries);
        for (path, seen) in files {
            if entries.get(&path).is_none_or(|entry| entry.seen != seen) {
                self.take(&mut entries, path, seen);
            }
        }
        Ok(())
    }

    /// The adapters, for the registry. Plugins that wait for a permission are among them: asked, they say
    /// what they wait for.
    #[must_use]
    pub fn adapters(&self) -> Vec<Arc<dyn Adapter>> {
        let adapter = |entry: &Entry| Some(Arc::new(entry.adapter.clone()?) as Arc<dyn Adapter>);
        self.shown().values().filter_map(adapter).collect()
    }

    /// All plugins, by their files' names.
    #[must_use]
    pub fn list(&self) -> Vec<PluginView> {
        self.shown().iter().map(|(path, entry)| entry.view(path)).collect()
    }

    /// One plugin.
    #[must_use]
    pub fn view(&self, id: &str) -> Option<PluginView> {
        self.list().into_iter().find(|view| view.id == id)
    }

    /// Allows what a plugin asks for, provided that the file is the one that the operator saw.
    ///
    /// # Errors
    /// [`ComponentError::Unknown`], [`ComponentError::Hash`] when the file is another one by now, and
    /// [`ComponentError::Io`].
    pub fn approve(&self, id: &str, seen_sha256: &str) -> Result<PluginView, ComponentError> {
        let mut entries = self.entries();
        let (path, about) = find(&entries, id)?;
        if !about.sha256.eq_ignore_ascii_case(seen_sha256.trim()) {
            let expected = seen_sha256.chars().take(64).collect();
            return Err(ComponentError::Hash { expected, found: about.sha256 });
        }
        let allowed = path.with_extension(ALLOWED);
        fs::write(&allowed, about.asks.0.join("\n")).map_err(ComponentError::io(&allowed))?;
        let seen = Seen::at(&path).map_err(ComponentError::io(&path))?;
        self.take(&mut entries, path.clone(), seen);
        entries.get(&path).map(|entry| entry.view(&path)).ok_or_else(|| unknown(id))
    }

    /// Takes the file anew and gives a plugin that was left alone another chance.
    ///
    /// # Errors
    /// [`ComponentError::Unknown`].
    pub fn reload(&self, id: &str) -> Result<PluginView, ComponentError> {
        let mut entries = self.entries();
        let (path, _) = find(&entries, id)?;
        let seen = Seen::at(&path).map_err(ComponentError::io(&path))?;
        self.take(&mut entries, path.clone(), seen);
        let entry = entries.get(&path).ok_or_else(|| unknown(id))?;
        if let Some(adapter) = &entry.adapter {
            adapter.release();
        }
        Ok(entry.view(&path))
    }

    /// Puts a plugin into the folder, in the place of the one of its id. It runs once it is allowed what
    /// it asks for.
    ///
    /// # Errors
    /// [`ComponentError`]: the wrong hash or signature, not a plugin, an id that is taken, a folder that
    /// cannot be written.
    pub fn install(
        &self,
        bytes: &[u8],
        expected_sha256: &str,
        signature: Option<&str>,
    ) -> Result<PluginView, ComponentError> {
        check_hash(bytes, expected_sha256)?;
        check_signature(bytes, signature, &self.options.trusted_keys)?;
        let declared = self.check(bytes)?;
        let id = declared.manifest.id.to_string();
        let mut entries = self.entries();
        let path = match find(&entries, &id) {
            Ok((path, _)) => path,
            Err(_) => self.folder.join(format!("{id}.wasm")),
        };
        let beside = path.with_extension(SIGNATURE);
        match signature {
            Some(signature) => {
                fs::write(&beside, signature).map_err(ComponentError::io(&beside))?
            }
            // A signature of the file that lay there says nothing about this one.
            None => drop(fs::remove_file(&beside)),
        }
        drop(fs::remove_file(path.with_extension(HASH)));
        let part = path.with_extension("part");
        fs::write(&part, bytes).map_err(ComponentError::io(&part))?;
        fs::rename(&part, &path).map_err(ComponentError::io(&path))?;
        let seen = Seen::at(&path).map_err(ComponentError::io(&path))?;
        self.take(&mut entries, path.clone(), seen);
        entries.get(&path).map(|entry| entry.view(&path)).ok_or_else(|| unknown(&id))
    }

    fn shown(&self) -> Arc<BTreeMap<PathBuf, Entry>> {
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn show(&self, entries: &BTreeMap<PathBuf, Entry>) {
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(entries.clone());
    }

    fn entries(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at one file. Whatever ran under its name goes on where the new file is refused.
    fn take(&self, entries: &mut BTreeMap<PathBuf, Entry>, path: PathBuf, seen: Seen) {
        let before = entries.remove(&path);
        let mut entry = Entry {
            seen,
            about: None,
            adapter: before.as_ref().and_then(|entry| entry.adapter.clone()),
            problem: None,
            waits_for: Vec::new(),
        };
        let others = |id: &str| entries.values().any(|other| other.is(id));
        let outcome = self.read(&path).and_then(|bytes| {
            let declared = self.check(&bytes)?;
            if others(&declared.manifest.id) {
                return Err(ComponentError::Taken { id: declared.manifest.id.into_owned() });
            }
            entry.about = Some(About::of(&declared, &bytes));
            Ok((declared, bytes))
        });
        match outcome.and_then(|(declared, bytes)| self.run(&mut entry, &path, declared, &bytes)) {
            Ok(()) => tracing::info!(file = %path.display(), "plugin taken"),
            Err(error) => {
                let chain =
                    std::iter::successors(Some(&error as &dyn std::error::Error), |error| {
                        error.source()
                    });
                let said: Vec<_> = chain.map(ToString::to_string).collect();
                let said = said.join(": ");
                tracing::warn!(file = %path.display(), "plugin not taken: {said}");
                entry.problem = Some(said);
            }
        }
        entries.insert(path, entry);
        self.show(entries);
    }

    /// Runs it if it was allowed what it asks for.
    fn run(
        &self,
        entry: &mut Entry,
        path: &Path,
        declared: PluginManifest,
        bytes: &[u8],
    ) -> Result<(), ComponentError> {
        let allowed = fs::read_to_string(path.with_extension(ALLOWED)).unwrap_or_default();
        let allowed = Asks(allowed.lines().map(str::to_owned).collect());
        entry.waits_for = declared.asks().beyond(&allowed);
        if !entry.waits_for.is_empty() {
            let id = &declared.manifest.id;
            let why = format!(
                "the plugin {id} waits to be allowed that it {}: look at it with `monps plugin check`, then `monps plugin approve {id}`",
                entry.waits_for.join("; ")
            );
            entry.problem = Some(why.clone());
            if entry.adapter.is_none() {
                entry.adapter = Some(ComponentAdapter::held(&self.host, declared, why));
            }
            return Ok(());
        }
        match &entry.adapter {
            Some(adapter) => adapter.replace(bytes),
            None => {
                entry.adapter = Some(ComponentAdapter::load(&self.host, bytes)?);
                Ok(())
            }
        }
    }

    fn check(&self, bytes: &[u8]) -> Result<PluginManifest, ComponentError> {
        let declared = PluginManifest::read(manifest_text(bytes)?)?;
        let id = &declared.manifest.id;
        if self.options.taken.iter().any(|taken| taken == id) {
            return Err(ComponentError::Taken { id: id.to_string() });
        }
        Ok(declared)
    }

    /// Reads a file of an accepted size, with the hash and the signature that stand beside it.
    fn read(&self, path: &Path) -> Result<Vec<u8>, ComponentError> {
        let bytes_max = self.host.options().file_bytes_max;
        let file = fs::File::open(path).map_err(ComponentError::io(path))?;
        let mut bytes = Vec::new();
        file.take(bytes_max + 1).read_to_end(&mut bytes).map_err(ComponentError::io(path))?;
        if bytes.len() as u64 > bytes_max {
            let bytes = fs::metadata(path).map_or(bytes_max + 1, |meta| meta.len());
            return Err(ComponentError::TooLarge { bytes, bytes_max });
        }
        if let Ok(expected) = fs::read_to_string(path.with_extension(HASH)) {
            let expected = expected.split_whitespace().next().unwrap_or_default();
            check_hash(&bytes, expected)?;
        }
        let signature = fs::read_to_string(path.with_extension(SIGNATURE)).ok();
        check_signature(&bytes, signature.as_deref(), &self.options.trusted_keys)?;
        Ok(bytes)
    }
}

fn unknown(id: &str) -> ComponentError {
    ComponentError::Unknown { id: id.chars().take(64).collect() }
}

fn find(entries: &BTreeMap<PathBuf, Entry>, id: &str) -> Result<(PathBuf, About), ComponentError> {
    let mut found = entries.iter().filter(|(_, entry)| entry.is(id));
    let about = found.next().and_then(|(path, entry)| Some((path.clone(), entry.about.clone()?)));
    about.ok_or_else(|| unknown(id))
}
