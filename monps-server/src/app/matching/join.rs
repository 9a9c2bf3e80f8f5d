//! Events made one or two by hand.

use std::collections::BTreeMap;

use monps_core::catalog::matching::{Aliases, Contest, Verdict, match_one};
use monps_core::id::{BetId, EventId, SourceId};

use super::{Joined, Matching};
use crate::app::problem::{Faults, Problem};
use crate::store::{EventName, JoinRecord, Merge, Split, StoreError, Undone};

/// Two matches that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// The one that goes.
    pub match_id: String,
    /// The one that stays.
    pub into: String,
    /// Whether their home and away stand the other way round; by their names where nobody says.
    pub is_turned: Option<bool>,
}

/// One match that is two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The match.
    pub match_id: String,
    /// The names that mean the other one, each with its source.
    pub names: Vec<(String, String)>,
    /// The bets on the other one.
    pub bets: Vec<BetId>,
}

impl Matching {
    /// Makes two matches one.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Invalid`] for one match or two sports; [`Problem::Conflict`]
    /// when somebody else was faster; [`Problem::Store`].
    pub async fn merge(&self, wanted: &Together, actor: &str) -> Result<Joined, Problem> {
        let gone = self.event(&wanted.match_id).await?.event;
        let kept = self.event(&wanted.into).await?.event;
        let mut faults = Faults::default();
        if gone.id == kept.id {
            faults.refuse("into", "is the same match");
        } else if gone.sport != kept.sport {
            faults.refuse("into", format!("is {}, and the other is {}", kept.sport, gone.sport));
        }
        faults.finish()?;
        let by_names = || {
            let candidates = [Contest::from(&kept)];
            let decision = match_one(&Contest::from(&gone), &candidates, &Aliases::default());
            decision.is_swapped && decision.verdict != Verdict::Different
        };
        let merge = Merge {
            gone: gone.id,
            kept: kept.id,
            is_turned: wanted.is_turned.unwrap_or_else(by_names),
            actor: actor.to_owned(),
            at: self.clock.now(),
        };
        let id = self.store.merge_events(&merge).await.map_err(faster)?;
        self.show(&[gone.id, kept.id]).await?;
        self.joined(id).await
    }

    /// Makes one match two.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Invalid`] for names and bets that are not the match's, or
    /// where no name would be left; [`Problem::Conflict`]; [`Problem::Store`].
    pub async fn split(&self, wanted: &Apart, actor: &str) -> Result<Joined, Problem> {
        let event = self.event(&wanted.match_id).await?.event;
        let names = self.store.event_names(event.id).await?;
        let refs = refs(wanted, &names)?;
        let bets = self.store.bets_on(event.id).await?;
        if let Some(other) = wanted.bets.iter().find(|bet| !bets.contains(bet)) {
            return Err(Problem::invalid("bets", format!("bet {other} is not on this match")));
        }
        let now = self.clock.now();
        let split = Split {
            event: event.id,
            refs,
            bets: wanted.bets.clone(),
            slug: format!("{}~{}", event.slug, now.timestamp_millis()),
            actor: actor.to_owned(),
            at: now,
        };
        let (id, other) = self.store.split_event(&split).await.map_err(faster)?;
        self.show(&[event.id, other]).await?;
        self.joined(id).await
    }

    /// Undoes a merge or a split.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Conflict`] when it is undone already or a later one stands on
    /// it; [`Problem::Store`].
    pub async fn undo(&self, id: i64, actor: &str) -> Result<Joined, Problem> {
        let record = self.joined(id).await?.record;
        match self.store.undo_join(id, actor, self.clock.now()).await? {
            Undone::Done => {}
            Undone::Before => {
                return Err(Problem::Conflict {
                    code: "already_undone",
                    detail: format!("The {} {id} has been undone before.", record.kind.as_str()),
                });
            }
            Undone::Blocked(later) => return Err(blocked(later)),
        }
        self.show(&[record.from, record.to]).await?;
        self.joined(id).await
    }

    /// Merges and splits, the newest first.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn joins(
        &self,
        event: Option<EventId>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Joined>, Problem> {
        let records = self.store.joins(event, before, limit).await?;
        self.with_both(records).await
    }

    async fn joined(&self, id: i64) -> Result<Joined, Problem> {
        let found = self.store.join(id).await?;
        let mut joined = self.with_both(found.into_iter().collect()).await?;
        joined.pop().ok_or_else(|| Problem::NotFound {
            code: "join_not_found",
            detail: format!("There is no merge or split {id}."),
        })
    }

    async fn with_both(&self, records: Vec<JoinRecord>) -> Result<Vec<Joined>, Problem> {
        let events = self.events(records.iter().flat_map(|one| [one.from, one.to])).await?;
        let joined = |record: JoinRecord| Joined {
            from: events.get(&record.from).cloned(),
            to: events.get(&record.to).cloned(),
            record,
        };
        Ok(records.into_iter().map(joined).collect())
    }
}

/// The names that go, or what is wrong with them.
fn refs(wanted: &Apart, names: &[EventName]) -> Result<Vec<(SourceId, String)>, Problem> {
    let known: BTreeMap<(&str, &str), SourceId> =
        names.iter().map(|one| ((one.source.as_str(), one.name.as_str()), one.source_id)).collect();
    let mut faults = Faults::default();
    let mut refs: Vec<(SourceId, String)> = Vec::new();
    for (index, (source, name)) in wanted.names.iter().enumerate() {
        match known.get(&(source.as_str(), name.as_str())) {
            Some(id) if !refs.contains(&(*id, name.clone())) => refs.push((*id, name.clone())),
            Some(_) => {}
            None => {
                let message = format!("{source} does not call this match {name:?}");
                faults.refuse(&format!("names[{index}]"), message);
            }
        }
    }
    if refs.is_empty() && wanted.names.is_empty() {
        faults.refuse("names", "say which names mean the other match");
    } else if refs.len() == names.len() {
        faults.refuse("names", "are all that the match has: nothing would be left of it");
    }
    faults.finish()?;
    Ok(refs)
}

pub(super) fn faster(error: StoreError) -> Problem {
    match error {
        StoreError::Conflict { .. } => Problem::Conflict {
            code: "match_changed",
            detail: "Somebody else has just changed one of these matches: look again.".to_owned(),
        },
        error => error.into(),
    }
}

pub(super) fn blocked(later: i64) -> Problem {
    Problem::Conflict {
        code: "join_stands_on_it",
        detail: format!("Merge or split {later} came later and stands on it: undo that first."),
    }
}
