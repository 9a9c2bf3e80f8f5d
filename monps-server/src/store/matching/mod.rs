//! "Is this the same event?", as stored: candidates, aliases, questions to a person, events joined.

mod reading;
mod statements;
mod writing;

pub(super) use reading::matching_records;
pub(super) use statements::matching_store;
pub(super) use writing::matching_rows;

use async_trait::async_trait;
use monps_core::catalog::Sport;
use monps_core::id::{BetId, EventId, SourceId};
use monps_core::time::Timestamp;

use super::{EventRecord, StoreError};

/// Which stored events a source's new ones may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateQuery {
    /// The sport.
    pub sport: Sport,
    /// From this instant.
    pub from: Timestamp,
    /// Until this instant.
    pub until: Timestamp,
    /// Whose names are told with them.
    pub source: SourceId,
    /// Only events that the source has no name for.
    pub unnamed: bool,
    /// At most so many, the earliest.
    pub limit: u32,
}

/// An event that another may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The event.
    pub record: EventRecord,
    /// The names that the asking source has for it.
    pub refs: Vec<String>,
}

/// A source's name of an event, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRef {
    /// The source.
    pub source_id: SourceId,
    /// Its name for the event.
    pub name: String,
    /// The event.
    pub event_id: EventId,
    /// The source lists the sides the other way round.
    pub turned: bool,
    /// The source's word on the kick-off counts.
    pub leads: bool,
}

impl NewRef {
    /// The name under which an event is first heard of.
    #[must_use]
    pub const fn first(source_id: SourceId, name: String, event_id: EventId) -> Self {
        Self { source_id, name, event_id, turned: false, leads: true }
    }
}

/// A name that an event goes by, and at whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventName {
    /// The source's id.
    pub source_id: SourceId,
    /// The source's key.
    pub source: String,
    /// Its name for the event.
    pub name: String,
    /// The source lists the sides the other way round.
    pub turned: bool,
    /// The source's word on the kick-off counts.
    pub leads: bool,
}

/// Where an alias comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AliasOrigin {
    /// From contests whose other side and kick-off agreed.
    Learnt,
    /// From a person's answer.
    Answer,
}

impl AliasOrigin {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Learnt => "learnt",
            Self::Answer => "answer",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Learnt, Self::Answer].into_iter().find(|origin| origin.as_str() == text)
    }
}

/// A source's name that is, or is not, a side of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAlias {
    /// The sport.
    pub sport: Sport,
    /// Whose name it is.
    pub source_id: SourceId,
    /// The competition in the source's word; empty where it has none.
    pub competition: String,
    /// The name, in the source's spelling.
    pub name: String,
    /// The side, by the name that the catalogue has for it.
    pub participant: String,
    /// Whether it is that side, or is not.
    pub is_same: bool,
    /// Where it comes from.
    pub origin: AliasOrigin,
    /// Why, in words.
    pub evidence: String,
    /// The question that it answers.
    pub review_id: Option<i64>,
    /// When.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
}

/// An alias as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasRecord {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub alias: NewAlias,
    /// The key of the source.
    pub source: String,
    /// When it was taken back, and by whom.
    pub withdrawn: Option<(Timestamp, String)>,
}

/// Which aliases, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AliasQuery {
    /// Only of a sport.
    pub sport: Option<Sport>,
    /// Only those that hold.
    pub standing: bool,
    /// Only older than this one.
    pub before: Option<i64>,
    /// At most so many.
    pub limit: u32,
}

/// Two names that were compared.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NamePair {
    /// The source's name.
    pub left: String,
    /// The catalogue's name.
    pub right: String,
    /// How alike, in thousandths; none where they were learnt to be one.
    pub score: Option<u32>,
}

/// A pair of events that may be one, to be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReview {
    /// Whose event it is.
    pub source_id: SourceId,
    /// The source's name for it.
    pub reference: String,
    /// The event that was made for it.
    pub event_id: EventId,
    /// The event that it may be.
    pub candidate_id: EventId,
    /// Whether home and away stand the other way round.
    pub is_turned: bool,
    /// How alike, in thousandths.
    pub score: u32,
    /// How alike the next best candidate is, in thousandths.
    pub runner_up: u32,
    /// The names that were compared.
    pub names: Vec<NamePair>,
    /// Why it is not sure, in words, the weightiest first.
    pub reasons: Vec<String>,
    /// When the question came up.
    pub created_at: Timestamp,
}

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// Nobody has answered.
    Open,
    /// They are one.
    Accepted,
    /// They are two.
    Rejected,
    /// The events were joined otherwise.
    Moot,
}

impl ReviewState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Accepted, Self::Rejected, Self::Moot];

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Moot => "moot",
        }
    }

    /// Reads the slug.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A question as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRecord {
    /// Its number.
    pub id: i64,
    /// What is asked.
    pub review: NewReview,
    /// The key of the source.
    pub source: String,
    /// Where it stands.
    pub state: ReviewState,
    /// When it was answered, and by whom.
    pub answered: Option<(Timestamp, String)>,
}

