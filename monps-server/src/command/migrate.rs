//! `monps migrate`: the database's schema.

use std::process::ExitCode;

use clap::Subcommand;

use super::CommandError;
use super::say;
use super::table::table;
use crate::store::{Database, MigrationState};

/// What to do with the schema.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Migrate {
    /// Brings the database up to date; makes it if there is none.
    Up,
    /// Prints which migrations have run.
    Status,
    /// Ends with exit code 1 if the database is not up to date.
    Check,
}

impl Migrate {
    pub(super) async fn run(self, database: &Database) -> Result<ExitCode, CommandError> {
        if !matches!(self, Self::Up) && !database.exists() {
            say::line(format_args!("{database} does not exist yet: `monps migrate up` makes it."));
            return Ok(if matches!(self, Self::Check) {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            });
        }
        let store = match self {
            Self::Up => database.open().await?,
            Self::Status | Self::Check => database.connect().await?,
        };
        let migrations = store.migrations().await?;
        store.close().await;
        let pending = migrations.iter().filter(|state| !state.applied).count();
        if matches!(self, Self::Status) {
            say::line(format_args!(
                "{}",
                table(&["number", "name", "state"], &[0], rows(&migrations))
            ));
        }
        if pending == 0 {
            say::line(format_args!("{database} is up to date."));
            return Ok(ExitCode::SUCCESS);
        }
        say::line(format_args!(
            "{pending} have not run: `monps migrate up` runs them, and so does every start."
        ));
        Ok(if matches!(self, Self::Check) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn rows(migrations: &[MigrationState]) -> Vec<Vec<String>> {
    let row = |state: &MigrationState| {
        let ran = if state.applied { "ran" } else { "pending" };
        vec![state.migration.number.to_string(), state.migration.name.to_owned(), ran.to_owned()]
    };
    migrations.iter().map(row).collect()
}
