//! Figures that metrics, health and the statistics ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use monps_core::detect::OpportunityKind;
use monps_core::time::TimeDelta;
use rust_decimal::{Decimal, dec};

use crate::app::ledger::{InitialBankroll, Ledger, OpeningBankroll};
use crate::app::problem::Problem;
use crate::app::settings::{Settings, SettingsError};
use crate::app::stats::{BookmakerOdds, OddsFigures, OddsSide, Stats, StoreOdds};
use crate::cache::Boards;
use crate::clock::Clock;
use crate::collector::{Collector, FeedStatus as Feed};
use crate::detector::Detector;
use crate::health::{HealthSource, PartState};
use crate::metrics::{
    BusinessFigures, CollectorState, CollectorStatus, FeedStatus, Recompute, SportFigures,
};
use crate::platform::Platform;
use crate::store::StoreError;

/// Works out what the business stands at.
#[derive(Debug)]
pub(super) struct Figures {
    boards: Arc<Boards>,
    detector: Arc<Detector>,
    collector: Arc<Collector>,
    ledger: Arc<Ledger>,
    stats: Arc<Stats>,
    clock: Clock,
    /// The feeds as they last stood: the collector is asked asynchronously, a scrape is not.
    feeds: Mutex<Vec<Feed>>,
}

impl Figures {
    pub(super) fn new(platform: &Platform, ledger: Arc<Ledger>, stats: Arc<Stats>) -> Self {
        Self {
            boards: Arc::clone(&platform.boards),
            detector: Arc::clone(&platform.detector),
            collector: Arc::clone(&platform.collector),
            ledger,
            stats,
            clock: platform.clock.clone(),
            feeds: Mutex::default(),
        }
    }

    /// What stands in each sport, and the venues that quote in any.
    fn sports(&self) -> (BTreeMap<String, SportFigures>, u64) {
        let now = self.clock.now();
        let mut sports: BTreeMap<String, SportFigures> = BTreeMap::new();
        let mut venues: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        let mut sport_of = BTreeMap::new();
        for event in self.boards.list(None) {
            if event.record.event.has_started(now) {
                continue;
            }
            let sport = event.record.event.sport.to_string();
            let quoting = event.sources.keys().map(|(_, venue, _)| venue.get());
            venues.entry(sport.clone()).or_default().extend(quoting);
            sport_of.insert(event.record.event.id, sport);
        }
        for open in self.detector.list() {
            let Some(sport) = sport_of.get(&open.found.event_id) else {
                continue;
            };
            let figures = sports.entry(sport.clone()).or_default();
            figures.opportunities += 1;
            if open.found.kind == OpportunityKind::Spread {
                let spread = open.found.edge * dec!(100);
                figures.max_spread_pct = figures.max_spread_pct.max(Some(spread));
            }
        }
        let mut all: BTreeSet<i64> = BTreeSet::new();
        for (sport, quoting) in venues {
            sports.entry(sport).or_default().bookmakers = quoting.len() as u64;
            all.extend(quoting);
        }
        (sports, all.len() as u64)
    }

    /// What all accounts together are off zero by: anything but 0 is a fault of ours.
    async fn imbalance(&self) -> Result<Decimal, Problem> {
        let balances = self.ledger.accounts().await?;
        Ok(balances.iter().map(|account| account.balance.amount()).sum())
    }

    pub(super) async fn remember_feeds(&self) -> Vec<Feed> {
        let feeds = self.collector.feeds().await;
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&feeds);
        feeds
    }
}

#[async_trait]
impl Recompute for Figures {
    async fn recompute(&self) -> Result<BusinessFigures, Box<dyn std::error::Error + Send + Sync>> {
        let (sports, bookmakers) = self.sports();
        let feeds = self.remember_feeds().await;
        let bankroll = self.stats.bankroll().await?;
        let bets = self.stats.global().await?.bets;
        Ok(BusinessFigures {
            total_bets: bets.total_bets as u64,
            bankroll: bankroll.equity.amount(),
            roi_pct: bets.roi,
            win_rate_pct: bets.win_rate,
            sports,
            bookmakers,
            api_requests_remaining: remaining(&feeds),
            ledger_imbalance: self.imbalance().await?,
        })
    }
}

