//! Venues: where the person may bet, and on what terms.

use std::fmt;
use std::sync::Arc;

use monps_core::catalog::{Venue, VenueAccess, VenueKey, VenueKind};
use monps_core::id::VenueId;
use monps_core::odds::Commission;
use monps_core::time::TimeDelta;
use thiserror::Error;
use tokio::sync::{Mutex, watch};

use crate::collector::AccessPreset;
use crate::store::{Store, StoreError};

/// What can go wrong with venues.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum VenuesError {
    /// Nobody quotes under this name.
    #[error("there is no venue {key}: venues appear when a feed first quotes them")]
    NotFound {
        /// The name asked for.
        key: VenueKey,
    },
    /// No such preset.
    #[error("there is no preset {name:?}: there are {}", preset_names())]
    NoPreset {
        /// The name asked for.
        name: String,
    },
    /// The store did not do it.
    #[error("the venues are out of reach")]
    Store(#[from] StoreError),
}

fn preset_names() -> String {
    AccessPreset::ALL.map(|(_, slug)| slug).join(", ")
}

/// What a person changes of a venue; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VenueEdit {
    /// Its name as people know it.
    pub title: Option<String>,
    /// Bookmaker or exchange.
    pub kind: Option<VenueKind>,
    /// Whether the person may bet there.
    pub access: Option<VenueAccess>,
    /// Commission on net market winnings.
    pub commission: Option<Commission>,
    /// How old a quote may be and still be bettable.
    pub age_max: Option<TimeDelta>,
}

/// What a preset did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The preset.
    pub preset: AccessPreset,
    /// Venues whose access changed.
    pub changed: usize,
    /// All venues as they are now.
    pub venues: Vec<Venue>,
}

/// The venues, and whoever waits for their changes.
pub struct Venues {
    store: Arc<dyn Store>,
    /// One edit at a time: each reads, changes and writes a whole venue.
    editing: Mutex<()>,
    changes: watch::Sender<u64>,
}

impl Venues {
    /// The venues of a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, editing: Mutex::new(()), changes: watch::Sender::new(0) }
    }

    /// A number that grows with every change made through this object.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// All venues, by name.
    ///
    /// # Errors
    /// [`VenuesError::Store`].
    pub async fn list(&self) -> Result<Vec<Venue>, VenuesError> {
        Ok(self.store.venues().await?)
    }

    /// One venue.
    ///
    /// # Errors
    /// [`VenuesError::NotFound`], [`VenuesError::Store`].
    pub async fn get(&self, key: &VenueKey) -> Result<Venue, VenuesError> {
        let found = self.store.venues().await?.into_iter().find(|venue| venue.key == *key);
        found.ok_or_else(|| VenuesError::NotFound { key: key.clone() })
    }

    /// Changes a venue.
    ///
    /// # Errors
    /// [`VenuesError::NotFound`], [`VenuesError::Store`].
    pub async fn edit(&self, key: &VenueKey, edit: VenueEdit) -> Result<Venue, VenuesError> {
        let _one = self.editing.lock().await;
        let old = self.get(key).await?;
        let new = Venue {
            id: old.id,
            key: old.key.clone(),
            title: edit.title.unwrap_or_else(|| old.title.clone()),
            kind: edit.kind.unwrap_or(old.kind),
            access: edit.access.unwrap_or(old.access),
            commission: edit.commission.unwrap_or(old.commission),
            age_max: edit.age_max.unwrap_or(old.age_max),
        };
        if new != old {
            self.store.update_venue(&new).await?;
            self.changed();
            tracing::info!(venue = %key, access = new.access.as_str(), "venue changed");
        }
        Ok(new)
    }

    /// Gives every venue the access that a preset says, all or none of them.
    ///
    /// # Errors
    /// [`VenuesError::NoPreset`], [`VenuesError::Store`].
    pub async fn apply(&self, name: &str) -> Result<Applied, VenuesError> {
        let preset = AccessPreset::parse(name)
            .ok_or_else(|| VenuesError::NoPreset { name: name.chars().take(64).collect() })?;
        let _one = self.editing.lock().await;
        let mut venues = self.store.venues().await?;
        let changes: Vec<(VenueId, VenueAccess)> = venues
            .iter_mut()
            .filter_map(|venue| {
                let access = preset.access(&venue.key);
                let differs = venue.access != access;
                venue.access = access;
                differs.then_some((venue.id, access))
            })
            .collect();
        if !changes.is_empty() {
            self.store.set_access(&changes).await?;
            self.changed();
        }
        tracing::info!(preset = preset.as_str(), changed = changes.len(), "venue preset applied");
        Ok(Applied { preset, changed: changes.len(), venues })
    }

    fn changed(&self) {
        self.changes.send_modify(|version| *version += 1);
    }
}

impl fmt::Debug for Venues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Venues").field("store", &self.store).finish_non_exhaustive()
    }
}
