//! Keeping one stream open: opening it, taking its frames, and opening it again with growing waits.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{BoxFuture, FutureExt};
use monps_core::adapter::{AuthPart, Connect, StreamKind};
use monps_core::time::Timestamp;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use url::Url;

use super::fetch::Surroundings;
use super::retry::RetryPolicy;
use super::seal::Filled;
use super::secret::Secret;
use super::session::LoginFailed;
use super::transport::{Arrival, Dial, Opened};
use crate::error::DriveError;

/// The slots that frames of a stream may carry, by name.
pub(super) type Slots = Arc<BTreeMap<String, Secret>>;

/// What a stream says to the conversation's works.
pub(super) enum LinkEvent {
    Open { connection: u32, attempt: u32, slots: Slots },
    Frame { connection: u32, body: Vec<u8>, received_at: Timestamp },
    Lost { connection: u32, attempt: u32, detail: String },
    Refused { connection: u32, attempt: u32, detail: String },
    Ended { connection: u32 },
}

/// The longest wait for a stream to open.
const OPEN_TIMEOUT: Duration = Duration::from_secs(30);
/// A stream that stood so long was well: the next wait is short again.
const WELL_AFTER: Duration = Duration::from_secs(60);
/// Waits between openings.
const REOPENING: RetryPolicy = RetryPolicy {
    attempts_max: u32::MAX,
    base: Duration::from_millis(500),
    wait_max: Duration::from_secs(60),
};

/// A stream that is kept open.
struct Keeper<'a> {
    around: Surroundings<'a>,
    dial: Dial,
    recipe: Option<&'a monps_core::adapter::AuthRecipe>,
    endpoint: &'a monps_core::adapter::Endpoint,
    silence: Duration,
    events: mpsc::Sender<LinkEvent>,
    outgoing: mpsc::Receiver<(u32, String)>,
}

/// How an opening ended.
enum End {
    Lost(String),
    Refused(String),
    /// Nobody listens any more.
    Forsaken,
    /// The recording is over.
    Over,
}

/// Prepares a stream and keeps it open until the conversation closes it. What cannot be right is said
/// before anything is opened.
pub(super) fn keep<'a>(
    around: Surroundings<'a>,
    connect: Connect,
    events: mpsc::Sender<LinkEvent>,
    outgoing: mpsc::Receiver<(u32, String)>,
) -> Result<BoxFuture<'a, ()>, DriveError> {
    let Surroundings { driver, manifest, options, .. } = around;
    let named = connect.auth.as_deref();
    let place = super::prepare::place(driver, manifest, options, &connect.endpoint, named)?;
    let url = address(&place.base, &connect).map_err(|reason| DriveError::BadEndpoint {
        adapter: manifest.id.to_string(),
        endpoint: place.endpoint.name.to_string(),
        reason,
    })?;
    let dial = Dial {
        connection: connect.id,
        kind: connect.kind,
        url,
        headers: connect.headers,
        frame_bytes_max: usize::try_from(connect.frame_bytes_max).unwrap_or(usize::MAX),
        auth: Vec::new(),
    };
    let silence = Duration::from_millis(u64::from(connect.silence_ms_max.max(1)));
    let (recipe, endpoint) = (place.recipe, place.endpoint);
    let keeper = Keeper { around, dial, recipe, endpoint, silence, events, outgoing };
    Ok(keeper.run().boxed())
}

/// The address of a stream: the scheme must fit the kind.
fn address(base: &Url, connect: &Connect) -> Result<Url, &'static str> {
    let fits: &[&str] = match connect.kind {
        StreamKind::WebSocket => &["wss", "ws"],
        StreamKind::EventStream => &["https", "http"],
        StreamKind::TlsLines => &["tls"],
        StreamKind::TcpLines => &["tcp"],
        _ => &[],
    };
    if !fits.contains(&base.scheme()) {
        return Err("has a scheme that does not fit the kind of stream: correct the address");
    }
    let mut url = base.clone();
    if !connect.path.is_empty() {
        super::transport::join(&mut url, &connect.path)?;
    }
    if !connect.query.is_empty() {
        url.query_pairs_mut().extend_pairs(&connect.query);
    }
    Ok(url)
}

