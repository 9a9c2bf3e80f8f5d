//! Turns given by this process.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::Instant;

use super::Memory;
use crate::cache::CacheError;
use crate::cache::turns::{Pace, Turns};

#[derive(Debug, Default)]
pub(super) struct GivenTurns(Mutex<HashMap<String, Instant>>);

#[async_trait]
impl Turns for Memory {
    async fn turn(
        &self,
        name: &str,
        pace: Pace,
        wait_max: Duration,
    ) -> Result<Option<Duration>, CacheError> {
        let now = Instant::now();
        let mut arrivals = self.turns.0.lock().unwrap_or_else(PoisonError::into_inner);
        let base = arrivals.get(name).map_or(now, |arrival| (*arrival).max(now));
        let wait = (base - now).saturating_sub(pace.tolerance());
        if wait > wait_max {
            return Ok(None);
        }
        arrivals.insert(name.to_owned(), base + pace.interval);
        Ok(Some(wait))
    }
}
