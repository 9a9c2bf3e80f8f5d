//! `monps match`: is this the same event?

mod joins;
mod report;
mod review;
mod truth;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use monps_core::catalog::Sport;
use monps_core::catalog::matching::Verdict;
use rust_decimal::{Decimal, dec};
use serde_json::{Map, Value};

use super::CommandError;
use super::say;
use super::table::table;
use crate::app::matching::Matching;
use crate::app::problem::Problem;
use crate::clock::Clock;
use crate::store::{Database, EventRecord};
use report::{Miss, Report, Tally, of_events, of_names};

/// Pairs printed; the rest is counted (`--json` has them all).
const MISSES_SHOWN_MAX: usize = 100;

/// What to do about matching.
#[derive(Debug, Subcommand)]
pub enum Match {
    /// Measures matching on files of truth: precision, recall, what was left to a person.
    ///
    /// Nothing is stored and no stored alias is used: names and times alone decide.
    Report(MatchReport),
    /// What a person is asked: pairs of events that may be one.
    #[command(subcommand)]
    Review(review::Review),
    /// Makes two events one, or one event two, or undoes that.
    #[command(subcommand)]
    Join(joins::Join),
}

/// Truth to measure on.
#[derive(Args, Debug)]
pub struct MatchReport {
    /// Contests of two sources, one pair a row: `X_date`, `X_time`…, `X_home`, `X_away` of each source X.
    #[arg(long, value_name = "FILE", required_unless_present = "aliases")]
    events: Option<PathBuf>,

    /// Names of sides: sport, `country_or_league`, canonical, source, name.
    #[arg(long, value_name = "FILE")]
    aliases: Option<PathBuf>,

    /// The sport of the contests.
    #[arg(long, value_name = "SPORT", default_value = "football")]
    sport: Sport,

    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

impl Match {
    pub(super) async fn run(self, database: &Database) -> Result<ExitCode, CommandError> {
        match self {
            Self::Report(report) => report.run(),
            Self::Review(review) => review.run(&service(database).await?).await,
            Self::Join(join) => join.run(&service(database).await?).await,
        }
    }
}

/// The service over the database. A server that runs on it sees what was done at its next snapshot.
async fn service(database: &Database) -> Result<Matching, CommandError> {
    Ok(Matching::new(database.open().await?, None, Clock::system()))
}

/// Who does it, in the audit trail: the user of this machine.
fn actor() -> String {
    std::env::var("USER")
        .map_or_else(|_| "command line".to_owned(), |user| format!("{user} (command line)"))
}

/// A problem with every field that is at fault.
fn told(problem: Problem) -> CommandError {
    match problem {
        Problem::Invalid { faults } => faults
            .iter()
            .map(|fault| format!("{} {}", fault.field, fault.message))
            .collect::<Vec<_>>()
            .join("; ")
            .into(),
        problem => problem.into(),
    }
}

/// An event in a line.
fn title(record: Option<&EventRecord>) -> String {
    record.map_or_else(
        || "?".to_owned(),
        |record| {
            let event = &record.event;
            format!(
                "{} {} [{}]",
                event.starts_at.format("%Y-%m-%d %H:%M"),
                event.title(),
                event.slug
            )
        },
    )
}

impl MatchReport {
    fn run(self) -> Result<ExitCode, CommandError> {
        let events = match &self.events {
            Some(path) => Some(of_events(&truth::read_events(path, &self.sport)?)),
            None => None,
        };
        let names = match &self.aliases {
            Some(path) => Some(of_names(&truth::read_names(path)?)),
            None => None,
        };
        let reports = [("events", events), ("aliases", names)];
        let made = reports.iter().filter_map(|(what, report)| Some((*what, report.as_ref()?)));
        if self.json {
            let map: Map<String, Value> =
                made.map(|(what, report)| (what.to_owned(), report.json())).collect();
            say::line(Value::Object(map));
        } else {
            for (what, report) in made {
                print(what, report);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(what: &str, report: &Report) {
    let mut rows = vec![row(what, &report.total)];
    rows.extend(
        report
            .sources
            .iter()
            .map(|((sport, source), tally)| row(&format!("{sport} {source}"), tally)),
    );
    let header = ["", "pairs", "right", "wrong", "queued", "precision %", "recall %"];
    say::line(table(&header, &[1, 2, 3, 4, 5, 6], rows));
    for (left, right) in &report.learnt {
        say::line(format_args!("learnt: {left} is {right}"));
    }
    for miss in report.misses.iter().take(MISSES_SHOWN_MAX) {
        say::line(sentence(miss));
    }
    if let Some(more @ 1..) = report.misses.len().checked_sub(MISSES_SHOWN_MAX) {
        say::line(format_args!("and {more} more (`--json` lists them all)"));
    }
}

fn row(what: &str, tally: &Tally) -> Vec<String> {
    let percent = |share: Option<Decimal>| {
        share.map_or_else(|| "-".to_owned(), |share| (share * dec!(100)).normalize().to_string())
    };
    let counts = [tally.pairs, tally.right, tally.wrong, tally.queued];
    let mut row = vec![what.to_owned()];
    row.extend(counts.iter().map(ToString::to_string));
    row.extend([percent(tally.precision()), percent(tally.recall())]);
    row
}

fn sentence(miss: &Miss) -> String {
    let what = match miss.verdict {
        Verdict::Same => "wrong",
        Verdict::Unsure => "queued",
        Verdict::Different => "missed",
    };
    let compared = miss.compared.as_deref().unwrap_or("nothing");
    let reasons = miss.reasons.join("; ");
    format!("{what}: {} is {}; compared with {compared}: {reasons}", miss.left, miss.truth)
}
