//! The plugins beside the built-in adapters; without the feature `wasm` there are none.

use std::sync::Arc;

use monps_adapters::registry::Registry;
use tokio_util::sync::CancellationToken;

use super::server::ServeError;
use crate::adapters::Adapters;
use crate::config::Config;
use crate::metrics::Metrics;
#[cfg(feature = "wasm")]
use crate::metrics::PluginFamilies;

/// Every adapter, and the folder that some of them come from.
#[derive(Debug)]
pub(crate) struct Plugged {
    /// The built-in adapters and the plugins.
    registry: Registry,
    #[cfg(feature = "wasm")]
    plugins: Arc<monps_adapters::component::Plugins>,
}

/// Every adapter there is: built in, plugins, descriptions of one's own.
pub(super) fn adapters(
    config: &Config,
    registry: &Registry,
) -> Result<(Plugged, Arc<Adapters>), ServeError> {
    let plugged = Plugged::open(config, registry)?;
    let adapters = Adapters::look(&config.adapters_folder(), plugged.registry.clone());
    Ok((plugged, Arc::new(adapters)))
}

/// A plugin as whoever only looks is told of it.
#[derive(Debug)]
pub(crate) struct FoundPlugin {
    pub(crate) id: String,
    /// Why the file that lies there does not run, and what to do.
    pub(crate) problem: Option<String>,
}

/// The same for whoever only looks: no folder is made where there is none.
///
/// # Errors
/// As a server that would start now.
pub(crate) fn look(config: &Config) -> Result<(Vec<FoundPlugin>, Adapters), ServeError> {
    let builtin = Registry::builtin();
    if !config.plugins.folder(&config.data.dir).is_dir() {
        return Ok((Vec::new(), Adapters::look(&config.adapters_folder(), builtin)));
    }
    let plugged = Plugged::open(config, &builtin)?;
    let adapters = Adapters::look(&config.adapters_folder(), plugged.registry.clone());
    Ok((plugged.found(), adapters))
}

/// The API over plugins.
#[cfg(feature = "wasm")]
pub(super) type PluginRoutes = crate::api::plugins::PluginsApi;
/// No routes.
#[cfg(not(feature = "wasm"))]
pub(super) type PluginRoutes = ();

#[cfg(feature = "wasm")]
impl Plugged {
    fn open(config: &Config, registry: &Registry) -> Result<Self, ServeError> {
        let plugins = Arc::new(crate::plugins::open(config, registry)?);
        let registry = crate::plugins::extend(registry, &plugins)?;
        Ok(Self { registry, plugins })
    }

    fn found(&self) -> Vec<FoundPlugin> {
        let found = |view: monps_adapters::component::PluginView| FoundPlugin {
            id: view.id,
            problem: view.problem,
        };
        self.plugins.list().into_iter().map(found).collect()
    }

    pub(super) fn routes(&self) -> PluginRoutes {
        PluginRoutes::new(Arc::clone(&self.plugins))
    }

    /// Has the figures of the plugins told with the others.
    pub(super) fn measured_by(&self, metrics: &Metrics) -> prometheus::Result<()> {
        metrics.registry().register(Box::new(PluginFamilies::new(Arc::clone(&self.plugins))?))
    }

    /// Takes changed files until told to stop.
    pub(super) async fn watch(&self, stop: &CancellationToken) {
        crate::plugins::watch(&self.plugins, stop).await;
    }
}

#[cfg(not(feature = "wasm"))]
impl Plugged {
    fn open(_: &Config, registry: &Registry) -> Result<Self, ServeError> {
        Ok(Self { registry: registry.clone() })
    }

    fn found(&self) -> Vec<FoundPlugin> {
        Vec::new()
    }

    pub(super) fn routes(&self) -> PluginRoutes {}

    pub(super) fn measured_by(&self, _: &Metrics) -> prometheus::Result<()> {
        Ok(())
    }

    pub(super) async fn watch(&self, stop: &CancellationToken) {
        stop.cancelled().await;
    }
}
