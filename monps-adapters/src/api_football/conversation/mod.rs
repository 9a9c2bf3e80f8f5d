//! League by league: the coming fixtures, then their odds page by page; or the results of some days.

mod ask;
mod league;
mod refusal;

use std::collections::BTreeMap;

use monps_core::adapter::{
    Capability, Context, Conversation, Inputs, QuotaReport, Response, Scope, Snapshot, Step, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};

use super::{convert, wire};
use crate::kit::{Parts, header_number, unanswered};
use ask::{Ask, leagues};

pub(super) use ask::LEAGUES;
use league::League;
use refusal::{refused, spoken};

/// The manifest's endpoint.
pub(super) const ENDPOINT: &str = "api";

/// Calls of a look at one league: its fixtures, and ten fixtures a page, of which a round fills two at
/// most.
const CALLS_OF_A_LOOK: u32 = 3;

/// Begins a conversation: the first request of each league.
pub(super) fn start(
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    if !matches!(task.want, Capability::Catalogue | Capability::Odds | Capability::Results) {
        let message = "API-Football brings leagues, odds and results: ask for one of these";
        return Err(Fault::new(FaultCode::Unsupported, message));
    }
    let ask = Ask::new(context, task)?;
    let mut conversation = Leagues {
        want: task.want,
        ask,
        events: task.scope.events.clone(),
        narrowed: !task.scope.events.is_empty() || !task.scope.venues.is_empty(),
        venues: task.scope.venues.clone(),
        next_id: 0,
        pending: BTreeMap::new(),
        parts: Parts::default(),
    };
    let mut step = Step::default();
    if task.want == Capability::Catalogue {
        conversation.ask_for(League::new("*".to_owned()), &mut step);
        return Ok((Box::new(conversation), step));
    }
    for id in leagues(context, &task.scope)? {
        conversation.ask_for(League::new(id), &mut step);
    }
    Ok((Box::new(conversation), step))
}

/// The leagues that the configuration names, each by itself.
pub(super) fn parts(context: &Context) -> Result<Vec<Scope>, Fault> {
    let leagues = leagues(context, &Scope::default())?;
    let alone = |league| Scope { competitions: vec![league], ..Scope::default() };
    Ok(leagues.into_iter().map(alone).collect())
}

/// What a look at the odds of a scope costs.
pub(super) fn look_cost(context: &Context, scope: &Scope) -> Result<u32, Fault> {
    Ask::new(context, &Task::odds(scope.clone()))?;
    let leagues = u32::try_from(leagues(context, scope)?.len()).unwrap_or(u32::MAX);
    Ok(leagues.saturating_mul(CALLS_OF_A_LOOK))
}

/// The leagues of a task, each at its own page.
struct Leagues {
    want: Capability,
    ask: Ask,
    /// The only events and venues wanted; all where there are none.
    events: Vec<String>,
    venues: Vec<String>,
    narrowed: bool,
    next_id: u32,
    pending: BTreeMap<u32, League>,
    parts: Parts,
}

impl Conversation for Leagues {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let mut step = Step::default();
        for response in inputs.responses {
            let Some(league) = self.pending.remove(&response.id) else {
                continue;
            };
            let id = league.id.clone();
            if let Err(broken) = self.take(league, &response, &mut step) {
                let (fault, read) = *broken;
                step.emit.extend(read);
                self.parts.failed(id, fault);
            }
        }
        for failure in inputs.failures {
            if let Some(league) = self.pending.remove(&failure.id) {
                let id = league.id.clone();
                step.emit.extend(league.broken_off());
                self.parts.failed(id, unanswered(failure));
            }
        }
        if !self.pending.is_empty() {
            return Ok(step);
        }
        let league = |league: &str| format!("league {league}");
        self.parts.end(step, context.now, league, league)
    }
}

/// A fault, and what was read before it.
type Broken = Box<(Fault, Option<Snapshot>)>;

impl Leagues {
    fn ask_for(&mut self, league: League, step: &mut Step) {
        let id = self.next_id;
        self.next_id += 1;
        step.next.requests.push(match self.want {
            Capability::Catalogue => self.ask.catalogue(id),
            Capability::Results => self.ask.results(id, &league.id),
            _ => self.ask.odds(id, &league),
        });
        self.pending.insert(id, league);
    }

    /// Takes an answer of a league and asks for its next page, where there is one.
    fn take(
        &mut self,
        mut league: League,
        response: &Response,
        step: &mut Step,
    ) -> Result<(), Broken> {
        let page = match read(response) {
            Ok(page) => page,
            Err(fault) => return Err(Box::new((fault, league.broken_off()))),
        };
        // A stored answer tells what was left then.
        let quota = (!response.from_cache).then(|| quota(response)).flatten();
        let told = match self.want {
            Capability::Catalogue => Some(convert::leagues(&page)),
            Capability::Results => {
                let wanted =
                    |id: &str| self.events.is_empty() || self.events.iter().any(|e| e == id);
                Some(convert::results(&page, wanted).map_err(|fault| Box::new((fault, None)))?)
            }
            _ => None,
        };
        if let Some(told) = told {
            self.parts.answered();
            let observed_at = Some(response.received_at);
            step.emit.push(Snapshot { observed_at, quota, ..told });
            return Ok(());
        }
        match league.take(&page, response.received_at, quota) {
            Err(fault) => Err(Box::new((fault, league.broken_off()))),
            Ok(true) => {
                self.ask_for(league, step);
                Ok(())
            }
            Ok(false) => {
                self.parts.answered();
                step.emit.push(league.whole(&self.events, &self.venues, self.narrowed));
                Ok(())
            }
        }
    }
}

/// The page of an answer, or what its refusal means: a status of 200 alone is no success.
fn read(response: &Response) -> Result<wire::Page<'_>, Fault> {
    if response.status != 200 {
        return Err(refused(response));
    }
    let page = wire::page(&response.body)?;
    match spoken(&page.errors, response) {
        None => Ok(page),
        Some(fault) => Err(fault),
    }
}

fn quota(response: &Response) -> Option<QuotaReport> {
    let remaining = header_number(response, "x-ratelimit-requests-remaining")?;
    let limit = header_number(response, "x-ratelimit-requests-limit");
    let used = limit.and_then(|limit| limit.checked_sub(remaining));
    Some(QuotaReport { remaining: Some(remaining), used, last_cost: Some(1) })
}
