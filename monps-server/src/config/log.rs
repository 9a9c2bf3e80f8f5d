//! What is logged, and how.

use serde::{Deserialize, Serialize};
use tracing_subscriber::EnvFilter;

use super::error::Refusal;

/// What is logged, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogConfig {
    /// Which lines, in the words of `RUST_LOG`: `info,monps=debug`.
    pub filter: String,
    /// How they are written.
    pub format: LogFormat,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people on a terminal, as JSON elsewhere.
    Auto,
    /// One JSON object a line.
    Json,
    /// For people.
    Pretty,
}

impl LogConfig {
    pub(super) fn check(&self) -> Result<(), Refusal> {
        match EnvFilter::try_new(&self.filter) {
            Ok(_) => Ok(()),
            Err(error) => Err(Refusal::new(
                "log.filter",
                format!(
                    "is no filter ({error}): write a level, or target=level with commas between"
                ),
            )),
        }
    }
}

impl Default for LogConfig {
    fn default() -> Self {
        Self {
            // A line for each request is for who wants it: RUST_LOG=info.
            filter: "info,monps::access=warn".to_owned(),
            format: LogFormat::Auto,
        }
    }
}
