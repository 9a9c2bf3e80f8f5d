//! The whole server, from its configuration.

use std::sync::Arc;
use std::time::Duration;

use monps_adapters::driver::{Driver, HttpOptions, HttpTransport, QuotaLedger, SecretStore};
use monps_adapters::error::HttpSetupError;
use monps_adapters::registry::Registry;
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use super::commons::SharedCommons;
use super::company::company;
use super::feeds::{FeedError, PlannedFeed, planned, quota, schedule};
use super::figures::Figures;
use super::finders::finders;
use super::listeners::{Guard, ListenError, Served, Sockets};
use super::plugged::{Plugged, adapters};
use super::relay::{relay, tell_others};
use super::services::Services;
use super::watch::{Watcher, secrets};
use crate::app::manual::{Expiry, ManualError};
use crate::app::settings::{Settings, SettingsError, SettingsOptions};
use crate::app::stats::StoreOdds;
use crate::cache::{CacheError, Changes, Shared, Topic};
use crate::clock::Clock;
use crate::collector::{Ingested, PollObserver};
use crate::company::{EXPIRY, SAMPLER};
use crate::config::Config;
use crate::detector::Detector;
use crate::edge::limits::EdgeLimits;
use crate::edge::origin::{OriginError, Origins};
use crate::error_chain::Chain;
use crate::metrics::{Collection, Metrics, Recompute, Sampler};
use crate::platform::{Platform, PlatformError, PlatformOptions};
use crate::settler::Settler;
use crate::store::{CollectionLog, Store, StoreError};

/// How often the business gauges are worked out.
const FIGURES_EVERY: Duration = Duration::from_secs(5);

/// How often hand-entered prices are looked at.
const EXPIRE_EVERY: Duration = Duration::from_secs(5);
/// How often the store is looked after.
const UPKEEP_EVERY: Duration = Duration::from_hours(1);
/// How often open bets are looked at.
const SETTLE_EVERY: Duration = Duration::from_secs(30);

