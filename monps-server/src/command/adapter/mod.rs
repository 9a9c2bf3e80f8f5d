//! `monps adapter`: the adapters there are, and descriptions of one's own.

mod describe;
mod trial;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::table::table;
use super::{CommandError, say};
use crate::adapters::{self, Adapters};
use crate::config::Config;
use crate::serve::plugged::{self, FoundPlugin};

/// What to do about adapters.
#[derive(Debug, Subcommand)]
pub enum Adapter {
    /// Lists the adapters: those of the program, plugins, and those of the configured folder.
    List,
    /// Shows what an adapter is, what it can do, and what it reads and needs.
    Show {
        /// Its id, as `monps adapter list` prints it.
        id: String,
    },
    /// Checks a description; says the line, the key and what to do where something is wrong.
    Check {
        /// The TOML file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Reads answers that are at hand with a description, and prints what it makes of them.
    ///
    /// Nobody is asked and nothing is stored. Ends with exit code 1 where nothing was understood.
    Try(trial::Trial),
}

impl Adapter {
    pub(super) fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        match self {
            Self::List => {
                let (plugins, adapters) = plugged::look(config)?;
                list(&plugins, &adapters);
                Ok(ExitCode::SUCCESS)
            }
            Self::Show { id } => {
                let (_, adapters) = plugged::look(config)?;
                let adapter = adapters.registry.find(&id)?;
                describe::print(adapter.manifest(), adapters.file_of(&id));
                Ok(ExitCode::SUCCESS)
            }
            Self::Check { file } => {
                let declared = adapters::read(&file)?;
                say::line(format_args!("{} is sound.\n", file.display()));
                describe::print(monps_core::adapter::Adapter::manifest(&declared), None);
                Ok(ExitCode::SUCCESS)
            }
            Self::Try(trial) => trial.run(),
        }
    }
}

fn list(plugins: &[FoundPlugin], adapters: &Adapters) {
    let rows = adapters.registry.iter().map(|adapter| {
        let manifest = adapter.manifest();
        let can: Vec<&str> = manifest.capabilities.iter().map(|can| can.as_str()).collect();
        let is_plugin = plugins.iter().any(|plugin| plugin.id == manifest.id);
        let otherwise = if is_plugin { "plugin" } else { "built in" };
        let file = adapters.file_of(&manifest.id).unwrap_or(otherwise);
        vec![
            manifest.id.to_string(),
            manifest.version.to_string(),
            can.join(", "),
            file.to_owned(),
            manifest.summary.to_string(),
        ]
    });
    say::line(table(&["id", "version", "brings", "from", ""], &[], rows.collect()));
    for (file, error) in adapters.refused() {
        say::line(format_args!("left out: {file}: {error}"));
    }
    for FoundPlugin { id, problem } in plugins {
        if let Some(problem) = problem {
            say::line(format_args!("the plugin {id}: {problem}"));
        }
    }
}
