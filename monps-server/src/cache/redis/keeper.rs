//! Keeps both connections open, and passes signals on in both directions.
//!
//! Every second the process sends itself a sign of life through Redis: if it does not come back, one
//! of the connections is dead, however open it looks. After that both are made anew, at first at
//! once, then less and less often.

use std::sync::Arc;
use std::time::Duration;

use ::redis::aio::{MultiplexedConnection, PubSubStream};
use ::redis::{AsyncConnectionConfig, Client, RedisError};
use futures_util::StreamExt;
use tokio::sync::oneshot;
use tokio::time::{Instant, interval, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::link::{ANSWER_TIMEOUT, Link, is_lost, is_refused_entry, why};
use super::owner;
use super::signals::{Envelope, Waiting};
use crate::cache::signals::{Heard, lost};
use crate::cache::{CacheError, Memory};

/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// How long finding out whose keys they are may take.
const OWNER_TIMEOUT: Duration = Duration::from_secs(10);
/// The first wait after a failure; each further one doubles it.
const BACK_OFF_FIRST: Duration = Duration::from_millis(100);
/// The longest wait: so soon is it used again after it is back.
const BACK_OFF_MAX: Duration = Duration::from_secs(2);
/// How often a sign of life is sent.
const BEAT_EVERY: Duration = Duration::from_secs(1);
/// Without one for so long, a connection is dead.
const BEAT_MISSED_MAX: Duration = Duration::from_secs(3);

pub(super) struct Keeper {
    pub(super) client: Client,
    pub(super) link: Arc<Link>,
    pub(super) memory: Arc<Memory>,
    pub(super) waiting: Waiting,
}

type First = oneshot::Sender<Result<(), CacheError>>;

impl Keeper {
    pub(super) async fn run(mut self, stop: CancellationToken, first: First) {
        let origin = uuid::Uuid::new_v4().to_string();
        let mut first = Some(first);
        let mut wait = BACK_OFF_FIRST;
        loop {
            let connected = tokio::select! {
                () = stop.cancelled() => return,
                connected = self.connect() => connected,
            };
            let outcome = connected.as_ref().map(|_| ()).map_err(CacheError::clone);
            if let Ok((connection, stream)) = connected {
                let began = Instant::now();
                self.link.set_ready(connection.clone());
                tracing::info!("Redis is there");
                // Whatever was told meanwhile was not heard here.
                self.memory.pass_on(lost());
                answer(&mut first, outcome);
                let why = tokio::select! {
                    () = stop.cancelled() => return,
                    why = self.keep(connection, stream, &origin) => why,
                };
                let away = self.link.set_away(why);
                self.waiting.give_up();
                tracing::warn!(error = %away, "going on without it");
                // One that held was good: it is made anew at once. Where each breaks as soon as it is
                // used (a user who may not PUBLISH), waiting is what keeps both sides from spinning.
                if began.elapsed() > BACK_OFF_MAX {
                    wait = BACK_OFF_FIRST;
                    continue;
                }
            } else {
                answer(&mut first, outcome);
            }
            self.waiting.drain();
            tokio::select! {
                () = stop.cancelled() => return,
                () = sleep(wait) => {}
            }
            wait = (wait * 2).min(BACK_OFF_MAX);
        }
    }

    /// Both connections, once the keys are known to be ours.
    async fn connect(&self) -> Result<(MultiplexedConnection, PubSubStream), CacheError> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_TIMEOUT))
            .set_response_timeout(Some(OWNER_TIMEOUT));
        let opening = async {
            let client = &self.client;
            let mut connection =
                client.get_multiplexed_async_connection_with_config(&config).await?;
            let judged = owner::check(&mut connection, &self.link).await?;
            let mut signals = client.get_async_pubsub().await?;
            signals.subscribe(self.channel()).await?;
            Ok::<_, RedisError>(judged.map(|()| (connection, signals.into_on_message())))
        };
        let late = |_| self.link.set_away("no answer in time");
        match timeout(CONNECT_TIMEOUT + OWNER_TIMEOUT, opening).await.map_err(late)? {
            Ok(Ok(connected)) => Ok(connected),
            Ok(Err(foreign)) => {
                self.link.set_away("it holds the keys of somebody else");
                Err(foreign)
            }
            Err(error) => Err(judge(&self.link, &error)),
        }
    }

    fn channel(&self) -> String {
        self.link.key("signals", "all")
    }

    /// Passes signals on until a connection breaks; says why.
    async fn keep(
        &mut self,
        mut connection: MultiplexedConnection,
        mut stream: PubSubStream,
        origin: &str,
    ) -> &'static str {
        let channel = self.channel();
        let mut beat = interval(BEAT_EVERY);
        let mut heard_at = Instant::now();
        loop {
            let outgoing = tokio::select! {
                () = self.link.broken.notified() => return "the connection ended",
                message = stream.next() => {
                    let Some(message) = message else { return "the connection for signals ended" };
                    heard_at = Instant::now();
                    self.hear(message.get_payload_bytes(), origin);
                    continue;
                }
                waiting = self.waiting.next() => match waiting {
                    Some(heard) => Some(heard),
                    None => return "nobody uses it any more",
                },
                _ = beat.tick() => {
                    if heard_at.elapsed() > BEAT_MISSED_MAX {
                        return "signals do not come through";
                    }
                    None
                }
            };
            if let Err(why) = publish(&mut connection, &channel, origin, outgoing).await {
                return why;
            }
        }
    }

    fn hear(&self, payload: &[u8], origin: &str) {
        match serde_json::from_slice::<Envelope>(payload) {
            Ok(Envelope { origin: from, heard: Some(heard) }) if from != origin => {
                self.memory.pass_on(heard);
            }
            Ok(_) => {}
            // A newer version may have other words: look at everything.
            Err(_) => self.memory.pass_on(lost()),
        }
    }
}

/// What an error says of Redis; it is away from now on.
pub(super) fn judge(link: &Link, error: &RedisError) -> CacheError {
    if is_refused_entry(error) {
        link.set_away("it refuses the password");
        let reason = "Redis refuses the user or the password (MONPS_REDIS_PASSWORD)".to_owned();
        CacheError::Address { reason }
    } else if is_lost(error) {
        link.set_away(why(error))
    } else {
        link.set_away("it refuses what is asked of it");
        CacheError::Refused { what: "be used", reason: error.to_string() }
    }
}

async fn publish(
    connection: &mut MultiplexedConnection,
    channel: &str,
    origin: &str,
    heard: Option<Heard>,
) -> Result<(), &'static str> {
    let envelope = Envelope { origin: origin.to_owned(), heard };
    let Ok(text) = serde_json::to_string(&envelope) else {
        return Ok(());
    };
    let mut command = ::redis::cmd("PUBLISH");
    command.arg(channel).arg(text);
    match timeout(ANSWER_TIMEOUT, command.query_async::<()>(connection)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(why(&error)),
        Err(_) => Err("no answer in time"),
    }
}

fn answer(first: &mut Option<First>, outcome: Result<(), CacheError>) {
    if let Some(first) = first.take() {
        // Whoever waited may have gone on without it.
        let _ = first.send(outcome);
    }
}
