//! Which stored events a source's new ones are.
//!
//! The stored events of the sport around the new ones' kick-offs are the candidates, and the matcher
//! decides on all of the new ones together. What it is sure of is the same; what it is not sure of
//! becomes a new event and a question to a person; what the source itself lists beside it, or a person
//! has said to be two, stays apart.

use std::collections::{BTreeMap, HashSet};

use monps_core::adapter::SourceEvent;
use monps_core::catalog::Sport;
use monps_core::catalog::matching::{
    Aliases, Clock, Contest, Decision, Matching, Reason, Verdict, match_contests,
};
use monps_core::id::{EventId, SourceId};
use monps_core::time::{TimeDelta, Timestamp};

use crate::store::{
    AliasOrigin, AliasQuery, AliasRecord, Candidate, CandidateQuery, EventRecord, NamePair,
    NewAlias, Store, StoreError,
};

/// How far around its kick-off an event is looked for: it may have been put off.
const AROUND: TimeDelta = TimeDelta::hours(75);
/// Candidates read at once.
const CANDIDATES_MAX: u32 = 20_000;
/// Aliases read at once.
const ALIASES_MAX: u32 = 50_000;
/// Who learns by itself.
const LEARNER: &str = "collector";

/// What a new event is.
#[derive(Clone, Debug)]
pub(crate) enum Twin {
    /// One that nobody has told of.
    New,
    /// This one.
    Same {
        /// The stored event.
        record: Box<EventRecord>,
        /// Whether home and away stand the other way round.
        turned: bool,
    },
    /// Perhaps this one: a person is asked.
    Perhaps(Box<Doubt>),
}

/// What a person is asked about a new event.
#[derive(Clone, Debug)]
pub(crate) struct Doubt {
    pub(crate) candidate: EventId,
    pub(crate) turned: bool,
    pub(crate) score: u32,
    pub(crate) runner_up: u32,
    pub(crate) names: Vec<NamePair>,
    pub(crate) reasons: Vec<String>,
}

/// What came of looking for twins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Twins {
    /// One for each event asked about, in its order.
    pub(crate) twins: Vec<Twin>,
    /// What was learnt of names on the way.
    pub(crate) aliases: Vec<NewAlias>,
}

/// Looks for the twins of a source's events.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) source: SourceId,
    /// Names that the source has given to other events: whatever goes by one of them is listed
    /// beside the new ones and so is none of them.
    pub(crate) beside: &'a HashSet<&'a str>,
    /// Whatever the source has a name for is another event.
    pub(crate) unnamed: bool,
    pub(crate) now: Timestamp,
}

