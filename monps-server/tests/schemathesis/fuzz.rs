//! One run of Schemathesis and what it says.

use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, sleep};

/// Cases that each phase makes up for each operation.
const EXAMPLES_MAX: u32 = 25;

/// A run that takes longer hangs.
const RUN_TIMEOUT: Duration = Duration::from_secs(900);

/// The program.
pub(crate) struct Schemathesis {
    program: PathBuf,
}

/// What a run found.
pub(crate) struct Report {
    /// The names of the kinds of failure, such as `ServerError`.
    pub(crate) failures: Vec<String>,
    /// Everything that it printed.
    pub(crate) output: String,
    status: ExitStatus,
    selected: u64,
    tested: u64,
    cases: u64,
    complete: bool,
}

/// A value may be of the documented form and not valid all the same: a cursor that was never handed
/// out, a percentage beyond what a setting allows, an instant before another. The answer is 422 and
/// names the field; what is checked is that nothing but the documented statuses comes.
const CONFIGURATION: &str = "[checks]\n\
    positive_data_acceptance.expected-statuses = \
    [\"2xx\", \"3xx\", 401, 403, 404, 409, 422, 429, \"5xx\"]\n";

impl Schemathesis {
    /// The one that `make setup` installs, or that `MONPS_SCHEMATHESIS` names.
    ///
    /// Says so when there is none, and fails then where `CI=true`.
    pub(crate) fn find() -> Option<Self> {
        let program = std::env::var_os("MONPS_SCHEMATHESIS").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/venv/bin/schemathesis"),
            PathBuf::from,
        );
        if program.is_file() {
            return Some(Self { program });
        }
        let sentence =
            format!("not run: there is no {} (make setup installs it)", program.display());
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{sentence}");
        println!("{sentence}");
        None
    }

    /// Tries the API whose document is at `document`.
    pub(crate) async fn run(&self, document: &str, seed: u32) -> Report {
        // It keeps files of its own where it runs.
        let folder = tempfile::tempdir().unwrap();
        let printed = folder.path().join("printed.txt");
        let summary = folder.path().join("summary.json");
        let out = File::create(&printed).unwrap();
        fs::write(folder.path().join("schemathesis.toml"), CONFIGURATION).unwrap();
        let child = Command::new(&self.program)
            .current_dir(folder.path())
            .args(["--no-color", "run", document])
            .args(["--checks", "all", "--mode", "all"])
            .args(["--phases", "examples,coverage,fuzzing,stateful"])
            .args(["--max-examples", &EXAMPLES_MAX.to_string()])
            .args(["--seed", &seed.to_string()])
            .args(["--generation-database", "none", "--continue-on-failure"])
            // It never ends, so that every try would count as too slow; `tests/dashboard` listens to it.
            .args(["--exclude-path", "/stream"])
            .args(["--request-timeout", "30", "--workers", "1"])
            .args(["--report", "json", "--report-json-path"])
            .arg(&summary)
            .stdin(Stdio::null())
            .stderr(out.try_clone().unwrap())
            .stdout(out)
            .spawn()
            .unwrap();
        let status = finish(child).await;
        let output = String::from_utf8_lossy(&fs::read(&printed).unwrap()).into_owned();
        let summary = fs::read(&summary).unwrap_or_default();
        Report::read(status, output, &serde_json::from_slice(&summary).unwrap_or_default())
    }
}

async fn finish(mut child: Child) -> ExitStatus {
    let deadline = Instant::now() + RUN_TIMEOUT;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > deadline {
            child.kill().unwrap();
            return child.wait().unwrap();
        }
        sleep(Duration::from_millis(50)).await;
    }
}

impl Report {
    fn read(status: ExitStatus, output: String, summary: &Value) -> Self {
        let count = |pointer| summary.pointer(pointer).and_then(Value::as_u64).unwrap_or(0);
        let kinds = summary["failures"].as_array().into_iter().flatten();
        Self {
            failures: kinds.filter_map(|kind| kind["type"].as_str()).map(str::to_owned).collect(),
            status,
            output,
            selected: count("/operations/selected"),
            tested: count("/operations/tested"),
            cases: count("/test_cases/generated"),
            complete: summary["complete"] == Value::Bool(true),
        }
    }

    /// Whether every operation was tried to the end and nothing was found.
    pub(crate) fn is_clean(&self) -> bool {
        self.status.success()
            && self.complete
            && self.failures.is_empty()
            && self.cases > 0
            && self.tested > 0
            && self.tested == self.selected
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tested, selected, cases, failures, status, .. } = self;
        write!(f, "{tested} of {selected} operations, {cases} cases, {status}, found {failures:?}")
    }
}
