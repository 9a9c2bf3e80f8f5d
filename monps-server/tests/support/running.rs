//! `monps serve` as its users start it: a process, a data folder, two ports.

#![allow(dead_code, reason = "each test binary uses its part of this")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long a start may take, on a machine that does something else besides.
const START_MAX: Duration = Duration::from_secs(60);

/// Servers started by this process: each has a log of its own.
static STARTED: AtomicU32 = AtomicU32::new(0);

/// A running server; dropping it kills it.
pub(crate) struct Running {
    child: Child,
    /// `http://127.0.0.1:…` of the API.
    pub(crate) api: String,
    /// The same of the dashboard.
    pub(crate) dashboard: String,
    client: reqwest::Client,
    log: std::path::PathBuf,
}

impl Running {
    /// What it logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Starts a server on a data folder and waits until it is ready.
    pub(crate) async fn start(data: &Path) -> Self {
        Self::start_as(data, |_| ()).await
    }

    /// The same with more in its environment.
    pub(crate) async fn start_with(data: &Path, environment: &[(&str, String)]) -> Self {
        Self::start_as(data, |command| {
            command.envs(environment.iter().map(|(name, value)| (*name, value)));
        })
        .await
    }

    /// The same with more arguments or another environment.
    pub(crate) async fn start_as(data: &Path, configure: impl FnOnce(&mut Command)) -> Self {
        std::fs::create_dir_all(data).unwrap();
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let (process, folder) = (std::process::id(), data.file_name().unwrap().display());
        let path = std::env::temp_dir().join(format!("monps-{process}-{number}-{folder}.log"));
        let log = std::fs::File::create(&path).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_monps"));
        command
            .arg("--data")
            .arg(data)
            .args(["serve", "--api", "127.0.0.1:0", "--dashboard", "127.0.0.1:0"])
            .current_dir(data)
            .env_remove("THE_ODDS_API_KEY")
            .env_remove("MONPS_DATABASE_URL")
            .stdout(Stdio::piped())
            .stderr(log);
        configure(&mut command);
        let mut child = command.spawn().unwrap();
        let (api, dashboard) = addresses(&mut child);
        let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
        let running = Self { child, api, dashboard, client, log: path };
        let started = Instant::now();
        while running.get("/readyz").await.0 != 200 {
            assert!(started.elapsed() < START_MAX, "the server is not ready");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        running
    }

    /// GET of a path of the API: status and body.
    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        answer(self.client.get(format!("{}{path}", self.api)).send().await).await
    }

    /// A request with a JSON body: status and body.
    pub(crate) async fn send(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let method = method.parse().unwrap();
        let request = self.client.request(method, format!("{}{path}", self.api)).json(body);
        answer(request.send().await).await
    }

    /// A POST that acts once however often it is sent.
    pub(crate) async fn send_once(&self, path: &str, key: &str, body: &Value) -> (u16, Value) {
        let request = self.client.post(format!("{}{path}", self.api)).json(body);
        answer(request.header("Idempotency-Key", key).send().await).await
    }

    /// GET of any address: status, headers and body.
    pub(crate) async fn fetch(&self, url: &str) -> (u16, reqwest::header::HeaderMap, String) {
        let response = self.client.get(url).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        (status, headers, response.text().await.unwrap())
    }

    /// Waits until a list of the API is not empty.
    pub(crate) async fn wait_for_some(&self, path: &str) -> Vec<Value> {
        let started = Instant::now();
        loop {
            let (status, body) = self.get(path).await;
            assert_eq!(status, 200, "{path}: {body}");
            if let Some(list) = body.as_array().filter(|list| !list.is_empty()) {
                return list.clone();
            }
            assert!(started.elapsed() < START_MAX, "{path} stays empty");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Kills it as the system would when it has no memory left.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end and waits until it has.
    pub(crate) fn stop(self) {
        let asked = Command::new("kill").args(["-TERM", &self.pid()]).status().unwrap();
        assert!(asked.success() && self.ended().0, "it ended with an error");
    }

    /// The process, for signals.
    pub(crate) fn pid(&self) -> String {
        self.child.id().to_string()
    }

    /// Waits until it has ended: whether it ended well, and how long that took.
    pub(crate) fn ended(mut self) -> (bool, Duration) {
        let started = Instant::now();
        (self.child.wait().unwrap().success(), started.elapsed())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_file(&self.log);
    }
}

/// What it prints when its ports are open; without a dashboard, its health is where the API would be.
fn addresses(child: &mut Child) -> (String, String) {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut find = |words: [&str; 2]| {
        let line = lines
            .by_ref()
            .find(|line| words.iter().any(|word| line.trim_start().starts_with(word)));
        let line = line.unwrap_or_else(|| panic!("it ended without saying where its {words:?} is"));
        let url = line.split_whitespace().last().unwrap();
        url.trim_end_matches("/readyz").trim_end_matches('/').to_owned()
    };
    let first = find(["dashboard", "health"]);
    let second = find(["API", "metrics"]);
    match second.strip_suffix("/metrics") {
        Some(_) => (first, String::new()),
        None => (second, first),
    }
}

async fn answer(response: reqwest::Result<reqwest::Response>) -> (u16, Value) {
    let Ok(response) = response else {
        return (0, Value::Null);
    };
    let status = response.status().as_u16();
    let Ok(text) = response.text().await else {
        return (0, Value::Null);
    };
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}