impl Search<'_> {
    /// Decides about some events.
    pub(crate) async fn find(&self, events: &[&SourceEvent]) -> Result<Twins, StoreError> {
        let mut all = Twins { twins: vec![Twin::New; events.len()], aliases: Vec::new() };
        let mut sports: BTreeMap<&Sport, Vec<usize>> = BTreeMap::new();
        for (place, event) in events.iter().enumerate() {
            // An outright has no sides to tell it by.
            if !event.home.is_empty() && !event.away.is_empty() {
                sports.entry(&event.sport).or_default().push(place);
            }
        }
        for (sport, places) in sports {
            self.find_of(sport, &places, events, &mut all).await?;
        }
        Ok(all)
    }

    async fn find_of(
        &self,
        sport: &Sport,
        places: &[usize],
        events: &[&SourceEvent],
        all: &mut Twins,
    ) -> Result<(), StoreError> {
        let candidates = self.candidates(sport, places, events).await?;
        if candidates.is_empty() {
            return Ok(());
        }
        let query = AliasQuery {
            sport: Some(sport.clone()),
            standing: true,
            before: None,
            limit: ALIASES_MAX,
        };
        let aliases = self.aliases(&self.store.aliases(&query).await?);
        let heard: Vec<Contest> = places.iter().map(|place| contest(events[*place])).collect();
        let stored: Vec<Contest> =
            candidates.iter().map(|candidate| contest_of(&candidate.record)).collect();
        let matching = match_contests(&heard, &stored, &aliases);
        for decision in &matching.decisions {
            all.twins[places[decision.left]] = twin(decision, &candidates);
        }
        self.learn(&matching, sport, all);
        Ok(())
    }

    async fn candidates(
        &self,
        sport: &Sport,
        places: &[usize],
        events: &[&SourceEvent],
    ) -> Result<Vec<Candidate>, StoreError> {
        let starts = || places.iter().map(|place| events[*place].starts_at);
        let (Some(first), Some(last)) = (starts().min(), starts().max()) else {
            return Ok(Vec::new());
        };
        let query = CandidateQuery {
            sport: sport.clone(),
            from: first - AROUND,
            until: last + AROUND,
            source: self.source,
            unnamed: self.unnamed,
            limit: CANDIDATES_MAX,
        };
        let mut candidates = self.store.candidates(&query).await?;
        let is_beside = |name: &String| self.beside.contains(name.as_str());
        candidates.retain(|candidate| !candidate.refs.iter().any(is_beside));
        Ok(candidates)
    }

    /// What is known of names: a person's answers, and what this source's names have taught.
    fn aliases(&self, records: &[AliasRecord]) -> Aliases {
        let mut aliases = Aliases::default();
        for AliasRecord { alias, .. } in records {
            let counts = alias.origin == AliasOrigin::Answer || alias.source_id == self.source;
            match (counts, alias.is_same) {
                (true, true) => aliases.add(&alias.sport, &alias.name, &alias.participant),
                (true, false) => aliases.refuse(&alias.sport, &alias.name, &alias.participant),
                (false, _) => {}
            }
        }
        aliases
    }

    fn learn(&self, matching: &Matching, sport: &Sport, all: &mut Twins) {
        all.aliases.extend(matching.learnt.iter().map(|learnt| NewAlias {
            sport: sport.clone(),
            source_id: self.source,
            competition: String::new(),
            name: learnt.left.clone(),
            participant: learnt.right.clone(),
            is_same: true,
            origin: AliasOrigin::Learnt,
            evidence: format!("against {} opponents at the same hours", learnt.opponents),
            review_id: None,
            created_at: self.now,
            created_by: LEARNER.to_owned(),
        }));
    }
}

fn twin(decision: &Decision, candidates: &[Candidate]) -> Twin {
    let Some(candidate) = decision.right.and_then(|right| candidates.get(right)) else {
        return Twin::New;
    };
    match decision.verdict {
        Verdict::Different => Twin::New,
        Verdict::Same => {
            Twin::Same { record: Box::new(candidate.record.clone()), turned: decision.is_swapped }
        }
        Verdict::Unsure => Twin::Perhaps(Box::new(Doubt {
            candidate: candidate.record.event.id,
            turned: decision.is_swapped,
            score: decision.score.thousandths(),
            runner_up: decision.runner_up.thousandths(),
            names: decision.reasons.iter().filter_map(names).collect(),
            reasons: decision.reasons.iter().map(|reason| words(reason, candidates)).collect(),
        })),
    }
}

fn names(reason: &Reason) -> Option<NamePair> {
    let (left, right, score) = match reason {
        Reason::Names { left, right, score } => (left, right, Some(score.thousandths())),
        Reason::Learnt { left, right, .. } => (left, right, None),
        _ => return None,
    };
    Some(NamePair { left: left.clone(), right: right.clone(), score })
}

/// A reason in words that mean something outside of the lists that were compared.
fn words(reason: &Reason, candidates: &[Candidate]) -> String {
    match reason {
        Reason::RunnerUp { index, for_left: true, score } => {
            let rival = candidates.get(*index).map(|rival| &rival.record.event);
            let title = rival.map_or_else(String::new, |event| {
                format!("{} ({})", event.title(), event.starts_at.format("%Y-%m-%d %H:%M"))
            });
            format!("event {title} is nearly as good: {score}")
        }
        Reason::RunnerUp { for_left: false, score, .. } => {
            format!("another event of the same source is nearly as good: {score}")
        }
        other => other.to_string(),
    }
}

/// An event in its source's words.
pub(crate) fn contest(event: &SourceEvent) -> Contest {
    let words = [&event.competition_title, &event.competition];
    Contest {
        competition: words.into_iter().find(|words| !words.is_empty()).cloned(),
        ..Contest::new(event.sport.clone(), &*event.home, &*event.away, event.starts_at)
            .with_clock(clock(event.time_known))
    }
}

fn contest_of(record: &EventRecord) -> Contest {
    let words = record.competition_title.as_ref().or(record.competition.as_ref());
    Contest { competition: words.cloned(), ..Contest::from(&record.event) }
}

const fn clock(time_known: bool) -> Clock {
    if time_known { Clock::Known } else { Clock::DayOnly }
}
