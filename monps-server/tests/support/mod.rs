//! What several test binaries share.

use std::path::PathBuf;

/// The folder of real odds data: `MONPS_TEST_DATA`, or `../shared/data` beside the repository.
///
/// None on a clone without it, with a line that says so; with `CI=true` its absence is a failure.
#[expect(clippy::print_stdout, reason = "a test that did not run says so")]
pub(crate) fn real_data(test: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let folder = std::env::var_os("MONPS_TEST_DATA").map_or_else(|| beside.into(), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "{test} needs the real data: set MONPS_TEST_DATA"
    );
    println!("{test} did not run: no real data (MONPS_TEST_DATA)");
    None
}
