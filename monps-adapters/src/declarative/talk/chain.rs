//! The requests of one competition, one step after another.

use monps_core::adapter::{
    Capability, Context, Coverage, QuotaReport, Request, Response, Skipped, Snapshot,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::Timestamp;

use super::page::{Next, next_page};
use super::refuse::{refused, refused_within};
use super::{Ids, Talk, ask};
use crate::declarative::describe::{Coverage as Covers, StepSpec};
use crate::declarative::expr::Env;
use crate::declarative::read::{Material, drifted, values};
use crate::declarative::wire::Node;

/// Bytes of the answers kept for one snapshot.
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// What follows an answer.
pub(super) enum Go {
    Ask(Vec<Request>),
    Wait,
    Done(Box<Snapshot>),
}

/// A request that is in flight: the answer's place, and how to ask for the page after it.
#[derive(Clone, Debug)]
struct Asked {
    request: Request,
    /// The values it is asked with.
    each: Option<String>,
    page: u32,
}

/// An answer that was kept.
#[derive(Clone, Debug)]
struct Answer {
    id: u32,
    body: Vec<u8>,
    received_at: Timestamp,
}

/// The requests of one competition.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) competition: Option<String>,
    step: usize,
    waiting: Vec<Asked>,
    /// By step, in the order they were asked for.
    answers: Vec<Vec<Answer>>,
    bytes: usize,
    quota: Option<QuotaReport>,
    notes: Vec<Skipped>,
    /// Whether something was left out that an image would have to hold.
    is_cut: bool,
    /// Words for pages that were asked for: one that comes again leads nowhere.
    pages: std::collections::BTreeSet<String>,
}

impl Chain {
    pub(super) const fn new(competition: Option<String>) -> Self {
        Self {
            competition,
            step: 0,
            waiting: Vec::new(),
            answers: Vec::new(),
            bytes: 0,
            quota: None,
            notes: Vec::new(),
            is_cut: false,
            pages: std::collections::BTreeSet::new(),
        }
    }

    /// The first requests.
    pub(super) fn begin(
        &mut self,
        talk: &Talk,
        context: &Context,
        ids: &mut Ids,
    ) -> Result<Go, Fault> {
        self.answers = vec![Vec::new(); talk.ability()?.steps.len()];
        self.ask(talk, context, ids)
    }

    /// Takes an answer.
    pub(super) fn answered(
        &mut self,
        talk: &Talk,
        context: &Context,
        ids: &mut Ids,
        response: Response,
    ) -> Result<Go, Fault> {
        if !response.from_cache {
            self.count(talk, &response);
        }
        let env = self.env(talk, context);
        let fault = if response.status == 200 {
            refused_within(&talk.description, &env, &response)
        } else {
            Some(refused(&talk.description, &env, &response))
        };
        if let Some(fault) = fault {
            return self.refused(talk, context, ids, response.id, fault);
        }
        let Some(asked) = self.taken(response.id) else {
            return Ok(Go::Wait);
        };
        let step = &talk.ability()?.steps[self.step];
        self.bytes += response.body.len();
        if self.bytes > BYTES_MAX {
            let message = "the answers together are larger than 64 MiB: ask for less at once";
            return Err(Fault::new(FaultCode::Upstream, message));
        }
        let mut more = Vec::new();
        if let Some(request) = self.page(step, &asked, &response, talk, ids)? {
            let asked = Asked { request, each: asked.each, page: asked.page + 1 };
            more.push(asked.request.clone());
            self.waiting.push(asked);
        }
        self.answers[self.step].push(Answer {
            id: response.id,
            body: response.body,
            received_at: response.received_at,
        });
        self.go_on(talk, context, ids, more)
    }

    /// Takes a refusal, which may be no harm.
    pub(super) fn refused(
        &mut self,
        talk: &Talk,
        context: &Context,
        ids: &mut Ids,
        id: u32,
        fault: Fault,
    ) -> Result<Go, Fault> {
        let Some(asked) = self.taken(id) else {
            return Ok(Go::Wait);
        };
        if !talk.ability()?.steps[self.step].optional {
            return Err(fault);
        }
        self.notes.push(Skipped { at: asked.request.path, reason: fault.to_string() });
        self.is_cut = true;
        self.go_on(talk, context, ids, Vec::new())
    }

