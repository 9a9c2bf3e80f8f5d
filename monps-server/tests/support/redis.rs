//! A Redis of a test's own: a process, a socket and a folder that nobody else has.

#![allow(dead_code, reason = "each test binary uses its part of this")]

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use monps_server::cache::{RedisOptions, Shared};
use monps_server::clock::Clock;
use tempfile::TempDir;

/// How long a start may take.
const START_MAX: Duration = Duration::from_secs(20);

/// A running Redis; dropping it kills it.
pub(crate) struct RedisServer {
    folder: TempDir,
    child: Option<Child>,
}

impl RedisServer {
    /// Starts one.
    ///
    /// None where Redis is not installed, with a line that says so; with `CI=true` that is a failure.
    #[expect(clippy::print_stdout, reason = "a test that did not run says so")]
    pub(crate) fn start(test: &str) -> Option<Self> {
        let is_there = Command::new("redis-server").arg("--version").output().is_ok();
        if !is_there {
            assert!(
                std::env::var("CI").as_deref() != Ok("true"),
                "{test} needs redis-server: run `make setup`"
            );
            println!("{test} did not run: no redis-server");
            return None;
        }
        let mut server = Self { folder: tempfile::tempdir().unwrap(), child: None };
        server.start_again();
        Some(server)
    }

    /// The address of its socket.
    pub(crate) fn url(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("redis.sock")
    }

    /// Starts it with nothing in it, after it was killed.
    pub(crate) fn start_again(&mut self) {
        let _ = std::fs::remove_file(self.socket());
        let child = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", "no", "--unixsocket"])
            .arg(self.socket())
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.child = Some(child);
        let started = Instant::now();
        while std::os::unix::net::UnixStream::connect(self.socket()).is_err() {
            assert!(started.elapsed() < START_MAX, "redis-server does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it as a crash would.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Stops it in its tracks: it keeps its connections and says nothing more.
    pub(crate) fn freeze(&self) {
        self.signal("STOP");
    }

    /// Lets it go on.
    pub(crate) fn thaw(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let pid = self.child.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    pub(crate) fn options(&self) -> RedisOptions {
        RedisOptions {
            url: self.url(),
            password: None,
            prefix: "monps".to_owned(),
            installation: "tested".to_owned(),
        }
    }

    /// What a process of the installation shares.
    pub(crate) async fn shared(&self) -> Shared {
        Shared::in_redis(&self.options(), Clock::system()).await.unwrap()
    }

    /// A connection of a stranger.
    pub(crate) async fn stranger(&self) -> redis::aio::MultiplexedConnection {
        let client = redis::Client::open(self.url()).unwrap();
        client.get_multiplexed_async_connection().await.unwrap()
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Waits until something holds.
pub(crate) async fn until(what: &str, at_most: Duration, mut holds: impl AsyncFnMut() -> bool) {
    let started = Instant::now();
    while !holds().await {
        assert!(started.elapsed() < at_most, "not within {at_most:?}: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
