//! A conversation by description: one chain of requests for each competition, in flight together.

mod ask;
mod chain;
mod page;
mod refuse;

use std::collections::BTreeMap;
use std::sync::Arc;

use monps_core::adapter::{
    Capability, Context, Conversation, Inputs, Request, Response, Scope, Snapshot, Step, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};

use super::describe::{Ability, Description};
use super::read::Material;
use crate::kit::{Parts, unanswered};
use chain::{Chain, Go};

/// Competitions of one conversation.
const COMPETITIONS_MAX: usize = 100;

/// What stays the same during a conversation.
#[derive(Clone, Debug)]
pub(super) struct Talk {
    pub(super) description: Arc<Description>,
    pub(super) want: Capability,
    pub(super) scope: Scope,
    pub(super) config: BTreeMap<String, String>,
}

impl Talk {
    pub(super) fn ability(&self) -> Result<&Ability, Fault> {
        ability(&self.description, self.want)
    }
}

/// Begins a conversation: the first requests of every chain.
pub(super) fn start(
    description: &Arc<Description>,
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    let ability = ability(description, task.want)?;
    let talk = Talk {
        description: Arc::clone(description),
        want: task.want,
        scope: task.scope.clone(),
        config: config(description, context)?,
    };
    let competitions = competitions(ability, &talk.config, &task.scope)?;
    let mut chains: Vec<Chain> = competitions.into_iter().map(Chain::new).collect();
    let mut ids = Ids::default();
    let mut requests = Vec::new();
    for (number, chain) in chains.iter_mut().enumerate() {
        let Go::Ask(asked) = chain.begin(&talk, context, &mut ids)? else {
            let message = "no request is to be made: a condition of the first step does not hold with this configuration";
            return Err(Fault::new(FaultCode::BadConfig, message));
        };
        ids.belong(&asked, number);
        requests.extend(asked);
    }
    let conversation = Chains { talk, chains, ids, parts: Parts::default() };
    Ok((Box::new(conversation), Step::fetch(requests)))
}

/// What is asked for one by one, each by itself.
pub(super) fn parts(description: &Description, context: &Context) -> Result<Vec<Scope>, Fault> {
    let Some(ability) = &description.odds else {
        return Ok(vec![Scope::default()]);
    };
    let competitions = competitions(ability, &config(description, context)?, &Scope::default())?;
    let alone = |competition: Option<String>| Scope {
        competitions: competition.into_iter().collect(),
        ..Scope::default()
    };
    Ok(competitions.into_iter().map(alone).collect())
}

/// Reads answers that are at hand.
pub(super) fn dry_run(
    description: &Arc<Description>,
    context: &Context,
    task: &Task,
    answers: Vec<(String, Vec<u8>)>,
) -> Result<Snapshot, Fault> {
    let ability = ability(description, task.want)?;
    let config = config(description, context)?;
    let competition = competitions(ability, &config, &task.scope)?.into_iter().next().flatten();
    let mut bodies = vec![Vec::new(); ability.steps.len()];
    for (step, body) in answers {
        let number = ability.steps.iter().position(|held| held.name == step).ok_or_else(|| {
            let known: Vec<&str> = ability.steps.iter().map(|held| held.name.as_str()).collect();
            let message = format!("there is no step {step:?}: there is {}", known.join(", "));
            Fault::new(FaultCode::BadConfig, message)
        })?;
        bodies[number].push(body);
    }
    let material = Material {
        description,
        ability,
        config: &config,
        scope: &task.scope,
        competition: competition.as_deref(),
        now: context.now,
        bodies: &bodies,
    };
    let snapshot = material.snapshot(Vec::new())?;
    Ok(Snapshot { observed_at: Some(context.now), ..snapshot })
}

fn ability(description: &Description, want: Capability) -> Result<&Ability, Fault> {
    let found = match want {
        Capability::Odds => description.odds.as_ref(),
        Capability::Results => description.results.as_ref(),
        _ => None,
    };
    found.ok_or_else(|| {
        let brings = match (&description.odds, &description.results) {
            (Some(_), Some(_)) => "odds and results",
            (Some(_), None) => "odds",
            _ => "results",
        };
        let name = &description.manifest.name;
        Fault::new(FaultCode::Unsupported, format!("{name} brings {brings}: ask for that"))
    })
}

