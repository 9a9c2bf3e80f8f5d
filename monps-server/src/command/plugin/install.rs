//! `monps plugin pack`, `install` and `approve`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use monps_adapters::component::{PluginManifest, PluginState, manifest_text, sha256};
use monps_adapters::registry::Registry;

use super::{component, inspect, read};
use crate::command::CommandError;
use crate::command::say;
use crate::config::Config;

/// Writes a plugin with its hash into a folder, ready to be handed on.
#[derive(Args, Debug)]
pub struct Pack {
    /// The .wasm file, or the folder that it was built in.
    #[arg(default_value = ".", value_name = "FILE")]
    file: PathBuf,

    /// The folder to write to.
    #[arg(long, default_value = "dist", value_name = "DIR")]
    out: PathBuf,
}

impl Pack {
    pub(super) fn run(self) -> Result<ExitCode, CommandError> {
        let bytes = read(&component(&self.file)?)?;
        let text = manifest_text(&bytes)?;
        let manifest = PluginManifest::read(text)?.manifest;
        let name = format!("{}-{}", manifest.id, manifest.version);
        std::fs::create_dir_all(&self.out)?;
        let path = self.out.join(format!("{name}.wasm"));
        std::fs::write(&path, &bytes)?;
        std::fs::write(self.out.join(format!("{name}.toml")), text)?;
        let sum = format!("{}  {name}.wasm\n", sha256(&bytes));
        std::fs::write(path.with_extension("wasm.sha256"), sum)?;
        say::line(format_args!(
            "{}: hand it on with its .sha256; `minisign -S -m {}` signs it",
            path.display(),
            path.display()
        ));
        Ok(ExitCode::SUCCESS)
    }
}

/// Puts a plugin into the folder of this server, and allows what it asks for once you say so.
#[derive(Args, Debug)]
pub struct Install {
    /// The .wasm file, or the folder that it was built in.
    #[arg(default_value = ".", value_name = "FILE")]
    file: PathBuf,

    /// The sha256 that it must have; otherwise what the .sha256 beside it says, if there is one.
    #[arg(long, value_name = "HASH")]
    sha256: Option<String>,

    /// Allow what it asks for, as shown.
    #[arg(long)]
    allow: bool,
}

impl Install {
    pub(super) fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let path = component(&self.file)?;
        let bytes = read(&path)?;
        let declared = inspect::show(&bytes)?;
        let plugins = crate::plugins::open(config, &Registry::builtin())?;
        let beside = |ending| std::fs::read_to_string(path.with_extension(ending)).ok();
        // The form of sha256sum: the hash, and the name of the file.
        let written = beside("wasm.sha256")
            .map(|text| text.split_whitespace().next().unwrap_or_default().to_owned());
        let hash = self.sha256.or(written).unwrap_or_else(|| sha256(&bytes));
        let signature = beside("wasm.minisig");
        let mut view = plugins.install(&bytes, &hash, signature.as_deref())?;
        if self.allow && view.state == PluginState::Waiting {
            view = plugins.approve(&view.id, &view.sha256)?;
        }
        match &view.problem {
            None => say::line("installed and allowed"),
            Some(problem) => say::line(format_args!("installed, but it does not run: {problem}")),
        }
        let id = &declared.manifest.id;
        say::line(format_args!("use it in monps.toml: [[feeds]] with adapter = \"{id}\""));
        // One that waits was put in as was asked; one that was refused was not.
        let is_taken = view.problem.is_none() || view.state == PluginState::Waiting;
        Ok(if is_taken { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Allows a plugin that lies in the folder what it asks for.
#[derive(Args, Debug)]
pub struct Approve {
    /// Its id.
    id: String,
}

impl Approve {
    pub(super) fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let plugins = crate::plugins::open(config, &Registry::builtin())?;
        let view = plugins
            .view(&self.id)
            .ok_or_else(|| format!("there is no plugin {:?} in the folder", self.id))?;
        for ask in &view.asks {
            say::line(format_args!("  - {ask}"));
        }
        let view = plugins.approve(&view.id, &view.sha256)?;
        match view.problem {
            None => say::line("allowed"),
            Some(problem) => say::line(problem),
        }
        Ok(ExitCode::SUCCESS)
    }
}
