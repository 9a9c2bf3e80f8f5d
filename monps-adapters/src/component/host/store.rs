//! Compiled code, kept: mapping it takes less than a millisecond, compiling it anew takes from a tenth
//! of a second (Rust) to many seconds (JavaScript).
//!
//! Compiled code is machine code that runs with all our rights, so it is mapped only when it is known to
//! be ours: the folder is private, and beside each file stands its MAC under a key of the operator's. The
//! name holds the hash of the plugin and of whatever decides whether the code fits this program. The code
//! that was used last is kept; what nobody used for longest goes first.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit as _, Mac as _};
use rustix::fs::{Timespec, Timestamps, UTIME_NOW, futimens};
use sha2::{Digest as _, Sha256};
use wasmtime::Engine;
use wasmtime::component::Component;

use super::Compiler;
use crate::component::error::ComponentError;
use crate::component::file::{hex, sha256};

static UNIQUE: AtomicU32 = AtomicU32::new(0);
/// Compiled plugins that are kept.
const KEPT_MAX: usize = 16;
/// The age at which what a compilation left behind belongs to none any more: none takes so long.
const LEFT_AFTER: Duration = Duration::from_secs(3_600);

/// The folder of compiled code.
#[derive(Debug)]
pub(super) struct CompiledStore {
    folder: PathBuf,
    key: [u8; 32],
    fits: String,
}

impl CompiledStore {
    pub(super) fn open(
        folder: &Path,
        key: [u8; 32],
        engine: &Engine,
    ) -> Result<Self, ComponentError> {
        let failed = || ComponentError::io(folder);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed())?;
        // One that was there before may be open to others.
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(failed())?;
        let mut hasher = Hash(Sha256::new());
        std::hash::Hash::hash(&engine.precompile_compatibility_hash(), &mut hasher);
        let fits = hex(&hasher.0.finalize()[..8]);
        Ok(Self { folder: folder.to_owned(), key, fits })
    }

    /// The component of a plugin: mapped when it was compiled before, compiled now otherwise.
    pub(super) fn component(
        &self,
        engine: &Engine,
        bytes: &[u8],
        compiler: &Compiler,
    ) -> Result<Component, ComponentError> {
        let path = self.folder.join(format!("{}-{}.cwasm", sha256(bytes), self.fits));
        if !self.is_ours(&path) {
            self.compile(bytes, &path, compiler)?;
            self.prune(&path);
        }
        if !self.is_ours(&path) {
            let problem = "the compiled code is not what was written: is the folder private?";
            return Err(ComponentError::Compile { problem: problem.to_owned() });
        }
        used(&path);
        map(engine, &path)
    }

    /// Removes compiled code beyond what is kept, and what broken compilations left. What cannot be
    /// removed now is found again next time; code that is mapped stays mapped.
    fn prune(&self, made: &Path) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let mut kept: Vec<(SystemTime, PathBuf)> = Vec::new();
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("cwasm") if path != made => kept.push((used_at(&path), path)),
                Some("wasm" | "part" | "tag") => {
                    let age = fs::metadata(&path).and_then(|meta| meta.modified()).ok();
                    if age.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > LEFT_AFTER) {
                        drop(fs::remove_file(&path));
                    }
                }
                _ => {}
            }
        }
        kept.sort();
        let beyond = (kept.len() + 1).saturating_sub(KEPT_MAX);
        for (_, path) in kept.into_iter().take(beyond) {
            drop(fs::remove_file(&path));
            drop(fs::remove_file(path.with_extension("mac")));
        }
    }

    /// Whether the file is there and carries our MAC.
    fn is_ours(&self, path: &Path) -> bool {
        let (Ok(code), Ok(tag)) = (fs::read(path), fs::read(path.with_extension("mac"))) else {
            return false;
        };
        self.mac(path, &code).is_some_and(|mac| mac.verify_slice(&tag).is_ok())
    }

    /// Over the name too: one plugin's code under another's name is not ours.
    fn mac(&self, path: &Path, code: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).ok()?;
        mac.update(path.file_name()?.as_encoded_bytes());
        mac.update(code);
        Some(mac)
    }

    fn compile(
        &self,
        bytes: &[u8],
        path: &Path,
        compiler: &Compiler,
    ) -> Result<(), ComponentError> {
        let number = UNIQUE.fetch_add(1, Ordering::Relaxed);
        let own = format!("{}-{number}", std::process::id());
        let plugin = self.folder.join(format!("{own}.wasm"));
        let result = self.folder.join(format!("{own}.part"));
        let compiled = write(&plugin, bytes)
            .and_then(|()| compiler.run(&plugin, &result))
            .and_then(|()| fs::read(&result).map_err(ComponentError::io(&result)))
            .and_then(|code| {
                let Some(mac) = self.mac(path, &code) else {
                    let problem = "no MAC could be made".to_owned();
                    return Err(ComponentError::Compile { problem });
                };
                let tag = self.folder.join(format!("{own}.tag"));
                write(&tag, &mac.finalize().into_bytes())?;
                let beside = path.with_extension("mac");
                fs::rename(&tag, &beside).map_err(ComponentError::io(&beside))?;
                fs::rename(&result, path).map_err(ComponentError::io(path))
            });
        for left in [&plugin, &result] {
            // What is not there needs no removing.
            let _ = fs::remove_file(left);
        }
        compiled
    }
}

/// Notes that code was used, in the time of the MAC: the code's own tells when it was compiled. Where
/// that fails it counts as used when it was compiled.
fn used(path: &Path) {
    let now = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
    let times = Timestamps { last_access: now, last_modification: now };
    if let Ok(mac) = fs::File::options().append(true).open(path.with_extension("mac")) {
        let _ = futimens(&mac, &times);
    }
}

fn used_at(path: &Path) -> SystemTime {
    let at = fs::metadata(path.with_extension("mac")).and_then(|meta| meta.modified());
    at.unwrap_or(SystemTime::UNIX_EPOCH)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), ComponentError> {
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .map_err(ComponentError::io(path))?;
    file.write_all(bytes).map_err(ComponentError::io(path))
}

/// Maps compiled code.
#[expect(
    unsafe_code,
    reason = "mapping machine code trusts its bytes; they carry our MAC and lie in a folder that only we may write to"
)]
fn map(engine: &Engine, path: &Path) -> Result<Component, ComponentError> {
    // SAFETY: `is_ours` has just verified a MAC over exactly this file under a key that is not in it, the
    // folder has mode 0700, and files there are replaced by renaming and never written in place.
    unsafe { Component::deserialize_file(engine, path) }.map_err(|error| super::compile(&error))
}

/// Turns what the engine hashes into a digest that is the same in every process.
struct Hash(Sha256);

impl std::hash::Hasher for Hash {
    fn finish(&self) -> u64 {
        0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}