/// The configuration, checked, with what stands for what is not set.
fn config(description: &Description, context: &Context) -> Result<BTreeMap<String, String>, Fault> {
    let mut config = BTreeMap::new();
    for key in &description.manifest.config {
        let value = match context.value(&key.name) {
            Some(value) => key.kind.check(value).map_err(|reason| {
                Fault::new(FaultCode::BadConfig, format!("{} {reason}", key.name))
            })?,
            None => key.default.clone().unwrap_or_default(),
        };
        config.insert(key.name.clone(), value);
    }
    Ok(config)
}

/// What is asked for one by one: a single nothing where there is no such list.
fn competitions(
    ability: &Ability,
    config: &BTreeMap<String, String>,
    scope: &Scope,
) -> Result<Vec<Option<String>>, Fault> {
    let Some(key) = &ability.competitions else {
        return Ok(vec![None]);
    };
    let bad = |message: String| Err(Fault::new(FaultCode::BadConfig, message));
    let mut asked: Vec<String> = if scope.competitions.is_empty() {
        let listed = config.get(key).map_or("", String::as_str);
        listed.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    } else {
        scope.competitions.clone()
    };
    asked.sort_unstable();
    asked.dedup();
    let plain = |c: u8| c.is_ascii_alphanumeric() || b"_-.".contains(&c);
    if let Some(odd) =
        asked.iter().find(|word| word.is_empty() || word.len() > 64 || !word.bytes().all(plain))
    {
        let odd: String = odd.chars().take(40).collect();
        return bad(format!("{key} holds {odd:?}: a word is made of letters, digits, _, - and ."));
    }
    if asked.is_empty() {
        return bad(format!(
            "{key} is not set, and says what to ask for: set it in the feed's config"
        ));
    }
    if asked.len() > COMPETITIONS_MAX {
        let count = asked.len();
        return bad(format!(
            "{key} holds {count} entries, more than the {COMPETITIONS_MAX} of one conversation: split the feed"
        ));
    }
    Ok(asked.into_iter().map(Some).collect())
}

/// The numbers of requests, and whose they are.
#[derive(Debug, Default)]
pub(super) struct Ids {
    next: u32,
    chains: BTreeMap<u32, usize>,
}

impl Ids {
    pub(super) fn next(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    fn belong(&mut self, requests: &[Request], chain: usize) {
        self.chains.extend(requests.iter().map(|request| (request.id, chain)));
    }
}

/// The chains of one conversation.
struct Chains {
    talk: Talk,
    chains: Vec<Chain>,
    ids: Ids,
    parts: Parts,
}

impl Conversation for Chains {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let mut step = Step::default();
        for response in inputs.responses {
            self.take(context, response, &mut step);
        }
        for failure in inputs.failures {
            if let Some(number) = self.ids.chains.remove(&failure.id) {
                let id = failure.id;
                let fault = unanswered(failure);
                let go = self.chains[number].refused(&self.talk, context, &mut self.ids, id, fault);
                self.follow(number, go, &mut step);
            }
        }
        if !self.ids.chains.is_empty() {
            return Ok(step);
        }
        let at = |competition: &str| format!("/{competition}");
        self.parts.end(step, context.now, at, str::to_owned)
    }
}

impl Chains {
    fn take(&mut self, context: &Context, response: Response, step: &mut Step) {
        let Some(number) = self.ids.chains.remove(&response.id) else {
            return;
        };
        let go = self.chains[number].answered(&self.talk, context, &mut self.ids, response);
        self.follow(number, go, step);
    }

    fn follow(&mut self, number: usize, go: Result<Go, Fault>, step: &mut Step) {
        match go {
            Ok(Go::Ask(requests)) => {
                self.ids.belong(&requests, number);
                step.next.requests.extend(requests);
            }
            Ok(Go::Wait) => {}
            Ok(Go::Done(snapshot)) => {
                self.parts.answered();
                step.emit.push(*snapshot);
            }
            Err(fault) => {
                // What is still in flight for it is nobody's any more.
                self.ids.chains.retain(|_, chain| *chain != number);
                let competition = self.chains[number].competition.clone();
                self.parts.failed(competition.unwrap_or_default(), fault);
            }
        }
    }
}
