//! The driver: everything that touches the world, in one place.
//!
//! [`Driver::run`] drives a conversation to its end. It fills secrets, spends quota, waits for its
//! turn, leaves failing endpoints alone, retries what is safe to repeat, answers from its cache and
//! records what happened. [`Driver::listen`] keeps streams open, [`Driver::trade`] carries out a command
//! at a gateway. Snapshots are handed over as they come, through a bounded channel: a slow
//! taker slows the conversation down instead of filling the memory.
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::sync::Arc;
//!
//! use monps_adapters::driver::{CassetteTransport, Driver, RunOptions};
//! use monps_adapters::the_odds_api::TheOddsApi;
//! use monps_core::adapter::{Scope, Task};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
//! let now = "2024-10-13T13:41:00Z".parse()?;
//! let cassette = CassetteTransport::new(now)
//!     .answer("/v4/sports/soccer_epl/odds", 200, &[("x-requests-remaining", "498")], b"[]".to_vec());
//! let driver = Driver::new(Arc::new(cassette), Arc::new(move || now))
//!     .with_secret("the_odds_api_key", "not-a-real-key")?;
//!
//! let config = BTreeMap::from([("sports".to_owned(), "soccer_epl".to_owned())]);
//! let task = Task::odds(Scope::default());
//! let collected = driver
//!     .collect(&TheOddsApi::new(), &config, &task, &RunOptions::default())
//!     .await;
//! assert_eq!(collected.outcome?.requests, 1);
//! assert_eq!(collected.snapshots[0].quota.and_then(|quota| quota.remaining), Some(498));
//! # Ok(()) })
//! # }
//! ```

mod breaker;
mod cache;
mod cassette;
mod commons;
mod converse;
mod credentials;
mod fetch;
mod limit;
mod link;
mod options;
mod prepare;
mod quota;
mod redact;
mod reservation;
mod retry;
mod seal;
mod secret;
mod session;
mod trade;
mod transport;
mod works;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use futures_util::FutureExt;
use monps_core::adapter::trading::{Command, Gateway};
use monps_core::adapter::{Adapter, Endpoint, Manifest, Snapshot, Task};
use monps_core::time::Timestamp;
use tokio::sync::mpsc;

pub use breaker::{CircuitState, FAILURES_MAX, OPEN_FOR};
pub use cache::CacheLimits;
pub use cassette::{CassetteTransport, FILE_ENDING};
pub use commons::Commons;
pub use options::{Collected, Report, RunOptions};
pub use quota::{MemoryQuota, QuotaLedger, QuotaRefused, QuotaState, Spent, period_start};
pub use retry::{RetryPolicy, retry_after};
pub use secret::{Secret, SecretStore};
pub use trade::Traded;
pub use transport::{
    Arrival, Dial, DialFailure, FrameReader, FrameWriter, HttpOptions, HttpTransport, Opened,
    Prepared, StreamBroken, StreamTransport, Transport, is_on_this_machine,
};

use crate::error::{DriveError, SecretError};
use breaker::Breaker;
use cache::ResponseCache;
use converse::Talk;
use limit::Limiter;
use redact::Redactor;
use session::Sessions;

/// Says what time it is: the crate never asks the system.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Snapshots waiting to be taken by [`Driver::collect`].
const COLLECT_WAITING_MAX: usize = 8;

/// Drives conversations. One for all sources: limits, circuits, cache and quota are kept between
/// conversations.
pub struct Driver {
    transport: Arc<dyn Transport>,
    clock: Clock,
    secrets: RwLock<Kept>,
    sessions: Sessions,
    redactor: RwLock<Arc<Redactor>>,
    quota: Arc<dyn QuotaLedger>,
    retry: RetryPolicy,
    cache: ResponseCache,
    commons: Option<Arc<dyn Commons>>,
    gates: Mutex<BTreeMap<String, Arc<Gate>>>,
}

/// What stands before an endpoint.
#[derive(Debug)]
struct Gate {
    limiter: Limiter,
    breaker: Breaker,
}

