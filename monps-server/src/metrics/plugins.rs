//! What plugins took and gave: read from their own counters when somebody asks.

use std::sync::Arc;

use monps_adapters::component::{PluginState, PluginView, Plugins};
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use prometheus::{CounterVec, IntCounterVec, IntGaugeVec, Opts};

/// A family of counts with its help text, and how a plugin's is read.
type Count = (&'static str, &'static str, fn(&PluginView) -> u64);

const COUNTS: [Count; 7] = [
    ("monps_plugin_conversations_total", "Conversations begun with a plugin", |view| {
        view.tally.conversations
    }),
    ("monps_plugin_calls_total", "Calls of a plugin: steps of its conversations", |view| {
        view.tally.steps
    }),
    ("monps_plugin_faults_total", "Conversations that a plugin gave up with a reason", |view| {
        view.tally.faults
    }),
    (
        "monps_plugin_traps_total",
        "Conversations that ended because the plugin broke down or was stopped",
        |view| view.tally.traps,
    ),
    ("monps_plugin_quotes_total", "Prices that a plugin handed over", |view| view.tally.quotes),
    (
        "monps_plugin_skipped_total",
        "Things of a plugin that were left out because they cannot be",
        |view| view.tally.skipped,
    ),
    ("monps_plugin_log_dropped_total", "Lines of a plugin's log that were dropped", |view| {
        view.tally.log_dropped
    }),
];
const SECONDS: (&str, &str) = ("monps_plugin_seconds_total", "Time spent in a plugin, in seconds");
const MEMORY: (&str, &str) =
    ("monps_plugin_memory_bytes_peak", "The most memory that a conversation of a plugin took");
const QUARANTINED: (&str, &str) =
    ("monps_plugin_quarantined", "1 while a plugin is left alone because it broke down too often");

/// The families of plugins, one series a plugin: there are as many as files in the folder.
#[derive(Debug)]
pub struct PluginFamilies {
    plugins: Arc<Plugins>,
    descriptions: Vec<Desc>,
}

impl PluginFamilies {
    /// Over a folder of plugins.
    ///
    /// # Errors
    /// When a name is not one that Prometheus takes.
    pub fn new(plugins: Arc<Plugins>) -> prometheus::Result<Self> {
        let named = COUNTS.iter().map(|(name, help, _)| (*name, *help));
        let named = named.chain([SECONDS, MEMORY, QUARANTINED]);
        let description = |(name, help): (&str, &str)| {
            Desc::new(
                name.to_owned(),
                help.to_owned(),
                vec!["plugin".to_owned()],
                Default::default(),
            )
        };
        let descriptions = named.map(description).collect::<prometheus::Result<_>>()?;
        Ok(Self { plugins, descriptions })
    }

    fn gathered(&self) -> prometheus::Result<Vec<MetricFamily>> {
        let views = self.plugins.list();
        let mut families = Vec::new();
        for (name, help, read) in COUNTS {
            let family = IntCounterVec::new(Opts::new(name, help), &["plugin"])?;
            for view in &views {
                family.with_label_values(&[&*view.id]).inc_by(read(view));
            }
            families.extend(family.collect());
        }
        let seconds = CounterVec::new(Opts::new(SECONDS.0, SECONDS.1), &["plugin"])?;
        let memory = IntGaugeVec::new(Opts::new(MEMORY.0, MEMORY.1), &["plugin"])?;
        let alone = IntGaugeVec::new(Opts::new(QUARANTINED.0, QUARANTINED.1), &["plugin"])?;
        for view in &views {
            let (label, tally) = ([&*view.id], &view.tally);
            seconds.with_label_values(&label).inc_by(tally.busy.as_secs_f64());
            let bytes = i64::try_from(tally.memory_bytes_peak).unwrap_or(i64::MAX);
            memory.with_label_values(&label).set(bytes);
            let is_alone = view.state == PluginState::Quarantined;
            alone.with_label_values(&label).set(i64::from(is_alone));
        }
        families
            .extend(seconds.collect().into_iter().chain(memory.collect()).chain(alone.collect()));
        Ok(families)
    }
}

impl Collector for PluginFamilies {
    fn desc(&self) -> Vec<&Desc> {
        self.descriptions.iter().collect()
    }

    /// Its own counters are made anew each time: nothing has to be told of each call.
    fn collect(&self) -> Vec<MetricFamily> {
        self.gathered().unwrap_or_else(|error| {
            tracing::error!(%error, "the figures of the plugins cannot be told");
            Vec::new()
        })
    }
}
