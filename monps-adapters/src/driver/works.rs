//! What a conversation set going: requests in flight, streams, alarms. Its effects go in, and what they
//! came to comes out.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt};
use monps_core::adapter::{
    ConnectionEvent, ConnectionState, Effects, Frame, Inputs, Outgoing, Segment,
};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::Report;
use super::cassette::{Recorder, StreamLine};
use super::fetch::{Fetch, Fetched, Surroundings};
use super::link::{self, LinkEvent, Slots};
use crate::error::DriveError;

/// Events of streams that wait to be taken.
const EVENTS_WAITING_MAX: usize = 64;
/// Frames that wait to be sent over one stream.
const OUTGOING_WAITING_MAX: usize = 64;
/// Bytes of frames handed over at once.
const BATCH_BYTES_MAX: usize = 256 * 1024;
/// Frames handed over at once.
const BATCH_FRAMES_MAX: usize = 1024;
/// Streams of one conversation.
const LINKS_MAX: usize = 16;
/// Alarms of one conversation.
const TIMERS_MAX: usize = 256;

/// What a conversation set going.
pub(super) struct Works<'a> {
    around: Surroundings<'a>,
    recorder: Option<&'a Recorder>,
    in_flight: FuturesUnordered<BoxFuture<'a, Fetched>>,
    links: BTreeMap<u32, Link>,
    keeping: FuturesUnordered<BoxFuture<'a, u32>>,
    events: (mpsc::Sender<LinkEvent>, mpsc::Receiver<LinkEvent>),
    timers: BTreeMap<u32, Instant>,
    cancel: Option<BoxFuture<'a, ()>>,
    /// Whether the conversation was told to end.
    pub(super) cancelled: bool,
    /// Whether a stream was lost since this was last looked at.
    pub(super) lost: bool,
    pub(super) report: Report,
}

/// A stream as the conversation knows it.
struct Link {
    outgoing: mpsc::Sender<(u32, String)>,
    /// The opening that stands, and what its frames may carry.
    open: Option<(u32, Slots)>,
}

/// What woke the works up.
enum Woken {
    Fetched(Box<Fetched>),
    Link(LinkEvent),
    Timer,
    Cancelled,
}

impl<'a> Works<'a> {
    pub(super) fn new(
        around: Surroundings<'a>,
        recorder: Option<&'a Recorder>,
        cancel: Option<BoxFuture<'a, ()>>,
    ) -> Self {
        Self {
            around,
            recorder,
            in_flight: FuturesUnordered::new(),
            links: BTreeMap::new(),
            keeping: FuturesUnordered::new(),
            events: mpsc::channel(EVENTS_WAITING_MAX),
            timers: BTreeMap::new(),
            cancel,
            cancelled: false,
            lost: false,
            report: Report::default(),
        }
    }

    /// Whether nothing is under way that could wake the conversation.
    pub(super) fn is_idle(&self) -> bool {
        self.in_flight.is_empty() && self.links.is_empty() && self.timers.is_empty()
    }

    /// Sets going what a step wants.
    pub(super) fn begin(&mut self, effects: Effects) -> Result<(), DriveError> {
        let asked = u32::try_from(effects.requests.len()).unwrap_or(u32::MAX);
        self.report.requests = self.report.requests.saturating_add(asked);
        // A stream goes on for as long as somebody listens: its pace is bounded, not its number.
        if self.cancel.is_none() {
            self.bound(self.report.steps, "steps", self.around.options.steps_max)?;
            self.bound(self.report.requests, "requests", self.around.options.requests_max)?;
        }
        for id in effects.close {
            self.links.remove(&id);
        }
        for connect in effects.connect {
            self.bound(self.links.len() + 1, "streams", LINKS_MAX)?;
            let (outgoing, waiting) = mpsc::channel(OUTGOING_WAITING_MAX);
            let id = connect.id;
            let keeping = link::keep(self.around, connect, self.events.0.clone(), waiting)?;
            self.keeping.push(keeping.map(move |()| id).boxed());
            self.links.insert(id, Link { outgoing, open: None });
        }
        for timer in effects.timers {
            let after = Duration::from_millis(u64::from(timer.after_ms));
            self.timers.insert(timer.id, Instant::now() + after);
            self.bound(self.timers.len(), "alarms", TIMERS_MAX)?;
        }
        for frame in effects.send {
            self.send(frame)?;
        }
        for request in effects.requests {
            let fetch = Fetch::new(&self.around, request)?;
            self.in_flight.push(fetch.run().boxed());
        }
        Ok(())
    }