/// Why the server cannot start, or had to end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The database.
    #[error("the database could not be opened")]
    Store(#[from] StoreError),
    /// The settings.
    #[error("the settings could not be read")]
    Settings(#[from] SettingsError),
    /// A feed.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// The client of the feeds.
    #[error(transparent)]
    Http(#[from] HttpSetupError),
    /// The parts.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The listeners.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// Hand-entered prices.
    #[error("hand-entered prices could not be set up")]
    Manual(#[from] ManualError),
    /// Names and origins.
    #[error(transparent)]
    Origins(#[from] OriginError),
    /// The plugins.
    #[cfg(feature = "wasm")]
    #[error(transparent)]
    Plugins(#[from] crate::plugins::PluginsError),
    /// What processes share.
    #[error(transparent)]
    Shared(#[from] CacheError),
    /// The metrics.
    #[error("the metrics could not be set up")]
    Metrics(#[from] prometheus::Error),
}

/// The server, put together and not yet running.
#[derive(Debug)]
pub struct Server {
    /// The parts without HTTP.
    pub platform: Platform,
    /// The API and its document.
    pub served: Served,
    guard: Guard,
    metrics: Arc<Metrics>,
    figures: Arc<Figures>,
    watcher: Watcher,
    settler: Settler,
    odds: Arc<StoreOdds>,
    plugged: Plugged,
    expiry: Expiry,
    changes: Arc<Changes>,
}

impl Server {
    /// Opens the database and puts everything together.
    ///
    /// # Errors
    /// [`ServeError`] says which part could not.
    pub async fn open(
        config: &Config,
        registry: &Registry,
        clock: Clock,
    ) -> Result<Self, ServeError> {
        let store = config.database().open().await?;
        let options = SettingsOptions {
            secret_key_file: config.secret_key_file(),
            odds_api_key: config.secrets.odds_api_key.clone(),
        };
        let settings = Arc::new(Settings::open(Arc::clone(&store), clock.clone(), options).await?);
        let metrics = Arc::new(Metrics::new()?);
        let changes = Arc::new(Changes::default());
        let (plugged, adapters) = adapters(config, registry)?;
        plugged.measured_by(&metrics)?;
        let feeds = feeds(config, &adapters.registry, &settings).await?;
        let given = given_secrets(config, &feeds);
        let company = company(config, store.as_ref(), &clock).await?;
        tell_others(&changes, &company);
        let quota = quota(store.as_ref(), &config.feeds, &feeds, &company.shared).await?;
        let secrets = secrets(&settings, &given).await?;
        let driver = Arc::new(driver(config, quota, &company.shared, secrets, &clock)?);
        let options = PlatformOptions {
            data: config.data.dir.clone(),
            feeds: feeds.iter().map(|planned| planned.feed.clone()).collect(),
            driver: Arc::clone(&driver),
            clock: clock.clone(),
            venue_defaults: config.venues.defaults(),
            finders: finders(&settings.detection().await?),
            record_dir: config.collect.record_dir.clone(),
            spool_bytes_max: config.collect.spool_bytes_max,
            observer: observer(&metrics, &changes),
            company,
        };
        let platform = Platform::over(store, options).await?;
        schedule(&platform.collector, &feeds, &settings.collect_plan().await?).await;
        let origins = Origins::new(&config.server.allowed_hosts, &config.server.allowed_origins)?;
        let guard = Guard {
            limits: EdgeLimits::default(),
            origins,
            observer: Arc::clone(&metrics) as Arc<_>,
        };
        let services = Services::new(&platform, settings, config.venues.defaults()).await?;
        let plugins = plugged.routes();
        let served = services.api(&platform, &metrics, &changes, &adapters, plugins)?;
        let settler = Settler::new(Arc::clone(&platform.store), Arc::clone(&services.bets))
            .by(Arc::clone(&services.settings))
            .among(platform.company.working.clone());
        let watcher = Watcher {
            settings: services.settings,
            venues: services.venues,
            detector: Arc::clone(&platform.detector),
            collector: Arc::clone(&platform.collector),
            opportunities: services.opportunities,
            driver,
            feeds,
            given,
            company: platform.company.clone(),
        };
        Ok(Self {
            platform,
            served,
            guard,
            metrics,
            watcher,
            settler,
            figures: services.figures,
            odds: services.stored,
            plugged,
            expiry: Expiry::new(services.manual),
            changes,
        })
    }

    /// Serves until told to stop, then finishes what is open and closes the database.
    ///
    /// # Errors
    /// [`ServeError::Listen`] when a listener fails.
    pub async fn run(self, sockets: Sockets, stop: CancellationToken) -> Result<(), ServeError> {
        let Self {
            platform,
            served,
            guard,
            metrics,
            figures,
            watcher,
            settler,
            odds,
            plugged,
            expiry,
            changes,
        } = self;
        let sampler =
            Sampler::new(Arc::clone(&metrics), Arc::clone(&platform.store), platform.clock.clone());
        let listening = async {
            let outcome = sockets.serve(&served, &guard, &stop).await;
            // Without a listener there is nothing to go on for.
            stop.cancel();
            outcome
        };
        let working = &platform.company.working;
        let (outcome, (), (), (), (), (), (), (), (), (), ()) = tokio::join!(
            listening,
            platform.run(stop.clone()),
            watcher.run(stop.clone()),
            working.while_mine(SAMPLER, &stop, |stop| sampler.clone().run(stop)),
            refresh(&odds, &figures, &metrics, &stop),
            settle(&settler, &changes, &stop),
            announce(&platform.detector, &changes, &stop),
            relay(&platform.company, &changes, &stop),
            working.while_mine(EXPIRY, &stop, |stop| expire(&expiry, &platform.clock, stop)),
            look_after(platform.store.as_ref(), &platform.clock, &stop),
            plugged.watch(&stop),
        );
        platform.close().await;
        Ok(outcome?)
    }
}

/// Makes room ahead in the store and drops what is past its keeping.
async fn look_after(store: &dyn Store, clock: &Clock, stop: &CancellationToken) {
    loop {
        match store.upkeep(clock.now()).await {
            Ok(done) => done.iter().for_each(|what| tracing::info!("store: {what}")),
            Err(error) => {
                tracing::error!(error = %Chain(&error), "the store could not be looked after");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(UPKEEP_EVERY) => {}
        }
    }
}

/// Withdraws hand-entered prices that are past their end.
async fn expire(expiry: &Expiry, clock: &Clock, stop: CancellationToken) {
    loop {
        if let Err(error) = expiry.run_once(clock.now()).await {
            tracing::error!(error = %Chain(&error), "expired prices could not be withdrawn");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EXPIRE_EVERY) => {}
        }
    }
}

/// Settles what can be settled, now and then: results come in with the polls.
async fn settle(settler: &Settler, changes: &Changes, stop: &CancellationToken) {
    loop {
        match settler.run_once().await {
            Ok(report) if report.looked_at > 0 => {
                tracing::info!(
                    settled = report.settled,
                    resettled = report.resettled,
                    partly = report.partly,
                    left_open = report.left_open,
                    failed = report.failed,
                    "looked at bets with results"
                );
                if report.settled + report.resettled + report.partly > 0 {
                    changes.announce(&[Topic::Bets, Topic::Bankroll]);
                }
            }
            Ok(_) => {}
            Err(error) => tracing::error!(error = %Chain(&error), "open bets could not be read"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(SETTLE_EVERY) => {}
        }
    }
}

/// Announces other findings; at the end, tells whoever listens that nothing more will come.
async fn announce(detector: &Detector, changes: &Changes, stop: &CancellationToken) {
    let mut findings = detector.watch();
    loop {
        tokio::select! {
            () = stop.cancelled() => return changes.close(),
            Ok(()) = findings.changed() => changes.announce(&[Topic::Opportunities]),
        }
    }
}

/// Works the gauges out now and then.
async fn refresh(odds: &StoreOdds, figures: &Figures, metrics: &Metrics, stop: &CancellationToken) {
    loop {
        if let Err(error) = odds.refresh().await {
            tracing::error!(error = %Chain(&error), "what is stored could not be counted");
        }
        match figures.recompute().await {
            Ok(business) => metrics.set_business(business),
            Err(error) => {
                tracing::error!(error = %Chain(error.as_ref()), "the gauges could not be worked out");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(FIGURES_EVERY) => {}
        }
    }
}

async fn feeds(
    config: &Config,
    registry: &Registry,
    settings: &Settings,
) -> Result<Vec<PlannedFeed>, ServeError> {
    if !config.collect.enabled {
        return Ok(Vec::new());
    }
    let (frequency, _) = settings.collect_frequency().await?;
    let has_key = settings.odds_api_key().await?.is_some();
    Ok(planned(&config.feeds, registry, &frequency, has_key)?)
}

/// The secrets of the adapters that feeds use, from the environment.
fn given_secrets(config: &Config, feeds: &[PlannedFeed]) -> SecretStore {
    let mut given = SecretStore::new();
    let manifests = feeds.iter().map(|planned| planned.feed.adapter.manifest());
    for name in manifests.flat_map(|manifest| manifest.secrets()) {
        let found = config.secrets.of_adapter(name);
        let taken = found.map(|secret| match secret {
            Some(secret) => given.clone().with(name, secret.expose()).map(Some),
            None => Ok(None),
        });
        match taken {
            Ok(Ok(Some(with))) => given = with,
            Ok(Ok(None)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a secret cannot be used"),
            Err(error) => tracing::warn!(error = %Chain(&error), "a secret cannot be read"),
        }
    }
    given
}

fn driver(
    config: &Config,
    quota: Arc<dyn QuotaLedger>,
    shared: &Shared,
    secrets: SecretStore,
    clock: &Clock,
) -> Result<Driver, ServeError> {
    let options = HttpOptions { allow_loopback: config.collect.allow_loopback };
    let transport = HttpTransport::new(clock.as_fn(), options)?;
    let driver =
        Driver::new(Arc::new(transport), clock.as_fn()).with_quota(quota).with_secrets(secrets);
    if shared.is_between_processes() {
        return Ok(driver.with_commons(Arc::new(SharedCommons(shared.clone()))));
    }
    Ok(driver)
}

/// Counts and announces every poll.
fn observer(metrics: &Arc<Metrics>, changes: &Arc<Changes>) -> PollObserver {
    let (metrics, changes) = (Arc::clone(metrics), Arc::clone(changes));
    Box::new(move |log: &CollectionLog, ingested: &Ingested| {
        changes.announce(if ingested.changed > 0 {
            &[Topic::Feeds, Topic::Odds]
        } else {
            &[Topic::Feeds]
        });
        metrics.collection_finished(&Collection {
            source: log.feed.clone(),
            outcome: log.outcome,
            finished_at: log.finished_at,
            duration: (log.finished_at - log.started_at).to_std().unwrap_or_default(),
            odds: ingested.by_sport.clone(),
            quotes_new: ingested.changed,
            quotes_unchanged: ingested.seen.saturating_sub(ingested.changed + ingested.late),
            quotes_rejected: log.skipped,
            requests_remaining: None,
        });
    })
}
