//! `monps plugin`: writing, checking and installing adapters that run in a sandbox.

mod build;
mod inspect;
mod install;
mod new;
mod run;
mod test;
mod toolchain;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use monps_adapters::component::{Host, compile_file};

use super::CommandError;
use crate::config::Config;

/// Writes, checks and installs adapters that run in a sandbox.
#[derive(Debug, Subcommand)]
pub enum Plugin {
    /// Writes a plugin to begin with: it builds and passes its test before the first edit.
    New(new::New),
    /// Builds the plugin of a folder: one .wasm file that carries its manifest.
    Build(build::Build),
    /// Plays a plugin against recorded answers and against spoilt ones.
    Test(test::Test),
    /// Asks the plugin's real source, and shows what it tells.
    Run(run::Run),
    /// Shows what a plugin is and what it asks for, without running it.
    Inspect(inspect::Inspect),
    /// Checks that this server can run a plugin.
    Check(inspect::Check),
    /// Writes a plugin with its hash into a folder, ready to be handed on.
    Pack(install::Pack),
    /// Puts a plugin into the folder of this server, and allows what it asks for once you say so.
    Install(install::Install),
    /// Allows a plugin that lies in the folder what it asks for.
    Approve(install::Approve),
    /// Compiles a plugin: what the server starts as a child.
    #[command(hide = true)]
    Compile(Compile),
}

/// Two paths.
#[derive(Args, Debug)]
pub struct Compile {
    from: PathBuf,
    to: PathBuf,
}

impl Plugin {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        match self {
            Self::New(new) => new.run(),
            Self::Build(build) => build.run(),
            Self::Test(test) => test.run(config).await,
            Self::Run(run) => run.run(config).await,
            Self::Inspect(inspect) => inspect.run(),
            Self::Check(check) => check.run(config),
            Self::Pack(pack) => pack.run(),
            Self::Install(install) => install.run(config),
            Self::Approve(approve) => approve.run(config),
            Self::Compile(Compile { from, to }) => {
                compile_file(&from, &to)?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

/// A host with the limits of the configuration, which keeps nothing.
fn host(config: &Config) -> Result<Host, CommandError> {
    Ok(Host::new(crate::plugins::options(&config.plugins))?)
}

/// The component that a path means: the file, or the one that was built in a folder.
fn component(path: &Path) -> Result<PathBuf, CommandError> {
    if path.is_file() {
        return Ok(path.to_owned());
    }
    let built: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(|error| format!("{}: {error}", path.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "wasm"))
        .collect();
    match &built[..] {
        [one] => Ok(one.clone()),
        [] => Err(format!("{} has no .wasm file: run `monps plugin build`", path.display()).into()),
        _ => Err(format!("{} has several .wasm files: name one", path.display()).into()),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, CommandError> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()).into())
}
