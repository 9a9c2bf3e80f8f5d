//! A `monps serve` of our own on free ports and an empty data folder.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::time::{Instant, sleep};

/// Longer than any start; a server that needs it hangs.
const READY_TIMEOUT: Duration = Duration::from_secs(60);

/// How much of the log a failure shows.
const LOG_LINES_SHOWN: usize = 60;

/// A running server; dropping it ends it.
pub(crate) struct Server {
    child: Child,
    api: SocketAddr,
    folder: TempDir,
}

/// The command line: all that this harness knows of it.
fn command(api: SocketAddr, dashboard: SocketAddr, data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_monps"));
    command
        .arg("serve")
        .args(["--api", &api.to_string()])
        .args(["--dashboard", &dashboard.to_string()])
        .arg("--data")
        .arg(data);
    command
}

/// A loopback address that nobody listens on.
pub(crate) fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}

impl Server {
    /// Starts the server and waits until it says that it is ready.
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let api = free_address();
        let log = File::create(folder.path().join("log.txt")).unwrap();
        let child = command(api, free_address(), &folder.path().join("data"))
            .current_dir(folder.path())
            // Nothing of the developer's own settings: only what a process cannot do without.
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH" || name == "TMPDIR"))
            .env("RUST_BACKTRACE", "1")
            .stdin(Stdio::null())
            .stderr(log.try_clone().unwrap())
            .stdout(log)
            .spawn()
            .unwrap();
        let mut server = Self { child, api, folder };
        server.wait_until_ready().await;
        server
    }

    async fn wait_until_ready(&mut self) {
        let deadline = Instant::now() + READY_TIMEOUT;
        while Instant::now() < deadline {
            self.assert_alive("it did not become ready");
            let answer = reqwest::get(self.url("/readyz")).await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("not ready after {READY_TIMEOUT:?}:\n{}", self.log());
    }

    /// An address of the API.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.api)
    }

    /// Fails when the process has ended, with `context` and the log.
    pub(crate) fn assert_alive(&mut self, context: &str) {
        if let Some(status) = self.child.try_wait().unwrap() {
            panic!("the server ended ({status}): {context}\n{}", self.log());
        }
    }

    /// The end of what the server logged.
    pub(crate) fn log(&self) -> String {
        let log = std::fs::read(self.folder.path().join("log.txt")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(LOG_LINES_SHOWN)..].join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Ended already is fine too.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
