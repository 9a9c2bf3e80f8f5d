//! What a person answers, and what that says about names.

use monps_core::catalog::fold_name;
use monps_core::time::Timestamp;

use super::join::faster;
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
            Err(error) => return Err(refusal(error, &self.question(id).await?)),
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

/// Why an answer was not kept, by how the question stands now.
fn refusal(error: StoreError, now: &Question) -> Problem {
    match error {
        StoreError::Conflict { .. } if now.record.state != ReviewState::Open => answered(now),
        // It is open: one of its matches was joined with another, or parted, meanwhile.
        error => faster(error),
    }
}

fn answered(question: &Question) -> Problem {
    let id = question.record.id;
    let detail = match question.record.state {
        ReviewState::Moot => format!(
            "Question {id} is moot: one of its matches was merged into another. Undo that merge for it \
             to be asked again."
        ),
        state => {
            format!("Question {id} is {}: undo that first to answer it again.", state.as_str())
        }
    };
    Problem::Conflict { code: "already_answered", detail }
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

#[cfg(test)]
mod tests {
    use monps_core::id::{EventId, SourceId};
    use monps_core::time::DateTime;

    use super::*;
    use crate::store::{NewReview, ReviewRecord};

    fn question(state: ReviewState) -> Question {
        let review = NewReview {
            source_id: SourceId::new(1),
            reference: "b".to_owned(),
            event_id: EventId::new(2),
            candidate_id: EventId::new(1),
            is_turned: false,
            score: 640,
            runner_up: 0,
            names: Vec::new(),
            reasons: Vec::new(),
            created_at: DateTime::UNIX_EPOCH,
        };
        let record =
            ReviewRecord { id: 7, review, source: "two".to_owned(), state, answered: None };
        Question { record, event: None, candidate: None }
    }

    #[test]
    fn who_is_refused_learns_what_came_between() {
        for (state, wanted, words) in [
            (ReviewState::Accepted, "already_answered", "is accepted: undo that first"),
            (ReviewState::Moot, "already_answered", "merged into another"),
            // Nobody answered it: one of its matches is another now.
            (ReviewState::Open, "match_changed", "look again"),
        ] {
            let conflict = StoreError::Conflict { what: "the events" };
            let Problem::Conflict { code, detail } = refusal(conflict, &question(state)) else {
                panic!("{state:?} is no conflict");
            };
            assert!(code == wanted && detail.contains(words), "{code}: {detail}");
        }
    }
}
