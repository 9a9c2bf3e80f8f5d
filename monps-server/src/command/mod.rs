//! The verbs of `monps`.

mod import;
mod progress;
mod scan;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error_chain::Chain;

/// Collects odds, finds what is worth betting, keeps the books.
#[derive(Debug, Parser)]
#[command(
    name = "monps",
    version,
    about,
    arg_required_else_help = true,
    after_help = "Start with `monps serve`: it runs on an embedded database with a simulated market \
                  and needs no account, key or other server."
)]
pub struct Cli {
    /// The folder of the embedded database.
    #[arg(
        long,
        global = true,
        env = "MONPS_DATA",
        default_value = "data",
        value_name = "DIR"
    )]
    pub data: PathBuf,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Loads files of the past into the database.
    #[command(subcommand)]
    Import(import::Import),
    /// Prints the arbitrages of stored or given odds.
    Scan(scan::Scan),
}

/// What a verb fails with: anything that explains itself.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// Runs a verb to its end.
pub async fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        Command::Import(import) => import.run(&cli.data).await,
        Command::Scan(scan) => scan.run(&cli.data).await,
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            report(&error.to_string(), error.source());
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "the command line's own error stream")]
fn report(error: &str, cause: Option<&(dyn std::error::Error + 'static)>) {
    match cause {
        Some(cause) => eprintln!("monps: {error}: {}", Chain(cause)),
        None => eprintln!("monps: {error}"),
    }
}

/// The database file in a data folder.
fn database(data: &std::path::Path) -> PathBuf {
    data.join("monps.sqlite")
}
