//! One request, from the cache or from the source: session, quota, circuit, turn, attempt, retry.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use monps_core::adapter::{
    Manifest, Request, Response, SessionOver, TransportFailure, TransportFailureKind,
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tokio::time::{Instant, sleep, timeout_at};

use super::cache::{CacheKey, Found};
use super::limit::Permit;
use super::prepare::Ready;
use super::reservation::Reservation;
use super::session::{self, Captured, LoginFailed};
use super::transport::Prepared;
use super::{Driver, Gate, RunOptions, commons, retry};
use crate::error::DriveError;

/// What a request is made in.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) driver: &'a Driver,
    pub(crate) manifest: &'a Manifest,
    pub(crate) options: &'a RunOptions,
    pub(crate) deadline: Instant,
    pub(crate) may_trade: bool,
    /// How many requests to endpoints that move money may have been heard.
    pub(crate) traded: &'a AtomicU32,
}

/// A request and all it needs.
pub(crate) struct Fetch<'a> {
    around: Surroundings<'a>,
    driver: &'a Driver,
    gate: Arc<Gate>,
    request: Request,
    ready: Ready<'a>,
    /// Why nobody could log in, where that is why it was not sent.
    stopped: Option<DriveError>,
    /// The slots that the last attempt carried, with the serial of what was in them.
    carried: Vec<(String, u64)>,
}

/// What became of it.
pub(super) struct Fetched {
    pub(super) request: Request,
    pub(super) outcome: Result<Response, TransportFailure>,
    pub(super) retries: u32,
    pub(super) stopped: Option<DriveError>,
}

impl<'a> Fetch<'a> {
    /// Settles address, recipe and gate before anything is sent.
    pub(crate) fn new(around: &Surroundings<'a>, request: Request) -> Result<Self, DriveError> {
        let Surroundings { driver, manifest, options, may_trade, .. } = *around;
        let ready = super::prepare::prepare(driver, manifest, options, may_trade, &request)?;
        Ok(Self {
            around: *around,
            driver,
            gate: driver.gate(manifest, ready.endpoint),
            request,
            ready,
            stopped: None,
            carried: Vec::new(),
        })
    }
}

