//! An image of fixtures and odds; where a stream is wanted, then changes, round by round.

mod ask;
mod refusal;

use std::collections::BTreeSet;

use monps_core::adapter::{
    Capability, Context, Conversation, Coverage, Effects, Inputs, Response, Skipped, Snapshot,
    Standing, Step, Task, Timer,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{TimeDelta, Timestamp};

use super::Brand;
use super::convert::{self, Book, FixtureReading, OddsReading};
use crate::kit::unanswered;
use ask::{Ask, FIXTURES};
use refusal::refused;

/// The alarm for the next round.
const ROUND: u32 = 1;
/// How long changes are followed before images are asked for again.
const IMAGE_AFTER: TimeDelta = TimeDelta::minutes(30);
/// How long a stream waits after a failure before it asks for images.
const AWAY_MS: u32 = 60_000;

/// Begins a conversation: an image of fixtures and one of odds.
pub(super) fn start(
    brand: &'static Brand,
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    if !matches!(task.want, Capability::Odds | Capability::Stream) {
        let message =
            format!("{} brings odds, once or as a stream: ask for one of these", brand.title);
        return Err(Fault::new(FaultCode::Unsupported, message));
    }
    let ask = Ask::new(brand, context, task)?;
    let step = Step::fetch(ask.requests(None));
    let prices = Prices {
        follows: task.want == Capability::Stream,
        ask,
        book: Book::default(),
        round: Round::default(),
        since: None,
        image_at: context.now,
        told_at: context.now,
    };
    Ok((Box::new(prices), step))
}

/// Prices as they stand, and what is known of the round that is going on.
struct Prices {
    follows: bool,
    ask: Ask,
    book: Book,
    round: Round,
    /// The numbers that changes are asked for by: of fixtures, of odds.
    since: Option<(i64, i64)>,
    image_at: Timestamp,
    /// When was last told what stands.
    told_at: Timestamp,
}

/// Two requests and what came back.
#[derive(Debug, Default)]
struct Round {
    fixtures: Option<Option<FixtureReading>>,
    odds: Option<Option<OddsReading>>,
    received_at: Option<Timestamp>,
    failed: Option<Fault>,
    answered: u8,
}

impl Conversation for Prices {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        if inputs.cancelled {
            return Ok(Step::done(Vec::new()));
        }
        for response in &inputs.responses {
            self.round.answered += 1;
            if let Err(fault) = self.take(response) {
                self.round.failed.get_or_insert(fault);
            }
        }
        for failure in inputs.failures {
            self.round.answered += 1;
            self.round.failed.get_or_insert(unanswered(failure));
        }
        if inputs.fired.contains(&ROUND) {
            return Ok(self.next_round(context.now));
        }
        if self.round.answered < 2 {
            return Ok(Step::default());
        }
        let round = std::mem::take(&mut self.round);
        match round.failed.clone() {
            Some(fault) => self.failed(fault),
            None => self.told(round),
        }
    }
}

impl Prices {
    /// Takes one answer of the round.
    fn take(&mut self, response: &Response) -> Result<(), Fault> {
        if response.status != 200 {
            return Err(refused(response, self.ask.brand));
        }
        let rule = self.ask.rule;
        // The round is as old as its first answer.
        let received_at = self.round.received_at.unwrap_or(response.received_at);
        self.round.received_at = Some(received_at.min(response.received_at));
        match response.id {
            FIXTURES => {
                let reading = convert::fixtures(&response.body, rule, self.ask.live)?;
                self.round.fixtures = Some(reading);
            }
            _ => self.round.odds = Some(convert::odds(&response.body, self.ask.brand, rule)?),
        }
        Ok(())
    }

