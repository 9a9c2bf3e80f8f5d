//! Server-sent events: what changed, so that a page asks again only then.

mod announce;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Stream, stream};
use poem::web::sse::Event;
use poem_openapi::param::Header;
use poem_openapi::payload::EventStream;
use poem_openapi::types::ToJSON;
use poem_openapi::{Object, OpenApi};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant as Deadline, timeout};

pub use self::announce::Announcing;
use super::error::ApiError;
use super::instant::Instant;
use super::text::Text;
use crate::cache::changes::Listener;
use crate::cache::{Changes, Topic};
use crate::clock::Clock;

/// Streams open at once; each holds a connection.
const STREAMS_MAX: usize = 128;
/// A sign of life this often: a proxy closes what is silent, a page believes nothing that is.
const BEAT_EVERY: Duration = Duration::from_secs(15);
/// Changes closer together than this are told together.
const GATHER: Duration = Duration::from_millis(250);
/// A stream ends after this; the browser comes back by itself and misses nothing.
const STREAM_LONGEST: Duration = Duration::from_secs(3600);
/// When to come back after all streams were taken.
const RETRY_AFTER_FULL: Duration = Duration::from_secs(30);

/// What changed.
#[derive(Clone, Debug, Object)]
pub struct Change {
    /// `hello`, `change` or `beat`: also the type of the event.
    kind: String,
    /// Whose answers are worth asking again: `bets`, `bankroll`, `feeds`, `odds`, `opportunities`,
    /// `settings`, `venues`; empty for a sign of life.
    topics: Vec<String>,
    /// When it was told.
    at: Instant,
    /// How many changes there were when it was told: the id of the event.
    #[oai(skip)]
    number: u64,
}

type Told = Pin<Box<dyn Stream<Item = Change> + Send>>;

/// The stream of changes.
#[derive(Debug)]
pub struct StreamApi {
    changes: Arc<Changes>,
    clock: Clock,
    /// Tells the numbers of this process from those of another.
    process: i64,
    places: Arc<Semaphore>,
}

impl StreamApi {
    /// Over what changes.
    #[must_use]
    pub fn new(changes: Arc<Changes>, clock: Clock) -> Self {
        let process = clock.now().timestamp_millis();
        Self { changes, clock, process, places: Arc::new(Semaphore::new(STREAMS_MAX)) }
    }

    /// The number that an id of this process stands for; of another's, one that nothing reached.
    fn number_of(&self, id: &str) -> u64 {
        id.split_once('-')
            .filter(|(process, _)| process.parse() == Ok(self.process))
            .and_then(|(_, number)| number.parse().ok())
            .unwrap_or(u64::MAX)
    }
}

#[OpenApi]
impl StreamApi {
    /// What changes, as it changes
    ///
    /// Server-sent events: `hello` at once, `change` with topics, `beat` every 15 s. An event carries
    /// no data: ask the routes of its topics again. With the `Last-Event-ID` of the last event,
    /// nothing in between is missed.
    #[oai(path = "/stream", method = "get", operation_id = "stream")]
    async fn stream(
        &self,
        /// The id of the last event that was received.
        #[oai(name = "Last-Event-ID")]
        last: Header<Option<Text<64, 1>>>,
    ) -> Result<EventStream<Told>, ApiError> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| {
            let detail = "Too many streams are open; ask now and then instead.";
            ApiError::unavailable("too_many_streams", detail, RETRY_AFTER_FULL)
        })?;
        let after = last.0.as_ref().map(|id| self.number_of(id.as_str()));
        let listener = self.changes.listen(after);
        let process = self.process;
        let told = told(listener, self.clock.clone(), place);
        Ok(EventStream::new(told).to_event(move |change: Change| {
            Event::message(change.to_json_string())
                .event_type(change.kind)
                .id(format!("{process}-{}", change.number))
        }))
    }
}

/// One stream being told.
struct Telling {
    listener: Listener,
    clock: Clock,
    ends: Deadline,
    is_greeted: bool,
    _place: OwnedSemaphorePermit,
}

fn told(listener: Listener, clock: Clock, place: OwnedSemaphorePermit) -> Told {
    let ends = Deadline::now() + STREAM_LONGEST;
    let telling = Telling { listener, clock, ends, is_greeted: false, _place: place };
    Box::pin(stream::unfold(telling, |mut telling| async {
        let change = telling.next().await?;
        Some((change, telling))
    }))
}

impl Telling {
    async fn next(&mut self) -> Option<Change> {
        if !self.is_greeted {
            self.is_greeted = true;
            return Some(self.said("hello", &[]));
        }
        if Deadline::now() >= self.ends {
            return None;
        }
        match timeout(BEAT_EVERY, self.listener.next()).await {
            Ok(heard) => {
                let first = heard?.topics;
                // What belongs together comes within a moment: a poll and what it made worth doing.
                tokio::time::sleep(GATHER).await;
                let more = timeout(Duration::ZERO, self.listener.next()).await;
                let more = more.ok().flatten().map_or_else(Vec::new, |heard| heard.topics);
                let is_told = |topic: &Topic| first.contains(topic) || more.contains(topic);
                let topics: Vec<Topic> = Topic::ALL.into_iter().filter(is_told).collect();
                Some(self.said("change", &topics))
            }
            Err(_) => Some(self.said("beat", &[])),
        }
    }

    fn said(&self, kind: &str, topics: &[Topic]) -> Change {
        Change {
            kind: kind.to_owned(),
            topics: topics.iter().map(|topic| topic.as_str().to_owned()).collect(),
            at: self.clock.now().into(),
            number: self.listener.number(),
        }
    }
}
