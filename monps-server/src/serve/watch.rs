//! What a changed setting changes at once.

use std::sync::Arc;

use monps_adapters::driver::{Driver, SecretStore};
use monps_adapters::the_odds_api::SECRET;
use monps_core::detect::{Arbitrage, Detector as Finder, Spread, TrustPolicy, Value};
use monps_core::time::TimeDelta;
use rust_decimal::dec;
use tokio_util::sync::CancellationToken;

use super::feeds::{PlannedFeed, schedule};
use crate::app::opportunities::Opportunities;
use crate::app::settings::{Detection, Settings, SettingsError};
use crate::app::venues::Venues;
use crate::cache::{Signal, Signals};
use crate::collector::Collector;
use crate::company::Company;
use crate::detector::Detector;
use crate::error_chain::Chain;

/// What the detectors look for, by the settings.
pub(super) fn finders(detection: &Detection) -> Vec<Box<dyn Finder>> {
    let rate = |percent| percent / dec!(100);
    let policy =
        TrustPolicy { phantom_above: rate(detection.phantom_above_pct), ..TrustPolicy::default() };
    vec![
        Box::new(Arbitrage {
            policy: policy.clone(),
            edge_min: rate(detection.min_arbitrage_pct),
            ..Arbitrage::default()
        }),
        Box::new(Value {
            policy: policy.clone(),
            edge_min: rate(detection.min_value_edge_pct),
            ..Value::default()
        }),
        Box::new(Spread {
            policy,
            spread_min: rate(detection.min_spread_pct),
            ..Spread::default()
        }),
    ]
}

/// The secrets that the adapters may need: those that the environment gave, and those of the settings.
pub(super) async fn secrets(
    settings: &Settings,
    given: &SecretStore,
) -> Result<SecretStore, SettingsError> {
    let mut secrets = given.clone();
    if let Some(key) = settings.odds_api_key().await? {
        match secrets.clone().with(SECRET, key.expose()) {
            Ok(with_key) => secrets = with_key,
            Err(error) => tracing::warn!(%error, "the key of The Odds API cannot be used"),
        }
    }
    Ok(secrets)
}

/// Whoever has to know of changes.
#[derive(Debug)]
pub(super) struct Watcher {
    pub(super) settings: Arc<Settings>,
    pub(super) venues: Arc<Venues>,
    pub(super) detector: Arc<Detector>,
    pub(super) collector: Arc<Collector>,
    pub(super) driver: Arc<Driver>,
    pub(super) feeds: Vec<PlannedFeed>,
    pub(super) given: SecretStore,
    pub(super) opportunities: Arc<Opportunities>,
    pub(super) company: Company,
}

impl Watcher {
    /// Passes changes on until told to stop: those made here to the other processes too.
    pub(super) async fn run(self, stop: CancellationToken) {
        let (mut settings, mut venues) = (self.settings.watch(), self.venues.watch());
        let company = &self.company;
        let mut others = company.shared.listen();
        loop {
            let what = tokio::select! {
                () = stop.cancelled() => return,
                Ok(()) = settings.changed() => {
                    company.tell(Signal::Settings);
                    Signal::Settings
                }
                Ok(()) = venues.changed() => {
                    company.tell(Signal::Venues);
                    Signal::Venues
                }
                Some(heard) = others.hear_others(&company.holder) => heard.signal,
            };
            self.take_over(&what).await;
        }
    }

    async fn take_over(&self, what: &Signal) {
        let is_lost = *what == Signal::Everything;
        if is_lost || *what == Signal::Settings {
            if let Err(error) = self.settings_changed().await {
                tracing::error!(error = %Chain(&error), "a changed setting has no effect yet");
            }
        } else if *what != Signal::Venues {
            return;
        }
        if (is_lost || *what == Signal::Venues)
            && let Err(error) = self.detector.reload_venues().await
        {
            tracing::error!(error = %Chain(&error), "a changed venue has no effect yet");
        }
        if let Err(error) = self.detector.look(None).await {
            tracing::error!(error = %Chain(&error), "findings could not be stored");
        }
    }

    async fn settings_changed(&self) -> Result<(), SettingsError> {
        self.detector.look_with(finders(&self.settings.detection().await?));
        self.driver.set_secrets(secrets(&self.settings, &self.given).await?);
        let (bankroll, _) = self.settings.bankroll_initial().await?;
        self.opportunities.set_currency(bankroll.currency());
        let (frequency, _) = self.settings.collect_frequency().await?;
        let every = TimeDelta::from_std(frequency.every()).unwrap_or(TimeDelta::hours(4));
        for planned in self.feeds.iter().filter(|planned| planned.follows_settings) {
            self.collector.reschedule(&planned.feed.id, every);
        }
        schedule(&self.collector, &self.feeds, &self.settings.collect_plan().await?).await;
        Ok(())
    }
}
