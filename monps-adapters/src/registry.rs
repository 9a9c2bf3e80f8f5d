//! The adapters by name.
//!
//! [`Registry::builtin`] holds those of this crate; [`Registry::with`] adds one of a dependent's own,
//! without a fork.
//!
//! ```
//! use monps_adapters::registry::Registry;
//!
//! let registry = Registry::builtin();
//! let adapter = registry.find("the-odds-api")?;
//! assert_eq!(adapter.manifest().name, "The Odds API");
//! # Ok::<(), monps_adapters::error::RegistryError>(())
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use monps_core::adapter::{Adapter, Text};

use crate::api_football::ApiFootball;
use crate::betfair::Betfair;
use crate::declarative;
use crate::error::RegistryError;
use crate::football_data::FootballData;
use crate::football_data_org::FootballDataOrg;
use crate::parions_sport::ParionsSport;
use crate::pinnacle::Pinnacle;
use crate::simulator::Simulator;
use crate::the_odds_api::TheOddsApi;

/// Adapters by the id of their manifest.
#[derive(Clone, Default)]
pub struct Registry {
    adapters: BTreeMap<Text, Arc<dyn Adapter>>,
}

impl Registry {
    /// Without any adapter.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// With all the adapters of this crate.
    #[must_use]
    pub fn builtin() -> Self {
        let adapters = builtin_list()
            .into_iter()
            .map(|adapter| (adapter.manifest().id.clone(), adapter))
            .collect();
        Self { adapters }
    }

    /// The same with one more adapter.
    ///
    /// # Errors
    /// [`RegistryError::Duplicate`] when its id is taken.
    pub fn with(mut self, adapter: Arc<dyn Adapter>) -> Result<Self, RegistryError> {
        let id = adapter.manifest().id.clone();
        if let Some(held) = self.adapters.get(&id) {
            return Err(RegistryError::Duplicate {
                id: id.into_owned(),
                held: held.manifest().name.to_string(),
                refused: adapter.manifest().name.to_string(),
            });
        }
        self.adapters.insert(id, adapter);
        Ok(self)
    }

    /// The adapter of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<dyn Adapter>> {
        self.adapters.get(id)
    }

    /// The adapter of an id, or an error that names those there are.
    ///
    /// # Errors
    /// [`RegistryError::Unknown`].
    pub fn find(&self, id: &str) -> Result<&Arc<dyn Adapter>, RegistryError> {
        self.get(id).ok_or_else(|| RegistryError::Unknown {
            id: id.chars().take(64).collect(),
            known: self.ids().collect::<Vec<_>>().join(", "),
        })
    }

    /// The ids, in alphabetical order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.adapters.keys().map(AsRef::as_ref)
    }

    /// The adapters, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn Adapter>> {
        self.adapters.values()
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.ids()).finish()
    }
}

/// Every adapter of this crate, one a line.
fn builtin_list() -> Vec<Arc<dyn Adapter>> {
    let native: [Arc<dyn Adapter>; 9] = [
        Arc::new(ApiFootball::new()),
        Arc::new(Betfair),
        Arc::new(FootballData),
        Arc::new(FootballDataOrg::new()),
        Arc::new(ParionsSport::new()),
        Arc::new(Pinnacle::own()),
        Arc::new(Pinnacle::ps3838()),
        Arc::new(Simulator),
        Arc::new(TheOddsApi::new()),
    ];
    let described = declarative::builtin().into_iter().map(|one| Arc::new(one) as Arc<dyn Adapter>);
    native.into_iter().chain(described).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_adapter_has_an_id_of_its_own() {
        assert_eq!(
            Registry::builtin().ids().count(),
            builtin_list().len(),
            "two built-in adapters share an id"
        );
    }

    #[test]
    fn an_id_is_taken_once() {
        let refused = Registry::builtin().with(Arc::new(TheOddsApi::new())).unwrap_err();
        assert!(refused.to_string().contains("\"the-odds-api\" is taken"), "{refused}");
    }

    #[test]
    fn an_unknown_id_is_answered_with_those_there_are() {
        let registry = Registry::builtin();
        assert!(registry.get("the-odds-api").is_some());
        let Err(unknown) = registry.find("nobody") else {
            panic!("nobody is an adapter of that name");
        };
        assert!(unknown.to_string().contains("the-odds-api"), "{unknown}");
        assert!(Registry::empty().iter().next().is_none());
    }
}