    fn bound<N>(&self, count: N, what: &'static str, most: N) -> Result<(), DriveError>
    where
        N: PartialOrd + TryInto<u32>,
    {
        if count <= most {
            return Ok(());
        }
        let most = most.try_into().unwrap_or(u32::MAX);
        Err(DriveError::TooMany { adapter: self.id(), what, most })
    }

    /// Fills the slots of a frame and gives it to its stream. A frame for a stream that is not open is
    /// dropped: the conversation hears of every opening and says again what is needed.
    fn send(&self, frame: Outgoing) -> Result<(), DriveError> {
        let unusable = |reason| DriveError::BadFrame {
            adapter: self.id(),
            connection: frame.connection,
            reason,
        };
        let link = self
            .links
            .get(&frame.connection)
            .ok_or_else(|| unusable("goes to a stream that was never asked for"))?;
        let Some((attempt, slots)) = link.open.as_ref().filter(|_| !self.around.driver.replays())
        else {
            return Ok(());
        };
        let mut text = String::new();
        for segment in &frame.text {
            match segment {
                Segment::Literal(literal) => text.push_str(literal),
                Segment::Slot(slot) => {
                    let secret = slots.get(slot.as_ref()).ok_or_else(|| {
                        unusable("carries a slot that the auth recipe does not list for frames")
                    })?;
                    let value = secret.expose();
                    if value.contains(['"', '\\', '\n', '\r']) {
                        return Err(unusable("carries a secret that could end the text it is in"));
                    }
                    text.push_str(value);
                }
            }
        }
        link.outgoing
            .try_send((*attempt, text))
            .map_err(|_| unusable("is one too many: the stream does not take them so fast"))
    }

    /// Waits until something came back, and takes all that did.
    pub(super) async fn wait(&mut self) -> Result<Inputs, DriveError> {
        let mut inputs = Inputs::default();
        if self.is_idle() {
            return Ok(inputs);
        }
        let (mut lines, mut bytes) = (Vec::new(), 0);
        let mut woken = Some(self.woken().await);
        while let Some(now) = woken.take() {
            match now {
                Woken::Fetched(fetched) => self.note(*fetched, &mut inputs).await?,
                Woken::Link(event) => bytes += self.heard(event, &mut inputs, &mut lines),
                Woken::Timer => self.ring(&mut inputs),
                Woken::Cancelled => {
                    self.cancelled = true;
                    inputs.cancelled = true;
                }
            }
            if bytes < BATCH_BYTES_MAX && inputs.frames.len() < BATCH_FRAMES_MAX {
                woken = self.woken().now_or_never();
            }
        }
        if let Some(recorder) = self.recorder.filter(|_| !lines.is_empty()) {
            let written = recorder.write_stream(lines).await;
            written.map_err(|source| DriveError::Recording { adapter: self.id(), source })?;
        }
        Ok(inputs)
    }

    async fn woken(&mut self) -> Woken {
        let alarm = self.timers.values().min().copied();
        let cancel = async {
            match &mut self.cancel {
                Some(cancel) if !self.cancelled => cancel.await,
                _ => std::future::pending().await,
            }
        };
        let alarm = async {
            match alarm {
                Some(at) => sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        // Requests first: their answers are few and bounded, a stream may never fall silent.
        tokio::select! {
            biased;
            Some(fetched) = self.in_flight.next() => Woken::Fetched(Box::new(fetched)),
            () = cancel => Woken::Cancelled,
            () = alarm => Woken::Timer,
            Some(event) = self.events.1.recv() => Woken::Link(event),
            // A stream that was given up has said so in an event.
            Some(_) = self.keeping.next() => Woken::Timer,
        }
    }

    fn ring(&mut self, inputs: &mut Inputs) {
        let now = Instant::now();
        let due: Vec<u32> =
            self.timers.iter().filter(|(_, at)| **at <= now).map(|(id, _)| *id).collect();
        for id in due {
            self.timers.remove(&id);
            inputs.fired.push(id);
        }
    }

    /// Takes what a stream said; how many bytes of frames it was.
    fn heard(
        &mut self,
        event: LinkEvent,
        inputs: &mut Inputs,
        lines: &mut Vec<StreamLine>,
    ) -> usize {
        let (connection, state, detail, attempt) = match event {
            LinkEvent::Frame { connection, mut body, received_at } => {
                if !self.links.contains_key(&connection) {
                    return 0;
                }
                self.around.driver.redactor().bytes(&mut body);
                self.report.frames += 1;
                self.report.bytes += body.len() as u64;
                let bytes = body.len();
                if self.recorder.is_some() {
                    lines.push(StreamLine::frame(connection, received_at, &body));
                }
                inputs.frames.push(Frame { connection, body, received_at });
                return bytes;
            }
            LinkEvent::Open { connection, attempt, slots } => {
                self.report.connections += 1;
                if let Some(link) = self.links.get_mut(&connection) {
                    link.open = Some((attempt, slots));
                }
                (connection, ConnectionState::Open, String::new(), attempt)
            }
            LinkEvent::Lost { connection, attempt, mut detail } => {
                let link = self.links.get_mut(&connection);
                self.lost |= link.and_then(|link| link.open.take()).is_some();
                self.around.driver.redactor().text(&mut detail);
                (connection, ConnectionState::Lost, detail, attempt)
            }
            LinkEvent::Refused { connection, attempt, mut detail } => {
                self.lost |= self.links.remove(&connection).is_some();
                self.around.driver.redactor().text(&mut detail);
                (connection, ConnectionState::Refused, detail, attempt)
            }
            LinkEvent::Ended { connection } => {
                // The recording is over: so is the conversation, once all its streams are.
                self.links.remove(&connection);
                if self.links.is_empty() {
                    self.cancelled = true;
                    inputs.cancelled = true;
                }
                return 0;
            }
        };
        if self.recorder.is_some() {
            lines.push(StreamLine::state(connection, state, attempt));
        }
        inputs.connections.push(ConnectionEvent { connection, state, detail, attempt });
        0
    }

    async fn note(&mut self, fetched: Fetched, inputs: &mut Inputs) -> Result<(), DriveError> {
        self.report.retries += fetched.retries;
        if let Some(stopped) = fetched.stopped {
            return Err(stopped);
        }
        if let Some(recorder) = self.recorder {
            recorder
                .write(&fetched.request, &fetched.outcome)
                .await
                .map_err(|source| DriveError::Recording { adapter: self.id(), source })?;
        }
        match fetched.outcome {
            Ok(response) => {
                self.report.from_cache += u32::from(response.from_cache);
                self.report.bytes += response.body.len() as u64;
                inputs.responses.push(response);
            }
            Err(failure) => {
                self.report.failures += 1;
                inputs.failures.push(failure);
            }
        }
        Ok(())
    }

    /// Drops all that is under way: the conversation begins again.
    pub(super) fn clear(&mut self) {
        self.in_flight = FuturesUnordered::new();
        self.keeping = FuturesUnordered::new();
        self.links.clear();
        self.timers.clear();
        self.events = mpsc::channel(EVENTS_WAITING_MAX);
    }

    fn id(&self) -> String {
        self.around.manifest.id.to_string()
    }
}
