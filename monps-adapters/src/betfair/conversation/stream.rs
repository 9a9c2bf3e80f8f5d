//! The stream: the catalogue first, for the names that the stream does not tell; then every change.
//!
//! After each opening the conversation proves who it is and subscribes, with the clocks of the last
//! message so that only what was missed comes again. Messages of an older subscription are dropped.

use std::collections::{BTreeMap, BTreeSet};

use monps_core::adapter::{
    Connect, ConnectionEvent, ConnectionState, Context, Conversation, Coverage, Effects, Frame,
    Inputs, Outgoing, Segment, Skipped, Snapshot, SourceEvent, SourceVenue, Standing, Step,
    StreamKind, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{TimeDelta, Timestamp};

use super::ask::Wanted;
use crate::betfair::cache::{Clocks, MarketCache};
use crate::betfair::convert::{self, Known};
use crate::betfair::manifest::{APP_KEY, SESSION, STREAM};
use crate::betfair::refusal::{meaning, result, unanswered};
use crate::betfair::wire::{
    ChangeMessage, ChangeType, MarketCatalogue, StatusMessage, market_subscription, op, read,
};

const CATALOGUE: u32 = 1;
const CONNECTION: u32 = 1;
/// How often Betfair gives a sign of life.
const HEARTBEAT_MS: u32 = 5_000;
/// Two heartbeats without a sign: the stream is lost.
const SILENCE_MS_MAX: u32 = 2 * HEARTBEAT_MS + 1_000;
/// How often it is said that what does not change still stands.
const STANDS_EVERY: TimeDelta = TimeDelta::seconds(5);
/// Markets of one subscription unless Betfair grants more.
const MARKETS_MAX: usize = 200;

pub(super) fn start(
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    let wanted = Wanted::of(context, &task.scope)?;
    let request = wanted.catalogue(CATALOGUE);
    let streaming = Streaming {
        venue: convert::venue()?,
        known: BTreeMap::new(),
        cache: MarketCache::default(),
        last_id: 0,
        authentication: 0,
        subscription: 0,
        late: false,
        away: false,
        lost: 0,
        said_at: None,
        skipped: Vec::new(),
    };
    Ok((Box::new(streaming), Step::fetch(vec![request])))
}

struct Streaming {
    venue: SourceVenue,
    known: BTreeMap<String, Known>,
    cache: MarketCache,
    last_id: u32,
    /// The number of the authentication and subscription that stand.
    authentication: u32,
    subscription: u32,
    /// Whether Betfair says itself that it is late.
    late: bool,
    /// Whether what was told is out of date until the stream is heard again.
    away: bool,
    /// The subscription that was lost: its last messages do not bring the stream back.
    lost: u32,
    /// When it was last said that what was told stands.
    said_at: Option<Timestamp>,
    skipped: Vec<Skipped>,
}

/// What frames of one step came to.
#[derive(Default)]
struct Told<'a> {
    touched: BTreeSet<&'a str>,
    image: bool,
    /// Whether it is to be said that what was told stands.
    stands: bool,
    at: Option<Timestamp>,
    received_at: Option<Timestamp>,
}

impl Conversation for Streaming {
    fn resume(&mut self, _: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let mut step = Step { done: inputs.cancelled, ..Step::default() };
        if let Some(failure) = inputs.failures.first() {
            return Err(unanswered(failure));
        }
        for response in &inputs.responses {
            self.catalogue(&result::<Vec<MarketCatalogue>>(response)?)?;
            step.next.connect.push(Connect {
                silence_ms_max: SILENCE_MS_MAX,
                ..Connect::new(CONNECTION, StreamKind::TlsLines, STREAM)
            });
        }
        for event in &inputs.connections {
            self.connection(event, &mut step.next)?;
        }
        self.frames(&inputs.frames, &mut step)?;
        if !self.skipped.is_empty() {
            let skipped = std::mem::take(&mut self.skipped);
            step.emit.push(Snapshot { skipped, ..Snapshot::default() });
        }
        Ok(step)
    }
}

