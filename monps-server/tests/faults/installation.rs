//! Three processes on one PostgreSQL and one Redis, and whoever uses them meanwhile.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::redis_server::until;
use crate::running::Running;
use crate::scene::bet;

/// The time between two polls of a feed.
pub(crate) const EVERY: Duration = Duration::from_secs(3);
/// The feeds: two that tell of one world of the simulator.
pub(crate) const FEEDS: [&str; 2] = ["one", "two"];
/// Which world.
pub(crate) const SEED: u64 = 7;
/// Generous: to tell slow from hanging.
const SOON: Duration = Duration::from_secs(100);

/// Where the processes' common things are.
#[derive(Clone)]
pub(crate) struct Places {
    pub(crate) database: String,
    pub(crate) redis: String,
}

/// The processes; each has a data folder, and so a spool, of its own.
pub(crate) struct Installation {
    places: Places,
    folders: Vec<TempDir>,
    processes: Vec<Option<Running>>,
}

impl Installation {
    /// Starts so many processes, each of which does everything.
    pub(crate) async fn start(count: usize, places: Places) -> Self {
        let folders: Vec<_> = (0..count).map(|_| tempfile::tempdir().unwrap()).collect();
        let mut this = Self { places, folders, processes: Vec::new() };
        for place in 0..count {
            let process = this.process(place).await;
            this.processes.push(Some(process));
        }
        this
    }

    async fn process(&self, place: usize) -> Running {
        let feeds = FEEDS.map(|id| {
            format!(
                "{{id = {id:?}, adapter = \"simulator\", every_minutes = 0.05, \
                 config = {{seed = {SEED}}}}}"
            )
        });
        Running::start_as(self.folders[place].path(), |command| {
            command
                .env("MONPS_DATABASE_URL", &self.places.database)
                .env("MONPS__REDIS__URL", &self.places.redis)
                .env("MONPS__FEEDS", format!("[{}]", feeds.join(", ")));
        })
        .await
    }

    /// Kills a process as a crash would.
    pub(crate) fn kill(&mut self, place: usize) {
        if let Some(process) = self.processes[place].take() {
            process.kill();
        }
    }

    /// Starts it again, on what it left.
    pub(crate) async fn start_again(&mut self, place: usize) {
        let process = self.process(place).await;
        self.processes[place] = Some(process);
    }

    /// A process that runs.
    pub(crate) fn any(&self) -> &Running {
        self.processes.iter().flatten().next().unwrap()
    }

    /// The addresses of those that run.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.processes.iter().flatten().map(|process| process.api.clone()).collect()
    }

    /// Waits until nothing waits for the database any more.
    pub(crate) async fn has_empty_spools(&self) {
        until("the spools are empty", SOON, async || self.waiting().is_empty()).await;
    }

    /// The files of the spools.
    fn waiting(&self) -> Vec<PathBuf> {
        let feeds = self.folders.iter().flat_map(|folder| entries(folder.path().join("spool")));
        feeds.flat_map(entries).collect()
    }
}

fn entries(folder: PathBuf) -> Vec<PathBuf> {
    let found = std::fs::read_dir(folder).into_iter().flatten();
    found.map(|entry| entry.unwrap().path()).collect()
}

/// What somebody met who used the processes all the time.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// Answers by status; 0 where a process died under the question.
    pub(crate) answers: BTreeMap<u16, u64>,
    /// Bets that were acknowledged.
    pub(crate) acknowledged: u64,
    /// The slowest answer.
    pub(crate) slowest: Duration,
}

/// Numbers bets over all who place them.
static BETS: AtomicU64 = AtomicU64::new(0);

impl Met {
    /// Asks one process for everything, and places a bet until somebody takes it.
    pub(crate) async fn use_once(&mut self, client: &reqwest::Client, apis: &[String]) {
        let number = BETS.fetch_add(1, Ordering::Relaxed);
        let key = format!("bet-{number}");
        let place = usize::try_from(number).unwrap();
        let api = &apis[place % apis.len()];
        for path in ["/odds/latest?limit=50", "/opportunities/", "/bets/bets/?limit=5", "/feeds/"] {
            let (status, body) = self.ask(client.get(format!("{api}{path}"))).await;
            if status == 200 {
                assert!(body.is_array(), "{path}: {body}");
            }
        }
        // Asked of each in turn with the same key: it is one bet, whoever takes it.
        let body = bet(place);
        for api in apis.iter().cycle().skip(place).take(2 * apis.len()) {
            let request = client.post(format!("{api}/bets/bets/")).json(&body);
            let (status, _) = self.ask(request.header("Idempotency-Key", &key)).await;
            if status == 201 {
                self.acknowledged += 1;
                return;
            }
        }
    }

    async fn ask(&mut self, request: reqwest::RequestBuilder) -> (u16, Value) {
        let started = Instant::now();
        let (status, body) = match request.send().await {
            Ok(answer) => (answer.status().as_u16(), answer.json().await.unwrap_or_default()),
            Err(_) => (0, Value::Null),
        };
        self.slowest = self.slowest.max(started.elapsed());
        *self.answers.entry(status).or_default() += 1;
        assert!(matches!(status, 0 | 200 | 201 | 503), "{status}: {body}");
        (status, body)
    }
}