/// Which questions, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewQuery {
    /// Only in this state.
    pub state: Option<ReviewState>,
    /// Only after this one.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: u32,
}

/// A person's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewAnswer {
    /// To which question.
    pub id: i64,
    /// Whether they are one.
    pub is_same: bool,
    /// What it says about names.
    pub aliases: Vec<NewAlias>,
    /// Who.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// Whether two events were made one, or one was made two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinKind {
    /// Everything of the one went to the other.
    Merge,
    /// Something of the one went to a new one.
    Split,
}

impl JoinKind {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Merge, Self::Split].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Two events that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The one that goes.
    pub gone: EventId,
    /// The one that stays.
    pub kept: EventId,
    /// Whether their home and away stand the other way round.
    pub is_turned: bool,
    /// Who says so.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// One event that is two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The event.
    pub event: EventId,
    /// The names that mean the other one.
    pub refs: Vec<(SourceId, String)>,
    /// The bets on the other one.
    pub bets: Vec<BetId>,
    /// The public name of the other one.
    pub slug: String,
    /// Who says so.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// A merge or a split as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinRecord {
    /// Its number.
    pub id: i64,
    /// What was done.
    pub kind: JoinKind,
    /// Where things went from.
    pub from: EventId,
    /// Where they went.
    pub to: EventId,
    /// Whether home and away were exchanged.
    pub is_turned: bool,
    /// The question whose answer it was.
    pub review_id: Option<i64>,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor: String,
    /// When it was undone, and by whom.
    pub undone: Option<(Timestamp, String)>,
}

/// What came of undoing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Everything is as before.
    Done,
    /// It had been undone before.
    Before,
    /// This later one has to be undone first.
    Blocked(i64),
}

/// Keeping what is known about which events are one.
#[async_trait]
pub trait MatchingStore: Send + Sync {
    /// A number that is another one whenever events were made one or two.
    async fn joins_mark(&self) -> Result<i64, StoreError>;

    /// The events that a source's new ones may be, by start.
    async fn candidates(&self, query: &CandidateQuery) -> Result<Vec<Candidate>, StoreError>;

    /// Some events, those that were merged into others among them.
    async fn events_even_merged(&self, ids: &[EventId]) -> Result<Vec<EventRecord>, StoreError>;

    /// The names of an event.
    async fn event_names(&self, event: EventId) -> Result<Vec<EventName>, StoreError>;

    /// The bets with a leg about an event.
    async fn bets_on(&self, event: EventId) -> Result<Vec<BetId>, StoreError>;

    /// Aliases, the newest first.
    async fn aliases(&self, query: &AliasQuery) -> Result<Vec<AliasRecord>, StoreError>;

    /// Takes an alias back. False when it had been taken back, or never was.
    async fn withdraw_alias(&self, id: i64, actor: &str, at: Timestamp)
    -> Result<bool, StoreError>;

    /// Questions, the oldest first.
    async fn reviews(&self, query: &ReviewQuery) -> Result<Vec<ReviewRecord>, StoreError>;

    /// One question.
    async fn review(&self, id: i64) -> Result<Option<ReviewRecord>, StoreError>;

    /// How many questions are open.
    async fn open_reviews(&self) -> Result<u64, StoreError>;

    /// Keeps a person's answer with what follows from it: aliases, and of a pair that is one the
    /// merge, whose number is answered.
    ///
    /// [`StoreError::Conflict`] when it has been answered meanwhile, or an event is gone.
    async fn answer_review(&self, answer: &ReviewAnswer) -> Result<Option<i64>, StoreError>;

    /// Takes an answer back with what followed from it; the question is open again.
    ///
    /// [`StoreError::Conflict`] when there is no answer to take back.
    async fn reopen_review(
        &self,
        id: i64,
        actor: &str,
        at: Timestamp,
    ) -> Result<Undone, StoreError>;

    /// Makes two events one: names, prices, results, bets and findings go to the one that is kept.
    ///
    /// [`StoreError::Conflict`] when one of them is gone.
    async fn merge_events(&self, merge: &Merge) -> Result<i64, StoreError>;

    /// Makes one event two: the names and bets that are given go to a new one, with the prices and
    /// results of the sources that have no other name for the first.
    ///
    /// [`StoreError::Conflict`] when the event is gone, or no name would be left to it.
    async fn split_event(&self, split: &Split) -> Result<(i64, EventId), StoreError>;

    /// Undoes a merge or a split.
    ///
    /// [`StoreError::Conflict`] when there is none of that number.
    async fn undo_join(&self, id: i64, actor: &str, at: Timestamp) -> Result<Undone, StoreError>;

    /// One merge or split.
    async fn join(&self, id: i64) -> Result<Option<JoinRecord>, StoreError>;

    /// Merges and splits, the newest first: of an event, or all; older than one.
    async fn joins(
        &self,
        event: Option<EventId>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<JoinRecord>, StoreError>;
}