/// The least of what sources have left: the one that runs out first.
fn remaining(feeds: &[Feed]) -> Option<u64> {
    feeds.iter().filter_map(|feed| feed.quota).map(|quota| u64::from(quota.remaining())).min()
}

impl CollectorState for Figures {
    fn status(&self) -> CollectorStatus {
        let feeds = self.feeds.lock().unwrap_or_else(PoisonError::into_inner);
        CollectorStatus {
            // Without a feed nothing is polled, whatever else runs.
            running: !feeds.is_empty(),
            last_collection_at: feeds
                .iter()
                .filter_map(|feed| feed.last.as_ref().map(|log| log.finished_at))
                .max(),
            next_collection_at: feeds.iter().filter_map(|feed| feed.next_at).min(),
            feeds: feeds
                .iter()
                .map(|feed| FeedStatus {
                    id: feed.id.clone(),
                    outcome: feed.last.as_ref().map(|log| log.outcome),
                    last_success_at: feed.record.last_success_at,
                    next_at: feed.next_at,
                    requests_remaining: feed.quota.map(|quota| u64::from(quota.remaining())),
                    last_error: feed.record.last_error.clone(),
                })
                .collect(),
        }
    }
}

/// The boards as a part of health.
#[derive(Debug)]
pub(super) struct BoardsHealth(pub(super) Arc<Boards>);

#[async_trait]
impl HealthSource for BoardsHealth {
    fn part(&self) -> &'static str {
        "cache"
    }

    async fn check(&self) -> PartState {
        // In this process, and filled before anybody could ask.
        let _ = self.0.list(None).len();
        PartState::Ok
    }
}

/// The collector as a part of health: silent feeds degrade, they do not stop what is served.
#[derive(Debug)]
pub(super) struct CollectorHealth(pub(super) Arc<Collector>);

#[async_trait]
impl HealthSource for CollectorHealth {
    fn part(&self) -> &'static str {
        "collector"
    }

    async fn check(&self) -> PartState {
        let failing: Vec<String> = self
            .0
            .feeds()
            .await
            .into_iter()
            .filter(|feed| feed.record.failures > 0)
            .map(|feed| feed.id)
            .collect();
        if !failing.is_empty() {
            return PartState::Degraded(format!("failing feeds: {}", failing.join(", ")));
        }
        match self.0.silence() {
            Some(silence) if silence > TimeDelta::zero() => {
                PartState::Degraded("a feed has been silent for more than three rounds".to_owned())
            }
            _ => PartState::Ok,
        }
    }
}

/// The opening bankroll as the settings have it.
#[derive(Debug)]
pub(crate) struct OpeningOfSettings(pub(crate) Arc<Settings>);

#[async_trait]
impl InitialBankroll for OpeningOfSettings {
    async fn opening(&self) -> Result<OpeningBankroll, StoreError> {
        match self.0.bankroll_initial().await {
            Ok((amount, is_default)) => Ok(OpeningBankroll { amount, is_default }),
            Err(SettingsError::Store(error)) => Err(error),
            Err(error) => Err(StoreError::Corrupt {
                what: "the setting bankroll_initial",
                value: error.to_string(),
            }),
        }
    }
}

/// What is quoted, with what the feeds have left of their quotas.
#[derive(Debug)]
pub(super) struct QuotedSide {
    pub(super) odds: Arc<StoreOdds>,
    pub(super) collector: Arc<Collector>,
}

#[async_trait]
impl OddsSide for QuotedSide {
    async fn figures(&self) -> Result<OddsFigures, StoreError> {
        let api_requests_remaining = remaining(&self.collector.feeds().await);
        Ok(OddsFigures { api_requests_remaining, ..self.odds.figures().await? })
    }

    async fn bookmakers(&self) -> Result<Vec<BookmakerOdds>, StoreError> {
        self.odds.bookmakers().await
    }
}
