//! `/feeds`: where each configured source stands, and asking it now.

use std::sync::Arc;

use monps_core::adapter::Standing;
use monps_core::money::Rounding;
use monps_core::time::{NaiveDate, TimeDelta};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi};
use rust_decimal::{Decimal, dec};

use super::adapters::Adapter;
use super::error::ApiError;
use super::instant::Instant;
use super::number::Number;
use super::page::{Limit, limit_default};
use super::store_error::store_error;
use super::text::Text;
use crate::adapters::Adapters;
use crate::collector::plan::Mode;
use crate::collector::{Collector, FeedPlan, FeedStatus, NextLook as Next};
use crate::store::{CollectionLog, Store};

/// What a feed is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub enum FeedState {
    /// Waiting for its next poll.
    Waiting,
    /// Being polled now.
    Running,
    /// The last poll failed; it is tried again at `next_poll_at`.
    Failing,
}

/// How a feed is scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub enum FeedMode {
    /// Every `every_minutes`: its source does not count calls.
    Interval,
    /// Every `every_minutes`, until the credits of the period are spent.
    Fixed,
    /// Part by part, where the credits are worth most.
    Planned,
}

/// Whether a feed that is listened to can be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub enum FeedStanding {
    /// It can: prices come as they change.
    Live,
    /// Its stream is lost or late, and is being opened again.
    Away,
}

/// A configured source.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Feed {
    /// Its name.
    pub id: String,
    /// Who speaks to the source.
    pub adapter: String,
    /// The source's name as people know it.
    pub title: String,
    /// How it is scheduled.
    pub mode: FeedMode,
    /// Whether it can be heard; null for a feed that is polled. While it is away its prices may be out
    /// of date: they are not among the latest odds and in no opportunity.
    pub standing: Option<FeedStanding>,
    /// How often it is polled; of a planned feed, how often it is thought about beside kick-offs.
    pub every_minutes: Number,
    /// What it is doing.
    pub state: FeedState,
    /// When it is polled next; null while it is being polled, or when nobody polls.
    pub next_poll_at: Option<Instant>,
    /// When it was last asked.
    pub last_attempt_at: Option<Instant>,
    /// When it last answered.
    pub last_success_at: Option<Instant>,
    /// The last poll of this process.
    pub last_poll: Option<Poll>,
    /// Polls that failed since it last answered.
    pub failures: u32,
    /// Why the last poll failed.
    pub last_error: Option<String>,
    /// Answers that wait in the spool because the database could not take them.
    pub spooled: u32,
    /// What may be asked of it, where it counts.
    pub quota: Option<Quota>,
    /// What it will ask for next, where its source counts calls; null while nothing can be paid.
    pub next_look: Option<NextLook>,
    /// Where that leads by the end of the period, where its source counts calls.
    pub forecast: Option<Forecast>,
}

/// What a feed will ask for next.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct NextLook {
    /// When.
    pub at: Instant,
    /// Why, in words.
    pub reason: String,
    /// The parts of the source, such as competitions; empty for all that the feed has.
    pub parts: Vec<String>,
    /// What it will cost; results come on top.
    pub credits: u32,
}

/// Where the spending of a budget leads.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Forecast {
    /// In a sentence.
    pub text: String,
    /// When the period ends.
    pub period_ends_at: Instant,
    /// The credits of the period.
    pub budget: u32,
    /// What will have been spent at its end.
    pub credits_at_end: u32,
    /// When the budget will be spent, if before.
    pub spent_at: Option<Instant>,
    /// The minutes between the last look and the kick-off, at the median of the coming days' events;
    /// null where no kick-off is known, or most will not be seen.
    pub last_look_minutes: Option<Number>,
    /// The events that this is about.
    pub events: u32,
    /// What will be spent on each of the coming days.
    pub by_day: Vec<DayCredits>,
}

