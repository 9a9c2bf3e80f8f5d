//! The log: one subscriber for the process, on standard error.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::time::ChronoUtc;

use crate::config::{LogConfig, LogFormat};

/// Begins to log as the configuration says. Whoever began before stays: a process has one log.
pub fn begin(config: &LogConfig) {
    let filter = EnvFilter::try_new(&config.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let base = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let is_pretty = match config.format {
        LogFormat::Pretty => true,
        LogFormat::Json => false,
        LogFormat::Auto => std::io::stderr().is_terminal(),
    };
    let outcome = if is_pretty {
        base.with_target(false).with_timer(ChronoUtc::rfc_3339()).try_init()
    } else {
        base.json().flatten_event(true).with_timer(ChronoUtc::rfc_3339()).try_init()
    };
    if outcome.is_err() {
        tracing::debug!("somebody logs already");
    }
}
