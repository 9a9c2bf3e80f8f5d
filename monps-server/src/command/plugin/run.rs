//! `monps plugin run`: asks the plugin's real source and shows what it tells.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use monps_adapters::component::ComponentAdapter;
use monps_adapters::driver::{Driver, HttpOptions, HttpTransport, RunOptions};
use monps_core::adapter::{Adapter, Capability, Scope, Snapshot, Task};

use super::{component, host, read};
use crate::clock::Clock;
use crate::command::CommandError;
use crate::command::say;
use crate::config::Config;

/// Prices shown of each snapshot.
const SHOWN_MAX: usize = 20;

/// Asks the plugin's real source, and shows what it tells.
///
/// A secret that it needs is read from the environment: the secret `book_key` from `BOOK_KEY`.
#[derive(Args, Debug)]
pub struct Run {
    /// The .wasm file, or the folder that it was built in.
    #[arg(default_value = ".", value_name = "FILE")]
    file: PathBuf,

    /// `odds`, `results` or `catalogue`.
    #[arg(long, default_value = "odds")]
    want: String,

    /// A configuration key, as KEY=VALUE; again for more.
    #[arg(long = "config-key", value_name = "KEY=VALUE")]
    keys: Vec<String>,

    /// Another address for an endpoint, as NAME=URL; again for more.
    #[arg(long = "base-url", value_name = "NAME=URL")]
    base_urls: Vec<String>,

    /// Allow addresses of this very machine, over plain http too.
    #[arg(long)]
    allow_loopback: bool,

    /// Record the conversation in this folder, without secrets.
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
}

impl Run {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let want = Capability::from_slug(&self.want)
            .ok_or_else(|| format!("{:?}: say odds, results or catalogue", self.want))?;
        let adapter = ComponentAdapter::load(&host(config)?, &read(&component(&self.file)?)?)?;
        let options = HttpOptions { allow_loopback: self.allow_loopback };
        let transport = HttpTransport::new(Clock::system().as_fn(), options)?;
        let mut driver = Driver::new(Arc::new(transport), Clock::system().as_fn());
        for name in adapter.manifest().secrets() {
            let variable = name.replace('-', "_").to_ascii_uppercase();
            if let Ok(value) = std::env::var(&variable) {
                driver = driver.with_secret(name, &value)?;
            }
        }
        let options = RunOptions {
            base_urls: pairs(&self.base_urls)?,
            record_dir: self.record,
            ..RunOptions::default()
        };
        let keys = pairs(&self.keys)?;
        let task = Task::new(want, Scope::default());
        let collected = driver.collect(&adapter, &keys, &task, &options).await;
        collected.snapshots.iter().for_each(show);
        let report = collected.outcome?;
        say::line(format_args!(
            "{} steps, {} requests, {} bytes, {} snapshots",
            report.steps, report.requests, report.bytes, report.snapshots
        ));
        Ok(ExitCode::SUCCESS)
    }
}

/// Reads KEY=VALUE.
fn pairs(texts: &[String]) -> Result<BTreeMap<String, String>, CommandError> {
    let pair = |text: &String| match text.split_once('=') {
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None => Err(format!("{text:?}: write KEY=VALUE").into()),
    };
    texts.iter().map(pair).collect()
}

fn show(snapshot: &Snapshot) {
    say::line(format_args!(
        "{} events, {} prices, {} results, {} left out",
        snapshot.events.len(),
        snapshot.quote_count(),
        snapshot.results.len(),
        snapshot.skipped.len()
    ));
    let quotes = snapshot.events.iter().flat_map(|event| {
        event
            .markets
            .iter()
            .flat_map(move |market| market.quotes.iter().map(move |quote| (event, market, quote)))
    });
    for (event, market, quote) in quotes.take(SHOWN_MAX) {
        say::line(format_args!(
            "  {} – {}  {}  {}  {}  {}",
            event.home, event.away, market.venue.key, market.key, quote.selection, quote.price
        ));
    }
    for skip in snapshot.skipped.iter().take(SHOWN_MAX) {
        say::line(format_args!("  left out: {}: {}", skip.at, skip.reason));
    }
}