    fn taken(&mut self, id: u32) -> Option<Asked> {
        let at = self.waiting.iter().position(|asked| asked.request.id == id)?;
        Some(self.waiting.swap_remove(at))
    }

    fn go_on(
        &mut self,
        talk: &Talk,
        context: &Context,
        ids: &mut Ids,
        more: Vec<Request>,
    ) -> Result<Go, Fault> {
        if !more.is_empty() {
            return Ok(Go::Ask(more));
        }
        if !self.waiting.is_empty() {
            return Ok(Go::Wait);
        }
        self.answers[self.step].sort_by_key(|answer| answer.id);
        self.step += 1;
        self.ask(talk, context, ids)
    }

    /// The requests of the step that is due, or of the first after it that has any.
    fn ask(&mut self, talk: &Talk, context: &Context, ids: &mut Ids) -> Result<Go, Fault> {
        let ability = talk.ability()?;
        while let Some(step) = ability.steps.get(self.step) {
            let mut asked = Vec::new();
            for each in self.each(step, talk, context)? {
                let env = Env { each: each.as_deref(), ..self.env(talk, context) };
                if let Some(mut request) = ask::request(step, &env, ids)? {
                    // A refusal of status 200 would be kept like any good answer.
                    if talk.description.refusals.iter().any(|rule| rule.status.contains(&200)) {
                        request.cache_age_max_s = 0;
                    }
                    asked.push(Asked { request, each, page: 1 });
                }
            }
            if !asked.is_empty() {
                self.waiting = asked;
                return Ok(Go::Ask(
                    self.waiting.iter().map(|asked| asked.request.clone()).collect(),
                ));
            }
            if self.step == 0 {
                return Ok(Go::Wait);
            }
            self.step += 1;
        }
        self.snapshot(talk, context).map(|snapshot| Go::Done(Box::new(snapshot)))
    }

    /// The values that a step is asked for with, joined as many at once as it takes.
    fn each(
        &mut self,
        step: &StepSpec,
        talk: &Talk,
        context: &Context,
    ) -> Result<Vec<Option<String>>, Fault> {
        let Some(each) = &step.each else {
            return Ok(vec![None]);
        };
        let of = &talk.ability()?.steps[each.step].name;
        let answers = &self.answers[each.step];
        let parsed: Result<Vec<Node<'_>>, String> =
            answers.iter().map(|answer| Node::parse(&answer.body)).collect();
        let parsed = parsed.map_err(|reason| drifted(of, &reason))?;
        let found = values(each, &self.env(talk, context), &parsed);
        let (found, cut) = found.map_err(|reason| drifted(of, &reason))?;
        if cut {
            let reason = format!(
                "{of} names more than {} values for {}: the rest was not asked for",
                each.most, step.name
            );
            self.notes.push(Skipped { at: "/".to_owned(), reason });
            self.is_cut = true;
        }
        let at_once = usize::try_from(each.at_once).unwrap_or(1).max(1);
        Ok(found.chunks(at_once).map(|chunk| Some(chunk.join(","))).collect())
    }

    /// The request for the page after an answer.
    fn page(
        &mut self,
        step: &StepSpec,
        asked: &Asked,
        response: &Response,
        talk: &Talk,
        ids: &mut Ids,
    ) -> Result<Option<Request>, Fault> {
        let Some(page) = &step.page else {
            return Ok(None);
        };
        let answer = Node::parse(&response.body).map_err(|reason| drifted(&step.name, &reason))?;
        let base = talk.description.manifest.endpoints.iter();
        let base = base.clone().find(|endpoint| endpoint.name == step.endpoint);
        let base = base.map_or("", |endpoint| endpoint.base.as_str());
        let env = Env { answer: Some(&answer), ..self.env_at(talk, response.received_at) };
        let next = next_page(page, &env, &asked.request, asked.page, base);
        let Next { word, request } = match next.map_err(|reason| drifted(&step.name, &reason))? {
            None => return Ok(None),
            Some(next) => next,
        };
        // A word that was followed before leads in a circle.
        if !self.pages.insert(format!("{} {:?} {word}", step.name, asked.each)) {
            return Ok(None);
        }
        if asked.page >= page.most {
            let reason = format!(
                "{} has more than {} pages: the rest was not asked for",
                step.name, page.most
            );
            self.notes.push(Skipped { at: "/".to_owned(), reason });
            self.is_cut = true;
            return Ok(None);
        }
        Ok(Some(Request { id: ids.next(), ..request }))
    }

