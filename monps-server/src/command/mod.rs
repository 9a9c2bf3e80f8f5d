//! The verbs of `monps`.

mod adapter;
mod backup;
mod check;
mod collect;
mod import;
mod matching;
mod migrate;
mod openapi;
mod progress;
mod say;
mod scan;
mod serve;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, ConfigError, Flags, Sources};
use crate::error_chain::Chain;

/// Collects odds, finds what is worth betting, keeps the books.
#[derive(Debug, Parser)]
#[command(
    name = "monps",
    version,
    about,
    arg_required_else_help = true,
    after_help = "Start with `monps serve`: it runs on an embedded database with a simulated market \
                  and needs no account, key or other server. With MONPS_DATABASE_URL=postgres://… it \
                  runs on PostgreSQL, with TimescaleDB where the server has it."
)]
pub struct Cli {
    /// The configuration file; else ./monps.toml if it is there.
    #[arg(long, global = true, env = "MONPS_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The folder of the embedded database, in the place of the configuration's `data.dir`.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<String>,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Collects, detects, and serves the API and the dashboard.
    Serve(serve::Serve),
    /// Polls the feeds into the database, without an API.
    Collect(collect::Collect),
    /// Loads files of the past into the database.
    #[command(subcommand)]
    Import(import::Import),
    /// Prints the configuration in force, and what would keep `monps serve` from running.
    Check(check::Check),
    /// Looks at the database's schema, or brings it up to date.
    #[command(subcommand)]
    Migrate(migrate::Migrate),
    /// Is this the same event? Measures matching on files of truth.
    #[command(subcommand)]
    Match(matching::Match),
    /// Prints the arbitrages of stored or given odds.
    Scan(scan::Scan),
    /// Makes a backup of everything that is stored, while the server runs.
    Backup(backup::Backup),
    /// Checks that a backup is whole and that its books are sound.
    Verify(backup::Verify),
    /// Takes a backup or an export into a new database.
    Restore(backup::Restore),
    /// Writes everything that is stored into a folder of JSON Lines.
    Export(backup::Export),
    /// Copies everything that is stored into a new database of either engine.
    Copy(backup::Copy),
    /// Lists the adapters, and checks and tries descriptions of one's own.
    #[command(subcommand)]
    Adapter(adapter::Adapter),
    /// Prints the OpenAPI document of the API.
    Openapi(openapi::OpenApi),
}

impl Cli {
    /// The configuration that the command line, the environment and the file come to.
    ///
    /// # Errors
    /// [`ConfigError`] says what is wrong, where, and what would be right.
    pub fn configuration(&self) -> Result<Config, ConfigError> {
        let flags = Flags::default().set("--data", "data.dir", self.data.clone());
        let flags = match &self.command {
            Command::Serve(serve) => serve.flags(flags),
            Command::Collect(collect) => collect.flags(flags),
            _ => flags,
        };
        Config::load(&Sources::of_process(self.config.clone(), flags))
    }
}

impl Command {
    async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        match self {
            Self::Serve(serve) => serve.run(config).await,
            Self::Collect(collect) => collect.run(config).await,
            Self::Openapi(openapi) => openapi.run().await,
            Self::Adapter(adapter) => adapter.run(config),
            Self::Import(import) => import.run(&config.database()).await,
            Self::Check(check) => check.run(config).await,
            Self::Migrate(migrate) => migrate.run(&config.database()).await,
            Self::Match(matching) => matching.run(),
            Self::Scan(scan) => scan.run(&config.database()).await,
            Self::Backup(backup) => backup.run(config).await,
            Self::Verify(verify) => verify.run().await,
            Self::Restore(restore) => restore.run(config).await,
            Self::Export(export) => export.run(config).await,
            Self::Copy(copy) => copy.run(config).await,
        }
    }
}

/// What a verb fails with: anything that explains itself.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// Runs a verb to its end.
pub async fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.configuration() {
        Ok(config) => cli.command.run(&config).await,
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            report(&error.to_string(), error.source());
            ExitCode::FAILURE
        }
    }
}

fn report(error: &str, cause: Option<&(dyn std::error::Error + 'static)>) {
    match cause {
        Some(cause) => say::aside(format_args!("monps: {error}: {}", Chain(cause))),
        None => say::aside(format_args!("monps: {error}")),
    }
}
