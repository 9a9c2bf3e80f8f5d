//! `monps match review`: what a person is asked, and answers.

use std::process::ExitCode;

use clap::Subcommand;
use serde_json::{Value, json};

use super::{actor, title, told};
use crate::app::matching::{Matching, Question};
use crate::command::{CommandError, say};
use crate::store::{ReviewQuery, ReviewState};

/// Questions printed at most.
const SHOWN_MAX: u32 = 1000;

/// What to do about questions.
#[derive(Debug, Subcommand)]
pub enum Review {
    /// Prints the questions with their evidence.
    List {
        /// Where they stand: `open`, `accepted`, `rejected` or `moot`.
        #[arg(long, value_name = "STATE", default_value = "open", value_parser = state)]
        state: ReviewState,

        /// Print a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// The two events are one: merges them and keeps the names as aliases.
    Accept {
        /// The number of the question.
        id: i64,
    },
    /// The two events are two.
    Reject {
        /// The number of the question.
        id: i64,
    },
    /// Takes an answer back with all that followed from it.
    Undo {
        /// The number of the question.
        id: i64,
    },
}

fn state(text: &str) -> Result<ReviewState, String> {
    ReviewState::parse(text).ok_or_else(|| {
        let all: Vec<&str> = ReviewState::ALL.iter().map(|state| state.as_str()).collect();
        format!("one of {} is wanted", all.join(", "))
    })
}

impl Review {
    pub(super) async fn run(self, matching: &Matching) -> Result<ExitCode, CommandError> {
        let answered = match self {
            Self::List { state, json } => return list(matching, state, json).await,
            Self::Accept { id } => matching.accept(id, &actor()).await,
            Self::Reject { id } => matching.reject(id, &actor()).await,
            Self::Undo { id } => matching.undo_answer(id, &actor()).await,
        };
        say::line(sentences(&answered.map_err(told)?));
        Ok(ExitCode::SUCCESS)
    }
}

async fn list(
    matching: &Matching,
    state: ReviewState,
    json: bool,
) -> Result<ExitCode, CommandError> {
    let query = ReviewQuery { state: Some(state), after: None, limit: SHOWN_MAX };
    let questions = matching.questions(&query).await.map_err(told)?;
    if json {
        say::line(questions.iter().map(view).collect::<Value>());
    } else if questions.is_empty() {
        say::line(format_args!("no question is {}", state.as_str()));
    }
    for question in questions.iter().filter(|_| !json) {
        say::line(sentences(question));
    }
    Ok(ExitCode::SUCCESS)
}

fn sentences(question: &Question) -> String {
    let (record, review) = (&question.record, &question.record.review);
    let mut lines = vec![
        format!("question {} ({}), likeness {} ‰", record.id, record.state.as_str(), review.score),
        format!("  {}: {}", record.source, title(question.event.as_ref())),
        format!("  may be: {}", title(question.candidate.as_ref())),
    ];
    lines.extend(review.reasons.iter().map(|reason| format!("    {reason}")));
    lines.join("\n")
}

fn view(question: &Question) -> Value {
    let (record, review) = (&question.record, &question.record.review);
    let slug = |event: &Option<crate::store::EventRecord>| {
        event.as_ref().map(|record| record.event.slug.clone())
    };
    json!({
        "id": record.id,
        "state": record.state.as_str(),
        "source": record.source,
        "reference": review.reference,
        "match_id": slug(&question.event),
        "candidate_id": slug(&question.candidate),
        "swapped": review.is_turned,
        "score": review.score,
        "runner_up": review.runner_up,
        "names": review.names,
        "reasons": review.reasons,
    })
}
