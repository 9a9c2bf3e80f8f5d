//! `monps adapter try`: what a description makes of answers that are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use monps_core::adapter::{Capability, Context, Scope, Snapshot, Task};

use crate::adapters;
use crate::clock::now;
use crate::command::table::table;
use crate::command::{CommandError, say};

/// Prices, results and reasons printed; the rest is counted.
const ROWS_MAX: usize = 200;

/// Answers to read with a description.
#[derive(Args, Debug)]
pub struct Trial {
    /// The TOML file.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// A file with an answer; `STEP=FILE` where the description asks more than once.
    #[arg(long, value_name = "[STEP=]FILE", required = true)]
    body: Vec<String>,

    /// Read results, not odds.
    #[arg(long)]
    results: bool,

    /// A key of the configuration, as `KEY=VALUE`.
    #[arg(long, value_name = "KEY=VALUE")]
    config: Vec<String>,
}

impl Trial {
    pub(super) fn run(&self) -> Result<ExitCode, CommandError> {
        let declared = adapters::read(&self.file)?;
        let want = if self.results { Capability::Results } else { Capability::Odds };
        let steps = declared.steps(want);
        let last = steps.last().copied().unwrap_or_default();
        let mut answers = Vec::new();
        for body in &self.body {
            let named = body.split_once('=').filter(|(step, _)| steps.contains(step));
            let (step, path) = named.unwrap_or((last, body));
            let bytes = fs::read(path)
                .map_err(|error| format!("{path} cannot be read: {error}: check the path"))?;
            answers.push((step.to_owned(), bytes));
        }
        let mut config = BTreeMap::new();
        for pair in &self.config {
            let (key, value) = pair
                .split_once('=')
                .ok_or_else(|| format!("--config {pair}: write it as KEY=VALUE"))?;
            config.insert(key.to_owned(), value.to_owned());
        }
        let context = Context::new(now(), 0, config);
        let task = Task::new(want, Scope::default());
        let snapshot = declared.dry_run(&context, &task, answers)?;
        print(&snapshot);
        let nothing = snapshot.events.is_empty() && snapshot.results.is_empty();
        Ok(if nothing { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn print(snapshot: &Snapshot) {
    let mut rows = Vec::new();
    for event in &snapshot.events {
        for market in &event.markets {
            for quote in &market.quotes {
                rows.push(vec![
                    format!("{} - {}", event.home, event.away),
                    event.starts_at.format("%Y-%m-%d %H:%M").to_string(),
                    market.venue.key.to_string(),
                    market.key.to_string(),
                    quote.selection.to_string(),
                    quote.side.as_str().to_owned(),
                    quote.price.price().to_string(),
                    quote.available.map(|size| size.to_string()).unwrap_or_default(),
                ]);
            }
        }
    }
    let count = rows.len();
    if count > 0 {
        rows.truncate(ROWS_MAX);
        let header =
            ["event", "starts (UTC)", "venue", "market", "selection", "side", "price", "size"];
        say::line(table(&header, &[6, 7], rows));
        rest(count, "prices");
    }
    let results: Vec<Vec<String>> = snapshot
        .results
        .iter()
        .take(ROWS_MAX)
        .flat_map(|result| {
            result.scores.iter().map(|score| {
                let state = if result.is_final { "final" } else { "so far" };
                vec![
                    result.event_key.clone(),
                    score.period.as_str().to_owned(),
                    format!("{}-{}", score.home, score.away),
                    state.to_owned(),
                ]
            })
        })
        .collect();
    if !results.is_empty() {
        say::line(table(&["event", "period", "score", ""], &[], results));
        rest(snapshot.results.len(), "results");
    }
    for skipped in snapshot.skipped.iter().take(ROWS_MAX) {
        say::line(format_args!("left out: {}: {}", skipped.at, skipped.reason));
    }
    rest(snapshot.skipped.len(), "things left out");
    say::line(format_args!(
        "{} events, {count} prices, {} results, {} left out",
        snapshot.events.len(),
        snapshot.results.len(),
        snapshot.skipped.len()
    ));
}

fn rest(count: usize, what: &str) {
    if let Some(more @ 1..) = count.checked_sub(ROWS_MAX) {
        say::line(format_args!("and {more} more {what}"));
    }
}
