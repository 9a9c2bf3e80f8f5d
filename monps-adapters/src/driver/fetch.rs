//! One request, from the cache or from the source: quota, circuit, turn, attempt, retry.

use std::sync::Arc;
use std::time::Duration;

use monps_core::adapter::{
    Adapter, QuotaRule, Request, Response, Text, TransportFailure, TransportFailureKind,
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tokio::time::{Instant, sleep, timeout_at};

use super::cache::{CacheKey, Found};
use super::prepare::Ready;
use super::quota::{QuotaLedger, Spent};
use super::{Driver, Gate, commons, retry};

/// A request and all it needs.
pub(super) struct Fetch<'a> {
    pub(super) driver: &'a Driver,
    pub(super) adapter: &'a dyn Adapter,
    pub(super) gate: Arc<Gate>,
    pub(super) deadline: Instant,
    pub(super) seed: u64,
    pub(super) request: Request,
    pub(super) ready: Ready<'a>,
}

/// What became of it.
pub(super) struct Fetched {
    pub(super) request: Request,
    pub(super) outcome: Result<Response, TransportFailure>,
    pub(super) retries: u32,
}

impl Fetch<'_> {
    pub(super) async fn run(mut self) -> Fetched {
        let key = CacheKey::new(self.ready.base.as_str(), &self.request);
        let found = self.driver.cache.find(&key, &self.request, (self.driver.clock)());
        let (outcome, retries) = match found {
            Found::Fresh(response) => (Ok(response), 0),
            Found::Stale(_) | Found::Nothing if let Some(response) = self.told(&key).await => {
                (Ok(response), 0)
            }
            Found::Stale(validators) => {
                self.ready.prepared.headers.extend(validators);
                self.ask(&key).await
            }
            Found::Nothing => self.ask(&key).await,
        };
        Fetched { request: self.request, outcome, retries }
    }

    /// What another process was told, if it is young enough.
    async fn told(&self, key: &CacheKey) -> Option<Response> {
        let commons = self.driver.commons.as_ref().filter(|_| self.request.cache_age_max_s > 0)?;
        let response = commons::read(&commons.find(key.as_str()).await?, self.request.id)?;
        self.driver.cache.adopt(key, &self.request, &response, (self.driver.clock)())
    }

    /// Tells other processes.
    async fn tell(&self, key: &CacheKey, response: &Response) {
        let lasts = Duration::from_secs(u64::from(self.request.cache_age_max_s));
        if let Some(commons) = &self.driver.commons
            && response.status == 200
            && !lasts.is_zero()
            && let Some(bytes) = commons::written(response)
        {
            commons.keep(key.as_str(), bytes, lasts).await;
        }
    }

    /// Asks the source, again where that is worth it, until the deadline.
    async fn ask(&self, key: &CacheKey) -> (Result<Response, TransportFailure>, u32) {
        let cache = &self.driver.cache;
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed ^ u64::from(self.request.id));
        let mut attempt = 1;
        loop {
            let outcome = self.attempt().await;
            let wait = match &outcome {
                Ok(response) if response.status == 304 => {
                    let served = cache.revalidated(key, response);
                    if let Some(served) = &served {
                        self.tell(key, served).await;
                    }
                    return (served.map_or(outcome, Ok), attempt - 1);
                }
                Ok(response) => {
                    cache.keep(key.clone(), &self.request, response);
                    self.tell(key, response).await;
                    retry::retry_after(response, (self.driver.clock)())
                }
                Err(_) => None,
            };
            let worth = retry::is_worth_repeating(&outcome, self.request.retry_safe);
            // A source that asks for silence gets it from everybody, not from this request alone.
            if let Some(wait) = wait.filter(|_| worth) {
                self.gate.limiter.pause(wait);
            }
            let wait = wait.unwrap_or_else(|| self.driver.retry.wait(attempt, &mut rng));
            let again_at = Instant::now().checked_add(wait);
            let in_time = again_at.is_some_and(|at| at < self.deadline);
            if !worth || !in_time || attempt >= self.driver.retry.attempts_max {
                return (outcome, attempt - 1);
            }
            tracing::debug!(
                adapter = %self.adapter.manifest().id,
                path = self.request.path,
                attempt,
                wait_ms = wait.as_millis(),
                "asking again"
            );
            sleep(wait).await;
            attempt += 1;
        }
    }

    /// One attempt, with its circuit, turn and budget.
    async fn attempt(&self) -> Result<Response, TransportFailure> {
        let name = &self.ready.endpoint.name;
        let circuit = self.gate.breaker.attempt().map_err(|wait| {
            self.failed(
                TransportFailureKind::CircuitOpen,
                format!(
                    "the endpoint {name} failed {} times in a row and is left alone for another {} s",
                    super::FAILURES_MAX,
                    wait.as_secs().max(1)
                ),
            )
        })?;
        let late = || {
            self.failed(
                TransportFailureKind::Timeout,
                format!("the rate limit of the endpoint {name} leaves no turn before the deadline"),
            )
        };
        let _turn = self.gate.limiter.acquire(self.deadline).await.ok_or_else(late)?;
        if let Some(commons) = &self.driver.commons {
            let (limit, key) = (self.ready.endpoint.limit, self.gate_key());
            let wait_max = self.deadline.saturating_duration_since(Instant::now());
            sleep(commons.turn(&key, limit, wait_max).await.ok_or_else(late)?).await;
        }
        let reservation = self.reserve().await?;
        let sending = self.driver.transport.send(&self.ready.prepared);
        let outcome = timeout_at(self.deadline, sending).await.unwrap_or_else(|_| {
            Err(self.failed(
                TransportFailureKind::Timeout,
                "no complete answer before the deadline of the conversation".to_owned(),
            ))
        });
        let outcome = self.blanked(outcome);
        if let Some(reservation) = reservation {
            reservation.settle(&outcome).await;
        }
        match &outcome {
            Ok(response) if response.status < 500 => circuit.succeeded(),
            Ok(_) => circuit.failed(),
            Err(failure) => match failure.kind {
                TransportFailureKind::Unreachable | TransportFailureKind::Timeout => {
                    circuit.failed();
                }
                // Our own refusals say nothing about the endpoint.
                _ => drop(circuit),
            },
        }
        outcome
    }

    fn gate_key(&self) -> String {
        super::gate_key(&self.adapter.manifest().id, &self.ready.endpoint.name)
    }

    async fn reserve(&self) -> Result<Option<Reservation>, TransportFailure> {
        let manifest = self.adapter.manifest();
        let Some(rule) = &manifest.quota else {
            return Ok(None);
        };
        let (cost, now) = (self.request.cost, (self.driver.clock)());
        let quota = &self.driver.quota;
        let reserved = quota.reserve(&manifest.id, rule, cost, now).await;
        let reservation = || {
            Some(Reservation {
                quota: Arc::clone(quota),
                source: manifest.id.clone(),
                rule: rule.clone(),
                cost,
                settled: false,
            })
        };
        reserved.map(|()| reservation()).map_err(|refused| {
            if let Some(why) = refused.uncounted {
                let detail = format!("what was spent cannot be counted, so no call is made: {why}");
                return self.failed(TransportFailureKind::Unreachable, detail);
            }
            self.failed(
                TransportFailureKind::Budget,
                format!(
                    "the call costs {} {unit} and {} of the budget of {} a {period} are left: raise the budget, ask for less, or wait for the next {period}",
                    refused.cost,
                    refused.remaining,
                    refused.budget,
                    unit = rule.unit,
                    period = rule.period,
                ),
            )
        })
    }

    /// Takes every secret out of what came back, before anybody sees it.
    fn blanked(
        &self,
        outcome: Result<Response, TransportFailure>,
    ) -> Result<Response, TransportFailure> {
        let secrets = self.driver.secrets();
        match outcome {
            Ok(mut response) => {
                // Whatever a transport numbered it: this is the answer to this request.
                response.id = self.request.id;
                for secret in secrets.iter() {
                    secret.blank_bytes(&mut response.body);
                    for (_, value) in &mut response.headers {
                        *value = secret.blank_text(value);
                    }
                }
                Ok(response)
            }
            Err(mut failure) => {
                failure.id = self.request.id;
                for secret in secrets.iter() {
                    failure.message = secret.blank_text(&failure.message);
                }
                Err(failure)
            }
        }
    }

    fn failed(&self, kind: TransportFailureKind, message: String) -> TransportFailure {
        TransportFailure { id: self.request.id, kind, message }
    }
}