    /// Both answers are there: tells what stands, or what changed.
    fn told(&mut self, round: Round) -> Result<Step, Fault> {
        let is_image = self.since.is_none();
        let received_at = round.received_at.unwrap_or(self.told_at);
        let (fixtures, odds) = (round.fixtures.flatten(), round.odds.flatten());
        let (fixtures_last, odds_last) = match (&fixtures, &odds, self.since) {
            (Some(fixtures), Some(odds), None) => (fixtures.last, odds.last),
            (_, _, None) => return self.failed(nothing_told()),
            // Nothing has changed: the number stands.
            (fixtures, odds, Some((of_fixtures, of_odds))) => (
                fixtures.as_ref().map_or(of_fixtures, |fixtures| fixtures.last),
                odds.as_ref().map_or(of_odds, |odds| odds.last),
            ),
        };
        self.since = Some((fixtures_last, odds_last));
        let mut skipped = Vec::new();
        let mut touched = BTreeSet::new();
        if let Some(mut fixtures) = fixtures {
            skipped.append(&mut fixtures.skipped);
            touched.extend(fixtures.events.values().map(|known| known.event.key.clone()));
            self.book.take_fixtures(fixtures, is_image);
        }
        if let Some(mut odds) = odds {
            skipped.append(&mut odds.skipped);
            touched.extend(self.book.take_odds(odds, is_image));
        }
        touched.extend(self.book.closed_between(self.told_at, received_at));
        self.told_at = received_at;
        if is_image {
            self.image_at = received_at;
        }
        let snapshot = self.snapshot(is_image, &touched, skipped, received_at);
        let mut step = Step { emit: vec![snapshot], done: !self.follows, ..Step::default() };
        if self.follows {
            step.next = wait(self.ask.brand.round_ms);
        }
        Ok(step)
    }

    fn snapshot(
        &self,
        is_image: bool,
        touched: &BTreeSet<String>,
        mut skipped: Vec<Skipped>,
        received_at: Timestamp,
    ) -> Snapshot {
        let only = (!is_image).then_some(touched);
        let whole_sport = is_image && !self.ask.narrowed;
        if let (true, (parts @ 1.., quotes)) = (is_image, self.book.homeless()) {
            skipped.push(Skipped {
                at: "/leagues".to_owned(),
                reason: format!(
                    "{parts} parts with {quotes} prices are of events that are not read"
                ),
            });
        }
        Snapshot {
            observed_at: Some(received_at),
            events: self.book.image(received_at, only),
            coverage: if whole_sport { Coverage::Competitions } else { Coverage::Events },
            competitions: if whole_sport { self.leagues() } else { Vec::new() },
            skipped,
            ..Snapshot::default()
        }
    }

    /// The leagues that the image is of: those asked for and those heard of.
    fn leagues(&self) -> Vec<String> {
        let mut leagues = self.book.leagues();
        leagues.extend(self.ask.leagues.iter().cloned());
        leagues.sort_unstable();
        leagues.dedup();
        leagues
    }

    /// A poll ends. A stream goes on where that may help, says that it is away meanwhile, and begins
    /// with images again.
    fn failed(&mut self, fault: Fault) -> Result<Step, Fault> {
        if !self.follows || !fault.is_retryable() {
            return Err(fault);
        }
        self.since = None;
        let asked = fault.retry_after.and_then(|wait| u32::try_from(wait.num_milliseconds()).ok());
        let away = Snapshot {
            observed_at: Some(self.told_at),
            standing: Standing::Away,
            skipped: vec![Skipped { at: "/".to_owned(), reason: fault.to_string() }],
            ..Snapshot::default()
        };
        let next = wait(asked.unwrap_or(0).max(AWAY_MS));
        Ok(Step { emit: vec![away], next, ..Step::default() })
    }

    fn next_round(&mut self, now: Timestamp) -> Step {
        self.round = Round::default();
        if now - self.image_at >= IMAGE_AFTER {
            self.since = None;
        }
        Step::fetch(self.ask.requests(self.since))
    }
}

fn wait(after_ms: u32) -> Effects {
    Effects { timers: vec![Timer { id: ROUND, after_ms }], ..Effects::default() }
}

fn nothing_told() -> Fault {
    let message = "the answer is empty where an image was asked for: an account that never bet by hand \
                   is told nothing; else try again later";
    Fault::new(FaultCode::Upstream, message)
}
