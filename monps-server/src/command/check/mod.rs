//! `monps check`: what is configured, and what would keep `monps serve` from running.

mod data;
mod feeds;
mod redis;

use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

use clap::Args;

use super::CommandError;
use super::say;
use crate::config::Config;

/// Prints the configuration in force, and what would keep `monps serve` from running.
///
/// Every value is shown with where it came from; secrets only as set or not set. Ends with exit code 1
/// if something would keep the server from running. Changes nothing.
#[derive(Args, Clone, Copy, Debug)]
pub struct Check {}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grade {
    /// As it should be.
    Good,
    /// The server runs, but not all of it works.
    Warning,
    /// The server would not start.
    Blocking,
}

impl Grade {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Warning => "warning",
            Self::Blocking => "STOPS",
        }
    }
}

/// Something that was looked at.
#[derive(Clone, Debug)]
struct Finding {
    grade: Grade,
    text: String,
}

impl Finding {
    fn good(text: impl Into<String>) -> Self {
        Self { grade: Grade::Good, text: text.into() }
    }

    fn warning(text: impl Into<String>) -> Self {
        Self { grade: Grade::Warning, text: text.into() }
    }

    fn blocking(text: impl Into<String>) -> Self {
        Self { grade: Grade::Blocking, text: text.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {:<8} {}", self.grade.as_str(), self.text)
    }
}

impl Check {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        say::line(format_args!("Configuration in force\n\n{}", config.explain()));
        let (data, stored_key) = data::look(config).await;
        let areas = [
            ("Data folder", data),
            ("Feeds", feeds::look(config, stored_key)),
            ("Redis", redis::look(config).await),
            ("Addresses", addresses(config)),
        ];
        for (area, findings) in &areas {
            say::line(format_args!("{area}"));
            for finding in findings {
                say::line(format_args!("{finding}"));
            }
            say::line("");
        }
        let count = |grade| {
            let all = areas.iter().flat_map(|(_, findings)| findings);
            all.filter(|finding| finding.grade == grade).count()
        };
        let (blocking, warnings) = (count(Grade::Blocking), count(Grade::Warning));
        if blocking > 0 {
            say::line(format_args!(
                "`monps serve` would not start: {blocking} to put right first."
            ));
            return Ok(ExitCode::FAILURE);
        }
        let warned =
            if warnings > 0 { format!(", with {warnings} to look at") } else { String::new() };
        say::line(format_args!("`monps serve` would start{warned}."));
        Ok(ExitCode::SUCCESS)
    }
}

fn addresses(config: &Config) -> Vec<Finding> {
    [("API", config.server.api), ("dashboard", config.server.dashboard)]
        .into_iter()
        .filter(|(name, _)| *name == "API" || config.server.role.serves())
        .map(|(name, address)| address_finding(name, address))
        .collect()
}

fn address_finding(name: &str, address: SocketAddr) -> Finding {
    match TcpListener::bind(address) {
        Ok(_) => Finding::good(format!("{address} is free for the {name}")),
        Err(error) => Finding::blocking(format!(
            "{address} cannot be used for the {name} ({error}): stop what uses it, or choose another"
        )),
    }
}
