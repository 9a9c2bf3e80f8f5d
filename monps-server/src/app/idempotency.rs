//! Requests that may be sent again: the same key acts once and answers the same.
//!
//! The first answer is written in the same transaction as what the request did, so there is no moment
//! at which one is there without the other. Whether a request is *running* only this process knows: a
//! crash leaves nothing behind that would have to expire.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use monps_core::time::{TimeDelta, Timestamp};

use super::problem::Problem;
use crate::store::{KeptAnswer, Store};

/// The longest key.
pub const KEY_CHARS_MAX: usize = 255;

/// How long an answer is kept.
pub const KEPT: TimeDelta = TimeDelta::hours(24);

/// A request that may be sent again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repeatable {
    scope: &'static str,
    key: String,
    request_hash: String,
}

impl Repeatable {
    /// A request of an operation under a caller's key; `request_hash` tells two bodies apart.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a key that is empty, over [`KEY_CHARS_MAX`] or not printable ASCII.
    pub fn new(scope: &'static str, key: &str, request_hash: String) -> Result<Self, Problem> {
        let fits = (1..=KEY_CHARS_MAX).contains(&key.len())
            && key.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        if !fits {
            let rule = format!("1 to {KEY_CHARS_MAX} printable ASCII characters are wanted");
            return Err(Problem::invalid("Idempotency-Key", rule));
        }
        Ok(Self { scope, key: key.to_owned(), request_hash })
    }

    /// The answer to keep.
    #[must_use]
    pub fn answered(&self, answer: &Answer, at: Timestamp) -> KeptAnswer {
        KeptAnswer {
            scope: self.scope.to_owned(),
            key: self.key.clone(),
            request_hash: self.request_hash.clone(),
            status: answer.status,
            warning: answer.warning.clone(),
            body: answer.body.clone(),
            at,
        }
    }
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// A warning beside it.
    pub warning: Option<String>,
    /// The body.
    pub body: String,
}

/// How an answer is written for the case that the request is sent again.
pub type Render<'a, T> = &'a (dyn Fn(&T) -> Answer + Send + Sync);

/// What a request came to: done now, or answered before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done<T> {
    /// Done now.
    Now(T),
    /// Done before; this was the answer.
    Before(Answer),
}

/// The requests that are being answered by this process.
#[derive(Clone, Debug, Default)]
pub struct Running(Arc<Mutex<HashSet<(&'static str, String)>>>);

/// A place among the running requests, given back when dropped.
#[derive(Debug)]
#[must_use]
pub struct Place {
    running: Running,
    key: (&'static str, String),
}

impl Drop for Place {
    fn drop(&mut self) {
        self.running.lock().remove(&self.key);
    }
}

/// What is known of a request.
#[derive(Debug)]
pub enum Seen {
    /// It is new: do it, and hold the place until it is done.
    New(Place),
    /// It was answered before.
    Answered(Answer),
}

impl Running {
    /// Looks a request up.
    ///
    /// # Errors
    /// [`Problem::Conflict`] while the first one is still running, [`Problem::Invalid`] when the key
    /// was used for another body.
    pub async fn begin(
        &self,
        store: &Arc<dyn Store>,
        request: &Repeatable,
        now: Timestamp,
    ) -> Result<Seen, Problem> {
        let key = (request.scope, request.key.clone());
        if !self.lock().insert(key.clone()) {
            return Err(Problem::Conflict {
                code: "idempotency_running",
                detail: "A request with this Idempotency-Key is still being answered.".to_owned(),
            });
        }
        // From here on the place is given back however this ends.
        let place = Place { running: self.clone(), key };
        let kept = store.kept_answer(request.scope, &request.key, now - KEPT).await?;
        match kept {
            None => Ok(Seen::New(place)),
            Some(kept) if kept.request_hash == request.request_hash => Ok(Seen::Answered(Answer {
                status: kept.status,
                warning: kept.warning,
                body: kept.body,
            })),
            Some(_) => Err(Problem::invalid(
                "Idempotency-Key",
                "was used with another body: take a new key for a new request",
            )),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<(&'static str, String)>> {
        // The set is whole at every moment: a panic elsewhere does not spoil it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