/// What will be spent on a day.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct DayCredits {
    /// The day (UTC), as `2026-11-22`.
    pub date: String,
    /// The credits.
    pub credits: u32,
}

/// What one poll did.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Poll {
    /// The feed.
    pub feed: String,
    /// `odds`, `results`, `stream` or `recheck`; with the part of the source where not all of it was asked for,
    /// such as `odds soccer_epl`.
    pub task: String,
    /// When it began.
    pub started_at: Instant,
    /// When it ended.
    pub finished_at: Instant,
    /// `ok`, `partial` or `failed`.
    pub outcome: String,
    /// Requests made.
    pub requests: u32,
    /// Units of quota spent.
    pub credits: u32,
    /// Prices seen.
    pub quotes_seen: u64,
    /// Prices that changed or disappeared.
    pub quotes_changed: u64,
    /// Things left out because they were not understood.
    pub skipped: u64,
    /// Why not all of it.
    pub error: Option<String>,
}

/// The budget of a source.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Quota {
    /// What may be spent in the period.
    pub budget: u32,
    /// What was spent.
    pub used: u32,
    /// What is left, by our count or the source's, whichever is less.
    pub remaining: u32,
    /// What is counted.
    pub unit: String,
    /// The period of the budget.
    pub period: String,
}

/// A poll that was asked for.
#[derive(Debug, ApiResponse)]
pub enum Asked {
    /// The feed will be polled at once, or is being polled already.
    #[oai(status = 202)]
    Accepted(Json<Feed>),
}

/// `/feeds`.
#[derive(Debug)]
pub struct FeedsApi {
    store: Arc<dyn Store>,
    collector: Arc<Collector>,
    adapters: Arc<Adapters>,
}

impl FeedsApi {
    /// Over a collector and the log of its polls.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, collector: Arc<Collector>) -> Self {
        Self { store, collector, adapters: Arc::default() }
    }

    /// The same, with the adapters there are.
    #[must_use]
    pub fn with_adapters(self, adapters: Arc<Adapters>) -> Self {
        Self { adapters, ..self }
    }

    async fn status(&self, id: &str) -> Result<FeedStatus, ApiError> {
        let mut feeds = self.collector.feeds().await.into_iter();
        feeds.find(|feed| feed.id == id).ok_or_else(|| {
            ApiError::not_found("feed_not_found", format!("There is no feed {id:?}."))
        })
    }
}

#[OpenApi]
impl FeedsApi {
    /// Where every feed stands
    #[oai(path = "/feeds", method = "get", operation_id = "listFeeds")]
    async fn list(&self) -> Json<Vec<Feed>> {
        Json(self.collector.feeds().await.iter().map(Feed::from).collect())
    }

    /// Who can speak to which source, and which files of one's own were refused
    #[oai(path = "/adapters", method = "get", operation_id = "listAdapters")]
    async fn adapters(&self) -> Json<Vec<Adapter>> {
        Json(Adapter::all(&self.adapters))
    }

    /// Where a feed stands
    #[oai(path = "/feeds/:id", method = "get", operation_id = "getFeed")]
    async fn one(&self, id: Path<Text<64, 1>>) -> Result<Json<Feed>, ApiError> {
        Ok(Json(Feed::from(&self.status(&id.0).await?)))
    }

    /// Polls a feed now
    ///
    /// A poll in progress counts as the one asked for.
    #[oai(path = "/feeds/:id/run", method = "post", operation_id = "runFeed")]
    async fn run(&self, id: Path<Text<64, 1>>) -> Result<Asked, ApiError> {
        let feed = Feed::from(&self.status(&id.0).await?);
        self.collector.wake(&id.0);
        Ok(Asked::Accepted(Json(feed)))
    }

