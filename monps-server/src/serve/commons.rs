//! Turns and answers of the sources, shared by the drivers of all processes.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use monps_adapters::driver::Commons;
use monps_core::adapter::RateLimit;

use crate::cache::{Answers, KeptAnswer, Pace, Shared, Turns};

/// What the drivers of all processes share.
#[derive(Debug)]
pub(super) struct SharedCommons(pub(super) Shared);

/// The key of a source's answer.
fn key(key: &str) -> String {
    format!("source {key}")
}

#[async_trait]
impl Commons for SharedCommons {
    async fn turn(&self, endpoint: &str, limit: RateLimit, wait_max: Duration) -> Option<Duration> {
        let interval = Duration::from_secs(60) / limit.per_minute.max(1);
        let pace = Pace { interval, burst: limit.burst };
        match self.0.turn(endpoint, pace, wait_max).await {
            Ok(wait) => wait,
            // The turn of this process was taken already.
            Err(error) => {
                tracing::warn!(endpoint, %error, "the rate of this process alone counts");
                Some(Duration::ZERO)
            }
        }
    }

    async fn find(&self, name: &str) -> Option<Vec<u8>> {
        let found = self.0.answers(&[key(name)]).await.ok()?;
        found.into_iter().next().flatten().map(|answer| answer.body.into())
    }

    async fn keep(&self, name: &str, bytes: Vec<u8>, for_at_most: Duration) {
        let answer = KeptAnswer { etag: None, body: Bytes::from(bytes) };
        if let Err(error) = self.0.keep(&[(key(name), answer)], for_at_most).await {
            tracing::debug!(%error, "an answer of a source is not shared");
        }
    }
}