impl Fetch<'_> {
    pub(super) async fn run(mut self) -> Fetched {
        let key = CacheKey::new(self.ready.base.as_str(), &self.request);
        let found = if self.request.is_cacheable() {
            self.driver.cache.find(&key, &self.request, (self.driver.clock)())
        } else {
            Found::Nothing
        };
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
        Fetched { request: self.request, outcome, retries, stopped: self.stopped }
    }

    /// Sends a request of the driver's own: a login or what keeps a session alive. Its answer is seen by
    /// nobody else.
    pub(super) async fn send_for_session(
        mut self,
    ) -> Result<(Response, Vec<Captured>), TransportFailure> {
        let mut captured = Vec::new();
        self.attempt(&mut captured).await.map(|response| (response, captured))
    }

    /// What another process was told, if it is young enough.
    async fn told(&self, key: &CacheKey) -> Option<Response> {
        let keeps = self.request.cache_age_max_s > 0 && self.request.is_cacheable();
        let commons = self.driver.commons.as_ref().filter(|_| keeps)?;
        let response = commons::read(&commons.find(key.as_str()).await?, self.request.id)?;
        self.driver.cache.adopt(key, &self.request, &response, (self.driver.clock)())
    }

    /// Whether an answer may be kept for whoever asks again: it is good, and says so itself where the
    /// source refuses with status 200.
    fn may_keep(&self, response: &Response) -> bool {
        let word = self.request.keep_if.as_ref();
        response.status == 200
            && self.request.is_cacheable()
            && word
                .is_none_or(|word| memchr::memmem::find(&response.body, word.as_bytes()).is_some())
    }

    /// Tells other processes.
    async fn tell(&self, key: &CacheKey, response: &Response) {
        let lasts = Duration::from_secs(u64::from(self.request.cache_age_max_s));
        if let Some(commons) = &self.driver.commons
            && self.may_keep(response)
            && !lasts.is_zero()
            && let Some(bytes) = commons::written(response)
        {
            commons.keep(key.as_str(), bytes, lasts).await;
        }
    }

    /// Asks the source, again where that is worth it, until the deadline.
    async fn ask(&mut self, key: &CacheKey) -> (Result<Response, TransportFailure>, u32) {
        let mut rng =
            ChaCha8Rng::seed_from_u64(self.around.options.seed ^ u64::from(self.request.id));
        let mut attempt = 1;
        loop {
            let outcome = self.answer().await;
            let wait = match &outcome {
                Ok(response) if response.status == 304 => {
                    let served = self.driver.cache.revalidated(key, response);
                    if let Some(served) = &served {
                        self.tell(key, served).await;
                    }
                    return (served.map_or(outcome, Ok), attempt - 1);
                }
                Ok(response) => {
                    if self.may_keep(response) {
                        self.driver.cache.keep(key.clone(), &self.request, response);
                    }
                    self.tell(key, response).await;
                    retry::retry_after(response, (self.driver.clock)())
                }
                Err(_) => None,
            };
            let worth = retry::is_worth_repeating(&outcome, self.request.retry_safe);
            // A source that asks for silence gets it from everybody, not from this request alone.
            let asked_for_silence =
                worth || outcome.as_ref().is_ok_and(|response| response.status == 429);
            if let Some(wait) = wait.filter(|_| asked_for_silence) {
                self.gate.limiter.pause(wait);
            }
            let wait = wait.unwrap_or_else(|| self.driver.retry.wait(attempt, &mut rng));
            let again_at = Instant::now().checked_add(wait);
            let in_time = again_at.is_some_and(|at| at < self.around.deadline);
            if !worth || !in_time || attempt >= self.driver.retry.attempts_max {
                return (outcome, attempt - 1);
            }
            tracing::debug!(
                adapter = %self.around.manifest.id,
                path = self.request.path,
                attempt,
                wait_ms = wait.as_millis(),
                "asking again"
            );
            sleep(wait).await;
            attempt += 1;
        }
    }

    /// One attempt, and one more with a new session where the answer says that the old one is over. Such
    /// an answer says as well that nothing was done, so that this is safe for orders too.
    async fn answer(&mut self) -> Result<Response, TransportFailure> {
        let mut captured = Vec::new();
        let mut outcome = self.attempt(&mut captured).await;
        if let Ok(response) = &outcome
            && self.says_session_is_over(response)
            && !self.carried.is_empty()
        {
            let id = &self.around.manifest.id;
            for (slot, serial) in std::mem::take(&mut self.carried) {
                self.driver.sessions.forget(id, &slot, serial).await;
            }
            outcome = self.attempt(&mut captured).await;
        }
        for captured in &captured {
            self.driver.sessions.put(&self.around.manifest.id, captured).await;
        }
        outcome
    }

    fn says_session_is_over(&self, response: &Response) -> bool {
        let logins = &self.around.manifest.logins;
        let of_carried =
            logins.iter().filter(|login| self.carried.iter().any(|(slot, _)| *slot == login.slot));
        of_carried.flat_map(|login| &login.over).any(|sign| match sign {
            SessionOver::Status(status) => response.status == *status,
            SessionOver::Body(word) => {
                memchr::memmem::find(&response.body, word.as_bytes()).is_some()
            }
            _ => false,
        })
    }

    /// One attempt, with its circuit, turn, credentials and budget.
    async fn attempt(
        &mut self,
        captured: &mut Vec<Captured>,
    ) -> Result<Response, TransportFailure> {
        let armed = self.armed().await?;
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
        let _turn = self.turn().await?;
        let reservation = self.reserve().await?;
        // Counted before it leaves: whoever drops this future must know that it may have been heard.
        let trade = u32::from(self.ready.endpoint.trade);
        self.around.traded.fetch_add(trade, Ordering::SeqCst);
        let sending = self.driver.transport.send(&armed);
        let outcome = timeout_at(self.around.deadline, sending).await.unwrap_or_else(|_| {
            Err(self.failed(
                TransportFailureKind::Timeout,
                "no complete answer before the deadline of the conversation".to_owned(),
            ))
        });
        if outcome.as_ref().is_err_and(|failure| failure.kind.is_unheard()) {
            self.around.traded.fetch_sub(trade, Ordering::SeqCst);
        }
        let outcome = self.blanked(outcome, captured);
        if let Some(reservation) = reservation {
            reservation.settle(&outcome).await;
        }
        match &outcome {
            Ok(response) if response.status < 500 => circuit.succeeded(),
            Ok(_) => circuit.failed(),
            Err(failure) => match failure.kind {
                TransportFailureKind::Unreachable
                | TransportFailureKind::Broken
                | TransportFailureKind::Timeout => {
                    circuit.failed();
                }
                // Our own refusals say nothing about the endpoint.
                _ => drop(circuit),
            },
        }
        outcome
    }

    /// Waits for a turn: this process's, then everybody's.
    async fn turn(&self) -> Result<Permit, TransportFailure> {
        let (deadline, endpoint) = (self.around.deadline, self.ready.endpoint);
        let late = || {
            let name = &endpoint.name;
            self.failed(
                // Nothing was sent: an order that got no turn certainly was not heard.
                TransportFailureKind::NoTurn,
                format!("the rate limit of the endpoint {name} leaves no turn before the deadline"),
            )
        };
        let weight = self.request.weight;
        let permit = self.gate.limiter.acquire(weight, deadline).await.ok_or_else(late)?;
        if let Some(commons) = &self.driver.commons {
            let wait_max = deadline.saturating_duration_since(Instant::now());
            let turn = commons.turn(&self.gate_key(), endpoint.limit, wait_max).await;
            sleep(turn.ok_or_else(late)?).await;
        }
        Ok(permit)
    }

    /// The request with all its slots filled, logging in where that is needed.
    async fn armed(&mut self) -> Result<Prepared, TransportFailure> {
        let mut prepared = self.ready.prepared.clone();
        self.carried.clear();
        let Some(recipe) = self.ready.recipe else {
            return Ok(prepared);
        };
        match self.driver.fill(&self.around, recipe).await {
            Ok((filled, carried)) => {
                prepared.auth = filled;
                self.carried = carried;
                Ok(prepared)
            }
            Err(LoginFailed::Unanswered(failure)) => Err(self.failed(
                TransportFailureKind::LoginFailed,
                format!("nobody could be logged in: {}", failure.message),
            )),
            Err(LoginFailed::Refused(source)) => {
                let message = source.message.clone();
                let adapter = self.around.manifest.id.to_string();
                self.stopped = Some(DriveError::Fault { adapter, source });
                Err(self.failed(TransportFailureKind::LoginFailed, message))
            }
            Err(LoginFailed::Unprepared(error)) => {
                let message = error.to_string();
                self.stopped = Some(error);
                Err(self.failed(TransportFailureKind::LoginFailed, message))
            }
        }
    }

    fn gate_key(&self) -> String {
        super::gate_key(&self.around.manifest.id, &self.ready.endpoint.name)
    }

    async fn reserve(&self) -> Result<Option<Reservation>, TransportFailure> {
        let manifest = self.around.manifest;
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

    /// Moves captured values to where they belong and takes every secret out of what came back, before
    /// anybody sees it.
    fn blanked(
        &self,
        outcome: Result<Response, TransportFailure>,
        captured: &mut Vec<Captured>,
    ) -> Result<Response, TransportFailure> {
        match outcome {
            Ok(mut response) => {
                // Whatever a transport numbered it: this is the answer to this request.
                response.id = self.request.id;
                let taken = session::take(&self.request.captures, &mut response);
                self.driver.remember(&self.around.manifest.id, &taken);
                captured.extend(taken);
                let redactor = self.driver.redactor();
                redactor.bytes(&mut response.body);
                for (_, value) in &mut response.headers {
                    redactor.text(value);
                }
                Ok(response)
            }
            Err(mut failure) => {
                failure.id = self.request.id;
                self.driver.redactor().text(&mut failure.message);
                Err(failure)
            }
        }
    }

    fn failed(&self, kind: TransportFailureKind, message: String) -> TransportFailure {
        TransportFailure { id: self.request.id, kind, message }
    }
}
