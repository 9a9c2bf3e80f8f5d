//! `monps`: collects odds, finds what is worth betting, keeps the books.

use std::process::ExitCode;

use clap::Parser;
use monps_server::command::{Cli, run};

#[tokio::main]
async fn main() -> ExitCode {
    run(Cli::parse()).await
}
