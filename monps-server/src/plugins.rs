//! The plugins of this server: a folder that is looked at every few seconds, beside the built-in adapters.
//!
//! A changed file is taken without a restart: the next poll runs it. What a plugin asks for is allowed
//! once, by a person; see [`monps_adapters::component`].

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use monps_adapters::component::{
    Compiler, ComponentError, FolderOptions, Host, HostOptions, Limits, Plugins,
};
use monps_adapters::error::RegistryError;
use monps_adapters::registry::Registry;
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, PluginsConfig};
use crate::error_chain::Chain;

/// How often the folder is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// The verb of the child that compiles; see [`crate::command`].
pub const COMPILE_VERB: [&str; 2] = ["plugin", "compile"];
const MEBIBYTE: u64 = 1 << 20;

/// Why the plugins could not be set up. A plugin that is refused is none: it is listed with its problem.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PluginsError {
    /// The host or its folder.
    #[error("the plugins could not be set up")]
    Host(#[from] ComponentError),
    /// The key by which compiled code is known.
    #[error(
        "the key of compiled plugins could not be kept in {folder}: check the rights of the folder"
    )]
    Key {
        /// Where.
        folder: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Two adapters of one id.
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

/// Opens the folder of plugins as the configuration says.
///
/// # Errors
/// [`PluginsError`].
pub fn open(config: &Config, registry: &Registry) -> Result<Plugins, PluginsError> {
    let folder = config.plugins.folder(&config.data.dir);
    let compiled = folder.join(".compiled");
    let key = key(&compiled)
        .map_err(|source| PluginsError::Key { folder: compiled.display().to_string(), source })?;
    let host = HostOptions {
        compiled: Some((compiled, key)),
        compiler: compiler(),
        ..options(&config.plugins)
    };
    let options = FolderOptions {
        trusted_keys: config.plugins.trusted_keys.clone(),
        taken: registry.ids().map(str::to_owned).collect(),
    };
    Ok(Plugins::open(Host::new(host)?, folder, options)?)
}

/// The limits of the configuration, for a host that keeps nothing.
#[must_use]
pub fn options(config: &PluginsConfig) -> HostOptions {
    let memory = u64::from(config.memory_mb_max) * MEBIBYTE;
    HostOptions {
        limits: Limits { step_ms_max: config.step_ms_max, ..Limits::CUSTOMARY },
        memory_bytes_max: usize::try_from(memory).unwrap_or(usize::MAX),
        file_bytes_max: u64::from(config.file_mb_max) * MEBIBYTE,
        ..HostOptions::default()
    }
}

/// The built-in adapters and the plugins.
///
/// # Errors
/// [`PluginsError::Registry`], which [`Plugins`] has already refused plugin by plugin.
pub fn extend(registry: &Registry, plugins: &Plugins) -> Result<Registry, PluginsError> {
    let with = |registry: Registry, adapter| registry.with(adapter);
    Ok(plugins.adapters().into_iter().try_fold(registry.clone(), with)?)
}

/// This program, where it is `monps`; a program that embeds the server compiles by itself.
fn compiler() -> Compiler {
    match std::env::current_exe() {
        Ok(program) if program.file_stem().is_some_and(|name| name == "monps") => {
            Compiler::Child { program, arguments: COMPILE_VERB.map(str::to_owned).to_vec() }
        }
        _ => Compiler::Here,
    }
}

/// The key by which compiled code is known to be ours: made once, readable by us alone.
fn key(folder: &Path) -> std::io::Result<[u8; 32]> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join("key");
    if let Ok(kept) = fs::read(&path)
        && let Ok(key) = <[u8; 32]>::try_from(kept)
    {
        return Ok(key);
    }
    let mut key = [0_u8; 32];
    for half in key.chunks_mut(16) {
        half.copy_from_slice(uuid::Uuid::new_v4().as_bytes());
    }
    let mut file =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
    file.write_all(&key)?;
    Ok(key)
}

/// Looks at the folder every few seconds until told to stop.
pub async fn watch(plugins: &Arc<Plugins>, stop: &CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        let looked = Arc::clone(plugins);
        match tokio::task::spawn_blocking(move || looked.scan()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(error = %Chain(&error), "plugins could not be looked at")
            }
            Err(error) => tracing::error!(%error, "looking at the plugins ended"),
        }
    }
}
