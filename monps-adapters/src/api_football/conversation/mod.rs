//! League by league: the coming fixtures, then their odds page by page; or the results of some days.

mod ask;
mod league;
mod refusal;

use std::collections::BTreeMap;

use monps_core::adapter::{
    Capability, Context, Conversation, Inputs, QuotaReport, Response, Scope, Skipped, Snapshot,
    Step, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};

use super::{convert, wire};
use crate::kit::{header_number, unanswered};
use ask::{Ask, leagues};

pub(super) use ask::LEAGUES;
use league::League;
use refusal::{refused, spoken};

/// The manifest's endpoint.
pub(super) const ENDPOINT: &str = "api";

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
        failed: Vec::new(),
        answered: 0,
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
    failed: Vec<(String, Fault)>,
    answered: u32,
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
                self.failed.push((id, fault));
            }
        }
        for failure in inputs.failures {
            if let Some(league) = self.pending.remove(&failure.id) {
                let id = league.id.clone();
                step.emit.extend(league.broken_off());
                self.failed.push((id, unanswered(failure)));
            }
        }
        if !self.pending.is_empty() {
            return Ok(step);
        }
        match self.verdict() {
            // A fault would take this step's snapshots with it: they go first.
            Err(_) if !step.emit.is_empty() => Ok(step),
            Err(fault) => Err(fault),
            Ok(()) => {
                step.emit.extend(self.left_out(context));
                step.done = true;
                Ok(step)
            }
        }
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
            self.answered += 1;
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
                self.answered += 1;
                step.emit.push(league.whole(&self.events, &self.venues, self.narrowed));
                Ok(())
            }
        }
    }

    /// A fault of the account or of the configuration ends the task; one of a single league does so
    /// only where no other league was answered.
    fn verdict(&self) -> Result<(), Fault> {
        let of_one_league = |fault: &Fault| {
            matches!(fault.code, FaultCode::NotFound | FaultCode::Upstream | FaultCode::SchemaDrift)
        };
        let grave = self
            .failed
            .iter()
            .find(|(_, fault)| !of_one_league(fault))
            .or_else(|| self.failed.first().filter(|_| self.answered == 0));
        match grave {
            None => Ok(()),
            Some((league, fault)) => {
                let message = format!("league {league}: {}", fault.message);
                Err(Fault { message, ..fault.clone() })
            }
        }
    }

    /// The leagues that failed, told beside those that did not.
    fn left_out(&self, context: &Context) -> Option<Snapshot> {
        if self.failed.is_empty() {
            return None;
        }
        let skipped = self.failed.iter().map(|(league, fault)| Skipped {
            at: format!("league {league}"),
            reason: fault.to_string(),
        });
        Some(Snapshot {
            observed_at: Some(context.now),
            skipped: skipped.collect(),
            ..Snapshot::default()
        })
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
