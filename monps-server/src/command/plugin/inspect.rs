//! `monps plugin inspect` and `check`: what a plugin is and asks for, and whether it can be run.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use monps_adapters::component::{ComponentAdapter, PluginManifest, manifest_text, sha256};

use super::{component, host, read};
use crate::command::CommandError;
use crate::command::say;
use crate::config::Config;

/// Shows what a plugin is and what it asks for, without running it.
#[derive(Args, Debug)]
pub struct Inspect {
    /// The .wasm file, or the folder that it was built in.
    #[arg(default_value = ".", value_name = "FILE")]
    file: PathBuf,
}

/// Checks that this server can run a plugin.
#[derive(Args, Debug)]
pub struct Check {
    /// The .wasm file, or the folder that it was built in.
    #[arg(default_value = ".", value_name = "FILE")]
    file: PathBuf,
}

impl Inspect {
    pub(super) fn run(self) -> Result<ExitCode, CommandError> {
        show(&read(&component(&self.file)?)?)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What an operator should see before anything is allowed.
pub(super) fn show(bytes: &[u8]) -> Result<PluginManifest, CommandError> {
    let declared = PluginManifest::read(manifest_text(bytes)?)?;
    let manifest = &declared.manifest;
    say::line(format_args!("{} {} ({})", manifest.id, manifest.version, manifest.name));
    if !manifest.summary.is_empty() {
        say::line(format_args!("  {}", manifest.summary));
    }
    say::line(format_args!(
        "  contract {}, {} bytes, sha256 {}",
        declared.api,
        bytes.len(),
        sha256(bytes)
    ));
    for ask in declared.asks().0 {
        say::line(format_args!("  - {ask}"));
    }
    for key in &manifest.config {
        let default = key.default.as_deref().map(|text| format!(" (default {text})"));
        say::line(format_args!(
            "  config {}: {}{}",
            key.key,
            key.description,
            default.unwrap_or_default()
        ));
    }
    Ok(declared)
}

impl Check {
    pub(super) fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let bytes = read(&component(&self.file)?)?;
        show(&bytes)?;
        let began = Instant::now();
        ComponentAdapter::load(&host(config)?, &bytes)?;
        say::line(format_args!(
            "  keeps to the contract and imports nothing but the log (compiled in {} ms)",
            began.elapsed().as_millis()
        ));
        Ok(ExitCode::SUCCESS)
    }
}
