//! Which events are one: what a person is asked and answers, and events made one or two by hand.
//!
//! An answer becomes aliases, so that nobody is asked the same again; a pair that is one is merged with
//! everything that belongs to it. Whatever is done here can be undone.

mod answer;
mod join;

pub use join::{Apart, Together};

use std::collections::BTreeMap;
use std::sync::Arc;

use monps_core::id::{BetId, EventId};

use super::problem::Problem;
use crate::clock::Clock;
use crate::collector::Ingest;
use crate::store::{
    AliasQuery, AliasRecord, EventName, EventRecord, JoinRecord, ReviewQuery, ReviewRecord, Store,
};

/// Names of one event that are told.
pub const JOINS_MAX: u32 = 1000;

/// What is known about which events are one.
#[derive(Debug)]
pub struct Matching {
    store: Arc<dyn Store>,
    /// The boards of this process, where it has any.
    ingest: Option<Arc<Ingest>>,
    clock: Clock,
}

/// A question with both events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub record: ReviewRecord,
    /// The event that was made.
    pub event: Option<EventRecord>,
    /// The event that it may be.
    pub candidate: Option<EventRecord>,
}

/// An event with what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The event.
    pub record: EventRecord,
    /// The names that it goes by.
    pub names: Vec<EventName>,
    /// The bets on it.
    pub bets: Vec<BetId>,
    /// What it was made of, the newest first.
    pub joins: Vec<Joined>,
}

/// A merge or a split with both events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// What was done.
    pub record: JoinRecord,
    /// Where things went from.
    pub from: Option<EventRecord>,
    /// Where they went.
    pub to: Option<EventRecord>,
}

impl Matching {
    /// Over a store, and over the boards of this process where it has any.
    #[must_use]
    pub const fn new(store: Arc<dyn Store>, ingest: Option<Arc<Ingest>>, clock: Clock) -> Self {
        Self { store, ingest, clock }
    }

    /// Questions, the oldest first.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn questions(&self, query: &ReviewQuery) -> Result<Vec<Question>, Problem> {
        let records = self.store.reviews(query).await?;
        self.with_events(records).await
    }

    /// One question.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Store`].
    pub async fn question(&self, id: i64) -> Result<Question, Problem> {
        let found = self.store.review(id).await?;
        let record = found.ok_or_else(|| Problem::NotFound {
            code: "review_not_found",
            detail: format!("There is no question {id} about two events."),
        })?;
        let mut questions = self.with_events(vec![record]).await?;
        questions.pop().ok_or_else(|| Problem::broken("a question without events"))
    }

    /// How many questions are open.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn open_questions(&self) -> Result<u64, Problem> {
        Ok(self.store.open_reviews().await?)
    }

    async fn with_events(&self, records: Vec<ReviewRecord>) -> Result<Vec<Question>, Problem> {
        let ids = records.iter().flat_map(|one| [one.review.event_id, one.review.candidate_id]);
        let events = self.events(ids).await?;
        let question = |record: ReviewRecord| Question {
            event: events.get(&record.review.event_id).cloned(),
            candidate: events.get(&record.review.candidate_id).cloned(),
            record,
        };
        Ok(records.into_iter().map(question).collect())
    }

    async fn events(
        &self,
        ids: impl Iterator<Item = EventId>,
    ) -> Result<BTreeMap<EventId, EventRecord>, Problem> {
        let ids: Vec<EventId> = ids.collect();
        let records = self.store.events_even_merged(&ids).await?;
        Ok(records.into_iter().map(|record| (record.event.id, record)).collect())
    }

    /// Aliases, the newest first.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn aliases(&self, query: &AliasQuery) -> Result<Vec<AliasRecord>, Problem> {
        Ok(self.store.aliases(query).await?)
    }

    /// Takes an alias back.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where no such alias holds, [`Problem::Store`].
    pub async fn withdraw_alias(&self, id: i64, actor: &str) -> Result<(), Problem> {
        if self.store.withdraw_alias(id, actor, self.clock.now()).await? {
            return Ok(());
        }
        Err(Problem::NotFound {
            code: "alias_not_found",
            detail: format!("There is no alias {id} that holds."),
        })
    }

    /// An event with what hangs on it.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Store`].
    pub async fn whole(&self, match_id: &str) -> Result<Whole, Problem> {
        let record = self.event(match_id).await?;
        let id = record.event.id;
        Ok(Whole {
            names: self.store.event_names(id).await?,
            bets: self.store.bets_on(id).await?,
            joins: self.joins(Some(id), None, JOINS_MAX).await?,
            record,
        })
    }

    /// The event of a public name or of any source's.
    async fn event(&self, match_id: &str) -> Result<EventRecord, Problem> {
        let found = self.store.event_by_name(match_id).await?;
        found.ok_or_else(|| Problem::NotFound {
            code: "match_not_found",
            detail: format!("There is no match {match_id:?}."),
        })
    }

    /// Brings the boards up to date after events were made one or two.
    async fn show(&self, events: &[EventId]) -> Result<(), Problem> {
        if let Some(ingest) = &self.ingest {
            ingest.rejoined(events, self.clock.now()).await?;
        }
        Ok(())
    }
}
