//! `monps collect`: polls the feeds without serving anything.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use monps_adapters::registry::Registry;

use super::say;
use super::serve::stop_on_signals;
use super::table::table;
use super::{CommandError, Flags};
use crate::clock::Clock;
use crate::config::Config;
use crate::logging;
use crate::serve::Server;
use crate::store::{CollectionLog, PollOutcome};

/// Polls the feeds into the database, without an API.
#[derive(Args, Debug)]
pub struct Collect {
    /// Poll every feed once and end.
    #[arg(long)]
    once: bool,

    /// Record every conversation in this folder, without secrets.
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
}

impl Collect {
    /// The flags that stand for keys of the configuration.
    pub(super) fn flags(&self, flags: Flags) -> Flags {
        let folder = self.record.as_ref().map(|folder| folder.display().to_string());
        flags.set("--record", "collect.record_dir", folder)
    }

    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, CommandError> {
        logging::begin(&config.log);
        let server = Server::open(config, &Registry::builtin(), Clock::system()).await?;
        let platform = server.platform;
        if !self.once {
            platform.run(stop_on_signals()?).await;
            platform.close().await;
            return Ok(ExitCode::SUCCESS);
        }
        let logs = platform.collector.run_once().await;
        let looked = platform.detector.look(None).await?;
        print(&logs, looked.events);
        platform.close().await;
        let failed = logs.is_empty() || logs.iter().any(|log| log.outcome != PollOutcome::Ok);
        Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn print(logs: &[CollectionLog], events: usize) {
    if logs.is_empty() {
        say::line(format_args!("No feed is enabled: see `monps check`."));
        return;
    }
    let rows = logs
        .iter()
        .map(|log| {
            vec![
                log.feed.clone(),
                log.task.clone(),
                log.outcome.as_str().to_owned(),
                log.quotes_seen.to_string(),
                log.quotes_changed.to_string(),
                log.skipped.to_string(),
                log.credits.to_string(),
                log.error.clone().unwrap_or_default(),
            ]
        })
        .collect();
    let header = ["feed", "task", "outcome", "prices", "changed", "left out", "credits", "error"];
    say::line(format_args!("{}", table(&header, &[3, 4, 5, 6], rows)));
    say::line(format_args!(
        "{events} events on the boards; `monps scan` prints the arbitrages among them"
    ));
}
