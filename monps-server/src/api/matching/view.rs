//! What `/matching` shows.

use monps_core::money::Rounding;
use poem_openapi::Object;
use rust_decimal::Decimal;

use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::matching::{Joined, Question, Whole};
use crate::store::{AliasRecord, EventName, EventRecord, NamePair};

/// A match, as a question is about it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "MatchSummary")]
pub(super) struct MatchView {
    /// Its own id.
    match_id: String,
    /// The sport.
    sport: String,
    /// The competition.
    league: Option<String>,
    /// The side listed first.
    home_team: String,
    /// The side listed second.
    away_team: String,
    /// When it starts.
    commence_time: Instant,
    /// Whether the hour is known.
    time_known: bool,
}

impl From<EventRecord> for MatchView {
    fn from(record: EventRecord) -> Self {
        let event = record.event;
        Self {
            match_id: event.slug,
            sport: event.sport.to_string(),
            league: record.competition_title.or(record.competition),
            home_team: event.home,
            away_team: event.away,
            commence_time: event.starts_at.into(),
            time_known: event.time_known,
        }
    }
}

/// Two names that were compared.
#[derive(Clone, Debug, Object)]
pub(super) struct ComparedNames {
    /// The source's name.
    heard: String,
    /// The catalogue's name.
    known: String,
    /// How alike, from 0 to 1; none where they were learnt to be one.
    score: Option<Number>,
}

impl From<NamePair> for ComparedNames {
    fn from(pair: NamePair) -> Self {
        Self { heard: pair.left, known: pair.right, score: pair.score.map(share) }
    }
}

/// A pair of matches that may be one.
#[derive(Clone, Debug, Object)]
#[oai(rename = "MatchReview")]
pub struct ReviewView {
    /// Its number.
    pub(super) id: i64,
    /// `open`, `accepted`, `rejected` or `moot`.
    state: String,
    /// Whose match it is.
    source: String,
    /// The source's name for it.
    reference: String,
    /// The match that was made for it.
    #[oai(rename = "match")]
    of: Option<MatchView>,
    /// The match that it may be.
    candidate: Option<MatchView>,
    /// Whether home and away stand the other way round.
    swapped: bool,
    /// How alike the two are, from 0 to 1.
    score: Number,
    /// How alike the next best candidate is, from 0 to 1.
    runner_up: Number,
    /// The names that were compared.
    names: Vec<ComparedNames>,
    /// Why it is not sure, the weightiest first.
    reasons: Vec<String>,
    /// When the question came up.
    created_at: Instant,
    /// When it was answered.
    answered_at: Option<Instant>,
    /// By whom.
    answered_by: Option<String>,
}

impl From<Question> for ReviewView {
    fn from(question: Question) -> Self {
        let record = question.record;
        let review = record.review;
        let (answered_at, answered_by) = record.answered.unzip();
        Self {
            id: record.id,
            state: record.state.as_str().to_owned(),
            source: record.source,
            reference: review.reference,
            of: question.event.map(MatchView::from),
            candidate: question.candidate.map(MatchView::from),
            swapped: review.is_turned,
            score: share(review.score),
            runner_up: share(review.runner_up),
            names: review.names.into_iter().map(ComparedNames::from).collect(),
            reasons: review.reasons,
            created_at: review.created_at.into(),
            answered_at: answered_at.map(Instant::from),
            answered_by,
        }
    }
}

/// What is known of a name.
#[derive(Clone, Debug, Object)]
#[oai(rename = "MatchAlias")]
pub struct NameAliasView {
    /// Its number.
    pub(super) id: i64,
    /// The sport.
    sport: String,
    /// Whose name it is.
    source: String,
    /// The competition that it was met in.
    league: Option<String>,
    /// The name.
    name: String,
    /// The side, by the catalogue's name.
    participant: String,
    /// Whether it is that side, or is not.
    same: bool,
    /// `learnt` from matches, or a person's `answer`.
    origin: String,
    /// Why.
    evidence: String,
    /// The question that it answers.
    review_id: Option<i64>,
    /// When it was noted.
    created_at: Instant,
    /// By whom.
    created_by: String,
    /// When it was taken back.
    withdrawn_at: Option<Instant>,
    /// By whom.
    withdrawn_by: Option<String>,
}

