//! Feeds: where each stands, and what each poll did.

use async_trait::async_trait;
use monps_core::id::{EventId, SourceId};
use monps_core::time::{NaiveDate, Timestamp};

use super::StoreError;

/// How a poll ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PollOutcome {
    /// All of it.
    Ok,
    /// Some of it; the error says why not the rest.
    Partial,
    /// None of it.
    Failed,
}

impl PollOutcome {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Failed => "failed",
        }
    }

    /// Reads the slug.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Ok, Self::Partial, Self::Failed].into_iter().find(|o| o.as_str() == text)
    }
}

/// What a poll did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionLog {
    /// The feed.
    pub feed: String,
    /// What was asked for: odds or results.
    pub task: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Timestamp,
    /// How it ended.
    pub outcome: PollOutcome,
    /// Requests made.
    pub requests: u32,
    /// Units of quota spent.
    pub credits: u32,
    /// Quotes seen.
    pub quotes_seen: u64,
    /// Quotes that changed or disappeared.
    pub quotes_changed: u64,
    /// Things left out because they were not understood.
    pub skipped: u64,
    /// Why not all of it.
    pub error: Option<String>,
}

/// Where a feed stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedRecord {
    /// The last poll's beginning.
    pub last_attempt_at: Option<Timestamp>,
    /// The end of the last poll that was not failed.
    pub last_success_at: Option<Timestamp>,
    /// Failures since then.
    pub failures: u32,
    /// The last failure in words.
    pub last_error: Option<String>,
    /// The quota, where the source has one.
    pub quota: Option<FeedQuota>,
}

/// What is known of a source's budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedQuota {
    /// Spent in the period.
    pub used: u32,
    /// What the source last said is left.
    pub remaining: Option<u32>,
    /// The first day of the period.
    pub period_start: NaiveDate,
}

/// Keeping where feeds stand.
#[async_trait]
pub trait FeedStore: Send + Sync {
    /// Writes what a poll did and where its feed stands after it.
    async fn log_collection(
        &self,
        log: &CollectionLog,
        record: &FeedRecord,
    ) -> Result<(), StoreError>;

    /// Begins a poll: notes an instant as the feed's last attempt, if the last attempt is still the one
    /// that the caller knows of. False when another process was faster: then there is nothing to
    /// poll.
    async fn claim_poll(
        &self,
        feed: &str,
        last_attempt_at: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Where a feed stands.
    async fn feed_record(&self, feed: &str) -> Result<FeedRecord, StoreError>;

    /// The last polls, newest first; of one feed or of all.
    async fn collection_logs(
        &self,
        feed: Option<&str>,
        limit: u32,
    ) -> Result<Vec<CollectionLog>, StoreError>;

    /// The names that sources have for an event.
    async fn refs_of(&self, event: EventId) -> Result<Vec<(SourceId, String, String)>, StoreError>;

    /// Whether a source has events that started in a span and have no final result yet.
    async fn awaits_results(
        &self,
        source: SourceId,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError>;
}
