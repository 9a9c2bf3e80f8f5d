//! What a person answers, and what that says about names.

use monps_core::catalog::fold_name;
use monps_core::time::Timestamp;

use super::{Matching, Question};
use crate::app::problem::Problem;
use crate::store::{
    AliasOrigin, NamePair, NewAlias, ReviewAnswer, ReviewState, StoreError, Undone,
};

/// Two names at least this alike, in thousandths, are not what the answer is about.
const ALIKE: u32 = 850;

impl Matching {
    /// The two events are one: they are merged, and the names that stood for one another are aliases.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Conflict`] when it has been answered; [`Problem::Store`].
    pub async fn accept(&self, id: i64, actor: &str) -> Result<Question, Problem> {
        self.answer(id, true, actor).await
    }

    /// The two events are two, and are never asked about again. Where it is about one pair of names
    /// only, these are not one side.
    ///
    /// # Errors
    /// As [`Matching::accept`].
    pub async fn reject(&self, id: i64, actor: &str) -> Result<Question, Problem> {
        self.answer(id, false, actor).await
    }

    async fn answer(&self, id: i64, is_same: bool, actor: &str) -> Result<Question, Problem> {
        let question = self.question(id).await?;
        if question.record.state != ReviewState::Open {
            return Err(answered(&question));
        }
        let at = self.clock.now();
        let aliases = aliases(&question, is_same, actor, at);
        let actor = actor.to_owned();
        let answer = ReviewAnswer { id, is_same, aliases, actor, at };
        match self.store.answer_review(&answer).await {
            Ok(_) => {}
            Err(StoreError::Conflict { .. }) => {
                return Err(answered(&self.question(id).await?));
            }
            Err(error) => return Err(error.into()),
        }
        if is_same {
            let review = &question.record.review;
            self.show(&[review.event_id, review.candidate_id]).await?;
        }
        self.question(id).await
    }

    /// Takes an answer back with all that followed from it.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Conflict`] when there is no answer, or a later merge or split
    /// stands on it; [`Problem::Store`].
    pub async fn undo_answer(&self, id: i64, actor: &str) -> Result<Question, Problem> {
        let question = self.question(id).await?;
        match self.store.reopen_review(id, actor, self.clock.now()).await? {
            Undone::Done => {}
            Undone::Before => {
                return Err(Problem::Conflict {
                    code: "not_answered",
                    detail: format!("Question {id} has no answer to take back."),
                });
            }
            Undone::Blocked(later) => return Err(super::join::blocked(later)),
        }
        let review = &question.record.review;
        self.show(&[review.event_id, review.candidate_id]).await?;
        self.question(id).await
    }
}

fn answered(question: &Question) -> Problem {
    let state = question.record.state.as_str();
    let id = question.record.id;
    Problem::Conflict {
        code: "already_answered",
        detail: format!("Question {id} is {state}: undo that first to answer it again."),
    }
}

/// What an answer says about names.
fn aliases(question: &Question, is_same: bool, actor: &str, at: Timestamp) -> Vec<NewAlias> {
    let review = &question.record.review;
    let Some(event) = &question.event else {
        return Vec::new();
    };
    let is_alike = |pair: &&NamePair| pair.score.is_none_or(|score| score >= ALIKE);
    let in_doubt: Vec<&NamePair> = review.names.iter().filter(|pair| !is_alike(pair)).collect();
    let told: Vec<&NamePair> = match (is_same, in_doubt.as_slice()) {
        (true, _) => review.names.iter().collect(),
        // With both in doubt, nobody knows which of them it is; with none, it is about the hour.
        (false, [only]) => vec![*only],
        (false, _) => Vec::new(),
    };
    told.into_iter()
        .filter(|pair| fold_name(&pair.left) != fold_name(&pair.right))
        .map(|pair| NewAlias {
            sport: event.event.sport.clone(),
            source_id: review.source_id,
            competition: event.competition.clone().unwrap_or_default(),
            name: pair.left.clone(),
            participant: pair.right.clone(),
            is_same,
            origin: AliasOrigin::Answer,
            evidence: format!("an answer to question {}", question.record.id),
            review_id: Some(question.record.id),
            created_at: at,
            created_by: actor.to_owned(),
        })
        .collect()
}