impl Streaming {
    fn catalogue(&mut self, markets: &[MarketCatalogue]) -> Result<(), Fault> {
        for market in markets {
            match convert::known(market) {
                Ok(known) if self.known.len() < MARKETS_MAX => {
                    self.known.insert(market.market_id.clone(), known);
                }
                Ok(_) => self.skipped.push(Skipped {
                    at: format!("market {}", market.market_id),
                    reason: format!("a subscription takes {MARKETS_MAX} markets: ask for fewer"),
                }),
                Err(skipped) => self.skipped.push(skipped),
            }
        }
        if self.known.is_empty() {
            let message = "no market fits the configuration: widen it";
            return Err(Fault::new(FaultCode::NotFound, message));
        }
        Ok(())
    }

    fn connection(&mut self, event: &ConnectionEvent, next: &mut Effects) -> Result<(), Fault> {
        match event.state {
            ConnectionState::Open => {
                self.last_id += 1;
                self.authentication = self.last_id;
                self.subscription = 0;
                let id = self.authentication;
                let literal = |text: &str| Segment::Literal(text.to_owned());
                let text = vec![
                    literal(&format!(r#"{{"op":"authentication","id":{id},"appKey":""#)),
                    Segment::Slot(APP_KEY.into()),
                    literal(r#"","session":""#),
                    Segment::Slot(SESSION.into()),
                    literal(r#""}"#),
                ];
                next.send.push(Outgoing { connection: CONNECTION, text });
                Ok(())
            }
            ConnectionState::Lost => {
                // The driver has said so already.
                (self.away, self.lost) = (true, self.subscription);
                Ok(())
            }
            ConnectionState::Refused => Err(Fault::new(
                FaultCode::Upstream,
                format!("the stream was refused: {}", event.detail),
            )),
        }
    }

    fn frames(&mut self, frames: &[Frame], step: &mut Step) -> Result<(), Fault> {
        let messages: Vec<(ChangeMessage<'_>, Timestamp)> = {
            let mut messages = Vec::new();
            for frame in frames {
                match op(&frame.body).as_deref() {
                    Some("mcm") => messages.push((read(&frame.body)?, frame.received_at)),
                    Some("status") => {
                        self.status(&read(&frame.body)?, &mut step.next)?;
                    }
                    // The connection's own number, and whatever is added one day.
                    Some(_) => {}
                    None => {
                        let message = "a line of the stream is not a message";
                        return Err(Fault::new(FaultCode::SchemaDrift, message));
                    }
                }
            }
            messages
        };
        let mut told = Told::default();
        for (message, received_at) in &messages {
            // A subscription replaces the one before, whose messages may still come.
            if message.id != self.subscription {
                continue;
            }
            self.lateness(message, *received_at, step);
            told.stands |= self.stands(message, *received_at);
            if told.stands {
                told.received_at = Some(*received_at);
            }
            if message.ct == ChangeType::Heartbeat {
                self.cache.apply(message, &mut Vec::new());
                continue;
            }
            let mut touched = Vec::new();
            self.cache.apply(message, &mut touched);
            told.touched.extend(touched);
            told.image |= message.ct == ChangeType::SubImage;
            told.at = message.pt.and_then(Timestamp::from_timestamp_millis).or(told.at);
            told.received_at = Some(*received_at);
        }
        if !told.touched.is_empty() {
            step.emit.push(self.snapshot(&told));
        }
        if told.stands && !self.away {
            let observed_at = told.received_at;
            step.emit.push(Snapshot { observed_at, ..Snapshot::default() });
        }
        Ok(())
    }

    /// Whether a message is a sign that what was told stands: the first one after a silence, and one
    /// now and then, for what does not change is not told again.
    fn stands(&mut self, message: &ChangeMessage<'_>, received_at: Timestamp) -> bool {
        if self.late || message.id == self.lost {
            return false;
        }
        let is_back = std::mem::take(&mut self.away);
        let is_due = self.said_at.is_none_or(|said_at| received_at - said_at >= STANDS_EVERY);
        if is_back || is_due {
            self.said_at = Some(received_at);
        }
        is_back || is_due
    }

    /// 503 says that data is late: it still comes, and is not to be trusted until that is over.
    fn lateness(&mut self, message: &ChangeMessage<'_>, received_at: Timestamp, step: &mut Step) {
        let late = message.status == Some(503);
        if late && !self.late {
            let observed_at = Some(received_at);
            let standing = Standing::Away;
            step.emit.push(Snapshot { observed_at, standing, ..Snapshot::default() });
        }
        self.late = late;
        self.away |= late;
    }

    fn status(&mut self, message: &StatusMessage, next: &mut Effects) -> Result<(), Fault> {
        if message.status_code == "SUCCESS" {
            if message.id == self.authentication && self.subscription == 0 {
                next.send.push(self.subscribe());
            }
            return Ok(());
        }
        let code: String =
            message.error_code.as_deref().unwrap_or("UNEXPECTED_ERROR").chars().take(64).collect();
        match code.as_str() {
            // The thread is lost: begin with an image.
            "INVALID_CLOCK" => {
                self.cache.clocks = Clocks::default();
                if !message.connection_closed {
                    next.send.push(self.subscribe());
                }
                Ok(())
            }
            // Betfair hangs up; the driver comes again, more slowly each time.
            "TIMEOUT" | "UNEXPECTED_ERROR" | "CONNECTION_FAILED" | "TOO_MANY_REQUESTS"
                if message.connection_closed =>
            {
                self.skipped.push(Skipped { at: "stream".to_owned(), reason: code });
                Ok(())
            }
            code => {
                let (kind, advice) = meaning(code);
                Err(Fault::new(kind, format!("Betfair refused the stream ({code}): {advice}")))
            }
        }
    }

    fn subscribe(&mut self) -> Outgoing {
        self.last_id += 1;
        self.subscription = self.last_id;
        let Clocks { initial, last } = &self.cache.clocks;
        let clocks = initial.as_deref().zip(last.as_deref());
        let markets: Vec<&String> = self.known.keys().collect();
        let message = market_subscription(self.subscription, HEARTBEAT_MS, &markets, clocks);
        Outgoing::literal(CONNECTION, message)
    }

    /// The events of the markets that changed, each whole, so that what is absent is withdrawn: a market
    /// that is suspended, a price that is gone. An image also tells the ids for whoever places bets.
    fn snapshot(&self, told: &Told<'_>) -> Snapshot {
        let touched = told.touched.iter().filter_map(|id| self.known.get(*id));
        let wanted: BTreeSet<&str> = touched.map(|known| known.event.key.as_str()).collect();
        let mut events: BTreeMap<&str, SourceEvent> = BTreeMap::new();
        let mut references = Vec::new();
        for (id, known) in &self.known {
            if !wanted.contains(known.event.key.as_str()) {
                continue;
            }
            let market = self.cache.get(id).filter(|market| market.is_open());
            let quoted = known.quoted(&self.venue, told.at, |key| {
                let runner = market?.runners.get(key)?;
                Some([runner.back(), runner.lay()])
            });
            if told.image {
                references.extend(known.references(id, &self.venue));
            }
            match events.get_mut(known.event.key.as_str()) {
                Some(event) => event.markets.extend(quoted.markets),
                None => {
                    events.insert(&known.event.key, quoted);
                }
            }
        }
        Snapshot {
            observed_at: told.received_at,
            events: events.into_values().collect(),
            references,
            coverage: Coverage::Events,
            // What is late is told, and is not to be acted upon.
            standing: if self.away { Standing::Away } else { Standing::Live },
            ..Snapshot::default()
        }
    }
}
