//! From configured feeds to feeds at work.

use std::collections::BTreeMap;
use std::sync::Arc;

use monps_adapters::driver::{MemoryQuota, QuotaLedger, QuotaState};
use monps_adapters::error::RegistryError;
use monps_adapters::registry::Registry;
use monps_core::adapter::{Adapter, Capability};
use monps_core::time::TimeDelta;
use thiserror::Error;

use super::quota::SharedQuota;
use crate::app::settings::{CollectFrequency, CollectPlan};
use crate::cache::Shared;
use crate::collector::plan::Mode;
use crate::collector::{CACHE_MINUTES, Collector, Feed, ResultsOf, Schedule};
use crate::config::{FeedConfig, FeedMode};
use crate::store::{FeedStore, StoreError};

/// The adapter that a key alone is enough for.
const ODDS_API: &str = "the-odds-api";
/// The adapter's configuration for a seed of its own.
const SEED: u64 = 20_240_816;

/// Why a configured feed cannot work.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FeedError {
    /// There is no such adapter.
    #[error("the feed {feed:?} cannot work")]
    Adapter {
        /// The feed.
        feed: String,
        /// Which adapters there are.
        #[source]
        source: RegistryError,
    },
    /// Where feeds stood could not be read.
    #[error("where the feeds stood could not be read")]
    Store(#[from] StoreError),
}

/// A feed, and whether its rhythm is that of the settings.
#[derive(Clone, Debug)]
pub(super) struct PlannedFeed {
    pub(super) feed: Feed,
    pub(super) follows_settings: bool,
    mode: Option<FeedMode>,
    budget: Option<u32>,
}

impl PlannedFeed {
    /// How it is scheduled: by its own configuration where that says something, by the settings
    /// otherwise. Whoever gave it a rhythm of its own wants that rhythm.
    pub(super) fn schedule(&self, settings: &CollectPlan) -> Schedule {
        let of_settings = settings.planned && self.follows_settings;
        let mode = match self.mode {
            Some(FeedMode::Planned) => Mode::Planned,
            Some(FeedMode::Fixed) => Mode::Fixed,
            None if of_settings => Mode::Planned,
            None => Mode::Fixed,
        };
        Schedule {
            mode,
            reserve_pct: settings.reserve_pct,
            budget: self.budget(settings),
            results: if settings.all_results { ResultsOf::All } else { ResultsOf::OpenBets },
        }
    }

    /// The credits of a period: what was said, or the source's own.
    fn budget(&self, settings: &CollectPlan) -> Option<u32> {
        let default = self.feed.adapter.manifest().quota.as_ref().map(|rule| rule.default_budget);
        self.budget.or(settings.credits).or(default)
    }
}

/// Schedules feeds as their configuration and the settings say.
pub(super) async fn schedule(collector: &Collector, feeds: &[PlannedFeed], settings: &CollectPlan) {
    for planned in feeds.iter().filter(|planned| planned.feed.adapter.manifest().quota.is_some()) {
        collector.schedule(&planned.feed.id, planned.schedule(settings)).await;
    }
}

/// The feeds that are configured and enabled.
///
/// Where a key of The Odds API is there and nobody configured a feed for it, one is added and takes
/// the place of the simulator, unless that was configured by somebody.
pub(super) fn planned(
    configured: &[FeedConfig],
    registry: &Registry,
    frequency: &CollectFrequency,
    has_odds_api_key: bool,
) -> Result<Vec<PlannedFeed>, FeedError> {
    let mut feeds: Vec<FeedConfig> =
        configured.iter().filter(|feed| feed.enabled).cloned().collect();
    let nobody_decided = feeds == [FeedConfig::simulator()];
    let is_configured = configured.iter().any(|feed| feed.adapter == ODDS_API);
    if has_odds_api_key && !is_configured {
        if nobody_decided {
            feeds.clear();
        }
        feeds.push(FeedConfig {
            id: ODDS_API.to_owned(),
            adapter: ODDS_API.to_owned(),
            every_minutes: None,
            ..FeedConfig::simulator()
        });
    }
    feeds.iter().map(|feed| plan(feed, registry, frequency)).collect()
}