impl From<AliasRecord> for NameAliasView {
    fn from(record: AliasRecord) -> Self {
        let alias = record.alias;
        let (withdrawn_at, withdrawn_by) = record.withdrawn.unzip();
        Self {
            id: record.id,
            sport: alias.sport.to_string(),
            source: record.source,
            league: Some(alias.competition).filter(|league| !league.is_empty()),
            name: alias.name,
            participant: alias.participant,
            same: alias.is_same,
            origin: alias.origin.as_str().to_owned(),
            evidence: alias.evidence,
            review_id: alias.review_id,
            created_at: alias.created_at.into(),
            created_by: alias.created_by,
            withdrawn_at: withdrawn_at.map(Instant::from),
            withdrawn_by,
        }
    }
}

/// A merge or a split of matches.
#[derive(Clone, Debug, Object)]
#[oai(rename = "MatchJoin")]
pub struct JoinView {
    /// Its number.
    pub(super) id: i64,
    /// `merge` or `split`.
    kind: String,
    /// Where things went from.
    from: Option<MatchView>,
    /// Where they went.
    to: Option<MatchView>,
    /// Whether home and away were exchanged.
    swapped: bool,
    /// The question whose answer it was.
    review_id: Option<i64>,
    /// When.
    at: Instant,
    /// By whom.
    actor: String,
    /// When it was undone.
    undone_at: Option<Instant>,
    /// By whom.
    undone_by: Option<String>,
}

impl From<Joined> for JoinView {
    fn from(joined: Joined) -> Self {
        let record = joined.record;
        let (undone_at, undone_by) = record.undone.unzip();
        Self {
            id: record.id,
            kind: record.kind.as_str().to_owned(),
            from: joined.from.map(MatchView::from),
            to: joined.to.map(MatchView::from),
            swapped: record.is_turned,
            review_id: record.review_id,
            at: record.at.into(),
            actor: record.actor,
            undone_at: undone_at.map(Instant::from),
            undone_by,
        }
    }
}

/// A name that a match goes by.
#[derive(Clone, Debug, Object)]
#[oai(rename = "MatchName")]
pub(super) struct NameView {
    /// Whose name.
    source: String,
    /// The name.
    name: String,
    /// The source lists the sides the other way round.
    swapped: bool,
    /// The source's word on the kick-off counts.
    leads: bool,
}

impl From<EventName> for NameView {
    fn from(name: EventName) -> Self {
        Self { source: name.source, name: name.name, swapped: name.turned, leads: name.leads }
    }
}

/// A match with what hangs on it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "MatchNames")]
pub struct MatchNamesView {
    /// The match.
    #[oai(rename = "match")]
    of: MatchView,
    /// The names that it goes by.
    names: Vec<NameView>,
    /// The bets on it.
    bets: Vec<i64>,
    /// What it was made of, the newest first.
    joins: Vec<JoinView>,
}

impl From<Whole> for MatchNamesView {
    fn from(whole: Whole) -> Self {
        Self {
            of: whole.record.into(),
            names: whole.names.into_iter().map(NameView::from).collect(),
            bets: whole.bets.into_iter().map(|id| id.get()).collect(),
            joins: whole.joins.into_iter().map(JoinView::from).collect(),
        }
    }
}

/// Thousandths as a share of one.
fn share(thousandths: u32) -> Number {
    let share = Decimal::from(thousandths) / Decimal::ONE_THOUSAND;
    Number(Rounding::HalfEven.apply(share, 3).normalize())
}