impl Keeper<'_> {
    async fn run(mut self) {
        let mut rng = ChaCha8Rng::seed_from_u64(
            self.around.options.seed ^ (u64::from(self.dial.connection) << 32),
        );
        let connection = self.dial.connection;
        let mut failures = 0_u32;
        for attempt in 1.. {
            let began = Instant::now();
            let said = match self.once(attempt).await {
                End::Forsaken => return,
                End::Over => {
                    let _ = self.events.send(LinkEvent::Ended { connection }).await;
                    return;
                }
                End::Refused(detail) => {
                    let refused = LinkEvent::Refused { connection, attempt, detail };
                    let _ = self.events.send(refused).await;
                    return;
                }
                End::Lost(detail) => LinkEvent::Lost { connection, attempt, detail },
            };
            failures = if began.elapsed() >= WELL_AFTER { 1 } else { failures.saturating_add(1) };
            if self.events.send(said).await.is_err() || self.outgoing.is_closed() {
                return;
            }
            // A recording has no need to wait for what already happened.
            if !self.around.driver.replays() {
                sleep(REOPENING.wait(failures, &mut rng)).await;
            }
        }
    }

    /// Opens the stream once and takes what it brings until it is lost.
    async fn once(&mut self, attempt: u32) -> End {
        let slots = match self.fill().await {
            Ok(slots) => slots,
            Err(end) => return end,
        };
        let far = Instant::now() + Duration::from_secs(3600);
        let gate = self.around.driver.gate(self.around.manifest, self.endpoint);
        let Some(_turn) = gate.limiter.acquire(1, far).await else {
            return End::Lost("the rate limit leaves no turn within an hour".to_owned());
        };
        let Some(streams) = self.around.driver.transport.streams() else {
            return End::Refused("the transport carries no streams".to_owned());
        };
        let opened = match timeout(OPEN_TIMEOUT, streams.open(&self.dial)).await {
            Ok(Ok(opened)) => opened,
            Ok(Err(failure)) if failure.is_lasting => return End::Refused(failure.reason),
            Ok(Err(failure)) => return End::Lost(failure.reason),
            Err(_) => return End::Lost("the stream did not open in time".to_owned()),
        };
        drop(_turn);
        self.take(attempt, opened, slots).await
    }

    async fn fill(&mut self) -> Result<Slots, End> {
        let Some(recipe) = self.recipe else {
            return Ok(Slots::default());
        };
        let filled = self.around.driver.fill(&self.around, recipe).await;
        let (filled, _) = filled.map_err(|failed| match failed {
            LoginFailed::Refused(fault) if !fault.is_retryable() => End::Refused(fault.to_string()),
            LoginFailed::Refused(fault) => End::Lost(fault.to_string()),
            LoginFailed::Unanswered(failure) => End::Lost(failure.message),
            LoginFailed::Unprepared(error) => End::Refused(error.to_string()),
        })?;
        let slots = frame_slots(&filled);
        self.dial.auth = filled;
        Ok(Arc::new(slots))
    }

    async fn take(&mut self, attempt: u32, opened: Opened, slots: Slots) -> End {
        let connection = self.dial.connection;
        let Opened { mut reader, mut writer } = opened;
        let open = LinkEvent::Open { connection, attempt, slots };
        if self.events.send(open).await.is_err() {
            return End::Forsaken;
        }
        loop {
            tokio::select! {
                arrived = timeout(self.silence, reader.next()) => match arrived {
                    Ok(Ok(Arrival::Frame { body, received_at })) => {
                        let received_at =
                            received_at.unwrap_or_else(|| (self.around.driver.clock)());
                        let frame = LinkEvent::Frame { connection, body, received_at };
                        if self.events.send(frame).await.is_err() {
                            return End::Forsaken;
                        }
                    }
                    Ok(Ok(Arrival::Alive)) => {}
                    Ok(Ok(Arrival::Over)) => return End::Over,
                    Ok(Err(broken)) => return End::Lost(broken.0),
                    Err(_) => {
                        let ms = self.silence.as_millis();
                        return End::Lost(format!("nothing came for {ms} ms"));
                    }
                },
                frame = self.outgoing.recv() => match frame {
                    None => return End::Forsaken,
                    // One that was meant for an earlier opening is of no use.
                    Some((meant_for, text)) if meant_for == attempt => {
                        if let Err(broken) = writer.send(&text).await {
                            return End::Lost(broken.0);
                        }
                    }
                    Some(_) => {}
                },
            }
        }
    }
}

/// What frames may carry: the slots of the recipe's frame parts and no others.
fn frame_slots(filled: &[Filled]) -> BTreeMap<String, Secret> {
    let mut slots = BTreeMap::new();
    for part in filled {
        if let AuthPart::Frames { slots: names } = &part.part {
            let pairs = names.iter().zip(&part.values);
            slots.extend(pairs.map(|(name, value)| (name.to_string(), value.clone())));
        }
    }
    slots
}
