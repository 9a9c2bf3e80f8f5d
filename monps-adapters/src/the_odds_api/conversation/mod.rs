//! One request a sport, in flight together, and what their answers mean for the task.

mod ask;
mod refusal;

use std::collections::BTreeMap;

use monps_core::adapter::{
    Capability, Context, Conversation, Coverage, Inputs, QuotaReport, Response, Scope, Snapshot,
    Step, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::odds::OddsFormat;

use super::convert;
use crate::kit::{Parts, unanswered};
use ask::{format, odds_request, scores_request, sports};
use refusal::refused;

/// The manifest's endpoint.
pub(super) const ENDPOINT: &str = "api";

/// Events of all sports that are live or next: not a competition.
const UPCOMING: &str = "upcoming";

/// Begins a conversation: one request a sport.
pub(super) fn start(
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    let sports = sports(context, &task.scope)?;
    let format = format(context)?;
    let mut requests = Vec::with_capacity(sports.len());
    let mut pending = BTreeMap::new();
    for (id, sport) in (0..).zip(sports) {
        requests.push(match task.want {
            Capability::Odds => odds_request(id, &sport, context, &task.scope)?,
            Capability::Results => scores_request(id, &sport, context, &task.scope)?,
            _ => {
                let message = "The Odds API brings odds and results: ask for one of these";
                return Err(Fault::new(FaultCode::Unsupported, message));
            }
        });
        pending.insert(id, sport);
    }
    let conversation = Sports {
        want: task.want,
        format,
        narrowed: Narrowed::of(&task.scope),
        pending,
        parts: Parts::default(),
    };
    Ok((Box::new(conversation), Step::fetch(requests)))
}

/// The sports that the configuration names, each by itself.
pub(super) fn parts(context: &Context) -> Result<Vec<Scope>, Fault> {
    let sports = sports(context, &Scope::default())?;
    let alone = |sport| Scope { competitions: vec![sport], ..Scope::default() };
    Ok(sports.into_iter().map(alone).collect())
}

/// How much of its sports the task leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Narrowed {
    No,
    ToEvents,
    ToVenues,
}

impl Narrowed {
    fn of(scope: &Scope) -> Self {
        if !scope.venues.is_empty() {
            Self::ToVenues
        } else if !scope.events.is_empty() {
            Self::ToEvents
        } else {
            Self::No
        }
    }
}

/// One request a sport, in flight together.
struct Sports {
    want: Capability,
    format: OddsFormat,
    narrowed: Narrowed,
    pending: BTreeMap<u32, String>,
    parts: Parts,
}

impl Conversation for Sports {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let mut step = Step::default();
        for response in inputs.responses {
            let Some(sport) = self.pending.remove(&response.id) else {
                continue;
            };
            match self.snapshot(&sport, &response) {
                Ok(snapshot) => {
                    self.parts.answered();
                    step.emit.push(snapshot);
                }
                Err(fault) => self.parts.failed(sport, fault),
            }
        }
        for failure in inputs.failures {
            if let Some(sport) = self.pending.remove(&failure.id) {
                self.parts.failed(sport, unanswered(failure));
            }
        }
        if !self.pending.is_empty() {
            return Ok(step);
        }
        let at = |sport: &str| format!("/v4/sports/{sport}");
        self.parts.end(step, context.now, at, str::to_owned)
    }
}

impl Sports {
    fn snapshot(&self, sport: &str, response: &Response) -> Result<Snapshot, Fault> {
        if response.status != 200 {
            return Err(refused(response));
        }
        let snapshot = match self.want {
            Capability::Results => convert::results(&response.body)?,
            _ => convert::odds(&response.body, self.format)?,
        };
        let coverage = match self.narrowed {
            _ if self.want == Capability::Results => Coverage::Delta,
            Narrowed::ToVenues => Coverage::Delta,
            Narrowed::ToEvents => Coverage::Events,
            Narrowed::No if sport == UPCOMING => Coverage::Events,
            Narrowed::No => Coverage::Competitions,
        };
        let competitions = (coverage == Coverage::Competitions).then(|| sport.to_owned());
        Ok(Snapshot {
            observed_at: Some(response.received_at),
            coverage,
            competitions: competitions.into_iter().collect(),
            // A stored answer tells what was left then.
            quota: (!response.from_cache).then(|| quota(response)).flatten(),
            ..snapshot
        })
    }
}

fn quota(response: &Response) -> Option<QuotaReport> {
    let whole = |name: &str| {
        let text = response.header(name)?.trim();
        text.split('.').next()?.parse().ok()
    };
    let report = QuotaReport {
        remaining: whole("x-requests-remaining"),
        used: whole("x-requests-used"),
        last_cost: whole("x-requests-last"),
    };
    let told = report.remaining.or(report.used).or(report.last_cost);
    told.map(|_| report)
}
