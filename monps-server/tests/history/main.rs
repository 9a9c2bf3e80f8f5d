//! Files of the past, from the command line to the arbitrages in them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/absent.rs"]
mod absent;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/mod.rs"]
mod support;

mod commands;
mod elder;
mod matching;
mod problems;
mod truth;

use std::path::Path;
use std::process::{Command, Output};

/// Runs `monps` on a data folder.
fn monps(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_monps"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .current_dir(data)
        .output()
        .unwrap()
}

fn succeeded(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The arbitrages of a scan.
fn scan(data: &Path, arguments: &[&str]) -> Vec<serde_json::Value> {
    let output = monps(data, &[&["scan", "--json"], arguments].concat());
    serde_json::from_str(&succeeded(&output)).unwrap()
}
