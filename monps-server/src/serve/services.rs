//! What the product can do, each service once, and the API over them.

use std::sync::Arc;

use super::company::RedisHealth;
use super::figures::{BoardsHealth, CollectorHealth, Figures, OpeningOfSettings, QuotedSide};
use super::listeners::Served;
use super::plugged::PluginRoutes;
use super::server::ServeError;
use crate::adapters::Adapters;
use crate::api::bets::BetsApi;
use crate::api::calc::CalcApi;
use crate::api::exports::ExportsApi;
use crate::api::feeds::FeedsApi;
use crate::api::health::HealthApi;
use crate::api::imports::ImportsApi;
use crate::api::ledger::LedgerApi;
use crate::api::matching::MatchingApi;
use crate::api::metrics::MetricsApi;
use crate::api::odds::OddsApi;
use crate::api::opportunities::OpportunitiesApi;
use crate::api::quotes::QuotesApi;
use crate::api::results::ResultsApi;
use crate::api::settings::SettingsApi;
use crate::api::stats::StatsApi;
use crate::api::stream::StreamApi;
use crate::api::venues::VenuesApi;
use crate::app::bets::Bets;
use crate::app::exports::BetExports;
use crate::app::imports::BetImports;
use crate::app::ledger::Ledger;
use crate::app::manual::Manual;
use crate::app::matching::Matching;
use crate::app::odds::Odds;
use crate::app::opportunities::Opportunities;
use crate::app::settings::Settings;
use crate::app::settlement::Settlement;
use crate::app::stats::{Stats, StoreOdds};
use crate::app::venues::Venues;
use crate::cache::Changes;
use crate::collector::VenueDefaults;
use crate::health::{Health, HealthSource, StoreHealth};
use crate::metrics::Metrics;
use crate::platform::Platform;

/// Every service over one platform.
pub(super) struct Services {
    pub(super) settings: Arc<Settings>,
    pub(super) venues: Arc<Venues>,
    pub(super) bets: Arc<Bets>,
    pub(super) stored: Arc<StoreOdds>,
    pub(super) figures: Arc<Figures>,
    pub(super) opportunities: Arc<Opportunities>,
    pub(super) manual: Arc<Manual>,
    settlement: Arc<Settlement>,
    ledger: Arc<Ledger>,
    stats: Arc<Stats>,
    odds: Arc<Odds>,
    matching: Arc<Matching>,
    health: Arc<Health>,
}

impl Services {
    pub(super) async fn new(
        platform: &Platform,
        settings: Arc<Settings>,
        defaults: VenueDefaults,
    ) -> Result<Self, ServeError> {
        let store = || Arc::clone(&platform.store);
        let clock = || platform.clock.clone();
        let opening = Arc::new(OpeningOfSettings(Arc::clone(&settings)));
        let ledger = Arc::new(Ledger::new(store(), clock(), opening, defaults.clone()));
        let stored = Arc::new(StoreOdds::new(store(), clock()));
        let quoted = Arc::new(QuotedSide {
            odds: Arc::clone(&stored),
            collector: Arc::clone(&platform.collector),
        });
        let stats = Arc::new(Stats::new(store(), clock(), Arc::clone(&ledger), quoted));
        let (bankroll, _) = settings.bankroll_initial().await?;
        let opportunities = Opportunities::new(
            Arc::clone(&platform.boards),
            Arc::clone(&platform.detector),
            Some(Arc::clone(&platform.collector)),
            clock(),
            bankroll.currency(),
        );
        let ingest = Arc::clone(&platform.ingest);
        let manual = Manual::new(store(), ingest, clock(), defaults).await?;
        let mut parts: Vec<Arc<dyn HealthSource>> = vec![
            Arc::new(StoreHealth(store())),
            Arc::new(BoardsHealth(Arc::clone(&platform.boards))),
            Arc::new(CollectorHealth(Arc::clone(&platform.collector))),
        ];
        if platform.company.shared.is_between_processes() {
            parts.push(Arc::new(RedisHealth(platform.company.shared.clone())));
        }
        let health = Health::new(parts, clock());
        let bets = Arc::new(Bets::new(store(), clock(), Arc::clone(&ledger)));
        let by = Some(Arc::clone(&settings));
        let settlement = Settlement::new(store(), Arc::clone(&bets), by, clock());
        Ok(Self {
            settlement: Arc::new(settlement),
            venues: Arc::new(Venues::new(store())),
            bets,
            figures: Arc::new(Figures::new(platform, Arc::clone(&ledger), Arc::clone(&stats))),
            odds: Arc::new(Odds::new(store(), Arc::clone(&platform.boards), clock())),
            opportunities: Arc::new(opportunities),
            manual: Arc::new(manual),
            matching: Arc::new(Matching::new(store(), Some(Arc::clone(&platform.ingest)), clock())),
            health: Arc::new(health),
            settings,
            stored,
            ledger,
            stats,
        })
    }

    /// The API over all of them; of a process that answers no requests, its health and its figures.
    pub(super) fn api(
        &self,
        platform: &Platform,
        metrics: &Arc<Metrics>,
        changes: &Arc<Changes>,
        adapters: &Arc<Adapters>,
        plugins: PluginRoutes,
    ) -> Result<Served, ServeError> {
        let health = HealthApi::new(Arc::clone(&self.health));
        let (store, clock) = (Arc::clone(&platform.store), platform.clock.clone());
        let metrics = MetricsApi::new(
            Arc::clone(metrics),
            Arc::clone(&store),
            clock.clone(),
            Arc::clone(&self.figures) as Arc<_>,
            Arc::clone(&self.figures) as Arc<_>,
        );
        if !platform.company.role.serves() {
            return Ok(Served::new((health, metrics), changes)?);
        }
        let stream = StreamApi::new(Arc::clone(changes), clock.clone());
        let apis = (
            health,
            metrics,
            SettingsApi::new(Arc::clone(&self.settings), clock.clone()),
            VenuesApi::new(Arc::clone(&self.venues), clock),
            (
                BetsApi::new(Arc::clone(&self.bets)),
                ExportsApi::new(BetExports::new(Arc::clone(&store), Arc::clone(&self.bets))),
                ImportsApi::new(BetImports::new(Arc::clone(&store), Arc::clone(&self.bets))),
                ResultsApi::new(Arc::clone(&self.settlement)),
            ),
            LedgerApi::new(Arc::clone(&self.ledger)),
            StatsApi::new(Arc::clone(&self.stats)),
            OddsApi::new(Arc::clone(&self.odds)),
            OpportunitiesApi::new(Arc::clone(&self.opportunities)),
            FeedsApi::new(store, Arc::clone(&platform.collector))
                .with_adapters(Arc::clone(adapters)),
            // poem takes so many APIs in one tuple, and as many in another.
            (
                QuotesApi::new(Arc::clone(&self.manual)),
                MatchingApi::new(Arc::clone(&self.matching)),
                CalcApi::default(),
                plugins,
            ),
            stream,
        );
        Ok(Served::new(apis, changes)?)
    }
}