    /// What the last polls of a feed did, newest first
    #[oai(path = "/feeds/:id/log", method = "get", operation_id = "getFeedLog")]
    async fn log(
        &self,
        id: Path<Text<64, 1>>,
        #[oai(default = "limit_default")] limit: Query<Limit>,
    ) -> Result<Json<Vec<Poll>>, ApiError> {
        self.status(&id.0).await?;
        let limit = u32::try_from(limit.0.get()).unwrap_or(u32::MAX);
        let logs = self.store.collection_logs(Some(&id.0), limit).await.map_err(store_error)?;
        Ok(Json(logs.iter().map(Poll::from).collect()))
    }
}

impl From<&FeedStatus> for Feed {
    fn from(status: &FeedStatus) -> Self {
        let state = if status.running {
            FeedState::Running
        } else if status.record.failures > 0 {
            FeedState::Failing
        } else {
            FeedState::Waiting
        };
        let rule = status.quota_rule.as_ref();
        let (unit, period) = rule.map_or(("", ""), |rule| (&*rule.unit, &*rule.period));
        Self {
            id: status.id.clone(),
            adapter: status.adapter.clone(),
            title: status.title.clone(),
            mode: match status.mode {
                Mode::Interval => FeedMode::Interval,
                Mode::Fixed => FeedMode::Fixed,
                Mode::Planned => FeedMode::Planned,
            },
            standing: status.standing.map(|standing| match standing {
                Standing::Live => FeedStanding::Live,
                Standing::Away => FeedStanding::Away,
            }),
            every_minutes: minutes(status.every),
            state,
            next_poll_at: status.next_at.map(Instant::from),
            last_attempt_at: status.record.last_attempt_at.map(Instant::from),
            last_success_at: status.record.last_success_at.map(Instant::from),
            last_poll: status.last.as_ref().map(Poll::from),
            failures: status.record.failures,
            last_error: status.record.last_error.clone(),
            spooled: u32::try_from(status.spooled).unwrap_or(u32::MAX),
            quota: status.quota.map(|quota| Quota {
                budget: quota.budget,
                used: quota.used,
                remaining: quota.remaining(),
                unit: unit.to_owned(),
                period: period.to_owned(),
            }),
            next_look: status.plan.as_ref().and_then(|plan| plan.next.as_ref()).map(NextLook::from),
            forecast: status.plan.as_ref().map(Forecast::from),
        }
    }
}

impl From<&Next> for NextLook {
    fn from(next: &Next) -> Self {
        Self {
            at: next.at.into(),
            reason: next.reason.clone(),
            parts: next.parts.clone(),
            credits: next.credits,
        }
    }
}

impl From<&FeedPlan> for Forecast {
    fn from(plan: &FeedPlan) -> Self {
        let outlook = &plan.outlook;
        let day = |(date, credits): &(NaiveDate, u32)| DayCredits {
            date: date.to_string(),
            credits: *credits,
        };
        Self {
            text: plan.forecast.clone(),
            period_ends_at: outlook.ends_at.into(),
            budget: outlook.limit,
            credits_at_end: outlook.used_at_end,
            spent_at: outlook.spent_at.map(Instant::from),
            last_look_minutes: outlook.last_look_before.map(minutes),
            events: outlook.events,
            by_day: outlook.by_day.iter().map(day).collect(),
        }
    }
}

/// Minutes, to the hundredth.
fn minutes(every: TimeDelta) -> Number {
    let minutes = Decimal::from(every.num_seconds()) / dec!(60);
    Rounding::HalfEven.apply(minutes, 2).normalize().into()
}

impl From<&CollectionLog> for Poll {
    fn from(log: &CollectionLog) -> Self {
        Self {
            feed: log.feed.clone(),
            task: log.task.clone(),
            started_at: log.started_at.into(),
            finished_at: log.finished_at.into(),
            outcome: log.outcome.as_str().to_owned(),
            requests: log.requests,
            credits: log.credits,
            quotes_seen: log.quotes_seen,
            quotes_changed: log.quotes_changed,
            skipped: log.skipped,
            error: log.error.clone(),
        }
    }
}
