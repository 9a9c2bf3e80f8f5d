//! Answers kept in this process, bounded in number and bytes: those that end first go first.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::Instant;

use super::Memory;
use crate::cache::CacheError;
use crate::cache::answers::{Answers, KeptAnswer, check_size};

/// Answers kept at most.
const ENTRIES_MAX: usize = 10_000;
/// Bytes kept at most.
const BYTES_MAX: usize = 64 * 1024 * 1024;

#[derive(Debug, Default)]
pub(super) struct KeptAnswers(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    entries: HashMap<String, (Instant, KeptAnswer)>,
    ends: BTreeSet<(Instant, String)>,
    bytes: usize,
}

impl KeptAnswers {
    fn lock(&self) -> MutexGuard<'_, Held> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        while let Some((end, key)) = held.ends.first().cloned()
            && end <= now
        {
            held.remove(&key);
        }
        held
    }
}

impl Held {
    fn remove(&mut self, key: &str) {
        if let Some((end, answer)) = self.entries.remove(key) {
            self.bytes -= answer.body.len();
            self.ends.remove(&(end, key.to_owned()));
        }
    }

    fn put(&mut self, key: &str, end: Instant, answer: &KeptAnswer) {
        self.remove(key);
        self.bytes += answer.body.len();
        self.entries.insert(key.to_owned(), (end, answer.clone()));
        self.ends.insert((end, key.to_owned()));
        while self.entries.len() > ENTRIES_MAX || self.bytes > BYTES_MAX {
            let Some((_, first)) = self.ends.first().cloned() else { break };
            self.remove(&first);
        }
    }
}

#[async_trait]
impl Answers for Memory {
    async fn answers(&self, keys: &[String]) -> Result<Vec<Option<KeptAnswer>>, CacheError> {
        let held = self.answers.lock();
        Ok(keys.iter().map(|key| held.entries.get(key).map(|(_, answer)| answer.clone())).collect())
    }

    async fn keep(
        &self,
        answers: &[(String, KeptAnswer)],
        for_at_most: Duration,
    ) -> Result<(), CacheError> {
        let end = Instant::now() + for_at_most;
        for (key, answer) in answers {
            check_size(answer)?;
            self.answers.lock().put(key, end, answer);
        }
        Ok(())
    }

    async fn forget(&self, key: &str) -> Result<(), CacheError> {
        self.answers.lock().remove(key);
        Ok(())
    }
}