/// Credits set aside for a call in flight.
struct Reservation {
    quota: Arc<dyn QuotaLedger>,
    source: Text,
    rule: QuotaRule,
    cost: u32,
    settled: bool,
}

impl Reservation {
    async fn settle(mut self, outcome: &Result<Response, TransportFailure>) {
        let spent = match outcome {
            Ok(response) => Spent::by(response, &self.rule),
            Err(failure) => match failure.kind {
                // It did not get there, or was never sent.
                TransportFailureKind::Unreachable | TransportFailureKind::Blocked => Spent::Nothing,
                _ => Spent::AsForetold { remaining: None },
            },
        };
        if let Spent::Told { cost, .. } = spent
            && cost > self.cost
        {
            tracing::warn!(
                adapter = %self.source,
                foretold = self.cost,
                cost,
                "a call cost more than foretold: the adapter's cost rule is behind the source's"
            );
        }
        self.quota.settle(&self.source, self.cost, spent).await;
        self.settled = true;
    }
}

impl Drop for Reservation {
    /// A call that was given up may have been counted by the source: it counts as paid for.
    fn drop(&mut self) {
        if self.settled {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (quota, source, cost) = (Arc::clone(&self.quota), self.source.clone(), self.cost);
            runtime.spawn(async move {
                let spent = Spent::AsForetold { remaining: None };
                quota.settle(&source, cost, spent).await;
            });
        }
    }
}