fn plan(
    configured: &FeedConfig,
    registry: &Registry,
    frequency: &CollectFrequency,
) -> Result<PlannedFeed, FeedError> {
    let adapter: &Arc<dyn Adapter> = registry
        .find(&configured.adapter)
        .map_err(|source| FeedError::Adapter { feed: configured.id.clone(), source })?;
    let every = configured.every_minutes.map_or_else(|| frequency.every(), |minutes| minutes.0);
    let mut config = configured.adapter_config();
    let cache =
        configured.cache_minutes.map_or_else(|| frequency.cache_age_max(), |minutes| minutes.0);
    config.entry(CACHE_MINUTES.to_owned()).or_insert_with(|| (cache.as_secs() / 60).to_string());
    let feed = Feed {
        id: configured.id.clone(),
        adapter: Arc::clone(adapter),
        config,
        every: TimeDelta::from_std(every).unwrap_or(TimeDelta::hours(4)),
        seed: SEED,
        streams: configured.stream && adapter.manifest().can(Capability::Stream),
        base_urls: configured.base_urls.clone(),
    };
    Ok(PlannedFeed {
        feed,
        follows_settings: configured.every_minutes.is_none(),
        mode: configured.mode,
        budget: configured.quota_budget,
    })
}

/// The budgets, with what was spent of them before the restart: this process's own, or shared.
pub(super) async fn quota(
    store: &dyn FeedStore,
    configured: &[FeedConfig],
    planned: &[PlannedFeed],
    shared: &Shared,
) -> Result<Arc<dyn QuotaLedger>, StoreError> {
    let limit = |adapter: &str| {
        let mut feeds = configured.iter().filter(|feed| feed.adapter == adapter);
        feeds.find_map(|feed| feed.quota_budget)
    };
    let mut limits = BTreeMap::new();
    let mut spent = Vec::new();
    for PlannedFeed { feed, .. } in planned {
        let manifest = feed.adapter.manifest();
        let limit = limit(&manifest.id);
        limits.extend(limit.map(|limit| (manifest.id.to_string(), limit)));
        let stood = store.feed_record(&feed.id).await?.quota;
        let (Some(rule), Some(stood)) = (&manifest.quota, stood) else {
            continue;
        };
        let state = QuotaState {
            budget: limit.unwrap_or(rule.default_budget),
            used: stood.used,
            reserved: 0,
            source_remaining: stood.remaining,
            period_start: stood.period_start,
        };
        spent.push((&manifest.id, state));
    }
    if shared.is_between_processes() {
        let quota = SharedQuota::new(shared.clone(), limits);
        for (source, state) in &spent {
            quota.remember(source, state).await;
        }
        return Ok(Arc::new(quota));
    }
    let quota = limits
        .iter()
        .fold(MemoryQuota::new(), |quota, (source, limit)| quota.with_budget(source, *limit));
    for (source, state) in spent {
        quota.restore(source, state);
    }
    Ok(Arc::new(quota))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::KnownSetting;

    fn ids(configured: &[FeedConfig], has_key: bool) -> Vec<String> {
        let frequency = CollectFrequency::default_value();
        let planned = planned(configured, &Registry::builtin(), &frequency, has_key).unwrap();
        planned.into_iter().map(|planned| planned.feed.id).collect()
    }

    #[test]
    fn a_key_alone_brings_the_real_market() {
        let simulator = FeedConfig::simulator();
        assert_eq!(ids(std::slice::from_ref(&simulator), false), ["simulator"]);
        assert_eq!(ids(std::slice::from_ref(&simulator), true), [ODDS_API]);
        let mine = FeedConfig { id: "mine".to_owned(), ..simulator };
        assert_eq!(ids(&[mine], true), ["mine", ODDS_API]);
        let off = FeedConfig {
            id: "odds".to_owned(),
            adapter: ODDS_API.to_owned(),
            enabled: false,
            ..FeedConfig::simulator()
        };
        assert_eq!(ids(&[off], true), Vec::<String>::new(), "somebody said no");
    }

    #[test]
    fn an_unknown_adapter_names_those_there_are() {
        let odd = FeedConfig { adapter: "odds-portal".to_owned(), ..FeedConfig::simulator() };
        let frequency = CollectFrequency::default_value();
        let error = planned(&[odd], &Registry::builtin(), &frequency, false).unwrap_err();
        let said = crate::error_chain::Chain(&error).to_string();
        assert!(said.contains("simulator") && said.contains("the-odds-api"), "{said}");
    }
}