impl Driver {
    /// With the customary retries and cache, no secrets, and every source's default budget.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, clock: Clock) -> Self {
        Self {
            transport,
            clock,
            secrets: RwLock::default(),
            sessions: Sessions::default(),
            redactor: RwLock::default(),
            quota: Arc::new(MemoryQuota::new()),
            retry: RetryPolicy::CUSTOMARY,
            cache: ResponseCache::new(CacheLimits::CUSTOMARY),
            commons: None,
            gates: Mutex::default(),
        }
    }

    /// The same with these secrets.
    #[must_use]
    pub fn with_secrets(self, secrets: SecretStore) -> Self {
        self.set_secrets(secrets);
        self
    }

    /// The same with one more secret.
    ///
    /// # Errors
    /// [`SecretError`] as [`Secret::new`].
    pub fn with_secret(self, name: &str, value: &str) -> Result<Self, SecretError> {
        let secrets = (*self.secrets()).clone().with(name, value)?;
        Ok(self.with_secrets(secrets))
    }

    /// Puts other secrets in the place of those there are, while conversations go on: a request takes
    /// those that stand when it is prepared.
    pub fn set_secrets(&self, secrets: SecretStore) {
        {
            let mut kept = self.secrets.write().unwrap_or_else(PoisonError::into_inner);
            if *kept.store == secrets {
                return;
            }
            *kept = Kept { store: Arc::new(secrets), version: kept.version + 1 };
        }
        self.look_for_secrets();
    }

    fn secrets(&self) -> Arc<SecretStore> {
        Arc::clone(&self.secrets.read().unwrap_or_else(PoisonError::into_inner).store)
    }

    /// The same with another keeper of budgets.
    #[must_use]
    pub fn with_quota(self, quota: Arc<dyn QuotaLedger>) -> Self {
        Self { quota, ..self }
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_retry(self, retry: RetryPolicy) -> Self {
        Self { retry, ..self }
    }

    /// The same with an empty cache of other bounds.
    #[must_use]
    pub fn with_cache(self, limits: CacheLimits) -> Self {
        Self { cache: ResponseCache::new(limits), ..self }
    }

    /// The same as one of several processes that share turns and answers.
    #[must_use]
    pub fn with_commons(self, commons: Arc<dyn Commons>) -> Self {
        Self { commons: Some(commons), ..self }
    }

    /// The keeper of budgets.
    #[must_use]
    pub fn quota(&self) -> &Arc<dyn QuotaLedger> {
        &self.quota
    }

    /// Drives one conversation to its end and hands its snapshots over as they come.
    ///
    /// Dropping the future ends the conversation. What was handed over before an error stays good.
    /// Requests still open at the deadline fail as timed out, so that the conversation may end with
    /// what it has.
    ///
    /// # Errors
    /// [`DriveError`]: the adapter's fault, a passed deadline or bound, a missing secret, a closed
    /// channel, a recording that could not be written.
    pub async fn run(
        &self,
        adapter: &dyn Adapter,
        config: &BTreeMap<String, String>,
        task: &Task,
        options: &RunOptions,
        taker: &mpsc::Sender<Snapshot>,
    ) -> Result<Report, DriveError> {
        let talk = Talk { driver: self, adapter, config, options, taker };
        talk.run(task, None).await
    }

    /// Listens to a stream until `until` comes to its end, and hands its snapshots over as they come.
    ///
    /// The driver opens lost streams again with growing waits, and says with a snapshot of
    /// [`Standing::Away`](monps_core::adapter::Standing) that what was told may be out of date. When
    /// `until` is over, the conversation may tell what it still has.
    ///
    /// # Errors
    /// [`DriveError`]: the adapter's fault, a missing secret, a closed channel, a recording that could not
    /// be written.
    pub async fn listen(
        &self,
        adapter: &dyn Adapter,
        config: &BTreeMap<String, String>,
        task: &Task,
        options: &RunOptions,
        taker: &mpsc::Sender<Snapshot>,
        until: impl Future<Output = ()> + Send,
    ) -> Result<Report, DriveError> {
        let talk = Talk { driver: self, adapter, config, options, taker };
        talk.run(task, Some(until.boxed())).await
    }

    /// Carries out one command at a gateway. What moves money is sent once: where it is not known
    /// whether it was heard, its order is [unconfirmed](monps_core::adapter::trading::OrderState) and
    /// must be reconciled.
    pub async fn trade(
        &self,
        gateway: &dyn Gateway,
        config: &BTreeMap<String, String>,
        command: &Command,
        options: &RunOptions,
    ) -> Traded {
        trade::trade(self, gateway, config, command, options).await
    }

    /// Drives one conversation and keeps all its snapshots: for tests, examples and small tasks.
    pub async fn collect(
        &self,
        adapter: &dyn Adapter,
        config: &BTreeMap<String, String>,
        task: &Task,
        options: &RunOptions,
    ) -> Collected {
        let (taker, mut taken) = mpsc::channel(COLLECT_WAITING_MAX);
        let driving = async move { self.run(adapter, config, task, options, &taker).await };
        let taking = async {
            let mut snapshots = Vec::new();
            while let Some(snapshot) = taken.recv().await {
                snapshots.push(snapshot);
            }
            snapshots
        };
        let (outcome, snapshots) = tokio::join!(driving, taking);
        Collected { snapshots, outcome }
    }

    /// The circuit of an adapter's endpoint; `None` before its first request.
    #[must_use]
    pub fn circuit(&self, adapter: &dyn Adapter, endpoint: &str) -> Option<CircuitState> {
        let key = gate_key(&adapter.manifest().id, endpoint);
        let gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        gates.get(&key).map(|gate| gate.breaker.state())
    }

    fn gate(&self, manifest: &Manifest, endpoint: &Endpoint) -> Arc<Gate> {
        let key = gate_key(&manifest.id, &endpoint.name);
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry(key).or_insert_with(|| {
            Arc::new(Gate { limiter: Limiter::new(endpoint.limit), breaker: Breaker::new() })
        }))
    }
}

/// Secrets and how often they were changed.
#[derive(Debug, Default)]
struct Kept {
    store: Arc<SecretStore>,
    version: u64,
}

fn gate_key(adapter: &str, endpoint: &str) -> String {
    format!("{adapter} {endpoint}")
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver")
            .field("secrets", &self.secrets())
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
