//! `monps` as a program that ends by itself.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program; its exit code and everything that it said.
pub(crate) fn monps(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_monps"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

pub(crate) fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let (code, text) = monps(folder, arguments);
    assert_eq!(code, 0, "monps {arguments:?}: {text}");
    text
}
