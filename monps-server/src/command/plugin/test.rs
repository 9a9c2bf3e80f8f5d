//! `monps plugin test`: plays a plugin against recorded answers and against spoilt ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use monps_adapters::component::conformance::{Answers, check};
use serde::Deserialize;

use super::{component, host, read};
use crate::clock::Clock;
use crate::command::CommandError;
use crate::command::say;
use crate::config::Config;

/// Plays a plugin against recorded answers and against spoilt ones.
///
/// Answers come from `answers.toml` of the folder (path, status and file of each, and configuration), and
/// from recordings in `recordings/` that `monps plugin run --record recordings` made.
#[derive(Args, Debug)]
pub struct Test {
    /// The folder of the plugin.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,

    /// The .wasm file; the one of the folder otherwise.
    #[arg(long, value_name = "FILE")]
    component: Option<PathBuf>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    config: BTreeMap<String, String>,
    #[serde(default)]
    answer: Vec<WrittenAnswer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAnswer {
    path: String,
    #[serde(default = "ok")]
    status: u16,
    file: PathBuf,
}

const fn ok() -> u16 {
    200
}

impl Test {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, CommandError> {
        let bytes = read(&component(self.component.as_deref().unwrap_or(&self.folder))?)?;
        let (answers, keys) = answers(&self.folder)?;
        let now = Clock::system().now();
        let checks = check(&host(config)?, &bytes, &answers, &keys, now).await?;
        for check in &checks {
            let mark = if check.passed { "ok  " } else { "FAIL" };
            say::line(format_args!("{mark} {} {}: {}", check.code, check.what, check.seen));
        }
        let failed = checks.iter().filter(|check| !check.passed).count();
        say::line(format_args!("{} checks, {failed} failed", checks.len()));
        Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn answers(folder: &Path) -> Result<(Answers, BTreeMap<String, String>), CommandError> {
    let path = folder.join("answers.toml");
    let written: Written = if path.exists() {
        toml::from_str(&String::from_utf8(read(&path)?)?)
            .map_err(|error| format!("{}: {error}", path.display()))?
    } else {
        Written::default()
    };
    let recordings = folder.join("recordings");
    let recordings: Vec<PathBuf> = recordings.exists().then_some(recordings).into_iter().collect();
    if recordings.is_empty() && written.answer.is_empty() {
        let folder = folder.display();
        return Err(format!(
            "{folder} has neither answers.toml nor recordings/: record with `monps plugin run --record recordings`"
        )
        .into());
    }
    let by_hand = written
        .answer
        .into_iter()
        .map(|answer| Ok((answer.path, answer.status, read(&folder.join(answer.file))?)))
        .collect::<Result<_, CommandError>>()?;
    Ok((Answers { recordings, by_hand }, written.config))
}