    fn env<'e>(&'e self, talk: &'e Talk, context: &Context) -> Env<'e> {
        self.env_at(talk, context.now)
    }

    fn env_at<'e>(&'e self, talk: &'e Talk, now: Timestamp) -> Env<'e> {
        Env {
            config: &talk.config,
            tables: &talk.description.tables,
            scope: &talk.scope,
            competition: self.competition.as_deref(),
            now,
            each: None,
            answer: None,
            levels: Vec::new(),
            own: std::collections::BTreeMap::new(),
        }
    }

    /// What the source says of the quota: the least that is left, and the cost of all calls.
    fn count(&mut self, talk: &Talk, response: &Response) {
        let Some(quota) = &talk.description.manifest.quota else {
            return;
        };
        let whole = |name: &str| -> Option<u32> {
            response.header(name)?.trim().split('.').next()?.parse().ok()
        };
        let told = QuotaReport {
            remaining: whole(&quota.remaining_header),
            used: quota.used_header.as_deref().and_then(whole),
            last_cost: whole(&quota.cost_header),
        };
        if told.remaining.or(told.used).or(told.last_cost).is_none() {
            return;
        }
        let held = self.quota.take();
        self.quota = Some(match held {
            None => told,
            Some(held) => QuotaReport {
                remaining: held.remaining.into_iter().chain(told.remaining).min(),
                used: held.used.max(told.used),
                last_cost: held
                    .last_cost
                    .into_iter()
                    .chain(told.last_cost)
                    .reduce(u32::saturating_add),
            },
        });
    }

    fn snapshot(&mut self, talk: &Talk, context: &Context) -> Result<Snapshot, Fault> {
        let ability = talk.ability()?;
        let told = ability.readings.iter().flat_map(|reading| &self.answers[reading.step]);
        let observed_at = told.map(|answer| answer.received_at).min().unwrap_or(context.now);
        let answers = std::mem::take(&mut self.answers);
        let bodies: Vec<Vec<Vec<u8>>> = answers
            .into_iter()
            .map(|step| step.into_iter().map(|answer| answer.body).collect())
            .collect();
        let material = Material {
            description: &talk.description,
            ability,
            config: &talk.config,
            scope: &talk.scope,
            competition: self.competition.as_deref(),
            now: context.now,
            bodies: &bodies,
        };
        let snapshot = material.snapshot(std::mem::take(&mut self.notes))?;
        let coverage = self.coverage(talk, ability.coverage);
        let image = (coverage == Coverage::Competitions).then(|| self.competition.clone());
        Ok(Snapshot {
            observed_at: Some(observed_at),
            coverage,
            competitions: image.flatten().into_iter().collect(),
            quota: self.quota,
            ..snapshot
        })
    }

    /// What is not there says less where not all was asked for.
    fn coverage(&self, talk: &Talk, described: Covers) -> Coverage {
        match described {
            _ if talk.want == Capability::Results => Coverage::Delta,
            _ if !talk.scope.venues.is_empty() || talk.scope.since.is_some() => Coverage::Delta,
            Covers::Changes => Coverage::Delta,
            Covers::Competitions if talk.scope.events.is_empty() && !self.is_cut => {
                Coverage::Competitions
            }
            // An event of which a page or a part was refused is not whole.
            _ if self.is_cut => Coverage::Delta,
            Covers::Events | Covers::Competitions => Coverage::Events,
        }
    }
}
