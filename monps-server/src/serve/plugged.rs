//! The plugins beside the built-in adapters; without the feature `wasm` there are none.

use std::sync::Arc;

use monps_adapters::registry::Registry;
use tokio_util::sync::CancellationToken;

use super::server::ServeError;
use crate::config::Config;

/// Every adapter, and the folder that some of them come from.
#[derive(Debug)]
pub(super) struct Plugged {
    /// The built-in adapters and the plugins.
    pub(super) registry: Registry,
    #[cfg(feature = "wasm")]
    plugins: Arc<monps_adapters::component::Plugins>,
}

/// The API over plugins.
#[cfg(feature = "wasm")]
pub(super) type PluginRoutes = crate::api::plugins::PluginsApi;
/// No routes.
#[cfg(not(feature = "wasm"))]
pub(super) type PluginRoutes = ();

#[cfg(feature = "wasm")]
impl Plugged {
    pub(super) fn open(config: &Config, registry: &Registry) -> Result<Self, ServeError> {
        let plugins = Arc::new(crate::plugins::open(config, registry)?);
        let registry = crate::plugins::extend(registry, &plugins)?;
        Ok(Self { registry, plugins })
    }

    pub(super) fn routes(&self) -> PluginRoutes {
        PluginRoutes::new(Arc::clone(&self.plugins))
    }

    /// Takes changed files until told to stop.
    pub(super) async fn watch(&self, stop: &CancellationToken) {
        crate::plugins::watch(&self.plugins, stop).await;
    }
}

#[cfg(not(feature = "wasm"))]
impl Plugged {
    pub(super) fn open(_: &Config, registry: &Registry) -> Result<Self, ServeError> {
        Ok(Self { registry: registry.clone() })
    }

    pub(super) fn routes(&self) -> PluginRoutes {}

    pub(super) async fn watch(&self, stop: &CancellationToken) {
        stop.cancelled().await;
    }
}
