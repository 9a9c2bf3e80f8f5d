//! Where the real data is, when it is there.

use std::path::{Path, PathBuf};

use monps_adapters::football_data::{FileReading, read_file};
use monps_core::time::{Timestamp, parse_timestamp};

/// The folder of real data, from `MONPS_TEST_DATA` or beside the repository. Without it a test says
/// that it did not run; in CI it fails instead.
pub(crate) fn folder(test: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("MONPS_TEST_DATA").map_or_else(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    assert_ne!(
        std::env::var("CI").as_deref(),
        Ok("true"),
        "{test}: no data folder at {}; set MONPS_TEST_DATA",
        folder.display()
    );
    println!("{test} did not run: no data folder at {}", folder.display());
    None
}

pub(crate) fn observed_at() -> Timestamp {
    parse_timestamp("2026-11-22T12:00:00Z").unwrap()
}

pub(crate) fn read(path: &Path) -> FileReading {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    read_file(name, &bytes, observed_at()).unwrap()
}

/// A file of our own, written for a trap.
pub(crate) fn fixture(name: &str) -> FileReading {
    read(&fixture_path(name))
}

pub(crate) fn fixture_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/football_data").join(name)
}

/// The rows of a tab-separated table, without its header.
pub(crate) fn table(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    text.lines().skip(1).map(row).collect()
}
